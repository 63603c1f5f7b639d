"""What the network says of a clause and an option: probabilities, of each option, whatever else is asked."""

import numpy as np
import pytest
from coding_talks import AGENDA

from spadework.coding.judge import ROLES, STANCES, Judge
from spadework.model import Agenda

TEXT = "Arland's minister said that observers at the crossing would be welcome. She said that it had rained all week."
FIRST = TEXT.index("observers"), TEXT.index(". She")
SECOND = TEXT.index("it had"), len(TEXT) - 1


@pytest.fixture(scope="module")
def judge():
    return Judge(AGENDA)


def test_both_parts_are_probabilities(judge):
    for scores in judge.judge(TEXT, [FIRST, SECOND]):
        assert scores.shape == (7, len(STANCES) + len(ROLES))
        np.testing.assert_allclose(np.exp(scores[:, : len(STANCES)]).sum(1), 1, atol=1e-4)
        np.testing.assert_allclose(np.exp(scores[:, len(STANCES) :]).sum(1), 1, atol=1e-4)


def test_what_is_meant_is_told_from_small_talk(judge):
    meant, small_talk = (1 - np.exp(scores[:, 0]) for scores in judge.judge(TEXT, [FIRST, SECOND]))
    assert meant.argmax() == 0 and meant[0] > 0.5 and small_talk.max() < 0.3


def test_a_clause_is_judged_alike_alone_and_among_others(judge):
    [alone] = judge.judge(TEXT, [SECOND])
    _, among = judge.judge(TEXT, [FIRST, SECOND])
    np.testing.assert_allclose(alone, among, atol=5e-3)  # in log-probabilities; processors round differently


def test_without_options_there_is_nothing_to_judge():
    [scores] = Judge(Agenda(parties=AGENDA.parties)).judge(TEXT, [FIRST])
    assert scores.shape == (0, len(STANCES) + len(ROLES))


def test_a_place_without_words_says_nothing(judge):
    [scores] = judge.judge("Yes.", [(40, 50)])
    assert (np.exp(scores[:, 0]) > 0.9).all()


def test_a_long_text_is_judged_by_parts_and_alike(judge, monkeypatch):
    [whole] = judge.judge(TEXT, [SECOND])
    filling = "It rained.\n" * 40
    monkeypatch.setattr("spadework.coding.judge.PART", len(filling))
    long = f"{filling}{TEXT}\n{filling}{TEXT}"
    at = len(filling), len(filling) + len(TEXT) + 1 + len(filling)
    found = list(judge.judge(long, [(SECOND[0] + a, SECOND[1] + a) for a in at]))
    assert len(found) == 2
    for one in found:
        np.testing.assert_allclose(np.exp(one), np.exp(whole), atol=0.15)  # what stands around it differs


def test_many_options_of_one_issue_are_judged_in_parts(monkeypatch):
    monkeypatch.setattr("spadework.coding.judge.TOGETHER", 2)
    [scores] = Judge(AGENDA).judge(TEXT, [FIRST])
    assert scores.shape == (7, len(STANCES) + len(ROLES)) and (1 - np.exp(scores[:, 0])).argmax() == 0
