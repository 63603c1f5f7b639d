"""The training of root codes: its data and its measure."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "training"))
import plover


@pytest.mark.parametrize(
    ("marked", "source", "target"),
    [
        ("<s>Arland</s> blamed <t>Borland</t>.", "Arland", "Borland"),
        ("<t>Borland</t> was blamed by <s>Arland</s>.", "Arland", "Borland"),
        ("Somebody blamed <t>Borland</t>.", None, "Borland"),
    ],
)
def test_marks_become_places(marked, source, target):
    text, *places = plover.unmarked(marked)
    assert "<" not in text
    assert [p and text[slice(*p)] for p in places] == [source, target]


def test_folds_part_the_rows_and_spread_each_code():
    codes = ["AID"] * 20 + ["ACCUSE"] * 40
    folds = plover.folds(codes)
    assert sorted(n for fold in folds for n in fold) == list(range(60))
    assert {sum(codes[n] == "AID" for n in fold) for fold in folds} == {2}


def test_macro_f1_counts_rare_codes_as_much():
    assert plover.macro_f1(["A", "A", "A", "A"], ["A", "A", "A", "B"]) == pytest.approx((6 / 7) / 2)


def test_fit_finds_what_parts_two_codes():
    x = np.eye(8, dtype=np.float32)[[0, 1] * 10]
    codes = ["AID", "ACCUSE"] * 10
    weights, bias = plover.fit(x, codes)
    said = (x @ weights + bias).argmax(1)
    assert [plover.ROOTS[n] for n in said] == codes
