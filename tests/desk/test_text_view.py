"""The text that is shown is the text of the document, and each run of it belongs to the right rows."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from spadework.desk.views.text import Place, Role, around, marked, window
from spadework.model import Document

WORDS = ["said", "toll", "the ferry", "Ó Sé", "🜨", "“no”", "long", "\u202e", "<b>", "\n", "  "]
paragraph = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
texts = st.lists(paragraph, max_size=8).map("\n\n".join)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[Document, list[Place]]:
    text = draw(texts.filter(bool))
    n = len(text)
    pages = sorted({0, *draw(st.lists(st.integers(0, n - 1), max_size=3))}) if draw(st.booleans()) else []
    places = []
    for row in range(draw(st.integers(0, 6))):
        for role in draw(st.lists(st.sampled_from(list(Role)), min_size=1, max_size=3)):
            start = draw(st.integers(0, n - 1))
            places.append(Place(start, draw(st.integers(start + 1, n)), f"s{row}", role))
    return Document.of(text, pages=tuple(pages)), places


@settings(max_examples=300)
@given(marked_texts())
def test_runs_are_the_text_and_belong_to_the_rows_that_lie_over_them(made: tuple[Document, list[Place]]) -> None:
    document, places = made
    text = document.text
    at = 0
    for p in marked(document, 0, len(text), places):
        assert not text[at : p.start].strip()
        assert "".join(g.text for g in p.segments) == text[p.start : p.end]
        at = p.start
        for g in p.segments:
            assert g.start == at and g.text
            at += len(g.text)
            over = {(q.row, q.role) for q in places if q.start <= g.start and q.end >= at}
            touching = {(q.row, q.role) for q in places if q.start < at and q.end > g.start}
            assert {(m.row, m.role) for m in g.marks} == over == touching
            assert set(g.rows) == {row for row, _ in over}
        assert at == p.end
    assert not text[at:].strip()


@settings(max_examples=300)
@given(marked_texts())
def test_every_page_is_told_once_where_it_begins(made: tuple[Document, list[Place]]) -> None:
    document, places = made
    shown = marked(document, 0, len(document.text), places)
    told = [(g.page, g.start) for p in shown for g in p.segments if g.page is not None]
    last = shown[-1].end if shown else 0
    for n, at in told:
        assert at >= document.pages[n - 1] and not document.text[document.pages[n - 1] : at].strip()
    # Of two that begin in one gap the later one is told; what begins after the last word is not.
    begun = {document.page(g.start) for p in shown for g in p.segments if document.pages}
    assert {n for n, _ in told} <= {
        n for n in range(1, len(document.pages) + 1) if document.pages[n - 1] < last or n == 1
    }
    assert begun <= {n for n, _ in told}


@settings(max_examples=200)
@given(texts.filter(bool), st.integers(20, 60), st.integers(-5, 400))
def test_parts_follow_each_other_and_leave_nothing_out(text: str, length: int, offset: int) -> None:
    at: int | None = 0
    reached = 0
    while at is not None:
        part = window(text, at, length)
        assert part.start == reached < part.end <= part.start + length
        assert (part.before is None) == (part.start == 0) and (part.before or 0) <= part.start
        reached, at = part.end, part.after
    assert reached == len(text)
    shows = around(text, min(max(offset, 0), len(text) - 1), length)
    assert shows.start <= min(max(offset, 0), len(text) - 1)
    assert 0 <= window(text, offset, length).start < len(text)


def test_a_part_is_bounded_whatever_the_text_is() -> None:
    for text in ("x" * 3_000_000, "word " * 600_000, "a\n\n" * 1_000_000):
        document = Document.of(text)
        part = around(text, 1_500_000)
        assert part.start <= 1_500_000 < part.end and part.end - part.start <= 40_000
        shown = marked(document, part.start, part.end, [])
        assert max(p.end - p.start for p in shown) <= 6_000
        joined = "".join(g.text for p in shown for g in p.segments)
        assert (
            joined.replace("\n", "") == text[part.start : part.end].replace("\n", "")
            or joined.split() == text[part.start : part.end].split()
        )
