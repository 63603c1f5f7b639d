"""Which uncertain number matters most, so that an analyst knows what to find out next.

Told by Spearman's rank correlation between the number and the score of a package, for the score rises or falls with
each number (it need not do so along a line). Beside it stands the share of versions in which the package is agreed when
the number lies in its lowest and in its highest third: what finding out could change.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from spadework.model import Value
from spadework.settling.draws import Floats, Uncertain

METHOD = "Spearman's rank correlation between the number and the least normalised gain of any party, over all draws"
SURE = 3.0  # standard errors of a correlation of nothing, below which a number is not named


@dataclass(frozen=True, slots=True)
class Influence:
    """What one uncertain number does to a package.

    Attributes:
        party, kind, about: which number: "value" of "issue.option", "weight" of an issue, "reserve", "interaction".
        name: the same for the reader.
        value: the number with its ends and its origin.
        correlation: -1 to 1.
        if_low, if_high: share of versions in which the package is agreed, where the number is in its lowest and its
            highest third.
    """

    party: str
    kind: str
    about: str
    name: str
    value: Value
    correlation: float
    if_low: float
    if_high: float


def influences(uncertain: Sequence[Uncertain], score: Floats, agreed: npt.NDArray[np.bool_]) -> tuple[Influence, ...]:
    """The numbers that plainly move the score, what moves it most first.

    Args:
        score, agreed: [draws], of one package, or of the best one in each version.
    """
    draws = len(score)
    if draws < 10 or not uncertain or not np.isfinite(score).all() or np.ptp(score) < 1e-12:
        return ()
    ranks = _ranks(score)
    slices = np.array([u.slices for u in uncertain], dtype=float)
    centred = slices - slices.mean(axis=1, keepdims=True)
    mine = ranks - ranks.mean()
    correlations = centred @ mine / np.sqrt((centred**2).sum(axis=1) * (mine @ mine))
    third = draws // 3
    found = []
    for u, correlation in zip(uncertain, correlations.tolist(), strict=True):
        if abs(correlation) * np.sqrt(draws - 1) < SURE:
            continue
        low, high = agreed[u.slices < third], agreed[u.slices >= draws - third]
        found.append(
            Influence(u.party, u.kind, u.about, u.name, u.value, correlation, float(low.mean()), float(high.mean()))
        )
    return tuple(sorted(found, key=lambda f: -abs(f.correlation)))


def _ranks(numbers: Floats) -> Floats:
    """Ranks from 0; equal numbers share the mean of theirs."""
    _, where, counts = np.unique(numbers, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return np.asarray((last - (counts + 1) / 2)[where])
