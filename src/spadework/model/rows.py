"""The rows of the ledger: what reading and coding say about documents.

Every row has an `id`, made from what it says, so that the same reading gives the same ids; a `confidence`
between 0 and 1; and a `status`, `proposed` until somebody has looked at it. An analyst's note on an issue is kept among
them, so that it has a history and can be undone like every other row.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from spadework.model.document import DateRange, Span
from spadework.model.values import (
    Act,
    Attribution,
    Basis,
    CommitmentStatus,
    ConditionKind,
    Directness,
    FindingKind,
    Plover,
    Stance,
    Status,
)


def row_id(prefix: str, *parts: object) -> str:
    """A short id made from the parts: the same parts give the same id on every machine.

    Its 56 bits keep the ids of a million rows apart (one chance in 140,000 that two meet; with 40 bits they did).
    """
    return prefix + hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:14]


def place_of(source: Span | None, cue: Span | None, content: tuple[Span, ...]) -> tuple[int, int]:
    """Where a statement stands among those of its document: by where it begins, and of two that begin together by their
    cues ("..., the paper said, citing an aide")."""
    second = cue or source
    return min(s.start for s in (source, cue, *content) if s is not None), second.start if second else -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Somebody said something.

    Attributes:
        document: id of the document.
        source: the words that name the speaker; None if the text leaves them out.
        cue: the words that report ("said", "according to"); None in a free-standing quote or a turn.
        content: what was said, in one piece or several, in the order of the text.
        speaker: canonical name of the actor, or the description of an unnamed one.
        role: what the text says the speaker is ("a former ambassador to Ukraine"); empty if untold.
        party: id of the party that the speaker speaks for; None for outsiders and joint bodies.
        reporters: who reports it, outermost first: A says that B said gives (A,) to B's statement.
        within: id of the statement that this one is nested in.
        said_on: when it was said, where the text tells.
        reported_on: publication date of the document.
    """

    id: str
    document: str
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    speaker: str
    role: str = ""
    party: str | None = None
    reporters: tuple[str, ...] = ()
    within: str | None = None
    directness: Directness = Directness.INDIRECT
    said_on: DateRange | None = None
    reported_on: date | None = None
    confidence: float = 1.0
    status: Status = Status.PROPOSED

    @property
    def text(self) -> str:
        """The content as one string."""
        return " … ".join(s.quote for s in self.content)

    @property
    def day(self) -> date | None:
        """The day of saying where it is known, else of publication, else None."""
        return (self.said_on.last if self.said_on else None) or self.reported_on


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechAct:
    """What the speaker of a statement does by it."""

    id: str
    statement: str
    act: Act
    confidence: float = 1.0
    status: Status = Status.PROPOSED


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where a party stands towards one option of one issue.

    Attributes:
        party: id of the holder.
        actor: who of the party said it; None if the party as such, or if others say it.
        basis, by: `own`; or `ascribed`, `by` another party's id, or by None (an outsider, an unnamed source).
        as_of: the day of saying if known, else of publication, else None.
        until: the day by which it was given up, where the text tells of a turn ("has dropped its demand"); such a
            position is earlier than that day, but nobody says since when it was held.
        evidence: the words that show it.
        statement: id of the statement it was coded from; None if coded from narration.
    """

    id: str
    party: str
    issue: str
    option: str
    stance: Stance
    evidence: Span
    actor: str | None = None
    basis: Basis = Basis.OWN
    by: str | None = None
    as_of: date | None = None
    until: date | None = None
    statement: str | None = None
    confidence: float = 1.0
    status: Status = Status.PROPOSED


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What a party wants first, or in return, or left out.

    Attributes:
        requires: "issue.option" that must come first; None if it is not on the agenda.
        before: "issue.option" that hangs on it; None if it is not on the agenda.
    """

    id: str
    party: str
    kind: ConditionKind
    evidence: Span
    requires: str | None = None
    before: str | None = None
    statement: str | None = None
    confidence: float = 1.0
    status: Status = Status.PROPOSED


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """A promise of a deed.

    Attributes:
        party, actor: who promised.
        action: what was promised, in the text's words.
        deadline: last day for it; None if none was named.
        beneficiary: id of the party it was promised to, where told.
        basis, by: `own`, or `ascribed` by whom (as in Position).
    """

    id: str
    party: str
    action: str
    evidence: Span
    actor: str | None = None
    made_on: date | None = None
    deadline: date | None = None
    beneficiary: str | None = None
    state: CommitmentStatus = CommitmentStatus.OPEN
    basis: Basis = Basis.OWN
    by: str | None = None
    issue: str | None = None
    statement: str | None = None
    confidence: float = 1.0
    status: Status = Status.PROPOSED


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A deed, not a word: something that was done and is told by the document.

    Attributes:
        category: PLOVER root category.
        mode: PLOVER mode, lower case; empty if none fits.
        source, target: party ids; None if not a party.
        attribution: `open` when the text does not say who did it.
        on: when it was done, where told.
        statement: id of the statement that tells of it; None if the document does so itself.
        alleged_by: id of the party that alone says so; None if the document states it as a fact.
    """

    id: str
    category: Plover
    evidence: Span
    mode: str = ""
    source: str | None = None
    target: str | None = None
    attribution: Attribution = Attribution.NAMED
    on: DateRange | None = None
    statement: str | None = None
    alleged_by: str | None = None
    confidence: float = 1.0
    status: Status = Status.PROPOSED


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What comparing the rows brings up. Which fields are set depends on the kind.

    Attributes:
        explanation: one sentence that tells the reader what was found.
        evidence: where it is seen, oldest first.
        rows: ids of the rows it was computed from.
        party / parties: who it is about; the two or more who differ or meet.
        about: contested account: whose words, deed or position is in dispute.
        issue / issues / option: what it is about.
        from_stance, to_stance: shift: from where to where.
        actors: divergence: the two who speak for the party.
        deadline: unverified commitment: the day that has passed.
        attribution: word against deed: `open` if nobody is named as the doer.
        manner: contested account: "denies", "plays down" or "contradicts".
        documents: ids, earlier first.
        weight: how much it matters, 0 to 1; findings are ranked by it.
    """

    id: str
    kind: FindingKind
    explanation: str
    evidence: tuple[Span, ...] = ()
    rows: tuple[str, ...] = ()
    party: str | None = None
    parties: tuple[str, ...] = ()
    about: str | None = None
    issue: str | None = None
    issues: tuple[str, ...] = ()
    option: str | None = None
    from_stance: Stance | None = None
    to_stance: Stance | None = None
    actors: tuple[str, ...] = ()
    deadline: date | None = None
    attribution: Attribution | None = None
    manner: str = ""
    documents: tuple[str, ...] = ()
    weight: float = 0.5
    confidence: float = 1.0
    status: Status = Status.PROPOSED


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueNote:
    """What an analyst notes down about an issue, in words of their own.

    Attributes:
        issue: id of an issue of the agenda.
        text: may have several lines.
        author: who wrote it.
        written: when, in UTC.
    """

    id: str
    issue: str
    text: str
    author: str
    written: datetime
    confidence: float = 1.0
    status: Status = Status.ACCEPTED
