"""What the resolvers hand each other: an attribution's places, and who speaks in it."""

from __future__ import annotations

from dataclasses import dataclass

from spadework.model import Span
from spadework.reading.person import Person


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks.

    Attributes:
        name: canonical name, or the description of somebody unnamed.
        how: how the speaker was found: "named" (in full, or as the agenda has it), "surname", "party", "body", "joint",
            "office" (by role), "unnamed", "pronoun", "context" (the text names no source) or "unknown".
        person: set if it is a person with a name.
        several: more than one, so that "they" may take it up.
    """

    name: str
    how: str
    role: str = ""
    party: str | None = None
    person: Person | None = None
    several: bool = False

    @classmethod
    def of(cls, person: Person, how: str) -> Speaker:
        """A person, found in this way."""
        how = "named" if person.known and how == "surname" else how
        return cls(person.name, how, person.role, person.speaks_for, person)


@dataclass(frozen=True, slots=True)
class Said:
    """The places of an attribution, as the resolvers need them.

    Attributes:
        turn: the source is the label of a transcript's turn.
        within: number of the attribution in whose content this one lies; None if in none's.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    turn: bool = False
    within: int | None = None

    @property
    def at(self) -> int:
        """The place from which a reader looks back for what a pronoun means."""
        return (self.source or self.cue or self.content[0]).start

    @property
    def nested(self) -> bool:
        """Whether it is reported inside another's content."""
        return self.within is not None


def listed(people: list[Person], how: str) -> Speaker:
    """Several people as one speaker, with a party if they share it."""
    parties = {p.speaks_for for p in people}
    name = ", ".join(p.name for p in people[:-1]) + " and " + people[-1].name
    return Speaker(name, how, party=parties.pop() if len(parties) == 1 else None, several=True)
