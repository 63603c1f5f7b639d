"""What a statement can be filtered by, as words that stand beside its text in the full-text index.

So a filter narrows the search inside the index, instead of looking at every statement in which a word occurs. Each
value becomes one short word that ends in a digit, which no stemmer changes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from spadework.model import DateRange, Document, Position, Statement, Status

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_MONTHS = 24  # longer spans are told by years
_YEARS = 30  # longer ones not at all


@lru_cache(maxsize=100_000)
def facet(name: str, value: str) -> str:
    """The word for this value. That two values share one is next to impossible."""
    number = int.from_bytes(hashlib.sha256(f"{name}\x1f{value}".encode()).digest()[:6], "big")
    number, last = divmod(number, 10)
    letters = []
    for _ in range(7):
        number, digit = divmod(number, 36)
        letters.append(_DIGITS[digit])
    return "".join(letters) + str(last)


def names(text: str) -> list[str]:
    """The words of a name, as they are compared."""
    return re.findall(r"\w+", text.casefold())


def facets_of(statement: Statement, document: Document, positions: Iterable[Position]) -> str:
    """All words for a statement; positions are those coded from it, without rejected ones."""
    found = [
        facet("document", document.id),
        facet("publisher", document.publisher.casefold()),
        facet("directness", statement.directness),
        facet("status", statement.status),
        facet("party", statement.party or ""),
        *(facet("actor", name) for name in names(statement.speaker)),
        *_days(said(statement)),
    ]
    for p in positions:
        if p.status is not Status.REJECTED:
            found += held(p.party, p.issue, p.stance, p.basis)
    return " ".join(sorted(set(found)))


def said(statement: Statement) -> DateRange | None:
    """When it was said; where the text does not tell, when it was reported."""
    return statement.said_on or (DateRange.on(statement.reported_on) if statement.reported_on else None)


def held(party: str | None, issue: str | None, stance: str | None, basis: str | None) -> list[str]:
    """The words for a position, or for what is asked of one."""
    values = {"holder": party, "issue": issue, "stance": stance, "basis": basis}
    return [facet(name, value) for name, value in values.items() if value is not None]


def _days(days: DateRange | None) -> Iterator[str]:
    """The months and years of a span; a long one has a word of its own, and is looked at one by one."""
    if days is None:
        return
    if days.last.year - days.first.year > 1:
        yield facet("said", "long")
        return
    yield from (facet("year", str(y)) for y in range(days.first.year, days.last.year + 1))
    yield from (facet("month", month) for month in _months(days.first, days.last))


def said_between(first: date | None, last: date | None) -> list[str]:
    """Words of which a statement said between the two days has at least one; none if the span is too long to tell."""
    if first is None or last is None or last.year - first.year > _YEARS:
        return []
    months = list(_months(first, last)) if last.year - first.year <= 2 else []
    if 0 < len(months) <= _MONTHS:
        return [facet("said", "long"), *(facet("month", m) for m in months)]
    return [facet("said", "long"), *(facet("year", str(y)) for y in range(first.year, last.year + 1))]


def _months(first: date, last: date) -> Iterator[str]:
    for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield f"{month // 12:04}-{month % 12 + 1:02}"
