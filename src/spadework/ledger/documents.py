"""The documents of a dossier, and the files that they came from."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, insert, select

from spadework.errors import InputError, ProvenanceError
from spadework.ledger.schema import document as table
from spadework.ledger.schema import entry, numbered, source
from spadework.model import Document, RowKind

_AT_ONCE = 500
_KEPT = 256  # texts held in memory at a time
_HEAD = [c for c in table.c if c.name not in ("text", "running", "sketch")]


class Documents:
    """Documents by id, fetched when they are asked for."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._texts: OrderedDict[str, Document] = OrderedDict()
        self._heads: dict[str, tuple[int, Document]] = {}

    def keep(self, n: int, document: Document) -> None:
        """What is at hand need not be fetched."""
        self._texts[document.id] = document
        self._heads[document.id] = (n, document)

    def text(self, id: str) -> Document:
        """The document with its text.

        Raises:
            ProvenanceError: there is no such document.
        """
        if id not in self._texts:
            found = self._connection.execute(select(table).where(table.c.id == id)).mappings().one_or_none()
            if found is None:
                raise ProvenanceError(f"there is no document {id}")
            self._texts[id] = made(found)
            if len(self._texts) > _KEPT:
                self._texts.popitem(last=False)
        self._texts.move_to_end(id)
        return self._texts[id]

    def head(self, id: str) -> Document:
        """The document without its text. Raises ProvenanceError if there is none."""
        return self._head(id)[1]

    def place(self, id: str) -> tuple[int, date | None]:
        """The document's number and day. Raises ProvenanceError if there is none."""
        n, found = self._head(id)
        return n, found.published

    def holds(self, id: str) -> bool:
        """Whether there is a document of this id."""
        return id in self._heads or known(self._connection, id)

    def _head(self, id: str) -> tuple[int, Document]:
        if id not in self._heads:
            found = self._connection.execute(select(*_HEAD).where(table.c.id == id)).mappings().one_or_none()
            if found is None:
                raise ProvenanceError(f"there is no document {id}")
            self._heads[id] = (found["n"], made(found))
        return self._heads[id]


def made(found: Any) -> Document:
    """The document that a row of the table tells; without its text if that was not asked for."""
    return Document(
        title=found["title"],
        text=found.get("text", ""),
        sha256=found["sha256"],
        publisher=found["publisher"],
        published=date.fromisoformat(found["published"]) if found["published"] else None,
        origin=found["origin"],
        pages=tuple(json.loads(found["pages"])),
        rewrite_of=found["rewrite_of"],
    )


def all_of(connection: Connection, *, texts: bool = True) -> Iterator[Document]:
    """Every document, in no order that matters."""
    query = select(*([*_HEAD, table.c.text] if texts else _HEAD))
    for found in connection.execution_options(yield_per=200).execute(query).mappings():
        yield made(found)


def heads(connection: Connection, ids: Collection[str]) -> Iterator[Document]:
    """Those of these documents that are there, without their texts."""
    wanted = sorted(ids)
    for at in range(0, len(wanted), _AT_ONCE):
        for found in connection.execute(select(*_HEAD).where(table.c.id.in_(wanted[at : at + _AT_ONCE]))).mappings():
            yield made(found)


def known(connection: Connection, id: str) -> bool:
    """Whether there is a document of this id."""
    return connection.scalar(select(table.c.n).where(table.c.id == id)) is not None


def publishers(connection: Connection, most: int) -> list[str]:
    """Those who brought out documents, the most frequent first."""
    query = select(table.c.publisher).where(table.c.publisher != "").group_by(table.c.publisher)
    return list(connection.scalars(query.order_by(func.count().desc(), table.c.publisher).limit(most)))


def statements_of(connection: Connection, ids: Sequence[str]) -> dict[str, int]:
    """How many statements were read from each of these documents."""
    # One look into the index a document: joined, SQLite would go through all statements.
    of_it = (entry.c.document == table.c.n) & (entry.c.kind == RowKind.STATEMENT.value)
    counted = select(table.c.id, select(func.count()).select_from(entry).where(of_it).scalar_subquery())
    found = dict.fromkeys(ids, 0)
    found.update((id, n) for id, n in connection.execute(counted.where(table.c.id.in_(ids))))
    return found


def enter(connection: Connection, document: Document, sketch: Sequence[int] = ()) -> int:
    """Write a document that is not there yet, and return its number.

    Raises:
        InputError: a character in it cannot be stored.
    """
    for told in (document.title, document.publisher, document.origin, document.text):
        if "\x00" in told:
            raise InputError(
                "there is a NUL in the text",
                where=document.origin or document.title,
                remedy="Take it in with `spadework.intake.take`, which leaves such characters out.",
            )
    running = newest(connection) + 1
    n = numbered(document.published, running)
    values = {
        "n": n,
        "id": document.id,
        "running": running,
        "sha256": document.sha256,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published.isoformat() if document.published else None,
        "origin": document.origin,
        "pages": json.dumps(document.pages),
        "rewrite_of": document.rewrite_of,
        "sketch": json.dumps(sketch) if sketch else None,
        "text": document.text,
    }
    connection.execute(insert(table), values)
    return n


def newest(connection: Connection) -> int:
    """The running number of the document that was added last, 0 if there is none."""
    return connection.scalar(select(func.max(table.c.running))) or 0


def sketches(connection: Connection) -> list[tuple[str, tuple[int, ...]]]:
    """Ids and sketches, in the order in which the documents were added."""
    query = select(table.c.id, table.c.sketch).where(table.c.sketch.is_not(None)).order_by(table.c.running)
    return [(id, tuple(json.loads(stored))) for id, stored in connection.execute(query)]


def remember(connection: Connection, digest: str, n: int) -> None:
    """Note that these bytes were taken in as this document."""
    if digest and connection.scalar(select(source.c.digest).where(source.c.digest == digest)) is None:
        connection.execute(insert(source), {"digest": digest, "document": n})


def taken(connection: Connection, digest: str) -> str | None:
    """Id of the document that these bytes were taken in as; None if they were not."""
    query = select(table.c.id).join(source, source.c.document == table.c.n).where(source.c.digest == digest)
    found: str | None = connection.scalar(query)
    return found
