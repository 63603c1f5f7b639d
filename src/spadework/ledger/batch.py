"""One user action: rows entered, changed and taken out, each with its revision, saved together or not at all."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select, update

from spadework.errors import NoSuchRow, ProvenanceError
from spadework.ledger.documents import Documents
from spadework.ledger.facets import facets_of
from spadework.ledger.rows import Row, columns, document_of, kind_of, row_of, statement_of
from spadework.ledger.schema import entry, numbered, put, revision
from spadework.model import Change, Position, RowKind, Statement, to_json
from spadework.model.soundness import check_row

MACHINE = "machine"
_BY_ID = update(entry).where(entry.c.id == bindparam("_id"))


@dataclass(frozen=True, slots=True)
class Entry:
    """A row as it stands in the ledger."""

    n: int
    row: Row
    revision: int
    document: int | None


class Batch:
    """Revisions that are saved together.

    Nothing reaches the database before `save`, so what is read meanwhile is what stood there before.

    Args:
        connection: within a transaction that writes.
        by: who does it.
        reason: what the analyst gave as the reason.
    """

    def __init__(self, connection: Connection, by: str, reason: str = "") -> None:
        self._connection = connection
        self._by, self._reason = by, reason
        self._at = stamp(datetime.now(UTC))
        # One after the other: asked for both at once, the database looks at every row.
        number = connection.scalar(select(func.max(revision.c.number))) or 0
        self.number = (connection.scalar(select(func.max(revision.c.batch))) or 0) + 1
        self._number: int = number
        self._seal = connection.scalar(select(revision.c.seal).where(revision.c.number == number)) or ""
        self.documents = Documents(connection)
        self._revisions: list[dict[str, Any]] = []
        self._entering: dict[str, tuple[Row, dict[str, Any]]] = {}
        self._changing: list[dict[str, Any]] = []
        self._leaving: list[int] = []
        self._returning: set[str] = set()
        self._stale: set[str] = set()  # statements whose facets may have changed
        self.changed: list[str] = []

    def enter(
        self,
        row: Row,
        *,
        change: Change = Change.ENTERED,
        by: str | None = None,
        previous: int | None = None,
        reverts: int | None = None,
    ) -> None:
        """A row that is not there yet.

        Raises:
            ProvenanceError: a quote is not at its place, or the row points nowhere.
            CannotRevise: the row is not sound in another way (see `check_row`).
        """
        document = self._checked(row)
        number = self._revise(row.id, kind_of(row), change, row, by, previous, reverts)
        n, published = document or (None, None)
        values = columns(row) | {
            "n": numbered(published, number),
            "revision": number,
            "document": n,
            "facets": None,
        }
        self._entering[row.id] = (row, values)
        if previous is not None:
            self._returning.add(row.id)
        self._touch(row)

    def change(
        self, old: Entry, row: Row, change: Change, *, by: str | None = None, reverts: int | None = None
    ) -> None:
        """Put another row of the same id in the place of one.

        Raises:
            ProvenanceError: a quote is not at its place.
            CannotRevise: the row is not sound in another way (see `check_row`).
        """
        document = self._checked(row)
        number = self._revise(row.id, kind_of(row), change, row, by, old.revision, reverts)
        values = columns(row)
        del values["id"], values["kind"]
        self._changing.append(values | {"_id": row.id, "revision": number, "document": document and document[0]})
        self._touch(old.row)
        self._touch(row)

    def remove(self, old: Entry, *, by: str | None = None, reverts: int | None = None) -> None:
        """Take a row out; what it was stays among the revisions."""
        self._revise(old.row.id, kind_of(old.row), Change.REMOVED, None, by, old.revision, reverts)
        self._leaving.append(old.n)
        self._touch(old.row)

    def save(self) -> None:
        """Write all of it."""
        run = self._connection.execute
        self._give_facets()
        put(self._connection, revision, self._revisions)
        if self._leaving:
            run(delete(entry).where(entry.c.n == bindparam("_n")), [{"_n": n} for n in self._leaving])
        # Full-text search takes rising numbers best.
        put(self._connection, entry, sorted((v for _, v in self._entering.values()), key=lambda v: v["n"]))
        if self._changing:
            run(_BY_ID, self._changing)
        self._refresh()

    def _revise(
        self,
        id: str,
        kind: RowKind,
        change: Change,
        row: Row | None,
        by: str | None,
        previous: int | None,
        reverts: int | None,
    ) -> int:
        self._number += 1
        values = {
            "number": self._number,
            "batch": self.number,
            "kind": kind.value,
            "row": id,
            "change": change.value,
            "by": by or self._by,
            "at": self._at,
            "previous": previous,
            "after": to_json(row) if row is not None else None,
            "reverts": reverts,
            "reason": self._reason,
        }
        self._seal = values["seal"] = seal(self._seal, values)
        self._revisions.append(values)
        self.changed.append(id)
        return self._number

    def _checked(self, row: Row) -> tuple[int, Any] | None:
        """Number and day of the row's document, its quotes having been compared with the text."""
        check_row(row, self.documents.text)
        id = document_of(row)
        if id is None:
            parent = statement_of(row)
            if parent is None:
                return None  # a finding
            id = self._document_of(parent)
        return self.documents.place(id)

    def _document_of(self, statement: str) -> str:
        if statement in self._entering and isinstance(found := self._entering[statement][0], Statement):
            return found.document
        old = get(self._connection, statement)
        if old is None or not isinstance(old.row, Statement):
            raise ProvenanceError(f"there is no statement {statement}, on which the row hangs")
        return old.row.document

    def _touch(self, row: Row) -> None:
        if isinstance(row, Statement):
            self._stale.add(row.id)
        elif isinstance(row, Position) and row.statement is not None:
            self._stale.add(row.statement)

    def _give_facets(self) -> None:
        """Facets of the statements that enter, from the positions that enter with them."""
        held: dict[str, list[Position]] = defaultdict(list)
        for row, _ in self._entering.values():
            if isinstance(row, Position) and row.statement is not None:
                held[row.statement].append(row)
        for row, values in self._entering.values():
            if isinstance(row, Statement):
                values["facets"] = facets_of(row, self.documents.head(row.document), held[row.id])
        # Of a statement that is new nothing can have been coded before; of one that comes back it can.
        self._stale -= self._entering.keys() - self._returning

    def _refresh(self) -> None:
        """Facets of the statements that stood there before and of which something has changed."""
        for id in sorted(self._stale):
            old = get(self._connection, id)
            if old is None or not isinstance(old.row, Statement):
                continue
            positions = [e.row for e in hanging(self._connection, id) if isinstance(e.row, Position)]
            facets = facets_of(old.row, self.documents.head(old.row.document), positions)
            self._connection.execute(
                update(entry).where(entry.c.n == old.n, entry.c.facets.is_distinct_from(facets)).values(facets=facets)
            )


