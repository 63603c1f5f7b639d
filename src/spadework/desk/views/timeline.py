"""The moves of the parties as they are shown: a drawing of a span of days, and a list that says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from spadework.briefing.guide import Guide
from spadework.briefing.views.timeline import Move, moves
from spadework.desk.desk import Desk
from spadework.desk.gathering import guide_of
from spadework.desk.views.lanes import GUTTER, MARK, RIGHT, WIDTH, Axis, Lanes, Tick, lanes
from spadework.desk.views.naming import Named
from spadework.desk.views.quoting import QuoteView, quotes
from spadework.model import Basis, Commitment, Event, Position, Revision, RowKind, Stance

MOST = 1000  # moves at once
A_PAGE = 50
BEFORE = 21  # days before the first report with which the drawing begins
BARS, BAR_HEIGHT = 120, 44
KINDS = (RowKind.POSITION, RowKind.COMMITMENT, RowKind.EVENT)


@dataclass(frozen=True, slots=True)
class Span:
    """What is asked for; what is None filters nothing."""

    first: date | None = None
    last: date | None = None
    party: str | None = None
    issue: str | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """How much was reported in some days: the count, and its place in the drawing of the whole period."""

    x: float
    y: float
    width: float
    height: float
    first: date
    last: date
    count: int


@dataclass(frozen=True, slots=True)
class Overview:
    """All that was ever reported, and which part of it is shown (from x1 to x2)."""

    width: int
    height: int
    first: date
    last: date
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    x1: float
    x2: float


@dataclass(frozen=True, slots=True)
class MoveView:
    """One move.

    Attributes:
        kind: "position", "commitment" or "event".
        what: in a few words.
        change: of a stance: "first", "changed" (then `before` is set) or "again".
        by: name of the party that ascribes it.
    """

    kind: str
    party: str
    what: str
    stance: Stance | None
    change: str
    before: Stance | None
    basis: Basis
    by: str
    words: QuoteView


@dataclass(frozen=True, slots=True)
class Zoom:
    """Where the buttons lead: pairs of days, or None where they lead nowhere."""

    nearer: tuple[date, date] | None
    farther: tuple[date, date] | None
    earlier: tuple[date, date] | None
    later: tuple[date, date] | None


@dataclass(frozen=True, slots=True)
class TimelineView:
    """The timeline of a span of days.

    Attributes:
        first, last: the days at its edges; None if nothing is dated.
        drawing: None if nothing is dated.
        moves: one page of what the drawing shows and of what others ascribe, the oldest first.
        count: of the moves in the span.
        outside: how many of those taken are of other days.
        more: whether there are more than could be taken; then those reported last are shown.
        undated: how many moves have no day.
    """

    asked: Span
    first: date | None
    last: date | None
    overview: Overview | None
    drawing: Lanes | None
    zoom: Zoom | None
    moves: tuple[MoveView, ...]
    count: int
    outside: int
    more: bool
    undated: int
    page: int
    pages: int
    parties: tuple[Named, ...]
    issues: tuple[Named, ...]


def timeline_view(desk: Desk, asked: Span, page: int = 1) -> TimelineView:
    """The moves that are asked for."""
    key = ("timeline", desk.agenda, asked, page)
    return desk.remembered(key, lambda: _view(desk, asked, page))


def _view(desk: Desk, asked: Span, page: int) -> TimelineView:
    ledger = desk.dossier.ledger
    counts = _reported(desk)
    days = [d for d in counts if d is not None]
    few = sum(counts.values()) <= MOST
    edges = (None, None) if few else (asked.first, asked.last)
    kept = ledger.newest(KINDS, *edges, party=asked.party, most=MOST + 1)
    more, kept = len(kept) > MOST, kept[:MOST]
    guide = guide_of(desk, (k.row for k in kept))
    every = [m for m in moves(guide) if asked.issue is None or getattr(m.row, "issue", None) == asked.issue]
    dated = [m for m in every if m.day is not None]
    first = asked.first or _begin(dated)
    last = asked.last or max((m.reported or m.day for m in dated if m.day), default=None)
    agenda = desk.agenda
    parties = tuple(Named(p.id, p.name) for p in agenda.parties)
    issues = tuple(Named(i.id, i.name) for i in agenda.issues)
    undated = len(every) - len(dated)
    if first is None or last is None:
        return TimelineView(asked, None, None, None, None, None, (), 0, 0, more, undated, 1, 1, parties, issues)
    last = max(first, last)
    within = [m for m in dated if _in(m, first, last)]
    outside = len(dated) - len(within)
    shown = within[(page - 1) * A_PAGE : page * A_PAGE]
    by_id = {k.row.id: k for k in kept}
    words = quotes(desk, (by_id[m.row.id] for m in shown), guide.record)
    begun = [m.said.first for m in dated if m.said]
    whole = (min([first, *days, *begun]), max([last, *days]))
    return TimelineView(
        asked=asked,
        first=first,
        last=last,
        overview=_overview(counts, whole, first, last),
        drawing=lanes(guide, within, first, last),
        zoom=_zoom(first, last, whole),
        moves=tuple(_shown(guide, m, words[m.row.id]) for m in shown),
        count=len(within),
        outside=outside,
        more=more,
        undated=undated,
        page=page,
        pages=max(-(-len(within) // A_PAGE), 1),
        parties=parties,
        issues=issues,
    )


def _begin(dated: Sequence[Move]) -> date | None:
    """Where the drawing begins if nobody says: what a document tells of long before the first report stretches none."""
    days = sorted(m.day for m in dated if m.day)
    reported = min((m.reported for m in dated if m.reported), default=None)
    return max(days[0], min(_moved(reported, -BEFORE), days[-1])) if days and reported else days[0] if days else None


def _reported(desk: Desk) -> dict[date | None, int]:
    def renew(old: dict[date | None, int], later: Sequence[Revision]) -> dict[date | None, int] | None:
        """Rows that came or went change the counts, decisions do not."""
        return None if any(r.kind in KINDS and None in (r.before, r.after) for r in later) else old

    return desk.remembered("reported", lambda: desk.dossier.ledger.reported(KINDS), renew)


def _in(m: Move, first: date, last: date) -> bool:
    """Whether its days touch the span."""
    days = [d for d in (m.said.first if m.said else None, m.day, m.reported) if d is not None]
    return min(days) <= last and max(days) >= first


def _shown(guide: Guide, m: Move, words: QuoteView) -> MoveView:
    row, party, step = m.row, guide.party, guide.step
    match row:
        case Position():
            what = step(f"{row.issue}.{row.option}")
        case Commitment():
            what = row.action
        case _:
            what = f"{row.category.lower()}{f' ({row.mode})' if row.mode else ''}"
            what += f" towards {party(row.target)}" if row.target else ""
    ascribed = not isinstance(row, Event) and row.basis is Basis.ASCRIBED
    return MoveView(
        kind=m.kind,
        party=party(m.party) if m.party else "not named",
        what=what,
        stance=row.stance if isinstance(row, Position) else None,
        change=m.change,
        before=m.before,
        basis=Basis.ASCRIBED if ascribed else Basis.OWN,
        by=party(row.by) if not isinstance(row, Event) and row.by else "",
        words=words,
    )


def _overview(counts: dict[date | None, int], whole: tuple[date, date], first: date, last: date) -> Overview:
    axis = Axis(*whole)
    days = (whole[1] - whole[0]).days + 1
    stride = -(-days // BARS)
    bins: dict[int, int] = {}
    for when, count in counts.items():
        if when is not None:
            n = (when - whole[0]).days // stride
            bins[n] = bins.get(n, 0) + count
    most = max(bins.values(), default=1)
    room = WIDTH - GUTTER - RIGHT - MARK
    wide = max(room * stride / max(days - 1, 1) - 1, 2)
    bars = []
    for n, count in sorted(bins.items()):
        begin = whole[0] + timedelta(days=n * stride)
        end = min(begin + timedelta(days=stride - 1), whole[1])
        height = round(max(2, (BAR_HEIGHT - 4) * count / most), 1)
        x = axis.x(begin) - (wide / 2 if stride == 1 else 0)
        bars.append(Bar(round(x, 1), BAR_HEIGHT - height, round(wide, 1), height, begin, end, count))
    half = MARK / 2
    return Overview(WIDTH, BAR_HEIGHT, *whole, tuple(bars), axis.ticks(), axis.x(first) - half, axis.x(last) + half)


def _zoom(first: date, last: date, whole: tuple[date, date]) -> Zoom:
    span = (last - first).days
    quarter, half = span // 4, max(span // 2, 1)
    wide = _kept(_moved(first, -half), _moved(last, half), whole)
    return Zoom(
        nearer=(_moved(first, quarter), _moved(last, -quarter)) if span > 2 else None,
        farther=wide if wide != (first, last) else None,
        earlier=(_moved(first, -half), _moved(last, -half)) if first > whole[0] else None,
        later=(_moved(first, half), _moved(last, half)) if last < whole[1] else None,
    )


def _moved(day: date, days: int) -> date:
    """So many days later, within the calendar."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def _kept(first: date, last: date, whole: tuple[date, date]) -> tuple[date, date]:
    return max(first, min(whole[0], last)), min(last, max(whole[1], first))
