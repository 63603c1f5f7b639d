"""Logistic regression, and how often its probabilities are right."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np


def fit(x: np.ndarray, y: np.ndarray, penalty: float | np.ndarray, prior: np.ndarray | None = None) -> np.ndarray:
    """Weights by Newton's method with an L2 penalty on how far they are from `prior` (else from nothing); the first
    column of `x` is the bias and is not penalised."""
    start = np.zeros(x.shape[1]) if prior is None else prior
    w = start.copy()
    ridge = penalty * np.eye(x.shape[1])  # one for all weights, or one for each
    ridge[0, 0] = 1e-6
    for _ in range(30):
        p = chances(x, w)
        step = np.linalg.solve(x.T @ (x * (p * (1 - p))[:, None]) + ridge, x.T @ (y - p) - ridge @ (w - start))
        w += step
        if np.abs(step).max() < 1e-6:
            break
    return w


def chances(x: np.ndarray, w: np.ndarray) -> np.ndarray:
    """The probabilities that these weights give."""
    return 1 / (1 + np.exp(-x @ w))


def tenths(p: np.ndarray, y: np.ndarray) -> Iterator[tuple[float, int, float, float]]:
    """For each tenth of the scale that is used: where it begins, how many, what was said and how often it was right."""
    for low in np.arange(0, 1, 0.1):
        inside = (p >= low) & (p < low + 0.1) if low < 0.89 else p >= low
        if inside.sum():
            yield float(low), int(inside.sum()), float(p[inside].mean()), float(y[inside].mean())


def calibration_error(p: np.ndarray, y: np.ndarray) -> float:
    """Expected calibration error over tenths of the scale (Naeini and others, 2015)."""
    return sum(n * abs(said - true) for _, n, said, true in tenths(p, y)) / max(len(p), 1)
