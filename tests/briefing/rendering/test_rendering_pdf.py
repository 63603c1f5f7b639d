"""PDF: every word of the brief on its pages, the running lines on each, marked up for those who do not see it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pypdfium2
import pytest
from briefs import FULL, LONG, NOTES, SVG, hostile, large, line

from spadework.briefing import build, rendered
from spadework.briefing.content import Brief, Figure, Link, Paragraph, Part, Text
from spadework.briefing.rendering import pdf
from spadework.model import Record


def pages(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as opened:
        return [_joined(page.get_textpage().get_text_range()) for page in opened]


def _joined(text: str) -> str:
    """The text with words that were broken at the end of a line put together."""
    text = re.sub("[\ufffe\u00ad\u0002]\\s*", "", text.replace("\u200b", ""))
    return " ".join(text.split())


def boxes(data: bytes) -> Iterator[tuple[float, float, float, float, float, float]]:
    """Width and height of the page, and the box of each stretch of text on it."""
    with pypdfium2.PdfDocument(data) as opened:
        for page in opened:
            text = page.get_textpage()
            for n in range(text.count_rects()):
                yield (*page.get_size(), *text.get_rect(n))


def test_every_word_is_on_the_pages() -> None:
    text = " ".join(pages(rendered(FULL, "pdf")))
    for part in FULL.parts:
        assert part.heading in text
    for note in NOTES:
        assert note.quote.replace("“", "").replace("”", "") in text.replace("“", "").replace("”", "")
    for told in (
        "Ελληνικά: λιμάνι.",
        "Порт",
        "D1 p. 3 ¶2",
        "D2 ¶7",
        "6 Mar 2031",
        "proposed",
        "accepted",
        "Hafen von Lübbe",
    ):
        assert told in text
    for mark in "●×◐–→":
        assert mark in text


def test_a_brief_of_a_record_is_there_whole(talks: Record) -> None:
    brief = build(talks)
    text = " ".join(pages(rendered(brief, "pdf")))
    assert all(part.heading in text for part in brief.parts)
    assert all(_joined(note.quote) in text for note in brief.footnotes)


def test_each_page_has_its_number_and_the_classification_twice() -> None:
    told = pages(rendered(FULL, "pdf"))
    for n, page in enumerate(told, 1):
        assert page.count("Nur für den Dienstgebrauch") == 2
        assert f"{n} of {len(told)}" in page


def test_it_tells_its_title_maker_and_day_and_no_more() -> None:
    with pypdfium2.PdfDocument(rendered(FULL, "pdf")) as opened:
        told = opened.get_metadata_dict()
        assert opened.is_tagged()
        assert [b.get_title() for b in opened.get_toc()][:2] == ["1 Bottom line", "2 Where the parties stand"]
        width, height = opened[0].get_size()
    assert told["Title"] == FULL.title and told["Author"] == "Spadework"
    assert told["CreationDate"].startswith("D:20310306") and told["ModDate"].startswith("D:20310306")
    assert (round(width), round(height)) == (595, 842)
    data = rendered(FULL, "pdf")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data and b"/Lang" in data
    assert data == rendered(FULL, "pdf")


def test_nothing_runs_off_the_page() -> None:
    for brief in (FULL, hostile(6, 60)):
        for width, height, left, bottom, right, top in boxes(rendered(brief, "pdf")):
            assert left >= 0 and right <= width + 1 and bottom >= -1 and top <= height + 1


def test_hostile_words_stay_words() -> None:
    text = " ".join(pages(rendered(hostile(), "pdf")))
    assert "#panic()" in text and "$x$" in text and "`raw`" in text and "\\u{41}" in text
    assert "مرحبا" in text or "ﺎ" in text or "ابحرم" in text
    assert "hostname" not in text


def test_notes_of_a_crowded_table_stand_at_the_end() -> None:
    few, many = pages(rendered(large(40), "pdf")), pages(rendered(large(pdf.NOTES + 1), "pdf"))
    assert "words number 1 of somebody who said something” Document 1" in few[0]
    assert "words number 1 of somebody who said something” Document 1" not in many[0]
    end = " ".join(many[len(many) // 2 :])
    assert "Notes" in end and all(f"words number {n} of" in end for n in (1, pdf.NOTES // 2, pdf.NOTES + 1))


@pytest.mark.parametrize("svg", ["<svg", SVG.replace("<circle", '<image href="/etc/hostname"/><circle'), ""])
def test_a_drawing_that_cannot_be_drawn_is_told(svg: str) -> None:
    figure = Figure("f", svg, 320, 80, "A harbour.")
    text = " ".join(pages(rendered(Brief("T", (Part("p", "P", (figure,)),)), "pdf")))
    assert "A harbour." in text


def test_a_letter_without_a_font_does_not_stop_it() -> None:
    data = rendered(Brief("T", (Part("p", "P", (Paragraph(line("\U0010fffd \ue000 平和")),)),)), "pdf")
    assert data.startswith(b"%PDF") and pages(data)


def test_only_addresses_of_the_web_are_links() -> None:
    urls = ("https://bote.example/a", "javascript:alert(1)", "file:///etc/passwd", "http://", "HTTP://X.example")
    brief = Brief("T", (Part("p", "P", (Paragraph(tuple(Link(u) for u in urls)), Paragraph((Text(LONG),)))),))
    data = rendered(brief, "pdf")
    assert data.count(b"/URI(") == 2 and b"/URI(javascript" not in data and b"/URI(file" not in data
