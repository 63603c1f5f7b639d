"""Promises: whose, of what, by when, and what became of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from spadework.coding.commitments import commitments
from spadework.model import Agenda, Basis, CommitmentStatus, DateRange, Document, Party, Role, Statement

AGENDA = Agenda(
    parties=(
        Party(id="ar", name="Arland", aliases=("Arlandish",)),
        Party(id="bo", name="Borland", aliases=("Borlandish",)),
        Party(id="med", name="Medistan", role=Role.MEDIATOR),
    )
)
SAID = date(2025, 3, 3)  # a Monday


def said(document, content, *, party="ar", cue=None, speaker="Anna Ask", within=None, id="s1"):
    place = lambda quote: document.span(at := document.text.index(quote), at + len(quote))  # noqa: E731
    return Statement(
        id=id, document=document.id, source=None, cue=place(cue) if cue else None, content=(place(content),),
        speaker=speaker, party=party, said_on=DateRange.on(SAID), reported_on=SAID, within=within,
    )  # fmt: skip


def promised(text, content, *, later="", later_on=date(2025, 4, 1), **more):
    document = Document.of(text, title="one", published=SAID)
    documents = {document.id: document}
    if later:
        second = Document.of(later, title="two", published=later_on)
        documents[second.id] = second
    return commitments(
        [said(document, content, **more)], documents, AGENDA, max(d.published for d in documents.values())
    )


@pytest.mark.parametrize(
    ("text", "cue", "content", "day"),
    [
        ("She undertook to send a list by March 20.", "undertook", "to send a list by March 20", "03-20"),
        ("She pledged to publish the map within ten days.", "pledged", "to publish the map within ten days", "03-13"),
        ("He gave an assurance that buses would run.", "gave an assurance", "buses would run", None),
    ],
)  # fmt: skip
def test_promise_so_called(text, cue, content, day):
    (row,) = promised(text, content, cue=cue)
    assert row.party == "ar" and row.basis is Basis.OWN and row.action == content
    assert row.deadline == (date.fromisoformat(f"2025-{day}") if day else None)


def test_will_with_its_last_day_is_a_promise():
    (row,) = promised(
        "The road would be reopened to convoys by Friday, she said.", "The road would be reopened to convoys by Friday"
    )
    assert row.deadline == date(2025, 3, 7)


@pytest.mark.parametrize(
    "content",
    [
        "the talks will resume by Friday",
        "we will not leave the hills until the guns are silent",
        "no date had been promised to anyone",
        "prices will rise by March 20",
        "the road will be opened",
        "If they pay by Friday, we will open the road",
        "we would not exclude observers while the talks last",
    ],
)
def test_plans_refusals_forecasts_and_denials_are_no_promises(content):
    assert promised(f"{content}, she said.", content) == []


@pytest.mark.parametrize(
    ("content", "cue", "day"),
    [
        ("to name a judge by the 12th", "agreed", "03-12"),
        ("to reopening the mill before the month is out", "committed", "03-31"),
        ("By Thursday the tables will be on your desk", None, "03-06"),
        ("Within a week every crew will be back at work", None, "03-10"),
        ("You'll have our answer on Friday", None, "03-07"),
        ("I will send you the figures this week", None, "03-09"),
        ("she would bring the list herself next Tuesday", "said", "03-04"),
        ("the herds would be returned in the first week of April", "said", "04-07"),
        ("The keys will reach the mission no later than Monday", "said", "03-10"),
        ("we are committed to delivering the pumps by mid-March", "said", "03-15"),
    ],
)
def test_promise_with_its_day_in_other_forms(content, cue, day):
    (row,) = promised(f"Anna Ask {cue or ':'} {content}.", content, cue=cue)
    assert (row.party, row.deadline) == ("ar", date.fromisoformat(f"2025-{day}"))


@pytest.mark.parametrize(
    "content",
    [
        "Borland's undertaking to submit its plan by 11 March",
        "the commitment of Borland to submit its plan by 11 March",
    ],
)
def test_pledge_of_another_party_that_is_taken_note_of(content):
    (row,) = promised(f"The Chair noted {content}.", content, cue="noted", party="med")
    assert (row.party, row.basis, row.by, row.deadline) == ("bo", Basis.ASCRIBED, "med", date(2025, 3, 11))


@pytest.mark.parametrize(
    ("content", "cue"),
    [
        ("to meet in Oslo by the 12th", "agreed"),
        ("that Borland should promise a release by Friday", "said"),
        ("Borland's promise to pay by Friday", "demanded"),
        ("Borland would lose the harbour by Friday", "said"),
        ("I would like to note before questions that the minister returns tonight", "said"),
        ("to open the archive", "agreed"),
    ],
)
def test_meetings_demands_and_agreement_without_a_day_are_no_promises(content, cue):
    assert [row for row in promised(f"Anna Ask {cue} {content}.", content, cue=cue) if row.deadline] == []


def test_day_of_a_promise_told_long_after_is_not_put_off_by_a_year():
    text = "Borland pledged last summer to pay the fund by 1 March"
    (row,) = promised(f"{text}, the mediator said.", text, cue="said", party="med")
    assert (row.party, row.deadline) == ("bo", date(2025, 3, 1))


def test_standing_promise_has_no_last_day():
    (row,) = promised(
        "No boat will be seized as long as we talk, she said.", "No boat will be seized as long as we talk"
    )
    assert row.deadline is None


def test_promise_told_by_another_is_ascribed():
    text = "Mina Med said Arland had promised to free the captives by March 20."
    document = Document.of(text, title="one", published=SAID)
    outer = said(
        document,
        "Arland had promised to free the captives by March 20",
        party="med",
        cue="said",
        speaker="Mina Med",
        id="outer",
    )
    inner = said(
        document, "to free the captives by March 20", cue="had promised", speaker="Arland", within="outer", id="inner"
    )
    (row,) = commitments([outer, inner], {document.id: document}, AGENDA, SAID)
    assert (row.party, row.basis, row.by) == ("ar", Basis.ASCRIBED, "med")


def test_who_is_to_act_promises_and_not_who_announces_it():
    content = "Borland will send its list by March 20"
    (row,) = promised(f"{content}, Anna Ask said.", content)
    assert (row.party, row.basis, row.by) == ("bo", Basis.ASCRIBED, "ar")


def test_beneficiary_is_who_gets_it():
    (row,) = promised(
        "She undertook to send Borland a map by March 20.", "to send Borland a map by March 20", cue="undertook"
    )
    assert row.beneficiary == "bo"


TO_HAND_OVER = "to hand over the complete list of detainees by March 20"
PROMISE = (f"She undertook {TO_HAND_OVER}.", TO_HAND_OVER)


@pytest.mark.parametrize(
    ("later", "state"),
    [
        ("The harvest was good.", CommitmentStatus.UNVERIFIED),
        ("The list of detainees was nearly complete, an aide said.", CommitmentStatus.UNVERIFIED),
        ("Arland handed over the complete list of detainees on March 18.", CommitmentStatus.KEPT),
        ("The complete list of detainees has not been handed over.", CommitmentStatus.BROKEN),
        ("The Red Crescent had received the list of detainees on Tuesday.", CommitmentStatus.KEPT),
        ("The detainees wrote a list of complaints.", CommitmentStatus.UNVERIFIED),
    ],
)
def test_state_is_what_later_documents_tell(later, state):
    (row,) = promised(*PROMISE, cue="undertook", later=later)
    assert row.state is state


def test_before_the_day_it_is_open_even_if_not_yet_done():
    (row,) = promised(
        *PROMISE, cue="undertook", later="The list of detainees was not handed over.", later_on=date(2025, 3, 10)
    )
    assert row.state is CommitmentStatus.OPEN


def test_told_twice_it_is_one():
    text = "She undertook to send a register of boats by March 20. The minister promised to send the register of boats."
    document = Document.of(text, title="one", published=SAID)
    rows = commitments(
        [
            said(document, "to send a register of boats by March 20", cue="undertook"),
            said(document, "to send the register of boats", cue="promised", id="s2"),
        ],
        {document.id: document},
        AGENDA,
        SAID,
    )
    assert len(rows) == 1


@pytest.mark.parametrize(
    "content",
    [
        "As long as we talk, nothing will be built there",
        "We promised last week that nobody would be dismissed",
        "The pressure will not drop, this winter or any other",
    ],
)
def test_promise_to_leave_something_be(content):
    (row,) = promised(f"{content}, she said.", content)
    assert row.party == "ar" and row.deadline is None


def test_nothing_promised_is_no_promise():
    assert promised("We promised nothing to anyone, she said.", "We promised nothing to anyone") == []


def test_assurance_told_by_its_noun():
    text = "He confirmed an assurance by his minister that no soldier would be moved."
    (row,) = promised(text, "no soldier would be moved", cue="assurance")
    assert row.action == "no soldier would be moved" and row.basis is Basis.OWN


def test_of_a_sentence_that_the_cue_breaks_the_verb_is_taken():
    text = "Until May, the letter promised, no nurse would be sent home."
    document = Document.of(text, title="one", published=SAID)
    first, second = "Until May", "no nurse would be sent home"
    whole = said(document, first, cue="promised")
    broken = replace(whole, content=(*whole.content, *said(document, second).content))
    (row,) = commitments([broken], {document.id: document}, AGENDA, SAID)
    assert row.action == second


def test_what_a_speaker_reports_of_another_is_no_promise_of_his():
    text = "Mina Med said Arland had announced that no toll would be raised while the talks last."
    document = Document.of(text, title="one", published=SAID)
    told = "Arland had announced that no toll would be raised while the talks last"
    outer = said(document, told, party="med", cue="said", speaker="Mina Med", id="outer")
    inner = said(
        document, "no toll would be raised while the talks last", cue="announced", speaker="Arland", within="outer"
    )
    (row,) = commitments([outer, inner], {document.id: document}, AGENDA, SAID)
    assert (row.party, row.basis, row.by) == ("ar", Basis.ASCRIBED, "med")


@pytest.mark.parametrize(
    "content",
    [
        "The storm will hit the coast by Friday",
        "It will snow by Friday",
        "The government will collapse within ten days",
        "Borland would have paid by Friday",
        "Prices will keep rising throughout the summer",
        "Nobody will believe Borland during the campaign",
    ],
)
def test_what_happens_by_itself_is_no_promise(content):
    assert promised(f"Anna Ask said that {content}.", content, cue="said") == []


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_one_promise_told_twice_the_day_is_kept(order):
    told = ["to hand over the grain list to the port by 20 March", "to deliver the grain list to the port"]
    document = Document.of("Anna Ask promised " + ". Anna Ask promised ".join(told) + ".", title="one", published=SAID)
    rows = [said(document, told[n], cue="promised", id=f"s{n}") for n in order]
    [row] = commitments(rows, {document.id: document}, AGENDA, SAID)
    assert row.deadline == date(2025, 3, 20)


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("agreed", "lesson inspections shall be suspended until the spring term"),
        ("agreed", "all launchers along the line shall remain where they stand"),
        ("agreed", "no concrete would be poured before the experts had seen the site"),
        ("gave me their word", "nobody would print a ticket for the final before the vote of 20 November"),
    ],
)
def test_what_is_agreed_to_be_left_as_it_is_binds_without_a_day(cue, content):
    (row,) = promised(f"The minister {cue} that {content}.", content, cue=cue)
    assert row.deadline is None


def test_a_day_that_had_passed_when_the_promise_was_told_of_is_kept_where_its_year_is_told():
    content = "to place the money in the account no later than 31 January 2025"
    (row,) = promised(f"She recalled the promise {content}.", content, cue="promise")
    assert row.deadline == date(2025, 1, 31)


def test_of_an_exchange_only_the_side_that_is_named_has_done_its_part():
    content = "to exchange lists of missing persons by 12 March"
    later = "The Borlandish list of the missing persons, 412 names, was delivered on the eleventh."
    (row,) = promised(f"They undertook {content}.", content, cue="undertook", later=later)
    assert row.state is CommitmentStatus.UNVERIFIED
    (row,) = promised(f"They undertook {content}.", content, cue="undertook", later=later, party="bo")
    assert row.state is CommitmentStatus.KEPT


@pytest.mark.parametrize(
    ("cue", "content"),
    [("accepted", "no agreement would be easy"), ("agreed", "the talks would remain difficult")],
)
def test_what_is_granted_to_be_so_is_no_promise(cue, content):
    assert promised(f"The minister {cue} that {content}.", content, cue=cue) == []


@pytest.mark.parametrize(
    ("content", "day"),
    [
        ("to halt the works within a week", date(2025, 3, 10)),
        ("to publish the list before 1 May and to respect the line", date(2025, 4, 30)),
        ("to restore the fields seized before 1 May 2019 by Friday", date(2025, 3, 7)),
    ],
)
def test_the_day_by_which_is_found_beside_what_is_kept(content, day):
    (row,) = promised(f"She pledged {content}.", content, cue="pledged")
    assert row.deadline == day


def test_two_words_in_another_matter_report_nothing():
    later = "The prisoners appeared in court, and a list of charges was read."
    (row,) = promised(
        "She pledged to hand over the list of the prisoners by 12 March.",
        "to hand over the list of the prisoners by 12 March", cue="pledged", later=later,
    )  # fmt: skip
    assert row.state is CommitmentStatus.UNVERIFIED


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("promised", "to hold its fire in the four districts from midnight on Thursday"),
        ("promised", "no train will be opened at the border from the first of June"),
        ("promised", "to meet the women next week"),
    ],
)
def test_what_begins_on_a_day_and_a_mere_meeting_have_no_last_day(cue, content):
    (row,) = promised(f"He {cue} {content}.", content, cue=cue)
    assert row.deadline is None
