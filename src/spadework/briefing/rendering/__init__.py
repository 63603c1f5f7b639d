"""Briefs as files. A format is a module with a function from a `Brief` to text or bytes, and a name here."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from spadework.briefing.content import Brief
from spadework.briefing.rendering.writing import write
from spadework.errors import SpadeworkError

FORMATS = {
    "html": ("html", (".html", ".htm")),
    "markdown": ("markdown", (".md", ".markdown")),
    "docx": ("docx", (".docx",)),
    "pdf": ("pdf", (".pdf",)),
    "xlsx": ("xlsx", (".xlsx",)),
    "jsonld": ("jsonld", (".jsonld",)),
}
"""By name the module that renders it, and the suffixes by which it is known."""


def format_of(path: str | os.PathLike[str], format: str | None = None) -> str:
    """The format of this name, else the one that the suffix tells.

    Raises:
        SpadeworkError: there is no such format, or the suffix tells none.
    """
    known = ", ".join(FORMATS)
    if format is not None:
        if format not in FORMATS:
            raise SpadeworkError(f"a brief cannot be written as {format!r}", remedy=f"There are: {known}.")
        return format
    suffix = Path(path).suffix.casefold()
    for name, (_, suffixes) in FORMATS.items():
        if suffix in suffixes:
            return name
    raise SpadeworkError(
        f"the name does not tell in which format the brief is to be written ({suffix or 'no suffix'})",
        where=os.fspath(path),
        remedy=f"End it in {', '.join(s for _, (s, *_) in FORMATS.values())}, or name a format: {known}.",
    )


def rendered(brief: Brief, format: str) -> bytes:
    """The brief in this format, a key of `FORMATS`."""
    render: Callable[[Brief], str | bytes] = import_module(f"spadework.briefing.rendering.{FORMATS[format][0]}").render
    made = render(brief)
    return made.encode("utf-8", "replace") if isinstance(made, str) else made


def render(brief: Brief, path: str | os.PathLike[str], format: str | None = None) -> Path:
    """Write a brief, in the format of this name or the one that the suffix tells. It is there whole or not at all.

    Raises:
        SpadeworkError: the format is not known, or the place cannot be written to.
    """
    return write(rendered(brief, format_of(path, format)), path)
