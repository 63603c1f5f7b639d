"""Lines of printed pages to paragraphs, across columns and pages, each piece knowing its page.

A paragraph ends where the lines stand further apart, where one is indented, where one is shorter than it need have
been, where the type changes, or where a list or a speaker's turn begins. One that is unfinished at the foot of a column
goes on at the head of the next. Notes at the foot of a page come before such a paragraph, so that pages stay in order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from spadework.intake.layout import Line
from spadework.intake.lines import begins_anew, ends_sentence, is_item
from spadework.intake.normalise import normalise, one_line

_HYPHENS = "\\-\u2010\xad\x02\ufffe"  # as they stand in a class of a regular expression
_BROKEN = re.compile(rf"[^\W\d_]{{2,}}[{_HYPHENS}]$")
_PART = re.compile(rf"[\w{_HYPHENS}’']*[^\W\d_](?=[{_HYPHENS}]$)")
# Before these a hyphen belongs to the word, wherever the line ends.
_COMPOUND = frozenset("self non ex anti cease vice well half cross long short much two three four five six".split())
_NOTE = re.compile(r"(?:\d{1,3}|[*†‡§])[.)]?\s?(?=\S)")


@dataclass
class Paragraph:
    """Lines with the page that each is from."""

    lines: list[tuple[int, Line]] = field(default_factory=list)
    note: bool = False

    @property
    def last(self) -> Line:
        return self.lines[-1][1]

    @property
    def first(self) -> Line:
        return self.lines[0][1]


def paragraphs(pages: Sequence[Sequence[Sequence[Line]]]) -> list[Paragraph]:
    """The paragraphs of pages that are given as blocks of lines in reading order."""
    body = _body_size(line for page in pages for block in page for line in block)
    found: list[Paragraph] = []
    for number, page in enumerate(pages):
        for block in page:
            prose, notes = _foot(block, body)
            parts = list(_parts(number, prose, body))
            open_one = _open(found)
            if parts and open_one is not None and _goes_on(found[open_one], parts[0]):
                found[open_one].lines += parts.pop(0).lines
            found += parts
            if notes:
                at = len(found)
                if found and not found[-1].last.row and not ends_sentence(found[-1].last.text):
                    at -= 1
                    if found[at].lines[0][0] != number:  # it began on an earlier page: the notes cannot go before it
                        at = len(found)
                found[at:at] = _noted(number, notes)
    return found


def laid_out(found: Iterable[Paragraph], pages: int) -> tuple[str, tuple[int, ...]]:
    """The text in normal form, and where each page begins in it. A page without text begins where the next one does."""
    found = list(found)
    known = Counter(
        w.strip(".,;:!?()“”\"'’‘").casefold() for p in found for _, line in p.lines for w in line.text.split()
    )
    blocks: list[str] = []
    starts: dict[int, int] = {}
    at = 0
    for paragraph in found:
        pieces = _pieces(paragraph, known)
        whole = one_line("".join(pieces))
        if not normalise(whole):  # a rule
            continue
        before, joined = 0, ""  # the length up to the last page that began, and what came since
        for (number, _), piece in zip(paragraph.lines, pieces, strict=True):
            if number not in starts:
                words = one_line(joined)
                before += len(words) + bool(before and words and joined[0] == " ")
                starts[number] = at + min(before + (whole[before : before + 1] == " "), len(whole))
                joined = ""
            joined += piece
        blocks.append(whole)
        at += len(whole) + 2
    text = "\n\n".join(blocks)
    begins, following = [], len(text)
    for number in reversed(range(pages)):
        following = min(starts.get(number, following), following)
        begins.append(following)
    return text, (0, *reversed(begins[:-1]))


def _pieces(paragraph: Paragraph, known: Counter[str]) -> list[str]:
    """The text of each line, with a space before it or closed up to the line before."""
    pieces: list[str] = []
    for _, line in paragraph.lines:
        text = line.text
        if pieces:
            before = pieces[-1]
            if _BROKEN.search(before) and text[:1].islower():
                pieces[-1] = before[:-1] + ("-" if _keeps(before, text, known) else "")
            else:
                text = f" {text}"
        pieces.append(text)
    return [piece.translate(dict.fromkeys(map(ord, "\x02\ufffe"), "-")) for piece in pieces]


def _keeps(before: str, after: str, known: Counter[str]) -> bool:
    """Whether the hyphen at the end of the line belongs to the word: told by how the document writes it elsewhere."""
    found = _PART.search(before)
    first = (found.group() if found else "").casefold()
    second = re.split(r"[^\w’'-]", after, maxsplit=1)[0].casefold().rstrip("-")
    if second in ("and", "or", "to"):  # "short- and long-term"
        return True
    closed, hyphened = known[first + second], known[f"{first}-{second}"]
    if closed or hyphened:
        return hyphened > closed
    return first in _COMPOUND or "-" in first


def _parts(number: int, lines: Sequence[Line], body: float) -> Iterable[Paragraph]:
    if not lines:
        return
    left, right = min(x.left for x in lines), max(x.right for x in lines)
    steps = [b.middle - a.middle for a, b in pairwise(lines) if 0 < b.middle - a.middle < 3 * a.size]
    step = sorted(steps)[len(steps) // 4] if steps else 0.0  # many paragraphs of one line must not pass for wide lines
    now = Paragraph([(number, lines[0])])
    for before, line in pairwise(lines):
        if _ends(now, before, line, (left, right), step) and not _heading(before, line, body):
            yield now
            now = Paragraph()
        now.lines.append((number, line))
    yield now


def _heading(before: Line, line: Line, body: float) -> bool:
    """Whether these are two lines of one heading in larger type."""
    return (
        min(before.size, line.size) > 1.12 * body
        and abs(before.size - line.size) <= 0.05 * line.size
        and 0 < line.middle - before.middle < 1.5 * line.size
        and not ends_sentence(before.text)
    )


def _ends(now: Paragraph, before: Line, line: Line, sides: tuple[float, float], step: float) -> bool:
    """Whether a paragraph ends between these two lines of one column."""
    size = max(before.size, line.size)
    if before.row or line.row or abs(before.size - line.size) > 0.12 * size:
        return True
    if step and line.middle - before.middle > 1.3 * step:
        return True
    ended = ends_sentence(before.text)
    if begins_anew(before.text, line.text):
        return True
    if _BROKEN.search(before.text) and line.text[:1].islower():
        return False
    if line.left - before.left > 0.8 * size and not is_item(before.text):
        return True
    outdent = before.left - line.left > 0.8 * size
    if outdent and len(now.lines) > 1 and abs(now.lines[-2][1].left - before.left) < 0.3 * size:
        return True
    room = sides[1] - before.right
    word = line.words[0].right - line.words[0].left + 0.3 * size
    if ended:
        return room > word + 0.5 * size
    return room > max(word, 0.25 * (sides[1] - sides[0])) and not line.text[:1].islower()


def _open(found: Sequence[Paragraph]) -> int | None:
    """The last paragraph, unless notes follow it."""
    return len(found) - 1 if found and not found[-1].note else None


def _goes_on(one: Paragraph, other: Paragraph) -> bool:
    """Whether the second, at the head of a column, goes on from the first, at the foot of another."""
    a, b = one.last, other.first
    if a.row or b.row or abs(a.size - b.size) > 0.12 * max(a.size, b.size) or ends_sentence(a.text):
        return False
    if b.text[:1].islower():
        return True
    # A line that fills its column and stops in the middle of a sentence; a heading does not fill it.
    widest = max(line.width for _, line in one.lines[-50:])
    return len(one.lines) > 1 and a.width > 0.85 * widest and not begins_anew(a.text, b.text)


def _foot(block: Sequence[Line], body: float) -> tuple[Sequence[Line], Sequence[Line]]:
    """The block without the notes at its foot, and these: lines in small type, of which the first has a mark."""
    at = len(block)
    while at and block[at - 1].size < 0.92 * body:
        at -= 1
    while at < len(block) and not _NOTE.match(block[at].text):
        at += 1
    return block[:at], block[at:]


def _noted(number: int, lines: Sequence[Line]) -> list[Paragraph]:
    notes: list[Paragraph] = []
    for line in lines:
        if _NOTE.match(line.text) or not notes:
            notes.append(Paragraph(note=True))
        notes[-1].lines.append((number, line))
    return notes


def _body_size(lines: Iterable[Line]) -> float:
    """The size of type in which most is set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return max(sizes, key=lambda s: sizes[s]) if sizes else 0.0
