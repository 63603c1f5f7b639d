"""Parties that the world knows: states, blocs, agencies, some armed groups; and who led them when.

`data/parties.tsv` and `data/leaders.tsv` are this project's own compilation of plain facts. A row of kind `none` lists
names that contain a party's name and are none ("Latin America", "Vienna Convention").
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files

from spadework.agenda.tokens import tokens

_FOLDER = files("spadework.agenda") / "data"


@dataclass(frozen=True, slots=True)
class Known:
    """A row of the table.

    Attributes:
        kind: `state`, `territory`, `group`, `bloc`, `agency` or `none`.
        adjectives: demonyms and their plurals.
        names: the name itself, capitals and institutions that stand for it.
    """

    id: str
    name: str
    kind: str
    adjectives: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leader:
    """Who led a party. `surname_tells` is false for surnames that many bear: those need the office before them."""

    party: str
    name: str
    called: tuple[str, ...]
    role: str
    since: str
    until: str
    surname_tells: bool

    def in_office(self, day: date | None) -> bool:
        """Whether the term holds that day; of an undated document, whether it still does."""
        if day is None:
            return not self.until
        month = f"{day:%Y-%m}"
        return self.since <= month <= (self.until or "9999")


@lru_cache(maxsize=1)
def known() -> dict[str, Known]:
    """The table by id."""
    found: dict[str, Known] = {}
    for n, row in enumerate(_rows("parties.tsv")):
        id, name, kind, adjectives, capitals, others = row
        names = [name, *capitals.split(";"), *others.split(";")]
        found[id or f"none{n}"] = Known(id, name, kind, _list(adjectives.split(";")), _list(names))
    return found


@lru_cache(maxsize=1)
def lookup() -> dict[str, list[tuple[tuple[str, ...], str, bool]]]:
    """By first word: the words of each name, longest first, whose it is (empty: nobody's), if an adjective."""
    table: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    for row in known().values():
        for names, adjective in ((row.names, False), (row.adjectives, True)):
            for name in names:
                words = tuple(t.text for t in tokens(name))
                table.setdefault(words[0], []).append((words, row.id, adjective))
    for entries in table.values():
        entries.sort(key=lambda e: -len(e[0]))
    return table


@lru_cache(maxsize=1)
def leaders() -> tuple[Leader, ...]:
    """Heads of state, of government and of organisations, with their terms."""
    return tuple(
        Leader(party, name, _list(called.split(";")), role, since, until, surname != "common")
        for party, name, called, role, since, until, surname in _rows("leaders.tsv")
    )


def _list(values: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(v for v in values if v))


def _rows(name: str) -> list[list[str]]:
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines[1:]]
