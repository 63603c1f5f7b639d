"""Where things stand in the charts of a settlement, in the units of the drawing. Pages draw it as SVG.

Two parties on two axes: each efficient deal a point, solutions and the package looked at as marks of their own shape,
reserves as lines. All parties beside each other: each deal a line.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, isfinite, log10

from spadework.desk.views.scenarios import ScenarioNames
from spadework.desk.views.settlement import PackageView, SettlementView
from spadework.model import Scenario

WIDTH, HEIGHT = 480, 400
LEFT, RIGHT, TOP, BOTTOM = 50, 14, 14, 46
APART = 15  # between two labels
MOST_LINES = 90
SHAPES = {
    "nash": "circle",
    "kalai_smorodinsky": "square",
    "egalitarian": "diamond",
    "utilitarian": "triangle",
}


@dataclass(frozen=True, slots=True)
class Tick:
    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Dot:
    """An efficient deal: `package` as an address names it, `told` in words."""

    x: float
    y: float
    package: str
    told: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A solution or the package looked at.

    Attributes:
        shapes: circle, square, diamond, triangle; ring for the package looked at.
        label_x, label_y, anchor: where its label stands.
        box: over the draws, from the 5th to the 95th percentile: x, y, width, height.
    """

    x: float
    y: float
    shapes: tuple[str, ...]
    label: str
    label_x: float
    label_y: float
    anchor: str
    package: str
    told: str
    box: tuple[float, float, float, float] | None


