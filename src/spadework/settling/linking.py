"""What hangs together across issues, followed while a package grows an issue at a time.

A link (a constraint or an interaction) needs to know little of the options
chosen so far: one of a few marks. The marks of all links that have begun and are not yet finished are the state of
a package in the making. Packages in the same state can be completed in the same ways at the same extra worth, so that
they may dominate each other; and one in a freer state may dominate one in a tighter state. This is bucket
elimination (R. Dechter, "Bucket elimination: a unifying framework for reasoning", Artificial Intelligence 113, 1999)
along an order of the issues, with frontiers in the place of numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log2

import numpy as np
import numpy.typing as npt

from spadework.model import ConstraintKind
from spadework.settling.compiled import Compiled, Pair, Place
from spadework.settling.effort import TooMuch

Floats = npt.NDArray[np.float64]

MOST_STATES = 6000
ORDERING = 500_000
"""What may be spent on one order, in issues times ends of links, for each beginning tried."""


class Link:
    """Something that hangs together.

    A mark is a small number, 0 before anything is chosen. Attributes:
        options: those that matter to it.
    """

    def __init__(self, options: Sequence[Place]) -> None:
        self.options = tuple(options)
        self.issues = tuple(sorted({i for i, _ in options}))

    def mark(self, mark: int, issue: int, option: int, last: bool) -> int | None:
        """The mark after an option of an issue that matters is chosen; None where that must not be.

        Args:
            last: no further issue matters to it.
        """
        raise NotImplementedError

    def freer(self, a: int, b: int) -> bool:
        """Whether a package with the mark a can be completed in all ways of one with the mark b, at no less worth."""
        return a == b

    def worth(self, mark: int) -> Floats | None:
        """What is added once all of it is chosen."""
        return None


class Among(Link):
    """At most one of the options, or exactly one."""

    def __init__(self, options: Sequence[Place], exactly: bool) -> None:
        super().__init__(options)
        self.exactly = exactly

    def mark(self, mark: int, issue: int, option: int, last: bool) -> int | None:
        mark += (issue, option) in self.options
        return None if mark > 1 or (last and self.exactly and mark < 1) else mark

    def freer(self, a: int, b: int) -> bool:
        return a == b if self.exactly else a <= b


class Requires(Link):
    """Where the first option holds, the others must.

    Marks: 0 all is open; 1 one of the others does not hold, so the first must not; 2 the first does not hold, so all is
    well; 3 the first holds, so the others must.
    """

    def mark(self, mark: int, issue: int, option: int, last: bool) -> int | None:
        first, others = self.options[0], self.options[1:]
        fails = any(i == issue and o != option for i, o in others)
        if first[0] == issue and mark < 2:
            if first[1] != option:
                return 2
            return None if fails or mark == 1 else 3
        if mark == 3:
            return None if fails else 3
        return 1 if mark == 0 and fails else mark

    def freer(self, a: int, b: int) -> bool:
        return a == b or (a, b) in {(0, 1), (2, 3)}


class Together(Link):
    """An interaction: the mark counts which of its two options hold."""

    def __init__(self, pair: Pair, objective: Floats | None) -> None:
        super().__init__((pair.first, pair.second))
        self._worth = pair.worth
        seen = pair.worth if objective is None else objective @ pair.worth
        self._good, self._bad = bool((seen >= 0).all()), bool((seen <= 0).all())

    def mark(self, mark: int, issue: int, option: int, last: bool) -> int | None:
        return mark + ((issue, option) in self.options)

    def freer(self, a: int, b: int) -> bool:
        return a == b or (a > b and self._good) or (a < b and self._bad)

    def worth(self, mark: int) -> Floats | None:
        return self._worth if mark == 2 else None


def links(c: Compiled, objective: Floats | None) -> list[Link]:
    """All that hangs together, for a search of what is best by this objective: see `frontier.Search`."""
    out: list[Link] = []
    for rule in c.rules:
        if rule.kind is ConstraintKind.REQUIRES:
            out.append(Requires(rule.options))
        else:
            out.append(Among(rule.options, rule.kind is ConstraintKind.EXACTLY_ONE_OF))
    out += [Together(x, objective) for x in c.pairs]
    return out


def groups(issues: int, held: Sequence[Link]) -> list[tuple[list[int], list[Link]]]:
    """Issues that hang together, directly or through others, with what links them."""
    root = list(range(issues))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for link in held:
        for i in link.issues[1:]:
            root[find(i)] = find(link.issues[0])
    out: dict[int, tuple[list[int], list[Link]]] = {}
    for i in range(issues):
        out.setdefault(find(i), ([], []))[0].append(i)
    for link in held:
        out[find(link.issues[0])][1].append(link)
    return list(out.values())


def ordered(issues: Sequence[int], held: Sequence[Link]) -> list[int]:
    """An order of the issues in which few links are open at a time: greedy from several beginnings, fewer where there
    is much to order. What was ordered before is remembered."""
    return list(_ordered(tuple(issues), tuple(x.options for x in held)))


@lru_cache(maxsize=64)
def _ordered(issues: tuple[int, ...], held: tuple[tuple[Place, ...], ...]) -> tuple[int, ...]:
    touched = [sorted({i for i, _ in options}) for options in held]
    touching: dict[int, list[int]] = {i: [] for i in issues}
    for k, those in enumerate(touched):
        for i in those:
            touching[i].append(k)
    matter = Counter(i for i, _ in {place for options in held for place in options})
    marks = {i: log2(1 + matter[i]) for i in issues}
    work = len(issues) * sum(map(len, touched))
    starts = max(1, min(12, ORDERING // max(1, work)))
    first = sorted(issues, key=lambda i: (len(touching[i]), i))[:starts]
    tried = [_greedy(start, touched, touching, marks) for start in first]
    return tuple(min(tried, key=lambda x: x[0])[1])


def _greedy(
    start: int, touched: list[list[int]], touching: dict[int, list[int]], marks: dict[int, float]
) -> tuple[float, list[int]]:
    """The order from this beginning in which each next issue leaves fewest links open, and what it costs."""
    left = [len(those) for those in touched]  # issues of each link that are still to come
    open_ = dict.fromkeys(touching, 0)  # by issue that is through, how many open links it is in
    begun, fringe = 0, 0.0

    def after(issue: int) -> tuple[int, float]:
        """How many links are open after an issue, and the marks of the issues that are in them."""
        links, bits, opens = begun, fringe, False
        closing: Counter[int] = Counter()
        for k in touching[issue]:
            if left[k] > 1:
                opens = True
                links += left[k] == len(touched[k])
            elif len(touched[k]) > 1:
                links -= 1
                closing.update(i for i in touched[k] if i != issue)
        bits -= sum(marks[i] for i, count in closing.items() if open_[i] == count)
        return links, round(bits + (marks[issue] if opens else 0.0), 9)

    to_come, order, cost, nxt = set(touching), [], 0.0, start
    while True:
        begun, fringe = after(nxt)
        for k in touching[nxt]:
            left[k] -= 1
            if left[k]:
                open_[nxt] += 1
            else:
                for i in touched[k]:
                    open_[i] -= i != nxt
        to_come.remove(nxt)
        order.append(nxt)
        cost += 2 ** min(begun, fringe, 500) * len(order)
        if not to_come:
            return cost, order
        nxt = min((min(*after(i)), i) for i in to_come)[1]


@dataclass(frozen=True, slots=True)
class Step:
    """How states change with the options of an issue.

    Attributes:
        to: [states before, options], the state after; -1 where an option must not be chosen.
        extra: [states before, options, parties], what interactions add; None if nothing.
        beats: [states after, states after].
    """

    to: npt.NDArray[np.int32]
    extra: Floats | None
    beats: npt.NDArray[np.bool_]


def steps(order: Sequence[int], sizes: Sequence[int], held: Sequence[Link], parties: int) -> list[Step]:
    """How states change along the order. There is one state before the first issue and one after the last.

    Raises:
        TooMuch: there would be too many states.
    """
    place = {i: k for k, i in enumerate(order)}
    ends = [max(place[i] for i in x.issues) for x in held]
    begins = [min(place[i] for i in x.issues) for x in held]
    states: list[tuple[int, ...]] = [()]
    open_: list[int] = []
    moves = []
    for k, issue in enumerate(order):
        touched = [n for n, x in enumerate(held) if issue in x.issues]
        after = [n for n in range(len(held)) if begins[n] <= k < ends[n]]
        found: dict[tuple[int, ...], int] = {}
        to = np.full((len(states), sizes[issue]), -1, np.int32)
        extra = np.zeros((len(states), sizes[issue], parties))
        for s, state in enumerate(states):
            before = dict(zip(open_, state, strict=True))
            for o in range(sizes[issue]):
                now = dict(before)
                for n in touched:
                    mark = held[n].mark(now.get(n, 0), issue, o, ends[n] == k)
                    if mark is None:
                        break
                    now[n] = mark
                    added = held[n].worth(mark) if ends[n] == k else None
                    if added is not None:
                        extra[s, o] += added
                else:
                    to[s, o] = found.setdefault(tuple(now[n] for n in after), len(found))
            if len(found) > MOST_STATES:
                raise TooMuch
        states, open_ = list(found), after
        moves.append((to, extra if extra.any() else None, states, after))
    # Which state beats which takes longest, and is not asked if there are too many states further on.
    return [Step(to, extra, _beats(states, [held[n] for n in after])) for to, extra, states, after in moves]


def _beats(states: Sequence[tuple[int, ...]], held: Sequence[Link]) -> npt.NDArray[np.bool_]:
    out = np.ones((len(states), len(states)), bool)
    table = np.array(states, dtype=np.intp).reshape(len(states), len(held))
    for column, link in enumerate(held):
        marks = np.array([[link.freer(a, b) for b in range(4)] for a in range(4)])
        out &= marks[table[:, column][:, None], table[:, column][None, :]]
    return out
