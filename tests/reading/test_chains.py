"""Chains of labels: the best one is found, and spans are read off it."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from spadework.reading.chains import best, grammar, spans

if TYPE_CHECKING:
    from spadework.reading.chains import Floats

STEPS = grammar(5)


def _worth(chain: tuple[int, ...], scores: Floats, steps: Floats) -> float:
    before = (-1, *chain[:-1])
    pairs = enumerate(zip(before, chain, strict=True))
    return float(sum(scores[t, label] + steps[b, label] for t, (b, label) in pairs))


@st.composite
def _scores(draw: st.DrawFn) -> Floats:
    length = draw(st.integers(1, 4))
    values = draw(st.lists(st.integers(-20, 20), min_size=5 * length, max_size=5 * length))
    return np.array(values, np.float32).reshape(length, 5)


@given(st.lists(_scores(), max_size=4))
def test_no_other_chain_is_worth_more(many: list[Floats]) -> None:
    for scores, chain in zip(many, best(many, STEPS), strict=True):
        every = max(_worth(c, scores, STEPS) for c in product(range(5), repeat=len(scores)))
        assert _worth(tuple(chain.tolist()), scores, STEPS) == every


@given(st.lists(_scores(), min_size=1, max_size=5))
def test_a_chain_does_not_depend_on_the_others(many: list[Floats]) -> None:
    for scores, chain in zip(many, best(many, STEPS), strict=True):
        assert best([scores], STEPS)[0].tolist() == chain.tolist()


@given(st.lists(_scores(), max_size=4))
def test_a_span_begins_before_it_goes_on(many: list[Floats]) -> None:
    for chain in best(many, STEPS):
        for before, label in zip([0, *chain.tolist()], chain.tolist(), strict=False):
            assert label == 0 or label % 2 or before in (label, label - 1)


def test_spans_of_a_chain() -> None:
    assert spans(np.array([0, 1, 2, 1, 3, 4, 0, 3])) == [(0, 1, 2), (0, 3, 3), (1, 4, 5), (1, 7, 7)]
    assert spans(np.zeros(3, np.int64)) == []
    assert best([], STEPS) == []
