"""From a scenario to its settlements."""

from __future__ import annotations

import numpy as np

from spadework.errors import ScenarioError
from spadework.model import Scenario
from spadework.settling.compiled import Compiled, compile_scenario
from spadework.settling.dominance import efficient
from spadework.settling.result import Frontier, Settlement, Solution
from spadework.settling.solutions import NAMES, chosen


def settle(scenario: Scenario) -> Settlement:
    """What could be agreed: the efficient deals, and those that ideas of fairness choose. Every number counts at its
    likely value.

    Raises:
        ScenarioError: the scenario does not hold together.
    """
    c = compile_scenario(scenario)
    if c.outcomes > 2_000_000:
        raise ScenarioError(f"{c.outcomes} packages", remedy="Leave out issues.")
    every = np.stack(np.unravel_index(np.arange(c.outcomes), c.sizes), axis=1).astype(np.int32)
    every = every[c.lawful(every)]
    worth = c.utilities(every)
    deals = c.carried(c.accepted(worth, c.crossed(every)))
    notes = list(c.notes)
    disagreement = np.where(np.isfinite(c.reserve), c.reserve, worth.min(axis=0) if len(worth) else 0.0)
    for party, known in zip(scenario.parties, np.isfinite(c.reserve), strict=True):
        if not known:
            notes.append(f"{party.id} has no reserve: the worst that any package brings it counts as no deal.")
    every, worth = every[deals], worth[deals]
    keep = efficient(worth)
    return _settlement(c, every[keep], worth[keep], disagreement, notes)


def _settlement(
    c: Compiled, choices: np.ndarray, worth: np.ndarray, disagreement: np.ndarray, notes: list[str]
) -> Settlement:
    order = np.argsort(-worth[:, 0], kind="stable")
    frontier = Frontier(c.scenario.issues, choices[order], worth[order])
    solutions = {name: Solution(name, (), -np.inf) for name in NAMES}
    ideal = None
    if len(frontier):
        ideal = frontier.utilities.max(axis=0)
        for name, (places, value) in chosen(frontier.utilities, disagreement, ideal).items():
            solutions[name] = Solution(name, tuple(frontier[int(i)] for i in places), value)
    return Settlement(
        parties=tuple(p.id for p in c.scenario.parties),
        frontier=frontier,
        exact=True,
        partial=False,
        solutions=solutions,
        disagreement=tuple(disagreement.tolist()),
        ideal=None if ideal is None else tuple(ideal.tolist()),
        outcomes=c.outcomes,
        notes=tuple(notes),
    )
