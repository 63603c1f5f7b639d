"""Hidden states of the shipped network."""

from __future__ import annotations

import numpy as np
import pytest

from spadework.encoding import LAYERS, Encoder, encoder


def test_a_state_for_each_token_and_layer():
    text = "Arland blamed Borland."
    places, states = encoder().states(text)
    assert [text[a:b] for a, b in places][-1] == "."
    assert states.shape == (len(places), len(LAYERS), 384)
    assert np.isfinite(states).all()


def test_states_depend_on_the_words_around():
    (_, one), (_, other) = encoder().states("the bank of the river"), encoder().states("the bank of England")
    assert not np.allclose(one[1], other[1])


def test_a_layer_that_is_not_there():
    with pytest.raises(Exception, match="layer"):
        Encoder(layers=(9,)).states("a")


def test_nothing_and_too_much():
    assert encoder().states("")[1].shape[0] == 0
    assert encoder().states("word " * 5000)[1].shape[0] == 250