ENTRY = select(entry.c.n, entry.c.kind, revision.c.after, entry.c.revision, entry.c.document).join(
    revision, revision.c.number == entry.c.revision
)


def made(found: Any) -> Entry:
    """The entry that a result of `ENTRY` tells."""
    n, kind, after, number, document = found
    return Entry(n, row_of(kind, after), number, document)


def get(connection: Connection, id: str) -> Entry | None:
    """The row of this id; None if there is none."""
    found = connection.execute(ENTRY.where(entry.c.id == id)).one_or_none()
    return made(found) if found else None


def need(connection: Connection, id: str) -> Entry:
    """The row of this id. Raises NoSuchRow if there is none."""
    found = get(connection, id)
    if found is None:
        raise NoSuchRow(f"there is no row {id!r}", remedy="`spadework search` and `spadework statements` tell the ids.")
    return found


def hanging(connection: Connection, statement: str) -> list[Entry]:
    """What was coded from a statement."""
    return [
        made(found) for found in connection.execute(ENTRY.where(entry.c.statement == statement).order_by(entry.c.n))
    ]


def stamp(at: datetime) -> str:
    """A moment as it is stored: UTC, always of the same length."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def seal(before: str, values: Mapping[str, Any]) -> str:
    """A hash of a revision and of all that came before it: none can be changed unnoticed."""
    parts = (before, *(values[k] for k in _SEALED))
    told = "\x1f".join("\x00" if p is None else str(p) for p in parts)
    return hashlib.sha256(told.encode()).hexdigest()[:32]


_SEALED = ("number", "batch", "kind", "row", "change", "by", "at", "previous", "after", "reverts", "reason")
