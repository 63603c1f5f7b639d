"""Rows by the days on which their documents came out: rows are numbered by them, so a span of days is quickly had."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import BigInteger, ColumnElement, Connection, func, literal_column, select

from spadework.ledger.keeping import Kept, kept
from spadework.ledger.schema import RUNNING, document, entry, first_number, last_number
from spadework.model import RowKind


def last(connection: Connection) -> date | None:
    """The day of the last document; None if none is dated."""
    day = (connection.scalar(select(func.max(document.c.n))) or 0) >> RUNNING
    return date.fromordinal(day) if day else None


def reported(connection: Connection, kinds: Collection[RowKind]) -> dict[date | None, int]:
    """How many rows of these kinds come from documents of each day, by day; None for those without one."""
    # As a literal: PostgreSQL does not know that two values handed over are the same, and has no operator for bigints.
    day: ColumnElement[int] = literal_column(f"entry.n >> {RUNNING}", BigInteger())
    found: dict[date | None, int] = {}
    for kind in kinds:
        query = select(day, func.count()).where(entry.c.kind == kind.value).group_by(day)
        for number, count in connection.execute(query):
            when = date.fromordinal(number) if number else None
            found[when] = found.get(when, 0) + count
    return dict(sorted(found.items(), key=lambda f: f[0] or date.min))


def newest(
    connection: Connection,
    kinds: Collection[RowKind],
    first: date | None = None,
    last: date | None = None,
    *,
    party: str | None = None,
    most: int,
) -> list[Kept]:
    """The newest rows of these kinds that nobody has rejected, the newest first.

    Args:
        first, last: of documents of these days.
        party: whose they are: the holder, the maker or the doer.
        most: how many at most, of all kinds together.
    """
    numbers: list[tuple[int, str]] = []
    for kind in kinds:
        query = select(entry.c.n, entry.c.id).where(entry.c.kind == kind.value, entry.c.status != "rejected")
        if first is not None:
            query = query.where(entry.c.n >= first_number(first))
        if last is not None:
            query = query.where(entry.c.n <= last_number(last))
        if party is not None:
            query = query.where(entry.c.party == party)
        numbers += [(n, id) for n, id in connection.execute(query.order_by(entry.c.n.desc()).limit(most))]
    ids = [id for _, id in sorted(numbers, reverse=True)[:most]]
    found = kept(connection, ids)
    return [found[id] for id in ids]
