"""Rows as they are shown, with what whoever changes one has to hand back; and what a change has done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from spadework.desk.desk import Desk
from spadework.errors import NoSuchRow
from spadework.ledger import Kept
from spadework.ledger.differences import Difference, differences
from spadework.ledger.rows import document_of, kind_of, statement_of
from spadework.model import (
    Change,
    Commitment,
    Condition,
    Document,
    Event,
    Finding,
    IssueNote,
    Position,
    Revision,
    RowKind,
    SpeechAct,
    Statement,
)

AnyRow = Statement | Position | SpeechAct | Condition | Commitment | Event | Finding | IssueNote


@dataclass(frozen=True, slots=True)
class Head:
    """A document without its text."""

    id: str
    title: str
    publisher: str
    published: date | None
    origin: str
    pages: int
    rewrite_of: str | None


@dataclass(frozen=True, slots=True)
class RowView:
    """A row.

    Attributes:
        revision: number of its latest revision; hand it back as `seen` with a change.
        by, at: who made the row what it is, and when (UTC).
        statement: id of the statement that it hangs on.
        document: the one that it was read from; None for a finding, which may be about several.
    """

    id: str
    kind: RowKind
    revision: int
    by: str
    at: datetime
    row: AnyRow
    statement: str | None
    document: Head | None


@dataclass(frozen=True, slots=True)
class Done:
    """What a change has done.

    Attributes:
        rows: those that were changed or entered, as they are now.
        removed: ids of those that are not there any more.
    """

    rows: tuple[RowView, ...]
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One revision of a row, in words.

    Attributes:
        differences: what it changed, field by field; none if it entered the row or took it out.
        restorable: whether the row can be made again what it was after this.
    """

    number: int
    batch: int
    change: Change
    by: str
    at: datetime
    reason: str
    reverts: int | None
    differences: tuple[Difference, ...]
    restorable: bool


@dataclass(frozen=True, slots=True)
class History:
    """The revisions of a row, the first one first.

    Attributes:
        revision: number of the latest.
    """

    row: str
    revision: int
    steps: tuple[Step, ...]


def head_of(document: Document) -> Head:
    """The document without its text."""
    return Head(
        id=document.id,
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        origin=document.origin,
        pages=len(document.pages),
        rewrite_of=document.rewrite_of,
    )


def row_view(desk: Desk, id: str) -> RowView:
    """One row. Raises NoSuchRow."""
    return rows_view(desk, [id])[0]


def rows_view(desk: Desk, ids: Iterable[str], *, there: bool = True) -> tuple[RowView, ...]:
    """Rows in this order.

    Args:
        there: each of them has to be there; else those that are not are left out.

    Raises:
        NoSuchRow: one is not there.
    """
    wanted = list(dict.fromkeys(ids))
    found = desk.dossier.ledger.kept(wanted)
    if there and (lost := [id for id in wanted if id not in found]):
        raise NoSuchRow(f"there is no row {lost[0][:60]!r}", remedy="It may have been taken out: see its history.")
    heads: dict[str, Head] = {}
    views = []
    for kept in (found[id] for id in wanted if id in found):
        document = _document(desk, kept)
        if document is not None and document not in heads:
            heads[document] = head_of(desk.dossier.ledger.head(document))
        views.append(
            RowView(
                id=kept.row.id,
                kind=kind_of(kept.row),
                revision=kept.revision,
                by=kept.by,
                at=kept.at,
                row=kept.row,
                statement=statement_of(kept.row),
                document=heads[document] if document is not None else None,
            )
        )
    return tuple(views)


def _document(desk: Desk, kept: Kept) -> str | None:
    if isinstance(kept.row, SpeechAct):  # it points to its statement alone
        upon = desk.dossier.ledger.kept([kept.row.statement]).get(kept.row.statement)
        return document_of(upon.row) if upon else None
    return document_of(kept.row)


def done_view(desk: Desk, ids: Iterable[str]) -> Done:
    """What has become of these rows."""
    wanted = list(dict.fromkeys(ids))
    rows = rows_view(desk, wanted, there=False)
    there = {r.id for r in rows}
    return Done(rows, tuple(id for id in wanted if id not in there))


def history_view(desk: Desk, id: str) -> History:
    """Who changed the row, when and what. Raises NoSuchRow if there never was such a row."""
    steps = tuple(_step(r) for r in desk.dossier.history(id))
    steps = (*steps[:-1], replace(steps[-1], restorable=False))
    return History(id, steps[-1].number, steps)


def _step(r: Revision) -> Step:
    return Step(
        number=r.number,
        batch=r.batch,
        change=r.change,
        by=r.by,
        at=r.at,
        reason=r.reason,
        reverts=r.reverts,
        differences=tuple(differences(r.before, r.after)),
        restorable=r.after is not None,
    )
