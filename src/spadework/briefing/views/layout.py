"""Draws the preconditions: steps in columns from left to right, arrows between them. Only geometry."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from dataclasses import dataclass, replace

from spadework.briefing.guide import Guide
from spadework.briefing.views.preconditions import Edge, Graph

MOST_NODES, MOST_COLUMNS = 12, 4  # beyond this a list is easier to read than a drawing
WRAP = 27  # letters of a line of a box
BOX, ACROSS, DOWN, LINE, PAD = 220, 180, 34, 18, 12
LETTER = 7  # width of a letter of a label


@dataclass(frozen=True, slots=True)
class Box:
    """A step."""

    x: float
    y: float
    height: float
    lines: tuple[str, ...]
    circular: bool


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow: an SVG path, and its label with the place of it."""

    path: str
    x: float
    y: float
    label: str
    circular: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole drawing."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    box: int = BOX
    line: int = LINE


def draw(guide: Guide, graph: Graph) -> Layout | None:
    """The drawing; None if there is nothing to draw or too much."""
    if not graph.edges or len(graph.nodes) > MOST_NODES:
        return None
    level = _levels(graph)
    columns = max(level.values()) + 1
    if columns > MOST_COLUMNS:
        return None
    circular = {key for e in graph.edges if e.circular for key in (e.first, e.then)}
    boxes: dict[str, Box] = {}
    fill: dict[int, float] = defaultdict(lambda: 24.0)
    for key, text in graph.nodes.items():
        lines = textwrap.wrap(text, WRAP)[:4] or [key]
        height = len(lines) * LINE + 2 * PAD
        column = level[key]
        boxes[key] = Box(4 + column * (BOX + ACROSS), fill[column], height, tuple(lines), key in circular)
        fill[column] += height + DOWN
    together: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for e in graph.edges:
        together[e.first, e.then].append(e)
    floor = max(b.y + b.height for b in boxes.values())
    arrows = tuple(
        _arrow(
            boxes[a],
            boxes[b],
            floor,
            both=(b, a) in together,
            label=", ".join(dict.fromkeys(guide.party(e.condition.party) for e in some)),
            circular=any(e.circular for e in some),
        )
        for (a, b), some in together.items()
    )
    arrows = _apart(arrows)
    deepest = max([floor, *(a.y + 22 for a in arrows)]) + 4.0
    return Layout(columns * (BOX + ACROSS) - ACROSS + 8, deepest, tuple(boxes.values()), arrows)


def _apart(arrows: tuple[Arrow, ...]) -> tuple[Arrow, ...]:
    """The arrows with no label on another: each goes down until it is clear of those before it."""
    out: list[Arrow] = []
    for a in arrows:
        for other in sorted(out, key=lambda o: o.y):
            wide = (len(a.label[:24]) + len(other.label[:24])) * LETTER / 2
            if abs(a.x - other.x) < wide and abs(a.y - other.y) < LINE:
                a = replace(a, y=other.y + LINE)
        out.append(a)
    return tuple(out)


def _levels(graph: Graph) -> dict[str, int]:
    """Columns: a step stands right of what must come before it; on a circle the steps follow as they were found."""
    level = dict.fromkeys(graph.nodes, 0)
    at = {key: n for n, key in enumerate(graph.nodes)}
    forward = [(e.first, e.then) for e in graph.edges if not e.circular or at[e.first] < at[e.then]]
    for _ in graph.nodes:  # longest paths; a circle that finds no rest ends after as many rounds as there are nodes
        for a, b in forward:
            if a != b:
                level[b] = max(level[b], min(level[a] + 1, len(level)))
    return level


def _arrow(a: Box, b: Box, floor: float, *, both: bool, label: str, circular: bool) -> Arrow:
    """From a to b. Where another arrow runs back between the two, either keeps to its half of the box."""
    aside = 10 if both else 0
    if a.x != b.x and (a.x < b.x or a.x - b.x <= BOX + ACROSS):
        forth = a.x < b.x
        x1, x2 = (a.x + BOX, b.x - 3) if forth else (a.x, b.x + BOX + 3)
        y1, y2 = (box.y + box.height / 2 + (-aside if forth else aside) for box in (a, b))
        bend = (x2 - x1) / 2
        path = f"M{x1:.0f} {y1:.0f}C{x1 + bend:.0f} {y1:.0f} {x2 - bend:.0f} {y2:.0f} {x2:.0f} {y2:.0f}"
        return Arrow(path, (x1 + x2) / 2, (y1 + y2) / 2 + (-7 if forth else 17), label, circular)
    # Far back, or within a column: out of the bottom of the one, under everything, into the bottom of the other.
    x1, x2 = a.x + BOX / 2 - 20, b.x + BOX / 2 + 20
    low = floor + 40
    path = f"M{x1:.0f} {a.y + a.height:.0f}C{x1:.0f} {low:.0f} {x2:.0f} {low:.0f} {x2:.0f} {b.y + b.height + 3:.0f}"
    return Arrow(path, (x1 + x2) / 2, floor + 24, label, circular)
