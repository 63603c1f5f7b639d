"""The normal form: idempotent, without what cannot be seen, one paragraph a line."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spadework.intake import normalise
from spadework.text import paragraphs

_ODD = "\n\r\t “”‘’—-*=.:Aaé1("
_ODD += "\x00\x0b\x0c\x1b\x85\xa0\xad\u0301\u0344\u2000\u2009\u200b\u202e\u2028\u2029\ufeff\ufffc\ud800"
_LINE = [
    "",
    " ",
    "- -",
    "-",
    "- item",
    "Q:",
    "A. No.",
    "MR. X: so",
    "a-",
    "and",
    "x" * 60,
    "1. one",
    "---",
    "He added:",
]
_LINE += ["It is so, they said, and the talks go on in", "Geneva.", "“Yes.”", "   indented"]
_LINES = st.lists(st.sampled_from(_LINE))


@given(st.one_of(st.text(), st.text(alphabet=_ODD), _LINES.map("\n".join)))
def test_normalising_twice_is_normalising_once(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(st.one_of(st.text(), st.text(alphabet=_ODD)))
def test_normal_text_holds_nothing_unseen(text: str) -> None:
    once = normalise(text)
    assert all(unicodedata.category(c) not in ("Cf", "Cc", "Cs") for c in once.replace("\n", ""))
    assert all(c == " " for c in once if unicodedata.category(c) == "Zs")
    assert once == once.strip() and "  " not in once and "\n\n\n" not in once
    once.encode()  # can be stored and hashed


@given(st.lists(st.sampled_from(["One, two.", "“Yes,” he said.", "MR. X: No.", "- item"]), min_size=1))
def test_normal_paragraphs_are_what_the_reader_sees(wanted: list[str]) -> None:
    once = normalise("\n\n".join(wanted))
    assert [once[a:b] for a, b in paragraphs(once)] == wanted


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("“Yes” — it’s…", "“Yes” — it’s…"),
        ("a\xa0b\u2003c\td", "a b c d"),
        ("co\xadoper\u200bate", "cooperate"),
        ("e\u0301", "é"),
        ("\x1b[31mred", "[31mred"),
        ("He said: “She said ‘no.’\u2009”", "He said: “She said ‘no.’”"),
        ("One.\u2029Two.", "One.\n\nTwo."),
        ("One.\r\n\r\nTwo.\r\rThree.", "One.\n\nTwo.\n\nThree."),
        ("One.\n\n* * *\n\nTwo.\n-----\nThree.", "One.\n\nTwo.\n\nThree."),
    ],
)
def test_characters(raw: str, wanted: str) -> None:
    assert normalise(raw) == wanted


def test_a_paragraph_a_line_stays_parted() -> None:
    lines = [
        "The minister said on Tuesday that the talks would go on in Geneva until the end of the week, whatever "
        "happens, and that nobody would leave before there was a text that both could sign.",
        "Now comes the work.",
        "“This is very unusual,” said the former ambassador, who has seen many such rounds from near by and from afar.",
    ]
    assert normalise("\n\n\n" + "\n".join(lines)) == "\n\n".join(lines)


def test_hard_wrapped_lines_are_joined() -> None:
    lines = [
        "The long negotiation about the harbour at Dunmarrow went on for a",
        "second day, and Mr.\u00a0Renk of the defence department of the",
        "Ministry said that both sides had put forward cease-",
        "fire plans with two-",
        "and three-week truces.",
    ]
    joined = " ".join(lines).replace("cease- ", "cease-").replace("\xa0", " ")
    assert normalise("\n".join([*lines, "", "A second paragraph.", ""])) == f"{joined}\n\nA second paragraph."


def test_heading_lines_stay_parted() -> None:
    raw = "Statement by the Foreign Minister\nBerlin, 5 May 2025\n\nWe met."
    assert normalise(raw) == "Statement by the Foreign Minister\n\nBerlin, 5 May 2025\n\nWe met."


def test_turns_of_speakers_stay_parted() -> None:
    raw = (
        "MR. PESKOV: We have nothing\nto say.\nQ: When will\nyou meet?\nLavrov: Soon.\nSECRETARY RUBIO (on video): No."
    )
    assert normalise(raw).split("\n\n") == [
        "MR. PESKOV: We have nothing to say.",
        "Q: When will you meet?",
        "Lavrov: Soon.",
        "SECRETARY RUBIO (on video): No.",
    ]


def test_a_colon_inside_wrapped_prose_is_no_turn() -> None:
    raw = "The minister, who had come from the meeting in the old town hall with\nMr. Stenn: the two had met there."
    assert "\n" not in normalise(raw)


def test_items_of_a_list_stay_parted() -> None:
    assert normalise("They want:\n- a truce\n- observers\n1. First").split("\n\n")[1:] == [
        "- a truce",
        "- observers",
        "1. First",
    ]


def test_a_million_marks_on_one_letter_are_cut() -> None:
    assert len(normalise("e" + "\u0301\u0323" * 500_000)) <= 31
