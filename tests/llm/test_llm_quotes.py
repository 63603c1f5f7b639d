"""A quote is found if its words stand in the text, and then it is the text's own."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spadework.llm.pieces import pieces
from spadework.llm.quotes import Text

TEXT = (
    "“We can’t accept 60,000 tonnes,” Ms. Arden said — twice. The non-aggression pact stays.\n\n"
    "The ministry's  answer: “No ‘observers’ at the quay.” We can wait."
)


def found(quote: str, text: str = TEXT) -> list[str]:
    return [text[a:b] for a, b in Text(text).places(quote)]


@pytest.mark.parametrize(
    ("quote", "own"),
    [
        ("Ms. Arden said", "Ms. Arden said"),
        ('"We can\'t accept 60,000 tonnes,"', "“We can’t accept 60,000 tonnes,”"),
        ("We can’t accept 60,000 tonnes", "We can’t accept 60,000 tonnes"),
        ("said - twice", "said — twice"),
        ("The ministry’s answer", "The ministry's  answer"),
        ("The\tministry's\n answer", "The ministry's  answer"),
        ("No 'observers' at the quay", "No ‘observers’ at the quay"),
        ("«The non-aggression pact stays…»", "The non-aggression pact stays"),
        ("pact stays. The ministry's", "pact stays.\n\nThe ministry's"),
        ("Arden", "Arden"),
    ],
)
def test_marks_and_spaces_may_be_written_otherwise(quote: str, own: str) -> None:
    assert found(quote) == [own]


@pytest.mark.parametrize(
    "quote",
    [
        "",
        " ",
        "“…”",
        "We can",  # can’t: but "We can wait" is there
        "accept 60",
        "000 tonnes",
        "aggression pact",
        "rden said",
        "ms. arden said",
        "We cannot accept 60,000 tonnes",
        "We can’t accept 60000 tonnes",
        "We can’t ... tonnes",
        "Ms Arden said",
        "\ud800",
    ],
)
def test_other_words_and_parts_of_words_are_not_found(quote: str) -> None:
    assert found(quote) == (["We can"] if quote == "We can" else [])


def test_every_place_is_given_in_order() -> None:
    text = "He said no. She said no. No one said yes."
    assert [a for a, _ in Text(text).places("said")] == [3, 16, 32]
    assert [a for a, _ in Text(text, 10, 30).places("said")] == [16]


def plain(text: str) -> str:
    return re.sub(r"[^\w]+", " ", text).strip()


patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
TEXTS = st.text(st.sampled_from("ab Cé1,.-—“”\"'’\n "), max_size=80)


@patient
@given(TEXTS, TEXTS)
def test_what_is_found_has_the_letters_of_the_quote(text: str, quote: str) -> None:
    for start, end in Text(text).places(quote):
        assert 0 <= start < end <= len(text)
        assert plain(text[start:end]) == plain(quote)


@patient
@given(TEXTS, st.data())
def test_what_stands_in_the_text_is_found(text: str, data: st.DataObject) -> None:
    words = [(m.start(), m.end()) for m in re.finditer(r"\S+", text) if any(c.isalnum() for c in m.group())]
    if words:
        first = data.draw(st.sampled_from(words))
        last = data.draw(st.sampled_from([w for w in words if w >= first]))
        assert any(a <= first[1] and last[0] <= b for a, b in Text(text).places(text[first[0] : last[1]]))


@patient
@given(st.lists(st.text(st.sampled_from("ab . "), max_size=60), max_size=8), st.integers(5, 50))
def test_pieces_are_bounded_and_leave_nothing_out(paragraphs: list[str], size: int) -> None:
    text = "\n\n".join(paragraphs)
    cut = list(pieces(text, size))
    assert all(0 < b - a <= size for a, b in cut)
    assert all(one[1] <= other[0] for one, other in pairwise(cut))
    inside = {n for a, b in cut for n in range(a, b)}
    assert all(n in inside or c.isspace() for n, c in enumerate(text))


def test_pieces_end_where_paragraphs_end() -> None:
    text = "\n\n".join(["One short paragraph here."] * 6)
    assert [text[a:b].count("One") for a, b in pieces(text, 80)] == [3, 3]


def test_a_foreign_paragraph_is_in_no_piece() -> None:
    english = " ".join(["The council said that it would not sign the text before the port was open again."] * 3)
    german = (
        "„Wir werden nicht unterschreiben“, sagte der Minister von Norland am Dienstag. Die Gespräche werden bis zum "
        "Ende der Woche fortgesetzt, und niemand reist ab, bevor es einen Text gibt."
    )
    text = f"{english}\n\n{german}\n\n{english}"
    assert [text[a:b] for a, b in pieces(text)] == [english, english]
