"""Rows of the ledger: looked at, accepted, rejected, corrected, entered, and everything taken back again.

Whoever changes a row says in `seen` which revision of it they saw. If it has been changed since, the answer is 409 with
who did so and what the row is now, and nothing is written.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body
from pydantic import BaseModel, ConfigDict, Field

from spadework.desk.asking import Analyst, Key, Reader, TheDesk
from spadework.desk.views.rows import Done, History, RowView, done_view, history_view, row_view
from spadework.errors import CannotRevise
from spadework.ledger import Held, Said
from spadework.model import Revision

router = APIRouter(tags=["rows"])

MOST = 1000  # rows at once
_DEEP = 12  # of values in values
_LONG = 100_000  # characters

Number = Annotated[int, Field(ge=1, le=2**62, description="The row's latest revision when it was shown.")]
Reason = Annotated[str, Field(max_length=2000, description="Why; kept in the history.")]
Id = Annotated[str, Field(min_length=1, max_length=200)]


class _Asked(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Decision(_Asked):
    """A decision about one row."""

    seen: Number
    reason: Reason = ""


class Correction(Decision):
    """Other values for a row, by field. A day is ISO 8601, nothing is null, a place is {"start": n, "end": m}."""

    fields: dict[str, Any] = Field(min_length=1, max_length=40)


class SeenRow(_Asked):
    """A row that is decided on together with others."""

    id: Id
    seen: Number


class ChangedRow(SeenRow):
    """A row that is corrected together with others."""

    fields: dict[str, Any] = Field(min_length=1, max_length=40)


class Decisions(_Asked):
    """One decision about many rows: all of them or none. One undo takes it back."""

    rows: list[SeenRow] = Field(min_length=1, max_length=MOST)
    reason: Reason = ""


class Corrections(_Asked):
    """Corrections of many rows: all of them or none. One undo takes them back."""

    rows: list[ChangedRow] = Field(min_length=1, max_length=MOST)
    reason: Reason = ""


class StatementByHand(_Asked):
    """A statement that a person has found in a document."""

    kind: Literal["statement"]
    row: Said
    reason: Reason = ""


class PositionByHand(_Asked):
    """A position that a person has found in a document."""

    kind: Literal["position"]
    row: Held
    reason: Reason = ""


class Because(_Asked):
    """Why something is taken back."""

    reason: Reason = ""


class Restoring(Because):
    """To which of its revisions a row goes back."""

    seen: Number
    revision: Number


@router.get("/rows/{id}")
def get_row(id: Key, desk: TheDesk, person: Reader) -> RowView:
    """A row of any kind, with the number of its latest revision."""
    return row_view(desk, id)


@router.get("/rows/{id}/history")
def get_history(id: Key, desk: TheDesk, person: Reader) -> History:
    """Who changed the row, when, what and why."""
    return history_view(desk, id)


@router.post("/rows", status_code=201)
def enter_row(
    asked: Annotated[StatementByHand | PositionByHand, Body(discriminator="kind")], desk: TheDesk, person: Analyst
) -> RowView:
    """Enter a statement or a position by hand, from its places in a document."""
    _storable(asked.model_dump(mode="python"))
    ledger = desk.dossier.ledger
    if isinstance(asked, StatementByHand):
        id = ledger.enter_said(asked.row, by=person.name, reason=asked.reason).id
    else:
        id = ledger.enter_held(asked.row, by=person.name, reason=asked.reason).id
    return row_view(desk, id)


@router.post("/rows/accept")
def accept_rows(asked: Decisions, desk: TheDesk, person: Analyst) -> Done:
    """Accept many rows in one go."""
    return _judged(desk, asked, person.name, accept=True)


@router.post("/rows/reject")
def reject_rows(asked: Decisions, desk: TheDesk, person: Analyst) -> Done:
    """Reject many rows in one go, and with each statement what the machine coded from it."""
    return _judged(desk, asked, person.name, accept=False)


@router.patch("/rows")
def correct_rows(asked: Corrections, desk: TheDesk, person: Analyst) -> Done:
    """Correct many rows in one go, such as a statement and its positions."""
    _storable(asked.model_dump(mode="python"))
    rows = {r.id: r for r in asked.rows}
    if len(rows) < len(asked.rows):
        raise CannotRevise("one row is named twice", remedy="Put all that is corrected of it together.")
    desk.dossier.ledger.correct_all(
        {id: r.fields for id, r in rows.items()},
        by=person.name,
        reason=asked.reason,
        seen={id: r.seen for id, r in rows.items()},
    )
    return done_view(desk, rows)


@router.post("/rows/{id}/accept")
def accept_row(id: Key, asked: Decision, desk: TheDesk, person: Analyst) -> Done:
    """Vouch for a row."""
    return _judged(
        desk, Decisions(rows=[SeenRow(id=id, seen=asked.seen)], reason=asked.reason), person.name, accept=True
    )


@router.post("/rows/{id}/reject")
def reject_row(id: Key, asked: Decision, desk: TheDesk, person: Analyst) -> Done:
    """Rule a row out, and with a statement what the machine coded from it."""
    return _judged(
        desk, Decisions(rows=[SeenRow(id=id, seen=asked.seen)], reason=asked.reason), person.name, accept=False
    )


@router.patch("/rows/{id}")
def correct_row(id: Key, asked: Correction, desk: TheDesk, person: Analyst) -> RowView:
    """Put other values into a row."""
    _storable(asked.model_dump(mode="python"))
    desk.dossier.ledger.correct(id, asked.fields, by=person.name, reason=asked.reason, seen=asked.seen)
    return row_view(desk, id)


@router.post("/rows/{id}/restore")
def restore_row(id: Key, asked: Restoring, desk: TheDesk, person: Analyst) -> Done:
    """Make a row again what it was after one of its revisions."""
    _storable(asked.reason)
    ledger = desk.dossier.ledger
    if all(r.number != asked.revision for r in ledger.history(id)):
        raise CannotRevise(f"revision {asked.revision} is none of the row {id[:60]!r}", remedy="See its history.")
    ledger.restore(asked.revision, by=person.name, reason=asked.reason, seen={id: asked.seen})
    return done_view(desk, [id])


@router.post("/undo")
def undo(asked: Because, desk: TheDesk, person: Analyst) -> Done:
    """Take back what you did last, with all that belongs to it. Again: the one before."""
    _storable(asked.reason)
    return _taken_back(desk, desk.dossier.undo(by=person.name, reason=asked.reason))


@router.post("/redo")
def redo(asked: Because, desk: TheDesk, person: Analyst) -> Done:
    """Do again what you undid last."""
    _storable(asked.reason)
    return _taken_back(desk, desk.dossier.redo(by=person.name, reason=asked.reason))


def _judged(desk: TheDesk, asked: Decisions, by: str, *, accept: bool) -> Done:
    _storable(asked.model_dump(mode="python"))
    seen = {r.id: r.seen for r in asked.rows}
    ledger = desk.dossier.ledger
    changed = (ledger.accept if accept else ledger.reject)(*seen, by=by, reason=asked.reason, seen=seen)
    return done_view(desk, [*seen, *(r.id for r in changed)])


def _taken_back(desk: TheDesk, done: list[Revision]) -> Done:
    return done_view(desk, (r.row for r in done))


def _storable(value: Any, deep: int = 0) -> None:
    """Refuse what no database keeps: characters that are none, and values without end."""
    if deep > _DEEP:
        raise CannotRevise("the values are nested too deeply")
    if isinstance(value, str):
        if len(value) > _LONG:
            raise CannotRevise(f"a value is longer than {_LONG:,} characters", remedy="Shorten it.")
        if "\x00" in value or any("\ud800" <= c <= "\udfff" for c in value):
            raise CannotRevise("a value holds what is no character", remedy="Take it out.")
    elif isinstance(value, dict):
        _storable([*value.keys(), *value.values()], deep + 1)
    elif isinstance(value, list | tuple):
        for one in value:
            _storable(one, deep + 1)
