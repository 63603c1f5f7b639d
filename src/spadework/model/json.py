"""The nouns to JSON and back."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from spadework.errors import SpadeworkError

T = TypeVar("T")


def to_json(noun: Any, *, indent: int = 0) -> str:
    """Any noun, or a list of nouns, as JSON. Dates are ISO 8601, enumerations their values."""
    raw = msgspec.json.encode(noun)
    return (msgspec.json.format(raw, indent=indent) if indent else raw).decode()


def from_json(text: str | bytes, kind: type[T]) -> T:
    """The noun of this kind that the JSON holds.

    Raises:
        SpadeworkError: the text is no JSON, or a field is missing or of the wrong kind; the message names it.
    """
    try:
        return msgspec.json.decode(text, type=kind)
    except msgspec.MsgspecError as e:
        raise SpadeworkError(f"not a {kind.__name__}: {e}") from e
