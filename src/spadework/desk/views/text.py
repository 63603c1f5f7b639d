"""Part of a document's text with the places of rows marked. Places nest and cross, so the text is cut at each end.

However long a document is, and however many rows were read from it, a part is bounded: by its characters, and by the
rows whose places are marked.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from spadework.ledger.rows import Row
from spadework.model import Document, Span, Statement
from spadework.model.soundness import spans_of
from spadework.text import paragraphs

LENGTH = 40_000
"""Characters of a part, about."""
PARAGRAPH = 6_000
"""Longer paragraphs are cut."""
LEAD = 1_500
"""Characters shown before the place that is asked for."""


class Role(StrEnum):
    """What a place is to its row."""

    SOURCE = "source"
    CUE = "cue"
    CONTENT = "content"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a row."""

    start: int
    end: int
    row: str
    role: Role


@dataclass(frozen=True, slots=True)
class Mark:
    """That a row has a place over a segment."""

    row: str
    role: Role


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text under the same places.

    Attributes:
        start: its first code point in the document.
        marks: the rows that it belongs to, and as what; the outermost first.
        page: number of the page that begins with it; None if none does.
    """

    start: int
    text: str
    marks: tuple[Mark, ...] = ()
    page: int | None = None

    @property
    def roles(self) -> tuple[str, ...]:
        """As what it is marked, and whether one content lies within another: names of classes."""
        found = [role for role in Role if any(m.role is role for m in self.marks)]
        deep = sum(m.role is Role.CONTENT for m in self.marks) > 1
        return (*found, "inner") if deep else tuple(found)

    @property
    def rows(self) -> tuple[str, ...]:
        """Ids of the rows that it belongs to."""
        return tuple(dict.fromkeys(m.row for m in self.marks))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or a piece of a long one.

    Attributes:
        goes_on: whether it is such a piece, and the paragraph goes on after it.
    """

    start: int
    end: int
    segments: tuple[Segment, ...]
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """From where to where a part goes. Where another part begins before or after it, if there is one."""

    start: int
    end: int
    before: int | None
    after: int | None


def places_of(row: Row) -> Iterator[Place]:
    """The places of a row."""
    if not isinstance(row, Statement):
        yield from (Place(s.start, s.end, row.id, Role.EVIDENCE) for s in spans_of(row))
        return
    for span, role in ((row.source, Role.SOURCE), (row.cue, Role.CUE)):
        if span is not None:
            yield _place(span, row, role)
    yield from (_place(span, row, Role.CONTENT) for span in row.content)


def _place(span: Span, row: Statement, role: Role) -> Place:
    return Place(span.start, span.end, row.id, role)


def around(text: str, offset: int, length: int = LENGTH) -> Window:
    """The part that shows what stands at an offset."""
    return window(text, 0 if len(text) <= length else _aligned(text, max(0, offset - LEAD)), length)


def window(text: str, start: int, length: int = LENGTH) -> Window:
    """The part that begins at an offset; one that is not in the text is taken for the nearest that is."""
    start = max(0, min(start, len(text) - 1)) if text else 0
    end = len(text)
    if end - start > length:
        end = _aligned(text, start + length)
        if end <= start:
            end = start + length
    before = _aligned(text, max(0, start - length)) if start else None
    return Window(start, end, before, end if end < len(text) else None)


def _aligned(text: str, offset: int) -> int:
    """Where the paragraph begins in which this offset lies; of a very long one the word."""
    if offset <= 0:
        return 0
    blank = text.rfind("\n\n", max(0, offset - PARAGRAPH), offset)
    if blank >= 0:
        return blank + 2
    return 0 if offset <= PARAGRAPH else text.rfind(" ", offset - 200, offset) + 1 or offset


def marked(document: Document, start: int, end: int, places: Iterable[Place]) -> list[Paragraph]:
    """The paragraphs between the two offsets."""
    here = sorted((p for p in places if p.start < end and p.end > start), key=lambda p: (p.start, -p.end))
    pages = {at: n for n, at in enumerate(document.pages, 1) if start <= at < end}
    made, done = [], 0
    for first, last, goes_on in _blocks(document.text, start, end):
        # What lies in the space before a paragraph, such as the end of a page, is told at its beginning.
        turned = {max(at, first): n for at, n in pages.items() if at < last}
        pages = {at: n for at, n in pages.items() if at >= last}
        while done < len(here) and here[done].end <= first:
            done += 1
        until = bisect_left(here, last, lo=done, key=lambda p: p.start)
        mine = [p for p in here[done:until] if p.end > first]
        made.append(Paragraph(first, last, tuple(_cut(document.text, (first, last), mine, turned)), goes_on))
    return made


def _blocks(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    for a, b in paragraphs(text[start:end]):
        at, last = start + a, start + b
        while last - at > PARAGRAPH:
            cut = text.rfind(" ", at + PARAGRAPH // 2, at + PARAGRAPH) + 1 or at + PARAGRAPH
            yield at, cut, True
            at = cut
        yield at, last, last == end < len(text) and not text[last : last + 2].isspace()


def _cut(text: str, block: tuple[int, int], places: Sequence[Place], pages: dict[int, int]) -> Iterator[Segment]:
    """The block, cut wherever a place begins or ends or a page begins: one sweep from left to right."""
    start, end = block
    begin: dict[int, list[Place]] = defaultdict(list)
    stop: dict[int, list[Place]] = defaultdict(list)
    for place in places:
        begin[max(place.start, start)].append(place)
        stop[min(place.end, end)].append(place)
    active: dict[Place, None] = {}
    for a, b in pairwise(sorted({start, end, *begin, *stop, *pages})):
        for place in stop.get(a, ()):
            active.pop(place, None)
        active.update(dict.fromkeys(begin.get(a, ())))
        yield Segment(a, text[a:b], tuple(Mark(p.row, p.role) for p in active), pages.get(a))
