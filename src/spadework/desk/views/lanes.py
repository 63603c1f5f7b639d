"""The timeline as a drawing: issues one below the other, in each a lane a party, in it a row an option. Only geometry.

A mark stands at the day of saying where it is known, with a whisker to the day of the report; a vague day is a bar from
its first to its last day. Where only the day of the report is known the mark stands there, and a dotted tail tells that
it was said at some time before. An arrow leads from one mark to the next where the party has moved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from spadework.briefing.guide import Guide
from spadework.briefing.views.timeline import Move
from spadework.briefing.words import day, short
from spadework.model import Basis, Commitment, Event, Position, Stance

WIDTH, NAMES, GUTTER, RIGHT, TOP = 1200, 130, 350, 24, 30  # units of the drawing
ROW, HEAD, GAP, MARK = 22, 30, 8, 14
MOST_ROWS = 90  # beyond this it is told which issues are not drawn
NEAR = MARK + 2  # marks closer than this are one, with a number
_MANY_TICKS = 11
_MONTHS = (1, 3, 6, *(12 * n * 10**k for k in range(4) for n in (1, 2, 5)))
_DEEDS = "deeds"


@dataclass(frozen=True, slots=True)
class Spot:
    """A mark, or several that are too close to be told apart.

    Attributes:
        x, y: its middle.
        symbol: a stance, "commitment" or "event".
        rows: ids of the rows; the last one is the one that it shows.
        tail: x of the day of the report, if that is another one than the day of saying.
        since: x of the first day, where the day of saying is vague.
        dated: whether the day of saying is known.
    """

    x: float
    y: float
    symbol: str
    label: str
    href: str
    rows: tuple[str, ...]
    tail: float | None
    since: float | None
    dated: bool


@dataclass(frozen=True, slots=True)
class Shift:
    """An arrow from one mark to another of the same row: the party has moved to this stance."""

    x1: float
    x2: float
    y: float
    to: Stance


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a lane: an option, promises, or deeds."""

    y: float
    label: str
    whole: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A party within an issue."""

    y: float
    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """An issue, or the deeds; `id` is the issue's."""

    y: float
    height: float
    id: str
    name: str
    lanes: tuple[Lane, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A day on the axis."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Lanes:
    """The drawing.

    Attributes:
        left_out: ids and names of the issues for which there was no room.
    """

    width: int
    height: float
    gutter: int
    top: int
    right: int
    bands: tuple[Band, ...]
    spots: tuple[Spot, ...]
    shifts: tuple[Shift, ...]
    ticks: tuple[Tick, ...]
    left_out: tuple[tuple[str, str], ...]


class Axis:
    """Days across the drawing; those outside the span lie on its edges."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, max(last, first)
        self._span = max((self.last - self.first).days, 1)
        self._room = WIDTH - GUTTER - RIGHT - MARK

    def x(self, when: date) -> float:
        """The middle of a mark of this day."""
        when = min(max(when, self.first), self.last)
        return round(GUTTER + MARK / 2 + self._room * (when - self.first).days / self._span, 1)

    def ticks(self) -> tuple[Tick, ...]:
        """Days, Mondays, months or years, as many as there is room for."""
        return tuple(Tick(self.x(d), label) for d, label in _calendar(self.first, self.last))


def lanes(guide: Guide, moves: Sequence[Move], first: date, last: date) -> Lanes:
    """Own words and deeds between two days."""
    axis = Axis(first, last)
    order = [i.id for i in guide.record.agenda.issues]
    parties = [p.id for p in guide.record.agenda.parties]
    held: dict[str, dict[str, dict[str, list[Move]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for m in moves:
        if m.day is not None and not (not isinstance(m.row, Event) and m.row.basis is Basis.ASCRIBED):
            band, line = _where(m)
            held[band][m.party or ""][line].append(m)
    bands: list[Band] = []
    spots: list[Spot] = []
    shifts: list[Shift] = []
    left: list[tuple[str, str]] = []
    y, drawn = float(TOP), 0
    for id in _in_order(held, [*order, _DEEDS]):
        rows = sum(len(lines) for lines in held[id].values())
        name = "Deeds and other promises" if id == _DEEDS else guide.issue(id)
        if drawn and drawn + rows > MOST_ROWS:
            left.append((id, name))
            continue
        drawn += rows
        begin = y
        y += HEAD
        made = []
        options = [o.id for i in guide.record.agenda.issues if i.id == id for o in i.options]
        for party in _in_order(held[id], parties):
            lines = []
            top = y
            for key in _in_order(held[id][party], options):
                label = _label(guide, id, key)
                lines.append(Line(y + ROW / 2, short(label, 34), label))
                marks, arrows = _row(guide, axis, held[id][party][key], y + ROW / 2)
                spots += marks
                shifts += arrows
                y += ROW
            made.append(Lane(top + ROW / 2, short(guide.party(party), 18) if party else "not named", tuple(lines)))
            y += GAP
        bands.append(Band(begin, y - begin, id, name, tuple(made)))
    return Lanes(WIDTH, y + 6, GUTTER, TOP, RIGHT, tuple(bands), tuple(spots), tuple(shifts), axis.ticks(), tuple(left))


def _where(m: Move) -> tuple[str, str]:
    """In which band and in which row of it."""
    match m.row:
        case Position():
            return m.row.issue, m.row.option
        case Commitment():
            return m.row.issue or _DEEDS, " promises"
        case _:
            return _DEEDS, " deeds"


def _label(guide: Guide, issue: str, key: str) -> str:
    return key.strip() if key.startswith(" ") else guide.option(issue, key)


def _in_order(found: Iterable[str], known: Sequence[str]) -> list[str]:
    there = list(found)
    return [id for id in known if id in there] + [id for id in there if id not in known]


def _row(guide: Guide, axis: Axis, moves: Sequence[Move], y: float) -> tuple[list[Spot], list[Shift]]:
    """The marks of one row, and the arrows between them."""
    groups: list[list[Move]] = []
    at: list[float] = []
    for m in moves:
        assert m.day is not None
        x = axis.x(m.day)
        if groups and x - at[-1] < NEAR:
            groups[-1].append(m)
        else:
            groups.append([m])
            at.append(x)
    spots, shifts = [], []
    for n, (some, x) in enumerate(zip(groups, at, strict=True)):
        spots.append(_spot(guide, axis, some, x, y))
        before, after = groups[n - 1][-1].row if n else None, some[-1].row
        if isinstance(before, Position) and isinstance(after, Position) and before.stance is not after.stance:
            shifts.append(Shift(at[n - 1] + MARK / 2 + 1, x - MARK / 2 - 2, y, after.stance))
    return spots, shifts


def _spot(guide: Guide, axis: Axis, some: Sequence[Move], x: float, y: float) -> Spot:
    last = some[-1]
    vague = last.said is not None and last.said.first != last.said.last
    late = last.said is not None and last.reported is not None and last.reported > last.said.last
    symbol = str(last.row.stance) if isinstance(last.row, Position) else last.kind
    told = [told_of(guide, m) for m in some[-6:]]
    if len(some) > len(told):
        told.insert(0, f"{len(some) - len(told)} more")
    return Spot(
        x=x,
        y=y,
        symbol=symbol,
        label="\n".join(told),
        href=f"/documents/{last.row.evidence.document}?row={last.row.id}#{last.row.id}",
        rows=tuple(m.row.id for m in some),
        tail=axis.x(last.reported) if late and last.reported else None,
        since=axis.x(last.said.first) if vague and last.said else None,
        dated=last.said is not None,
    )


def told_of(guide: Guide, m: Move) -> str:
    """A move in a line."""
    when = f"said {day(m.said.last)}, reported {day(m.reported)}" if m.said else f"reported {day(m.reported)}"
    match m.row:
        case Position():
            turn = f" (before: {m.before})" if m.before else ""
            what = f"{guide.party(m.party)} {m.row.stance} “{guide.option(m.row.issue, m.row.option)}”{turn}"
        case Commitment():
            what = f"{guide.party(m.party)} promised: {short(m.row.action, 80)}"
        case _:
            what = f"{guide.party(m.party) if m.party else 'somebody'}: {m.row.category.lower()}"
    return f"{what}, {when}"


def _calendar(first: date, last: date) -> list[tuple[date, str]]:
    days = (last - first).days
    year = first.year != last.year
    if days < _MANY_TICKS:
        return [(d, day(d, year=False)) for d in _steps(first, last, 1)]
    for weeks in (1, 2):
        if days / (7 * weeks) < _MANY_TICKS:
            monday = first + timedelta(days=-first.weekday() % 7)
            return [(d, day(d, year=year)) for d in _steps(monday, last, 7 * weeks)]
    months = next(m for m in _MONTHS if days / (30.4 * m) < _MANY_TICKS)
    found, at = [], first.year * 12 + first.month - 1
    at += -at % months
    while at // 12 < 9999 and (when := date(at // 12, at % 12 + 1, 1)) <= last:
        if when >= first:
            found.append((when, str(when.year) if months >= 12 else f"{when:%b} {when.year}"))
        at += months
    return found


def _steps(first: date, last: date, stride: int) -> list[date]:
    return [first + timedelta(days=n) for n in range(0, (last - first).days + 1, stride)]
