"""Cells of tables: nothing that a document says becomes a formula, and what was written can be read again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from spadework.model import Span

# What makes a spreadsheet take a cell for a formula, also behind blanks; full-width forms count in some.
_FORMULA = re.compile(r"('*)\s*[=+\-@\t\r\n|%＝＋－＠]")
_PART = re.compile(r"\\(.)|; ?|[^;\\]+|\\", re.DOTALL)


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
    values = [""] if text else []
    for found in _PART.finditer(text):
        if found[0].startswith(";"):
            values.append("")
        else:
            values[-1] += found[1] or found[0]
    return tuple(values)


def places(spans: Iterable[Span | None]) -> str:
    """Places as `start-end`, several with a semicolon between."""
    return ";".join(f"{s.start}-{s.end}" for s in spans if s is not None)
