"""Whose position a statement shows, on what, by whose account."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from coding_talks import DAY, Report, alone, stances

from spadework.model import Basis, DateRange, Directness, Stance

ADMIT = "observers at the crossing"


def test_own_position_with_its_speaker_day_and_place():
    report = Report(f"It rained. Anna Ask said that Arland would accept {ADMIT}. Nobody else spoke.")
    statement = report.says(f"Arland would accept {ADMIT}", cue="said")
    (row,) = report.positions()
    assert (row.party, row.actor, row.basis, row.by) == ("ar", "Anna Ask", Basis.OWN, None)
    assert (row.issue, row.option, row.stance) == ("observers", "admit", Stance.ACCEPTS)
    assert (row.as_of, row.until, row.statement) == (DAY, None, statement.id)
    assert row.evidence.quote == f"Arland would accept {ADMIT}"
    report.document.check(row.evidence)


def test_the_day_of_saying_goes_before_that_of_publication():
    report = alone(f"We accept {ADMIT}.")
    report.said[0] = replace(report.said[0], said_on=DateRange.on(date(2025, 3, 4)))
    assert report.positions()[0].as_of == date(2025, 3, 4)


def test_without_any_day_there_is_none():
    report = Report(f"We accept {ADMIT}.", published=None)
    report.says(f"We accept {ADMIT}.")
    assert report.positions()[0].as_of is None


@pytest.mark.parametrize(
    ("content", "stance"),
    [
        (f"We accept {ADMIT}", "accepts"),
        (f"We could consider {ADMIT}", "open"),
        (f"We accept {ADMIT} if the king agrees", "conditional"),
        (f"It is too early to say whether we accept {ADMIT}", "noncommittal"),
        (f"We reject {ADMIT}", "rejects"),
    ],
)
def test_stances(content, stance):
    assert stances(alone(content).positions()) == {("ar", "observers.admit", stance)}


def test_declined_to_admit_is_refused():
    report = Report(f"Anna Ask declined to admit {ADMIT}.")
    report.says(f"to admit {ADMIT}", cue="declined")
    assert stances(report.positions()) == {("ar", "observers.admit", "rejects")}


def test_what_is_said_of_another_party_is_ascribed():
    report = Report(f"Bela Boros said that Arland wants {ADMIT}.")
    report.says(f"Arland wants {ADMIT}", party="bo", speaker="Bela Boros", cue="said")
    (row,) = report.positions()
    assert (row.party, row.actor, row.basis, row.by) == ("ar", None, Basis.ASCRIBED, "bo")


def test_nested_statement_is_ascribed_by_its_reporter_and_not_his():
    report = Report(f"Bela Boros said that Anna Ask had rejected {ADMIT}.")
    outer = report.says(f"Anna Ask had rejected {ADMIT}", party="bo", speaker="Bela Boros", cue="said")
    report.says(ADMIT, cue="had rejected", within=outer)
    (row,) = report.positions()
    assert (row.party, row.basis, row.by, row.stance) == ("ar", Basis.ASCRIBED, "bo", Stance.REJECTS)


def test_nested_statement_of_ones_own_side_is_own():
    report = Report(f"Anna Ask said that her government had rejected {ADMIT}.")
    outer = report.says(f"her government had rejected {ADMIT}", cue="said")
    report.says(ADMIT, cue="had rejected", within=outer, speaker="Arland")
    assert {(p.party, p.basis) for p in report.positions()} == {("ar", Basis.OWN)}


def test_what_is_denied_is_no_position():
    report = Report(f"Anna Ask denied that Arland had accepted {ADMIT}.")
    outer = report.says(f"Arland had accepted {ADMIT}", cue="denied")
    report.says(ADMIT, cue="had accepted", within=outer, speaker="Arland")
    assert stances(report.positions()) == {("ar", "observers.admit", "rejects")}


@pytest.mark.xfail(strict=True, reason="a report that a clause break cuts falls to the reporter")
def test_report_of_two_clauses_is_nowhere_the_reporters_own():
    content = "Arland had threatened to close the bridge, only to reopen it to lorries"
    report = Report(f"Bela Boros said that {content}.")
    outer = report.says(content, party="bo", speaker="Bela Boros", cue="said")
    report.says("to close the bridge, only to reopen it to lorries", cue="had threatened", within=outer)
    assert "bo" not in {p.party for p in report.positions()}


def test_they_in_quoted_speech_are_the_others():
    report = Report(f"“Arland is asking a lot,” Bela Boros said. “They want {ADMIT}.”")
    report.says(f"“They want {ADMIT}.”", party="bo", speaker="Bela Boros", directness=Directness.DIRECT)
    (row,) = report.positions()
    assert (row.party, row.basis, row.by) == ("ar", Basis.ASCRIBED, "bo")


@pytest.mark.xfail(strict=True, reason="“they” whom nobody named before becomes the speaker's own side")
def test_they_in_quoted_speech_are_never_the_speakers_side():
    report = Report(f"“They want {ADMIT},” Bela Boros said of Arland.")
    report.says(f"“They want {ADMIT},”", party="bo", speaker="Bela Boros", directness=Directness.DIRECT)
    assert "bo" not in {p.party for p in report.positions()}


def test_unnamed_official_binds_nobody():
    report = Report(f"An Arlandish official said the government would accept {ADMIT}.")
    report.says(f"the government would accept {ADMIT}", speaker="an Arlandish official", cue="said")
    (row,) = report.positions()
    assert (row.party, row.actor, row.basis, row.by) == ("ar", None, Basis.ASCRIBED, None)


@pytest.mark.parametrize(
    "source", ["A lawyer in the ministry, who asked not to be named,", "A clerk, who spoke on condition of anonymity,"]
)
def test_who_will_not_be_named_binds_nobody(source):
    report = Report(f"{source} said Arland would accept {ADMIT}.")
    report.says(f"would accept {ADMIT}", speaker="somebody of the ministry", cue="said", source=source)
    (row,) = report.positions()
    assert (row.basis, row.by) == (Basis.ASCRIBED, None)


@pytest.mark.parametrize(
    ("publisher", "cue", "said_on", "basis"),
    [
        ("The Borland Courier of Ulm", "has proposed", None, Basis.OWN),  # a party's paper
        ("Ulm Courier", "has proposed", None, Basis.ASCRIBED),
        ("Ulm Courier", "has proposed", DAY, Basis.ASCRIBED),
        ("Ulm Courier", "proposes", None, Basis.ASCRIBED),
        ("Ulm Courier", "proposed", DAY, Basis.OWN),
        ("", "has proposed", None, Basis.OWN),
    ],
)
def test_what_a_paper_tells_of_a_party_as_a_whole_and_of_no_day_is_ascribed(publisher, cue, said_on, basis):
    report = Report(f"Arland {cue} {ADMIT}.", publisher=publisher)
    report.says(ADMIT, speaker="Arland", cue=cue, source="Arland", said_on=said_on)
    (row,) = report.positions()
    assert (row.party, row.basis, row.by) == ("ar", basis, None)


def test_outsider_has_no_position_but_may_ascribe_one():
    report = Report(f"Ivo Null, a historian, said {ADMIT} were needed.")
    report.says(f"{ADMIT} were needed", party=None, speaker="Ivo Null")
    assert report.positions() == ()
    report = Report(f"Ivo Null, a historian, said Arland would accept {ADMIT}.")
    report.says(f"Arland would accept {ADMIT}", party=None, speaker="Ivo Null", cue="said")
    (row,) = report.positions()
    assert (row.party, row.basis, row.by) == ("ar", Basis.ASCRIBED, None)


@pytest.mark.parametrize("speaker", ["the two delegations", "the foreign ministers", "Arland and Borland"])
def test_joint_statement_is_every_principals_own(speaker):
    report = Report("The bridge will be reopened to lorries, they said.")
    report.says("The bridge will be reopened to lorries", party=None, speaker=speaker, cue="said")
    rows = report.positions()
    assert stances(rows) == {("ar", "bridge.reopen", "accepts"), ("bo", "bridge.reopen", "accepts")}
    assert {(p.actor, p.basis, p.by) for p in rows} == {(None, Basis.OWN, None)}


def test_what_a_party_wants_first_it_accepts():
    rows = alone("We will reopen the bridge to lorries if observers are admitted at the crossing.").positions()
    assert stances(rows) == {("ar", "bridge.reopen", "conditional"), ("ar", "observers.admit", "accepts")}


@pytest.mark.parametrize(("answer", "stance"), [("No.", "rejects"), ("Yes.", "accepts"), ("Of course.", "accepts")])
def test_bare_answer_is_about_the_question(answer, stance):
    report = Report(f"Q: Will you admit {ADMIT}?\n\nANNA ASK: {answer}")
    report.says(answer, directness=Directness.DIRECT)
    rows = report.positions()
    assert stances(rows) == {("ar", "observers.admit", stance)}
    assert rows[0].evidence.quote.strip(".") == answer.strip(".")


def test_bare_answer_without_a_question_is_about_nothing():
    assert alone("No.").positions() == ()


def test_refusing_a_thing_accepts_its_absence():
    rows = alone("There will never be a quota.").positions()
    assert stances(rows) == {("ar", "catch.free", "accepts")}


@pytest.mark.parametrize("content", ["We want no observers at the crossing.", "The crossing needs no observers."])
def test_wanting_no_observers_is_not_accepting_them(content):
    assert ("ar", "observers.admit", "accepts") not in stances(alone(content).positions())


def test_but_not_is_a_refusal():
    rows = alone(f"We would accept {ADMIT}, but not a quota of 60,000 tonnes.").positions()
    assert ("ar", "catch.sixty", "accepts") not in stances(rows)


def test_one_row_a_holder_option_and_stance():
    (row,) = alone(f"We accept foreign observers, no doubt. As I said, we accept {ADMIT}.").positions()
    assert row.option == "admit"


def test_two_voices_of_a_party_have_a_row_each():
    report = Report(
        f"Anna Ask said Arland accepts {ADMIT}. Arne Ober said the king welcomes foreign observers at the border."
    )
    report.says(f"Arland accepts {ADMIT}")
    report.says("the king welcomes foreign observers at the border", speaker="Arne Ober")
    assert {p.actor for p in report.positions() if p.option == "admit"} == {"Anna Ask", "Arne Ober"}


def test_off_the_agenda_there_is_no_position():
    assert alone("We reject the brass band, and the soup is cold.").positions() == ()


def test_rows_stand_in_the_order_of_the_text_and_in_their_place():
    report = alone(
        f"The bridge will be reopened to lorries. We reject {ADMIT}. We want a yearly quota of 90,000 tonnes."
    )
    rows = report.positions()
    assert [p.issue for p in rows] == ["bridge", "observers", "catch"]
    for row in rows:
        report.document.check(row.evidence)
        assert 0 < row.confidence <= 1


def test_same_input_gives_same_rows_and_ids():
    content = f"The bridge will be reopened to lorries, but we reject {ADMIT}."
    first, second = alone(content).coded(), alone(content).coded()
    assert first == second
    assert len({p.id for p in first.positions}) == len(first.positions) == 2


def test_a_party_that_has_left_the_agenda_breaks_nothing():
    report = Report(f"Norland has demanded {ADMIT}.", publisher="Ulm Courier")
    report.says(ADMIT, party="gone", speaker="Norland", cue="has demanded", source="Norland")
    assert report.positions()


def test_many_words_of_denial_take_no_time():
    report = alone("Arland " + "not " * 60 + "x")
    assert report.positions() is not None


def _said(*contents, days=()):
    report = Report(" ".join(contents))
    for content in contents:
        report.says(content)
    for n, day in enumerate(days):
        report.said[n] = replace(report.said[n], said_on=DateRange.on(day))
    return report


PLAIN = "We will reopen the bridge to lorries."
LIMITED = "We will reopen the bridge to lorries only if observers are admitted at the crossing."
REFUSED = "We will not reopen the bridge to lorries."


def of_the_bridge(report):
    return {stance for party, option, stance in stances(report.positions()) if option == "bridge.reopen"}


def test_a_plain_word_and_its_limits_are_one_stance():
    assert of_the_bridge(_said(PLAIN)) == {"accepts"}
    assert of_the_bridge(_said(PLAIN, LIMITED)) == {"conditional"}
    assert of_the_bridge(_said(LIMITED, PLAIN)) == {"conditional"}


def test_one_stance_a_day():
    assert len(of_the_bridge(_said(PLAIN, REFUSED))) == 1
    assert of_the_bridge(_said(PLAIN, REFUSED, days=(date(2025, 3, 3), date(2025, 3, 5)))) == {"accepts", "rejects"}


def test_two_speakers_of_a_party_may_differ():
    report = _said(PLAIN, REFUSED)
    report.said[1] = replace(report.said[1], speaker="Bela Both")
    assert of_the_bridge(report) == {"accepts", "rejects"}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            "A quota of 60,000 tonnes and not one of 90,000.",
            {("ar", "catch.sixty", "accepts"), ("ar", "catch.ninety", "rejects")},
        ),
        ("We want the bridge reopened, not closed.", {("ar", "bridge.shut", "rejects")}),
    ],
)
def test_what_another_is_set_against_is_refused(content, expected):
    assert expected <= stances(alone(content).positions())


def test_not_only_sets_nothing_against_anything():
    assert ("ar", "bridge.reopen", "rejects") not in stances(
        alone("The quota matters, and not only the bridge, which is to be reopened to lorries.").positions()
    )
