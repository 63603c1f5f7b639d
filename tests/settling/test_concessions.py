"""The smallest concessions, against plain enumeration."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from settling_plain import TIE, is_deal, lawful, packages, scenarios, worth

from spadework.model import RedLine, Scenario, Value
from spadework.settling import openings


def lifted(s: Scenario, lines: set[tuple[str, str]]) -> Scenario:
    return replace(
        s,
        preferences=tuple(
            replace(p, red_lines=tuple(r for r in p.red_lines if (p.party, r.option) not in lines))
            for p in s.preferences
        ),
    )


def any_deal(s: Scenario) -> bool:
    return any(is_deal(s, c) for c in packages(s))


@settings(max_examples=80, deadline=None)
@given(scenarios())
def test_lines_lifted_are_all_smallest_sets(s: Scenario) -> None:
    assume(any(lawful(s, c) for c in packages(s)))
    every = [(p.party, r.option) for p in s.preferences for r in p.red_lines]
    assume(0 < len(every) <= 6 and not any_deal(s))
    smallest: list[set[tuple[str, str]]] = []
    for size in range(1, len(every) + 1):
        for some in map(set, combinations(every, size)):
            if not any(x <= some for x in smallest) and any_deal(lifted(s, some)):
                smallest.append(some)
    found = openings(s)
    assert not found.possible and found.complete
    told = [{(p, o) for p, options in x.lifted.items() for o in options} for x in found.lines]
    assert sorted(map(sorted, told)) == sorted(map(sorted, smallest))


@settings(max_examples=80, deadline=None)
@given(scenarios(majority=False))
def test_least_reserve_given_up(s: Scenario) -> None:
    kept = [c for c in packages(s) if lawful(s, c)]
    assume(kept and not any_deal(s))
    bare = replace(s, preferences=tuple(replace(p, reserve=None) for p in s.preferences))
    costs = []
    for c in kept:
        if is_deal(bare, c):
            reserve = [p.reserve.likely if p.reserve else -1e9 for p in s.preferences]
            costs.append(sum(max(0.0, r - u) for r, u in zip(reserve, worth(s, c), strict=True)))
    found = openings(s)
    if not costs:
        assert not any(near.total == 0 or not near.lifted for near in found.nearest)
        return
    first = found.nearest[0]
    assert first.total == pytest.approx(min(costs), abs=len(s.parties) * TIE)
    opened = tuple(
        replace(p, reserve=Value.of(p.reserve.likely - first.given_up.get(p.party, 0.0))) if p.reserve else p
        for p in s.preferences
    )
    assert any_deal(replace(s, preferences=opened))
    assert set(first.given_up) <= set(first.blockers)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(scenarios(parties=3))
def test_lines_and_reserves_give_way_together(s: Scenario) -> None:
    first_issue = tuple(RedLine(option=f"i0.{o.id}") for o in s.issues[0].options)
    wants = replace(s.preferences[0], red_lines=first_issue, reserve=Value.of(9.0))
    s = replace(s, preferences=(wants, *s.preferences[1:]))
    kept = [c for c in packages(s) if lawful(s, c)]
    assume(kept and not any_deal(s))
    every = {(p.party, r.option) for p in s.preferences for r in p.red_lines}
    assume(every and not any_deal(lifted(s, every)))
    bare = replace(s, preferences=tuple(replace(p, reserve=None) for p in s.preferences))
    assume(not any_deal(bare))
    found = openings(s)
    assert not found.lines and found.nearest
    first = found.nearest[0]
    lines = {(p, o) for p, options in first.lifted.items() for o in options}
    fewest = next(
        size for size in range(len(every) + 1) if any(any_deal(lifted(bare, set(x))) for x in combinations(every, size))
    )
    assert len(lines) == fewest and first.total > 0
    opened = lifted(s, lines)
    opened = replace(
        opened,
        preferences=tuple(
            replace(p, reserve=Value.of(p.reserve.likely - first.given_up.get(p.party, 0.0))) if p.reserve else p
            for p in opened.preferences
        ),
    )
    assert any_deal(opened)
    assert set(first.given_up) | set(first.lifted) <= set(first.blockers)


def test_majority_gives_up_only_what_a_coalition_needs() -> None:
    s = Scenario.additive(["a", "b", "c"], [["x", "y"]], [[[0, 1]], [[1, 0]], [[0.5, 0.4]]], reserve=[2, 0.2, 0.7])
    s = replace(s, rule=replace(s.rule, quota=0.6))
    found = openings(s)
    assert not found.possible
    assert found.nearest[0].given_up == pytest.approx({"c": 0.2})
    assert found.nearest[0].package.choices == {"i0": "x"}
    assert "a" in found.nearest[0].blockers


def test_what_must_give_way_together_is_told_where_all_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    s = Scenario.additive(["a", "b"], [["x", "y"], ["p", "q"]], [[[0, 1], [0, 0]], [[1, 0], [0, 0]]], reserve=[2, 0.5])
    refuses = replace(
        s.preferences[1], red_lines=(RedLine(option="i0.x"), RedLine(option="i0.y"), RedLine(option="i1.p"))
    )
    s = replace(s, preferences=(s.preferences[0], refuses))
    exact = openings(s)
    monkeypatch.setattr("spadework.settling.concessions.EFFORT", (5e9, 0))
    found = openings(s)
    for near in (exact.nearest[0], found.nearest[0]):
        assert near.total == pytest.approx(1.5)
        assert sum(map(len, near.lifted.values())) == 1 and near.package.choices["i1"] == "q"
