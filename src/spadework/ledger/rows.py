"""The nouns as entries of the ledger: what kind each is, where it points, and by what it is found."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from spadework.ledger.facets import said
from spadework.model import (
    Basis,
    Commitment,
    Condition,
    Event,
    Finding,
    IssueNote,
    Position,
    RowKind,
    SpeechAct,
    Statement,
    Status,
    from_json,
)
from spadework.model.soundness import spans_of as spans_of
from spadework.model.values import CODED as CODED

Row = Statement | SpeechAct | Position | Condition | Commitment | Event | Finding | IssueNote

TYPES: Mapping[RowKind, type[Any]] = {
    RowKind.STATEMENT: Statement,
    RowKind.ACT: SpeechAct,
    RowKind.POSITION: Position,
    RowKind.CONDITION: Condition,
    RowKind.COMMITMENT: Commitment,
    RowKind.EVENT: Event,
    RowKind.FINDING: Finding,
    RowKind.ISSUE_NOTE: IssueNote,
}
_KINDS = {kind: name for name, kind in TYPES.items()}


def kind_of(row: Row) -> RowKind:
    """Which kind of row this is."""
    return _KINDS[type(row)]


def row_of(kind: str, body: str) -> Row:
    """The row that a revision's JSON holds."""
    row: Row = from_json(body, TYPES[kind])  # type: ignore[index]  # a RowKind is a string
    return row


def document_of(row: Row) -> str | None:
    """Id of the document that the row was read from; None for a speech act, which hangs on its statement, for a
    finding, which may be about several, and for a note."""
    match row:
        case Statement():
            return row.document
        case SpeechAct() | Finding() | IssueNote():
            return None
        case _:
            return row.evidence.document


def statement_of(row: Row) -> str | None:
    """Id of the statement that the row hangs on."""
    match row:
        case Statement() | Finding() | IssueNote():
            return None
        case _:
            return row.statement


def slot(party: str, issue: str, option: str, basis: str) -> str:
    """A short key for one party's place on one option; long ids would not fit into an index."""
    return hashlib.sha256("\x1f".join((issue, option, party, basis)).encode()).hexdigest()[:16]


def columns(row: Row) -> dict[str, Any]:
    """What an entry tells beside the row's body, all but its facets and its document."""
    found: dict[str, Any] = dict.fromkeys(
        ("statement", "party", "issue", "stance", "basis", "said_from", "said_to", "slot", "day", "text")
    )
    found |= {"id": row.id, "kind": kind_of(row), "status": row.status, "statement": statement_of(row)}
    match row:
        case Statement():
            days = said(row)
            found |= {"party": row.party, "text": row.text}
            if days:
                found |= {"said_from": days.first.isoformat(), "said_to": days.last.isoformat()}
        case Position():
            found |= {"party": row.party, "issue": row.issue, "stance": row.stance, "basis": row.basis}
            if row.status is not Status.REJECTED:
                found |= _standing(row)
        case SpeechAct():
            pass
        case IssueNote():
            found["issue"] = row.issue
        case Event():
            found["party"] = row.source
        case _:
            found["party"] = row.party
    return found


def _standing(row: Position) -> dict[str, str]:
    """Where the row stands among those of its party on its option: see `standing`. One key, for SQLite leaps by one."""
    if row.until is not None:
        voice = f"left {row.stance}"
    else:
        voice = (
            row.stance if row.basis is Basis.OWN else f"by {hashlib.sha256((row.by or '').encode()).hexdigest()[:12]}"
        )
    return {
        "slot": f"{slot(row.party, row.issue, row.option, row.basis)} {voice}",
        "day": row.as_of.isoformat() if row.as_of else "",
    }
