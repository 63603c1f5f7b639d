"""The best chain of labels for scores of tokens (Viterbi, 1967), many chains at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:  # numpy.typing takes longer to load than all of this does
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]
    Ints = npt.NDArray[np.int64]

_BAR = np.float32(-1e4)


def grammar(labels: int) -> Floats:
    """Costs [labels + 1, labels] of steps; the last row is for the beginning.

    Label 0 is outside; after it odd labels begin a span of a kind and the even ones after them go on with it. A span
    goes on only after its own begin or inside: other steps are barred.
    """
    out = np.zeros((labels + 1, labels), np.float32)
    for inside in range(2, labels, 2):
        out[:, inside] = _BAR
        out[inside - 1 : inside + 1, inside] = 0
    return out


def best(scores: Sequence[Floats], steps: Floats) -> list[Ints]:
    """For each [T, labels] of scores its best chain [T], with `steps` as in `grammar` added between tokens."""
    if not scores:
        return []
    lengths = np.array([len(s) for s in scores])
    order = np.argsort(-lengths, kind="stable")  # longest first: those still running are always the first rows
    width, labels = int(lengths.max()), steps.shape[1]
    padded = np.zeros((len(scores), width, labels), np.float32)
    for row, n in enumerate(order):
        padded[row, : lengths[n]] = scores[n]
    running = (np.arange(width)[:, None] < lengths[order]).sum(1)
    total = padded[:, 0] + steps[-1]
    back = np.zeros((width, len(scores), labels), np.int8)
    for t in range(1, width):
        k = running[t]
        step = total[:k, :, None] + steps[:-1]
        back[t, :k] = step.argmax(1)
        total[:k] = step.max(1) + padded[:k, t]
    chains = np.zeros((len(scores), width), np.int64)
    label = total.argmax(1)
    rows = np.arange(len(scores))
    for t in range(width - 1, -1, -1):
        k = running[t]
        chains[:k, t] = label[:k]
        if t:
            label[:k] = back[t, rows[:k], label[:k]]
    out: list[Ints] = [np.empty(0, np.int64)] * len(scores)
    for row, n in enumerate(order):
        out[n] = chains[row, : lengths[n]]
    return out


def spans(chain: Ints) -> list[tuple[int, int, int]]:
    """Kind, first and last token of each span of a chain: labels 1 and 2 are kind 0, 3 and 4 kind 1, and so on."""
    out: list[tuple[int, int, int]] = []
    for t in np.flatnonzero(chain).tolist():
        label = int(chain[t])
        if label % 2 or not out or out[-1][2] != t - 1:
            out.append(((label - 1) // 2, t, t))
        else:
            out[-1] = (out[-1][0], out[-1][1], t)
    return out
