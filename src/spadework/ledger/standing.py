"""The positions from which the issue-by-party table is made, without looking at all others.

What the table shows of a party on an option is its latest word, other voices of the two days before, the latest of each
who ascribes something to it, and its last word that was different. All of them are the latest of a small group: own
words by stance, ascribed ones by who ascribes. An index holds positions by group and day, and the query leaps from one
group's latest to the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import Connection, text

from spadework.ledger.batch import ENTRY, made
from spadework.ledger.schema import entry
from spadework.model import Position, from_json

TOGETHER = timedelta(days=2)  # see `spadework.briefing.table.SAME_TIME`

_LEAP = """
WITH RECURSIVE leap(slot, day, n) AS (
  SELECT * FROM (SELECT slot, day, n FROM entry WHERE slot IS NOT NULL
                 ORDER BY slot DESC, day DESC, n DESC LIMIT 1) AS first
  UNION ALL
  {step}
)
SELECT leap.slot, leap.day, leap.n, revision.after
FROM leap JOIN entry ON entry.n = leap.n JOIN revision ON revision.number = entry.revision
"""
_NEXT = "FROM entry WHERE slot IS NOT NULL AND slot < leap.slot ORDER BY slot DESC, day DESC, n DESC LIMIT 1"
# SQLite has no LATERAL: the number is looked up, then the rest by it.
_STEPS = {
    "sqlite": f"SELECT e.slot, e.day, e.n FROM leap CROSS JOIN entry AS e WHERE e.n = (SELECT n {_NEXT})",
    "postgresql": f"SELECT e.slot, e.day, e.n FROM leap, LATERAL (SELECT slot, day, n {_NEXT}) AS e",
}
_BETWEEN = """
WITH latest(slot, day, n) AS (VALUES {values})
SELECT entry.n FROM latest CROSS JOIN entry
WHERE entry.slot IS NOT NULL AND entry.slot = latest.slot AND entry.day >= latest.day AND entry.n <> latest.n
"""
_FIRST = text("SELECT n FROM entry WHERE slot IS NOT NULL AND slot = :slot ORDER BY n LIMIT 1")
_AT_ONCE = 200


def standing(connection: Connection) -> list[Position]:
    """Those of all positions that the table needs, in the order of their numbers."""
    leap = text(_LEAP.format(step=_STEPS[connection.dialect.name]))
    found: dict[int, Position] = {}
    more: set[int] = set()
    own: dict[str, list[tuple[str, str, int]]] = {}
    for slot, day, n, body in connection.execute(leap):
        place, _, voice = slot.partition(" ")
        if voice.startswith("left "):  # of what was given up the table shows the first that was told
            more.update(connection.scalars(_FIRST, {"slot": slot}))
            continue
        found[n] = from_json(body, Position)
        if not voice.startswith("by "):
            own.setdefault(place, []).append((day, slot, n))
    near: list[tuple[str, str, int]] = []
    for latest in own.values():
        since = _before(max(day for day, _, _ in latest))
        if len(latest) > 1:
            near += [(slot, since, n) for day, slot, n in latest if day >= since]
    more |= _since(connection, near)
    found |= _fetched(connection, sorted(more))
    return [found[n] for n in sorted(found)]


def _before(day: str) -> str:
    """The first day of those that count as the same time."""
    if not day:
        return ""
    when = date.fromisoformat(day)
    return (max(when, date.min + TOGETHER) - TOGETHER).isoformat()


def _since(connection: Connection, latest: Sequence[tuple[str, str, int]]) -> set[int]:
    """Numbers of the other positions of these slots from a day on."""
    found: set[int] = set()
    for at in range(0, len(latest), _AT_ONCE):
        some = latest[at : at + _AT_ONCE]
        marks = ", ".join(f"(:s{k}, :d{k}, CAST(:n{k} AS BIGINT))" for k in range(len(some)))
        values = {f"{name}{k}": v for k, row in enumerate(some) for name, v in zip("sdn", row, strict=True)}
        found.update(connection.scalars(text(_BETWEEN.format(values=marks)), values))
    return found


def _fetched(connection: Connection, wanted: Sequence[int]) -> dict[int, Position]:
    found = {}
    for at in range(0, len(wanted), _AT_ONCE):
        for row in connection.execute(ENTRY.where(entry.c.n.in_(wanted[at : at + _AT_ONCE]))):
            one = made(row)
            assert isinstance(one.row, Position)
            found[one.n] = one.row
    return found
