"""Which points nobody can better for one party without worsening them for another."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

TIE = 1e-9
"""Utilities that differ by no more are the same."""


def efficient(points: Floats) -> Mask:
    """Which of the points [N, P] are not dominated: no other is as good for all, within a tie, better than a tie for
    one, and larger in sum."""
    n = len(points)
    order = np.argsort(-points.sum(axis=1), kind="stable")
    sums = points.sum(axis=1)
    keep = np.ones(n, bool)
    for i in order:
        if keep[i]:
            beaten = (points <= points[i] + TIE).all(axis=1) & (points < points[i] - TIE).any(axis=1) & (sums < sums[i])
            keep &= ~beaten
    return keep
