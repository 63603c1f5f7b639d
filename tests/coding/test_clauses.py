"""Where an assertion ends, and what it hangs on."""

from __future__ import annotations

import pytest
from coding_talks import Report, alone

from spadework.coding.clauses import answering


def mains(content):
    return [c.main.strip() for c in alone(content).clauses()]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("We accept the quota; the toll is another matter.", ["We accept the quota", "the toll is another matter."]),
        ("We accept the quota, but the toll is too high.", ["We accept the quota", "the toll is too high."]),
        ("The mayor wants a quota whereas the crews want tolls.", ["The mayor wants a quota", "the crews want tolls."]),
        ("We accept the quota, and the toll will be paid.", ["We accept the quota", "the toll will be paid."]),
        ("We accept the quota and they pay the toll.", ["We accept the quota", "they pay the toll."]),
        ("The quota stays as it is, while the toll goes.", ["The quota stays as it is", "the toll goes."]),
        ("We accept the quota — the toll is another matter.", ["We accept the quota", "the toll is another matter."]),
        ("They threatened a blockade, only to sign soon after.", ["They threatened a blockade", "sign soon after."]),
        ("The quota stays. The toll goes.", ["The quota stays.", "The toll goes."]),
    ],
)
def test_a_new_subject_begins_a_clause(content, expected):
    assert mains(content) == expected


@pytest.mark.parametrize(
    "content",
    [
        "We accept the quota and the toll.",
        "Crews, skippers and owners want a quota.",
        "He signed and left.",
        "We have asked for bread and for salt.",
    ],
)
def test_a_list_is_one_clause(content):
    assert mains(content) == [content]


@pytest.mark.parametrize(
    "content", ["The cabinet has yet to decide on the quota.", "The skippers have not yet seen the draft text."]
)
def test_yet_inside_a_verb_does_not_cut(content):
    assert mains(content) == [content]


@pytest.mark.parametrize(
    ("content", "hinge"),
    [
        ("The bridge will be reopened if the guns are moved.", "if"),
        ("If the guns are moved, the bridge will be reopened.", "if"),
        ("The bridge will be reopened only if the guns are moved.", "only if"),
        ("The bridge will be reopened provided that the guns are moved.", "provided that"),
        ("The bridge will be reopened unless the guns are moved.", "unless"),
        ("Unless the guns are moved, the bridge will be reopened.", "unless"),
        ("Once the guns are moved, the bridge will be reopened.", "once"),
        ("The bridge will be reopened as soon as the guns are moved.", "as soon as"),
        ("The bridge will be reopened on condition that the guns are moved.", "on condition that"),
    ],
)
def test_if_part_is_set_apart_both_ways_round(content, hinge):
    (clause,) = alone(content).clauses()
    assert clause.main.strip(" .").casefold() == "the bridge will be reopened"
    assert clause.requirement.strip(" .") == "the guns are moved"
    assert clause.hinge == hinge


def test_before_turns_the_clause_round():
    (clause,) = alone("The guns must go before we can reopen the bridge.").clauses()
    assert (clause.main, clause.requirement) == ("we can reopen the bridge.", "The guns must go")


def test_before_turns_the_clause_round_after_a_demand():
    (clause,) = alone("We want the guns gone before we reopen the bridge.").clauses()
    assert (clause.main, clause.requirement) == ("we reopen the bridge.", "We want the guns gone")


@pytest.mark.parametrize("word", ["before", "until", "unless"])
def test_negated_it_is_not_turned(word):
    (clause,) = alone(f"We will not reopen the bridge {word} the guns are gone.").clauses()
    assert (clause.main, clause.requirement) == ("We will not reopen the bridge", "the guns are gone.")


@pytest.mark.parametrize(
    "content",
    [
        "The guns must go before the end of the month.",
        "The bridge stays shut until Friday.",
        "The bridge stays shut until further notice.",
        "The guns must be gone by 1 May, before the summer season.",
        "No lorry will cross until 3 June.",
    ],
)
def test_a_time_is_no_step(content):
    (clause,) = alone(content).clauses()
    assert (clause.main, clause.hinge, clause.requirement) == (content, "", "")


@pytest.mark.parametrize(
    "content",
    ["He asked if we would sign the text.", "They behaved as if the war were won.", "Let us see if it holds."],
)
def test_if_of_a_question_is_no_condition(content):
    (clause,) = alone(content).clauses()
    assert clause.requirement == ""


