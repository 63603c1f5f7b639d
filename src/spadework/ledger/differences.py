"""In what two states of a row differ."""

from __future__ import annotations

import json
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a row, and what stood in it before and after, in words; empty for nothing."""

    field: str
    before: str
    after: str


def differences(before: str | None, after: str | None) -> list[Difference]:
    """The fields in which they differ; none if the row was not there before, or is not afterwards.

    Args:
        before, after: the row as JSON, as a revision has it.
    """
    if before is None or after is None:
        return []
    old, new = json.loads(before), json.loads(after)
    return [Difference(k, _told(old.get(k)), _told(new.get(k))) for k in new if old.get(k) != new.get(k)]


def _told(value: object) -> str:
    match value:
        case None:
            return ""
        case str():
            return value
        case {"quote": str(quote), "start": start, "end": end}:
            return f"{quote} ({start}-{end})"
        case {"first": first, "last": last}:
            return str(first) if first == last else f"{first} to {last}"
        case list():
            return "; ".join(map(_told, value))
        case _:
            return json.dumps(value, ensure_ascii=False)
