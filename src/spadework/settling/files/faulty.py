"""A raw file with its places: faults are noted by path and told with line and key."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from spadework.errors import ScenarioError
from spadework.faults import Faults, did_you_mean
from spadework.model import Origin, Scenario, Value
from spadework.settling.files.numbers import KEYS, BadNumber, shown, value_of
from spadework.settling.files.places import Path, line_of

MAX_ID = 200
MOST_ROWS = 20_000  # of any list
ENOUGH = 100  # faults, after which no more are looked for


class Enough(Exception):
    """So much is wrong that the rest need not be told."""


class Raw:
    """What was read of a file, and what is wrong with it.

    Args:
        places: gives the line of each path; called only when there is a fault to tell.
    """

    def __init__(self, places: Callable[[], dict[Path, int]] | None = None) -> None:
        self.faults = Faults(ScenarioError)
        self.quotes: dict[str, Any] = {}
        self._places = places
        self._lines: dict[Path, int] | None = None
        self._told = 0

    def fault(self, path: Path, what: str, remedy: str = "") -> None:
        """Note a fault. `what` has no full stop, `remedy` is a sentence."""
        if self._lines is None:
            self._lines = self._places() if self._places else {}
        line = line_of(self._lines, path)
        named = _named(path)
        self.faults.add((f"line {line}: " if line else "") + (named or "the file"), what, remedy)
        self._told += 1
        if self._told >= ENOUGH:
            raise Enough

    def checked(self, make: Callable[[], Scenario], where: str) -> Scenario:
        """What `make` makes of the raw file.

        Raises:
            ScenarioError: a fault was noted; all of them are named.
        """
        try:
            made = make()
        except Enough:
            self.faults.check(where)
            raise
        self.faults.check(where)
        return made

    def table(self, raw: object, path: Path, keys: Iterable[str]) -> dict[str, Any]:
        """The raw thing as a table that has no other keys than these."""
        if not isinstance(raw, dict):
            self.fault(path, f"this is {shown(raw)}, not a table")
            return {}
        known = list(keys)
        for key in raw:
            if key not in known:
                self.fault((*path, key), f"there is no key {shown(key)} here", did_you_mean(key, known))
        return raw

    def rows(self, table: dict[str, Any], path: Path, *names: str) -> list[tuple[Path, Any]]:
        """The entries of a list that goes by one of these names, each with its path."""
        there = [n for n in names if n in table]
        if len(there) > 1:
            self.fault((*path, there[1]), f"{there[0]!r} and {there[1]!r} are the same list", "Keep one of them.")
        if not there:
            return []
        raw = table[there[0]]
        if not isinstance(raw, list):
            self.fault((*path, there[0]), f"this is {shown(raw)}, not a list")
            return []
        if len(raw) > MOST_ROWS:
            self.fault((*path, there[0]), f"{len(raw):,} entries are too many", "Split the file.")
            return []
        return [((*path, there[0], n), row) for n, row in enumerate(raw)]

    def text(self, table: dict[str, Any], path: Path, key: str, default: str | None = None) -> str:
        """A text; `default` where there is none. Without a default it must be there and say something."""
        if key not in table and default is not None:
            return default
        raw = table.get(key)
        if not isinstance(raw, str):
            self.fault((*path, key), "it is missing" if raw is None else f"this is {shown(raw)}, not a text")
            return ""
        return raw

    def id(self, table: dict[str, Any], path: Path, *keys: str) -> str:
        """The id that one of these keys tells; an empty text where there is none."""
        key = next((k for k in keys if k in table), keys[0])
        text = self.text(table, path, key)
        if key in table and isinstance(table[key], str):
            self.check_id(text, (*path, key))
        return text

    def check_id(self, text: str, path: Path) -> None:
        if not text.strip() or len(text) > MAX_ID or not text.isprintable():
            self.fault(path, f"{shown(text)} is no id", f"A line of text of at most {MAX_ID} characters.")

    def texts(self, table: dict[str, Any], path: Path, key: str) -> tuple[str, ...]:
        """A list of texts; empty where there is none."""
        raw = table.get(key, [])
        if not isinstance(raw, list) or not all(isinstance(t, str) for t in raw):
            self.fault((*path, key), f"this is {shown(raw)}, not a list of texts")
            return ()
        return tuple(raw)

    def entries(self, table: dict[str, Any], path: Path, key: str) -> list[tuple[str, Any]]:
        """What a table inside this one holds; nothing if there is none."""
        told = table.get(key, {})
        if not isinstance(told, dict):
            self.fault((*path, key), f"this is {shown(told)}, not a table")
            return []
        return list(told.items())

    def value(self, raw: object, path: Path, origin: Callable[[object, Path], Origin]) -> Value | None:
        """A number; None and a fault where it is none."""
        from_where = Origin()
        if isinstance(raw, dict):
            self.table(raw, path, KEYS)
            if "origin" in raw:
                from_where = origin(raw["origin"], (*path, "origin"))
        try:
            return value_of(raw, from_where)
        except BadNumber as e:
            self.fault(path, e.what, e.remedy)
            return None

    def among(self, id: object, known: Iterable[str], path: Path, kind: str) -> bool:
        """Whether this is one of the known ids; a fault if not."""
        known = list(known)
        if isinstance(id, str) and id in known:
            return True
        self.fault(path, f"there is no {kind} {shown(id)}", did_you_mean(str(id), known[:40]))
        return False


def _named(path: Path) -> str:
    """The path for the reader: "preference 2, value of fee.shared"; things of a list are counted from 1."""
    parts: list[str] = []
    for part in path:
        if isinstance(part, int) and parts:
            parts[-1] += f" {part + 1}"
        else:
            parts.append(str(part))
    if "values" in parts[:-1] and parts[0] != "values":
        at = parts.index("values")
        parts[at:] = ["value of " + ".".join(parts[at + 1 :])]
    return ", ".join(parts)
