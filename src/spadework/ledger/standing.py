"""The positions from which the issue-by-party table is made, without looking at all others.

What the table shows of a party on an option is its latest word, other voices of the two days before, the latest of each
who ascribes something to it, and its last word that was different. All of them are the latest of a small group: own
words by stance, ascribed ones by who ascribes. An index holds positions by group and day, and the query leaps from one
group's latest to the next.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import Connection, bindparam, text

from spadework.ledger.batch import ENTRY, made
from spadework.ledger.schema import entry
from spadework.model import Position

TOGETHER = timedelta(days=2)  # see `spadework.briefing.table.SAME_TIME`

_LEAP = """
WITH RECURSIVE leap(slot, voice, day, n) AS (
  SELECT * FROM (SELECT slot, voice, day, n FROM entry WHERE slot IS NOT NULL
                 ORDER BY slot DESC, voice DESC, day DESC, n DESC LIMIT 1) AS first
  UNION ALL
  {step}
)
SELECT slot, voice, day, n FROM leap WHERE slot IS NOT NULL
"""
_NEXT = """FROM entry WHERE slot IS NOT NULL AND (slot, voice) < (leap.slot, leap.voice)
           ORDER BY slot DESC, voice DESC, day DESC, n DESC LIMIT 1"""
# SQLite has no LATERAL: the number is looked up, then the rest by it.
_STEPS = {
    "sqlite": f"""SELECT e.slot, e.voice, e.day, e.n FROM leap CROSS JOIN entry AS e
                  WHERE e.n = (SELECT n {_NEXT})""",
    "postgresql": f"SELECT e.slot, e.voice, e.day, e.n FROM leap, LATERAL (SELECT slot, voice, day, n {_NEXT}) AS e",
}
_BETWEEN = text(
    "SELECT n FROM entry WHERE slot IS NOT NULL AND slot = :slot AND voice = :voice AND day >= :day AND n <> :n"
)
_FIRST = text("SELECT n FROM entry WHERE slot IS NOT NULL AND slot = :slot AND voice = :voice ORDER BY n LIMIT 1")
_AT_ONCE = 500


def standing(connection: Connection) -> list[Position]:
    """Those of all positions that the table needs, in the order of their numbers."""
    leap = text(_LEAP.format(step=_STEPS[connection.dialect.name]))
    numbers: set[int] = set()
    own: dict[str, list[tuple[str, str, int]]] = {}
    for slot, voice, day, n in connection.execute(leap):
        if voice.startswith("left "):  # of what was given up the table shows the first that was told
            numbers.update(connection.scalars(_FIRST, {"slot": slot, "voice": voice}))
            continue
        numbers.add(n)
        if not voice.startswith("by "):
            own.setdefault(slot, []).append((day, voice, n))
    for slot, latest in own.items():
        since = _before(max(day for day, _, _ in latest))
        for day, voice, n in latest:
            if day >= since and len(latest) > 1:
                numbers.update(connection.scalars(_BETWEEN, {"slot": slot, "voice": voice, "day": since, "n": n}))
    return _fetched(connection, sorted(numbers))


def _before(day: str) -> str:
    """The first day of those that count as the same time."""
    if not day:
        return ""
    when = date.fromisoformat(day)
    return (max(when, date.min + TOGETHER) - TOGETHER).isoformat()


def _fetched(connection: Connection, numbers: Iterable[int]) -> list[Position]:
    wanted = list(numbers)
    query = ENTRY.where(entry.c.n.in_(bindparam("numbers", expanding=True))).order_by(entry.c.n)
    found = []
    for at in range(0, len(wanted), _AT_ONCE):
        for row in connection.execute(query, {"numbers": wanted[at : at + _AT_ONCE]}):
            position = made(row).row
            assert isinstance(position, Position)
            found.append(position)
    return found
