"""Documents with every row's place marked. Spans nest and cross, so the text is cut at each of their ends."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from spadework.briefing.guide import CodedRow, Guide
from spadework.model import Document, Span


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text under the same spans.

    Attributes:
        classes: `source`, `cue`, `content` (`inner` too where statements nest) and `evidence`.
        anchor: set where some span begins.
        rows: ids of the statements that end here.
    """

    text: str
    classes: tuple[str, ...] = ()
    anchor: str | None = None
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph; `rows` are ids of positions, conditions and so on whose evidence begins in it."""

    number: int
    segments: tuple[Segment, ...]
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Layer:
    start: int
    end: int
    name: str
    row: str


class Passages:
    """All spans of a record, sorted into documents once."""

    def __init__(self, guide: Guide) -> None:
        self._guide = guide
        self._layers: dict[str, list[_Layer]] = defaultdict(list)
        self._ends: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for s in guide.record.statements:
            self._add("source", s.id, [s.source] if s.source else [])
            self._add("cue", s.id, [s.cue] if s.cue else [])
            self._add("content", s.id, s.content, numbered=True)
        c = guide.record.coding
        rows: tuple[CodedRow, ...] = (*c.positions, *c.conditions, *c.commitments, *c.events)
        for row in rows:
            self._add("evidence", row.id, [row.evidence])
        for f in guide.findings:
            self._add("evidence", f.id, f.evidence)

    def _add(self, name: str, row: str, spans: Iterable[Span], *, numbered: bool = False) -> None:
        # A span that does not stand at its place would be marked at the wrong words: rather not at all.
        good = [s for s in spans if self._guide.stands(s)]
        for s in good:
            self._layers[s.document].append(_Layer(s.start, s.end, name, row))
        if numbered and good:
            self._ends[good[-1].document].append((good[-1].end, row))

    def of(self, document: Document) -> tuple[Passage, ...]:
        """The document's paragraphs, cut and marked."""
        layers = sorted(self._layers[document.id], key=lambda y: (y.start, -y.end))
        ends = sorted(self._ends[document.id], key=lambda e: e[0])
        spots = self._guide.paragraphs(document.id)
        out = []
        first = last = 0
        for n, (start, end) in enumerate(spots, 1):
            while first < len(layers) and layers[first].end <= start:
                first += 1
            stop = bisect_left(layers, end, lo=first, key=lambda y: y.start)
            here = [y for y in layers[first:stop] if y.end > start]
            numbers: dict[int, list[str]] = defaultdict(list)
            # What ends in the space between two paragraphs ends with the first of them.
            until = spots[n][0] if n < len(spots) else len(document.text)
            while last < len(ends) and ends[last][0] <= until:
                numbers[_past_quote(document.text, min(ends[last][0], end), end)].append(ends[last][1])
                last += 1
            segments = _cut(document.text, (start, end), here, numbers, self._guide.tag(document.id))
            rows = dict.fromkeys(y.row for y in here if y.name == "evidence" and y.start >= start)
            out.append(Passage(n, tuple(segments), tuple(rows)))
        return tuple(out)


def _past_quote(text: str, at: int, end: int) -> int:
    """A number stands behind the mark that closes a quote, not before it."""
    while at < end and text[at] in '”’"»':
        at += 1
    return at


def _cut(
    text: str, paragraph: tuple[int, int], layers: list[_Layer], numbers: dict[int, list[str]], tag: str
) -> list[Segment]:
    """Cuts a paragraph wherever a layer begins or ends or a number stands: one sweep from left to right."""
    start, end = paragraph
    begin: dict[int, list[_Layer]] = defaultdict(list)
    stop: dict[int, list[_Layer]] = defaultdict(list)
    for layer in layers:
        begin[max(layer.start, start)].append(layer)
        stop[min(layer.end, end)].append(layer)
    active: Counter[str] = Counter()
    segments = []
    for a, b in pairwise(sorted({start, end, *begin, *stop, *numbers})):
        active.subtract(y.name for y in stop.get(a, ()))
        active.update(y.name for y in begin.get(a, ()))
        classes = [name for name in ("source", "cue", "content", "evidence") if active[name] > 0]
        if active["content"] > 1:
            classes.append("inner")
        segments.append(
            Segment(text[a:b], tuple(classes), f"{tag}-{a}" if a in begin else None, tuple(numbers.get(b, ())))
        )
    return segments
