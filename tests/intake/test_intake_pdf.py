"""PDF: reading order, pages, what is printed on every page, and files that cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_files import (
    SENTENCES,
    encrypted,
    lines,
    pdf,
    prose,
    report,
    scanned,
    two_columns,
)
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas

from spadework.errors import EmptyDocument, NotText, TooLarge
from spadework.intake import normalise
from spadework.intake import pdf as reading
from spadework.intake.content import Content
from spadework.intake.layout import Line, Word
from spadework.intake.printed import Paragraph, laid_out
from spadework.model import Document


def read(data: bytes) -> Content:
    return reading.content(data, "a.pdf")


def drawn(*words: str, **where: float) -> Callable[[Canvas], object]:
    return lambda c: lines(c, words, **where)


def test_pages_are_kept_and_running_lines_are_not() -> None:
    content = read(report(4))
    assert content.warnings == ()
    document = Document.of(content.text, pages=content.pages)
    assert len(document.pages) == 4 and document.pages[0] == 0
    for number in range(4):
        at = document.text.index(f"In round {10 * number + 1},")
        assert document.page(at) == number + 1
        assert document.span(at, at + 8).page == number + 1
    assert "Policy Review" not in document.text and "Page" not in document.text and "May 2025" not in document.text


def test_a_paragraph_goes_on_over_the_end_of_a_page() -> None:
    content = read(report(3))
    assert "after a long night without any result, the delegation 1 left the hall" in content.text
    at = content.text.index("delegation 1 left")
    assert at in content.pages, "the second page begins in the middle of the paragraph"


def test_paragraphs_are_told_by_the_space_between_them() -> None:
    blocks = read(report(1)).text.split("\n\n")
    assert blocks[1:3] == [f"{prose(n)} More was not to be learnt on that day." for n in range(2)]


def test_two_columns_are_read_one_after_the_other() -> None:
    content = read(two_columns())
    assert content.clues.title == "Ferry pilots and the limits of compromise in the strait"
    text = content.text
    assert text.startswith(content.clues.title + "\n\n")
    assert "would negotiate about pilots" in text, "a word broken at the end of a line closes up"
    assert "that a cease-fire had to come" in text, "a hyphen that the word has elsewhere stays"
    assert "heard again in the hall of the conference centre." in text, "the first column goes on in the second"
    assert text.index("not heard again") < text.index("Officials of the")


def test_three_columns() -> None:
    def page(c: Canvas) -> None:
        for column in range(3):
            words = [f"column {column} line {n:02} of the text" for n in range(8)]
            lines(c, words, x=(2 + 6 * column) * cm, y=24 * cm)

    text = read(pdf([page])).text
    assert [w for w in text.split() if w.isdigit() and len(w) == 2] == [f"{n:02}" for _ in range(3) for n in range(8)]


def test_gaps_of_justified_lines_that_happen_to_meet_are_no_gutter() -> None:
    def page(c: Canvas) -> None:
        for n in range(30):
            y = 24 * cm - 12 * n
            if n % 5:
                lines(c, [f"line {n:02} of a text that is set in one column of full width, as is the next one"], y=y)
            else:
                lines(c, [f"line {n:02} of a text that is set"], y=y)
                lines(c, ["in one column of full width"], x=8 * cm, y=y)

    text = " ".join(read(pdf([page])).text.split())
    assert [w for w in text.split() if w.isdigit()] == [f"{n:02}" for n in range(30)]
    assert "line 05 of a text that is set in one column of full width line 06" in text


def test_a_table_is_read_row_by_row() -> None:
    def page(c: Canvas) -> None:
        for n, row in enumerate(
            (("Party", "Pilots", "Toll"), ("Oswin", "rejects", "open"), ("Torrania", "wants", "no"))
        ):
            for column, cell in enumerate(row):
                lines(c, [cell], x=(2 + 5 * column) * cm, y=24 * cm - 14 * n)

    assert read(pdf([page])).text.split("\n\n") == ["Party Pilots Toll", "Oswin rejects open", "Torrania wants no"]


def test_footnotes_stand_apart_and_their_marks_go() -> None:
    def first(c: Canvas) -> None:
        c.setFont("Helvetica", 10)
        c.drawString(2 * cm, 20 * cm, "The minister spoke of a truce.")
        at = 2 * cm + c.stringWidth("The minister spoke of a truce.", "Helvetica", 10)
        c.drawString(at + 8, 20 * cm, "She left the hall after that, and a word was not to be had.")
        c.setFont("Helvetica", 6)
        c.drawString(at, 20 * cm + 4, "7")
        lines(c, ["Those who had waited for her and for the others since the early morning were only"], y=20 * cm - 12)
        lines(c, ["7 In a letter of 3 May to the chair."], y=3 * cm, size=7)

    def second(c: Canvas) -> None:
        lines(c, ["told that there would be no more that day."])

    text = read(pdf([first, second])).text
    assert "a truce. She" in text
    assert "since the early morning were only told that there would be no more" in text
    assert text.startswith("7 In a letter of 3 May to the chair.\n\n")


def test_a_page_turned_on_its_side() -> None:
    def page(c: Canvas) -> None:
        c.rotate(90)
        lines(c, SENTENCES, x=2 * cm, y=-3 * cm)

    text = read(pdf([page])).text
    assert " ".join(text.split()) == " ".join(SENTENCES)


def test_a_stamp_across_the_page_is_left_out() -> None:
    def page(c: Canvas) -> None:
        lines(c, SENTENCES)
        c.rotate(40)
        c.setFont("Helvetica", 60)
        c.drawString(8 * cm, 2 * cm, "DRAFT")

    assert "DRAFT" not in read(pdf([page])).text


def test_a_title_that_is_the_name_of_a_file_is_none() -> None:
    def with_title(title: str) -> str:
        def page(c: Canvas) -> None:
            c.setTitle(title)
            lines(c, SENTENCES)

        return read(pdf([page])).clues.title

    assert with_title("Statement of the chair") == "Statement of the chair"
    assert with_title("Microsoft Word - draft3 final.docx") == ""
    assert with_title("untitled") == ""


def test_a_scanned_pdf_is_told_as_such() -> None:
    with pytest.raises(EmptyDocument, match=r"scanned PDF: its pages are pictures.*OCRmyPDF"):
        read(scanned())


def test_some_pages_that_are_pictures_are_named() -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    picture = ImageReader(Image.new("L", (20, 20), 200))

    def scan(c: Canvas) -> None:
        c.drawImage(picture, 0, 0, 500, 700)

    content = read(pdf([drawn(*SENTENCES), scan, scan, drawn(*SENTENCES), scan]))
    (told,) = content.warnings
    assert "pages 2 to 3, 5 are a picture" in told
    assert len(content.pages) == 5
    assert content.pages[1] == content.pages[2] == content.pages[3], "an empty page begins where the next one does"
    assert content.pages[4] == len(content.text)


def test_an_encrypted_pdf_is_told_as_such() -> None:
    with pytest.raises(NotText, match=r"encrypted and asks for a password.*print it to a new PDF"):
        read(encrypted())


def test_a_truncated_pdf_is_read_as_far_as_it_goes_or_told() -> None:
    whole = report(6)
    outcomes = set()
    for cut in range(50, len(whole) - 20, len(whole) // 40):
        try:
            content = read(whole[:cut])
        except (NotText, EmptyDocument) as e:
            outcomes.add("refused")
            assert "Get it again" in str(e) or "text" in str(e)
        else:
            outcomes.add("read")
            assert any("the end of the file is missing" in w for w in content.warnings)
    assert "refused" in outcomes


def test_the_end_of_the_file_missing_is_a_warning() -> None:
    content = read(report(2)[:-8])
    assert "In round 11," in content.text
    assert any("the end of the file is missing" in w for w in content.warnings)


@pytest.mark.slow
def test_five_hundred_pages() -> None:
    content = read(report(500))
    assert len(content.pages) == 500
    assert all(a < b for a, b in pairwise(content.pages))
    assert content.text.startswith(f"{prose(0)}") and "In round 4992," in content.text
    assert "Policy Review" not in content.text


def test_pages_beyond_count_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_PAGES", 3)
    with pytest.raises(TooLarge, match="4 pages are more than 3"):
        read(report(4))
    monkeypatch.setattr(reading, "MOST_PAGES", 5)
    monkeypatch.setattr(reading, "MOST_CHARACTERS", 500)
    with pytest.raises(TooLarge, match="500 characters"):
        read(report(4))


def test_an_empty_page_alone() -> None:
    with pytest.raises(EmptyDocument, match="no text in the PDF"):
        read(pdf([lambda c: None]))


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=8)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.lists(WORDS, min_size=1, max_size=4)), max_size=12))
def test_the_text_is_in_normal_form_and_pages_rise(found: list[tuple[int, list[str]]]) -> None:
    paragraphs, page = [], 0
    for number, words in found:
        page += number % 2
        line = Line(tuple(Word(w, 10.0 * i, 10.0 * i + 8, 0, 10) for i, w in enumerate(words)))
        if number > 1 and paragraphs:
            paragraphs[-1].lines.append((page, line))
        else:
            paragraphs.append(Paragraph([(page, line)]))
    text, pages = laid_out(paragraphs, page + 1)
    assert normalise(text) == text
    assert pages[0] == 0 and len(pages) == page + 1
    assert all(0 <= a <= b <= len(text) for a, b in pairwise(pages))
