"""PLOVER's root codes of sentences."""

from __future__ import annotations

import zlib

import numpy as np
import pytest

from spadework.coding.roots import ROOTS, features, root
from spadework.encoding import READER


def placed(sentence, name):
    at = sentence.index(name)
    return at, at + len(name)


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("Arland shelled the Borland border town, killing nine soldiers.", "ASSAULT"),
        ("Arland accused Borland of cheating and lying about the treaty.", "ACCUSE"),
        ("Arland has imposed sanctions on Borland over the strait.", "COERCE"),  # so coded in the data
        ("Arland rejected the proposal that Borland had made.", "REJECT"),
        ("Arland agreed to a ceasefire with Borland.", "AGREE"),
    ],
)
def test_plain_cases(sentence, code):
    found = root(sentence, placed(sentence, "Arland"), placed(sentence, "Borland"))
    assert found.code == code
    assert 0 < found.probability <= 1


def test_without_source_and_target_there_is_an_answer_too():
    assert root("").code in ROOTS
    assert root("Rockets were fired at the town overnight, killing two.").code == "ASSAULT"


def test_source_and_target_stand_as_marks():
    one = features("Arland blamed Borland.", (0, 6), (14, 21))[1]
    other = features("Nuristan blamed Quorland.", (0, 8), (16, 24))[1]
    assert one[0] == other[0]


def test_who_does_it_matters():
    sentence = "Arland blamed Borland."
    assert features(sentence, (0, 6), (14, 21))[1][0] != features(sentence, (14, 21), (0, 6))[1][0]


def test_model_was_trained_on_the_network_that_is_shipped():
    with np.load(READER.parent / "plover.npz") as held:
        assert held["network"] == zlib.crc32((READER / "reader.onnx").read_bytes()), "run training/plover.py again"
