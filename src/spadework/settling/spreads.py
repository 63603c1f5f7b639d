"""How far what packages are worth may lie from what is likely."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from spadework.model import Package, Scenario
from spadework.settling.candidates import row_of
from spadework.settling.compiled import compile_scenario
from spadework.settling.draws import draw
from spadework.settling.robustness import utilities

ENDS = (5.0, 95.0)  # percentiles, as those of a normal number in a scenario


def spreads(
    scenario: Scenario, packages: Sequence[Package], *, draws: int = 300, seed: int = 0
) -> tuple[tuple[tuple[float, float], ...], ...]:
    """The 5th and the 95th percentile of what each package is worth to each party, over draws of the uncertain numbers.

    Returns:
        by package and, in their order, by party.

    Raises:
        ScenarioError: the scenario or a package does not hold together.
    """
    c = compile_scenario(scenario)
    rows = np.array([row_of(c, p) for p in packages], dtype=np.intp).reshape(len(packages), len(c.worth))
    worth = utilities(draw(c, draws, seed), rows, slice(0, draws))
    low, high = np.percentile(worth, ENDS, axis=0)
    return tuple(tuple(zip(a.tolist(), b.tolist(), strict=True)) for a, b in zip(low, high, strict=True))
