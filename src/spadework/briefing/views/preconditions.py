"""The graph of conditions: what must come before what, who wants it so, and where that runs in a circle."""

from __future__ import annotations

from dataclasses import dataclass

from spadework.briefing.guide import Guide
from spadework.briefing.words import short
from spadework.model import Condition, ConditionKind, FindingKind


@dataclass(frozen=True, slots=True)
class Edge:
    """One condition: `first` must come before `then`; both are keys of nodes.

    Attributes:
        circular: it lies on a circle, or a finding of circular preconditions names it.
    """

    condition: Condition
    first: str
    then: str
    circular: bool


@dataclass(frozen=True, slots=True)
class Graph:
    """Attributes:
    nodes: by key, the step in words.
    exceptions: conditions that order nothing ("all but this").
    """

    nodes: dict[str, str]
    edges: tuple[Edge, ...]
    exceptions: tuple[Condition, ...]


def graph(guide: Guide) -> Graph:
    """The conditions as steps and arrows. A step that is not on the agenda is told by its quote."""
    named = {id for f in guide.record.findings if f.kind is FindingKind.CIRCULAR_PRECONDITIONS for id in f.rows}
    nodes: dict[str, str] = {}
    raw: list[tuple[Condition, str, str]] = []
    exceptions = []
    for c in guide.record.coding.conditions:
        if c.kind is ConditionKind.EXCEPTION:
            exceptions.append(c)
            continue
        ends = []
        for pair, name in ((c.requires, "first"), (c.before, "then")):
            # Two steps off the agenda are never the same node: nothing says that they are.
            key = pair or f"{name} {c.id}"
            nodes[key] = guide.step(pair) if pair else _off_agenda(c)
            ends.append(key)
        raw.append((c, ends[0], ends[1]))
    after: dict[str, set[str]] = {}
    for _, first, then in raw:
        after.setdefault(first, set()).add(then)
    reached = {key: _reachable(key, after) for key in nodes}
    edges = tuple(Edge(c, a, b, a in reached[b] or c.id in named) for c, a, b in raw)
    return Graph(nodes, edges, tuple(exceptions))


def _off_agenda(condition: Condition) -> str:
    return f"off the agenda: “{short(condition.evidence.quote, 60)}”"


def _reachable(start: str, after: dict[str, set[str]]) -> set[str]:
    """All nodes that lie behind `start`, itself only if a circle leads back."""
    seen: set[str] = set()
    todo = [start]
    while todo:
        for node in after.get(todo.pop(), ()):
            if node not in seen:
                seen.add(node)
                todo.append(node)
    return seen
