"""A whole dossier out of the database, and into an empty one, with nothing lost."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, func, select

from spadework.errors import DossierExists, ProvenanceError, SpadeworkError
from spadework.ledger import documents as shelf
from spadework.ledger.batch import ENTRY, Entry, made, seal, stamp
from spadework.ledger.facets import facets_of
from spadework.ledger.revising import REVISION, told
from spadework.ledger.rows import Row, columns, document_of, kind_of, spans_of, statement_of
from spadework.ledger.schema import document, entry, numbered, put, revision
from spadework.model import (
    Agenda,
    Archive,
    Change,
    Coding,
    Document,
    Finding,
    IssueNote,
    Position,
    Record,
    Revision,
    RowKind,
    Statement,
    place_of,
    to_json,
)

FORMAT = 1
_AT_ONCE = 5_000


def record(connection: Connection, agenda: Agenda, notes: Iterable[str] = ()) -> Record:
    """All documents and all rows, rejected ones among them, in the order of the documents and of their texts."""
    books = sorted(shelf.all_of(connection), key=in_order)
    order = {d.id: n for n, d in enumerate(books)}
    rows: dict[RowKind, list[Entry]] = defaultdict(list)
    for found in connection.execution_options(yield_per=_AT_ONCE).execute(ENTRY):
        one = made(found)
        rows[kind_of(one.row)].append(one)

    def place(e: Entry) -> tuple[int, int, int, int]:
        spans = list(spans_of(e.row))
        if not spans:
            return len(order), 0, 0, e.n
        start, end = min(s.start for s in spans), max(s.end for s in spans)
        within = place_of(e.row.source, e.row.cue, e.row.content)[1] if isinstance(e.row, Statement) else -end
        return order.get(spans[0].document, len(order)), start, within, e.n

    def sorted_by(kind: RowKind, key: Callable[[Entry], Any]) -> tuple[Any, ...]:
        return tuple(e.row for e in sorted(rows[kind], key=key))

    said = sorted_by(RowKind.STATEMENT, place)
    turn = {s.id: n for n, s in enumerate(said)}
    return Record(
        agenda=agenda,
        documents=tuple(books),
        statements=said,
        coding=Coding(
            acts=sorted_by(RowKind.ACT, lambda e: (turn.get(e.row.statement, len(turn)), e.n)),  # type: ignore[union-attr]
            positions=sorted_by(RowKind.POSITION, place),
            conditions=sorted_by(RowKind.CONDITION, place),
            commitments=sorted_by(RowKind.COMMITMENT, place),
            events=sorted_by(RowKind.EVENT, place),
        ),
        findings=sorted_by(RowKind.FINDING, lambda e: (*_matters(e.row), place(e))),
        notes=tuple(notes),
        issue_notes=sorted_by(RowKind.ISSUE_NOTE, lambda e: (e.row.written, e.n)),  # type: ignore[union-attr]
    )


def findings(connection: Connection) -> tuple[Finding, ...]:
    """All findings, what matters most first; of what matters alike that which is told first."""
    found = [made(f) for f in connection.execute(ENTRY.where(entry.c.kind == RowKind.FINDING.value))]
    alike = Counter(_matters(e.row) for e in found)
    first = {e.n: next(spans_of(e.row), None) for e in found if alike[_matters(e.row)] > 1}
    books = {d.id: in_order(d) for d in shelf.heads(connection, {s.document for s in first.values() if s})}

    def place(e: Entry) -> tuple[Any, ...]:
        span = first.get(e.n)
        return (*books[span.document], span.start) if span and span.document in books else ()

    rows = [e.row for e in sorted(found, key=lambda e: (*_matters(e.row), place(e), e.n))]
    return tuple(row for row in rows if isinstance(row, Finding))


def _matters(row: Row) -> tuple[float, float]:
    """The order of findings: what matters most first, then what is surest."""
    assert isinstance(row, Finding)
    return -row.weight, -row.confidence


def in_order(d: Document) -> tuple[date, str, str, str]:
    """The order of documents: by day of publication, undated ones last; those of one day by name."""
    return d.published or date.max, d.origin, d.title, d.id


def archive(connection: Connection, agenda: Agenda, notes: Iterable[str] = ()) -> Archive:
    """The dossier with its history."""
    query = REVISION.order_by(revision.c.number)
    found = connection.execution_options(yield_per=_AT_ONCE).execute(query).mappings()
    return Archive(record=record(connection, agenda, notes), revisions=tuple(map(told, found)), format=FORMAT)


def load(connection: Connection, archive: Archive) -> None:
    """Fill an empty ledger. Rows of which no revision tells are entered by the machine as they are.

    Raises:
        DossierExists: the ledger is not empty.
        ProvenanceError: a document's hash or a quote is not what its text says, or a row hangs on nothing.
        SpadeworkError: the archive is of a later form, or its revisions do not lead to its rows.
    """
    if archive.format > FORMAT:
        raise SpadeworkError(f"the archive has the form {archive.format}; this Spadework reads up to {FORMAT}")
    if any(connection.scalar(select(func.count()).select_from(t)) for t in (document, revision)):
        raise DossierExists("there is something in the dossier already", remedy="Import into an empty one.")
    books = {d.id: d for d in archive.record.documents}
    numbers = {d.id: _book(connection, d) for d in sorted(books.values(), key=in_order)}
    rows = list(rows_of(archive.record))
    known = {row.id: row for row in rows}
    if len(known) != len(rows):
        raise SpadeworkError("the archive has two rows of one id")
    current, came = _revisions(connection, archive, rows)
    held: dict[str, list[Position]] = defaultdict(list)
    for row in rows:
        if isinstance(row, Position) and row.statement:
            held[row.statement].append(row)
    values = []
    for row in rows:
        for span in spans_of(row):
            if span.document not in books:
                raise ProvenanceError(f"there is no document {span.document}, to which the row {row.id} points")
            books[span.document].check(span)
        home = _home(row, known, books)
        values.append(
            columns(row)
            | {
                "n": numbered(home.published if home else None, came[row.id]),
                "revision": current[row.id],
                "document": numbers[home.id] if home else None,
                "facets": facets_of(row, books[row.document], held[row.id]) if isinstance(row, Statement) else None,
            }
        )
    values.sort(key=lambda v: v["n"])
    for at in range(0, len(values), _AT_ONCE):
        put(connection, entry, values[at : at + _AT_ONCE])


def _book(connection: Connection, book: Document) -> int:
    made = Document.of(book.text)
    if made.sha256 != book.sha256:
        raise ProvenanceError("the text is not the one that was hashed", where=book.title or book.id)
    if list(book.pages) != sorted(book.pages):
        raise ProvenanceError("the pages are out of order", where=book.title or book.id)
    return shelf.enter(connection, book)


def _home(row: Row, known: dict[str, Row], books: dict[str, Document]) -> Document | None:
    id = document_of(row)
    if id is None and not isinstance(row, Finding | IssueNote):
        parent = known.get(statement_of(row) or "")
        if not isinstance(parent, Statement):
            raise ProvenanceError(f"there is no statement on which {row.id} hangs")
        id = parent.document
    return books[id] if id is not None else None


def _revisions(connection: Connection, archive: Archive, rows: list[Row]) -> tuple[dict[str, int], dict[str, int]]:
    """Write the revisions. Of each row, which is the latest, and by which it came to be: rows are numbered by it."""
    latest: dict[str, Revision] = {}
    came: dict[str, int] = {}
    values: list[dict[str, Any]] = []
    sealed = ""
    for n, r in enumerate(archive.revisions, 1):
        before = latest.get(r.row)
        if r.number != n or r.before != (before.after if before else None):
            raise SpadeworkError(f"revision {r.number} does not follow from those before it", where=r.row)
        sealed = _value(values, sealed, r, before.number if before else None)
        latest[r.row] = r
        if r.before is None:
            came[r.row] = r.number
    for row in rows:
        if row.id not in latest:
            r = _first(row, len(values) + 1, archive)
            sealed = _value(values, sealed, r, None)
            latest[row.id] = r
            came[row.id] = r.number
        if latest[row.id].after != to_json(row):
            raise SpadeworkError("the row is not what its latest revision says", where=row.id)
    there = {row.id for row in rows}
    for id, r in latest.items():
        if r.after is not None and id not in there:
            raise SpadeworkError("the row is missing, but its latest revision tells of it", where=id)
    for at in range(0, len(values), _AT_ONCE):
        put(connection, revision, values[at : at + _AT_ONCE])
    return {id: r.number for id, r in latest.items()}, came


def _first(row: Row, number: int, archive: Archive) -> Revision:
    batch = archive.revisions[-1].batch + 1 if archive.revisions else 1
    return Revision(
        number=number,
        batch=batch,
        kind=kind_of(row),
        row=row.id,
        change=Change.ENTERED,
        by="machine",
        at=datetime.now(UTC),
        before=None,
        after=to_json(row),
    )


def _value(values: list[dict[str, Any]], sealed: str, r: Revision, previous: int | None) -> str:
    value = {
        "number": r.number,
        "batch": r.batch,
        "kind": r.kind.value,
        "row": r.row,
        "change": r.change.value,
        "by": r.by,
        "at": stamp(r.at),
        "previous": previous,
        "after": r.after,
        "reverts": r.reverts,
        "reason": r.reason,
    }
    value["seal"] = seal(sealed, value)
    values.append(value)
    return str(value["seal"])


def rows_of(record: Record) -> Iterable[Row]:
    """Every row of a record."""
    yield from record.statements
    c = record.coding
    for rows in (c.acts, c.positions, c.conditions, c.commitments, c.events, record.findings, record.issue_notes):
        yield from rows
