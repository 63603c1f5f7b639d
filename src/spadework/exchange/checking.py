"""Whether a whole dossier holds together: every quote at its place, every reference to something that is there."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterator, Sequence, Set
from typing import get_args

from spadework.errors import CannotRevise, ExchangeError, ProvenanceError, SpadeworkError
from spadework.model import (
    Archive,
    Commitment,
    Condition,
    Document,
    Event,
    Finding,
    IssueNote,
    Position,
    Record,
    Revision,
    RowKind,
    Span,
    SpeechAct,
    Statement,
    from_json,
    to_json,
)
from spadework.model.soundness import check_row, missing, spans_of

Row = Statement | SpeechAct | Position | Condition | Commitment | Event | Finding | IssueNote
KINDS: dict[RowKind, type[Row]] = dict(zip(RowKind, get_args(Row), strict=True))  # in the same order


def rows(record: Record) -> Iterator[tuple[RowKind, Row]]:
    """Every row of a record with its kind."""
    c = record.coding
    lists: list[Sequence[Row]]
    lists = [record.statements, c.acts, c.positions, c.conditions, c.commitments, c.events, record.findings]
    lists.append(record.issue_notes)
    for kind, some in zip(RowKind, lists, strict=True):
        for row in some:
            yield kind, row


def references(row: Row) -> Iterator[str]:
    """The ids of the rows that a row rests on."""
    if isinstance(row, Statement):
        found: tuple[str | None, ...] = (row.within,)
    elif isinstance(row, Finding):
        found = row.rows
    elif isinstance(row, IssueNote):
        found = ()
    else:
        found = (row.statement,)
    yield from (id for id in found if id is not None)


def row_of(kind: RowKind, text: str) -> Row:
    """The row that a revision holds as JSON. Raises SpadeworkError if it is none of this kind."""
    return from_json(text, KINDS[kind])


def check(archive: Archive, where: str = "") -> None:
    """Raise ExchangeError unless the dossier holds together.

    Hashes equal their texts, ids are there once, quotes stand at their places, rows rest on rows that are there (a
    finding, on such as were there once), and revisions rise and hold rows of their kind.
    """
    try:
        documents = _documents(archive.record)
        known = _rows(archive.record)
        told = known.keys() | {r.row for r in archive.revisions}
        for row in known.values():
            _row(row, documents, known, told)
        _revisions(archive, documents, known)
    except ExchangeError as e:
        raise ExchangeError(e.what, where=f"{where}: {e.where}" if where and e.where else where or e.where) from e


def _documents(record: Record) -> dict[str, Document]:
    documents: dict[str, Document] = {}
    for d in record.documents:
        if hashlib.sha256(d.text.encode()).hexdigest() != d.sha256:
            raise ExchangeError("the text is not the one that was hashed", where=f"document {d.sha256[:12]}")
        if d.id in documents:
            raise ExchangeError("a document is there twice", where=f"document {d.id}")
        if list(d.pages) != sorted({0, *d.pages}) and d.pages:
            raise ExchangeError("pages must begin at 0 and rise", where=f"document {d.id}")
        documents[d.id] = d
    for d in record.documents:
        if d.rewrite_of is not None and (d.rewrite_of not in documents or d.rewrite_of == d.id):
            raise ExchangeError(f"it is said to rewrite {d.rewrite_of!r}, which is not there", where=f"document {d.id}")
    return documents


def _rows(record: Record) -> dict[str, Row]:
    known: dict[str, Row] = {}
    for kind, row in rows(record):
        if row.id in known:
            raise ExchangeError("a row of this id is there twice", where=f"{kind} {row.id}")
        known[row.id] = row
    return known


def _row(row: Row, documents: dict[str, Document], known: dict[str, Row], told: Set[str]) -> None:
    where = f"{type(row).__name__.lower()} {row.id}"
    sound(row, documents, where)
    if isinstance(row, Finding):
        lost = missing(row, told.__contains__, documents.__contains__)
    else:
        lost = [r for r in references(row) if not isinstance(known.get(r), Statement)]
        if isinstance(row, Statement) and row.document not in documents:
            lost.append(row.document)
    if lost:
        raise ExchangeError(f"it rests on {lost[0]!r}, which is not there", where=where)


def sound(row: Row, documents: dict[str, Document], where: str) -> None:
    """Raise ExchangeError unless the row has an id, a fair confidence and quotes that stand at their places."""

    def document(id: str) -> Document:
        if id not in documents:
            raise ProvenanceError(f"the document {id!r} is not there")
        return documents[id]

    try:
        check_row(row, document)
    except (ProvenanceError, CannotRevise) as e:
        raise ExchangeError(f"{e.where}: {e.what}" if e.where else e.what, where=where) from e


def _revisions(archive: Archive, documents: dict[str, Document], known: dict[str, Row]) -> None:
    """Each revision goes on where the row's last one ended, and the last ones lead to the rows as they are."""
    latest: dict[str, Revision] = {}
    for n, r in enumerate(archive.revisions, 1):
        where = f"revision {r.number}"
        if r.number != n:
            raise ExchangeError("the numbers of revisions must rise from 1 without a gap", where=where)
        if r.reverts is not None and not 0 < r.reverts < n:
            raise ExchangeError(f"it is said to undo {r.reverts}, which is not before it", where=where)
        before = latest.get(r.row)
        if r.before != (before.after if before else None):
            raise ExchangeError(f"it does not go on where the row {r.row!r} was left", where=where)
        latest[r.row] = r
        if r.after is not None:
            _state(r, r.after, documents, where)
    for id, r in latest.items():
        if r.after != (to_json(known[id]) if id in known else None):
            raise ExchangeError(f"the row {id!r} is not what it says", where=f"revision {r.number}")


def _state(r: Revision, text: str, documents: dict[str, Document], where: str) -> None:
    try:
        row = row_of(r.kind, text)
    except SpadeworkError as e:
        raise ExchangeError(e.what, where=where) from e
    if row.id != r.row:
        raise ExchangeError(f"it holds the row {row.id!r} instead of {r.row!r}", where=where)
    # The document of an old row may have left the dossier; a quote of one that is there must be right.
    there = dataclasses.replace(row, evidence=_of(row.evidence, documents)) if isinstance(row, Finding) else row
    if all(s.document in documents for s in spans_of(there)):
        sound(there, documents, where)


def _of(evidence: tuple[Span, ...], documents: dict[str, Document]) -> tuple[Span, ...]:
    return tuple(s for s in evidence if s.document in documents)
