"""Circular preconditions: a cycle in the graph of conditions. Each party wants another's step first.

An edge runs from what a party requires to what it will only then do. A cycle that one party alone makes is that
party's own muddle and not reported; reciprocity ("if they do too") asks nobody to go first and is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from spadework.comparing.standing import DOUBTFUL, Standing, finding
from spadework.comparing.wording import listed
from spadework.model import Condition, ConditionKind, Finding, FindingKind, Status

Edges = dict[str, list[tuple[str, Condition]]]  # by what is required: what hangs on it, and whose condition it is
LONGEST = 5  # steps; longer chains are coincidences of coding


def find(standing: Standing) -> Iterator[Finding]:
    """Each cycle once: first those that close on the same options, then those that close on the same issues."""
    usable = [
        c
        for c in standing.record.coding.conditions
        if c.kind is ConditionKind.PRECONDITION and c.status is not Status.REJECTED and c.confidence >= DOUBTFUL
        if c.requires and c.before and _issue(c.requires) != _issue(c.before)
    ]
    seen: set[frozenset[str]] = set()
    for step in (str, _issue):
        # The surest condition of each party from step to step: more of the same would only be walked again.
        surest: dict[tuple[str, str, str], Condition] = {}
        for c in sorted(usable, key=lambda c: -c.confidence):
            surest.setdefault((c.party, step(c.requires or ""), step(c.before or "")), c)
        edges: Edges = defaultdict(list)
        for (_, needed, then), c in surest.items():
            edges[needed].append((then, c))
        for start in list(edges):
            for cycle in _cycles(edges, start, ()):
                parties = tuple(dict.fromkeys(c.party for c in cycle))
                if len(parties) > 1 and frozenset(parties) not in seen:
                    seen.add(frozenset(parties))
                    yield _finding(standing, cycle, parties)


def _issue(step: str) -> str:
    return step.partition(".")[0]


def _cycles(edges: Edges, start: str, path: tuple[tuple[str, Condition], ...]) -> Iterator[tuple[Condition, ...]]:
    """The cycles through a step, followed depth first."""
    for then, condition in edges.get(path[-1][0] if path else start, ()):
        if then == start:
            yield (*(c for _, c in path), condition)
        elif len(path) + 1 < LONGEST and all(then != t for t, _ in path):
            yield from _cycles(edges, start, (*path, (then, condition)))


def _finding(standing: Standing, cycle: tuple[Condition, ...], parties: tuple[str, ...]) -> Finding:
    steps = "; ".join(
        f"{standing.name(c.party)} wants {_step(standing, c.requires)} before {_step(standing, c.before)}"
        for c in cycle
    )
    issues = tuple(dict.fromkeys((c.before or "").partition(".")[0] for c in cycle))
    return finding(
        standing,
        FindingKind.CIRCULAR_PRECONDITIONS,
        f"{listed(map(standing.name, parties))} each wait for another's step: {steps}.",
        (c.evidence for c in cycle),
        rows=tuple(c.id for c in cycle),
        parties=parties,
        issues=issues,
        weight=0.95,
        confidence=min(c.confidence for c in cycle),
    )


def _step(standing: Standing, step: str | None) -> str:
    issue, _, option = (step or "").partition(".")
    return standing.option(issue, option)
