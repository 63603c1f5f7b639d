"""What a printed page repeats on every page: running headers and footers, and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from spadework.intake.layout import Line

_DEEP = 3  # lines from the edge of the page
_NUMBER = re.compile(
    r"(?:page|p\.|pg\.?|-|–|—|\||\[)?\s*(?:\d{1,4}|[ivxlc]{1,7})\s*(?:(?:of|/)\s*\d{1,4})?\s*(?:-|–|—|\||\])?", re.I
)
_MARGIN = 0.09  # of the page's height


def without_running(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[list[Line]]:
    """The rows of each page without its running lines.

    A line counts as one if it stands among the outermost three, and three pages (or both of two) have it at the same
    height, numbers aside. On a single page only a number in the margin goes.
    """
    seen = Counter(key for page in pages for key in {k for line in _outer(page) for k in _keys(line)})
    enough = min(3, max(2, len(pages)))
    return [_inner(page, height, seen, enough) for page, height in zip(pages, heights, strict=True)]


def _inner(page: Sequence[Line], height: float, seen: Counter[tuple[str, int]], enough: int) -> list[Line]:
    rest = list(page)
    for end in (0, -1):
        running = 0
        for line in rest[:_DEEP] if end == 0 else rest[: -_DEEP - 1 : -1]:
            numbered = bool(_NUMBER.fullmatch(line.text.strip()))
            in_margin = line.middle < _MARGIN * height or line.middle > (1 - _MARGIN) * height
            if not (max(seen[k] for k in _keys(line)) >= enough or (numbered and in_margin)):
                break
            running += 1
        # What a page repeats stands apart from its text; a text that repeats itself does not.
        while running and running < len(rest) and not _apart(rest, end, running):
            running -= 1
        rest = rest[running:] if end == 0 else rest[: len(rest) - running]
    return rest


def _apart(lines: Sequence[Line], end: int, count: int) -> bool:
    """Whether the outermost lines are set off from the others, by their distance or their type."""
    a, b = (lines[count - 1], lines[count]) if end == 0 else (lines[-count - 1], lines[-count])
    size = max(a.size, b.size)
    return b.middle - a.middle > 1.35 * size or abs(a.size - b.size) > 0.12 * size


def _outer(page: Sequence[Line]) -> list[Line]:
    return [*page[:_DEEP], *page[max(_DEEP, len(page) - _DEEP) :]]


def _keys(line: Line) -> tuple[tuple[str, int], ...]:
    """What the line says, numbers aside, and where; heights that round apart still meet in one of two."""
    text = line.text.strip().casefold()
    text = "#" if _NUMBER.fullmatch(text) else re.sub(r"\d+", "#", text)
    return (text, round(line.middle / 8)), (text, -1 - int(line.middle / 8))
