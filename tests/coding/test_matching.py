"""Which options of an agenda a clause is about."""

from __future__ import annotations

import pytest
from coding_talks import AGENDA

from spadework.agenda import template
from spadework.coding.matching import Matcher
from spadework.model import Agenda, Document, Issue, Option


def matches(clause, *, before="", agenda=AGENDA, **more):
    text = f"{before} {clause}".strip()
    document = Document.of(text)
    start = len(text) - len(clause)
    return Matcher(agenda, [document]).match(document, start, len(text), clause, **more)


def options(clause, **more):
    return [f"{m.issue}.{m.option}" for m in matches(clause, **more)]


@pytest.mark.parametrize(
    ("clause", "option"),
    [
        ("We accept observers at the crossing.", "observers.admit"),
        ("Foreign observers will be admitted at the crossing.", "observers.admit"),
        ("The monitors may come to the crossing.", "observers.admit"),
        ("The bridge will be reopened to lorries.", "bridge.reopen"),
        ("Lorries may use the bridge once more.", "bridge.reopen"),
        ("The bridge must stay closed.", "bridge.shut"),
        ("A yearly quota of 60,000 tonnes is fair.", "catch.sixty"),
        ("A yearly quota of ninety thousand tonnes is fair.", "catch.ninety"),
        ("We will land 60,000 tonnes this year.", "catch.sixty"),
        ("There must be no quota.", "catch.free"),
    ],
)
def test_the_likeliest_option(clause, option):
    assert options(clause)[0] == option


@pytest.mark.parametrize(
    "clause",
    [
        "The king has a cold.",
        "We thank our hosts for the soup.",
        "Arland and Borland are neighbours.",
        "We agree with Borland.",
        "It was raining in Belmark.",
        "Sixty people came.",
        "The bridge is made of stone.",
        "",
        "“…”",
    ],
)
def test_none_of_these(clause):
    assert options(clause) == []


def test_agenda_without_issues_has_no_match():
    assert options("We accept observers.", agenda=Agenda()) == []


@pytest.mark.parametrize(
    ("before", "clause", "option"),
    [
        ("Borland proposed observers at the crossing.", "We reject that.", "observers.admit"),
        ("They spoke of observers at the crossing.", "We could live with them.", "observers.admit"),
        ("Borland proposed a yearly quota of 60,000 tonnes.", "We accept the proposal.", "catch.sixty"),
    ],
)
def test_pronoun_is_what_the_sentence_before_was_about(before, clause, option):
    assert options(clause, before=before) == [option]


def test_pronoun_without_context_is_nothing():
    assert options("We reject that.", before="They spoke of soup.") == []


def surest(clause, option, **more):
    return max((m.probability for m in matches(clause, **more) if f"{m.issue}.{m.option}" == option), default=0.0)


def test_context_makes_it_surer():
    clause, option = "They would be welcome at the crossing.", "observers.admit"
    told = surest(clause, option, before="Borland proposed foreign observers.")
    assert told > surest(clause, option, before="The band played at noon.")


def test_question_makes_the_answer_surer():
    clause, option = "Not under my rule will observers come.", "observers.admit"
    asked = surest(clause, option, before="Will you admit observers at the crossing?")
    assert asked > surest(clause, option, before="Will you come to dinner?")


@pytest.mark.parametrize(
    ("clause", "option", "rival"),
    [
        ("A yearly quota of 60,000 tonnes is fair.", "catch.sixty", "catch.ninety"),
        ("A yearly quota of 90,000 tonnes is fair.", "catch.ninety", "catch.sixty"),
        ("The bridge must stay closed.", "bridge.shut", "bridge.reopen"),
        ("The bridge will be reopened to lorries.", "bridge.reopen", "bridge.shut"),
    ],
)
def test_rival_option_is_no_echo(clause, option, rival):
    found = options(clause)
    assert option in found and rival not in found


def test_a_clause_may_be_about_two_rivals():
    found = options("A yearly quota of either 60,000 tonnes or 90,000 tonnes would do.")
    assert {"catch.sixty", "catch.ninety"} <= set(found)


def test_another_number_is_another_option():
    assert options("We want a quota of 75,000 tonnes.") == []


@pytest.mark.parametrize(
    "figure",
    [
        "60,000",
        "60000",
        "sixty thousand",
        "60 thousand",
        pytest.param("60 000", marks=pytest.mark.xfail(strict=True, reason="a space between thousands parts them")),
    ],
)
def test_numbers_in_words_and_figures(figure):
    assert options(f"A yearly quota of {figure} tonnes is fair.") == ["catch.sixty"]


def test_option_worded_as_an_absence_says_so():
    (match,) = [m for m in matches("There must be no quota.") if m.issue == "catch"]
    assert (match.option, match.negative) == ("free", True)
    assert not matches("A yearly quota of 60,000 tonnes is fair.")[0].negative


def test_thing_is_not_its_absence():
    assert "observers.none" not in options("Observers at the crossing are welcome.")


def test_listed_words_of_an_absence_find_it():
    assert options("We will keep observers out of the crossing.")[0] == "observers.none"


def test_no_before_the_thing_is_its_absence():
    assert options("We want no observers.")[0] == "observers.none"


def test_probabilities_fall_and_lie_between_0_and_1():
    found = matches("Observers may come to the crossing once the bridge is reopened to lorries.")
    sure = [m.probability for m in found]
    assert len(found) >= 2 and sure == sorted(sure, reverse=True) and all(0 < p < 1 for p in sure)


def test_words_of_the_agenda_count():
    plain = Agenda(issues=(Issue(id="b", name="Barrage", options=(Option(id="yes", text="The weir is raised"),)),))
    listed = Agenda(
        issues=(
            Issue(
                id="b",
                name="Barrage",
                options=(Option(id="yes", text="The weir is raised", words=("heighten the sill",)),),
            ),
        )
    )
    clause = "They want to heighten the sill."
    (without,), (with_words,) = matches(clause, agenda=plain), matches(clause, agenda=listed)
    assert with_words.option == "yes" and with_words.probability > without.probability


@pytest.mark.parametrize(
    ("name", "clause", "option"),
    [
        ("peace-process", "A lasting ceasefire is what we want.", "ceasefire.full"),
        ("peace-process", "We need binding guarantees, like Article 5.", "security-guarantees.binding"),
        ("peace-process", "We will never deploy ground troops.", "outside-support.ground-troops"),
        ("labour", "The working week must be shortened to 35 hours.", "hours.shorter"),
        ("labour", "The strike will be called off.", "strike.suspended"),
        ("trade", "The tariff on steel will be cut.", "tariffs.lowered"),
        ("water", "The downstream states get a fixed share of the flow.", "flow.fixed"),
        pytest.param(
            "climate",
            "Emissions must be halved by 2035.",
            "emission-targets.deeper",
            marks=pytest.mark.xfail(strict=True, reason="the network does not see that a half is a deeper cut"),
        ),
        ("politics", "We will not join the coalition.", "government.coalition"),
    ],
)
def test_phrases_of_the_trade_find_the_template(name, clause, option):
    assert options(clause, agenda=template(name))[0] == option


def test_willing_to_meet_is_not_no_meeting():
    found = options("We are prepared to meet in person.", agenda=template("peace-process"))
    assert "leaders-meeting.not-held" not in found


@pytest.mark.parametrize("name", ["peace-process", "labour", "trade", "climate", "water", "politics"])
def test_small_talk_is_on_no_template(name):
    for clause in ("Children like ice cream.", "The king has a cold.", "She smiled and took her hat."):
        assert options(clause, agenda=template(name)) == []
