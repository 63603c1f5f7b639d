"""From a scenario to its settlements."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from spadework.model import Scenario
from spadework.settling.compiled import Compiled, compile_scenario
from spadework.settling.conflicts import check_lawful
from spadework.settling.dominance import TIE, merged, undominated
from spadework.settling.effort import Effort, TooMuch
from spadework.settling.frontier import Points, Search
from spadework.settling.result import Choices, Deal, Frontier, Settlement, Solution
from spadework.settling.solutions import NAMES, chosen

Floats = npt.NDArray[np.float64]

COMPARISONS = 2e10
"""What an exact search may cost: some forty seconds."""
POINTS = 500_000
"""How many points a frontier may have on the way."""
LISTED = 1000
"""How many tied packages of one solution are listed."""


def settle(scenario: Scenario, patience: float = 1.0) -> Settlement:
    """What could be agreed: the efficient deals, and those that ideas of fairness choose. Every number counts at its
    likely value.

    The answer is exact as long as frontiers on the way have no more than half a million points. Beyond that the
    solutions come from mixed-integer programmes with a proven gap, and the frontier is a sample.

    Args:
        patience: the share of all these limits, and of the time that the programmes have, that may be spent; with 0.02
            an answer comes in a second or two, more often with gaps.

    Raises:
        ScenarioError: the scenario does not hold together, its constraints contradict each other, or it is too large.
    """
    return settle_compiled(
        compile_scenario(scenario), COMPARISONS * patience, int(POINTS * patience), patience=patience
    )


def settle_compiled(
    c: Compiled, comparisons: float = COMPARISONS, points: int = POINTS, *, patience: float = 1.0
) -> Settlement:
    """As `settle`, of a scenario that is compiled already and with another bound on the effort.

    Args:
        patience: the share of their time that programmes have.
    """
    check_lawful(c)
    disagreement, notes = disagreement_point(c)
    try:
        frontier = exact_frontier(c, Effort(comparisons, points))
    except TooMuch:
        from spadework.settling.bounded import settle_bounded

        return settle_bounded(c, disagreement, (*c.notes, *notes), patience)
    return _settlement(c, frontier, disagreement, (*c.notes, *notes))


def exact_frontier(c: Compiled, effort: Effort) -> Frontier:
    """All efficient deals.

    Raises:
        TooMuch: the effort is spent.
    """
    points = Search(c, effort).run()
    return no_deals(c) if points is None else frontier_of(c, points, effort)


def no_deals(c: Compiled) -> Frontier:
    return Frontier(c.scenario.issues, np.zeros((0, len(c.worth)), np.int32), np.zeros((0, c.parties)))


def frontier_of(c: Compiled, points: Points, effort: Effort) -> Frontier:
    """The deals among points, and of them those that are efficient when ties are ties."""
    choices = np.empty((len(points), len(c.worth)), np.int32)
    points.fill(choices, np.arange(len(points)))
    worth = c.utilities(choices)
    deals = np.flatnonzero(c.carried(c.accepted(worth, c.crossed(choices))))
    if not len(deals):
        return no_deals(c)
    grain = max(TIE, c.grain)
    if c.quota is not None:
        deals = deals[undominated(np.ascontiguousarray(worth[deals].T), grain, effort)]
    order, begin = merged(np.ascontiguousarray(worth[deals].T), grain)
    same = [np.sort(x) for x in np.split(deals[order], begin[1:])]
    first = np.array([x[0] for x in same], np.intp)
    rank = np.lexsort(worth[first].T[::-1])[::-1]

    def tied(index: int) -> Iterator[Choices]:
        for place in same[rank[index]]:
            for package in points.packages(int(place)):
                yield np.array([package[i] for i in range(len(c.worth))], np.int32)

    return Frontier(c.scenario.issues, choices[first[rank]], worth[first[rank]], tied)


def disagreement_point(c: Compiled) -> tuple[Floats, list[str]]:
    """What each has without a deal: its reserve, else the worst that any lawful package brings it; and what to say."""
    point, notes = c.reserve.copy(), []
    for p, party in enumerate(c.scenario.parties):
        if not np.isfinite(point[p]):
            worst = np.zeros((1, c.parties))
            worst[0, p] = -1.0
            try:
                found = Search(c.without_red_lines(), Effort(), objective=worst).run()
                point[p] = 0.0 if found is None else -float(found.worth.max())
                notes.append(f"{party.id} has no reserve: the worst that any package brings it counts as no deal.")
            except TooMuch:
                point[p] = c.least()[p]
                notes.append(f"{party.id} has no reserve: the sum of its worst options counts as no deal.")
    return point, notes


def _settlement(c: Compiled, frontier: Frontier, disagreement: Floats, notes: tuple[str, ...]) -> Settlement:
    solutions = {name: Solution(name, (), -np.inf) for name in NAMES}
    ideal = None
    if len(frontier):
        ideal = frontier.utilities.max(axis=0)
        for name, (places, value) in chosen(frontier.utilities, disagreement, ideal).items():
            deals = tied_deals(c, frontier, places)
            if len(deals) == LISTED:
                notes = (*notes, f"{name}: {LISTED} tied packages are listed; there may be more.")
            solutions[name] = Solution(name, deals, value)
    return Settlement(
        parties=tuple(p.id for p in c.scenario.parties),
        frontier=frontier,
        exact=True,
        partial=False,
        solutions=solutions,
        disagreement=tuple(disagreement.tolist()),
        ideal=None if ideal is None else tuple(ideal.tolist()),
        outcomes=c.outcomes,
        notes=notes,
    )


def tied_deals(c: Compiled, frontier: Frontier, places: npt.NDArray[np.intp]) -> tuple[Deal, ...]:
    """All packages at these places of the frontier, at most a thousand."""
    out: list[Deal] = []
    for place in places[:LISTED]:
        worth = frontier[int(place)].utilities
        out += [Deal(x, worth) for x in frontier.tied(int(place), LISTED - len(out))]
        if len(out) >= LISTED:
            break
    return tuple(out)
