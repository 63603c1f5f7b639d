"""Statements as they are shown: with what was coded from them, by the names that people know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from spadework.desk.desk import Desk
from spadework.desk.views.naming import Names
from spadework.desk.views.rows import Head, head_of
from spadework.errors import NoSuchRow
from spadework.ledger import Hit, Kept, Snippet
from spadework.ledger.query import terms
from spadework.ledger.snippets import snippet
from spadework.model import Basis, DateRange, Directness, Document, Position, Span, Stance, Statement, Status

WHOLE = 1_200
"""Characters of a quote that is shown without being cut."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a quote; `hit` if it is what was searched for."""

    text: str
    hit: bool = False


@dataclass(frozen=True, slots=True)
class PositionView:
    """A position.

    Attributes:
        revision: number of its latest revision.
        party, issue, option, by: ids; `*_name` how they are called.
    """

    id: str
    revision: int
    party: str
    party_name: str
    issue: str
    issue_name: str
    option: str
    option_name: str
    stance: Stance
    basis: Basis
    by: str | None
    by_name: str
    actor: str | None
    as_of: date | None
    evidence: Span
    confidence: float
    status: Status


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement.

    Attributes:
        revision: number of its latest revision.
        said_on: None if the text does not tell; then `reported_on` is all that is known.
        quote: what was said, or the part of it where the words stand that were searched for.
        begins, ends: whether the quote is there from its beginning, and to its end.
    """

    id: str
    revision: int
    document: Head
    speaker: str
    role: str
    party: str | None
    party_name: str
    reporters: tuple[str, ...]
    within: str | None
    directness: Directness
    said_on: DateRange | None
    reported_on: date | None
    quote: tuple[Piece, ...]
    begins: bool
    ends: bool
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    confidence: float
    status: Status
    positions: tuple[PositionView, ...]


def hit_view(hit: Hit, names: Names) -> StatementView:
    """A statement that was found."""
    return _shown(hit.statement, hit.document, hit.positions, hit.revisions, names, hit.snippet)


def statement_view(desk: Desk, id: str, words: str = "", width: int = WHOLE) -> StatementView:
    """One statement; of the id of what was coded from one, that statement.

    Args:
        words: those that were searched for, to be marked in the quote.
        width: characters of the quote, about.

    Raises:
        NoSuchRow: there is none.
    """
    ledger = desk.dossier.ledger
    names = Names(desk.agenda)
    kept = ledger.kept([id]).get(id)
    if kept is not None and not isinstance(kept.row, Statement):
        above = getattr(kept.row, "statement", None)
        kept = ledger.kept([above]).get(above) if above else None
    if kept is None or not isinstance(kept.row, Statement):
        raise NoSuchRow(f"there is no statement {id[:60]!r}", remedy="It may have been taken out: see its history.")
    coded = ledger.kept_upon(kept.row.id)
    return _shown(
        kept.row,
        ledger.head(kept.row.document),
        [k.row for k in coded if isinstance(k.row, Position)],
        {k.row.id: k.revision for k in (kept, *coded)},
        names,
        snippet(kept.row.text, terms(words), width),
    )


def kept_view(kept: Kept, document: Document, coded: Sequence[Kept], names: Names) -> StatementView:
    """A statement with what was coded from it."""
    assert isinstance(kept.row, Statement)
    return _shown(
        kept.row,
        document,
        [k.row for k in coded if isinstance(k.row, Position)],
        {k.row.id: k.revision for k in (kept, *coded)},
        names,
        snippet(kept.row.text, (), WHOLE),
    )


def _shown(
    s: Statement,
    document: Document,
    positions: Sequence[Position],
    revisions: Mapping[str, int],
    names: Names,
    quote: Snippet,
) -> StatementView:
    return StatementView(
        id=s.id,
        revision=revisions[s.id],
        document=head_of(document),
        speaker=s.speaker,
        role=s.role,
        party=s.party,
        party_name=names.party(s.party),
        reporters=s.reporters,
        within=s.within,
        directness=s.directness,
        said_on=s.said_on,
        reported_on=s.reported_on,
        quote=pieces(quote),
        begins=not quote.start,
        ends=not quote.cut,
        source=s.source,
        cue=s.cue,
        content=s.content,
        confidence=s.confidence,
        status=s.status,
        positions=tuple(_position(p, revisions[p.id], names) for p in positions),
    )


def _position(p: Position, revision: int, names: Names) -> PositionView:
    return PositionView(
        id=p.id,
        revision=revision,
        party=p.party,
        party_name=names.party(p.party),
        issue=p.issue,
        issue_name=names.issue(p.issue),
        option=p.option,
        option_name=names.option(p.issue, p.option),
        stance=p.stance,
        basis=p.basis,
        by=p.by,
        by_name=names.party(p.by),
        actor=p.actor,
        as_of=p.as_of,
        evidence=p.evidence,
        confidence=p.confidence,
        status=p.status,
    )


def pieces(found: Snippet) -> tuple[Piece, ...]:
    """The snippet cut where what was found begins and ends."""
    hits = {mark[0] for mark in found.marks}
    cuts = sorted({0, len(found.text), *(at for mark in found.marks for at in mark)})
    return tuple(Piece(found.text[a:b], a in hits) for a, b in pairwise(cuts))
