"""What a speaker does by saying it."""

from __future__ import annotations

import pytest
from coding_talks import Report, alone

from spadework.model import Act, Directness


def act(cue, content):
    report = Report(f"Anna Ask {cue} {content}.")
    report.says(content, cue=cue)
    (row,) = report.coded().acts
    assert row.statement == report.said[0].id
    return row.act


@pytest.mark.parametrize(
    ("cue", "content", "expected"),
    [
        ("promised", "to send a list", Act.COMMITS),
        ("undertook", "to send a list", Act.COMMITS),
        ("offered", "to send a list", Act.OFFERS),
        ("proposed", "a smaller quota", Act.OFFERS),
        ("demanded", "a smaller quota", Act.REQUESTS),
        ("called for", "a smaller quota", Act.REQUESTS),
        ("urged", "both sides to sign", Act.REQUESTS),
        ("threatened", "to close the bridge", Act.THREATENS),
        ("accused", "Borland of shelling the town", Act.ACCUSES),
        ("blamed", "the crews for the delay", Act.ACCUSES),
        ("denied", "that a list existed", Act.DENIES),
        ("rejected", "the quota", Act.REJECTS),
        ("refused", "to sign", Act.REJECTS),
        ("declined", "to sign", Act.REJECTS),
        ("ruled out", "a smaller quota", Act.REJECTS),
        ("agreed", "to a smaller quota", Act.AGREES),
        ("welcomed", "the quota", Act.AGREES),
        ("described", "the quota as a nuisance", Act.EVALUATES),
        ("said", "the train had left", Act.INFORMS),
        ("announced", "that the train had left", Act.INFORMS),
    ],
)
def test_the_cue_tells(cue, content, expected):
    assert act(cue, content) is expected


@pytest.mark.parametrize(
    ("cue", "content", "expected"),
    [
        ("refused to promise", "a list", Act.REJECTS),
        ("did not rule out", "a smaller quota", Act.OFFERS),
        ("did not agree", "to a smaller quota", Act.REJECTS),
        ("declined to say", "whether a list existed", Act.INFORMS),
        ("would not comment", "on the quota", Act.INFORMS),
    ],
)
def test_negation_in_the_cue_turns_it(cue, content, expected):
    assert act(cue, content) is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("We will hand over the list.", Act.COMMITS),
        ("We propose a smaller quota.", Act.OFFERS),
        ("We demand a smaller quota.", Act.REQUESTS),
        ("We accept the quota.", Act.AGREES),
        ("We will not accept the quota.", Act.REJECTS),
        ("The quota is unacceptable.", Act.REJECTS),
        ("They have violated the truce.", Act.ACCUSES),
        ("Any attack will have consequences.", Act.THREATENS),
        ("No such offer was made.", Act.DENIES),
        ("These were serious and constructive talks.", Act.EVALUATES),
        ("The train left at noon.", Act.INFORMS),
    ],
)
def test_without_a_telling_cue_the_words_tell(words, expected):
    (row,) = alone(words, directness=Directness.DIRECT).coded().acts
    assert row.act is expected


@pytest.mark.parametrize(
    ("cue", "content", "wrong"),
    [
        ("did not threaten", "to close the bridge", Act.THREATENS),
        ("has never demanded", "a smaller quota", Act.REQUESTS),
        ("had dropped its demand for", "a smaller quota", Act.REQUESTS),
    ],
)
def test_what_was_not_done_is_no_act(cue, content, wrong):
    assert act(cue, content) is not wrong


def test_the_cue_goes_before_the_words_and_is_surer():
    report = Report("“We demand a list,” Anna Ask joked. Anna Ask denied that “we demand a map”.")
    report.says("“We demand a list,”", cue="joked", directness=Directness.DIRECT)
    report.says("“we demand a map”", cue="denied", directness=Directness.MIXED)
    by_words, by_cue = report.coded().acts
    assert (by_words.act, by_cue.act) == (Act.REQUESTS, Act.DENIES)
    assert by_cue.confidence > by_words.confidence


def test_every_statement_has_one_act():
    report = Report("Anna Ask said it rained. Anna Ask promised a list.")
    report.says("it rained", cue="said")
    report.says("a list", cue="promised")
    assert [a.statement for a in report.coded().acts] == [s.id for s in report.said]
