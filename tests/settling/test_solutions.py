"""What each solution chooses, against plain enumeration, and its axioms."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from settling_plain import TIE, better_leximin, frontier, is_deal, lawful, nash, packages, scenarios, worth

from spadework.model import Package, Scenario, Value
from spadework.settling import Settlement, settle


def chosen(s: Scenario, package: Package) -> tuple[int, ...]:
    return tuple([o.id for o in x.options].index(package.choices[x.id]) for x in s.issues)


def deals(s: Scenario) -> dict[tuple[int, ...], tuple[float, ...]]:
    assume(any(lawful(s, c) for c in packages(s)))
    found = {c: worth(s, c) for c in packages(s) if is_deal(s, c)}
    assume(found)
    return found


def picked(s: Scenario, found: Settlement, name: str) -> set[tuple[int, ...]]:
    return {chosen(s, d.package) for d in found.solutions[name].deals}


def gains(found: Settlement, utilities: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(u - d for u, d in zip(utilities, found.disagreement, strict=True))


@settings(max_examples=100, deadline=None)
@given(scenarios())
def test_each_solution_is_the_best_of_all_deals_with_all_its_ties(s: Scenario) -> None:
    every = deals(s)
    found = settle(s)
    efficient = frontier(s)
    for name in found.solutions:
        assert picked(s, found, name) <= set(efficient)
    total = max(sum(u) for u in every.values())
    assert picked(s, found, "utilitarian") == {c for c, u in efficient.items() if sum(u) >= total - TIE}

    count, best = max(nash(gains(found, u)) for u in every.values())
    for c in efficient:
        n, product = nash(gains(found, efficient[c]))
        assert (c in picked(s, found, "nash")) == (n == count and product >= best - TIE)

    assert found.ideal is not None
    most = gains(found, found.ideal)
    shares = {
        c: tuple(g / m if m > TIE else 1.0 for g, m in zip(gains(found, u), most, strict=True))
        for c, u in every.items()
    }
    for name, by in (("egalitarian", {c: gains(found, u) for c, u in every.items()}), ("kalai_smorodinsky", shares)):
        for mine in picked(s, found, name):
            assert not any(better_leximin(x, by[mine]) for x in by.values())


@settings(max_examples=60, deadline=None)
@given(scenarios(majority=False), st.sampled_from([0.5, 3.0, 16.0]), st.integers(-3, 3))
def test_nash_and_ks_do_not_depend_on_anybodys_scale(s: Scenario, factor: float, shift: int) -> None:
    deals(s)
    mine = s.preferences[0]
    bent = replace(
        mine,
        weights={k: Value.of(v.likely * factor) for k, v in mine.weights.items()},
        interactions=tuple(replace(x, value=Value.of(x.value.likely * factor)) for x in mine.interactions),
        reserve=None if mine.reserve is None else Value.of(mine.reserve.likely * factor),
    )
    other = replace(s, preferences=(bent, *s.preferences[1:]))
    a, b = settle(s), settle(other)
    assert picked(s, a, "kalai_smorodinsky") == picked(other, b, "kalai_smorodinsky")
    # Where not all can gain at once, every product is 0, and what is taken in its place depends on scales.
    if a.solutions["nash"].value > float("-inf"):
        assert picked(s, a, "nash") == picked(other, b, "nash")


# Some of what is drawn has one party, or no deal; at times nearly all of the first that are drawn.
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(scenarios(parties=2, majority=False))
def test_equal_parties_are_treated_alike(s: Scenario) -> None:
    assume(len(s.parties) == 2)
    p, q = s.preferences
    turned = replace(s, preferences=(replace(q, party=p.party), replace(p, party=q.party)))
    deals(s)
    a, b = settle(s), settle(turned)
    for name in a.solutions:
        assert picked(s, a, name) == picked(turned, b, name)


def test_monotone_where_more_becomes_possible() -> None:
    """Kalai-Smorodinsky: where more is possible for one and the others' ideals stay, that one does not lose."""
    values = [[[0.0, 0.5, 1.0]], [[1.0, 0.5, 0.0]]]
    small = settle(Scenario.additive(["a", "b"], [["x", "y", "z"]], values, reserve=[0, 0]))
    more = [[[0.0, 0.5, 1.0, 0.9]], [[1.0, 0.5, 0.0, 0.55]]]
    large = settle(Scenario.additive(["a", "b"], [["x", "y", "z", "w"]], more, reserve=[0, 0]))
    before, after = (x.solutions["kalai_smorodinsky"].deals[0].utilities for x in (small, large))
    assert before == (0.5, 0.5) and after == (0.9, 0.55)


def test_hand_written_scenario() -> None:
    s = Scenario.additive(
        ["north", "south"],
        {"water": ["dam", "share"], "toll": ["keep", "halve"]},
        values=[[[1, 0], [1, 0]], [[0, 1], [0, 1]]],
        weights=[[0.7, 0.3], [0.2, 0.8]],
        reserve=[0.1, 0.1],
    )
    found = settle(s)
    assert len(found.frontier) == 1 and found.frontier[0].utilities == pytest.approx((0.7, 0.8))
    assert found.solutions["nash"].deals[0].package.choices == {"water": "dam", "toll": "halve"}
    assert found.outcomes == 4 and found.exact and not found.partial


def test_outcomes_do_not_overflow() -> None:
    n = 50
    values = [[[o / 9 for o in range(10)]] * n, [[1 - o / 9 for o in range(10)]] * n]
    found = settle(
        Scenario.additive(["a", "b"], [[str(o) for o in range(10)]] * n, values, [[1 / n] * n] * 2, [0.3, 0.3])
    )
    assert found.outcomes == 10**50 and found.exact
    assert sum(found.frontier[0].utilities) == pytest.approx(1)
    # Endlessly many packages tie; some of them are listed, and that is told.
    assert len(found.frontier.tied(5, 20)) == 20
    assert any("tied packages" in note for note in found.notes)
