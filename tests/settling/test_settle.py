"""The exact search against plain enumeration."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from settling_plain import TIE, Chosen, frontier, is_deal, lawful, packages, scenarios, worth

from spadework.errors import ScenarioError
from spadework.model import DecisionRule, Package, RedLine, Scenario
from spadework.settling import Settlement, settle
from spadework.settling.compiled import compile_scenario
from spadework.settling.effort import Effort
from spadework.settling.frontier import Points
from spadework.settling.settle import frontier_of


def chosen(s: Scenario, package: Package) -> Chosen:
    return tuple([o.id for o in x.options].index(package.choices[x.id]) for x in s.issues)


def solved(s: Scenario) -> Settlement | None:
    """None where the constraints contradict each other, which must be so."""
    if not any(lawful(s, c) for c in packages(s)):
        with pytest.raises(ScenarioError, match="no package keeps"):
            settle(s)
        return None
    return settle(s)


@settings(max_examples=300, deadline=None)
@given(scenarios())
def test_frontier_with_its_ties_is_that_of_enumeration(s: Scenario) -> None:
    found = solved(s)
    if found is None:
        return
    assert found.exact and not found.partial
    every = [chosen(s, p) for k in range(len(found.frontier)) for p in found.frontier.tied(k)]
    assert len(every) == len(set(every))
    assert set(every) == set(frontier(s))
    for deal in found.frontier:
        assert deal.utilities == pytest.approx(worth(s, chosen(s, deal.package)), abs=1e-12)


@settings(max_examples=100, deadline=None)
@given(scenarios())
def test_frontier_in_small_pieces(s: Scenario) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("spadework.settling.frontier.AT_ONCE", 3)
        found = solved(s)
    if found is not None:
        every = {chosen(s, p) for k in range(len(found.frontier)) for p in found.frontier.tied(k)}
        assert every == set(frontier(s))


@settings(max_examples=100, deadline=None)
@given(scenarios())
def test_points_without_agreement(s: Scenario) -> None:
    found = solved(s)
    if found is None:
        return
    kept = [worth(s, c) for c in packages(s) if lawful(s, c)]
    for p, preference in enumerate(s.preferences):
        known = preference.reserve
        expected = known.likely if known else min(u[p] for u in kept)
        assert found.disagreement[p] == pytest.approx(expected, abs=TIE)
    deals = [worth(s, c) for c in packages(s) if is_deal(s, c)]
    assert found.possible == bool(deals)
    if deals:
        assert found.ideal == pytest.approx(np.max(deals, axis=0), abs=TIE)


@pytest.mark.parametrize("unit", [1e6, 1e9, 1e10, 1e14])
def test_large_numbers_are_kept_apart(unit: float) -> None:
    values = [[[2, 1, 0], [1, 0]], [[0, 1.5, 2], [0, 0.3]]]

    def found(unit: float) -> list[list[float]]:
        large = [[[x * unit for x in issue] for issue in party] for party in values]
        s = Scenario.additive(["a", "b"], [["x", "y", "z"], ["p", "q"]], large)
        return sorted([u / unit for u in deal.utilities] for deal in settle(s).frontier)

    small = found(1.0)
    assert len(small) > 3
    assert np.allclose(found(unit), small)


def test_large_numbers_of_a_majority_do_not_hide_red_lines() -> None:
    values = [[[x * 1e14 for x in issue] for issue in party] for party in ([[1, 1]], [[1, 1]], [[1, 1]])]
    s = Scenario.additive(["a", "b", "c"], [["x", "y"]], values, rule=DecisionRule(quota=1 / 2))
    lined = (("i0.x",), ("i0.x",), ())
    s = replace(
        s,
        preferences=tuple(
            replace(p, red_lines=tuple(RedLine(option=o) for o in mine))
            for p, mine in zip(s.preferences, lined, strict=True)
        ),
    )
    assert [d.package.choices for d in settle(s).frontier] == [{"i0": "y"}]


@pytest.mark.parametrize("number", [1e16, 1e308])
def test_numbers_beyond_all_measure_are_refused(number: float) -> None:
    s = Scenario.additive(["a", "b"], [["x", "y"], ["p", "q"]], [[[number, 0], [number, 0]], [[0, 1], [0, 1]]])
    with pytest.raises(ScenarioError, match=r"numbers beyond 1e\+15"):
        settle(s)


def test_deal_stands_first_among_those_tied_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """In whatever order those that are the same are put together."""

    def backwards(points: np.ndarray, grain: float) -> tuple[np.ndarray, np.ndarray]:
        return np.arange(points.shape[1])[::-1], np.array([0])

    monkeypatch.setitem(frontier_of.__globals__, "merged", backwards)
    c = compile_scenario(Scenario.additive(["a", "b"], [["x", "y", "z"]], [[[1] * 3], [[2] * 3]]))
    points = Points(c.worth[0].T, None, np.arange(4), np.zeros(3, np.int32), np.arange(3, dtype=np.int32), issue=0)
    found = frontier_of(c, points, Effort())
    assert found.tied(0)[0] == found[0].package
    assert [p.choices["i0"] for p in found.tied(0)] == ["x", "y", "z"]


def test_option_that_is_a_list_is_refused() -> None:
    with pytest.raises(ScenarioError, match="an option cannot be called"):
        Scenario.additive(["a"], [("x", ["p", "q"])], [[[1, 0]]])
