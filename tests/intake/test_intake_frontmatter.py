"""Front matter, and what only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spadework.intake.frontmatter import split


def test_keys_and_values() -> None:
    clues, body = split(
        '---\ntitle: "Talks: a \\"new\\" round" # draft\nPublisher: \'Reef Herald\'\ndate: 2025-08-19\n---\n\nText'
    )
    assert clues.title == 'Talks: a "new" round'
    assert clues.publisher == "Reef Herald"
    assert [raw for _, raw in clues.dates] == ["2025-08-19"]
    assert body == "\nText"


def test_a_value_on_several_lines() -> None:
    assert split("---\ntitle: >\n  Talks go on\n  in Geneva\ntags:\n- a\n---\nText")[0].title == "Talks go on in Geneva"


def test_an_address_is_no_publisher() -> None:
    assert split("---\nsource: https://example.org/a\n---\nText")[0].publisher == ""


@pytest.mark.parametrize(
    "text",
    ["---\nA line of prose.\n---\nText", "---\ntitle: never closed\nText", "Text\n---\ntitle: x\n---\n", 
     "---\n---\nText", "----\ntitle: x\n----\n", "", "---"],
)  # fmt: skip
def test_what_is_no_front_matter_stays_text(text: str) -> None:
    clues, body = split(text)
    assert (clues.title, body) == ("", text)


@given(st.text(alphabet="-:# \n\"'ab\t>|"))
def test_any_text_can_be_asked(text: str) -> None:
    _, body = split(text)
    assert text.endswith(body)
