"""The timeline as a drawing: one lane a party, one mark a move. Only geometry; the template draws it."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from spadework.briefing.guide import Guide
from spadework.briefing.views.timeline import Move
from spadework.briefing.words import day, short
from spadework.model import Basis, Event, Position

WIDTH, GUTTER, RIGHT, TOP = 1000, 190, 30, 34  # units of the drawing
STEP, MARK = 20, 16  # distance between marks, and their size
DEEPEST = 5  # marks above each other before the rest becomes a number
_STRIDES = (1, 2, 7, 14, 30, 61, 91, 182, 365, 730, 1826)


@dataclass(frozen=True, slots=True)
class Dot:
    """A mark: the upper left corner, and the move that it stands for."""

    x: float
    y: float
    symbol: str
    move: Move


@dataclass(frozen=True, slots=True)
class More:
    """So many more moves than there was room for."""

    x: float
    y: float
    count: int


@dataclass(frozen=True, slots=True)
class Lane:
    """A party's strip; its name in lines."""

    lines: tuple[str, ...]
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Chart:
    """The drawing; `ticks` are x and label."""

    height: float
    lanes: tuple[Lane, ...]
    dots: tuple[Dot, ...]
    more: tuple[More, ...]
    ticks: tuple[tuple[float, str], ...]
    width: int = WIDTH
    gutter: int = GUTTER
    top: int = TOP


def chart(guide: Guide, moves: Sequence[Move]) -> Chart | None:
    """Own words and deeds against time; None unless there are two days to tell apart."""
    shown = [m for m in moves if m.day and (isinstance(m.row, Event) or m.row.basis is Basis.OWN)]
    known = sorted({m.day for m in shown if m.day})
    if len(known) < 2:
        return None
    first, span = known[0], max((known[-1] - known[0]).days, 1)
    room = WIDTH - GUTTER - RIGHT - MARK

    def across(when: date) -> float:
        return GUTTER + room * (when - first).days / span

    # Days too close to each other to be told apart share a place of the grid, so that marks never overlap.
    apart = room / span >= STEP

    def place(when: date) -> float:
        return across(when) if apart else GUTTER + round((across(when) - GUTTER) / STEP) * STEP

    buckets: dict[str | None, dict[float, list[Move]]] = defaultdict(lambda: defaultdict(list))
    for m in shown:
        assert m.day
        buckets[m.party][place(m.day)].append(m)
    order = [p.id for p in guide.record.agenda.parties if p.id in buckets]
    order += [p for p in buckets if p is not None and p not in order]
    lanes, dots, more = [], [], []
    y = float(TOP)
    for party in [*order, *([None] if None in buckets else [])]:
        deep = min(max(len(some) for some in buckets[party].values()), DEEPEST)
        name = short(guide.party(party), 44) if party else "doer not named"
        lines = tuple(textwrap.wrap(name, 24)[:3])
        lane = Lane(lines, y, max(deep * STEP, len(lines) * 17) + 16)
        for x, some in buckets[party].items():
            # Changes and deeds before restatements: they are what must not fall under "more".
            some.sort(key=lambda m: ("changed", "", "first", "again").index(m.change))
            fits = len(some) if len(some) <= DEEPEST else DEEPEST - 1
            high = y + (lane.height - min(len(some), DEEPEST) * STEP) / 2 + (STEP - MARK) / 2
            dots += [Dot(x, high + n * STEP, _symbol(m), m) for n, m in enumerate(some[:fits])]
            if fits < len(some):
                more.append(More(x + MARK / 2, high + fits * STEP + MARK - 4, len(some) - fits))
        lanes.append(lane)
        y += lane.height
    ticks = tuple((across(d) + MARK / 2, day(d, year=span > 300)) for d in _ticks(first, known[-1]))
    return Chart(y + 8, tuple(lanes), tuple(dots), tuple(more), ticks)


def _symbol(move: Move) -> str:
    return str(move.row.stance) if isinstance(move.row, Position) else move.kind


def _ticks(first: date, last: date, most: int = 9) -> list[date]:
    stride = next((s for s in _STRIDES if (last - first).days / s < most), _STRIDES[-1])
    return [first + timedelta(days=n) for n in range(0, (last - first).days + 1, stride)]
