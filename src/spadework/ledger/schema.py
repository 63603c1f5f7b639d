"""The tables as queries see them; they are made by `migrations`, and a test holds the two against each other.

Every row of the ledger, whatever its kind, is one `entry` whose body is the `after` of its latest revision, as JSON.
The other columns of an entry are derived from the body (see `rows`), so that it can be found.

Rows and documents are numbered by day: the day of publication in the upper bits, a running number in the lower ones
(see `numbered`). So the newest come first by number alone, a span of days is a span of numbers, and full-text search
can stop at the end of a page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import Any

from sqlalchemy import BigInteger, Column, Connection, ForeignKey, Index, Integer, MetaData, String, Table, Text, text

VERSION = "0001"
"""The newest migration: what this program reads and writes."""

APPLICATION = 0x53706477
"""How SQLite's header names a file as ours: "Spdw"."""

RUNNING = 40  # bits

metadata = MetaData()
Number = BigInteger().with_variant(Integer, "sqlite")  # SQLite's own row number has to be an INTEGER
# Ids and keys are compared by their bytes, so that both databases sort them alike.
Key = String().with_variant(String(collation="C"), "postgresql")


def _partial(name: str, *columns: str, where: str) -> Index:
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))


meta = Table("meta", metadata, Column("key", Key, primary_key=True), Column("value", Text, nullable=False))

document = Table(
    "document",
    metadata,
    Column("n", Number, primary_key=True, autoincrement=False),
    Column("id", Key, nullable=False, unique=True),
    Column("running", Number, nullable=False, unique=True),
    Column("sha256", Key, nullable=False),
    Column("title", Text, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("published", Key),
    Column("origin", Text, nullable=False),
    Column("pages", Text, nullable=False),
    Column("rewrite_of", Key),
    Column("sketch", Text),
    Column("text", Text, nullable=False),  # last: what goes before it is read without it
)

source = Table(
    "source",
    metadata,
    Column("digest", Key, primary_key=True),
    Column("document", Number, ForeignKey("document.n"), nullable=False),
)

revision = Table(
    "revision",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("batch", Number, nullable=False),
    Column("kind", Key, nullable=False),
    Column("row", Key, nullable=False),
    Column("change", Key, nullable=False),
    Column("by", Key, nullable=False),
    Column("at", Key, nullable=False),
    Column("previous", Number),  # the row's revision before this one: its `after` is our `before`
    Column("after", Text),
    Column("reverts", Number),
    Column("reason", Text, nullable=False),
    Column("seal", Key, nullable=False),
    Index("revision_row", "row", "number"),
    Index("revision_batch", "batch"),
    _partial("revision_reverts", "reverts", where="reverts IS NOT NULL"),
    _partial("revision_by", "by", "batch", where="by <> 'machine'"),
)

entry = Table(
    "entry",
    metadata,
    Column("n", Number, primary_key=True, autoincrement=False),
    Column("id", Key, nullable=False, unique=True),
    Column("kind", Key, nullable=False),
    Column("status", Key, nullable=False),
    Column("revision", Number, ForeignKey("revision.number"), nullable=False),
    Column("document", Number, ForeignKey("document.n")),
    Column("statement", Key),
    Column("party", Key),
    Column("issue", Key),
    Column("stance", Key),
    Column("basis", Key),
    Column("said_from", Key),
    Column("said_to", Key),
    # Where a party stands on an option: see `standing`.
    Column("slot", Key),
    Column("day", Key),
    Column("text", Text),
    Column("facets", Text),
    Index("entry_kind", "kind", "n"),
    Index("entry_document", "document", "kind"),
    _partial("entry_statement", "statement", "kind", where="statement IS NOT NULL"),
    _partial("entry_slot", "slot", "day", "n", where="slot IS NOT NULL"),
)

actor = Table(
    "actor",
    metadata,
    Column("name", Key, primary_key=True),
    Column("role", Text, nullable=False),
    Column("speaks_for", Key),
)


def put(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert many rows; what SQLAlchemy would do for each of them takes longer than the database."""
    if not rows:
        return
    names = [c.name for c in table.columns]
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    listed = ", ".join(f'"{name}"' for name in names)
    pick = itemgetter(*names)
    connection.exec_driver_sql(
        f'INSERT INTO "{table.name}" ({listed}) VALUES ({", ".join([mark] * len(names))})', [pick(row) for row in rows]
    )


def numbered(day: date | None, running: int) -> int:
    """The number of a row or document that came out on this day; undated ones come before all others."""
    return (day.toordinal() if day else 0) << RUNNING | running


def first_number(day: date) -> int:
    """The least number that something of this day can have."""
    return numbered(day, 0)


def last_number(day: date) -> int:
    """The greatest number that something of this day can have."""
    return (day.toordinal() + 1 << RUNNING) - 1
