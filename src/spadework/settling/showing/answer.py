"""The answer as JSON: the form is told in docs/settling.md."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from math import isfinite
from typing import Any

from spadework.model import Package
from spadework.settling.assessing import Assessment, Revision
from spadework.settling.concessions import Openings
from spadework.settling.influence import METHOD, Influence
from spadework.settling.result import Deal, Solution
from spadework.settling.robustness import Prospect, Robustness
from spadework.settling.showing.outcome import Outcome


def answer(outcome: Outcome) -> dict[str, Any]:
    """The whole answer, of plain lists, tables, texts and numbers. What is no finite number is null."""
    s = outcome.settlement
    return {
        "name": outcome.scenario.name,
        "draft": outcome.scenario.draft,
        "parties": list(s.parties),
        "issues": [{"id": i.id, "name": i.name, "options": [o.id for o in i.options]} for i in outcome.scenario.issues],
        "possible": s.possible,
        "exact": s.exact,
        "partial": s.partial,
        "outcomes": s.outcomes,
        "disagreement": _by_party(s.parties, s.disagreement),
        "ideal": None if s.ideal is None else _by_party(s.parties, s.ideal),
        "solutions": {name: _solution(s.parties, x) for name, x in s.solutions.items()},
        "frontier": [deal_table(s.parties, d) for d in s.frontier],
        "openings": None if outcome.openings is None else _openings(s.parties, outcome.openings),
        "proposals": [
            _assessment(s.parties, p, a) for p, a in zip(outcome.proposals, outcome.assessments, strict=True)
        ],
        "robustness": None if outcome.robustness is None else _robustness(outcome.robustness),
        "notes": list(outcome.notes),
    }


def _by_party(parties: Iterable[str], numbers: Iterable[float]) -> dict[str, float | None]:
    return {p: finite(n) for p, n in zip(parties, numbers, strict=True)}


def finite(number: float) -> float | None:
    """The number, or None for what JSON has no word for."""
    return float(number) if isfinite(number) else None


def deal_table(parties: Iterable[str], deal: Deal) -> dict[str, Any]:
    """A package with what it is worth to each party."""
    return {"package": dict(deal.package.choices), "utilities": _by_party(parties, deal.utilities)}


def _solution(parties: tuple[str, ...], solution: Solution) -> dict[str, Any]:
    """The first package that it chooses, and all of them where several are equally good."""
    deals = [deal_table(parties, d) for d in solution.deals]
    first = deals[0] if deals else {"package": None, "utilities": None}
    return first | {"packages": deals, "value": finite(solution.value), "gap": finite(solution.gap)}


def _openings(parties: tuple[str, ...], o: Openings) -> dict[str, Any]:
    return {
        "nearest": [
            {
                "package": dict(n.package.choices),
                "utilities": _by_party(parties, n.utilities),
                "given_up": n.given_up,
                "total": n.total,
                "blockers": n.blockers,
                "lifted": {p: list(lines) for p, lines in n.lifted.items()},
            }
            for n in o.nearest
        ],
        "red_lines": [{p: list(lines) for p, lines in x.lifted.items()} for x in o.lines],
        "complete": o.complete,
    }


def _assessment(parties: tuple[str, ...], package: Package, a: Assessment) -> dict[str, Any]:
    return {
        "package": dict(package.choices),
        "utilities": _by_party(parties, a.utilities),
        "accepts": a.accepts,
        "blockers": a.blockers,
        "broken": list(a.broken),
        "deal": a.deal,
        "efficient": a.efficient,
        "to_efficient": None if a.to_efficient is None else finite(a.to_efficient),
        "best": None if a.best is None else _revision(parties, a.best),
        "changes": [_revision(parties, r) for r in a.changes],
        "trades": [{"gives": t.gives} | _revision(parties, t.revision) for t in a.trades],
    }


def _revision(parties: tuple[str, ...], r: Revision) -> dict[str, Any]:
    return {
        "package": dict(r.package.choices),
        "changes": r.changes,
        "utilities": _by_party(parties, r.utilities),
        "gains": _by_party(parties, r.gains),
    }


def _robustness(r: Robustness) -> dict[str, Any]:
    return {
        "draws": r.draws,
        "seed": r.seed,
        "deal": {"at_least": r.deal[0], "at_most": r.deal[1]},
        "packages": [_prospect(r.parties, p) for p in r.prospects],
        "choices": {name: dict(r.prospects[k].package.choices) for name, k in r.choices.items()},
        "matters_for": None if r.matters_for is None else dict(r.prospects[r.matters_for].package.choices),
        "matters": [_influence(m) for m in r.matters],
        "method": METHOD,
    }


def _prospect(parties: tuple[str, ...], p: Prospect) -> dict[str, Any]:
    return {
        "package": dict(p.package.choices),
        "names": list(p.names),
        "utilities": _by_party(parties, p.utilities),
        "accepted": _by_party(parties, p.accepted),
        "agreed": p.agreed,
        "worst": finite(p.worst),
        "cvar": finite(p.tail),
        "regret": finite(p.regret),
    }


def _influence(m: Influence) -> dict[str, Any]:
    return {
        "party": m.party,
        "kind": m.kind,
        "about": m.about,
        "low": m.value.low,
        "likely": m.value.likely,
        "high": m.value.high,
        "correlation": m.correlation,
        "if_low": m.if_low,
        "if_high": m.if_high,
        "origin": {
            "kind": str(m.value.origin.kind),
            "note": m.value.origin.note,
            "rows": list(m.value.origin.rows),
            "quotes": [asdict(q) for q in m.value.origin.quotes],
        },
    }
