"""Who promised what to whom by when, and how that stands on a day."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import numpy as np

from spadework.briefing.guide import Guide
from spadework.coding.fulfilment import Reports, judged
from spadework.desk.desk import Desk
from spadework.desk.gathering import record_of
from spadework.desk.views.findings import all_findings, published
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
    those = _promises(desk)
    fit = np.ones(len(those), bool)
    if party is not None:
        fit &= those["party"] == party
    if as_of is not None:
        fit &= (those["made"] <= as_of.toordinal()) & (those["out"] <= as_of.toordinal())
    those = those[fit]
    looked = as_of is None or last is None or as_of >= last
    if as_of is not None and not looked:
        heads = [id for id, day in published(desk).items() if day and day <= as_of]
        then = _then(desk, those, heads, as_of)
        looked, those = then is not None, then if then is not None else those
    stand = _stand(those, day)
    ranked = np.argsort(stand, kind="stable")
    if due is not None:
        ranked = ranked[stand[ranked] == _ORDER.index(due)]
    ids = those["id"][ranked[(page - 1) * A_PAGE : page * A_PAGE]].tolist()
    shown = dict(zip(ids, stand[ranked[(page - 1) * A_PAGE : page * A_PAGE]].tolist(), strict=True))
    kept = desk.dossier.ledger.kept(shown)
    record = record_of(desk, (k.row for k in kept.values()), agenda)
    guide, words = Guide(record), quotes(desk, kept.values(), record)
    told = _told(desk, set(kept))
    counts = np.bincount(stand, minlength=len(_ORDER)).tolist()
    return CommitmentsView(
        as_of=day,
        asked=as_of,
        due=due,
        party=party,
        counts={d: n for d, n in zip(_ORDER, counts, strict=True) if n},
        commitments=tuple(
            _shown(guide, row, _ORDER[stands], day, told.get(id, ()), words[id])
            for id, stands in shown.items()
            if id in kept and isinstance(row := kept[id].row, Commitment)
        ),
        count=len(ranked),
        page=page,
        pages=max(-(-len(ranked) // A_PAGE), 1),
        parties=tuple(Named(p.id, p.name) for p in agenda.parties),
        last=last,
        looked_into=looked,
    )


_ORDER = list(Due)
_STATES = list(CommitmentStatus)
_NEVER = date.max.toordinal() + 1
_KEPT_IN_MIND = np.dtype(
    [
        ("deadline", np.int32),
        ("id", object),
        ("party", object),
        ("made", np.int32),
        ("out", np.int32),
        ("state", np.int8),
        ("own", bool),
    ]
)
"""Of a commitment: days as ordinals, 0 if untold when it was made or came out, _NEVER if there is no deadline; its
state by the place in _STATES; whether a person has corrected it."""


def _promises(desk: Desk) -> np.ndarray:
    """What is kept in mind of the commitments that nobody has rejected, by deadline and id."""

    def make() -> np.ndarray:
        rows = (r for r in desk.dossier.ledger.rows(RowKind.COMMITMENT) if isinstance(r, Commitment))
        return np.array(_in_order(rows, published(desk)), _KEPT_IN_MIND)

    def renew(old: np.ndarray, later: Sequence[Revision]) -> np.ndarray:
        changed = {r.row: r.after for r in later if r.kind is RowKind.COMMITMENT}
        if not changed:
            return old
        kept = old[[id not in changed for id in old["id"]]]
        rows = (from_json(body, Commitment) for body in changed.values() if body is not None)
        new = _in_order(rows, published(desk))

        def key(n: int) -> tuple[int, str]:
            return kept["deadline"][n], kept["id"][n]

        at = [bisect_left(range(len(kept)), row[:2], key=key) for row in new]
        return np.insert(kept, at, np.array(new, _KEPT_IN_MIND)) if new else kept

    return desk.remembered("promises", make, renew)


def _in_order(rows: Iterable[Commitment], out: Mapping[str, date | None]) -> list[tuple[int | str | bool, ...]]:
    return sorted(
        (
            r.deadline.toordinal() if r.deadline else _NEVER,
            r.id,
            r.party,
            r.made_on.toordinal() if r.made_on else 0,
            came.toordinal() if (came := out.get(r.evidence.document)) else 0,
            _STATES.index(r.state),
            r.status is Status.CORRECTED,
        )
        for r in rows
        if r.status is not Status.REJECTED
    )


def _then(desk: Desk, those: np.ndarray, heads: Sequence[str], day: date) -> np.ndarray | None:
    """How these stood on an earlier day, by the documents that were out; None if that takes too long to find out.

    What a person has said of the state stays.
    """
    if len(heads) * len(those) > LOOKED_INTO:
        return None
    books: dict[str, Document] = {id: desk.dossier.ledger.document(id) for id in heads}
    kept = desk.dossier.ledger.kept(those["id"].tolist())
    reports, found = Reports(books, desk.agenda), those.copy()
    for p in found:
        row = kept[p["id"]].row if p["id"] in kept else None
        if isinstance(row, Commitment) and not p["own"]:
            p["state"] = _STATES.index(judged(row, reports, day).state)
    return found


def _stand(those: np.ndarray, day: date | None) -> np.ndarray:
    """How each stands on the day: its place in _ORDER."""
    state, deadline = those["state"], those["deadline"]
    at = day.toordinal() if day else _NEVER
    cases = {
        Due.KEPT: state == _STATES.index(CommitmentStatus.KEPT),
        Due.BROKEN: state == _STATES.index(CommitmentStatus.BROKEN),
        Due.UNDATED: (deadline == _NEVER) | (day is None),
        Due.OVERDUE: deadline < at,
        Due.SOON: deadline - at <= SOON.days,
    }
    return np.select(list(cases.values()), [_ORDER.index(d) for d in cases], _ORDER.index(Due.LATER))


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
