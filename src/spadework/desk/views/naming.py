"""What the ids of an agenda are called."""

from __future__ import annotations

from dataclasses import dataclass

from spadework.model import Agenda


@dataclass(frozen=True, slots=True)
class Named:
    """Something that is called by an id, and how it is called."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Choices:
    """Several under one heading: the options of an issue."""

    id: str
    name: str
    choices: tuple[Named, ...]


class Names:
    """Names by id. A row may name what the agenda has no longer; that is called by its id."""

    def __init__(self, agenda: Agenda) -> None:
        self.parties = tuple(Named(p.id, p.name) for p in agenda.parties)
        self.issues = tuple(Choices(i.id, i.name, tuple(Named(o.id, o.text) for o in i.options)) for i in agenda.issues)
        self._parties = {p.id: p.name for p in agenda.parties}
        self._issues = {i.id: i.name for i in agenda.issues}
        self._options = {(i.id, o.id): o.text for i in agenda.issues for o in i.options}

    def party(self, id: str | None) -> str:
        """The party's name; empty for None."""
        return self._parties.get(id, id) if id else ""

    def issue(self, id: str) -> str:
        """The issue's name."""
        return self._issues.get(id, id)

    def option(self, issue: str, id: str) -> str:
        """What the option says."""
        return self._options.get((issue, id), id)