@dataclass(frozen=True, slots=True)
class Scatter:
    """Two parties.

    Attributes:
        reserve_x, reserve_y: where the reserves are; None where they are not known.
    """

    x_name: str
    y_name: str
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    reserve_x: float | None
    reserve_y: float | None
    dots: tuple[Dot, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A deal: its corners as SVG takes them, the places where it crosses the axes, and the end of its label."""

    points: str
    corners: tuple[tuple[float, float], ...]
    shapes: tuple[str, ...]
    package: str
    told: str


@dataclass(frozen=True, slots=True)
class Axis:
    """One party; `reserve` is where its reserve is, None where it is not known."""

    x: float
    name: str
    reserve: float | None


@dataclass(frozen=True, slots=True)
class Parallel:
    """All parties."""

    axes: tuple[Axis, ...]
    ticks: tuple[Tick, ...]
    lines: tuple[Line, ...]
    marks: tuple[Line, ...]


def scatter(view: SettlementView, scenario: Scenario, axes: tuple[int, int]) -> Scatter | None:
    """The chart of two parties; None where there is nothing to draw."""
    shown = _Shown(view, scenario)
    if len(view.parties) < 2 or not (view.points or view.package):
        return None
    x, y = axes
    across = _Scale.over(shown.numbers(x), LEFT, WIDTH - RIGHT)
    up = _Scale.over(shown.numbers(y), HEIGHT - BOTTOM, TOP)
    marks = []
    for m in shown.marks():
        box = None
        if m.spread is not None:
            (x0, x1), (y0, y1) = m.spread[x], m.spread[y]
            left, right, top, bottom = across.inside(x0), across.inside(x1), up.inside(y1), up.inside(y0)
            box = (left, top, _tenth(right - left), _tenth(bottom - top))
        place = across.at(m.utilities[x]), up.at(m.utilities[y])
        marks.append((place, m, box))
    return Scatter(
        x_name=view.parties[x].name,
        y_name=view.parties[y].name,
        x_ticks=across.ticks(),
        y_ticks=up.ticks(),
        reserve_x=None if (r := view.parties[x].reserve) is None else across.at(r),
        reserve_y=None if (r := view.parties[y].reserve) is None else up.at(r),
        dots=tuple(Dot(across.at(u[x]), up.at(u[y]), p, told) for u, p, told in shown.points()),
        marks=tuple(_labelled(marks)),
    )


def parallel(view: SettlementView, scenario: Scenario) -> Parallel | None:
    """The chart of all parties; None where there are but two, or nothing to draw."""
    shown = _Shown(view, scenario)
    count = len(view.parties)
    if count < 3 or not (view.points or view.package):
        return None
    up = _Scale.over([n for p in range(count) for n in shown.numbers(p)], HEIGHT - BOTTOM, TOP)
    step = (WIDTH - LEFT - RIGHT - 40) / (count - 1)
    places = [_tenth(LEFT + 20 + n * step) for n in range(count)]

    def line(utilities: tuple[float, ...], shapes: tuple[str, ...], package: str, told: str) -> Line:
        corners = tuple((x, up.at(u)) for x, u in zip(places, utilities, strict=True))
        return Line(" ".join(f"{x},{y}" for x, y in corners), corners, shapes, package, told)

    return Parallel(
        axes=tuple(
            Axis(x, p.name, None if p.reserve is None else up.at(p.reserve))
            for x, p in zip(places, view.parties, strict=True)
        ),
        ticks=up.ticks(),
        lines=tuple(line(u, (), p, told) for u, p, told in list(shown.points())[:MOST_LINES]),
        marks=tuple(line(m.utilities, m.shapes, m.package, m.told) for m in shown.marks()),
    )


Point = tuple[tuple[float, ...], str, str]
Ends = list[tuple[float, float]] | None


@dataclass(frozen=True, slots=True)
class _Marked:
    utilities: tuple[float, ...]
    shapes: tuple[str, ...]
    label: str
    package: str
    told: str
    spread: Ends


class _Shown:
    """What there is to draw of a settlement."""

    def __init__(self, view: SettlementView, scenario: Scenario) -> None:
        self._view, self._scenario, self._named = view, scenario, ScenarioNames(scenario)
        self._places = [{o.id: str(n) for n, o in enumerate(i.options)} for i in scenario.issues]

    def numbers(self, party: int) -> list[float]:
        """All that has to have a place on a party's axis."""
        at = self._view.parties[party]
        found = [p.utilities[party] for p in self._view.points] + [m.utilities[party] for m in self.marks()]
        return found + ([at.disagreement] if at.reserve is None else [at.reserve])

    def points(self) -> list[Point]:
        """The efficient deals, those with a mark of their own apart."""
        marked = {m.package for m in self.marks()}
        found = []
        for p in self._view.points:
            package = ".".join(map(str, p.choices))
            if package not in marked:
                options = [i.options[k].id for i, k in zip(self._scenario.issues, p.choices, strict=True)]
                found.append((p.utilities, package, self._told(options, p.utilities)))
        return found

    def marks(self) -> list[_Marked]:
        """The solutions, and the package looked at if no solution chooses it."""
        found = []
        picked = self._view.package
        for s in self._view.solutions:
            mine = picked is not None and s.package == picked.package
            shapes = tuple(SHAPES[n] for n in s.names) + (("ring",) if mine else ())
            label = ", ".join(s.labels) if len(s.labels) < len(SHAPES) else "All four solutions"
            utilities = tuple(w.utility for w in s.worth)
            told = f"{label}. {self._told(list(s.package.values()), utilities)}"
            ends = [(w.low, w.high) for w in s.worth if w.low is not None and w.high is not None]
            found.append(_Marked(utilities, shapes, label, self._address(s.package), told, ends or None))
        if picked is not None and not any("ring" in m.shapes for m in found):
            found.append(self._looked_at(picked))
        return found

    def _looked_at(self, picked: PackageView) -> _Marked:
        worth = [s.worth for s in picked.parties]
        utilities = tuple(w.utility for w in worth)
        ends = [(w.low, w.high) for w in worth if w.low is not None and w.high is not None]
        told = f"This package. {self._told(list(picked.package.values()), utilities)}"
        return _Marked(utilities, ("ring",), "This package", self._address(picked.package), told, ends or None)

    def _address(self, package: dict[str, str]) -> str:
        return ".".join(at[o] for at, o in zip(self._places, package.values(), strict=True))

    def _told(self, options: list[str], utilities: tuple[float, ...]) -> str:
        each = zip(self._scenario.issues, options, strict=True)
        chosen = "; ".join(f"{i.name or i.id}: {self._named.text(i.id, o)}" for i, o in each)
        worth = ", ".join(f"{p.name} {u:.3f}" for p, u in zip(self._view.parties, utilities, strict=True))
        return f"{chosen}. Worth: {worth}"


class _Scale:
    """From a number to a place in the drawing."""

    def __init__(self, low: float, high: float, step: float, start: float, end: float) -> None:
        self._low, self._high, self._step, self._start, self._end = low, high, step, start, end

    @classmethod
    def over(cls, numbers: list[float], start: float, end: float) -> _Scale:
        """A scale from the least of the numbers to the greatest, both rounded to the next tick: so it stays as it is
        while numbers change a little."""
        held = [n for n in numbers if isfinite(n)] or [0.0]
        low, high = min(held), max(held)
        width = max(high - low, 1e-9 * max(1.0, abs(high)))
        raw = width / 4
        size = 10.0 ** floor(log10(raw))
        step = next(size * m for m in (1, 2, 2.5, 5, 10) if size * m >= raw * 0.999)
        bottom, top = floor(low / step + 1e-9) * step, ceil(high / step - 1e-9) * step
        # A little room, so that nothing sits on the frame.
        return cls(bottom if low - bottom > width * 0.02 else bottom - step / 4, top + step / 4, step, start, end)

    def at(self, number: float) -> float:
        return _tenth(self._start + (number - self._low) / (self._high - self._low) * (self._end - self._start))

    def inside(self, number: float) -> float:
        return self.at(min(max(number, self._low), self._high))

    def ticks(self) -> tuple[Tick, ...]:
        first = ceil(self._low / self._step - 1e-9)
        last = floor(self._high / self._step + 1e-9)
        return tuple(Tick(self.at(k * self._step), f"{k * self._step:.6g}") for k in range(first, last + 1))


def _labelled(marks: list[tuple[tuple[float, float], _Marked, tuple[float, float, float, float] | None]]) -> list[Mark]:
    """Marks with their labels beside them, pushed apart where they would lie upon each other."""
    found: list[Mark] = []
    taken: list[tuple[float, float, float]] = []
    for (x, y), m, box in sorted(marks, key=lambda t: t[0][1]):
        away = 15 if "ring" in m.shapes else 11
        wide = 7.0 * len(m.label)
        right = x + away + wide <= WIDTH
        left, end = (x + away, x + away + wide) if right else (x - away - wide, x - away)
        label_y = y + 4
        for a, b, other in taken:
            if left < b and end > a and label_y < other + APART:
                label_y = other + APART
        taken.append((left, end, label_y))
        found.append(
            Mark(
                x,
                y,
                m.shapes,
                m.label,
                _tenth(x + away if right else x - away),
                _tenth(min(label_y, HEIGHT - BOTTOM - 4)),
                "start" if right else "end",
                m.package,
                m.told,
                box,
            )
        )
    return found


def _tenth(number: float) -> float:
    return round(number, 1)
