"""One user action: rows entered, changed and taken out, each with its revision, saved together or not at all."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select, update

from spadework.errors import CannotRevise, NoSuchRow, ProvenanceError
from spadework.ledger.documents import Documents
from spadework.ledger.facets import facets_of
from spadework.ledger.makers import MACHINE as MACHINE
from spadework.ledger.makers import by_people
from spadework.ledger.rows import Row, columns, document_of, kind_of, row_of, statement_of
from spadework.ledger.schema import entry, numbered, put, revision
from spadework.model import Change, Finding, Position, RowKind, Statement, Status, to_json
from spadework.model.soundness import check_row, missing

_AT_ONCE = 500
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
        self._leaving: dict[str, Entry] = {}
        self._becoming: dict[str, Row] = {}
        self._resting: list[Row] = []  # what has to be there for these is looked for when all is known
        self._there: dict[str, Entry | None] = {}
        self._homeless: list[tuple[Row, dict[str, Any]]] = []
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
            ProvenanceError: a quote is not at its place.
            CannotRevise: the row is not sound in another way (see `check_row`).
        """
        n, published = self._checked(row)
        self._resting.append(row)
        number = self._revise(row.id, kind_of(row), change, row, by, previous, reverts)
        values = columns(row) | {
            "n": numbered(published, number),
            "revision": number,
            "document": n,
            "facets": None,
        }
        self._entering[row.id] = (row, values)
        if n is None:
            self._homeless.append((row, values))
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
        n, _ = self._checked(row)
        if _rests_on(row) != _rests_on(old.row):
            self._resting.append(row)
        number = self._revise(row.id, kind_of(row), change, row, by, old.revision, reverts)
        values = columns(row)
        del values["id"], values["kind"]
        self._changing.append(values | {"_id": row.id, "revision": number, "document": n})
        self._becoming[row.id] = row
        if n is None:
            self._homeless.append((row, self._changing[-1]))
        self._touch(old.row)
        self._touch(row)

    def remove(self, old: Entry, *, by: str | None = None, reverts: int | None = None) -> None:
        """Take a row out; what it was stays among the revisions."""
        self._revise(old.row.id, kind_of(old.row), Change.REMOVED, None, by, old.revision, reverts)
        self._leaving[old.row.id] = old
        self._touch(old.row)

    def save(self) -> None:
        """Write all of it.

        What the machine made of a statement that is taken out goes with it.

        Raises:
            ProvenanceError: a row would hang on a statement, or be nested in one, that is not there.
            CannotRevise: a person has decided on a row of a statement that is taken out, or has entered one.
        """
        run = self._connection.execute
        self._take_along()
        for row in self._resting:
            if isinstance(row, Finding) and (lost := missing(row, self._known, self.documents.holds)):
                raise ProvenanceError(f"the finding {row.id} rests on {lost[0]!r}, which never was there")
            if (on := _rests_on(row)) is not None:
                self._statement(on, row)
        for row, values in self._homeless:
            if (on := statement_of(row)) is not None:  # else it is a finding
                values["document"], published = self.documents.place(self._statement(on, row).document)
                if "n" in values:
                    values["n"] = numbered(published, values["revision"])
        self._give_facets()
        put(self._connection, revision, self._revisions)
        if self._leaving:
            run(delete(entry).where(entry.c.n == bindparam("_n")), [{"_n": e.n} for e in self._leaving.values()])
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

    def _checked(self, row: Row) -> tuple[int | None, Any]:
        """Number and day of the row's own document, its values and quotes having been looked at."""
        check_row(row, self.documents.text)
        id = document_of(row)
        return self.documents.place(id) if id is not None else (None, None)

    def _statement(self, id: str, row: Row) -> Statement:
        """The statement as it will be there for this row."""
        found: Row | None = None
        if id in self._entering:
            found = self._entering[id][0]
        elif id not in self._leaving:
            if id not in self._there:
                self._there[id] = get(self._connection, id)
            old = self._there[id]
            found = old.row if old is not None else None
        if not isinstance(found, Statement):
            raise ProvenanceError(
                f"there is no statement {id}, on which the row {row.id} rests",
                remedy="`spadework history` tells what became of it; restore it first.",
            )
        return found

    def _known(self, id: str) -> bool:
        return id in self._entering or was_there(self._connection, id)

    def _take_along(self) -> None:
        """Take out what the machine made of the statements that leave."""
        new = [e for e in self._leaving.values() if isinstance(e.row, Statement) and e.row.id not in self._entering]
        while new:
            left = [e for e in self._upon(new) if e.row.id not in self._leaving]
            theirs = by_people(self._connection, [e.row.id for e in left])
            for e in left:
                if e.row.status is not Status.PROPOSED or e.row.id in theirs:
                    by = self._connection.scalar(select(revision.c.by).where(revision.c.number == e.revision))
                    raise CannotRevise(
                        f"{kind_of(e.row)} {e.row.id} rests on the statement {_rests_on(e.row)}, and {by} has decided "
                        f"on it or entered it (revision {e.revision})",
                        remedy="Undo that first.",
                    )
                self.remove(e)
            new = [e for e in left if isinstance(e.row, Statement)]

    def _upon(self, statements: Sequence[Entry]) -> Iterator[Entry]:
        """What is there of rows that hang on these statements or are nested in them, and will not be changed away."""
        ids = {e.row.id for e in statements}
        books = sorted({e.document for e in statements if e.document is not None})
        nested = ENTRY.where(entry.c.kind == RowKind.STATEMENT.value)
        for query, column, values in (
            (ENTRY, entry.c.statement, sorted(ids)),
            (nested, entry.c.document, books),
        ):
            for at in range(0, len(values), _AT_ONCE):
                for found in self._connection.execute(query.where(column.in_(values[at : at + _AT_ONCE]))):
                    one = made(found)
                    if _rests_on(self._becoming.get(one.row.id, one.row)) in ids:
                        yield one

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


def _rests_on(row: Row) -> str | None:
    """The statement that the row hangs on or is nested in."""
    return row.within if isinstance(row, Statement) else statement_of(row)


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


def was_there(connection: Connection, id: str) -> bool:
    """Whether there is, or ever was, a row of this id."""
    return connection.scalar(select(revision.c.number).where(revision.c.row == id).limit(1)) is not None


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
