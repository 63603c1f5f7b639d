"""The mark by which a brief that Spadework wrote is known again, so that no other file is written over."""

from __future__ import annotations

import zipfile
from pathlib import Path

MARK = b'name="generator" content="Spadework'
"""It stands among the first 2,000 bytes of a text."""
NAME = b"Spadework"
"""So is called what made a Word file, a workbook, a PDF or JSON: in its properties."""
_HEAD, _TAIL = 2_000, 65_536


def is_ours(path: Path) -> bool:
    """Whether the file is a brief that Spadework wrote. Raises OSError if it cannot be read."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
        if MARK in head:
            return True
        if head.startswith(b"%PDF-"):
            whole = head + stream.read(_TAIL)
            stream.seek(max(path.stat().st_size - _TAIL, 0))
            return NAME in whole or NAME in stream.read()
    if head.startswith(b"PK"):
        return _made(path)
    return head.lstrip().startswith(b"{") and b'"Spadework"' in head


def _made(path: Path) -> bool:
    """Whether the properties of an Office file name us."""
    try:
        with zipfile.ZipFile(path) as packed, packed.open("docProps/core.xml") as properties:
            return NAME in properties.read(_TAIL)
    except (zipfile.BadZipFile, KeyError, OSError, NotImplementedError, RuntimeError):
        return False
