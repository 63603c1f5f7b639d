"""Somebody named in a text, and where."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True, eq=False)
class Person:
    """Somebody named.

    Attributes:
        gender: "m", "f", or "" if unknown.
        roles: word sets of what he is called.
        weak: the party that the place of the text suggests, where nothing better is told.
        decided: the text or the agenda has told whom he speaks for, be it nobody.
    """

    name: str
    role: str = ""
    party: str | None = None
    gender: str = ""
    roles: list[frozenset[str]] = field(default_factory=list)
    weak: str | None = None
    decided: bool = False
    known: bool = False

    @property
    def speaks_for(self) -> str | None:
        """The party, told or else suggested."""
        return self.party if self.decided else self.weak


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place where a person is named."""

    begins: int
    start: int
    end: int
    person: Person
    title: str
