"""Which points nobody can better for one party without worsening them for another.

Points are columns, [parties, N], so that a comparison runs along memory. A point is dominated by another that is as
good for every party, up to a given rounding, and better by more than a tie for one.

Two parties: sort by one, running maximum of the other. More: points are put in blocks that lie close together (by their
Z-order); only points that dominate the lower corner of a block can dominate anything in it, and a few per cent do. What
is dominated by a well spread pool of strong points goes first. (Divide and prune after H. T. Kung, F. Luccio and F. P.
Preparata, "On finding the maxima of a set of vectors", JACM 22, 1975, and after the block-wise skylines of databases.)
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from spadework.settling.effort import Effort, TooMuch

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]

TIE = 1e-9
"""Utilities that differ by no more are the same."""

BLOCK = 128
AREA = 4096
CHUNK = 1024
POOL = 2048


@dataclass(frozen=True, slots=True)
class States:
    """Points that stand in states may be dominated only from some states.

    Attributes:
        of: [N], the state of each point.
        beats: [S, S], whether a point in the first state may dominate one in the second.
    """

    of: npt.NDArray[np.int32]
    beats: Mask

    def take(self, places: Places) -> States:
        return States(self.of[places], self.beats)


def undominated(
    points: Floats, rounding: float, effort: Effort, states: States | None = None, counting: int | None = None
) -> Places:
    """Places of the points [lines, N] that are not dominated, in no particular order.

    Points that are the same should stand there once only: see `merged`.

    Args:
        counting: a point must be better in one of so many first lines to dominate; in the others as good will do.

    Raises:
        TooMuch: the effort is spent.
    """
    n = points.shape[1]
    if n <= 1:
        return np.arange(n)
    if len(points) == 1:
        return _line(points[0], states)
    if len(points) == 2 and states is None:
        effort.spend(n)
        return _plane(points[0], points[1], rounding)
    return _Space(points, rounding, effort, states, counting or len(points)).search()


def merged(points: Floats, grain: float, states: States | None = None) -> tuple[Places, npt.NDArray[np.int64]]:
    """Points that are the same, to the grain: their places group by group, and where in these each group begins.

    Where rounding parts two that are the same, they stay two groups, which costs a little time and no truth.
    """
    n = points.shape[1]
    whole = np.rint(points * (1 / grain)).astype(np.int64).view(np.uint64)
    key = np.zeros(n, np.uint64)
    for line in whole if states is None else (*whole, states.of.astype(np.uint64)):
        key = (key ^ line) * np.uint64(0x9E3779B97F4A7C15)
        key ^= key >> np.uint64(29)
    order = np.argsort(key)
    key = key[order]
    fresh = np.ones(n, bool)
    fresh[1:] = key[1:] != key[:-1]
    twins = np.flatnonzero(~fresh)
    if len(twins):
        a, b = order[twins], order[twins - 1]
        same = (whole[:, a] == whole[:, b]).all(axis=0)
        if states is not None:
            same &= states.of[a] == states.of[b]
        fresh[twins[~same]] = True
    return order, np.flatnonzero(fresh)


def _line(values: Floats, states: States | None) -> Places:
    if states is None:
        return np.flatnonzero(values >= values.max() - TIE)
    best = np.full(len(states.beats), -np.inf)
    np.maximum.at(best, states.of, values)
    bar = np.where(states.beats, best[:, None], -np.inf).max(axis=0)
    return np.flatnonzero(values >= bar[states.of] - TIE)


def _plane(x: Floats, y: Floats, rounding: float) -> Places:
    order = np.argsort(-x)
    top = np.maximum.accumulate(y[order])
    bar = np.empty_like(top)
    bar[0] = -np.inf
    bar[1:] = top[:-1]
    order = order[y[order] >= bar - TIE]
    a, b = x[order], y[order]
    top = np.maximum.accumulate(b)
    last = np.searchsorted(-a, -(a - rounding), side="right") - 1
    first = np.searchsorted(top, b - rounding, side="left")
    return order[(top[last] <= b + TIE) & (a[first] <= a + TIE)]


class _Space:
    def __init__(self, points: Floats, rounding: float, effort: Effort, states: States | None, counting: int) -> None:
        self.effort, self.states, self.counting = effort, states, counting
        sums = points.sum(axis=0)
        # What dominates is larger in sum too, which is cheap to see where points stand by their sums.
        self.weak = np.vstack([points, sums])
        self.strong = np.vstack([points + rounding, sums])
        self.bar = TIE + rounding
        self.sums = sums

    def search(self) -> Places:
        alive = self._ordered(np.arange(len(self.sums)))
        size = POOL
        while len(alive) > 4 * size:
            pool = self._pool(alive, size)
            pool = pool[~self._beaten(pool, pool)]
            before = len(alive)
            alive = alive[~self._beaten(pool, alive)]
            if len(alive) > 0.7 * before:
                break
            size *= 4
        return alive[~self._beaten(alive, alive)]

    def _pool(self, alive: Places, size: int) -> Places:
        """The largest by sum of each of `size` stretches."""
        stretch = -(-len(alive) // size)
        padded = np.full(stretch * -(-len(alive) // stretch), -np.inf)
        padded[: len(alive)] = self.sums[alive]
        best = padded.reshape(-1, stretch).argmax(axis=1) + np.arange(0, len(padded), stretch)
        return np.asarray(alive[best])

    def _ordered(self, places: Places) -> Places:
        """By state, and within it so that neighbours lie close together."""
        points = self.weak[:-1, places]
        low = points.min(axis=1, keepdims=True)
        width = points.max(axis=1, keepdims=True) - low
        bits = max(1, min(5, 30 // len(points)))
        cells = ((points - low) / np.where(width > 0, width, 1.0) * (2**bits - 1e-9)).astype(np.int64)
        key = np.zeros(len(places), np.int64)
        for bit in range(bits - 1, -1, -1):
            for cell in cells[: 30 // bits]:
                key = (key << 1) | ((cell >> bit) & 1)
        if self.states is not None:
            key |= self.states.of[places].astype(np.int64) << 32
        return places[np.argsort(key, kind="stable")]

    def _beaten(self, by: Places, places: Places) -> Mask:
        """Which of the places, in their order, are dominated by one of the others."""
        by = by[np.argsort(-self.sums[by])]
        strong = self.strong[:, by]
        rank = np.full(len(self.sums), -1)
        rank[by] = np.arange(len(by))
        states = None if self.states is None else self.states.of[by]
        if len(places) > 16 * AREA:
            self._foresee(strong, places)
        out = np.zeros(len(places), bool)
        size = BLOCK if len(by) > 2 * AREA else 4 * BLOCK
        for start, stop in self._blocks(places):
            weak = self.weak[:, places[start:stop]]
            near = self._able(strong, weak)
            if states is not None and self.states is not None:
                near = near[self.states.beats[states[near], self.states.of[places[start]]]]
            nearby = strong[:, near]
            for a in range(start, stop, size):
                block = places[a : min(a + size, stop)]
                weak = self.weak[:, block]
                able = self._able(nearby, weak)
                chosen = near[able]
                mine = np.searchsorted(chosen, rank[block])
                mine[np.append(chosen, -2)[mine] != rank[block]] = -1
                out[a : a + len(block)] = self._beaten_block(nearby[:, able], weak, mine)
        return out

    def _foresee(self, strong: Floats, places: Places) -> None:
        """Give up beforehand where a few blocks tell that the effort will not do."""
        starts = np.linspace(0, len(places) - BLOCK, 12).astype(int)
        pairs = [len(self._able(strong, self.weak[:, places[s : s + BLOCK]])) * BLOCK for s in starts]
        if np.mean(pairs) * len(places) / BLOCK > 2 * self.effort.left:
            raise TooMuch

    def _able(self, strong: Floats, weak: Floats) -> Places:
        """Which strong points can dominate anything in a block: those that dominate its lower corner."""
        corner = weak.min(axis=1)
        # Strong points fall by sum, so that a slice says which are large enough.
        able = strong[:, : np.searchsorted(-strong[-1], -corner[-1], side="right")]
        self.effort.spend(able.shape[1])
        fit = able[0] >= corner[0]
        for line, least in zip(able[1:-1], corner[1:-1], strict=True):
            fit &= line >= least
        return np.flatnonzero(fit)

    def _beaten_block(self, strong: Floats, weak: Floats, mine: Places) -> Mask:
        """Which of the weak points are dominated; `mine` is where each stands itself among the strong, if it does."""
        out = np.zeros(weak.shape[1], bool)
        if not strong.shape[1]:
            return out
        high, low, guard = _packed(strong[:-1], weak[:-1])
        left = np.arange(weak.shape[1])
        start, step = 0, 128
        while start < len(high) and len(left):
            stop = min(start + step, len(high))
            self.effort.spend((stop - start) * len(left))
            beats = high[start:stop] - low[left, None]
            beats &= guard
            own = mine[left]
            inside = np.flatnonzero((own >= start) & (own < stop))
            beats[inside, own[inside] - start] = 0
            hit = np.flatnonzero(beats.max(axis=1) == guard)
            if len(hit):
                # What fits by whole numbers is looked at exactly: first the strongest, which mostly decides it.
                fits = beats[hit] == guard
                first = fits.argmax(axis=1)
                true = self._dominates(strong[:, start + first], weak[:, left[hit]])
                out[left[hit[true]]] = True
                open_ = np.flatnonzero(~true)
                b, a = np.nonzero(fits[open_])
                true = self._dominates(strong[:, start + a], weak[:, left[hit[open_[b]]]])
                out[left[hit[open_[b[true]]]]] = True
                left = left[~out[left]]
            start, step = stop, CHUNK
        return out

    def _dominates(self, strong: Floats, weak: Floats) -> Mask:
        """Pair by pair."""
        gain = strong - weak
        return np.asarray((gain >= 0).all(axis=0) & (gain[: self.counting].max(axis=0) > self.bar))

    def _blocks(self, places: Places) -> list[tuple[int, int]]:
        n = len(places)
        cuts = [0, n]
        if self.states is not None and n:
            of = self.states.of[places]
            cuts = [0, *(np.flatnonzero(of[1:] != of[:-1]) + 1).tolist(), n]
        return [(b, min(b + AREA, stop)) for a, stop in pairwise(cuts) for b in range(a, stop, AREA)]


def _packed(strong: Floats, weak: Floats) -> tuple[npt.NDArray[Any], npt.NDArray[Any], Any]:
    """Both kinds of points as whole numbers, one for all parties, so that one subtraction compares them.

    Each party has a field of bits below a guard bit. Where a - b, with the guards of a set, leaves all guards set, a is
    as large as b everywhere, rounded down to the steps of the field. So what dominates always passes.
    """
    word: Any = np.uint32 if len(weak) <= 6 else np.uint64
    total = 8 * np.dtype(word).itemsize
    used = min(len(weak), total // 3)
    bits = total // used
    top = 2 ** (bits - 1) - 1
    corner = weak[:used].min(axis=1)
    width = weak[:used].max(axis=1) - corner
    scale = top / np.where(width > 0, width, 1.0)
    high: Any = np.zeros(strong.shape[1], word)
    low: Any = np.zeros(weak.shape[1], word)
    guard = 0
    for j in range(used):
        high |= np.minimum((strong[j] - corner[j]) * scale[j], top).astype(word) << word(j * bits)
        low |= np.minimum((weak[j] - corner[j]) * scale[j], top).astype(word) << word(j * bits)
        guard |= 1 << (j * bits + bits - 1)
    return high | word(guard), low, word(guard)
