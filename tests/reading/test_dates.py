"""The grammar of dates, and the days on which statements were made."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_places import said

from spadework.dates import date_phrases
from spadework.deadlines import deadline
from spadework.model import Agenda, Document, Party
from spadework.reading.reader import statements

WEDNESDAY = date(2025, 3, 12)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("on Tuesday", "2025-03-11"),
        ("on Wednesday", "2025-03-12"),
        ("last Wednesday", "2025-03-05"),
        ("on Wednesday last week", "2025-03-05"),
        ("Tuesday morning", "2025-03-11"),
        ("yesterday", "2025-03-11"),
        ("last night", "2025-03-11"),
        ("last week", "2025-03-03 to 2025-03-09"),
        ("earlier this month", "2025-03-01 to 2025-03-12"),
        ("at the weekend", "2025-03-08 to 2025-03-09"),
        ("in April", "2024-04-01 to 2024-04-30"),
        ("on March 12", "2025-03-12"),
        ("on March 13", "2024-03-13"),
        ("12 June 2025", "2025-06-12"),
        ("the first of March", "2025-03-01"),
        ("Sept. 30", "2024-09-30"),
        ("10 to 12 June 2024", "2024-06-10 to 2024-06-12"),
        ("9 and 10 February", "2025-02-09 to 2025-02-10"),
        ("three weeks ago", "2025-02-19"),
        ("2025-01-31", "2025-01-31"),
    ],
)
def test_phrase_names_days(words, days):
    [phrase] = date_phrases(words, WEDNESDAY)
    assert str(phrase.days) == days


@pytest.mark.parametrize(
    "words", ["may 12 of 15", "they may march", "31 June", "about 2,025 men", "the second of them"]
)
def test_phrase_is_no_date(words):
    assert list(date_phrases(words, WEDNESDAY)) == []


@pytest.mark.parametrize(
    ("words", "shift", "follows"),
    [
        ("The day before", -1, False),
        ("A day earlier", -1, False),
        ("the same evening", 0, False),
        ("four days after", -4, True),
    ],
)
def test_phrase_hangs_on_another_day(words, shift, follows):
    [phrase] = date_phrases(words, WEDNESDAY)
    assert (phrase.days, phrase.shift, phrase.follows) == (None, shift, follows)


def test_without_a_base_only_full_dates_are_found():
    assert [str(p.days) for p in date_phrases("on Tuesday, 3 May and 4 May 2024", None)] == ["2024-05-04"]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("by March 20", date(2025, 3, 20)),
        ("within ten days", date(2025, 3, 22)),
        ("within 48 hours", date(2025, 3, 14)),
        ("within a month", date(2025, 4, 12)),
        ("by the end of June", date(2025, 6, 30)),
        ("by the end of next week", date(2025, 3, 23)),
        ("by the end of the month", date(2025, 3, 31)),
        ("before 1 July", date(2025, 6, 30)),
        ("by Friday", date(2025, 3, 14)),
        ("by Wednesday", date(2025, 3, 19)),
        ("by 5 October at the latest", date(2025, 10, 5)),
        ("no later than 30 June", date(2025, 6, 30)),
        ("by midnight on Thursday", date(2025, 3, 13)),
        ("by February", date(2026, 2, 28)),
        ("will open the road on Monday", date(2025, 3, 17)),
        ("meet on Monday and report by Friday", date(2025, 3, 14)),
        ("will reopen tomorrow", date(2025, 3, 13)),
        ("by the 20th", date(2025, 3, 20)),
        ("by the tenth", date(2025, 4, 10)),
        ("by the 20th of next month", date(2025, 4, 20)),
        ("by the fifteenth of May", date(2025, 5, 15)),
        ("by the time the ministers meet on the 18th", date(2025, 3, 18)),
        ("before the council of 3 May", date(2025, 5, 2)),
        ("before the month is out", date(2025, 3, 31)),
        ("before March is over", date(2025, 3, 31)),
        ("before Friday is out", date(2025, 3, 14)),
        ("by the month's end", date(2025, 3, 31)),
        ("by the middle of April", date(2025, 4, 15)),
        ("in the second week of April", date(2025, 4, 14)),
        ("in the second half of March", date(2025, 3, 31)),
        ("by the weekend", date(2025, 3, 15)),
        ("before the weekend", date(2025, 3, 14)),
        ("within the fortnight", date(2025, 3, 26)),
        ("inside ten days", date(2025, 3, 22)),
        ("a week from today", date(2025, 3, 19)),
        ("by the evening of 20 March", date(2025, 3, 20)),
        ("before the first session", None),
        ("by the 7th Fleet", None),
        ("abide by the accord of 3 May", None),
        ("in the coming days", None),
        ("keep to the accord of 3 May", None),
        ("before the summer", None),
        ("by 31 June", None),
    ],
)
def test_deadline(words, day):
    assert deadline(words, WEDNESDAY) == day


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("by the middle of the year", date(2025, 6, 30)),
        ("by noon tomorrow", date(2025, 3, 4)),
        ("by midnight Friday", date(2025, 3, 7)),
        ("by the end of the day on Friday", date(2025, 3, 7)),
        ("within ten days", date(2025, 3, 13)),
        ("within ten days of the signature", None),
        ("within forty-eight hours", date(2025, 3, 5)),
        ("by the 31st", date(2025, 3, 31)),
    ],
)
def test_deadline_from_a_monday(words, day):
    assert deadline(words, date(2025, 3, 3)) == day


def test_a_month_without_a_thirty_first_is_passed_over():
    assert deadline("by the 31st", date(2025, 4, 10)) == date(2025, 5, 31)


def test_deadline_without_a_base():
    assert deadline("by 1 May 2026", None) == date(2026, 5, 1)
    assert deadline("by Friday", None) is None


@given(st.text(max_size=300), st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_any_text_is_read(text, base):
    list(date_phrases(text, base))
    list(date_phrases(text, base, ahead=True))
    deadline(text, base)


AGENDA = Agenda(parties=(Party(id="k", name="Ostrena"), Party(id="i", name="Velloria", aliases=("Vellorian",))))


def days(text, *attributions, published=WEDNESDAY):
    document = Document.of(text, published=published)
    found = statements(document, [said(document, *a) for a in attributions], AGENDA)
    return [str(s.said_on) for s in found]


def test_date_of_saying_is_not_the_date_said():
    text = "Velloria will open the road on Friday, Pavel Ornick said on Tuesday."
    assert days(text, ("Pavel Ornick", "said", "Velloria will open the road on Friday")) == ["2025-03-11"]


def test_dateline_is_not_the_date_of_saying():
    assert days(
        "MARLOW, March 12 - Velloria is ready, Pavel Ornick said.", ("Pavel Ornick", "said", "Velloria is ready")
    ) == ["None"]


def test_date_is_carried_on_by_the_same_speaker():
    text = 'The halt holds, Pavel Ornick said on Monday. "We are ready," he added.'
    found = days(text, ("Pavel Ornick", "said", "The halt holds"), ("he", "added", "We are ready,"))
    assert found == ["2025-03-10", "2025-03-10"]


def test_present_and_perfect_carry_no_date():
    text = "The halt holds, Pavel Ornick said on Monday. Ornick wants a map. Ornick has called it over."
    found = days(
        text,
        ("Pavel Ornick", "said", "The halt holds"),
        ("Ornick", "wants", "a map"),
        ("Ornick", "has called", "it over"),
    )
    assert found == ["2025-03-10", "None", "None"]


def test_a_deed_counted_back_from_the_main_clause():
    text = "Velloria refuses, Pavel Ornick said on Monday, four days after Ostrena proposed a court."
    found = days(text, ("Pavel Ornick", "said", "Velloria refuses"), ("Ostrena", "proposed", "a court"))
    assert found == ["2025-03-10", "2025-03-06"]


def test_transcript_has_the_date_of_its_heading():
    text = "Press conference held on 10 March 2025.\n\nMR. ORNICK: We are ready."
    assert days(text, ("MR. ORNICK", None, "We are ready.")) == ["2025-03-10"]


def test_gathering_dated_elsewhere():
    text = "The summit of 5 March ended well. The halt holds, Pavel Ornick said at the summit."
    assert days(text, ("Pavel Ornick", "said", "The halt holds")) == ["2025-03-05"]


def test_talks_dated_by_an_earlier_sentence():
    text = "MARLOW, March 12 - The talks closed on Monday.\n\nOstrena was glad, Pavel Ornick told us at the close."
    assert days(text, ("Pavel Ornick", "told", "Ostrena was glad")) == ["2025-03-10"]


def test_time_of_day_in_a_turn_is_the_turns_own():
    text = "MR. ORNICK: We are ready. Velloria told me by telephone at noon that it waits."
    found = days(text, ("MR. ORNICK", None, text[13:]), ("Velloria", "told", "it waits"))
    assert found == ["2025-03-12", "2025-03-12"]


def test_note_is_dated_at_its_foot():
    text = "The Ministry presents its compliments.\n\nOstrena declares the gates shut.\n\nCorvas, 11 March 2025"
    document = Document.of(text, title="Note verbale", publisher="Ministry of Ostrena", published=WEDNESDAY)
    [statement] = statements(document, [said(document, "Ostrena", "declares", "the gates shut")], AGENDA)
    assert str(statement.said_on) == "2025-03-11"


def test_day_later_is_counted_once():
    text = 'It met on Monday. Ostrena, Pavel Ornick wrote a day later, waits, because, he continued, "it rains."'
    found = days(text, ("Pavel Ornick", "wrote", "waits"), ("he", "continued", "it rains."))
    assert found[0] == found[1]


def test_a_reply_is_of_the_day_of_what_it_answers():
    text = (
        "The quota was closed, Pavel Ornick said on Monday. Fish cannot read, Ana Rusk answered.\n\n"
        "Ana Rusk proposed a survey."
    )
    found = days(
        text,
        ("Pavel Ornick", "said", "The quota was closed"),
        ("Ana Rusk", "answered", "Fish cannot read"),
    )
    assert found == ["2025-03-10"] * 2


def test_deadline_that_is_past_needs_its_year():
    assert deadline("by 1 March", WEDNESDAY) != date(2025, 3, 1)
    assert deadline("no later than 1 March 2025", WEDNESDAY) == date(2025, 3, 1)
