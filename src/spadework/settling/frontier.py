"""The exact frontier, an issue at a time.

What is efficient in a sum of independent parts is a sum of what is efficient in the parts. So the frontier of the first
issues is added to the options of the next (a Minkowski sum), and what is dominated goes. The work depends on how many
points are efficient, not on how many packages there are. Every point knows the points that it was summed from, all of
them where several sums are the same, so that packages can be told.

Under a majority rule a package that crosses a red line loses a party, whatever it is worth to it: whether it does is
one more thing that a dominating package must be as good in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import log

import numpy as np
import numpy.typing as npt

from spadework.settling.compiled import Compiled
from spadework.settling.dominance import TIE, States, merged, undominated
from spadework.settling.effort import Effort, TooMuch
from spadework.settling.linking import Link, Step, groups, links, ordered, steps

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]

AT_ONCE = 2_000_000


@dataclass(slots=True)
class Points:
    """Efficient partial packages.

    Attributes:
        worth: [parties, N].
        states: [N]; None if there is one state only.
        begin: [N + 1], where in `left` and `right` the ways to make each point begin.
        left, right: places in the points summed; in the points of a single issue `right` holds its options.
    """

    worth: Floats
    states: npt.NDArray[np.int32] | None
    begin: npt.NDArray[np.int64]
    left: npt.NDArray[np.int32]
    right: npt.NDArray[np.int32]
    before: Points | None = None
    added: Points | None = None
    issue: int = -1

    @property
    def issues(self) -> int:
        """How many issues are settled in it."""
        held: Points = self
        count = 1
        while held.before is not None and held.added is not None:
            count += held.added.issues
            held = held.before
        return count

    def __len__(self) -> int:
        return int(self.worth.shape[1])

    def fill(self, out: npt.NDArray[np.int32], places: Places) -> None:
        """Write one package of each place into the rows of `out` [len(places), issues]."""
        held: Points = self
        while held.before is not None and held.added is not None:
            way = held.begin[places]
            held.added.fill(out, held.right[way].astype(np.intp))
            places, held = held.left[way].astype(np.intp), held.before
        out[:, held.issue] = held.right[held.begin[places]]

    def packages(self, place: int) -> Iterator[dict[int, int]]:
        """All packages of a point: options by issue."""
        for way in range(int(self.begin[place]), int(self.begin[place + 1])):
            if self.before is None or self.added is None:
                yield {self.issue: int(self.right[way])}
                continue
            for first in self.before.packages(int(self.left[way])):
                for second in self.added.packages(int(self.right[way])):
                    yield {**first, **second}


@dataclass(frozen=True, slots=True)
class Sums:
    """Candidates: what they are worth [parties, N], what they were summed from, their states."""

    worth: Floats
    left: npt.NDArray[np.int32]
    right: npt.NDArray[np.int32]
    state: npt.NDArray[np.int32]

    def take(self, places: Places) -> Sums:
        return Sums(self.worth[:, places], self.left[places], self.right[places], self.state[places])

    def and_(self, other: Sums) -> Sums:
        return Sums(
            np.concatenate([self.worth, other.worth], axis=1),
            np.concatenate([self.left, other.left]),
            np.concatenate([self.right, other.right]),
            np.concatenate([self.state, other.state]),
        )


@dataclass(frozen=True, slots=True)
class Bound:
    """What packages in the making must still be able to reach: for each direction, the least sum.

    Attributes:
        directions: [D, parties], not negative.
        least: [D].
    """

    directions: Floats
    least: Floats

    @classmethod
    def of(cls, c: Compiled) -> Bound | None:
        """By the reserves of those who must accept: single parties, pairs of them, all together."""
        must = [p for p in c.must_accept if np.isfinite(c.reserve[p])]
        if not must:
            return None
        eye = np.eye(c.parties)
        lines = [eye[p] for p in must]
        if 1 < len(must) <= 8:
            lines += [eye[p] + eye[q] for p, q in combinations(must, 2)]
        if len(must) > 2:
            lines.append(eye[must].sum(axis=0))
        directions = np.array(lines)
        reserve = np.where(np.isfinite(c.reserve), c.reserve, 0.0)
        return cls(directions, directions @ reserve - directions.sum(axis=1) * TIE)

    @classmethod
    def above(cls, least: Floats, weights: Floats) -> Bound:
        """Everybody must reach at least so much. Sums with these weights, and with weights near to them, count too."""
        eye = np.eye(len(least))
        lines = [weights, *eye, np.ones(len(least))]
        if len(least) <= 12:
            lines += [
                weights * (1 + eye[p] - eye[q] / 2) for p in range(len(least)) for q in range(len(least)) if p != q
            ]
        directions = np.array(lines)
        return cls(directions, directions @ least - directions.sum(axis=1) * TIE)

    def able(self, worth: Floats, rest: Floats) -> Places:
        """Places of the points [parties, N] that can, with at most the rest [D] added."""
        out = np.arange(worth.shape[1])
        for direction, least, more in zip(self.directions, self.least, rest, strict=True):
            used = np.flatnonzero(direction)
            line = worth[used[0]] * direction[used[0]]
            for p in used[1:]:
                line = line + worth[p] * direction[p]
            fit = line >= least - more - 1e-12 * (1 + abs(more))
            if not fit.all():
                out, worth = out[fit], worth[:, fit]
        return out


class Search:
    """A search for the frontier of a scenario.

    Args:
        effort: what may be spent.
        bound: what packages must reach; the reserves of those who must accept if left out.
        objective: [O, parties] with which utilities are multiplied first; the parties themselves if left out. Without
            a bound then.
        exhaustive: all packages that the bound lets pass, dominated ones too.
    """

    def __init__(
        self,
        c: Compiled,
        effort: Effort,
        bound: Bound | None = None,
        objective: Floats | None = None,
        exhaustive: bool = False,
    ) -> None:
        self.c, self.effort = c, effort
        self.objective = objective
        self.bound = None if objective is not None else bound or Bound.of(c)
        self.narrow = exhaustive
        self.grain = max(1e-12, c.grain)
        self.loss = -c.scale
        ruled_out = {x for p in c.must_accept for x in c.red[p]}
        outvoted = [p for p in range(c.parties) if c.red[p] and p not in c.must_accept]
        self.lost = outvoted if objective is None else []
        self.rounding = self.grain
        self.grown: list[tuple[int, int]] = []
        self.allowed = [np.array([(i, o) not in ruled_out for o in range(n)]) for i, n in enumerate(c.sizes)]

    def run(self) -> Points | None:
        """The frontier of all packages that keep the constraints and cross no red line of a party that must accept.

        None if there is no such package.

        Raises:
            TooMuch: the effort is spent.
        """
        if not all(x.any() for x in self.allowed):
            return None
        parts = []
        grouped = groups(len(self.c.worth), links(self.c, self.objective))
        rest = self._rest(range(len(self.c.worth)), [x for _, held in grouped for x in held])
        for issues, held in grouped:
            mine = self._rest(issues, held)
            part = self._group(issues, held, rest - mine)
            if part is None:
                return None
            parts.append((part, mine))
        # Measured: those with the fewest efficient options first keeps the frontiers on the way smallest.
        parts.sort(key=lambda x: (len(x[0]), float(np.ptp(x[0].worth, axis=1).sum())))
        if self.narrow:
            assert self.bound is not None
            first, n = self.bound.directions[0], self.c.parties
            parts.sort(key=lambda x: float(np.mean(first @ x[0].worth[:n]) - np.max(first @ x[0].worth[:n])))
        whole, bound = parts[0]
        outside = rest - bound
        for part, bound in parts[1:]:
            outside = outside - bound
            self._last(part is parts[-1][0])
            joined = self._join(whole, part, None, outside)
            if joined is None:
                return None
            whole = joined
            self._foresee(whole)
        return whole

    def _foresee(self, whole: Points) -> None:
        """Give up early where the frontier, growing as a power of the number of issues, would end far beyond the limit.

        On random scenarios this foretells at worst four times too many; so twenty times are let pass.
        """
        self.grown.append((whole.issues, len(whole)))
        if self.narrow or len(self.grown) < 3 or len(whole) < 2000:
            return
        (k, n), (now, size) = self.grown[-3], self.grown[-1]
        power = log(size / n) / log(now / k)
        if log(size) + power * log(len(self.c.worth) / now) > log(20 * self.effort.points):
            raise TooMuch

    def _rest(self, issues: list[int] | range, held: list[Link]) -> Floats:
        """The most that these issues can add, by direction."""
        if self.bound is None:
            return np.zeros(0)
        d = self.bound.directions
        out = np.zeros(len(d))
        for i in issues:
            out += (self.c.worth[i][self.allowed[i]] @ d.T).max(axis=0)
        for link in held:
            both = link.worth(2)
            if both is not None:
                out += np.maximum(d @ both, 0.0)
        return out

    def _group(self, issues: list[int], held: list[Link], outside: Floats) -> Points | None:
        if not held:
            self._last(len(self.c.worth) == 1)
            return self._leaf(issues[0], True)
        order = ordered(issues, held)
        moves = steps(order, self.c.sizes, held, self.c.parties)
        rest = outside + self._rest(order, held)
        whole: Points | None = None
        for issue, move in zip(order, moves, strict=True):
            # What an interaction may add stays in the bound until the end of the group, which is more than enough.
            rest = rest - self._rest([issue], [])
            leaf = self._leaf(issue, False)
            self._last(len(order) == len(self.c.worth) and issue == order[-1])
            if leaf is None:
                return None
            if whole is None:
                to = move.to[0, leaf.right]
                fine = np.flatnonzero(to >= 0)
                if not len(fine):
                    return None
                first = Sums(leaf.worth[:, fine], np.zeros(len(fine), np.int32), leaf.right[fine], to[fine])
                whole = self._pruned(first, move.beats if len(move.beats) > 1 else None, None, None, issue)
            else:
                joined = self._join(whole, leaf, move, rest)
                if joined is None:
                    return None
                whole = joined
                self._foresee(whole)
        return whole

    def _last(self, last: bool) -> None:
        """Ties are ties once packages are whole and, where all must accept, only deals are left. Before that only what
        rounding may have moved counts as the same, lest small differences add up."""
        self.rounding = max(TIE, self.grain) if last and self.c.quota is None else self.grain

    @property
    def _width(self) -> int:
        return self.c.parties + len(self.lost) if self.objective is None else len(self.objective)

    def _seen(self, worth: Floats) -> Floats:
        """As it is compared: utilities, and below them a line for each party that may be outvoted and has red lines."""
        if self.objective is not None:
            return self.objective @ worth
        return np.vstack([worth, np.zeros((len(self.lost), worth.shape[1]))]) if self.lost else worth

    def _leaf(self, issue: int, alone: bool) -> Points | None:
        options = np.flatnonzero(self.allowed[issue])
        worth = self._seen(self.c.worth[issue][options].T)
        for line, p in enumerate(self.lost, self.c.parties):
            worth[line] = [self.loss if (issue, int(o)) in self.c.red[p] else 0.0 for o in options]
        if not alone:
            n = len(options)
            return Points(worth, None, np.arange(n + 1), np.zeros(n, np.int32), options.astype(np.int32), issue=issue)
        none = np.zeros(len(options), np.int32)
        return self._pruned(Sums(worth, none, options.astype(np.int32), none), None, None, None, issue)

    def _join(self, before: Points, added: Points, move: Step | None, rest: Floats) -> Points | None:
        """All sums of two parts, pruned; `rest` is what the issues in neither can add at most."""
        beats = None if move is None or len(move.beats) == 1 else move.beats
        held = Sums(np.zeros((self._width, 0)), *(np.zeros(0, np.int32),) * 3)
        stride = max(1, AT_ONCE // len(before))
        for start in range(0, len(added), stride):
            fresh = self._sums(before, added, move, np.arange(start, min(start + stride, len(added))))
            if self.bound is not None:
                able = self.bound.able(fresh.worth, rest)
                fresh = fresh if len(able) == len(fresh.left) else fresh.take(able)
            held = held.and_(fresh) if held.worth.shape[1] else fresh
            if start + stride < len(added) and not self.narrow:
                order, begin, keep = self._kept(held, beats)
                held = held.take(
                    np.concatenate([order[begin[k] : begin[k + 1]] for k in keep]) if len(keep) else order[:0]
                )
        return self._pruned(held, beats, before, added, -1) if held.worth.shape[1] else None

    def _sums(self, before: Points, added: Points, move: Step | None, right: Places) -> Sums:
        sums = self._all_sums(before, added, move, right)
        if self.lost:
            # One red line crossed loses a party; more of them make no difference.
            np.maximum(sums.worth[self.c.parties :], self.loss, out=sums.worth[self.c.parties :])
        return sums

    def _all_sums(self, before: Points, added: Points, move: Step | None, right: Places) -> Sums:
        n = len(before)
        if move is None:
            worth = (before.worth[:, None, :] + added.worth[:, right, None]).reshape(self._width, -1)
            every = np.tile(np.arange(n, dtype=np.int32), len(right))
            return Sums(worth, every, np.repeat(right.astype(np.int32), n), np.zeros(len(every), np.int32))
        options = added.right[right]
        states = np.zeros(n, np.int32) if before.states is None else before.states
        to = move.to[states][:, options].T
        chosen, left = np.nonzero(to >= 0)
        worth = before.worth[:, left] + added.worth[:, right[chosen]]
        if move.extra is not None:
            extra = move.extra[states[left], options[chosen]]
            worth += self._seen(extra.T)
        return Sums(worth, left.astype(np.int32), right[chosen].astype(np.int32), to[chosen, left])

    def _kept(self, sums: Sums, beats: npt.NDArray[np.bool_] | None) -> tuple[Places, npt.NDArray[np.int64], Places]:
        """Sums group by group of those that are the same, where the groups begin and end, and which are efficient."""
        states = None if beats is None else States(sums.state, beats)
        order, begin = merged(sums.worth, self.grain, states)
        first = order[begin]
        kept = None if states is None else states.take(first)
        counting = self.c.parties if self.lost else None
        if self.narrow:
            # Little is dominated where all is close to the best, and the bound prunes for nothing.
            keep = np.arange(len(first))
            self.effort.spend(len(first))
        else:
            keep = undominated(sums.worth[:, first], self.rounding, self.effort, kept, counting)
        if len(keep) > self.effort.points:
            raise TooMuch
        return order, np.append(begin, len(order)), keep

    def _pruned(
        self, sums: Sums, beats: npt.NDArray[np.bool_] | None, before: Points | None, added: Points | None, issue: int
    ) -> Points:
        order, begin, keep = self._kept(sums, beats)
        first = order[begin[keep]]
        count = begin[keep + 1] - begin[keep]
        if (count == 1).all():
            ways = first
            begin = np.arange(len(keep) + 1)
        else:
            ends = np.cumsum(count)
            ways = order[np.arange(ends[-1]) + np.repeat(begin[keep] - (ends - count), count)]
            begin = np.concatenate([[0], ends])
        state = None if beats is None else sums.state[first]
        return Points(sums.worth[:, first], state, begin, sums.left[ways], sums.right[ways], before, added, issue)
