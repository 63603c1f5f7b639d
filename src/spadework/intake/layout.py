"""Words on a page to lines in the order in which they are read: columns side by side, headings across them.

Everything is measured in points from the top left corner of the page. Columns are found by the gutter between them
(a simple form of the recursive cut of Nagy and Seth, 1984): an edge at which many lines begin, which few lines cross,
and on both sides of which lines of prose fill their column. Cells of a table do not fill theirs, so tables are read
row by row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

_FEWEST = 4  # lines that make a column
_FILLED = 0.55  # of a column's width, that its lines take on average
_LETTERS = 12  # of a line of a column, on average
_CROSSED = 0.3  # lines that cross a gutter, where there are columns on both sides, for each line of the shorter one
_DEEPEST = 3  # columns in columns: 2 to the power of this at most


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class Line:
    """Words of one line, from left to right.

    Attributes:
        row: wide gaps stand between its words, as between the cells of a table.
        number: of the row that it is a piece of.
    """

    words: tuple[Word, ...]
    row: bool = False
    number: int = 0

    @cached_property
    def text(self) -> str:
        return " ".join(w.text for w in self.words)

    @cached_property
    def size(self) -> float:
        """The height of its letters, roughly the size of its type."""
        return median(w.height for w in self.words)

    @cached_property
    def left(self) -> float:
        return min(w.left for w in self.words)

    @cached_property
    def right(self) -> float:
        return max(w.right for w in self.words)

    @cached_property
    def middle(self) -> float:
        return median(w.middle for w in self.words)

    @property
    def width(self) -> float:
        return self.right - self.left


def rows(words: Iterable[Word]) -> list[Line]:
    """All that stands at one height as one line, from top to bottom."""
    found: list[list[Word]] = []
    for word in sorted(words, key=lambda w: w.middle):
        # Against the first word of the row, so that a slope of words does not end up in one.
        for row in found[-2:][::-1]:
            if abs(word.middle - row[0].middle) < 0.5 * min(word.height, row[0].height):
                row.append(word)
                break
        else:
            found.append([word])
    return [_line(row) for row in found]


def _line(words: Sequence[Word]) -> Line:
    ordered = tuple(sorted(words, key=lambda w: w.left))
    size = median(w.height for w in ordered)
    foot = median(w.bottom for w in ordered)
    ordered = (ordered[0], *(w for w in ordered[1:] if not _is_mark(w, size, foot)))
    gaps = (b.left - a.right for a, b in pairwise(ordered))
    return Line(ordered, row=any(gap > 2 * size for gap in gaps))


def _is_mark(word: Word, size: float, foot: float) -> bool:
    """Whether it is the number of a footnote: digits in small type that are raised."""
    raised = word.height < 0.8 * size and word.bottom < foot - 0.1 * size
    return raised and len(word.text) <= 3 and word.text.isdigit()


def columns(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of a page in blocks, in reading order: each column between two full lines is a block."""
    pieces = [p for number, line in enumerate(lines) for p in _pieces(line, number)]
    return [block for block in _read(pieces, _DEEPEST) if block]


def _pieces(line: Line, number: int) -> list[Line]:
    """The line cut at gaps that are too wide for a space between words."""
    pieces, current = [], [line.words[0]]
    for word in line.words[1:]:
        if word.left - current[-1].right > 0.9 * line.size:
            pieces.append(Line(tuple(current), number=number))
            current = []
        current.append(word)
    return [*pieces, Line(tuple(current), number=number)]


def _read(pieces: list[Line], deep: int) -> list[list[Line]]:
    edge = _gutter(pieces) if deep else None
    if edge is None:
        return [rows(w for p in pieces for w in p.words)]
    blocks: list[list[Line]] = []
    left: list[Line] = []
    right: list[Line] = []
    across: list[Line] = []

    def flush_columns() -> None:
        blocks.extend((*_read(left, deep - 1), *_read(right, deep - 1)))
        left.clear()
        right.clear()

    for piece in sorted(pieces, key=lambda p: p.middle):
        if piece.left < edge < piece.right:
            if left or right:
                flush_columns()
            across.append(piece)
            continue
        if across:
            blocks.extend(_read(across, 0))
            across.clear()
        (left if piece.right <= edge else right).append(piece)
    if across:
        blocks.extend(_read(across, 0))
    flush_columns()
    return blocks


def _gutter(pieces: Sequence[Line]) -> float | None:
    """The left edge of a column that has another on its left; None if there is none."""
    starts = Counter(round(p.left) for p in pieces)
    edges = [x - 1.0 for x, _ in starts.most_common(12) if starts[x - 1] + starts[x] + starts[x + 1] >= _FEWEST]
    best: tuple[tuple[int, int], float] | None = None
    for edge in edges:
        left = [p for p in pieces if p.right <= edge]
        right = [p for p in pieces if p.left >= edge]
        if not (_column(left) and _column(right)):
            continue
        top, end = _beside(left, right)
        crossing = sum(top <= p.middle <= end for p in pieces if p.left < edge < p.right)
        if end <= top or crossing > _CROSSED * min(len(left), len(right)):
            continue
        merit = (min(len(left), len(right)) - crossing, -round(edge))
        if best is None or merit > best[0]:
            best = merit, edge
    return best[1] if best else None


def _column(lines: Sequence[Line]) -> bool:
    """Whether these are lines of prose that fill a column."""
    sides: dict[int, tuple[float, float]] = {}  # of each row: justified lines can have gaps that cut them in pieces
    for p in lines:
        left, right = sides.get(p.number, (p.left, p.right))
        sides[p.number] = min(left, p.left), max(right, p.right)
    if len(sides) < _FEWEST:
        return False
    width = max(right for _, right in sides.values()) - min(left for left, _ in sides.values())
    filled = sum(right - left for left, right in sides.values()) / len(sides)
    return filled >= _FILLED * width and sum(len(p.text) for p in lines) >= _LETTERS * len(sides)


def _beside(left: Sequence[Line], right: Sequence[Line]) -> tuple[float, float]:
    """From where to where the two are side by side; (0, 0) if for less than half of the shorter one's height."""
    top = max(min(p.middle for p in side) for side in (left, right))
    end = min(max(p.middle for p in side) for side in (left, right))
    shorter = min(max(p.middle for p in side) - min(p.middle for p in side) for side in (left, right))
    return (top, end) if end - top >= 0.5 * shorter else (0.0, 0.0)
