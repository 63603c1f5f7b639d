"""What is being negotiated and by whom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from spadework.model.values import Nature, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A state, group, firm, union or bloc at the table or beside it.

    Attributes:
        id: short name, used as a key everywhere.
        aliases: capitals, institutions, demonyms and short forms by which texts call it.
    """

    id: str
    name: str
    role: Role = Role.PRINCIPAL
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """From a day on an actor speaks for another party, or for none."""

    since: date
    speaks_for: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person or an office that speaks.

    Attributes:
        name: canonical name ("Karoline Leavitt").
        role: what the texts call the actor ("the White House press secretary"); empty if untold.
        speaks_for: id of a party; None for an outsider, who speaks for nobody.
        aliases: other names under which statements were read; they count as this one's.
        terms: later changes of the party, in the order of their days.
    """

    name: str
    role: str = ""
    speaks_for: str | None = None
    aliases: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()

    def party_on(self, day: date | None) -> str | None:
        """Id of the party that the actor speaks for on a day; None for nobody. Without a day: before all terms."""
        begun = [t for t in self.terms if day is not None and t.since <= day]
        return begun[-1].speaks_for if begun else self.speaks_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One way to settle an issue.

    Attributes:
        text: what would be agreed, in a few words.
        words: further words and phrases by which it is recognised.
    """

    id: str
    text: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A matter to be settled. Its options exclude each other.

    Attributes:
        words: further words and phrases by which the issue is recognised.
    """

    id: str
    name: str
    options: tuple[Option, ...] = ()
    nature: Nature = Nature.SUBSTANCE
    words: tuple[str, ...] = ()

    def option(self, id: str) -> Option:
        """The option of this id. Raises KeyError if there is none."""
        for option in self.options:
            if option.id == id:
                return option
        raise KeyError(id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """Parties, people known beforehand, and issues."""

    name: str = ""
    parties: tuple[Party, ...] = ()
    actors: tuple[Actor, ...] = ()
    issues: tuple[Issue, ...] = ()

    def party(self, id: str) -> Party:
        """The party of this id. Raises KeyError if there is none."""
        for party in self.parties:
            if party.id == id:
                return party
        raise KeyError(id)

    def party_if_known(self, id: str | None) -> Party | None:
        """The party of this id; None if there is none: a row may name one that the agenda has no longer."""
        return next((p for p in self.parties if p.id == id), None)

    def issue(self, id: str) -> Issue:
        """The issue of this id. Raises KeyError if there is none."""
        for issue in self.issues:
            if issue.id == id:
                return issue
        raise KeyError(id)

    @property
    def principals(self) -> tuple[Party, ...]:
        """The parties that must agree."""
        return tuple(p for p in self.parties if p.role is Role.PRINCIPAL)

    def actor_called(self, name: str) -> Actor | None:
        """The actor of this name or alias; None if there is none."""
        return next((a for a in self.actors if a.name == name or name in a.aliases), None)

    def knowing(self, actors: tuple[Actor, ...]) -> Agenda:
        """This agenda with further actors; those that it already names, be it by an alias, stay as they are."""
        mine = {name for a in self.actors for name in (a.name, *a.aliases)}
        return replace(self, actors=self.actors + tuple(a for a in actors if a.name not in mine))
