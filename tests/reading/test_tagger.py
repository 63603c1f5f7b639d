"""The trained reader: what it says of a text depends on that text alone."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spadework.errors import ReaderError
from spadework.reading.tagger import ROLES, SHIPPED, Scheme, Tagged, Tagger, named, shipped
from spadework.windows import LIMIT, windows

ONE = "The ferries would sail, Ruth Ellery said on Monday, if Velloria lifted the toll."
TWO = "“We never agreed to that,” the minister told reporters. “Nor shall we.”"
PIECES = st.lists(
    st.one_of(
        st.sampled_from(["said", "“", "”", '"', "\n\n", "Ruth Ellery", "that", ",", ".", "according to", "é", "𝔘"]),
        st.text(max_size=5),
    ),
    max_size=40,
).map(" ".join)  # fmt: skip


def _words(text: str, one: Tagged) -> tuple[str | None, str | None, tuple[str, ...]]:
    def at(place: tuple[int, int] | None) -> str | None:
        return text[slice(*place)] if place else None

    return at(one.source), at(one.cue), tuple(text[slice(*p)] for p in one.content)


def test_source_cue_and_content_are_linked() -> None:
    [found] = next(shipped().read([ONE]))
    source, cue, content = _words(ONE, found)
    assert source == "Ruth Ellery" and cue is not None and cue.startswith("said")
    assert content[0].startswith("The ferries would sail") and "Velloria lifted the toll" in content[-1]


def test_a_quotation_parted_by_its_cue_is_one() -> None:
    [found] = next(shipped().read([TWO]))
    assert len(found.content) == 2


@settings(max_examples=40, deadline=None)
@given(PIECES)
def test_every_place_lies_in_the_text(text: str) -> None:
    for role, start, end in shipped().tags([text])[0]:
        assert role in ROLES and 0 <= start < end <= len(text)
    for one in next(shipped().read([text])):
        for start, end in (p for p in (one.source, one.cue, *one.content) if p):
            assert 0 <= start < end <= len(text)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.one_of(PIECES, st.sampled_from([ONE, TWO, ""])), max_size=4))
def test_a_text_reads_the_same_alone_and_among_others(texts: list[str]) -> None:
    together = list(shipped().read(texts))
    assert together == [next(shipped().read([t])) for t in texts]
    assert list(shipped().read(texts[::-1])) == together[::-1]


@settings(max_examples=30, deadline=None)
@given(PIECES, st.integers(1, 30))
def test_windows_hold_every_token_once_and_are_bounded(text: str, limit: int) -> None:
    tokenizer = shipped()._tokenizer
    made = list(windows(text, tokenizer, limit))
    assert all(0 < len(w.ids) <= limit for w in made)
    places = [p for w in made for p in w.places]
    assert places == sorted(places)
    assert [i for w in made for i in w.ids] == [
        i for line in text.split("\n") if line.strip() for i in tokenizer.encode(line, add_special_tokens=False).ids
    ]


def test_a_long_paragraph_is_cut_between_sentences_and_not_before_a_quotation() -> None:
    one = "The envoy for the northern districts said the convoy would leave the depot on Monday. "
    two = "“The road is open,” she told reporters in the capital. "
    text = (one + two) * 20
    cut = list(windows(text, shipped()._tokenizer))
    assert len(cut) > 5
    assert all(text.startswith(one, w.places[0][0]) for w in cut)
    assert [p for w in cut for p in w.places] == sorted({p for w in cut for p in w.places})


def test_a_statement_is_read_whole_wherever_it_stands_in_a_long_paragraph() -> None:
    filler = "The snow lay deep on the passes and the lorries waited at the lower gate all that week. "
    alone = [_words(ONE, found) for found in next(shipped().read([ONE]))]
    for n in range(3, 10):
        text = filler * n + ONE
        assert [_words(text, found) for found in next(shipped().read([text]))] == alone


def test_a_line_without_end_is_cut() -> None:
    made = list(windows("word " * 20_000, shipped()._tokenizer))
    assert len(made) > 100 and all(len(w.ids) <= LIMIT for w in made)


def test_tags_do_not_overlap() -> None:
    tags = shipped().tags([ONE + "\n\n" + TWO])[0]
    assert tags and all(a[2] <= b[1] for a, b in pairwise(tags))


def test_the_corpus_scheme_keeps_quotation_marks() -> None:
    [found] = next(Tagger(SHIPPED, Scheme.POLNEAR).read([TWO]))
    assert _words(TWO, found)[2][0].startswith("“")


def test_a_folder_without_a_reader_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match=r"reader\.onnx"):
        Tagger(tmp_path)


def test_readers_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert named("shipped") is shipped()
    assert list(named(str(SHIPPED)).read([ONE])) == list(shipped().read([ONE]))
    monkeypatch.setenv("SPADEWORK_READERS", str(SHIPPED.parent))
    assert list(named("reader").read([ONE])) == list(shipped().read([ONE]))
    with pytest.raises(ReaderError, match="large"):
        named("large")
