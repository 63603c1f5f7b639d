"""From good packages to better ones, two issues at a time: a start for programmes that prove how good they are."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from spadework.settling.compiled import Compiled
from spadework.settling.dominance import TIE

Floats = npt.NDArray[np.float64]
Choices = npt.NDArray[np.int32]

STARTS = 10
TURNS = 40
MOST_PAIRS = 800
LOOKED_AT = 20
BEAM = 20_000
SHARPNESS = 80.0


@dataclass(frozen=True, slots=True)
class Gains:
    """How gains are counted: over the disagreement point, each party's in its scale."""

    disagreement: Floats
    scale: Floats

    def shares(self, worth: Floats) -> Floats:
        """Of the parties that can gain: [N, parties] to [N, those]."""
        able = self.scale > TIE
        return np.asarray((worth[..., able] - self.disagreement[able]) / self.scale[able])

    def least(self, worth: Floats) -> Floats:
        """[N, parties] to [N]."""
        return np.asarray(self.shares(worth).min(axis=-1))

    def soft_least(self, worth: Floats) -> Floats:
        """A smooth stand-in for the least gain, which shows a way up where the least alone does not."""
        shares = self.shares(worth)
        least = shares.min(axis=-1)
        return np.asarray(least - np.log(np.exp(-SHARPNESS * (shares - least[..., None])).sum(axis=-1)) / SHARPNESS)


def mixed(c: Compiled, mixture: list[Floats], gains: Gains) -> Choices:
    """Deals close to the best mixture of packages, [options] an issue.

    Issue by issue those partial packages are kept that come closest to what the mixture has by then. Large issues
    first, so that small ones even out what is left.
    """
    order = sorted(range(len(c.worth)), key=lambda i: -float(np.ptp(c.worth[i], axis=0).sum()))
    rest = np.sum([m @ w for m, w in zip(mixture, c.worth, strict=True)], axis=0)
    worth = np.zeros((1, c.parties))
    choices = np.zeros((1, len(c.worth)), np.int32)
    for i in order:
        rest = rest - mixture[i] @ c.worth[i]
        sums = worth[:, None, :] + c.worth[i][None, :, :]
        scores = gains.soft_least(sums + rest).ravel()
        best = np.argpartition(-scores, BEAM)[:BEAM] if len(scores) > BEAM else np.arange(len(scores))
        left, option = np.divmod(best, len(c.worth[i]))
        worth = sums[left, option]
        choices = choices[left]
        choices[:, i] = option
    choices = choices[c.lawful(choices)]
    worth = c.utilities(choices)
    return choices[c.carried(c.accepted(worth, c.crossed(choices)))]


def climbed(c: Compiled, deals: Choices, gains: Gains) -> Choices:
    """Deals with a large least gain: the best of these deals, climbed from by changing two issues at a time."""
    if not len(deals) or not (gains.scale > TIE).any():
        return deals[:0]
    first = np.argsort(-gains.soft_least(c.utilities(deals)))[:STARTS]
    return np.array([_climb(c, deals[k], gains) for k in first], np.int32)


def _climb(c: Compiled, choice: Choices, gains: Gains) -> Choices:
    rng = np.random.default_rng(0)
    every = list(combinations(range(len(c.worth)), 2))
    for _ in range(TURNS):
        pairs = every if len(every) <= MOST_PAIRS else [every[k] for k in rng.choice(len(every), MOST_PAIRS, False)]
        near = _near(c, choice, pairs, gains)
        near = near[c.lawful(near)]
        worth = c.utilities(near)
        near, worth = near[deals := c.carried(c.accepted(worth, c.crossed(near)))], worth[deals]
        scores = gains.soft_least(worth) if len(near) else np.zeros(0)
        if not len(near) or scores.max() <= gains.soft_least(c.utilities(choice[None]))[0] + TIE:
            break
        choice = near[scores.argmax()]
    return choice


def _near(c: Compiled, choice: Choices, pairs: list[tuple[int, int]], gains: Gains) -> Choices:
    """The best changes of two issues, interactions apart."""
    worth = c.utilities(choice[None])[0]
    moves = [w - w[choice[i]] for i, w in enumerate(c.worth)]
    found: list[tuple[float, int, int, int, int]] = []
    for i, j in pairs:
        scores = gains.soft_least(worth + moves[i][:, None, :] + moves[j][None, :, :])
        a, b = divmod(int(scores.argmax()), scores.shape[1])
        found.append((float(scores[a, b]), i, j, a, b))
    found.sort(reverse=True)
    out = np.repeat(choice[None], min(LOOKED_AT, len(found)), axis=0)
    for row, (_, i, j, a, b) in zip(out, found, strict=False):
        row[i], row[j] = a, b
    return out
