"""Uncertain numbers: what is drawn, and what becomes of packages."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from scenario_making import WEIR

from spadework.errors import ScenarioError
from spadework.model import (
    Constraint,
    ConstraintKind,
    DecisionRule,
    Interaction,
    Package,
    RedLine,
    Scenario,
    Shape,
    Value,
)
from spadework.settling import settle
from spadework.settling.compiled import compile_scenario
from spadework.settling.draws import draw
from spadework.settling.files import loads
from spadework.settling.robustness import _measure, robustness
from spadework.settling.searching import best_of_all
from spadework.settling.versions import version

WORST = Package(choices={"flow": "high", "fee": "none"})
wide = st.tuples(st.floats(0, 1), st.floats(0, 1), st.sampled_from(Shape)).map(
    lambda t: Value(low=min(t[:2]), likely=sum(t[:2]) / 2, high=max(t[:2]), shape=t[2])
)


@st.composite
def uncertain(draw: st.DrawFn) -> Scenario:
    """A small scenario with everything that a scenario may have."""
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3))
    count = draw(st.integers(1, 3))
    made = Scenario.additive(
        [f"P{p}" for p in range(count)],
        [{"name": f"i{i}", "options": [f"o{o}" for o in range(n)]} for i, n in enumerate(sizes)],
        [[[0] * n for n in sizes] for _ in range(count)],
    )
    keys = [f"i{i}.o{o}" for i, n in enumerate(sizes) for o in range(n)]
    pairs = [(f"i0.o{a}", f"i1.o{b}") for a in range(sizes[0]) for b in range(sizes[1])] if len(sizes) > 1 else []
    made = replace(
        made,
        preferences=tuple(
            replace(
                p,
                values={k: draw(wide) for k in keys},
                weights={f"i{i}": draw(wide) for i in range(len(sizes))},
                reserve=draw(st.none() | wide),
                red_lines=tuple(RedLine(option=k) for k in draw(st.lists(st.sampled_from(keys), max_size=1))),
                interactions=tuple(
                    Interaction(first=a, second=b, value=draw(wide))
                    for a, b in draw(st.lists(st.sampled_from(pairs), max_size=1))
                    if pairs
                )
                if pairs
                else (),
            )
            for p in made.preferences
        ),
        constraints=tuple(
            Constraint(kind=draw(st.sampled_from(ConstraintKind)), options=pair)
            for pair in (draw(st.lists(st.sampled_from(pairs), max_size=1)) if pairs else [])
        ),
        rule=DecisionRule(quota=draw(st.none() | st.sampled_from([0.3, 0.5, 1.0]))),
    )
    try:
        settle(made)
    except ScenarioError:  # no package keeps the constraints
        reject()
    return made


@settings(max_examples=60, deadline=None)
@given(uncertain(), st.integers(0, 3))
def test_chances_are_those_of_settling_each_version(scenario: Scenario, seed: int) -> None:
    draws = 6
    made = robustness(scenario, draws=draws, seed=seed)
    versions = draw(compile_scenario(scenario), draws, seed)
    each = [version(scenario, versions, n) for n in range(draws)]
    assert made.deal == pytest.approx((sum(settle(v).possible for v in each) / draws,) * 2)
    for prospect in made.prospects[:5]:
        row = [[i.id for i in scenario.issues].index(k) for k in prospect.package.choices]
        assert row == list(range(len(scenario.issues)))
        agreed = 0
        for v in each:
            c = compile_scenario(v)
            choice = np.array(
                [[[o.id for o in i.options].index(prospect.package.choices[i.id]) for i in scenario.issues]]
            )
            takes = c.accepted(c.utilities(choice), c.crossed(choice))
            agreed += bool(c.carried(takes)[0] and c.lawful(choice)[0])
        assert prospect.agreed == pytest.approx(agreed / draws)


@settings(max_examples=40, deadline=None)
@given(uncertain())
def test_robust_choices_are_the_best_by_their_measure(scenario: Scenario) -> None:
    made = robustness(scenario, draws=20)
    may = [p for p in made.prospects if p.agreed > 0]
    if made.choices and may:
        assert made.prospects[made.choices["worst_case"]].worst >= max(p.worst for p in may) - 1e-12
        assert made.prospects[made.choices["cvar"]].tail >= max(p.tail for p in may) - 1e-12
        assert made.prospects[made.choices["regret"]].regret <= min(p.regret for p in may) + 1e-12
        assert made.prospects[made.choices["regret"]].regret >= -1e-9


def test_regret_and_tail_by_hand() -> None:
    """One party, two options, one uncertain value: uniform on 0 to 1 against 0.5."""
    made = Scenario.additive(["A"], [{"name": "i", "options": ["x", "y"]}], [[[0, 0]]], reserve=[0.0])
    values = {"i.x": Value(low=0.0, likely=0.5, high=1.0, shape=Shape.UNIFORM), "i.y": Value.of(0.5)}
    made = replace(made, preferences=(replace(made.preferences[0], values=values),))
    told = {p.package.choices["i"]: p for p in robustness(made, draws=1000).prospects}
    # The unit is the most that can be gained at the likely values: 0.5. The best is worth max(x, 0.5).
    assert told["y"].worst == told["y"].tail == pytest.approx(1.0)
    assert told["y"].regret == pytest.approx(0.25, abs=1e-3)  # mean of max(x - 0.5, 0) is 1/8
    assert told["x"].regret == pytest.approx(0.25, abs=1e-3)
    assert told["x"].tail == pytest.approx(0.1, abs=1e-3)  # the worst tenth of x has the mean 0.05


def test_draws_have_the_shape_that_was_told() -> None:
    scenario = loads(WEIR)
    versions = draw(compile_scenario(scenario), 2000, 7)
    names = {u.name: n for n, u in enumerate(versions.uncertain)}
    assert set(names) == {
        "upstream: value of flow.middle",
        "upstream: value of fee.shared",
        "downstream: reserve",
        "downstream: value of flow.middle",
    }
    middle = versions.worth[0][:, 1, :] / np.array([0.7, 0.6])
    triangular, normal = middle[:, 0], middle[:, 1]
    assert triangular.mean() == pytest.approx(0.6, abs=1e-3) and 0.4 <= triangular.min() < triangular.max() <= 0.8
    assert normal.mean() == pytest.approx(0.6, abs=1e-3) and normal.std() == pytest.approx(0.1, abs=2e-3)
    shared = versions.worth[1][:, 1, 0] / 0.3
    assert np.quantile(shared, [0.25, 0.75]) == pytest.approx([0.6, 0.8], abs=1e-3)
    assert versions.reserve[:, 0].tolist() == [0.4] * 2000


def test_weights_of_every_version_have_one_sum() -> None:
    scenario = loads(WEIR.replace("flow = 0.7\nfee = 0.3", "flow = { low = 0.3, high = 1.1 }\nfee = 0.3"))
    versions = draw(compile_scenario(scenario), 50, 0)
    best = versions.worth[0][:, 0, 0] + versions.worth[1][:, 2, 0]  # both worth 1 each: what is left is the weights
    assert best == pytest.approx(np.ones(50))
    assert np.ptp(versions.worth[0][:, 0, 0]) > 0.1


def test_same_seed_same_draws_and_other_numbers_stay_as_they_were() -> None:
    scenario = loads(WEIR)
    assert robustness(scenario, draws=100, seed=4) == robustness(scenario, draws=100, seed=4)
    other = loads(WEIR.replace("shared = { low = 0.5, high = 0.9 }", "shared = 0.6"))
    first = draw(compile_scenario(scenario), 100, 4)
    second = draw(compile_scenario(other), 100, 4)
    assert (first.worth[0] == second.worth[0]).all() and (first.reserve == second.reserve).all()
    assert (draw(compile_scenario(scenario), 100, 5).worth[0] != first.worth[0]).any()


def test_what_matters_is_what_moves_the_package() -> None:
    made = robustness(loads(WEIR), draws=1000)
    about = made.prospects[made.matters_for or 0]
    assert "nash" in about.names
    assert made.matters[0].name == "downstream: reserve" and made.matters[0].correlation < -0.5
    named = {m.about for m in made.matters}
    assert named <= {"", *(f"{i}.{o}" for i, o in about.package.choices.items())}
    assert made.matters[0].if_low >= made.matters[0].if_high


def test_package_on_the_table_is_looked_at() -> None:
    made = robustness(loads(WEIR), packages=[WORST], draws=200)
    [given_] = [p for p in made.prospects if "given" in p.names]
    assert given_.package == WORST and given_.agreed == 0.0 and given_.accepted[0] == 0.0
    assert made.matters_for is not None and made.prospects[made.matters_for] == given_
    for choices, told in (
        ({"flow": "high"}, "nothing is chosen on fee"),
        ({"flow": "x", "fee": "none"}, "no option x of flow"),
    ):
        with pytest.raises(ScenarioError, match=told):
            robustness(loads(WEIR), packages=[Package(choices=choices)])


def test_unknown_reserve_and_known_numbers_are_said() -> None:
    notes = robustness(loads(WEIR.replace("reserve = 0.4\n", ""))).notes
    assert any("No reserve is entered for Upstream" in n for n in notes)
    certain = Scenario.additive(["A", "B"], [["x", "y"]], [[[1, 0]], [[0, 1]]], reserve=[0, 0])
    made = robustness(certain)
    assert any("No number of the scenario is uncertain" in n for n in made.notes)
    assert made.deal == (1.0, 1.0) and made.matters == ()


def test_no_deal_tells_what_decides_whether_there_is_any() -> None:
    none = WEIR.replace("reserve = 0.4", "reserve = { low = 0.7, likely = 0.85, high = 0.95 }")
    made = robustness(loads(none), draws=500)
    assert not settle(loads(none)).possible and 0 < made.deal[0] < 0.6
    assert made.prospects or made.matters


def test_too_many_packages_are_bounded_and_said() -> None:
    """A million packages: candidates, the exact engine for some versions, and bounds that hold the truth."""
    rng = np.random.default_rng(0)
    issues = [{"name": f"i{i}", "options": list("abcdefghij")} for i in range(6)]
    values = rng.random((2, 6, 10)).round(3).tolist()
    made = Scenario.additive(["A", "B"], issues, values, [[1 / 6] * 6] * 2, [0.8, 0.8])
    wide_reserve = Value(low=0.6, likely=0.75, high=1.0)
    made = replace(made, preferences=tuple(replace(p, reserve=wide_reserve) for p in made.preferences))
    settlement = settle(made)
    for draws in (210, 400):
        told = robustness(made, settlement, draws=draws)
        assert any("too many to go through" in n for n in told.notes)
        again = draw(compile_scenario(made), draws, 0)
        truth = sum(settle(version(made, again, n)).possible for n in range(draws)) / draws
        assert 0.2 < truth < 0.9 and told.deal[0] <= truth <= told.deal[1]
        assert (told.deal[0] < told.deal[1]) == any("told as bounds" in n for n in told.notes)


def test_majority_is_looked_at_where_every_package_crosses_a_line() -> None:
    """All lines are of parties that may be outvoted; the first package in the order breaks a constraint."""
    s = Scenario.additive(
        ["a", "b", "c"],
        [["x", "y"], ["p", "q"]],
        [[[0.2, 0.8], [0, 0.1]]] * 2 + [[[0.5, 0.4], [0, 0]]],
        reserve=[0.1] * 3,
        rule=DecisionRule(quota=2 / 3),
        constraints=(Constraint(kind=ConstraintKind.EXCLUDES, options=("i0.x", "i1.p")),),
    )
    lines = tuple(RedLine(option=o) for o in ("i0.x", "i0.y"))
    unsure = replace(s.preferences[1].values["i0.y"], low=0.0, high=1.0)
    second = replace(s.preferences[1], values={**s.preferences[1].values, "i0.y": unsure})
    s = replace(s, preferences=(s.preferences[0], second, replace(s.preferences[2], red_lines=lines)))
    c = compile_scenario(s)
    made = robustness(s, draws=50)
    assert made.deal[0] > 0
    assert all(p.package.choices != {"i0": "x", "i1": "p"} for p in made.prospects)
    versions = draw(c, 50, 0)
    base, scale = _measure(c, settle(s))
    assert np.isfinite(best_of_all(c, versions, base, scale).score).all()


def test_draws_are_bounded() -> None:
    for draws in (0, 10**9):
        with pytest.raises(ScenarioError, match="draws"):
            robustness(loads(WEIR), draws=draws)


def test_all_packages_of_a_version_are_gone_through() -> None:
    """The best score of a version is that of plain enumeration."""
    scenario = loads(WEIR)
    c = compile_scenario(scenario)
    base, scale = _measure(c, settle(scenario))
    versions = draw(c, 5, 1)
    best = best_of_all(c, versions, base, scale)
    for n in range(5):
        scores = {}
        for a, b in product(range(3), range(3)):
            if a == 2:  # upstream's red line
                continue
            worth = versions.worth[0][n, a] + versions.worth[1][n, b]
            scores[a, b] = ((worth - versions.reserve[n]) / scale).min()
        assert best.score[n] == pytest.approx(max(scores.values()), abs=1e-6)
        assert tuple(best.row[n]) == max(scores, key=scores.__getitem__)
