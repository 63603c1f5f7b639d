"""How far two readings of the same documents agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spadework.model import Position, Span, Statement

_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Shared:
    """Rows of one reading, of another, and those that both have."""

    one: int
    other: int
    both: int

    @property
    def f1(self) -> float:
        """Twice what both have by what they have together; 1.0 if neither has any."""
        return 2 * self.both / (self.one + self.other) if self.one + self.other else 1.0


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two readings agree.

    Attributes:
        statements: the same if their contents have at least half of their characters in common (Jaccard), one to one.
        positions: the same if the same party stands somewhere on the same option in the same document.
        stances: of those positions, how many have the same stance.
    """

    statements: Shared
    positions: Shared
    stances: int


def agreement(
    one: tuple[Sequence[Statement], Sequence[Position]], other: tuple[Sequence[Statement], Sequence[Position]]
) -> Agreement:
    """The agreement of two readings of the same documents, each its statements and its positions."""
    holds = [Counter((p.evidence.document, p.party, p.issue, p.option) for p in rows) for _, rows in (one, other)]
    stands = [
        Counter((p.evidence.document, p.party, p.issue, p.option, p.stance) for p in rows) for _, rows in (one, other)
    ]
    return Agreement(
        statements=Shared(len(one[0]), len(other[0]), _same(one[0], other[0])),
        positions=Shared(len(one[1]), len(other[1]), (holds[0] & holds[1]).total()),
        stances=(stands[0] & stands[1]).total(),
    )


def _same(one: Sequence[Statement], other: Sequence[Statement]) -> int:
    """How many statements both have, the most alike first."""
    pairs = []
    beside: dict[str, list[tuple[int, Statement]]] = {}
    for m, b in enumerate(other):
        beside.setdefault(b.document, []).append((m, b))
    for n, a in enumerate(one):
        for m, b in beside.get(a.document, ()):
            if a.content[0].start < b.content[-1].end and b.content[0].start < a.content[-1].end:
                mine, theirs = _characters(a.content), _characters(b.content)
                likeness = len(mine & theirs) / len(mine | theirs)
                if likeness >= _HALF:
                    pairs.append((-likeness, n, m))
    taken: tuple[set[int], set[int]] = (set(), set())
    for _, n, m in sorted(pairs):
        if n not in taken[0] and m not in taken[1]:
            taken[0].add(n)
            taken[1].add(m)
    return len(taken[0])


def _characters(content: Iterable[Span]) -> set[int]:
    return {at for span in content for at in range(span.start, span.end)}
