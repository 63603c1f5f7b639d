"""The ledger as it is shown: one page of the statements that are asked for, and what can be asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import Any
from urllib.parse import urlencode

from spadework.briefing import words
from spadework.desk.desk import Desk
from spadework.desk.views.naming import Choices, Named, Names
from spadework.desk.views.statements import StatementView, hit_view
from spadework.ledger import Hit, Query
from spadework.model import Change, Revision, RowKind

PUBLISHERS = 200
"""So many are offered to choose from; the others can be typed."""

_CALLED = {
    "words": "Words",
    "party": "Party",
    "actor": "Speaker",
    "issue": "Issue",
    "stance": "Stance",
    "basis": "Basis",
    "directness": "Words given",
    "status": "Status",
    "said_from": "Said from",
    "said_to": "Said until",
    "reported_from": "Reported from",
    "reported_to": "Reported until",
    "publisher": "Publisher",
    "document": "Document",
}


@dataclass(frozen=True, slots=True)
class StatementsView:
    """One page of statements, the newest first.

    Attributes:
        after, before: give one of them with the same filters to get the next page, or the one before; None if there
            is none.
    """

    statements: tuple[StatementView, ...]
    after: str | None
    before: str | None


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter that is set: what it is called, what it asks for, and the address of the page without it."""

    name: str
    called: str
    value: str
    without: str


@dataclass(frozen=True, slots=True)
class Facets:
    """What can be filtered by.

    Attributes:
        publishers: the most frequent ones, by name.
        more_publishers: whether there are others.
    """

    parties: tuple[Named, ...]
    issues: tuple[Choices, ...]
    publishers: tuple[str, ...]
    more_publishers: bool


def statements_view(
    desk: Desk, query: Query, *, limit: int, after: str | None = None, before: str | None = None
) -> StatementsView:
    """A page of the statements that are meant. Raises SpadeworkError if they cannot be searched for."""
    names = Names(desk.agenda)
    page = desk.dossier.ledger.search(query, limit=limit, after=after, before=before)
    return StatementsView(tuple(hit_view(h, names) for h in page.hits if isinstance(h, Hit)), page.after, page.before)


def facets(desk: Desk) -> Facets:
    """What the dossier can be filtered by."""
    names = Names(desk.agenda)
    known = desk.remembered("publishers", lambda: desk.dossier.ledger.publishers(PUBLISHERS + 1), _still)
    return Facets(names.parties, names.issues, tuple(sorted(known[:PUBLISHERS])), len(known) > PUBLISHERS)


def _still(known: list[str], later: Sequence[Revision]) -> list[str] | None:
    """The same publishers, unless documents have come in: these bring statements."""
    came = any(r.kind is RowKind.STATEMENT and r.change is Change.ENTERED for r in later)
    return None if came else known


def filters(desk: Desk, query: Query, path: str) -> tuple[Filter, ...]:
    """The filters that are set."""
    asked = asked_for(query)
    names = Names(desk.agenda)
    said: dict[str, Callable[[str], str]] = {
        "party": names.party,
        "issue": names.issue,
        "document": lambda id: _title(desk, id),
    }
    found = []
    for name, value in asked.items():
        told = said[name](value) if name in said else _told(name, value)
        found.append(Filter(name, _CALLED[name], told, address(path, {k: v for k, v in asked.items() if k != name})))
    return tuple(found)


def asked_for(query: Query) -> dict[str, str]:
    """The filters that are set, as they stand in an address."""
    values = {f.name: getattr(query, f.name) for f in fields(query)}
    return {name: str(value) for name, value in values.items() if value}


def address(path: str, asked: dict[str, Any]) -> str:
    """The page that shows what is asked for; what is None is left out."""
    told = urlencode({k: v for k, v in asked.items() if v is not None})
    return f"{path}?{told}" if told else path


def _told(name: str, value: str) -> str:
    if name == "stance":
        return {str(k): v.word for k, v in words.STANCES.items()}[value]
    if name == "directness":
        return {str(k): v for k, v in words.DIRECTNESS.items()}[value]
    return value


def _title(desk: Desk, id: str) -> str:
    if not desk.dossier.ledger.holds(id):
        return id
    head = desk.dossier.ledger.head(id)
    return head.title or head.origin or id
