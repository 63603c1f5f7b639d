"""What different ideas of fairness choose among deals.

Sources: J. Nash, "The bargaining problem", Econometrica 18 (1950); E. Kalai and M. Smorodinsky, "Other solutions to
Nash's bargaining problem", Econometrica 43 (1975), extended to many parties and to finite sets as the lexicographic
maximin of normalised gains (H. Imai, "Individual monotonicity and lexicographic maxmin solution", Econometrica 51,
1983); E. Kalai, "Proportional solutions to bargaining situations", Econometrica 45 (1977), likewise.

All of them are efficient, so that they are sought on the frontier only.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from spadework.settling.dominance import TIE

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]

NAMES = ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian")


def chosen(utilities: Floats, disagreement: Floats, ideal: Floats) -> dict[str, tuple[Places, float]]:
    """By name, the places of all points that are equally good by a solution, and the value that it makes largest.

    Args:
        utilities: [N, parties] of efficient deals, at least one.
        disagreement: [parties].
        ideal: [parties], the most that each can get in a deal.
    """
    gains = utilities - disagreement
    return {
        "nash": most_gaining(gains),
        "kalai_smorodinsky": leximin(normalised(gains, ideal - disagreement)),
        "egalitarian": leximin(gains),
        "utilitarian": _most(utilities.sum(axis=1)),
    }


def normalised(gains: Floats, most: Floats) -> Floats:
    """Gains as shares of the most that each party can gain; 1 for a party that can gain nothing."""
    able = most > TIE
    return np.where(able, gains / np.where(able, most, 1.0), 1.0)


def _most(scores: Floats) -> tuple[Places, float]:
    best = float(scores.max())
    return np.flatnonzero(scores >= best - TIE), best


def most_gaining(gains: Floats) -> tuple[Places, float]:
    """Where not all can gain at once, those deals in which most parties gain, and of these the largest product of the
    gains that there are: what the product does in the limit if everybody is given a trifle."""
    positive = gains > TIE
    count = positive.sum(axis=1)
    among = np.flatnonzero(count == count.max())
    logs = np.where(positive, np.log(np.where(positive, gains, 1.0)), 0.0).sum(axis=1)[among]
    best, value = _most(logs)
    return among[best], value if count.max() == gains.shape[1] else -np.inf


def leximin(shares: Floats) -> tuple[Places, float]:
    """The places of the rows [N, parties] whose least is largest, of these those whose next to least is, and so on."""
    rising = np.sort(shares, axis=1)
    among = np.arange(len(shares))
    for column in range(shares.shape[1]):
        line = rising[among, column]
        among = among[line >= line.max() - TIE]
    return among, float(rising[among, 0].max())
