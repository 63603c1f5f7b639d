"""Rows that a person makes: a statement from places in a document, a position from a place and what it shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spadework.errors import CannotRevise, ProvenanceError
from spadework.ledger.correcting import check_said, on_agenda
from spadework.model import (
    Agenda,
    Basis,
    DateRange,
    Directness,
    Document,
    Position,
    Span,
    Stance,
    Statement,
    Status,
    row_id,
)


@dataclass(frozen=True, slots=True)
class Ends:
    """Where a place in a document begins, and one past where it ends, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement as a person enters it. See `Statement`.

    Attributes:
        document: its id.
        content: the places of what was said, in the order of the text.
        source, cue: the places of the words that name the speaker and that report, where there are such.
        said_from, said_to: the days between which it was said; one alone is the day; neither if the text does not tell.
    """

    document: str
    content: tuple[Ends, ...]
    speaker: str
    source: Ends | None = None
    cue: Ends | None = None
    role: str = ""
    party: str | None = None
    reporters: tuple[str, ...] = ()
    within: str | None = None
    directness: Directness = Directness.INDIRECT
    said_from: date | None = None
    said_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A position as a person enters it. See `Position`.

    Attributes:
        document: id of the one that shows it.
        evidence: the place of the words that show it.
        by: of an ascribed one the party that ascribes it; None for an outsider.
        as_of: without it the day of the statement, or else of the document.
        statement: id of the one that it was coded from; None if the document tells it by itself.
    """

    document: str
    evidence: Ends
    party: str
    issue: str
    option: str
    stance: Stance
    basis: Basis = Basis.OWN
    by: str | None = None
    actor: str | None = None
    as_of: date | None = None
    statement: str | None = None


def statement_of_said(given: Said, document: Document, agenda: Agenda) -> Statement:
    """The statement that is meant; a person vouches for it.

    Raises:
        CannotRevise: something is missing or does not fit; the message names it.
        ProvenanceError: nothing stands at a place.
    """
    if not given.content:
        raise CannotRevise("content: no place is given", remedy="Mark the words that were said.")
    source, cue = _place(document, given.source, "source"), _place(document, given.cue, "cue")
    content = tuple(_placed(document, ends, "content") for ends in sorted(given.content, key=lambda e: e.start))
    first, last = given.said_from or given.said_to, given.said_to or given.said_from
    if first is not None and last is not None and last < first:
        raise CannotRevise(f"said_to: {last} is before said_from ({first})")
    # As a reader makes it, so that what it has found already is known again.
    spot = (n for s in (source, cue, *content) for n in ((s.start, s.end) if s else (-1, -1)))
    made = Statement(
        id=row_id("s", document.id, *spot),
        document=document.id,
        source=source,
        cue=cue,
        content=content,
        speaker=given.speaker.strip(),
        role=given.role.strip(),
        party=given.party,
        reporters=given.reporters,
        within=given.within,
        directness=given.directness,
        said_on=DateRange(first, last) if first is not None and last is not None else None,
        reported_on=document.published,
        status=Status.ACCEPTED,
    )
    check_said(made)
    on_agenda(made, agenda)
    return made


def position_of_held(given: Held, document: Document, agenda: Agenda, statement: Statement | None = None) -> Position:
    """The position that is meant; a person vouches for it.

    Args:
        statement: the one that `given` names.

    Raises:
        CannotRevise: something is missing or does not fit; the message names it.
        ProvenanceError: nothing stands at a place.
    """
    if statement is not None and statement.document != document.id:
        raise CannotRevise(
            f"document: the statement is from {statement.document}", remedy="Mark the words in that document."
        )
    if given.basis is Basis.OWN and given.by is not None:
        raise CannotRevise("by: nobody ascribes a position that is the party’s own", remedy="Leave it out.")
    if given.basis is Basis.ASCRIBED and given.by == given.party:
        raise CannotRevise("by: what a party says of itself is its own", remedy="Let the basis be own.")
    evidence = _placed(document, given.evidence, "evidence")
    actor = given.actor
    if actor is None and statement is not None and given.basis is Basis.OWN and statement.party == given.party:
        actor = statement.speaker
    spot = (evidence.document, evidence.start, evidence.end)
    made = Position(
        id=row_id("p", given.party, actor, given.by, given.issue, given.option, given.stance, *spot),
        party=given.party,
        issue=given.issue,
        option=given.option,
        stance=given.stance,
        evidence=evidence,
        actor=actor,
        basis=given.basis,
        by=given.by,
        as_of=given.as_of or (statement.day if statement else document.published),
        statement=statement.id if statement else None,
        status=Status.ACCEPTED,
    )
    on_agenda(made, agenda)
    return made


def _place(document: Document, ends: Ends | None, name: str) -> Span | None:
    return _placed(document, ends, name) if ends is not None else None


def _placed(document: Document, ends: Ends, name: str) -> Span:
    try:
        found = document.span(ends.start, ends.end)
    except ProvenanceError as e:
        raise ProvenanceError(f"{name}: {e.what}", where=e.where, remedy="Mark the words in the document.") from e
    if not found.quote.strip():
        raise CannotRevise(f"{name}: there is nothing but blanks at {ends.start}-{ends.end}")
    return found
