"""PDF: words and where they stand on the page, as PDFium tells them; layout makes text of them.

Nothing in the file is run and nothing that it links to is opened. A page that cannot be read is told and costs only
itself.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from spadework.errors import EmptyDocument, NotText, TooLarge
from spadework.intake.clues import Clues, label
from spadework.intake.content import Content
from spadework.intake.layout import Line, Word, columns, rows
from spadework.intake.printed import laid_out, paragraphs
from spadework.intake.running import without_running

MOST_PAGES = 5_000
MOST_CHARACTERS = 20_000_000
_MOST_ON_A_PAGE = 200_000

_PASSWORD, _SECURITY = 4, 5  # PDFium's FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY
_BREAKS = (0x02, 0xFFFE)
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_NAME_OF_FILE = re.compile(
    r"\.(?:docx?|pdf|rtf|odt|indd|qxd|pptx?|xlsx?)$|^(?:untitled|microsoft word|layout|slide)|^\(\w+\)$", re.I
)
_SCANNED = "Run it through text recognition, such as OCRmyPDF, and give the file that it makes."


def contents(data: bytes, where: str) -> list[Content]:
    """The one content of the file, as `content` gives it."""
    return [content(data, where)]


def content(data: bytes, where: str) -> Content:
    """The text of a PDF with its pages, its title, and what could not be read.

    Raises:
        NotText: it is encrypted, damaged beyond reading, or no PDF.
        EmptyDocument: its pages are pictures, or empty.
        TooLarge: it has more than `MOST_PAGES` pages or `MOST_CHARACTERS` characters.
    """
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as e:
        raise _closed(getattr(e, "err_code", None), where) from e
    try:
        return _content(pdf, data, where)
    finally:
        pdf.close()


def _content(pdf: Any, data: bytes, where: str) -> Content:
    count = len(pdf)
    if count > MOST_PAGES:
        raise TooLarge(f"{count:,} pages are more than {MOST_PAGES:,}", where=where, remedy="Split it.")
    pages: list[list[Line]] = []
    heights: list[float] = []
    lost: list[int] = []
    pictures: list[int] = []
    characters = 0
    for number in range(count):
        words, height, picture = _page(pdf, number)
        if words is None:
            lost.append(number + 1)
        elif picture and not words:
            pictures.append(number + 1)
        pages.append(rows(words or ()))
        heights.append(height)
        characters += sum(len(w.text) for w in words or ())
        if characters > MOST_CHARACTERS:
            raise TooLarge(f"its text has more than {MOST_CHARACTERS:,} characters", where=where, remedy="Split it.")
    if not any(pages):
        raise _without_text(where, count, pictures, lost)
    warnings = []
    if pictures:
        warnings.append(f"{where}: {_numbered(pictures)} a picture without text. {_SCANNED}")
    if lost:
        warnings.append(f"{where}: {_numbered(lost)} damaged and left out")
    if b"%%EOF" not in data[-2048:]:
        warnings.append(f"{where}: the end of the file is missing; what is left of it was read")
    bodies = without_running(pages, heights)
    text, starts = laid_out(paragraphs([columns(body) for body in bodies]), count)
    return Content(Clues(title=_title(pdf, bodies)), text, starts, tuple(warnings))


def _page(pdf: Any, number: int) -> tuple[list[Word] | None, float, bool]:
    """The words of a page, its height, and whether there is a picture on it; None if it cannot be read."""
    import pypdfium2
    import pypdfium2.raw as raw

    try:
        page = pdf[number]
    except pypdfium2.PdfiumError:
        return None, 1.0, False
    try:
        left, bottom, right, top = page.get_bbox()
        textpage = page.get_textpage()
    except pypdfium2.PdfiumError:
        page.close()
        return None, 1.0, False
    try:
        words = list(_words(raw, textpage.raw, (left, bottom, right, top)))
        height = top - bottom
        turned = Counter(turn for turn, _ in words)
        if turned and (turn := turned.most_common(1)[0][0]):
            width = right - left
            words = [(t, _turned(w, turn, width, height)) for t, w in words if t == turn]
            height = height if turn == 2 else width
        upright = [w for t, w in words if t == (turned.most_common(1)[0][0] if turned else 0)]
        picture = not upright and any(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))
        return upright, height or 1.0, picture
    except pypdfium2.PdfiumError:
        return None, 1.0, False
    finally:
        textpage.close()
        page.close()


def _words(raw: Any, textpage: Any, box: tuple[float, float, float, float]) -> Iterator[tuple[int, Word]]:
    """Each word with the quarter turns by which it is turned; what lies outside the page or aslant is left out."""
    count = min(raw.FPDFText_CountChars(textpage), _MOST_ON_A_PAGE)
    codes = [raw.FPDFText_GetUnicode(textpage, i) for i in range(max(count, 0))]
    start = None
    for i, code in enumerate([*codes, 32]):
        space = (code <= 32 and code not in _BREAKS) or code in (0xA0, 0x2028, 0x2029)
        if not space:
            start = i if start is None else start
            continue
        if start is not None:
            # PDFium closes a word up that is broken at the end of a line, and leaves this mark in it.
            cuts = [start, *(n + 1 for n in range(start, i - 1) if codes[n] in _BREAKS), i]
            for piece in pairwise(cuts):
                if (word := _word(raw, textpage, codes, piece, box)) is not None:
                    yield word
            start = None


def _word(
    raw: Any, textpage: Any, codes: list[int], at: tuple[int, int], box: tuple[float, float, float, float]
) -> tuple[int, Word] | None:
    start, end = at
    first, last = _box(raw, textpage, start), _box(raw, textpage, end - 1)
    if first is None or last is None:
        return None
    left, right = min(first.left, last.left) - box[0], max(first.right, last.right) - box[0]
    top, bottom = box[3] - max(first.top, last.top), box[3] - min(first.bottom, last.bottom)
    if right < 0 or bottom < 0 or left > box[2] - box[0] or top > box[3] - box[1] or not bottom > top:
        return None
    angle = raw.FPDFText_GetCharAngle(textpage, start) / 1.5707963
    turn = round(angle)
    if abs(angle - turn) > 0.1:
        return None  # a stamp across the page
    if end - start > 1 and 48 <= codes[end - 1] <= 57:
        end = _without_mark(raw, textpage, codes, start, end)
    text = "".join(map(chr, codes[start:end])).translate(_LIGATURES)
    if any(0xD800 <= c < 0xE000 for c in codes[start:end]):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return turn % 4, Word(text, left, right, top, bottom)


def _box(raw: Any, textpage: Any, i: int) -> Any:
    box = raw.FS_RECTF()
    return box if raw.FPDFText_GetLooseCharBox(textpage, i, ctypes.byref(box)) else None


def _without_mark(raw: Any, textpage: Any, codes: list[int], start: int, end: int) -> int:
    """The end of the word without the number of a footnote: digits in smaller type that are raised."""
    at = end
    while at > start and 48 <= codes[at - 1] <= 57:
        at -= 1
    if at == start or end - at > 3:
        return end
    sizes = [raw.FPDFText_GetFontSize(textpage, i) for i in (start, at)]
    x, low, high = ctypes.c_double(), ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(textpage, at - 1, ctypes.byref(x), ctypes.byref(low))
    raw.FPDFText_GetCharOrigin(textpage, at, ctypes.byref(x), ctypes.byref(high))
    return at if sizes[1] < 0.85 * sizes[0] and high.value > low.value + 0.1 * sizes[0] else end


def _turned(word: Word, turn: int, width: float, height: float) -> Word:
    """The word on a page that is turned so that it stands upright."""
    if turn == 2:
        return Word(word.text, width - word.right, width - word.left, height - word.bottom, height - word.top)
    if turn == 3:  # PDFium counts clockwise: the text runs upwards
        return Word(word.text, height - word.bottom, height - word.top, word.left, word.right)
    return Word(word.text, word.top, word.bottom, width - word.right, width - word.left)


def _title(pdf: Any, pages: list[list[Line]]) -> str:
    """The title that the file tells if it looks like one, else what stands in the largest type on the first page."""
    import pypdfium2

    try:
        told = label(str(pdf.get_metadata_value("Title")))
    except (pypdfium2.PdfiumError, UnicodeError, KeyError):
        told = ""
    if told and not _NAME_OF_FILE.search(told) and any(c.isalpha() for c in told):
        return told
    first = next((page for page in pages if page), [])[:30]
    if len(first) < 3:
        return ""
    largest = max(line.size for line in first)
    usual = sorted(line.size for line in first)[len(first) // 2]
    heading = [line for line in first if line.size > 0.94 * largest]
    text = label(" ".join(line.text for line in heading))
    return text if largest > 1.15 * usual and len(heading) <= 4 and 8 <= len(text) <= 250 else ""


def _closed(code: int | None, where: str) -> NotText:
    if code in (_PASSWORD, _SECURITY):
        return NotText(
            "the PDF is encrypted and asks for a password",
            where=where,
            remedy="Open it with the password, print it to a new PDF, and give that.",
        )
    return NotText(
        "the PDF is damaged or cut off and cannot be opened", where=where, remedy="Get it again, whole, and give that."
    )


def _without_text(where: str, count: int, pictures: list[int], lost: list[int]) -> EmptyDocument | NotText:
    if pictures:
        return EmptyDocument(
            "this is a scanned PDF: its pages are pictures, and there is no text in it", where=where, remedy=_SCANNED
        )
    if lost or not count:
        return NotText("no page of the PDF can be read", where=where, remedy="Get it again, whole, and give that.")
    return EmptyDocument("there is no text in the PDF", where=where, remedy=_SCANNED)


def _numbered(pages: list[int]) -> str:
    """ "page 3 is", "pages 3, 5 to 7 are"."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and runs[-1][-1] == page - 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    told = ", ".join(str(r[0]) if len(r) == 1 else f"{r[0]} to {r[-1]}" for r in runs[:20])
    return f"page {told} is" if len(pages) == 1 else f"pages {told} are"
