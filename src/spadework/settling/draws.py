"""Many versions of a scenario, drawn from what is not known exactly.

Each uncertain number is drawn by a Latin hypercube of medians (McKay, Beckman and Conover, Technometrics 21, 1979): of
n draws one falls into each of n slices of equal chance. Every number has a stream of its own, so that changing one
leaves the draws of the others as they were.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import NormalDist
from zlib import crc32

import numpy as np
import numpy.typing as npt

from spadework.model import Scenario, Shape, Value
from spadework.settling.compiled import Compiled, Place

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Uncertain:
    """A number that is not known exactly.

    Attributes:
        kind: "value", "weight", "reserve" or "interaction".
        about: the option or issue that it is of, as it is keyed in the scenario; empty for a reserve.
        slices: [draws], the place of each draw's number among all, from 0.
    """

    party: str
    kind: str
    about: str
    value: Value
    slices: npt.NDArray[np.intp]

    @property
    def name(self) -> str:
        """For the reader: "Mills: weight of flow"."""
        return f"{self.party}: {self.kind}" + (f" of {self.about}" if self.about else "")


@dataclass(frozen=True, slots=True)
class Draws:
    """The versions. Weights of a party sum to the same in each.

    Attributes:
        worth: an issue each: [draws, options, parties], weight times value.
        pairs: interactions: two options, the place of the party, [draws].
        reserve: [draws, parties], -inf where it is not known.
        uncertain: the numbers that differ between the versions.
    """

    worth: tuple[Floats, ...]
    pairs: tuple[tuple[Place, Place, int, Floats], ...]
    reserve: Floats
    uncertain: tuple[Uncertain, ...]

    def __len__(self) -> int:
        return len(self.reserve)


def draw(c: Compiled, count: int, seed: int) -> Draws:
    """`count` versions of the scenario."""
    sampler = _Sampler(count, seed)
    scenario = c.scenario
    places = {f"{x.id}.{o.id}": (i, n) for i, x in enumerate(scenario.issues) for n, o in enumerate(x.options)}
    by_party = {p.party: p for p in scenario.preferences}
    worth = [np.zeros((count, len(x.options), c.parties)) for x in scenario.issues]
    reserve = np.full((count, c.parties), -np.inf)
    pairs: list[tuple[Place, Place, int, Floats]] = []
    for p, party in enumerate(scenario.parties):
        mine = by_party[party.id]
        weights = _weights(sampler, scenario, party.id, mine.weights)
        for i, issue in enumerate(scenario.issues):
            for o, option in enumerate(issue.options):
                key = f"{issue.id}.{option.id}"
                if key in mine.values:
                    worth[i][:, o, p] = weights[i] * sampler.sample(party.id, "value", key, mine.values[key])
        for x in mine.interactions:
            amount = sampler.sample(party.id, "interaction", f"{x.first} with {x.second}", x.value)
            pairs.append((places[x.first], places[x.second], p, amount))
        if mine.reserve is not None:
            reserve[:, p] = sampler.sample(party.id, "reserve", "", mine.reserve)
    return Draws(tuple(worth), tuple(pairs), reserve, tuple(sampler.uncertain))


def _weights(sampler: _Sampler, scenario: Scenario, party: str, weights: dict[str, Value]) -> list[Floats]:
    """By issue, [draws]: none below 0, and with the sum that the likely ones have, for what counts is how much an issue
    matters beside the others."""
    drawn = [
        np.maximum(sampler.sample(party, "weight", x.id, weights[x.id]), 0.0)
        if x.id in weights
        else np.zeros(sampler.count)
        for x in scenario.issues
    ]
    total = np.sum(drawn, axis=0)
    meant = sum(weights[x.id].likely for x in scenario.issues if x.id in weights)
    scale = np.where(total > 0, meant / np.where(total > 0, total, 1.0), 1.0)
    return drawn if np.allclose(scale, 1.0, rtol=0, atol=1e-15) else [w * scale for w in drawn]


class _Sampler:
    """Draws numbers and keeps those that are uncertain."""

    def __init__(self, count: int, seed: int) -> None:
        self.count, self.seed = count, seed
        self.uncertain: list[Uncertain] = []
        self._middles = (np.arange(count) + 0.5) / count
        self._normal: Floats | None = None

    def sample(self, party: str, kind: str, about: str, value: Value) -> Floats:
        """[draws] of one number."""
        if value.known:
            return np.full(self.count, value.likely)
        own = crc32("\x1f".join((party, kind, about)).encode())
        slices = np.random.default_rng([self.seed, own]).permutation(self.count)
        self.uncertain.append(Uncertain(party, kind, about, value, slices))
        return self._quantiles(value)[slices]

    def _quantiles(self, value: Value) -> Floats:
        u, low, likely, high = self._middles, value.low, value.likely, value.high
        if value.shape is Shape.UNIFORM:
            return low + (high - low) * u
        if value.shape is Shape.TRIANGULAR:
            rises = u * (high - low) < likely - low
            left = low + np.sqrt(u * (high - low) * (likely - low))
            right = high - np.sqrt((1 - u) * (high - low) * (high - likely))
            return np.where(rises, left, right)
        if self._normal is None:
            inverse = NormalDist().inv_cdf
            self._normal = np.array([inverse(x) for x in u])
        fifth = NormalDist().inv_cdf(0.95)
        # Each half has its own deviation, so that the 5th and the 95th percentile are where they were said to be.
        below, above = (likely - low) / fifth, (high - likely) / fifth
        return likely + self._normal * np.where(self._normal < 0, below, above)


def pieces(count: int, each: int, room: int = 500_000) -> Iterator[slice]:
    """Slices of the draws, as many at once as fit the processor's cache if one needs `each` numbers."""
    step = max(1, room // max(1, each))
    yield from (slice(n, min(n + step, count)) for n in range(0, count, step))
