"""Drawn versions as scenarios of their own, for the exact engine to settle."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from spadework.model import Scenario, Value
from spadework.settling.compiled import compile_scenario
from spadework.settling.draws import Draws
from spadework.settling.effort import Effort, TooMuch
from spadework.settling.result import Settlement
from spadework.settling.settle import exact_frontier

SETTLED = 40  # versions that the exact engine settles where there are too many packages to go through
SMALL = 3000  # points of the frontier up to which it is asked for that
COMPARISONS, POINTS = 1e8, 20_000  # that it may spend on a version


def bounds(
    scenario: Scenario,
    settlement: Settlement,
    versions: Draws,
    deal: npt.NDArray[np.bool_],
    notes: list[str],
    patience: float = 1.0,
) -> tuple[float, float]:
    """Share of versions with a deal, at least and at most, where not all packages can be gone through.

    Args:
        patience: the share of `SETTLED` versions that may be settled.
    """
    draws = len(versions)
    open_ = np.flatnonzero(~deal)
    found = int(deal.sum())
    if settlement.exact and 0 < len(settlement.frontier) <= SMALL and len(open_):
        asked = open_[
            np.unique(np.linspace(0, len(open_) - 1, min(max(1, round(SETTLED * patience)), len(open_))).astype(int))
        ]
        told = [possible(version(scenario, versions, int(n))) for n in asked]
        found += told.count(True)
        open_ = open_[: len(open_) - len(told) + told.count(None)]
    least, most = found / draws, (found + len(open_)) / draws
    if len(open_):
        notes.append(
            f"In {len(open_):,} of {draws:,} versions none of the packages looked at is a deal, and whether another "
            "one is was not worked out: the chance of any deal is told as bounds."
        )
    return least, most


def possible(scenario: Scenario) -> bool | None:
    """Whether there is a deal; None where finding out takes too much."""
    try:
        return len(exact_frontier(compile_scenario(scenario), Effort(COMPARISONS, POINTS))) > 0
    except TooMuch:
        return None


def version(scenario: Scenario, versions: Draws, n: int) -> Scenario:
    """One version as a scenario of its own: every weight 1, each value what the option is worth."""

    def known(number: Any) -> Value:
        return Value.of(float(number))

    preferences = []
    for p, party in enumerate(scenario.parties):
        mine = next(x for x in scenario.preferences if x.party == party.id)
        amounts = iter([known(amount[n]) for _, _, q, amount in versions.pairs if q == p])
        preferences.append(
            replace(
                mine,
                weights={i.id: Value.of(1.0) for i in scenario.issues},
                values={
                    f"{i.id}.{o.id}": known(versions.worth[m][n, k, p])
                    for m, i in enumerate(scenario.issues)
                    for k, o in enumerate(i.options)
                },
                reserve=None if mine.reserve is None else known(versions.reserve[n, p]),
                interactions=tuple(replace(x, value=next(amounts)) for x in mine.interactions),
            )
        )
    return replace(scenario, preferences=tuple(preferences))
