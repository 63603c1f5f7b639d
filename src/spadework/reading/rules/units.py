"""Sentences as attribution needs them: a quotation is never cut, a dateline is left out, and none is endless."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from spadework.reading.rules.quotes import Quote
from spadework.text import sentences

LONGEST = 3000
"""Characters of the longest sentence that is read as one."""

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
_DATELINE = re.compile(
    r"(?:[A-ZÀ-Þ][A-ZÀ-Þ’'.\-]+(?:[ /][A-ZÀ-Þ][A-ZÀ-Þ’'.\-]*)*)(?:, ?[A-ZÀ-Þ][\w.’' -]{1,30}?)?"
    rf"(?:,? (?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?)?,?(?: ?\([^()\n]{{1,40}}\))?\s*(?:[—–]|--?)\s+"
)
_AGENCY = re.compile(r"\([A-Z][\w .&-]{1,30}\)\s*(?:[—–]|--?)\s+")


_NUMBER = re.compile(r"(?:\(?(?:\d{1,3}|[a-z]|[ivx]{2,4})[.)]|§ ?\d{1,3}|[•·*–—-])\s+")


def dateline(text: str, start: int, end: int) -> int:
    """Where the paragraph's own text starts, behind a dateline or number if it has one."""
    found = _DATELINE.match(text, start, min(end, start + 160)) or _AGENCY.match(text, start, min(end, start + 80))
    found = found or _NUMBER.match(text, start, end)
    return found.end() if found and found.end() < end else start


def units(text: str, start: int, end: int, quotes: list[Quote]) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of a paragraph; what stands between quotation marks stays in one."""
    begin = dateline(text, start, end)
    q = bisect_left(quotes, begin, key=lambda x: x.end)
    for _, stop in sentences(text, begin, end):
        while q < len(quotes) and quotes[q].end <= stop:
            q += 1
        if q < len(quotes) and quotes[q].start < stop < quotes[q].end:
            continue
        yield from _bounded(text, begin, stop)
        begin = stop
        while begin < end and text[begin].isspace():
            begin += 1
    if begin < end:
        yield from _bounded(text, begin, end)


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = cut if cut > 0 else start + LONGEST
        yield start, cut
        start = cut
    if start < end:
        yield start, end
