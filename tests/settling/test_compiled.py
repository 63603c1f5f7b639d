"""What is wrong with a scenario is told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from spadework.errors import ScenarioError
from spadework.model import Constraint, ConstraintKind, DecisionRule, Interaction, RedLine, Scenario, Value
from spadework.settling import settle

ISSUES = [["x", "y"], ["z", "w"]]


def plain(**further: Any) -> Scenario:
    return Scenario.additive(["a", "b"], ISSUES, [[[0, 1], [1, 0]], [[1, 0], [0, 1]]], **further)


def rule(kind: str, *options: str) -> Constraint:
    return Constraint(kind=ConstraintKind(kind), options=options)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ([[[0, float("nan")], [1, 0]], [[1, 0], [0, 1]]], r"values\[0\]\[0\], option y: nan is no number"),
        ([[[0, 1], [1, 0]]], "values: 1 entries for 2 parties"),
        ([[[0, 1], [1, 0]], [[1, 0]]], r"values\[1\]: 1 entries for 2 issues"),
        ([[[0, 1], [1]], [[1, 0], [0, 1]]], r"values\[0\]\[1\]: 1 entries for 2 options"),
        ([[[0, 1], 3], [[1, 0], [0, 1]]], r"values\[0\]\[1\]: a list is needed"),
    ],
)
def test_arrays_that_do_not_fit(values: Any, told: str) -> None:
    with pytest.raises(ScenarioError, match=told):
        Scenario.additive(["a", "b"], ISSUES, values)


def test_conflicting_constraints_are_told_with_the_smallest_set() -> None:
    s = plain(
        constraints=(
            rule("excludes", "i0.x", "i1.z"),
            rule("exactly_one_of", "i0.y", "i1.w"),
            rule("requires", "i0.x", "i1.z"),
            rule("requires", "i0.y", "i1.w"),
        )
    )
    with pytest.raises(ScenarioError) as told:
        settle(s)
    said = str(told.value)
    # With x, z is required, so that neither y nor w holds; with y, w is required and is one too many.
    assert "no package keeps these constraints together" in said
    assert said.count("i0.") == 3 and "excludes" not in said
    free = replace(s, constraints=s.constraints[:3])
    assert settle(free).possible


def test_of_very_many_constraints_it_is_told_that_they_conflict() -> None:
    clash = [rule("requires", "i0.x", "i0.y"), rule("requires", "i0.y", "i0.x")]
    with pytest.raises(ScenarioError, match="no package keeps these 102 constraints together"):
        settle(plain(constraints=tuple(clash * 51)))


def test_constraints_that_do_not_matter_are_left_out_of_the_conflict() -> None:
    clash = (rule("requires", "i0.x", "i0.y"), rule("requires", "i0.y", "i0.x"), rule("excludes", "i0.x", "i1.z"))
    with pytest.raises(ScenarioError, match=r"i0.x requires i0.y; i0.y requires i0.x\. "):
        settle(plain(constraints=clash))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"constraints": (rule("requires", "i0.x", "i9.x"),)}, "there is no option i9.x"),
        ({"constraints": (rule("requires", "i0.x"),)}, "two or more options"),
        ({"rule": DecisionRule(quota=0.0)}, "a quota of 0"),
        ({"rule": DecisionRule(votes={"q": 1.0})}, "there is no party q"),
        ({"rule": DecisionRule(votes={"a": float("nan")})}, "votes must be numbers"),
    ],
)
def test_rules_that_make_no_sense(change: dict[str, Any], told: str) -> None:
    with pytest.raises(ScenarioError, match=told):
        settle(plain(**change))


def test_preferences_that_make_no_sense() -> None:
    s = plain()
    a, b = s.preferences
    one = Value.of(1.0)
    for bad, told in (
        (replace(a, values={}), "party a: no values"),
        (replace(a, weights={}), "party a: no weights"),
        (replace(a, values=a.values | {"i0.q": one}), "there is no option i0.q"),
        (replace(a, weights=a.weights | {"i0": Value.of(-1.0)}), "-1.0 is negative"),
        (replace(a, red_lines=(RedLine(option="i7.x"),)), "red lines of a: there is no option i7.x"),
        (replace(a, interactions=(Interaction(first="i0.x", second="i0.y", value=one),)), "exclude each other"),
        (replace(a, party="b"), "two sets"),
        (replace(a, party="q"), "there is no party q"),
    ):
        with pytest.raises(ScenarioError, match=told):
            settle(replace(s, preferences=(bad, b)))


def test_option_that_nobody_values_is_told_and_one_that_somebody_does_not_is_noted() -> None:
    s = plain()
    a, b = s.preferences
    without = {k: v for k, v in a.values.items() if k != "i0.x"}
    found = settle(replace(s, preferences=(replace(a, values=without), b)))
    assert "a has no value for i0.x: counted as 0." in found.notes
    both = {k: v for k, v in b.values.items() if k != "i0.x"}
    with pytest.raises(ScenarioError, match=r"nobody values i0\.x"):
        settle(replace(s, preferences=(replace(a, values=without), replace(b, values=both))))


def test_missing_reserve_is_told() -> None:
    found = settle(plain(reserve=[0.5, None]))
    assert found.disagreement == (0.5, 0.0)
    assert any(note.startswith("b has no reserve") for note in found.notes)


def test_too_many_options() -> None:
    n = 10_001
    with pytest.raises(ScenarioError, match="over the limit"):
        settle(Scenario.additive(["a"], [[str(o) for o in range(n)]], [[[0.0] * n]]))
