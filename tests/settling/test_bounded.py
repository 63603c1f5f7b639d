"""Beyond the limit: solutions with a proven gap, a sample of the frontier."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest
from hypothesis import assume, given, settings
from settling_plain import TIE, dominates, is_deal, lawful, nash, packages, scenarios, worth

from spadework.model import Scenario
from spadework.settling import Settlement, settle
from spadework.settling.compiled import compile_scenario
from spadework.settling.settle import settle_compiled


def drawn(parties: int, issues: int, options: int, reserve: float, seed: int = 1) -> Scenario:
    rng = random.Random(seed)
    weights = [[rng.gammavariate(1, 1) for _ in range(issues)] for _ in range(parties)]
    weights = [[x / sum(w) for x in w] for w in weights]
    values = [[[rng.random() for _ in range(options)] for _ in range(issues)] for _ in range(parties)]
    names = [f"P{p}" for p in range(parties)]
    return Scenario.additive(names, [[f"o{o}" for o in range(options)]] * issues, values, weights, [reserve] * parties)


def nash_of(utilities: tuple[float, ...], told: Settlement) -> tuple[int, float]:
    return nash(tuple(u - d for u, d in zip(utilities, told.disagreement, strict=True)))


@pytest.mark.parametrize("stuck", [[[0, 0], [0, 0]], [[-1, 0], [0, 0]]])
def test_nash_of_those_who_can_gain(stuck: list[list[float]]) -> None:
    s = Scenario.additive(
        ["a", "b", "c"], [["x", "y"], ["p", "q"]], [[[0, 3], [2, 1]], [[2, 1], [0, 3]], stuck], reserve=[0, 0, 0]
    )
    exact, bounded = settle(s), settle_compiled(compile_scenario(s), points=0)
    assert bounded.partial
    mine, true = bounded.solutions["nash"], exact.solutions["nash"]
    assert mine.deals[0] in true.deals and mine.value == true.value == float("-inf") and mine.gap == 0
    assert any("c cannot gain" in note for note in bounded.notes)


def test_nash_where_not_all_can_gain_at_once() -> None:
    s = Scenario.additive(
        ["a", "b", "c"], [["x", "y"], ["p", "q"]], [[[1, 0], [0, 0]], [[0, 1], [0, 0]], [[0, 0], [1, 2]]], None, [0] * 3
    )
    exact, bounded = settle(s), settle_compiled(compile_scenario(s), points=0)
    mine, true = bounded.solutions["nash"], exact.solutions["nash"]
    assert mine.deals[0] in true.deals and mine.gap == float("inf")
    assert any("unproven" in note for note in bounded.notes)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(scenarios())
def test_bounds_hold_and_what_is_found_is_a_deal(s: Scenario) -> None:
    assume(any(lawful(s, c) for c in packages(s)))
    exact, bounded = settle(s), settle_compiled(compile_scenario(s), points=0)
    assert bounded.possible == exact.possible
    if bounded.exact:
        # Red lines or reserves leave nothing, which needs no search.
        assert not exact.possible
        return
    assert bounded.partial
    if not exact.possible:
        assert any("proven" in note for note in bounded.notes)
        return
    every = [worth(s, c) for c in packages(s) if is_deal(s, c)]
    assert bounded.solutions["nash"].deals
    if bounded.solutions["nash"].gap == 0:
        mine, best = (nash_of(x.solutions["nash"].deals[0].utilities, exact) for x in (bounded, exact))
        assert mine == pytest.approx(best, abs=1e-4)
    for deal in bounded.frontier:
        assert any(max(abs(x - y) for x, y in zip(deal.utilities, u, strict=True)) < 1e-9 for u in every)
        assert not any(dominates(u, deal.utilities) for u in every)
    for name, solution in bounded.solutions.items():
        true = exact.solutions[name].value
        if solution.deals and true > float("-inf"):
            assert solution.value <= true + 1e-6
            if solution.gap == 0:
                assert solution.value == pytest.approx(true, abs=1e-4)


def test_large_one_is_told_as_such() -> None:
    s = drawn(6, 12, 6, 0.4)
    found = settle_compiled(compile_scenario(s), points=500)
    assert found.partial and not found.exact and len(found.frontier) > 100
    for solution in found.solutions.values():
        assert solution.deals and 0 <= solution.gap < 0.01
        assert min(solution.deals[0].utilities) >= 0.4 - TIE


def test_nothing_is_printed() -> None:
    code = """
from spadework.settling import Scenario
from spadework.settling.compiled import compile_scenario
from spadework.settling.settle import settle_compiled
s = Scenario.additive(["a", "b"], [["x", "y"], ["z", "w"]], [[[0, 1], [1, 0]], [[1, 0], [0, 1]]], reserve=[0, 0])
assert settle_compiled(compile_scenario(s), points=0).partial
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_two_hundred_issues_end() -> None:
    found = settle(drawn(6, 200, 5, 0.4))
    assert found.outcomes == 5**200 and found.partial
    assert all(x.gap < 0.01 for x in found.solutions.values())
