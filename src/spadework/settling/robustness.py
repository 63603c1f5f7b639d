"""How well packages stand up to what is not known: in how many drawn versions of the scenario each party accepts, which
packages do well at the worst, and which uncertain number matters most.

A package's score in one version is the least gain of any party over its reserve, as a share of the most that the party
can gain: what Kalai and Smorodinsky make large. Robust choices are the package with the best worst score, with the best
mean of its worst tenth (CVaR, Rockafellar and Uryasev, J. of Risk 2, 2000), and with the least mean regret, which is
how far the score stays behind that of the best package of the same version (Savage, JASA 46, 1951).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from spadework.errors import ScenarioError
from spadework.model import Package, Scenario
from spadework.settling.candidates import Rows, candidates, with_winners
from spadework.settling.compiled import Compiled, compile_scenario
from spadework.settling.draws import Draws, Floats, Uncertain, draw, pieces
from spadework.settling.influence import Influence, influences
from spadework.settling.result import Settlement
from spadework.settling.searching import best_of_all
from spadework.settling.settle import settle
from spadework.settling.versions import bounds

DRAWS = 1000
MOST_DRAWS = 100_000
ENUMERATED = 400_000_000  # packages times draws times parties that are gone through one by one
TAIL = 0.1
NO_RESERVE = "No reserve is entered for"  # so begins the note on it
TIE = 1e-9


@dataclass(frozen=True, slots=True)
class Prospect:
    """What may be expected of one package.

    Attributes:
        names: of the solutions that choose it; "given" if it was put on the table.
        utilities: at the likely values, in the order of the parties.
        accepted: by party, the share of versions in which it accepts.
        agreed: the share of versions in which the package is a deal by the decision rule.
        worst, tail, regret: of its score: the least, the mean of the worst tenth, the mean regret (below 0 for a
            package that could not be agreed and would be better than those that can).
    """

    package: Package
    names: tuple[str, ...]
    utilities: tuple[float, ...]
    accepted: tuple[float, ...]
    agreed: float
    worst: float
    tail: float
    regret: float


@dataclass(frozen=True, slots=True)
class Robustness:
    """What holds whatever the uncertain numbers turn out to be.

    Attributes:
        deal: share of the versions in which there is any deal, at least and at most; equal where it was worked out.
        prospects: what may be expected of each package, the likeliest to be agreed first.
        choices: by name ("worst_case", "cvar", "regret"), the place in `prospects`.
        matters_for: what `matters` is about: a place in `prospects`; None if it is whether there is any deal.
        matters: the uncertain numbers that matter, most first.
        notes: what was assumed or left out, one sentence each.
    """

    parties: tuple[str, ...]
    draws: int
    seed: int
    deal: tuple[float, float]
    prospects: tuple[Prospect, ...]
    choices: dict[str, int]
    matters_for: int | None
    matters: tuple[Influence, ...]
    notes: tuple[str, ...]


def robustness(
    scenario: Scenario,
    settlement: Settlement | None = None,
    *,
    packages: Sequence[Package] = (),
    draws: int = DRAWS,
    seed: int = 0,
    patience: float = 1.0,
) -> Robustness:
    """Draw the uncertain numbers many times and see what becomes of the packages.

    Looked at are the frontier, the named solutions, `packages`, and, where all packages can be gone through, whatever
    is best in a version.

    Args:
        settlement: of the scenario, if it is at hand.
        draws: how many versions, up to 100,000.
        seed: the same seed gives the same draws.
        patience: the share of the usual limits that may be searched.

    Raises:
        ScenarioError: the scenario or a package does not hold together, or there are too many draws.
    """
    if not 1 <= draws <= MOST_DRAWS:
        raise ScenarioError(f"{draws} draws", where="draws", remedy=f"Between 1 and {MOST_DRAWS:,}.")
    c = compile_scenario(scenario)
    settlement = settlement or settle(scenario, patience)
    versions = draw(c, draws, seed)
    base, scale = _measure(c, settlement)
    notes = _assumed(c, versions, scenario)
    rows, names = candidates(c, settlement, packages, notes)
    best = None
    if c.outcomes * draws * c.parties <= ENUMERATED * patience:
        best = best_of_all(c, versions, base, scale)
        rows, names = with_winners(rows, names, best)
    deal, scores, agreed, accepted = _looked_at(c, versions, base, scale, rows)
    if best is not None:
        share = float(best.deal.mean())
        share_of_deals = (share, share)
        top = best.score
    else:
        share_of_deals = bounds(scenario, settlement, versions, deal, notes, patience)
        top = np.full(draws, -np.inf)
        notes.append(
            f"{c.outcomes:.3g} packages are too many to go through in each version: regret is counted against the "
            f"{len(rows):,} packages looked at, and robust choices are made among them."
        )
    if not len(rows):
        matters = influences(versions.uncertain, top, best.deal if best is not None else deal)
        return Robustness(settlement.parties, draws, seed, share_of_deals, (), {}, None, matters, tuple(notes))
    may = c.lawful(rows) & c.carried(~c.crossed(rows))
    if may.any():
        top = np.maximum(top, scores[:, may].max(axis=1))
    prospects = _prospects(c, settlement, rows, names, scores, agreed, accepted, top)
    order = sorted(range(len(rows)), key=lambda k: (-prospects[k].agreed, -prospects[k].tail, k))
    ranked = tuple(prospects[k] for k in order)
    places = [k for k in range(len(ranked)) if may[order[k]]]
    choices = (
        {
            "worst_case": max(places, key=lambda k: ranked[k].worst),
            "cvar": max(places, key=lambda k: ranked[k].tail),
            "regret": min(places, key=lambda k: ranked[k].regret),
        }
        if places
        else {}
    )
    about = _about(ranked, choices)
    k = order[about]
    matters = influences(versions.uncertain, scores[:, k], agreed[:, k])
    return Robustness(settlement.parties, draws, seed, share_of_deals, ranked, choices, about, matters, tuple(notes))


def _measure(c: Compiled, settlement: Settlement) -> tuple[Floats, Floats]:
    """Where gains are counted from if there is no reserve, and the unit that each party's gains are counted in:
    [parties] both. The unit is the same in all versions, so that scores can be compared."""
    base = np.array(settlement.disagreement, dtype=float)
    most = sum((w.max(axis=0) for w in c.worth), np.zeros(c.parties))
    ideal = np.array(settlement.ideal, dtype=float) if settlement.ideal is not None else most
    scale = ideal - base
    spread = most - sum((w.min(axis=0) for w in c.worth), np.zeros(c.parties))
    scale = np.where(scale > TIE, scale, np.where(spread > TIE, spread, 1.0))
    return base, scale


def _assumed(c: Compiled, versions: Draws, scenario: Scenario) -> list[str]:
    notes = []
    unknown = [p.name for p, r in zip(scenario.parties, c.reserve, strict=True) if not np.isfinite(r)]
    if unknown:
        notes.append(
            f"{NO_RESERVE} {', '.join(unknown)}: whatever crosses none of its red lines counts as "
            "accepted, so the chances are too high until one is."
        )
    if not versions.uncertain:
        notes.append("No number of the scenario is uncertain: every version is the same.")
    return notes


def _looked_at(
    c: Compiled, versions: Draws, base: Floats, scale: Floats, rows: Rows
) -> tuple[npt.NDArray[np.bool_], Floats, npt.NDArray[np.bool_], Floats]:
    """Of the candidates: in which versions there is a deal among them [draws], their scores [draws, rows], where they
    are agreed [draws, rows], and how often each party accepts [rows, parties]."""
    draws, count = len(versions), len(rows)
    scores, agreed = np.empty((draws, count)), np.zeros((draws, count), bool)
    accepted = np.zeros((count, c.parties))
    crossed = c.crossed(rows)
    lawful = c.lawful(rows)
    for part in pieces(draws, max(1, count * c.parties)):
        worth = utilities(versions, rows, part)
        reserve = np.where(np.isfinite(versions.reserve[part]), versions.reserve[part], base)
        takes = (worth >= versions.reserve[part][:, None, :] - TIE) & ~crossed
        accepted += takes.sum(axis=0)
        flat = takes.reshape(-1, c.parties)
        agreed[part] = c.carried(flat).reshape(takes.shape[:2]) & lawful
        scores[part] = ((worth - reserve[:, None, :]) / scale).min(axis=2)
    return np.asarray(agreed.any(axis=1)), scores, agreed, accepted / draws


def utilities(versions: Draws, rows: Rows, part: slice) -> Floats:
    """What packages are worth in some of the versions: [draws, rows, parties]."""
    parties = versions.reserve.shape[1]
    total = np.zeros((part.stop - part.start, len(rows), parties))
    for i, worth in enumerate(versions.worth):
        total += worth[part][:, rows[:, i], :]
    for (i, a), (j, b), p, amount in versions.pairs:
        both = (rows[:, i] == a) & (rows[:, j] == b)
        total[:, both, p] += amount[part, None]
    return total


def _prospects(
    c: Compiled,
    settlement: Settlement,
    rows: Rows,
    names: list[tuple[str, ...]],
    scores: Floats,
    agreed: npt.NDArray[np.bool_],
    accepted: Floats,
    top: Floats,
) -> list[Prospect]:
    worst = max(1, round(TAIL * len(scores)))
    tails = np.partition(scores, worst - 1, axis=0)[:worst].mean(axis=0)
    regrets = (np.where(np.isfinite(top), top, 0.0)[:, None] - scores).mean(axis=0)
    likely = c.utilities(rows)
    return [
        Prospect(
            package=settlement.frontier.package(rows[k]),
            names=names[k],
            utilities=tuple(likely[k].tolist()),
            accepted=tuple(accepted[k].tolist()),
            agreed=float(agreed[:, k].mean()),
            worst=float(scores[:, k].min()),
            tail=float(tails[k]),
            regret=float(regrets[k]),
        )
        for k in range(len(rows))
    ]


def _about(ranked: Sequence[Prospect], choices: Mapping[str, int]) -> int:
    """The package whose fate is explained: the one on the table, else what Nash chooses, else the most robust."""
    for wanted in ("given", "nash"):
        for k, prospect in enumerate(ranked):
            if wanted in prospect.names:
                return k
    return choices.get("cvar", 0)


__all__ = ["DRAWS", "Influence", "Prospect", "Robustness", "Uncertain", "robustness"]
