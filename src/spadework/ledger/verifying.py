"""Whether everything in a ledger is what it claims to be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import DBAPIError

from spadework.errors import CannotRevise, ProvenanceError, SpadeworkError
from spadework.ledger import documents as shelf
from spadework.ledger.batch import hanging, seal, was_there
from spadework.ledger.facets import facets_of
from spadework.ledger.rows import columns, document_of, row_of, statement_of
from spadework.ledger.schema import document, entry, numbered, revision
from spadework.model import Document, Finding, Position, RowKind, Statement
from spadework.model.soundness import check_row, missing

_AT_ONCE = 2_000


def verify(connection: Connection) -> Iterator[str]:
    """What is wrong, one sentence each; nothing if all is well.

    Looked at: that the file is whole; each document's hash; each row's own values and each quote against the text at
    its place; that the revisions follow each other without a gap, lead to the rows, and are the ones that were saved;
    that what rows are found by says what they say. For the full-text indexes see `indexes`.
    """
    if connection.dialect.name == "sqlite":
        yield from (
            f"the database: {m}" for m in connection.exec_driver_sql("PRAGMA integrity_check").scalars() if m != "ok"
        )
        for _, *where in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            yield f"the database: a reference leads nowhere {tuple(where)}"
    yield from _documents(connection)
    yield from _revisions(connection)
    yield from _rows(connection)


def _documents(connection: Connection) -> Iterator[str]:
    for row in connection.execution_options(yield_per=200).execute(select(document)).mappings():
        book = shelf.made(row)
        name = f"document {row['id']} ({book.title or book.origin})"
        if Document.of(book.text).sha256 != book.sha256 or row["id"] != book.id:
            yield f"{name}: the text is not the one that was taken in"
        if row["n"] != numbered(book.published, row["running"]):
            yield f"{name}: its number does not fit its day"
        if list(book.pages) != sorted({*book.pages}) or any(p > len(book.text) for p in book.pages):
            yield f"{name}: its pages are out of order"


def _revisions(connection: Connection) -> Iterator[str]:
    sealed, expected = "", 1
    latest: dict[str, int] = {}
    query = select(revision).order_by(revision.c.number)
    for r in connection.execution_options(yield_per=_AT_ONCE).execute(query).mappings():
        name = f"revision {r['number']} of {r['row']}"
        if r["number"] != expected:
            yield f"{name}: {r['number'] - expected} revisions before it are missing"
        if r["previous"] != latest.get(r["row"]):
            yield f"{name}: it does not follow the one before it"
        sealed = seal(sealed, dict(r))
        if sealed != r["seal"]:
            yield f"{name}: it, or one before it, is not what was saved"
            sealed = r["seal"]  # told once
        expected = r["number"] + 1
        latest[r["row"]] = r["number"]
    yield from _latest(connection)


def _latest(connection: Connection) -> Iterator[str]:
    """Rows that are not what their latest revision makes them."""
    last = select(revision.c.row, func.max(revision.c.number).label("number")).group_by(revision.c.row).subquery()
    query = (
        select(last.c.row, last.c.number, revision.c.after.is_(None), entry.c.revision)
        .join(revision, revision.c.number == last.c.number)
        .join(entry, entry.c.id == last.c.row, isouter=True)
        .where(
            (entry.c.revision.is_distinct_from(last.c.number))
            & ~(revision.c.after.is_(None) & entry.c.revision.is_(None))
        )
    )
    for row, number, gone, shown in connection.execute(query):
        if gone:
            yield f"row {row}: it was taken out by revision {number}, and is still there"
        elif shown is None:
            yield f"row {row}: it is missing, though revision {number} tells of it"
        else:
            yield f"row {row}: it stands as of revision {shown}, its latest is {number}"


def _rows(connection: Connection) -> Iterator[str]:
    books = shelf.Documents(connection)
    # By document, so that each text is fetched once.
    query = (
        select(entry, revision.c.after, revision.c.row, revision.c.kind.label("kind_told"))
        .join(revision, revision.c.number == entry.c.revision)
        .order_by(entry.c.document, entry.c.n)
    )
    for found in connection.execution_options(yield_per=_AT_ONCE).execute(query).mappings():
        yield from (f"{found['kind']} {found['id']}: {m}" for m in _row(connection, found, books))


def _row(connection: Connection, found: Any, books: shelf.Documents) -> Iterator[str]:
    if found["after"] is None or found["row"] != found["id"] or found["kind_told"] != found["kind"]:
        yield "its revision is one of another row"
        return
    try:
        row = row_of(found["kind"], found["after"])
    except SpadeworkError as e:
        yield f"it cannot be read ({e.what})"
        return
    try:
        check_row(row, books.text)
        home = document_of(row)
        if home is not None and books.place(home)[0] != found["document"]:
            yield "it stands under another document"
    except (ProvenanceError, CannotRevise) as e:
        yield str(e)
        return
    wrong = [name for name, value in columns(row).items() if found[name] != (None if value is None else str(value))]
    if wrong:
        yield f"it is found by something that it does not say ({', '.join(wrong)})"
    if isinstance(row, Statement):
        held = [e.row for e in hanging(connection, row.id)]
        if found["facets"] != facets_of(row, books.head(row.document), (p for p in held if isinstance(p, Position))):
            yield "its filters are out of date"
        if row.within is not None and _missing(connection, row.within):
            yield f"the statement {row.within} that it is nested in is not there"
    elif isinstance(row, Finding):
        for lost in missing(row, lambda id: was_there(connection, id), books.holds):
            yield f"it rests on {lost}, which never was there"
    elif (parent := statement_of(row)) is not None and _missing(connection, parent):
        yield f"the statement {parent} that it was coded from is not there"


def _missing(connection: Connection, statement: str) -> bool:
    query = select(entry.c.n).where(entry.c.id == statement, entry.c.kind == RowKind.STATEMENT.value)
    return connection.scalar(query) is None


def indexes(connection: Connection) -> Iterator[str]:
    """Whether SQLite's full-text indexes fit the text; PostgreSQL works out its own, row by row.

    The connection has to be one that writes, for that is how SQLite is asked, though nothing is written.
    """
    if connection.dialect.name != "sqlite":
        return
    for name in ("said_index", "document_index"):
        try:
            connection.exec_driver_sql(f"INSERT INTO {name}({name}, rank) VALUES ('integrity-check', 1)")
        except DBAPIError:
            yield f"the full-text index {name} does not fit the text; rebuild it with `spadework verify --repair`"


def repair(connection: Connection) -> None:
    """Make the full-text indexes anew."""
    if connection.dialect.name == "sqlite":
        for name in ("said_index", "document_index"):
            connection.exec_driver_sql(f"INSERT INTO {name}({name}) VALUES ('rebuild')")
    else:
        connection.execute(text("REINDEX TABLE entry"))
        connection.execute(text("REINDEX TABLE document"))
