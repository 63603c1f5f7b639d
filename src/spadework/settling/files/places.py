"""On which line of a file something stands, so that a message can name it."""

from __future__ import annotations

import re
import tomllib
from collections import Counter

Path = tuple[str | int, ...]

_JSON = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:\n]')
_HEAD = re.compile(r"\s*(\[\[?)(.*?)\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*((?:"(?:[^"\\]|\\.)*"|'[^']*'|[\w.-]|\s)+?)\s*=""")
_BARE = re.compile(r"[\w-]+\Z")
_FENCE = re.compile(r'"""|' + "'''")


def toml_places(text: str) -> dict[Path, int]:
    """The line, from 1, of each table and key of a TOML text. Keys inside a value stand with the value."""
    found: dict[Path, int] = {}
    counts: Counter[Path] = Counter()
    here: Path = ()
    fenced = False
    for line, content in enumerate(text.splitlines(), start=1):
        if fenced or len(_FENCE.findall(content)) % 2:
            fenced = fenced != bool(len(_FENCE.findall(content)) % 2)
            continue
        if head := _HEAD.match(content):
            here = _table(head[2], head[1] == "[[", counts)
            found.setdefault(here, line)
        elif key := _KEY.match(content):
            parts = _parts(key[1])
            for n in range(1, len(parts) + 1):
                found.setdefault(here + parts[:n], line)
    return found


def _table(name: str, repeated: bool, counts: Counter[Path]) -> Path:
    """Where a header leads; the tables of an array are counted."""
    path: Path = ()
    parts = _parts(name)
    for n, part in enumerate(parts):
        path = (*path, part)
        if n == len(parts) - 1 and repeated:
            counts[path] += 1
        if counts[path]:
            path = (*path, counts[path] - 1)
    return path


def _parts(key: str) -> tuple[str, ...]:
    """The parts of a dotted key; itself if it is none."""
    if _BARE.match(key):
        return (key,)
    try:
        table = tomllib.loads(f"{key} = 0")
    except (tomllib.TOMLDecodeError, RecursionError):
        return (key,)
    parts: list[str] = []
    while isinstance(table, dict) and table:
        [(part, table)] = table.items()
        parts.append(part)
    return tuple(parts)


def json_places(text: str, twice: list[tuple[int, str]] | None = None) -> dict[Path, int]:
    """The line, from 1, of each key and entry of a JSON text that is well formed.

    Args:
        twice: is given the line and the key of each that stands in its table a second time.
    """
    found: dict[Path, int] = {}
    stack: list[str | int] = []
    kinds: list[str] = []
    line, key = 1, ""
    for token in _JSON.finditer(text):
        mark = token.group()
        if mark == "\n":
            line += 1
        elif mark in "{[":
            kinds.append(mark)
            stack.append(0 if mark == "[" else "")
            if mark == "[":
                found.setdefault(tuple(stack), line)
        elif mark in "}]":
            kinds.pop()
            stack.pop()
        elif mark == "," and kinds and kinds[-1] == "[":
            stack[-1] = int(stack[-1]) + 1
            found.setdefault(tuple(stack), line)
        elif mark[0] == '"':
            key = mark
        elif mark == ":":
            stack[-1] = _unquoted(key)
            if tuple(stack) in found and twice is not None:
                twice.append((line, str(stack[-1])))
            found.setdefault(tuple(stack), line)
    return found


def _unquoted(text: str) -> str:
    import json

    return str(json.loads(text)) if "\\" in text else text[1:-1]


def line_of(places: dict[Path, int], path: Path) -> int | None:
    """The line of this, or of the nearest thing around it that has one."""
    for n in range(len(path), 0, -1):
        if path[:n] in places:
            return places[path[:n]]
    return None
