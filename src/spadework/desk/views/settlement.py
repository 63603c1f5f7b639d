"""What could be agreed, as it is shown: solutions, the frontier thinned to what a chart can hold, and one package."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from spadework.desk.desk import Desk
from spadework.desk.settler import draws_of
from spadework.desk.views.scenarios import ScenarioNames
from spadework.ledger import ScenarioVersion
from spadework.model import Package, Scenario
from spadework.settling import Assessment, Deal, Revision, Settlement, spreads
from spadework.settling.sample import far_apart
from spadework.settling.showing.answer import finite
from spadework.settling.showing.outcome import NAMES, Outcome, uncertain
from spadework.settling.solutions import normalised

MOST_POINTS = 300
MOST_REVISIONS = 4
MOST_NOTES = 40


@dataclass(frozen=True, slots=True)
class PartyAt:
    """Where one party begins and could end.

    Attributes:
        reserve: None where it is not known.
        disagreement: what gains count from: the reserve, else the worst that any package brings it.
        ideal: the most that it can get in a deal; None where there is none.
    """

    id: str
    name: str
    reserve: float | None
    disagreement: float
    ideal: float | None


@dataclass(frozen=True, slots=True)
class Worth:
    """What a package is worth to one party.

    Attributes:
        share: of the most that it can gain in a deal; None where there is none.
        low, high: 5th and 95th percentile over draws of the uncertain numbers; None where all are known.
    """

    party: str
    utility: float
    share: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class SolutionView:
    """A package that solutions choose.

    Attributes:
        names, labels: of the solutions: nash, kalai_smorodinsky, egalitarian, utilitarian.
        package: option by issue.
        tied: how many packages are as good, by name, where there are several.
        gaps: by how much the true best may be better, by name, where it is not exact; null if nothing is proven.
    """

    names: tuple[str, ...]
    labels: tuple[str, ...]
    package: dict[str, str]
    worth: tuple[Worth, ...]
    tied: dict[str, int]
    gaps: dict[str, float | None]


@dataclass(frozen=True, slots=True)
class PointView:
    """An efficient deal.

    Attributes:
        choices: the place of the option of each issue.
        utilities: in the order of the parties.
    """

    choices: tuple[int, ...]
    utilities: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class StandView:
    """How one party takes a package.

    Attributes:
        short: how much it is short of the reserve; 0 if it is not.
        crosses: red lines that the package crosses, in words.
    """

    worth: Worth
    accepts: bool
    short: float
    crosses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RevisionView:
    """The package with a few options changed.

    Attributes:
        told: the changes in words.
        package: as it would be.
        gains: by party.
        for_all: everybody gains.
    """

    told: tuple[str, ...]
    package: dict[str, str]
    gains: dict[str, float]
    for_all: bool


@dataclass(frozen=True, slots=True)
class PackageView:
    """One package.

    Attributes:
        broken: constraints that it does not keep, in words.
        deal: it keeps them and enough parties accept.
        efficient: nobody can be better off without somebody losing; null where that was too much to search.
        to_efficient: the most that can be gained in all with nobody losing; null where it is not known.
        better: changes with which nobody loses, the fewest first.
        names: of the solutions that choose it.
    """

    package: dict[str, str]
    names: tuple[str, ...]
    parties: tuple[StandView, ...]
    broken: tuple[str, ...]
    deal: bool
    efficient: bool | None
    to_efficient: float | None
    better: tuple[RevisionView, ...]


@dataclass(frozen=True, slots=True)
class SettlementView:
    """What could be agreed.

    Attributes:
        possible, exact, partial, outcomes: as in `spadework.settling.Settlement`.
        efficient: how many efficient deals were found.
        points: of these at most 300; where there is no deal, of the packages that are efficient reserves and red lines
            apart: the best of each party, the solutions, and others far from each other, in this
            order, so that the first few of them are spread, too.
        package: the one that is looked at; by default what Nash chooses.
        uncertain: some number is not known exactly.
    """

    version: ScenarioVersion
    changed: bool
    possible: bool
    exact: bool
    partial: bool
    outcomes: int
    efficient: int
    uncertain: bool
    parties: tuple[PartyAt, ...]
    solutions: tuple[SolutionView, ...]
    points: tuple[PointView, ...]
    package: PackageView | None
    notes: tuple[str, ...]


def settlement_view(
    desk: Desk, version: ScenarioVersion, scenario: Scenario, package: Package | None, *, changed: bool = False
) -> SettlementView:
    """Settle a scenario, and look at a package.

    Args:
        version: what it was made from.
        package: without one that of Nash, or the first option of each issue where there is no deal.
        changed: it is not what is kept any more.

    Raises:
        ScenarioError: the scenario or the package does not hold together.
        Busy: too many search at once.
    """
    found = desk.settler.settled(scenario)
    looked_at = package or _first(scenario, found)
    assessment = desk.settler.assessed(scenario, looked_at)
    chosen = list(Outcome(scenario, found).choices())
    open_ = uncertain(scenario)
    draws = min(300, draws_of(scenario)) if open_ else 0
    spread = spreads(scenario, [d.package for _, d in chosen] + [looked_at], draws=draws) if draws else None
    measure = _Measure(scenario, found)
    reserves = {p.party: p.reserve for p in scenario.preferences}
    parties = tuple(
        PartyAt(
            p.id,
            p.name or p.id,
            None if (held := reserves[p.id]) is None else held.likely,
            found.disagreement[n],
            None if found.ideal is None else found.ideal[n],
        )
        for n, p in enumerate(scenario.parties)
    )
    return SettlementView(
        version=version,
        changed=changed,
        possible=found.possible,
        exact=found.exact,
        partial=found.partial,
        outcomes=found.outcomes,
        efficient=len(found.frontier),
        uncertain=open_,
        parties=parties,
        solutions=tuple(
            SolutionView(
                names,
                tuple(NAMES[n] for n in names),
                dict(deal.package.choices),
                measure.worth(deal.utilities, spread[k] if spread else None),
                {n: len(found.solutions[n].deals) for n in names if len(found.solutions[n].deals) > 1},
                {n: finite(found.solutions[n].gap) for n in names if found.solutions[n].gap > 0},
            )
            for k, (names, deal) in enumerate(chosen)
        ),
        points=_points(found if found.possible else desk.settler.settled(_bare(scenario)), chosen),
        package=_package(scenario, measure, looked_at, assessment, chosen, spread[-1] if spread else None),
        notes=tuple(dict.fromkeys((*scenario.notes, *found.notes)))[:MOST_NOTES],
    )


Spread = Sequence[tuple[float, float]]
Chosen = list[tuple[tuple[str, ...], Deal]]


class _Measure:
    """Utilities with their shares of what could be gained."""

    def __init__(self, scenario: Scenario, found: Settlement) -> None:
        self._parties = [p.id for p in scenario.parties]
        self._base = np.array(found.disagreement)
        self._most = None if found.ideal is None else np.array(found.ideal) - self._base

    def worth(self, utilities: Iterable[float], spread: Spread | None) -> tuple[Worth, ...]:
        held = list(utilities)
        shares: list[float | None] = [None] * len(held)
        if self._most is not None:
            shares = normalised(np.array([held]) - self._base, self._most)[0].tolist()
        ends: Sequence[tuple[float | None, float | None]] = spread or [(None, None)] * len(held)
        return tuple(
            Worth(p, u, s, low, high) for p, u, s, (low, high) in zip(self._parties, held, shares, ends, strict=True)
        )


def _bare(scenario: Scenario) -> Scenario:
    """The scenario without what keeps the parties from accepting."""
    bare = tuple(replace(p, reserve=None, red_lines=()) for p in scenario.preferences)
    return replace(scenario, preferences=bare)


def _first(scenario: Scenario, found: Settlement) -> Package:
    """What is looked at before anybody has picked a package."""
    nash = found.solutions["nash"].deals
    if nash:
        return nash[0].package
    if len(found.frontier):
        return found.frontier[0].package
    return Package(choices={i.id: i.options[0].id for i in scenario.issues})


def _points(found: Settlement, chosen: Chosen) -> tuple[PointView, ...]:
    frontier = found.frontier
    if not len(frontier):
        return ()
    worth = frontier.utilities
    unit = np.ptp(worth, axis=0)
    scaled = np.ascontiguousarray((worth / np.where(unit > 0, unit, 1.0)).T)
    first = [int(k) for k in worth.argmax(axis=0)]
    for _, deal in chosen:
        first.append(int(np.abs(worth - np.array(deal.utilities)).sum(axis=1).argmin()))
    return tuple(
        PointView(tuple(frontier.choices[k].tolist()), tuple(worth[k].tolist()))
        for k in far_apart(scaled, first, MOST_POINTS)
    )


def _package(
    scenario: Scenario, measure: _Measure, package: Package, a: Assessment, chosen: Chosen, spread: Spread | None
) -> PackageView:
    named = ScenarioNames(scenario)
    held = {p.party: p for p in scenario.preferences}
    picked = {f"{i}.{o}" for i, o in package.choices.items()}
    stands = []
    for p, worth in zip(scenario.parties, measure.worth(a.utilities, spread), strict=True):
        reserve = held[p.id].reserve
        short = 0.0 if reserve is None else max(0.0, reserve.likely - worth.utility)
        crosses = tuple(named.option(x.option) for x in held[p.id].red_lines if x.option in picked)
        stands.append(StandView(worth, a.accepts[p.id], short if short > 1e-9 else 0.0, crosses))
    names = next((names for names, d in chosen if d.package.choices == package.choices), ())
    better = list(a.changes) + [t.revision for t in a.trades]
    if a.best is not None:
        better.append(a.best)
    distinct = {tuple(r.package.choices.items()): r for r in reversed(better)}
    return PackageView(
        package=dict(package.choices),
        names=names,
        parties=tuple(stands),
        broken=tuple(_in_words(named, rule) for rule in a.broken),
        deal=a.deal,
        efficient=a.efficient,
        to_efficient=None if a.to_efficient is None else finite(a.to_efficient),
        better=tuple(_revision(scenario, named, r) for r in list(distinct.values())[::-1][:MOST_REVISIONS]),
    )


def _in_words(named: ScenarioNames, rule: str) -> str:
    """A rule that names options as "issue.option"."""
    return " ".join(_word(named, w) for w in rule.split(" "))


def _word(named: ScenarioNames, word: str) -> str:
    bare = word.rstrip(",")
    told = named.option(bare)
    return word if told == bare else f"“{told}”" + word[len(bare) :]


def _revision(scenario: Scenario, named: ScenarioNames, r: Revision) -> RevisionView:
    gains = dict(zip((p.id for p in scenario.parties), r.gains, strict=True))
    return RevisionView(
        told=tuple(f"{named.issue[i]}: {named.text(i, o)}" for i, o in r.changes.items()),
        package=dict(r.package.choices),
        gains=gains,
        for_all=all(g > 1e-9 for g in gains.values()),
    )
