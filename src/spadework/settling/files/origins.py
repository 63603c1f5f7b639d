"""Where a number or a rule of a scenario file comes from, and words out of closed vocabularies."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from spadework.faults import did_you_mean
from spadework.model import Origin, OriginKind, Span
from spadework.settling.files.faulty import Raw
from spadework.settling.files.numbers import shown
from spadework.settling.files.places import Path

E = TypeVar("E", bound=StrEnum)


def quotes(table: dict[str, Any], raw: Raw) -> None:
    for path, row in raw.rows(table, (), "quote", "quotes"):
        fields = raw.table(row, path, ("id", "document", "start", "end", "quote", "page"))
        name = raw.id(fields, path, "id")
        if name in raw.quotes:
            raw.fault(path, f"there are two quotes {shown(name)}", "Rename one.")
        raw.quotes[name] = _span({k: v for k, v in fields.items() if k != "id"}, path, raw)


def _span(row: object, path: Path, raw: Raw) -> Span | None:
    fields = raw.table(row, path, ("document", "start", "end", "quote", "page"))
    start, end, page = fields.get("start", 0), fields.get("end", 0), fields.get("page")
    if not all(isinstance(n, int) and not isinstance(n, bool) and n >= 0 for n in (start, end, page or 0)):
        raw.fault(path, "start, end and page are whole numbers")
        return None
    return Span(raw.text(fields, path, "document"), start, end, raw.text(fields, path, "quote"), page)


def origin(told: object, path: Path, raw: Raw) -> Origin:
    """Where something comes from. A text alone is an analyst's note."""
    if isinstance(told, str):
        return Origin(note=told)
    fields = raw.table(told, path, ("kind", "rows", "quotes", "note"))
    spans = []
    for place, row in raw.rows(fields, path, "quotes"):
        if isinstance(row, str):
            if raw.among(row, raw.quotes, place, "quote"):
                spans.append(raw.quotes[row])
        else:
            spans.append(_span(row, place, raw))
    return Origin(
        kind=choice(OriginKind, fields, path, "kind", OriginKind.ANALYST, raw),
        rows=raw.texts(fields, path, "rows"),
        quotes=tuple(s for s in spans if s is not None),
        note=raw.text(fields, path, "note", ""),
    )


def origin_in(raw: Raw) -> Callable[[object, Path], Origin]:
    return lambda told, path: origin(told, path, raw)


def choice(kind: type[E], table: dict[str, Any], path: Path, key: str, default: E, raw: Raw) -> E:
    """One of a closed vocabulary."""
    told = table.get(key, default)
    if told not in list(kind):
        raw.fault((*path, key), f"{shown(told)} is no {key}", did_you_mean(str(told), list(kind)))
        return default
    return kind(told)


def origin_of(parts: dict[str, Any], place: Path, raw: Raw) -> Origin:
    return origin(parts["origin"], (*place, "origin"), raw) if "origin" in parts else Origin()
