"""What is tried out on the settlement page, as its address tells it: a scenario, changed numbers, a package, two axes.

Parties, issues and options go by their places, from 0, so that an address stays short:

    scenario, version   which one
    w0.1=0.4            weight of party 0 on issue 1, as a share; 0.2..0.4..0.6 with its ends
    v0.1.2=0.7          value of option 2 of issue 1 for party 0, likewise
    r0=0.3              reserve of party 0, likewise; empty: not known
    l0.1.2=1            a red line of party 0; 0: none
    p=1.0.2             a package: the option of each issue; or p0=1, p1=0, p2=2
    x=0, y=1            parties on the axes of the chart
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isfinite

from spadework.errors import ScenarioError
from spadework.model import Package, Scenario, Shape, Value
from spadework.settling import Changes
from spadework.settling.changing import Number

NEAR = 5.1e-4
"""What a field of three decimals cannot tell apart."""
MOST_FIELDS = 20_000
_PACKAGE = re.compile(r"p\d*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Tried:
    """What is tried out.

    Attributes:
        axes: places of two parties.
        query: the fields but the package and the axes, as they were asked for.
    """

    changes: Changes
    package: Package | None
    axes: tuple[int, int]
    query: tuple[tuple[str, str], ...]


def tried(scenario: Scenario, fields: Iterable[tuple[str, str]]) -> Tried:
    """What these fields of an address say about a scenario; of a field that stands there twice the last one counts.

    Raises:
        ScenarioError: a field does not fit the scenario, or there are too many.
    """
    told = dict(fields)
    if len(told) > MOST_FIELDS:
        raise ScenarioError(f"over {MOST_FIELDS:,} fields")
    reading = _Reading(scenario, told)
    kept = tuple((k, v) for k, v in told.items() if k not in ("x", "y", "prospects") and not _PACKAGE.fullmatch(k))
    return Tried(reading.changes(), reading.package(), reading.axes(), kept)


class _Reading:
    def __init__(self, scenario: Scenario, told: Mapping[str, str]) -> None:
        self._s, self._told = scenario, told
        by_party = {p.party: p for p in scenario.preferences}
        self._held = [by_party[p.id] for p in scenario.parties]

    def changes(self) -> Changes:
        weights: dict[str, dict[str, Number]] = {}
        values: dict[str, dict[str, Number]] = {}
        reserves: dict[str, Number | None] = {}
        lines: dict[str, dict[str, None]] = {}
        for key, text in self._told.items():
            kind, places = key[:1], self._places(key)
            if places is None:
                continue
            p = self._held[places[0]]
            if kind == "r":
                if not text.strip():
                    if p.reserve is not None:
                        reserves[p.party] = None
                elif (number := _number(key, text, p.reserve)) is not None:
                    reserves[p.party] = number
            elif kind == "w":
                issue = self._s.issues[places[1]].id
                total = sum(w.likely for w in p.weights.values()) or 1.0
                if (number := _number(key, text, p.weights.get(issue), total)) is not None:
                    weights.setdefault(p.party, {})[issue] = number
            elif kind == "v":
                option = self._option(places)
                if (number := _number(key, text, p.values.get(option))) is not None:
                    values.setdefault(p.party, {})[option] = number
            else:
                held = lines.setdefault(p.party, dict.fromkeys(x.option for x in p.red_lines))
                option = self._option(places)
                if text == "1":
                    held[option] = None
                else:
                    held.pop(option, None)
        red = {p: tuple(held) for p, held in lines.items() if set(held) != self._lines(p)}
        return Changes(weights, values, reserves, red)

    def package(self) -> Package | None:
        """One option an issue, by places; None if the address names none."""
        each = [self._told.get(f"p{n}", "") for n in range(len(self._s.issues))]
        text = self._told.get("p") or (".".join(each) if all(each) else "")
        if not text:
            return None
        places = text.split(".")
        sizes = [len(i.options) for i in self._s.issues]
        if len(places) != len(sizes) or not all(
            x.isascii() and x.isdigit() and len(x) < 6 and int(x) < n for x, n in zip(places, sizes, strict=True)
        ):
            raise ScenarioError(f"p={text[:40]} is no package", remedy="One place of an option for each issue.")
        return Package(choices={i.id: i.options[int(x)].id for i, x in zip(self._s.issues, places, strict=True)})

    def axes(self) -> tuple[int, int]:
        count = len(self._held)
        x, y = (self._told.get(k, "") for k in "xy")
        first = int(x) if x.isascii() and x.isdigit() and len(x) < 4 and int(x) < count else 0
        second = int(y) if y.isascii() and y.isdigit() and len(y) < 4 and int(y) < count else (1 if count > 1 else 0)
        return first, second if second != first or count < 2 else (0 if first else 1)

    def _places(self, key: str) -> tuple[int, ...] | None:
        """Places that a field is about; None if it is none of ours."""
        length = {"w": 2, "v": 3, "r": 1, "l": 3}.get(key[:1], 0)
        parts = key[1:].split(".")
        if len(parts) != length or not all(x.isascii() and x.isdigit() and len(x) < 6 for x in parts):
            return None
        places = tuple(map(int, parts))
        sizes = [len(self._held), len(self._s.issues)]
        if length == 3 and places[1] < sizes[1]:
            sizes.append(len(self._s.issues[places[1]].options))
        if all(x < n for x, n in zip(places, sizes, strict=False)) and len(sizes) >= length:
            return places
        raise ScenarioError(f"{key} is about nothing that is in this scenario")

    def _option(self, places: tuple[int, ...]) -> str:
        issue = self._s.issues[places[1]]
        return f"{issue.id}.{issue.options[places[2]].id}"

    def _lines(self, party: str) -> set[str]:
        held = next(p for p in self._held if p.party == party)
        return {x.option for x in held.red_lines}


def _number(key: str, text: str, now: Value | None, unit: float = 1.0) -> Number | None:
    """A number that a field tells; None if it is what is there already."""
    try:
        parts = [float(x) * unit for x in text.split("..")]
    except ValueError:
        parts = []
    if not 1 <= len(parts) <= 3 or not all(map(isfinite, parts)) or parts != sorted(parts):
        raise ScenarioError(f"{key}={text[:40]} is no number", remedy="Write 0.3, or 0.2..0.3..0.5 with its ends.")
    if len(parts) == 1:
        return None if now is not None and abs(now.likely - parts[0]) < NEAR * unit else parts[0]
    low, high = parts[0], parts[-1]
    likely = parts[1] if len(parts) == 3 else (low + high) / 2
    if now is not None and all(
        abs(a - b) < NEAR * unit for a, b in zip((low, likely, high), (now.low, now.likely, now.high), strict=True)
    ):
        return None
    shape = Shape.UNIFORM if len(parts) == 2 else now.shape if now is not None and not now.known else Shape.TRIANGULAR
    return Value(low=low, likely=likely, high=high, shape=shape)
