"""Turns that one sentence tells: what was given up, and what took its place."""

from __future__ import annotations

import pytest
from coding_talks import DAY, Report, alone, stances

from spadework.model import Basis, Stance


def turn(text, **more):
    """The positions given up and those that hold, of a text that no statement covers."""
    rows = Report(text, **more).positions()
    key = lambda p: (p.party, f"{p.issue}.{p.option}", p.stance.value)  # noqa: E731
    return {key(p) for p in rows if p.until}, {key(p) for p in rows if not p.until}


@pytest.mark.parametrize(
    "verb",
    ["has dropped its demand", "abandoned its long-standing demand", "has quietly given up its insistence",
     "backed away from its call", "shelved its plan", "withdrew its request"],
)  # fmt: skip
def test_dropped_demand_is_given_up_for_a_refusal(verb):
    preposition = "on" if verb.endswith("insistence") else "for"
    before, after = turn(f"Arland {verb} {preposition} observers at the crossing.")
    assert before == {("ar", "observers.admit", "accepts")}
    assert after == {("ar", "observers.admit", "rejects")}


@pytest.mark.parametrize(
    "words",
    ["has given up its objections to", "dropped its opposition to", "lifted its veto on", "no longer opposes",
     "no longer objects to"],
)  # fmt: skip
def test_dropped_objection_opens_a_door(words):
    before, after = turn(f"Arland {words} observers at the crossing.")
    assert before == {("ar", "observers.admit", "rejects")}
    assert after == {("ar", "observers.admit", "open")}


def test_days_of_the_two_ends():
    given_up, taken = sorted(
        Report("Arland has dropped its demand for observers at the crossing.").positions(), key=lambda p: not p.until
    )
    assert (given_up.as_of, given_up.until) == (None, DAY)
    assert (taken.as_of, taken.until) == (DAY, None)


def test_threat_that_was_not_carried_out():
    report = Report("Anna Ask threatened to keep the bridge closed, only to agree to reopen it to lorries.")
    report.says("to keep the bridge closed, only to agree to reopen it to lorries", cue="threatened")
    rows = report.positions()
    assert [(p.option, p.until) for p in rows if p.until] == [("shut", DAY)]
    assert stances(rows) == {("ar", "bridge.reopen", "accepts")}


@pytest.mark.parametrize(
    "opening",
    [
        "As of today we have",
        "We have",
    ],
)
def test_we_is_the_speakers_party(opening):
    content = f"“{opening} dropped our demand for observers at the crossing,”"
    report = Report(f"{content} Bela Boros said.")
    report.says(content, party="bo", speaker="Bela Boros")
    assert {(p.party, p.stance.value) for p in report.positions() if p.until} == {("bo", "accepts")}


def test_pronoun_is_who_spoke_just_before():
    report = Report("Bela Boros said it rained. He has dropped his demand for observers at the crossing.")
    report.says("it rained", party="bo", speaker="Bela Boros")
    assert {p.party for p in report.positions()} == {"bo"}


def test_nobody_knows_whose_turn_it_is():
    assert turn("It is said that someone dropped a demand for observers at the crossing.") == (set(), set())


def test_turn_on_another_matter_is_none():
    assert turn("Arland has dropped its demand for a brass band.") == (set(), set())


@pytest.mark.parametrize(
    "text",
    [
        "Arland has not dropped its demand for observers at the crossing.",
        "Arland never gave up its demand for observers at the crossing.",
        "Has Arland dropped its demand for observers at the crossing?",
        "If Arland dropped its demand for observers at the crossing, all would sign.",
        "Arland denied that it had dropped its demand for observers at the crossing.",
        "Nobody believes that Arland has dropped its demand for observers at the crossing.",
        "Arland would not say whether it had dropped its demand for observers at the crossing.",
    ],
)
def test_turn_that_did_not_happen(text):
    assert turn(text) == (set(), set())


def test_turn_told_by_the_adversary_is_ascribed():
    report = Report("Bela Boros said that Arland had dropped its demand for observers at the crossing.")
    report.says("Arland had dropped its demand for observers at the crossing", party="bo", speaker="Bela Boros")
    assert {(p.basis, p.by) for p in report.positions()} == {(Basis.ASCRIBED, "bo")}


@pytest.mark.xfail(strict=True, reason="the clause is coded beside the turn: a dropped objection also as a refusal")
def test_sentence_of_a_turn_is_not_coded_twice():
    report = Report("Anna Ask said that Arland had given up its objections to observers at the crossing.")
    report.says("Arland had given up its objections to observers at the crossing", cue="said")
    assert stances(report.positions()) == {("ar", "observers.admit", Stance.OPEN.value)}


def test_we_have_dropped_our_demand_is_no_demand():
    rows = alone("We have dropped our demand for observers at the crossing.").positions()
    assert ("ar", "observers.admit", "accepts") not in stances(rows)


def test_ids_of_a_turn_are_its_own():
    report = Report("Arland has dropped its demand for observers at the crossing, Anna Ask said.")
    report.says("Arland has dropped its demand for observers at the crossing", cue="said")
    rows = report.positions()
    assert len({p.id for p in rows}) == len(rows)
