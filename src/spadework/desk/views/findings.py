"""Findings as they are shown: by kind, what matters most first, with both sides' words beside each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from spadework.briefing.guide import Guide
from spadework.briefing.views.findings import Evidence, Witness, holders
from spadework.briefing.words import KINDS
from spadework.desk.desk import Desk
from spadework.desk.gathering import record_of
from spadework.desk.views.naming import Named
from spadework.ledger.rows import Row, kind_of
from spadework.model import (
    Commitment,
    Condition,
    Event,
    Finding,
    FindingKind,
    IssueNote,
    Position,
    Revision,
    RowKind,
    SpeechAct,
    Stance,
    Statement,
    Status,
    from_json,
)

A_PAGE = 20
AT_ONCE = 5_000
"""In a ledger of up to so many revisions the findings are brought up to date when they are looked at."""
AFTERWARDS = 300_000
"""Up to so many, soon after they were looked at; beyond it takes so long that somebody has to ask for it."""
REASONS = (
    "Misread: this is not what was said",
    "Misread: the wrong speaker or party",
    "The two are about different things",
    "The two are of different days, and no more than that",
    "Already known, and of no weight",
    "Settled since",
)
"""Why findings are dismissed, for choosing from."""


@dataclass(frozen=True, slots=True)
class WitnessView:
    """One quote of a finding. See `spadework.briefing.views.findings.Witness`; `row` is the row it is of, if any."""

    quote: str
    document: str
    title: str
    publisher: str
    page: int | None
    row: str | None
    speaker: str
    role: str
    party: str
    stance: Stance | None
    deed: bool
    said: date | None
    reported: date | None


@dataclass(frozen=True, slots=True)
class ColumnView:
    """What one side says, oldest first."""

    name: str
    witnesses: tuple[WitnessView, ...]


@dataclass(frozen=True, slots=True)
class Basis:
    """A row that a finding was computed from; `there` tells whether it still is."""

    id: str
    kind: RowKind | None
    words: str
    there: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about a row last, by whom and when."""

    status: Status
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding, with the number of its latest revision.

    Attributes:
        columns: the sides, to be shown beside each other.
        rows: what it was computed from.
        decision: None as long as nobody has decided about it.
    """

    id: str
    revision: int
    kind: FindingKind
    explanation: str
    weight: float
    confidence: float
    status: Status
    parties: tuple[Named, ...]
    issue: Named | None
    columns: tuple[ColumnView, ...]
    rows: tuple[Basis, ...]
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class Asked:
    """Which findings are asked for; what is None filters nothing.

    Attributes:
        status: "open" for those that nobody has dismissed, "accepted", "dismissed" or "all".
        since: with words said or reported on this day or later.
    """

    status: str = "open"
    kind: FindingKind | None = None
    party: str | None = None
    issue: str | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True)
class FindingsView:
    """One page of findings.

    Attributes:
        kinds: how many there are of each kind, whatever kind is asked for.
        parties, issues: those that can be chosen.
        count, page, pages: how many are asked for, and which page this is, from 1.
        up_to_date: whether they take account of all that is in the ledger.
        compared: number of the revision up to which they do; -1 if none were sought.
        comparing: whether they are being brought up to date.
    """

    asked: Asked
    findings: tuple[FindingView, ...]
    kinds: dict[FindingKind, int]
    parties: tuple[Named, ...]
    issues: tuple[Named, ...]
    count: int
    page: int
    pages: int
    up_to_date: bool
    compared: int
    comparing: bool


def all_findings(desk: Desk) -> tuple[Finding, ...]:
    """All findings as they stand in the ledger, dismissed ones among them, what matters most first."""

    def renew(old: tuple[Finding, ...], later: Sequence[Revision]) -> tuple[Finding, ...]:
        changed = {r.row: r.after for r in later if r.kind is RowKind.FINDING}
        if not changed:
            return old
        new = [from_json(body, Finding) for body in changed.values() if body is not None]
        kept = [f for f in old if f.id not in changed]
        return tuple(sorted([*kept, *new], key=lambda f: (-f.weight, -f.confidence, f.id)))

    return desk.remembered("findings", desk.dossier.ledger.findings, renew)


def brought_up_to_date(desk: Desk) -> int:
    """Compare anew if anything has changed: now if that takes no time, else afterwards. Up to which revision it is."""
    ledger = desk.dossier.ledger
    compared, last = ledger.compared, ledger.last_revision
    if compared == last or last > AFTERWARDS or not ledger.writable:
        return compared
    if last <= AT_ONCE:
        desk.dossier.findings()
        return ledger.compared
    desk.comparer.begin()
    return compared


def findings_view(desk: Desk, asked: Asked, page: int = 1) -> FindingsView:
    """One page of the findings that are asked for."""
    compared = brought_up_to_date(desk)
    agenda = desk.agenda
    out = published(desk) if asked.since else {}
    fitting = [f for f in all_findings(desk) if _fits(f, asked, out)]
    order = list(KINDS)
    some = [f for f in fitting if asked.kind in (None, f.kind)]
    some.sort(key=lambda f: order.index(f.kind))  # stable: within a kind what matters most stays first
    shown = some[(page - 1) * A_PAGE : page * A_PAGE]
    return FindingsView(
        asked=asked,
        findings=tuple(finding_views(desk, shown)),
        kinds=dict(sorted(Counter(f.kind for f in fitting).items(), key=lambda k: order.index(k[0]))),
        parties=tuple(Named(p.id, p.name) for p in agenda.parties),
        issues=tuple(Named(i.id, i.name) for i in agenda.issues),
        count=len(some),
        page=page,
        pages=max(-(-len(some) // A_PAGE), 1),
        up_to_date=compared == desk.dossier.ledger.last_revision,
        compared=compared,
        comparing=desk.comparer.at_work,
    )


def finding_views(desk: Desk, some: Sequence[Finding]) -> list[FindingView]:
    """These findings as they are shown."""
    ledger = desk.dossier.ledger
    entries = ledger.kept({id for f in some for id in (f.id, *f.rows)})
    record = record_of(desk, [*some, *(e.row for e in entries.values())])
    guide = Guide(record)
    evidence = Evidence(guide)
    shown = []
    for f in some:
        if f.id not in entries:  # taken out since
            continue
        columns = tuple(ColumnView(c.name, tuple(_witness(guide, w) for w in c.witnesses)) for c in evidence.columns(f))
        shown.append(
            FindingView(
                id=f.id,
                revision=entries[f.id].revision,
                kind=f.kind,
                explanation=f.explanation,
                weight=f.weight,
                confidence=f.confidence,
                status=f.status,
                parties=tuple(Named(p, guide.party(p)) for p in holders(f)),
                issue=Named(f.issue, guide.issue(f.issue)) if f.issue else None,
                columns=columns,
                rows=tuple(_basis(guide, id, entries[id].row if id in entries else None) for id in f.rows),
                decision=_decision(desk, f),
            )
        )
    return shown


def _fits(f: Finding, asked: Asked, published: Mapping[str, date | None]) -> bool:
    wanted = {
        "open": f.status is not Status.REJECTED,
        "accepted": f.status in (Status.ACCEPTED, Status.CORRECTED),
        "dismissed": f.status is Status.REJECTED,
    }.get(asked.status, True)
    return (
        wanted
        and asked.party in (None, *holders(f))
        and asked.issue in (None, f.issue, *f.issues)
        and (asked.since is None or _latest(f, published) >= asked.since)
    )


def _latest(f: Finding, published: Mapping[str, date | None]) -> date:
    """The last day on which a document that shows it came out."""
    return max((published.get(id) or date.min for id in f.documents), default=date.min)


def published(desk: Desk) -> dict[str, date | None]:
    """The day of each document, by its id."""

    def make() -> dict[str, date | None]:
        return {d.id: d.published for d in desk.dossier.ledger.documents(texts=False)}

    def renew(old: dict[str, date | None], later: Sequence[Revision]) -> dict[str, date | None] | None:
        return None if any(r.kind is RowKind.STATEMENT and r.before is None for r in later) else old

    return desk.remembered("published", make, renew)


def _witness(guide: Guide, w: Witness) -> WitnessView:
    book = guide.document(w.span.document)
    return WitnessView(
        quote=w.span.quote,
        document=w.span.document,
        title=(book.title if book else "") or w.span.document,
        publisher=book.publisher if book else "",
        page=w.span.page,
        row=w.row.id if w.row else None,
        speaker=w.speaker,
        role=w.role if w.role != w.speaker else "",
        party=guide.party(w.party) if w.party else "",
        stance=w.row.stance if isinstance(w.row, Position) else None,
        deed=w.deed,
        said=w.said,
        reported=w.reported,
    )


def _basis(guide: Guide, id: str, row: Row | None) -> Basis:
    """A row in a few words."""
    match row:
        case None:
            words = "a row that is no longer there"
        case Statement():
            words = f"{row.speaker} said"
        case Position():
            words = f"{guide.party(row.party)} {row.stance} {guide.step(f'{row.issue}.{row.option}')}"
        case Condition():
            words = f"{guide.party(row.party)}: {row.kind}"
        case Commitment():
            words = f"{guide.party(row.party)} promised"
        case Event():
            words = f"{guide.party(row.source) if row.source else 'somebody'}: {row.category.lower()}"
        case SpeechAct():
            words = row.act
        case Finding():
            words = row.explanation
        case IssueNote():
            words = f"{row.author} noted"
    return Basis(id, kind_of(row) if row is not None else None, words, row is not None)


def _decision(desk: Desk, f: Finding) -> Decision | None:
    if f.status is Status.PROPOSED:
        return None
    last = desk.dossier.ledger.history(f.id, limit=1)[-1]
    return Decision(f.status, last.by, last.at, last.reason)
