"""Numbers of a scenario changed: weights keep their sum, ends go along, and where a number came from stays known."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spadework.errors import ScenarioError
from spadework.model import Origin, OriginKind, Value
from spadework.settling import Changes, changed, load, settle

HALDEN = load(Path(__file__).parents[2] / "examples" / "halden-aquifer" / "scenario.toml")
FIRST = HALDEN.preferences[0]
shares = st.dictionaries(st.sampled_from(list(FIRST.weights)), st.floats(0, 2), min_size=1)


def total(weights: dict[str, Value]) -> float:
    return sum(w.likely for w in weights.values())


@given(shares)
def test_the_weights_of_a_party_keep_their_sum(told: dict[str, float]) -> None:
    made = changed(HALDEN, Changes(weights={FIRST.party: told})).preferences[0]
    assert total(made.weights) == pytest.approx(total(FIRST.weights))
    assert all(w.low >= 0 for w in made.weights.values())
    assert list(made.weights) == list(FIRST.weights)


def test_a_weight_that_leaves_room_is_what_it_is_told_to_be() -> None:
    one, *others = FIRST.weights
    made = changed(HALDEN, Changes(weights={FIRST.party: {one: 0.75}})).preferences[0].weights
    assert made[one].likely == 0.75
    before = [FIRST.weights[x].likely for x in others]
    assert [made[x].likely * sum(before) / 0.25 for x in others] == pytest.approx(before)


def test_nothing_told_is_nothing_changed() -> None:
    assert changed(HALDEN, Changes()) is HALDEN
    same = {k: v.likely for k, v in FIRST.values.items()}
    assert changed(HALDEN, Changes(values={FIRST.party: same})) == HALDEN


def test_the_ends_go_along_and_the_words_stay() -> None:
    key = next(iter(FIRST.values))
    drafted = Origin(kind=OriginKind.QUOTE, rows=("p1",), note="accepts")
    value = Value(low=0.2, likely=0.5, high=0.6, origin=drafted)
    s = replace(HALDEN, preferences=(replace(FIRST, values=FIRST.values | {key: value}), *HALDEN.preferences[1:]))
    made = changed(s, Changes(values={FIRST.party: {key: 0.7}}), "Ada").preferences[0].values[key]
    assert (made.low, made.likely, made.high) == pytest.approx((0.4, 0.7, 0.8))
    assert (made.origin.kind, made.origin.rows, made.origin.note) == (OriginKind.ANALYST, ("p1",), "Ada")
    known = changed(s, Changes(values={FIRST.party: {key: Value.of(0.7)}})).preferences[0].values[key]
    assert known.known


def test_a_reserve_and_red_lines_are_put_in_and_taken_out() -> None:
    key = next(iter(FIRST.values))
    made = changed(HALDEN, Changes(reserves={FIRST.party: 0.9}, red_lines={FIRST.party: (key,)})).preferences[0]
    assert made.reserve is not None and made.reserve.likely == 0.9
    assert [x.option for x in made.red_lines] == [key]
    bare = changed(HALDEN, Changes(reserves={FIRST.party: None}, red_lines={FIRST.party: ()})).preferences[0]
    assert bare.reserve is None and bare.red_lines == ()


def test_a_higher_reserve_leaves_fewer_deals() -> None:
    found, fewer = settle(HALDEN), settle(changed(HALDEN, Changes(reserves={FIRST.party: 0.99})))
    assert found.possible and not fewer.possible


@pytest.mark.parametrize(
    "changes",
    [
        Changes(reserves={"nobody": 0.3}),
        Changes(weights={FIRST.party: {"nothing": 0.3}}),
        Changes(values={FIRST.party: {"nothing.at-all": 0.3}}),
        Changes(red_lines={FIRST.party: ("nothing.at-all",)}),
        Changes(weights={FIRST.party: {next(iter(FIRST.weights)): -0.5}}),
        Changes(reserves={FIRST.party: float("nan")}),
    ],
)
def test_what_does_not_fit_is_told(changes: Changes) -> None:
    with pytest.raises(ScenarioError):
        changed(HALDEN, changes)
