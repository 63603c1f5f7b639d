"""Points of a frontier that is too large to be listed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from spadework.settling.compiled import Compiled
from spadework.settling.dominance import TIE, merged, undominated
from spadework.settling.effort import Effort, TooMuch
from spadework.settling.frontier import Search
from spadework.settling.linking import links

Floats = npt.NDArray[np.float64]
Choices = npt.NDArray[np.int32]

SHOWN = 500
ROUNDS = 25


def even_sample(c: Compiled, draws: int = 400, seed: int = 20261130) -> Choices:
    """Efficient deals: packages with the largest weighted sum of utilities, for weights drawn evenly.

    What is best by positive weights is efficient, whatever else there is. Where a party that must accept falls short of
    its reserve, its weight is raised, round by round. Between these points are efficient deals that no weights find.
    """
    free = not links(c, None)
    rng = np.random.default_rng(seed)
    weights = rng.dirichlet(np.ones(c.parties), draws if free else draws // 10) + 1e-6
    if c.parties > 1:
        weights[0] = 1 / c.parties
    reserve = np.where(np.isfinite(c.reserve), c.reserve, -np.inf)
    must = np.isin(np.arange(c.parties), c.must_accept)
    kept: list[Choices] = []
    for _ in range(ROUNDS if free else 6):
        choices = _largest(c, weights) if free else _largest_linked(c, weights)
        if not len(choices):
            break
        worth = c.utilities(choices)
        deal = c.carried(c.accepted(worth, c.crossed(choices)))
        kept.append(choices[deal])
        short = np.where(must, np.maximum(reserve - worth, 0.0), 0.0)
        if deal.all():
            break
        weights = weights[~deal] * np.exp(np.minimum(4 * short[~deal] / max(float(short.max()), TIE), 4.0))
        weights /= weights.sum(axis=1, keepdims=True)
    if not kept:
        return np.zeros((0, len(c.worth)), np.int32)
    return np.unique(np.concatenate(kept), axis=0)


def _allowed(c: Compiled) -> list[npt.NDArray[np.bool_]]:
    ruled_out = {x for p in c.must_accept for x in c.red[p]}
    return [np.array([(i, o) not in ruled_out for o in range(n)]) for i, n in enumerate(c.sizes)]


def _largest(c: Compiled, weights: Floats) -> Choices:
    allowed = _allowed(c)
    if not all(x.any() for x in allowed):
        return np.zeros((0, len(c.worth)), np.int32)
    columns = [
        np.where(a[:, None], w @ weights.T, -np.inf).argmax(axis=0) for a, w in zip(allowed, c.worth, strict=True)
    ]
    return np.stack(columns, axis=1).astype(np.int32)


def _largest_linked(c: Compiled, weights: Floats) -> Choices:
    out = []
    for line in weights:
        try:
            points = Search(c, Effort(), objective=line[None]).run()
        except TooMuch:
            break
        if points is None:
            break
        choice = np.empty((1, len(c.worth)), np.int32)
        points.fill(choice, np.array([points.worth[0].argmax()]))
        out.append(choice)
    return np.concatenate(out) if len(out) == len(weights) else np.zeros((0, len(c.worth)), np.int32)


def spread(c: Compiled, choices: Choices, always: Choices) -> Choices:
    """At most five hundred of these, far from each other, none dominated by another; those in `always` first."""
    every = np.concatenate([always, choices])
    worth = np.ascontiguousarray(c.utilities(every).T)
    if not len(every):
        return every
    order, begin = merged(worth, TIE)
    first = np.array([x.min() for x in np.split(order, begin[1:])])
    first = np.sort(first[undominated(worth[:, first], TIE, Effort())])
    every, worth = every[first], worth[:, first]
    return np.asarray(every[far_apart(worth, [0], SHOWN)])


def far_apart(points: Floats, first: Sequence[int], most: int) -> list[int]:
    """Places of points [dimensions, N], at most so many: the first ones, then always the one that is farthest from all
    that are picked (T. F. Gonzalez, Theoretical Computer Science 38, 1985). So the first few of them are spread, too.
    """
    kept = list(dict.fromkeys(first))[:most]
    away = np.full(points.shape[1], np.inf)
    for place in kept:
        away = np.minimum(away, ((points - points[:, place : place + 1]) ** 2).sum(axis=0))
    while len(kept) < min(most, points.shape[1]):
        far = int(away.argmax())
        kept.append(far)
        away = np.minimum(away, ((points - points[:, far : far + 1]) ** 2).sum(axis=0))
        away[far] = -1.0  # points that coincide are picked once each
    return kept
