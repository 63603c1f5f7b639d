"""Words that mean the same: by number, stem or trade."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spadework.coding.likeness import likeness, number, tokens


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("14", 14), ("1,200", 1200), ("3.5", 3.5), ("seven", 7), ("Sixty", 60), ("twenty-five", 25), ("hundred", 100),
        ("nineteen", 19), ("zero", 0), ("herring", None), ("one", None), ("sixty-something", None), ("", None),
    ],
)  # fmt: skip
def test_number_that_a_word_stands_for(word, value):
    assert number(word) == value


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("sixty thousand tonnes", "60,000 tonnes"),
        ("thirty-day pauses", "a 30-day pause"),
        ("six and a half per cent", "6.5 percent"),
        ("twenty-five boats", "25 boats"),
        ("two hundred lorries", "200 lorries"),
        ("The Commission's inspectors", "the commission’s inspector"),
        ("reopened the crossings", "reopening a crossing"),
    ],
)
def test_same_in_other_words(a, b):
    assert tokens(a) == tokens(b)


@pytest.mark.parametrize(("a", "b"), [("60 tonnes", "90 tonnes"), ("60,000 tonnes", "60 tonnes"), ("crew", "screw")])
def test_not_the_same(a, b):
    assert tokens(a) != tokens(b)
    assert max(likeness(x, y) for x, y in zip(tokens(a), tokens(b), strict=True) if x != y) == 0


def test_small_words_and_doubles_are_left_out():
    assert tokens("The quota of the quota, and what it is") == tokens("quota")
    assert tokens("of the and") == ()


@pytest.mark.parametrize(
    ("a", "b"),
    [("ceasefire", "truce"), ("tariff", "duty"), ("soldier", "troops"), ("wage", "salary"), ("prisoner", "captive")],
)
def test_kin_are_alike_but_less_than_the_same(a, b):
    (x,), (y,) = tokens(a), tokens(b)
    assert 0 < likeness(x, y) < 1


def test_shared_beginning_counts_more_than_kin():
    kin, family = likeness(*tokens("truce ceasefire")), likeness(*tokens("election electoral"))
    assert kin < family < 1


@pytest.mark.parametrize(("a", "b"), [("bridge", "herring"), ("port", "report"), ("war", "warden"), ("60", "sixteen")])
def test_strangers_are_not_alike(a, b):
    (x,), (y,) = tokens(a), tokens(b)
    assert likeness(x, y) == 0


WORDS = st.sampled_from(
    tokens(
        "truce ceasefire armistice halt pause troops army guns election electoral vote 60 sixty-one 3.5 pay wage port"
    )
) | st.text("abcdeghiorst", min_size=1, max_size=9)


@given(WORDS, WORDS)
def test_likeness_is_symmetric_and_between_0_and_1(a, b):
    assert likeness(a, b) == likeness(b, a)
    assert 0 <= likeness(a, b) <= 1


@given(WORDS)
def test_a_word_is_wholly_like_itself(a):
    assert likeness(a, a) == 1


@given(st.integers(1, 99_999))
def test_figures_with_and_without_commas_are_one_number(n):
    assert tokens(f"{n:,} boats") == tokens(f"{n} boats")


@given(st.text(st.characters(codec="utf-8", exclude_categories=("No",)), max_size=60))
def test_tokens_of_any_text_are_words_each_once(text):
    found = tokens(text)
    assert all(found) and len(set(found)) == len(found)


@pytest.mark.parametrize("text", ["²", "Observers were admitted.¹", "① A quota"])
def test_footnote_marks_do_not_end_the_run(text):
    assert all(tokens(text)) or not tokens(text)
