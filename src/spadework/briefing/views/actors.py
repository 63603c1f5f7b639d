"""The actor map: who speaks, for whom, in what office."""

from __future__ import annotations

from dataclasses import dataclass

from spadework.briefing.guide import Guide
from spadework.model import Party, Role, Statement


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who speaks or is on the agenda.

    Attributes:
        statements: what they said, in the order of the record.
    """

    name: str
    role: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Camp:
    """A party with those who speak for it; `party` None holds outsiders and joint bodies."""

    party: Party | None
    voices: tuple[Voice, ...]

    @property
    def count(self) -> int:
        """Number of statements."""
        return sum(len(v.statements) for v in self.voices)


def camps(guide: Guide) -> tuple[Camp, ...]:
    """Principals first, then mediators, observers, and those outside the parties. Nobody's camp is left out."""
    said: dict[tuple[str | None, str], list[Statement]] = {}
    roles: dict[tuple[str | None, str], str] = {}
    for actor in guide.record.agenda.actors:
        said[actor.speaks_for, actor.name] = []
        roles[actor.speaks_for, actor.name] = actor.role
    for s in guide.record.statements:
        key = (s.party, s.speaker)
        said.setdefault(key, []).append(s)
        roles[key] = roles.get(key) or s.role
    order = list(Role)
    known = sorted(guide.record.agenda.parties, key=lambda p: order.index(p.role))
    strange = dict.fromkeys(id for id, _ in said if id is not None and id not in guide.parties)
    found = []
    for party in [*known, *(guide.any_party(id) for id in strange), None]:
        id = party.id if party else None
        voices = [Voice(name, roles[p, name], tuple(some)) for (p, name), some in said.items() if p == id]
        voices.sort(key=lambda v: (-len(v.statements), v.name))
        if party or voices:
            found.append(Camp(party, tuple(voices)))
    return tuple(found)