@pytest.mark.parametrize("content", ["Even if the guns go, the bridge stays shut.", "It stays shut even if they go."])
def test_even_if_is_no_condition(content):
    (clause,) = alone(content).clauses()
    assert clause.requirement == ""


@pytest.mark.xfail(strict=True, reason="an if-part between commas takes the rest of the sentence with it")
def test_if_part_between_commas_ends_at_its_comma():
    (clause,) = alone("The tolls, if the guns are moved, will be paid at once.").clauses()
    assert clause.requirement == "the guns are moved" and "will be paid" in clause.main


def test_sentence_that_a_cue_interrupts_is_one_clause():
    report = Report("“A vote next year,” he said, “is out of the question.”")
    report.says("“A vote next year,”", "“is out of the question.”")
    (clause,) = report.clauses()
    assert clause.main == "A vote next year is out of the question."
    assert clause.span.quote == "A vote next year,” he said, “is out of the question."


def test_cue_between_two_sentences_parts_them():
    report = Report("“We accept the quota,” he said. “The toll is too high.”")
    report.says("“We accept the quota,”", "“The toll is too high.”")
    assert [c.span.quote for c in report.clauses()] == ["We accept the quota", "The toll is too high."]


def test_cue_after_a_fronted_if_part_leaves_it_a_condition():
    report = Report("“If the guns are moved,” she said, “we will reopen the bridge.”")
    report.says("“If the guns are moved,”", "“we will reopen the bridge.”")
    (clause,) = report.clauses()
    assert (clause.requirement, clause.main.strip()) == ("the guns are moved", "we will reopen the bridge.")


def test_short_question_is_put_with_its_own_answer():
    assert mains("Would we sign? Never. Would we talk? Yes.") == ["Would we sign? Never.", "Would we talk? Yes."]


def test_long_question_stands_alone():
    question = "What do they think that the people of this coast are going to live on from now on?"
    assert mains(f"{question} We need the quota.") == [question, "We need the quota."]


def test_question_without_an_answer_is_kept():
    assert mains("We will not sign this. Why should we?") == ["We will not sign this.", "Why should we?"]


def test_spans_stand_where_they_say_and_leave_marks_out():
    report = Report("He said: “We accept the quota, but the toll is too high.”")
    report.says("“We accept the quota, but the toll is too high.”")
    spans = [c.span for c in report.clauses()]
    assert [s.quote for s in spans] == ["We accept the quota", "the toll is too high."]
    for span in spans:
        report.document.check(span)


@pytest.mark.parametrize(
    ("content", "first"),
    [
        ("The bridge can be reopened, but the guns come first.", "the guns come first"),
        ("We will reopen the bridge. They must move the guns first.", "They must move the guns first"),
        (
            "We would reopen the bridge. In exchange, they would have to move the guns.",
            "they would have to move the guns",
        ),
    ],
)
def test_what_comes_first_may_be_said_afterwards(content, first):
    last = list(alone(content).clauses())[-1]
    assert "reopen" in last.main
    assert first in last.requirement


@pytest.mark.parametrize(
    "content", ["Move the guns, and the bridge will be reopened.", "Give us peace and we will go."]
)
def test_an_order_with_a_promise_is_a_condition(content):
    first, then = alone(content).clauses()
    assert (then.requirement, then.hinge) == (first.main, "then")


@pytest.mark.parametrize(
    "content",
    ["Open borders are a mistake. We will defend our harbour.", "Free fishing ruined us. We will not sign it again."],
)
def test_a_sentence_that_begins_with_such_a_word_is_no_order(content):
    assert [c.requirement for c in alone(content).clauses()] == ["", ""]


@pytest.mark.parametrize("content", ["Once again we refuse the quota.", "If only we had known it was so bad."])
def test_a_set_phrase_is_no_if_part(content):
    (clause,) = alone(content).clauses()
    assert answering(clause, "Do you accept the quota?") is clause


def test_an_if_part_alone_hangs_on_the_question():
    (clause,) = alone("Only if the toll goes.").clauses()
    found = answering(clause, "Do you accept the quota?")
    assert (found.main, found.hinge, found.requirement) == ("Do you accept the quota?", "only if", "the toll goes.")
