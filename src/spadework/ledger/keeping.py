"""Rows as they are kept: each with who made it what it is, so that whoever changes it can say what they have seen."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from spadework.errors import NoSuchRow
from spadework.ledger.rows import Row, row_of
from spadework.ledger.schema import document, entry, revision
from spadework.model import RowKind

_AT_ONCE = 500
_PLACE = re.compile(r'"start":(\d+),"end":(\d+)')
_KEPT = select(entry.c.kind, revision.c.after, revision.c.number, revision.c.by, revision.c.at).join(
    revision, revision.c.number == entry.c.revision
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A row with its latest revision.

    Attributes:
        revision: its number; hand it back as `seen` with a change.
        by, at: who made the row what it is, and when (UTC).
    """

    row: Row
    revision: int
    by: str
    at: datetime


def kept(connection: Connection, ids: Iterable[str]) -> dict[str, Kept]:
    """Rows by their ids; those that are not there are left out."""
    return {k.row.id: k for k in _those(connection, entry.c.id, list(dict.fromkeys(ids)))}


def kept_upon(connection: Connection, statements: Collection[str]) -> list[Kept]:
    """What was coded from these statements."""
    return _those(connection, entry.c.statement, list(statements))


def kept_from(connection: Connection, id: str, within: tuple[int, int] | None = None) -> list[Kept]:
    """The rows that were read from a document, but for speech acts.

    Args:
        within: only those that have a place between these two offsets.

    Raises:
        NoSuchRow: there is no such document.
    """
    n = connection.scalar(select(document.c.n).where(document.c.id == id))
    if n is None:
        raise NoSuchRow(f"there is no document {id[:60]!r}", remedy="`spadework search --documents` tells the ids.")
    query = _KEPT.where(entry.c.document == n, entry.c.kind != RowKind.ACT.value).order_by(entry.c.n)
    found = connection.execute(query)
    return [_made(row) for row in found if within is None or _touches(row[1], *within)]


def _touches(body: str, start: int, end: int) -> bool:
    """Whether a row has a place there; told from its JSON, for to make rows of all of a book takes long."""
    return any(int(at[1]) < end and int(at[2]) > start for at in _PLACE.finditer(body))


def _those(connection: Connection, column: ColumnElement[Any], values: list[Any]) -> list[Kept]:
    found = []
    for at in range(0, len(values), _AT_ONCE):
        query = _KEPT.where(column.in_(values[at : at + _AT_ONCE])).order_by(entry.c.n)
        found += [_made(row) for row in connection.execute(query)]
    return found


def _made(found: Any) -> Kept:
    kind, after, number, by, when = found
    return Kept(row_of(kind, after), number, by, datetime.fromisoformat(when))
