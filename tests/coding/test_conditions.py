"""What must come first, what is wanted in return, what is left out."""

from __future__ import annotations

import pytest
from coding_talks import Report, alone, stances

from spadework.model import ConditionKind


@pytest.mark.parametrize(
    "content",
    [
        "We will reopen the bridge to lorries if observers are admitted at the crossing.",
        "If observers are admitted at the crossing, we will reopen the bridge to lorries.",
        "We will not reopen the bridge to lorries until observers are admitted at the crossing.",
        "The bridge will be reopened to lorries only when observers are admitted at the crossing.",
        "Observers must be admitted at the crossing before we can reopen the bridge to lorries.",
    ],
)
def test_precondition(content):
    (row,) = alone(content).coded().conditions
    assert (row.party, row.kind) == ("ar", ConditionKind.PRECONDITION)
    assert (row.requires, row.before) == ("observers.admit", "bridge.reopen")
    assert row.evidence.quote == content


@pytest.mark.parametrize("same", ["does the same", "does so too", "admits them as well"])
def test_reciprocity(same):
    (row,) = alone(f"We will admit observers at the crossing if Borland {same}.").coded().conditions
    assert (row.kind, row.requires, row.before) == (ConditionKind.RECIPROCITY, "observers.admit", "observers.admit")


def test_exception_keeps_the_option_and_quotes_what_is_left_out():
    content = "We could accept a quota of 60,000 tonnes for all boats except those under ten metres."
    (row,) = alone(content).coded().conditions
    assert (row.kind, row.requires, row.before) == (ConditionKind.EXCEPTION, None, "catch.sixty")
    assert row.evidence.quote == "except those under ten metres"


@pytest.mark.parametrize("but", ["except", "apart from", "with the exception of"])
def test_excepted_option_is_not_the_accepted_one(but):
    coded = alone(f"We accept everything in the draft {but} observers at the crossing.").coded()
    assert not [c for c in coded.conditions if c.before == "observers.admit"]
    assert ("ar", "observers.admit", "accepts") not in stances(coded.positions)


def test_rejecting_all_but_one_is_no_exception():
    assert not alone("We reject every observer at the crossing except the nuns.").coded().conditions


@pytest.mark.parametrize(
    "content",
    [
        "We will reopen the bridge to lorries once our king has been crowned.",
        "We will reopen the bridge to lorries if the orchestra plays our anthem.",
    ],
)
def test_what_must_come_first_may_be_off_the_agenda(content):
    (row,) = alone(content).coded().conditions
    assert (row.kind, row.requires, row.before) == (ConditionKind.PRECONDITION, None, "bridge.reopen")


def test_a_shared_word_does_not_bring_it_on_the_agenda():
    (row,) = alone("We will reopen the bridge to lorries if the king visits the crossing.").coded().conditions
    assert row.requires is None


@pytest.mark.parametrize(
    "content",
    [
        "We will reopen the bridge to lorries on Friday.",
        "We will keep the bridge closed to lorries until Friday.",
        "We will sing if the sun shines.",
        "He asked if the bridge would be reopened to lorries.",
        "We will reopen the bridge to lorries even if it rains.",
    ],
)
def test_no_condition(content):
    assert alone(content).coded().conditions == ()


def test_two_sides_of_a_condition_are_never_the_same_by_accident():
    (row,) = alone("The bridge will be reopened to lorries if the bridge is safe for lorries.").coded().conditions
    assert row.requires != row.before


def test_both_parties_of_a_joint_statement_have_the_condition():
    report = Report("The two sides will reopen the bridge to lorries once observers are admitted at the crossing.")
    report.says(
        "will reopen the bridge to lorries once observers are admitted at the crossing",
        party=None, speaker="the two sides",
    )  # fmt: skip
    assert {c.party for c in report.coded().conditions} == {"ar", "bo"}


def test_cue_after_a_fronted_if_part_leaves_it_a_condition():
    report = Report("“If observers are admitted at the crossing,” she said, “we will reopen the bridge to lorries.”")
    report.says("“If observers are admitted at the crossing,”", "“we will reopen the bridge to lorries.”", cue="said")
    coded = report.coded()
    assert [(c.requires, c.before) for c in coded.conditions] == [("observers.admit", "bridge.reopen")]
    assert ("ar", "bridge.reopen", "conditional") in stances(coded.positions)


def test_ids_tell_conditions_apart_and_stay():
    content = (
        "We will reopen the bridge to lorries if observers are admitted at the crossing. "
        "We accept a quota of 60,000 tonnes once the bridge is reopened to lorries."
    )
    first, second = (alone(content).coded().conditions for _ in range(2))
    assert first == second and len({c.id for c in first}) == 2


@pytest.mark.parametrize(
    "content",
    [
        "The bridge will be reopened to lorries from the day on which observers are admitted at the crossing.",
        "The bridge can be reopened to lorries when observers have been admitted at the crossing, and not before.",
        "Let observers be admitted at the crossing, and the bridge will be reopened to lorries.",
        "First observers are admitted at the crossing, and then the bridge is reopened to lorries.",
        "We will not reopen the bridge to lorries before the winter, unless observers are admitted at the crossing.",
    ],
)
def test_other_ways_to_say_what_comes_first(content):
    (row,) = alone(content).coded().conditions
    assert (row.kind, row.requires, row.before) == (ConditionKind.PRECONDITION, "observers.admit", "bridge.reopen")


def test_condition_across_two_sentences():
    coded = alone(
        "Observers must be admitted at the crossing. Only then will we reopen the bridge to lorries.",
    ).coded()
    (row,) = coded.conditions
    assert (row.requires, row.before) == ("observers.admit", "bridge.reopen")
    assert row.evidence.quote == "Only then will we reopen the bridge to lorries."
    assert ("ar", "bridge.reopen", "conditional") in stances(coded.positions)


def test_if_part_that_stands_alone():
    coded = alone(
        "We will reopen the bridge to lorries. But only after observers are admitted at the crossing.",
    ).coded()
    assert ("observers.admit", "bridge.reopen") in {(c.requires, c.before) for c in coded.conditions}


def test_what_is_kept_until_something_is_done_would_then_change():
    coded = alone("The bridge stays closed until observers are admitted at the crossing.").coded()
    (row,) = coded.conditions
    assert (row.requires, row.before) == ("observers.admit", "bridge.reopen")
    assert ("ar", "bridge.shut", "accepts") in stances(coded.positions)


@pytest.mark.xfail(strict=True, reason="where both ends are opposites of options, no part is seen")
def test_who_refuses_while_something_lasts_wants_its_end():
    (row,) = alone("We will not admit observers at the crossing while the bridge stays closed.").coded().conditions
    assert (row.requires, row.before) == ("bridge.reopen", "observers.admit")


def test_a_time_is_no_condition():
    assert (
        not alone("We reopened the bridge to lorries after observers were admitted at the crossing.").coded().conditions
    )
    assert not alone("We will reopen the bridge to lorries after the summer.").coded().conditions


@pytest.mark.parametrize(
    "content",
    [
        "We will close the bridge to lorries if Borland does not admit observers at the crossing.",
        "We will reopen the bridge to lorries, and if not, so be it.",
    ],
)
def test_a_threat_is_no_condition(content):
    assert not alone(content).coded().conditions
