"""Cells of tables: nothing that a document says becomes a formula, and what was written can be read again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from spadework.model import Span

# What makes a spreadsheet take a cell for a formula, also behind blanks; full-width forms count in some.
_FORMULA = re.compile(r"('*)\s*[=+\-@\t\r\n|%＝＋－＠]")
_SPLIT = re.compile(r"(?<!\\)((?:\\\\)*);")


def guarded(text: str) -> str:
    """The text with an apostrophe before it if a spreadsheet might take it for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """What was guarded."""
    found = _FORMULA.match(text)
    return text[1:] if found and found[1] else text


def cell(value: object) -> str:
    """A value as a cell: nothing as nothing, days in ISO form, several values with a semicolon between."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "; ".join(str(v).replace("\\", "\\\\").replace(";", "\\;") for v in value)
    return value.isoformat() if isinstance(value, date) else str(value)


def several(text: str) -> tuple[str, ...]:
    """The values of a cell that holds several."""
    if not text:
        return ()
    parts = _SPLIT.sub("\\1\x1f", text).split("\x1f")
    return tuple(re.sub(r"\\(.)", r"\1", p.removeprefix(" ") if n else p, flags=re.DOTALL) for n, p in enumerate(parts))


def places(spans: Iterable[Span | None]) -> str:
    """Places as `start-end`, several with a semicolon between."""
    return ";".join(f"{s.start}-{s.end}" for s in spans if s is not None)
