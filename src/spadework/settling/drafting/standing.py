"""Which positions count for a draft: the latest of each party on each option, and those at odds with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from spadework.model import Basis, Condition, FindingKind, Position, Record, Stance, Status

FLOOR = 0.25  # rows less sure than this are not used, as in comparing
Key = tuple[str, str, str]  # party, issue, option


@dataclass(frozen=True)
class Standing:
    """The positions of a record by party, issue and option."""

    record: Record

    @cached_property
    def texts(self) -> Mapping[str, str]:
        return {d.id: d.text for d in self.record.documents}

    @cached_property
    def published(self) -> Mapping[str, date | None]:
        return {d.id: d.published for d in self.record.documents}

    def day(self, position: Position) -> date:
        """The day it is told for; an undated one comes first, so that it never looks new."""
        return position.as_of or self.published.get(position.evidence.document) or date.min

    @cached_property
    def rows(self) -> Mapping[Key, tuple[Position, ...]]:
        """All positions that count, by day."""
        found: dict[Key, list[Position]] = defaultdict(list)
        for p in self.record.coding.positions:
            if counts(p):
                found[p.party, p.issue, p.option].append(p)
        return {k: tuple(sorted(v, key=lambda p: (self.day(p), p.evidence.start))) for k, v in found.items()}

    @cached_property
    def _at_odds(self) -> Mapping[Key, frozenset[str]]:
        """Ids of the positions of two voices of one party that comparing found at odds."""
        return {
            (f.party, f.issue, f.option): frozenset(f.rows)
            for f in self.record.findings
            if f.kind is FindingKind.DIVERGENCE and f.status is not Status.REJECTED and f.party and f.issue and f.option
        }

    def two_voices(self, key: Key) -> bool:
        """Whether voices of the party are at odds on the option."""
        return key in self._at_odds

    def current(self, key: Key) -> tuple[Position, ...]:
        """What stands: the party's own words of the last day on which it spoke, with those at odds with them; if there
        are none, what others ascribed to it last. Positions that were given up do not stand."""
        rows = [p for p in self.rows.get(key, ()) if p.until is None]
        own = [p for p in rows if p.basis is Basis.OWN]
        if key in self._at_odds:
            odd = [p for p in rows if p.id in self._at_odds[key]]
            if odd:
                return tuple(odd)
        last = own or rows
        return tuple(p for p in last if self.day(p) == self.day(last[-1]))

    def earlier(self, key: Key) -> tuple[Position, ...]:
        """The party's own positions that no longer stand and were other ones."""
        now = self.current(key)
        stances = {p.stance for p in now}
        return tuple(
            p for p in self.rows.get(key, ()) if p not in now and p.basis is Basis.OWN and p.stance not in stances
        )

    def wants_another(self, key: Key) -> bool:
        """Whether the party accepts a rival of an option that it does not speak of."""
        party, issue, option = key
        return any(
            k[:2] == (party, issue) and k[2] != option and any(p.stance is Stance.ACCEPTS for p in self.current(k))
            for k in self.rows
        )


def sure(row: Position | Condition) -> float:
    """The confidence; 1 for what an analyst has looked at."""
    return 1.0 if row.status in (Status.ACCEPTED, Status.CORRECTED) else row.confidence


def counts(row: Position | Condition) -> bool:
    """Whether a draft may be made from it: no analyst rejected it, and it is sure enough."""
    return row.status is not Status.REJECTED and sure(row) >= FLOOR
