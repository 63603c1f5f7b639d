"""Statements as a whole."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_places import Place, said

from spadework.errors import ProvenanceError
from spadework.model import Agenda, Directness, Document, Party, Span
from spadework.reading import read
from spadework.reading.reader import actors, statements

AGENDA = Agenda(parties=(Party(id="k", name="Ostrena"), Party(id="i", name="Velloria")))
TEXT = (
    "The halt holds, Pavel Ornick of Velloria said on Monday. He said Ostrena had promised to hand over a list. "
    "“It is a limited step,” he said. He called it “useful”."
)


def made(text, *attributions):
    document = Document.of(text, published=date(2025, 3, 12))
    return statements(document, [said(document, *a) for a in attributions], AGENDA)


def test_statements_are_nested_and_ordered():
    found = made(
        TEXT,
        ("Ostrena", "had promised", "to hand over a list"),
        ("He", "said", "Ostrena had promised to hand over a list"),
        ("Pavel Ornick", "said", "The halt holds"),
    )
    assert [s.text for s in found] == [
        "The halt holds",
        "Ostrena had promised to hand over a list",
        "to hand over a list",
    ]
    outer, inner = found[1:]
    assert inner.within == outer.id and outer.within is None
    assert inner.reporters == ("Pavel Ornick",) and inner.party == "k"


@pytest.mark.parametrize(
    ("attribution", "directness"),
    [
        (("Pavel Ornick", "said", "The halt holds"), Directness.INDIRECT),
        (("he", "said", "It is a limited step,"), Directness.DIRECT),
        (("He", "called", "it “useful”"), Directness.MIXED),
    ],
)
def test_directness(attribution, directness):
    assert made(TEXT, attribution)[0].directness is directness


def test_turns_and_what_follows_them_are_direct():
    text = "MR. ORNICK: The halt holds.\n\nNothing else does."
    found = made(text, ("MR. ORNICK", None, "The halt holds."), (None, None, "Nothing else does."))
    assert [s.directness for s in found] == [Directness.DIRECT] * 2
    assert found[0].speaker == found[1].speaker


def test_the_same_reading_gives_the_same_ids():
    attribution = ("Pavel Ornick", "said", "The halt holds")
    assert made(TEXT, attribution) == made(TEXT, attribution)
    assert len({s.id for s in made(TEXT, attribution, ("he", "said", "It is a limited step,"))}) == 2


def test_foreign_span_is_refused():
    document = Document.of(TEXT)
    with pytest.raises(ProvenanceError):
        statements(document, [Place(None, None, (Span("other", 0, 3, "The"),))])


def test_those_only_described_are_no_actors():
    text = "A diplomat briefed on the talks said it was over."
    assert actors(made(text, ("A diplomat briefed on the talks", "said", "it was over"))) == ()


def test_read_from_text_to_statements():
    document = Document.of(
        "The halt holds, Ostrena's foreign minister, Marta Selwyn, said on Tuesday.", published=date(2025, 3, 12)
    )
    [statement] = read(document, AGENDA)
    assert (statement.speaker, statement.party, str(statement.said_on)) == ("Marta Selwyn", "k", "2025-03-11")
    assert statement.reported_on == date(2025, 3, 12)


def test_nothing_is_read_from_nothing():
    assert read(Document.of("")) == []


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="Aa .,“”\"'’—\n()Mr:stdhei0 ", min_size=3, max_size=200), st.data())
def test_any_spans_of_any_text_are_resolved(text, data):
    document = Document.of(text, published=date(2025, 3, 12))

    def span():
        start = data.draw(st.integers(0, len(text) - 1))
        return document.span(start, data.draw(st.integers(start + 1, len(text))))

    places = [
        Place(data.draw(st.none() | st.just(span())), data.draw(st.none() | st.just(span())), (span(),), turn)
        for turn in (False, True, False)
    ]
    assert len(statements(document, places, AGENDA)) == 3
