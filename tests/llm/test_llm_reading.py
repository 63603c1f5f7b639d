"""What a model points at becomes statements, in the document's own words."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from llm_stub import AGENDA, APRIL

from spadework.intake import normalise
from spadework.llm import reading
from spadework.llm.schema import Reading
from spadework.llm.tally import Tally
from spadework.model import Actor, Agenda, Document, Statement

TEXT = APRIL.text


def given_back(document: Document, *rows: dict[str, Any], agenda: Agenda = AGENDA) -> tuple[list[Statement], Tally]:
    tally = Tally()
    answer = msgspec.convert({"statements": rows}, Reading)
    found = reading.located(document, 0, len(document.text), answer, tally)
    return reading.stated(document, found, agenda), tally


def row(content: str | list[str], source: str | None = None, cue: str | None = None, **more: Any) -> dict[str, Any]:
    return {"content": [content] if isinstance(content, str) else content, "source": source, "cue": cue, **more}


def places(statement: Statement) -> tuple[str | None, str | None, list[str]]:
    return (
        statement.source and statement.source.quote,
        statement.cue and statement.cue.quote,
        [c.quote for c in statement.content],
    )


def test_marks_around_a_content_do_not_belong_to_it() -> None:
    [statement], tally = given_back(
        APRIL, row(['"We will reopen the quay by 20 April,"', '"if Torrania halves the harbour toll."'], "she", "said")
    )
    assert places(statement) == (
        "she",
        "said",
        ["We will reopen the quay by 20 April", "if Torrania halves the harbour toll."],
    )
    assert (tally.quotes, tally.absent, tally.dropped) == (4, 0, 0)


def test_an_invented_content_is_dropped_and_counted() -> None:
    found, tally = given_back(
        APRIL,
        row("Vennmark will leave the talks", "Petra Halloran", "said"),
        row(["We will reopen the quay", "and the airport"], "she", "said"),
        row("Vennmark rejected foreign pilots on the ferries", None, "said"),
    )
    assert [s.text for s in found] == ["Vennmark rejected foreign pilots on the ferries"]
    assert (tally.quotes, tally.absent, tally.dropped) == (1 + 2 + 2, 2, 2)


def test_an_invented_source_or_cue_is_left_away_and_counted() -> None:
    [statement], tally = given_back(
        APRIL, row("Vennmark rejected foreign pilots on the ferries", "Minister Tavos", "thundered")
    )
    assert places(statement)[:2] == (None, None)
    assert (tally.quotes, tally.absent, tally.dropped) == (3, 2, 0)


def test_source_and_cue_are_those_next_to_the_content() -> None:
    document = Document.of("Mr. Ash said no. Nothing came of it for a while. Mr. Ash said yes. Mr. Ash said maybe.")
    [statement], _ = given_back(document, row("yes", "Mr. Ash", "said"))
    assert statement.source and statement.cue
    assert (statement.source.start, statement.cue.start) == (document.text.index("Mr. Ash said yes"), 57)


def test_of_words_that_stand_there_twice_the_later_statement_has_the_later() -> None:
    document = Document.of("“No,” said Mr. Ash. “No,” said Ms. Birch.")
    found, _ = given_back(document, row("No", "Mr. Ash", "said"), row("No", "Ms. Birch", "said"))
    assert [(places(s), s.content[0].start) for s in found] == [
        (("Mr. Ash", "said", ["No"]), 1),
        (("Ms. Birch", "said", ["No"]), 21),
    ]


def test_a_whole_sentence_is_freed_of_its_own_source_and_cue() -> None:
    whole = "“We will reopen the quay by 20 April,” she said, “if Torrania halves the harbour toll.”"
    [statement], tally = given_back(APRIL, row(whole, "she", "said"))
    assert places(statement) == (
        "she",
        "said",
        ["We will reopen the quay by 20 April", "if Torrania halves the harbour toll."],
    )
    nothing, tally = given_back(APRIL, row("she said", "she", "said"))
    assert nothing == [] and tally.dropped == 1


def test_a_cue_is_freed_of_its_source() -> None:
    [statement], _ = given_back(APRIL, row("if Torrania halves the harbour toll", "she", "she said"))
    assert places(statement)[:2] == ("she", "said")


def test_a_statement_told_twice_is_kept_once() -> None:
    one = row("Vennmark rejected foreign pilots on the ferries", "Petra Halloran", "said")
    found, _ = given_back(APRIL, one, one)
    assert len(found) == 1


def test_a_label_makes_a_turn() -> None:
    document = Document.of("MS. FENN (Vennmark): We reject that.\n\nMR. ADEY: The quay stays shut, she said: never.")
    found, _ = given_back(document, row("We reject that.", "MS. FENN"), row("The quay stays shut", "MR. ADEY"))
    assert [(s.directness, s.party) for s in found] == [("direct", "ve"), ("direct", None)]


def test_speakers_parties_and_days_are_worked_out_from_the_text() -> None:
    found, _ = given_back(
        APRIL,
        row("Vennmark rejected foreign pilots on the ferries", "Petra Halloran", "said", speaks_for="to"),
        row("if Torrania halves the harbour toll", "she", "said", speaks_for="to"),
    )
    assert [(s.speaker, s.party, str(s.said_on)) for s in found] == [("Petra Halloran", "ve", "2030-04-01")] * 2


def test_where_the_text_does_not_tell_the_model_is_believed() -> None:
    document = Document.of("The harbour master said the quay was shut. Someone else said it was open.")
    one = row("the quay was shut", "The harbour master", "said", speaks_for="ve", speaker="Jory Sand")
    [statement], _ = given_back(document, one)
    assert statement.party == "ve"
    assert statement.speaker != "Jory Sand"  # a name that the document does not hold


def test_the_agenda_knows_better_than_the_model() -> None:
    document = Document.of("Jory Sand said the quay was shut. The mayor and the harbour master said it was open.")
    agenda = replace(AGENDA, actors=(Actor(name="Jory Sand", role="a former pilot"),))
    rows = [
        row("the quay was shut", "Jory Sand", "said", speaks_for="ve"),
        row("it was open", "The mayor and the harbour master", "said", speaks_for="to"),
    ]
    found, _ = given_back(document, *rows, agenda=agenda)
    assert [s.party for s in found] == [None, None]


WORDS = "We will not reopen the quay by 20 April she said Vennmark rejected foreign pilots Torrania’s toll".split()
MARKS = ["“", "”", '"', "'", "’", ",", ".", "—", "-", " ", "\n\n", "  ", "…", "said", "she"]
QUOTES = st.one_of(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join),
    st.lists(st.sampled_from(MARKS + WORDS), max_size=8).map(" ".join),
    st.text(max_size=12),
    st.tuples(st.integers(0, len(TEXT)), st.integers(0, 60)).map(lambda at: TEXT[at[0] : at[0] + at[1]]),
)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "content": st.lists(QUOTES, max_size=3),
            "source": st.none() | QUOTES,
            "cue": st.none() | QUOTES,
            "speaker": st.none() | QUOTES,
            "speaks_for": st.sampled_from([None, "ve", "to"]),
        }
    ),
    max_size=6,
)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(MARKS + WORDS), min_size=3, max_size=40).map(" ".join), ROWS)
@pytest.mark.parametrize("own", [True, False], ids=["a document", "a heap of words"])
def test_every_row_is_the_documents_own_words(own: bool, heap: str, rows: list[dict[str, Any]]) -> None:
    document = APRIL if own else Document.of(normalise(heap))
    if not document.text:
        return
    found, tally = given_back(document, *rows)
    for statement in found:
        spans = [s for s in (statement.source, statement.cue, *statement.content) if s]
        for span in spans:
            document.check(span)
        places_ = sorted((s.start, s.end) for s in spans)
        assert all(a[1] <= b[0] for a, b in pairwise(places_))
        assert any(c.isalnum() for c in statement.text)
    assert len(found) + tally.dropped <= len(rows) and tally.absent <= tally.quotes
