"""A draft on the table."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from settling_plain import TIE, Chosen, dominates, is_deal, lawful, options, packages, scenarios, worth

from spadework.errors import ScenarioError
from spadework.model import Constraint, ConstraintKind, DecisionRule, Package, RedLine, Scenario
from spadework.settling import assess
from spadework.settling.assessing import _changed, _ways
from spadework.settling.compiled import compile_scenario


def package_of(s: Scenario, chosen: Chosen) -> Package:
    return Package(choices={x.id: x.options[o].id for x, o in zip(s.issues, chosen, strict=True)})


@settings(max_examples=80, deadline=None)
@given(scenarios(majority=False), st.data())
def test_draft_against_enumeration(s: Scenario, data: st.DataObject) -> None:
    every = packages(s)
    assume(any(lawful(s, c) for c in every))
    draft = data.draw(st.sampled_from(every))
    package = package_of(s, draft)
    found = assess(s, package)
    mine = worth(s, draft)
    assert found.utilities == pytest.approx(mine, abs=1e-12)
    assert found.deal == is_deal(s, draft)
    assert set(found.blockers) == {p for p, yes in found.accepts.items() if not yes}
    assert bool(found.broken) == (not lawful(s, draft))

    red = {r.option for p in s.preferences for r in p.red_lines}
    fit = [c for c in every if lawful(s, c) and not red & options(s, c)]
    better = [worth(s, c) for c in fit if dominates(worth(s, c), mine)]
    assert found.efficient == (not better)
    if better:
        assert found.to_efficient == pytest.approx(max(sum(u) for u in better) - sum(mine), abs=1e-6)
    for revision in found.changes:
        assert all(g >= -TIE for g in revision.gains) and max(revision.gains) > TIE
        assert set(revision.changes) == {k for k, o in revision.package.choices.items() if package.choices[k] != o}
    if found.changes and len(s.issues) <= 3:
        assert better
    for trade in found.trades:
        assert len(set(trade.gives)) == 2 and set(trade.gives.values()) == set(trade.revision.changes)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(scenarios(), st.data())
def test_deal_is_bettered_by_deals_only(s: Scenario, data: st.DataObject) -> None:
    deals = [c for c in packages(s) if is_deal(s, c)]
    assume(s.rule.quota is not None and deals)
    draft = data.draw(st.sampled_from(deals))
    found = assess(s, package_of(s, draft))
    better = [worth(s, c) for c in deals if dominates(worth(s, c), worth(s, draft))]
    assert found.deal and found.efficient == (not better)
    if better:
        assert found.to_efficient == pytest.approx(max(map(sum, better)) - sum(worth(s, draft)), abs=1e-6)
    told = [x.package for x in (*found.changes, *(t.revision for t in found.trades))]
    names = [package_of(s, c) for c in deals]
    assert all(p in names for p in told)


def test_red_line_of_one_that_may_be_outvoted_counts_against_a_betterment() -> None:
    s = Scenario.additive(
        ["a", "b", "c"], [["x", "y"]], [[[0.6, 0.8]], [[0.6, 0.8]], [[0.1, 0.2]]], reserve=[0.5, 0.5, 0.5]
    )
    lined = replace(s.preferences[1], red_lines=(RedLine(option="i0.y"),))
    s = replace(s, preferences=(s.preferences[0], lined, s.preferences[2]), rule=DecisionRule(quota=2 / 3))
    found = assess(s, Package(choices={"i0": "x"}))
    assert (found.deal, found.efficient, found.to_efficient, found.best, found.changes) == (True, True, 0.0, None, ())


def test_logrolling() -> None:
    s = Scenario.additive(
        ["north", "south", "east"],
        {"water": ["dam", "share"], "toll": ["keep", "halve"]},
        values=[[[1, 0], [1, 0]], [[0, 1], [0, 1]], [[0, 0], [0, 0]]],
        weights=[[0.7, 0.3], [0.2, 0.8], [0.5, 0.5]],
    )
    found = assess(s, Package(choices={"water": "share", "toll": "keep"}))
    assert found.efficient is False
    assert found.trades[0].gives == {"north": "toll", "south": "water"}
    assert found.trades[0].revision.utilities == pytest.approx((0.7, 0.8, 0.0))
    assert found.best is not None and found.best.changes == {"water": "dam", "toll": "halve"}


def test_blockers_say_why() -> None:
    s = Scenario.additive(["a", "b"], [["x", "y"]], [[[0, 1]], [[1, 0]]], reserve=[0.5, 0.1])
    lined = s.preferences[0].__class__(
        party="b", values=s.preferences[1].values, weights=s.preferences[1].weights, red_lines=(RedLine(option="i0.x"),)
    )
    s = Scenario(parties=s.parties, issues=s.issues, preferences=(s.preferences[0], lined))
    found = assess(s, Package(choices={"i0": "x"}))
    assert found.blockers == {"a": "gets 0, 0.5 short of its reserve", "b": "rules out i0.x"}


def test_package_that_is_none_is_told() -> None:
    s = Scenario.additive(["a"], [["x", "y"], ["z"]], [[[0, 1], [1]]])
    for choices, told in (
        ({"i0": "x"}, "nothing is chosen on i1"),
        ({"i0": "q", "i1": "z"}, "no option q of i0"),
        ({"i0": "x", "i1": "z", "i2": "x"}, "no issue i2"),
    ):
        with pytest.raises(ScenarioError, match=told):
            assess(s, Package(choices=choices))


def test_broken_constraints_are_named() -> None:
    s = Scenario.additive(
        ["a"],
        [["x", "y"], ["z", "w"]],
        [[[0, 1], [1, 0]]],
        constraints=(Constraint(kind=ConstraintKind.REQUIRES, options=("i0.x", "i1.z")),),
    )
    assert assess(s, Package(choices={"i0": "x", "i1": "w"})).broken == ("i0.x requires i1.z",)


def test_one_change_that_helps_one_is_found_among_many_issues() -> None:
    count = 100
    mine, yours = [[0, 0.25, 0.5, 0.75, 1]] * count, [[1, 0.75, 0.5, 0.25, 0]] * count
    mine[0], yours[0] = [0, 0.1, 0.2, 0.3, 1], [0.5] * 5
    s = Scenario.additive(["a", "b"], [[f"o{k}" for k in range(5)]] * count, [mine, yours])
    found = assess(s, Package(choices={f"i{i}": "o0" for i in range(count)}))
    assert found.changes[0].changes == {"i0": "o4"}


@pytest.mark.parametrize("sizes", [(2,), (3, 1, 4), (2, 3, 4, 5)])
def test_ways_are_counted_as_they_are_gone_through(sizes: tuple[int, ...]) -> None:
    c = compile_scenario(
        Scenario.additive(["a"], [[str(o) for o in range(n)] for n in sizes], [[[0] * n for n in sizes]])
    )
    for count in range(1, len(sizes) + 1):
        tried = [tuple(row) for batch in _changed(c, np.zeros(len(sizes), np.int32), count) for row in batch.tolist()]
        assert _ways(c, count) == len(tried) == len(set(tried))


def test_where_only_four_changes_help_the_best_is_told() -> None:
    # Each issue but the last costs a little; what all of them together open is worth it.
    s = Scenario.additive(
        ["a", "b"],
        [["x", "y"]] * 4,
        [[[0, -0.1], [0, -0.1], [0, -0.1], [0, 1]]] * 2,
        constraints=tuple(Constraint(kind=ConstraintKind.REQUIRES, options=("i3.y", f"i{i}.y")) for i in range(3)),
    )
    found = assess(s, Package(choices={f"i{i}": "x" for i in range(4)}))
    assert found.best is not None and found.changes == (found.best,)
    assert found.best.changes == {f"i{i}": "y" for i in range(4)}
