"""The positions from which the issue-by-party table is made, without looking at all others.

What the table shows of a party on an option is its latest word, other voices of the two days before, the latest of each
who ascribes something to it, and its last word that was different. All of them are the latest of a small group: own
words by stance, ascribed ones by who ascribes. An index holds positions by group and day, and the query leaps from one
group to the next and takes its latest, or its latest up to a day; bodies are fetched only of those that can show.

As of a day counts what had been said and had come out by then, as in `spadework.moment`: entries are numbered by the
day on which their documents came out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    TextClause,
    and_,
    func,
    literal_column,
    or_,
    select,
    text,
)

from spadework.ledger.keeping import Kept, kept
from spadework.ledger.rows import slot
from spadework.ledger.schema import RUNNING, document, entry, first_number, last_number, revision
from spadework.model import Basis, Position, RowKind, from_json

TOGETHER = timedelta(days=2)  # see `spadework.table.SAME_TIME`

Place = tuple[str, str, str]  # party, issue, option

_LATEST = """
WITH RECURSIVE leap(slot) AS (
  SELECT * FROM (SELECT slot FROM entry WHERE slot IS NOT NULL AND slot < :end ORDER BY slot DESC LIMIT 1) AS first
  UNION ALL
  SELECT (SELECT slot FROM entry WHERE slot IS NOT NULL AND slot < leap.slot ORDER BY slot DESC LIMIT 1)
  FROM leap WHERE leap.slot >= :begin
)
"""
_OF_SLOT = (
    "FROM entry WHERE slot IS NOT NULL AND slot = leap.slot AND day <= :until AND n <= :out "
    "ORDER BY day DESC, n DESC LIMIT 1"
)
# SQLite has no LATERAL: the number is looked up, then the rest by it.
_TAKES = {
    "sqlite": f"SELECT leap.slot, e.day, e.n FROM leap CROSS JOIN entry AS e WHERE e.n = (SELECT n {_OF_SLOT})",
    "postgresql": f"SELECT leap.slot, e.day, e.n FROM leap, LATERAL (SELECT day, n {_OF_SLOT}) AS e",
}
_BETWEEN = """
WITH latest(slot, day, n) AS (VALUES {values})
SELECT entry.n FROM latest CROSS JOIN entry
WHERE entry.slot IS NOT NULL AND entry.slot = latest.slot AND entry.day >= latest.day AND entry.day <= :until
AND entry.n <= :out AND entry.n <> latest.n
"""
_BODIES = select(entry.c.n, revision.c.after).join(revision, revision.c.number == entry.c.revision)
_PLACED = (
    select(entry.c.n, revision.c.after, document.c.published, document.c.origin, document.c.title, document.c.id)
    .join(revision, revision.c.number == entry.c.revision)
    .join(document, document.c.n == entry.c.document)
)
_AT_ONCE = 200
_BODIES_AT_ONCE = 5_000
_Found = tuple[str, str, int]  # slot, day, number


def standing(
    connection: Connection, as_of: date | None = None, only: Collection[Place] | None = None
) -> list[Position]:
    """Those of all positions that the table needs, in the order of the record.

    Args:
        as_of: of the positions up to this day, and of what had come out by it; those without a day are taken to be
            earlier than any. What was given up counts from the day of the turn on.
        only: of these places alone.
    """
    bounds = _bounds(as_of)
    wanted: set[int] = set()
    near: list[_Found] = []
    for found in _by_place(_latest(connection, bounds, only)):
        own: list[_Found] = []
        left: list[str] = []
        for one in found:
            voice = one[0].partition(" ")[2]
            if voice.startswith("by "):
                wanted.add(one[2])
            elif voice.startswith("left "):
                left.append(one[0])
            else:
                own.append(one)
        for name in left:  # of what was given up the table shows the first that was told
            wanted.update(_first(connection, name, as_of))
        if not own:
            continue
        since = _before(max(day for _, day, _ in own))
        recent = [one for one in own if one[1] >= since]
        before = [one for one in own if one[1] < since]
        last = max((day for _, day, _ in before), default="")
        wanted.update(n for _, _, n in recent)
        wanted.update(n for _, day, n in before if day == last)
        if len(own) > 1:
            near += [(name, since, n) for name, _, n in recent]
    wanted |= _since(connection, near, bounds)
    return _fetched(connection, sorted(wanted))


def positions_at(
    connection: Connection, place: Place, as_of: date | None = None, *, limit: int, offset: int = 0
) -> tuple[list[Kept], int]:
    """The positions of a party on an option that nobody has rejected, the latest first, and how many there are.

    Args:
        as_of: up to this day, of what had come out by it.
        limit, offset: which of them.
    """
    there = or_(*(and_(entry.c.slot >= begin, entry.c.slot < end) for begin, end in _ranges([place])))
    those = select(entry.c.id).where(entry.c.slot.is_not(None), there, *_by(as_of))
    count = connection.scalar(select(func.count()).select_from(those.subquery())) or 0
    page = those.order_by(entry.c.day.desc(), entry.c.n.desc()).limit(limit).offset(offset)
    ids = connection.scalars(page).all()
    found = kept(connection, ids)
    return [found[id] for id in ids], count


def days(connection: Connection, only: Collection[date] | None = None) -> list[date]:
    """The days on which anything came to be known of where a party stands, the first one first.

    That is the day of saying, or the later one on which it came out.

    Args:
        only: those of these days.
    """
    those = entry.c.slot.is_not(None), entry.c.day != ""
    if only is None:
        out: ColumnElement[int] = literal_column(f"entry.n >> {RUNNING}", BigInteger())
        every = connection.execute(select(entry.c.day, out).where(*those).distinct()).all()
        return sorted({max(date.fromisoformat(day), date.fromordinal(n or 1)) for day, n in every})
    return sorted(day for day in only if _came_to_be_known(connection, day))


def _came_to_be_known(connection: Connection, day: date) -> bool:
    """Whether anything did on this day: mostly because a document came out, seldom because it told of a day to come."""
    those = entry.c.slot.is_not(None), entry.c.day != ""
    of_day = entry.c.n >= first_number(day), entry.c.n <= last_number(day), entry.c.day <= day.isoformat()
    came = select(entry.c.n).where(entry.c.kind == RowKind.POSITION.value, *those, *of_day).limit(1)
    if connection.scalar(came) is not None:
        return True
    said = connection.scalars(select(entry.c.n).where(*those, entry.c.day == day.isoformat()))
    return any(n <= last_number(day) for n in said.all())


def _bounds(as_of: date | None) -> dict[str, Any]:
    """What the queries are bound by: the last day of saying, and the last number of what has come out."""
    day = as_of or date.max
    return {"until": day.isoformat(), "out": last_number(day)}


def _by(as_of: date | None) -> tuple[ColumnElement[bool], ...]:
    bounds = _bounds(as_of)
    return entry.c.day <= bounds["until"], entry.c.n <= bounds["out"]


def _latest(connection: Connection, bounds: dict[str, Any], only: Collection[Place] | None) -> Iterator[_Found]:
    """Of each group the latest up to a day, groups in falling order."""
    query = text(_LATEST + _TAKES[connection.dialect.name])
    for begin, end in [("", "~")] if only is None else _ranges(only):
        for found in connection.execute(query, {"begin": begin, "end": end, **bounds}).all():
            if found[0] >= begin:
                yield tuple(found)


def _ranges(places: Collection[Place]) -> list[tuple[str, str]]:
    """Between which keys the groups of these places are: with own words and with ascribed ones."""
    keys = [slot(*place, basis) for place in places for basis in (Basis.OWN, Basis.ASCRIBED)]
    return [(f"{key} ", f"{key}!") for key in keys]


def _by_place(found: Iterator[_Found]) -> Iterator[list[_Found]]:
    for _, some in groupby(found, key=lambda one: one[0].partition(" ")[0]):
        yield list(some)


def _first(connection: Connection, name: str, as_of: date | None) -> Iterator[int]:
    """The first position of a group that had been given up by a day."""
    query = _BODIES.where(entry.c.slot == name, entry.c.slot.is_not(None), *_by(as_of)).order_by(entry.c.n)
    for n, body in connection.execute(query if as_of else query.limit(1)):
        until = from_json(body, Position).until
        if as_of is None or (until is not None and until <= as_of):
            yield n
            return


def _before(day: str) -> str:
    """The first day of those that count as the same time."""
    if not day:
        return ""
    when = date.fromisoformat(day)
    return (max(when, date.min + TOGETHER) - TOGETHER).isoformat()


def _since(connection: Connection, latest: Sequence[_Found], bounds: dict[str, Any]) -> set[int]:
    """Numbers of the other positions of these groups from a day on."""
    found: set[int] = set()
    for at in range(0, len(latest), _AT_ONCE):
        some = latest[at : at + _AT_ONCE]
        values = {f"{name}{k}": v for k, row in enumerate(some) for name, v in zip("sdn", row, strict=True)}
        found.update(connection.scalars(_between(len(some)), {**values, **bounds}).all())
    return found


@lru_cache(maxsize=_AT_ONCE)
def _between(count: int) -> TextClause:
    """The query for so many groups; to make one takes longer than to ask it."""
    marks = ", ".join(f"(:s{k}, :d{k}, CAST(:n{k} AS BIGINT))" for k in range(count))
    return text(_BETWEEN.format(values=marks))


def _fetched(connection: Connection, wanted: Sequence[int]) -> list[Position]:
    """Those of these numbers, in the order of the record (see `archiving.record`): of two stances of one day the one
    that comes later there counts, and numbers go by when a document was added."""
    found: list[tuple[tuple[str, str, str, str, int, int, int], Position]] = []
    for at in range(0, len(wanted), _BODIES_AT_ONCE):
        # Numbers as they are: a parameter each takes longer than looking the rows up.
        query = _PLACED.where(text(f"entry.n IN ({', '.join(map(str, wanted[at : at + _BODIES_AT_ONCE]))})"))
        for n, body, published, origin, title, id in connection.execute(query).all():
            row = from_json(body, Position)
            place = row.evidence.start, -row.evidence.end, n
            found.append(((published or date.max.isoformat(), origin, title, id, *place), row))
    return [row for _, row in sorted(found, key=lambda one: one[0])]
