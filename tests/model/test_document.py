"""Provenance: a span is what stands at its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spadework.errors import ProvenanceError
from spadework.model import DateRange, Document


@given(st.text(st.characters(codec="utf-8"), min_size=1), st.data())
def test_span_holds_its_quote(text: str, data: st.DataObject) -> None:
    document = Document.of(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = document.span(start, end)
    assert span.quote == text[start:end]
    document.check(span)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (2, 2), (3, 2), (0, 99)])
def test_span_refuses_places_that_are_not_there(start: int, end: int) -> None:
    with pytest.raises(ProvenanceError):
        Document.of("some text").span(start, end)


def test_check_refuses_a_quote_that_is_not_there() -> None:
    document = Document.of("We will go.")
    span = document.span(0, 7)
    with pytest.raises(ProvenanceError, match="is not at 0-7"):
        document.check(replace(span, quote="We won’t"))
    with pytest.raises(ProvenanceError):
        Document.of("Another text.").check(span)


def test_same_text_same_id() -> None:
    assert Document.of("a", title="x").id == Document.of("a", title="y").id != Document.of("b").id


def test_range_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        DateRange(date(2025, 1, 2), date(2025, 1, 1))
    assert DateRange.on(date(2025, 1, 2)).day == date(2025, 1, 2)
    assert DateRange(date(2025, 1, 2), date(2025, 1, 3)).day is None
