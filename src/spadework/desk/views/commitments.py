"""Who promised what to whom by when, and how that stands on a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from spadework.briefing.guide import Guide
from spadework.coding.fulfilment import Reports, judged
from spadework.desk.desk import Desk
from spadework.desk.gathering import record_of
from spadework.desk.views.findings import all_findings
from spadework.desk.views.naming import Named
from spadework.desk.views.quoting import QuoteView, quotes
from spadework.model import (
    Basis,
    Commitment,
    CommitmentStatus,
    Document,
    FindingKind,
    Revision,
    RowKind,
    Status,
    from_json,
)

SOON = timedelta(days=14)
A_PAGE = 30
LOOKED_INTO = 2_000
"""So many times may a document be searched for news of a promise, to tell how it stood on an earlier day."""


class Due(StrEnum):
    """How a commitment stands on a day, the most pressing first."""

    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"
    UNDATED = "undated"
    BROKEN = "broken"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Promise:
    """What is kept in mind of each commitment."""

    id: str
    party: str
    beneficiary: str | None
    document: str
    made_on: date | None
    deadline: date | None
    state: CommitmentStatus
    status: Status


@dataclass(frozen=True, slots=True)
class CommitmentView:
    """One commitment.

    Attributes:
        to: whom it was promised; None if untold.
        due: how it stands on the day that is asked for; `state` is what the ledger says of it now.
        days: from that day to the deadline, below 0 if it has passed.
        by: name of the party that ascribes it.
        findings: what comparing brings up about it, in a sentence each, by id.
    """

    party: Named
    actor: str
    to: Named | None
    action: str
    made_on: date | None
    deadline: date | None
    due: Due
    days: int | None
    state: CommitmentStatus
    basis: Basis
    by: str
    issue: str
    findings: tuple[Named, ...]
    words: QuoteView


@dataclass(frozen=True, slots=True)
class CommitmentsView:
    """One page of commitments.

    Attributes:
        as_of: the day for which it is told: that of the last document if none is asked for.
        counts: how many there are of each sort.
        looked_into: whether the documents up to that day were searched for what they tell; else `kept` and `broken` are
            as they are known now.
    """

    as_of: date | None
    asked: date | None
    due: Due | None
    party: str | None
    counts: dict[Due, int]
    commitments: tuple[CommitmentView, ...]
    count: int
    page: int
    pages: int
    parties: tuple[Named, ...]
    last: date | None
    looked_into: bool


def commitments_view(
    desk: Desk, as_of: date | None = None, due: Due | None = None, party: str | None = None, page: int = 1
) -> CommitmentsView:
    """One page of the commitments made and told of up to a day, the most pressing first."""
    key = ("commitments", desk.agenda, as_of, due, party, page)
    return desk.remembered(key, lambda: _view(desk, as_of, due, party, page))


def _view(desk: Desk, as_of: date | None, due: Due | None, party: str | None, page: int) -> CommitmentsView:
    agenda = desk.agenda
    last = desk.dossier.ledger.last_day
    day = as_of or last
    those = [p for p in _promises(desk).values() if p.status is not Status.REJECTED and party in (None, p.party)]
    if as_of is not None:
        those = [p for p in those if p.made_on is None or p.made_on <= as_of]
    looked = as_of is None or last is None or as_of >= last
    if as_of is not None and not looked:
        out = desk.remembered("published", lambda: _published(desk))
        those = [p for p in those if out.get(p.document, as_of) <= as_of]
        then = _then(desk, those, [id for id, day in out.items() if day <= as_of], as_of)
        looked, those = then is not None, then if then is not None else those
    stand = {p.id: _due(p, day) for p in those}
    order = list(Due)
    those.sort(key=lambda p: (order.index(stand[p.id]), p.deadline or date.max, p.id))
    some = [p for p in those if due in (None, stand[p.id])]
    shown = some[(page - 1) * A_PAGE : page * A_PAGE]
    kept = desk.dossier.ledger.kept(p.id for p in shown)
    record = record_of(desk, (k.row for k in kept.values()), agenda)
    guide, words = Guide(record), quotes(desk, kept.values(), record)
    told = _told(desk, set(kept))
    return CommitmentsView(
        as_of=day,
        asked=as_of,
        due=due,
        party=party,
        counts={d: n for d in Due if (n := Counter(stand.values())[d])},
        commitments=tuple(
            _shown(guide, row, stand[p.id], day, told.get(p.id, ()), words[p.id])
            for p in shown
            if p.id in kept and isinstance(row := kept[p.id].row, Commitment)
        ),
        count=len(some),
        page=page,
        pages=max(-(-len(some) // A_PAGE), 1),
        parties=tuple(Named(p.id, p.name) for p in agenda.parties),
        last=last,
        looked_into=looked,
    )


def _promises(desk: Desk) -> Mapping[str, Promise]:
    def make() -> dict[str, Promise]:
        return {r.id: _promise(r) for r in desk.dossier.ledger.rows(RowKind.COMMITMENT) if isinstance(r, Commitment)}

    def renew(old: dict[str, Promise], later: Sequence[Revision]) -> dict[str, Promise]:
        changed = {r.row: r.after for r in later if r.kind is RowKind.COMMITMENT}
        if not changed:
            return old
        kept = {id: p for id, p in old.items() if id not in changed}
        return kept | {id: _promise(from_json(body, Commitment)) for id, body in changed.items() if body is not None}

    return desk.remembered("promises", make, renew)


def _promise(row: Commitment) -> Promise:
    return Promise(
        row.id, row.party, row.beneficiary, row.evidence.document, row.made_on, row.deadline, row.state, row.status
    )


def _published(desk: Desk) -> dict[str, date]:
    """When each document came out, of those of which that is known; the others count as there from the beginning."""
    return {d.id: d.published for d in desk.dossier.ledger.documents(texts=False) if d.published}


def _then(desk: Desk, those: Sequence[Promise], heads: Sequence[str], day: date) -> list[Promise] | None:
    """How these stood on an earlier day, by the documents that were out; None if that takes too long to find out.

    What a person has said of the state stays.
    """
    if len(heads) * len(those) > LOOKED_INTO:
        return None
    books: dict[str, Document] = {id: desk.dossier.ledger.document(id) for id in heads}
    kept = desk.dossier.ledger.kept(p.id for p in those)
    reports, found = Reports(books, desk.agenda), []
    for p in those:
        row = kept[p.id].row if p.id in kept else None
        if isinstance(row, Commitment) and row.status is not Status.CORRECTED:
            p = replace(p, state=judged(row, reports, day).state)
        found.append(p)
    return found


def _due(p: Promise, day: date | None) -> Due:
    if p.state is CommitmentStatus.KEPT:
        return Due.KEPT
    if p.state is CommitmentStatus.BROKEN:
        return Due.BROKEN
    if p.deadline is None or day is None:
        return Due.UNDATED
    if p.deadline < day:
        return Due.OVERDUE
    return Due.SOON if p.deadline - day <= SOON else Due.LATER


def _told(desk: Desk, ids: set[str]) -> dict[str, list[Named]]:
    """What findings say of these commitments."""
    found: dict[str, list[Named]] = {}
    for f in all_findings(desk):
        if f.kind in (FindingKind.UNVERIFIED_COMMITMENT, FindingKind.WORD_VS_DEED) and f.status is not Status.REJECTED:
            for id in ids.intersection(f.rows):
                found.setdefault(id, []).append(Named(f.id, f.explanation))
    return found


def _shown(
    guide: Guide, row: Commitment, due: Due, day: date | None, told: Sequence[Named], words: QuoteView
) -> CommitmentView:
    return CommitmentView(
        party=Named(row.party, guide.party(row.party)),
        actor=row.actor or "",
        to=Named(row.beneficiary, guide.party(row.beneficiary)) if row.beneficiary else None,
        action=row.action,
        made_on=row.made_on,
        deadline=row.deadline,
        due=due,
        days=(row.deadline - day).days if row.deadline and day else None,
        state=row.state,
        basis=row.basis,
        by=guide.party(row.by) if row.by else "",
        issue=guide.issue(row.issue) if row.issue else "",
        findings=tuple(told),
        words=words,
    )
