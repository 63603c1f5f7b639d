"""The best package of each version, found by going through all of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from spadework.settling.compiled import Compiled
from spadework.settling.draws import Draws, Floats, pieces

TIE = 1e-9


@dataclass(frozen=True, slots=True)
class Best:
    """Of each version, the lawful package with the highest score of those whose red lines leave enough to accept it.

    Attributes:
        score: [draws]; -inf where there is no such package.
        row: [draws, issues], its options.
        deal: [draws], whether there is any deal.
    """

    score: Floats
    row: npt.NDArray[np.intp]
    deal: npt.NDArray[np.bool_]


def best_of_all(c: Compiled, versions: Draws, base: Floats, scale: Floats) -> Best:
    """Go through all packages of all versions.

    Args:
        base, scale: [parties], where gains are counted from without a reserve, and their unit.
    """
    draws, sizes = len(versions), c.sizes
    every = np.stack(np.unravel_index(np.arange(c.outcomes), sizes), axis=1)
    lawful, crossed = c.lawful(every), c.crossed(every)
    clean = lawful & c.carried(~crossed)
    barred = np.where(clean, 0.0, -np.inf)
    reserve = np.where(np.isfinite(versions.reserve), versions.reserve, base)
    both = [(every[:, i] == a) & (every[:, j] == b) for (i, a), (j, b), _, _ in versions.pairs]
    score, row = np.full(draws, -np.inf), np.zeros(draws, dtype=np.intp)
    deal = np.zeros(draws, bool)
    unanimous = c.quota is None
    for part in pieces(draws, c.outcomes):
        least: Floats | None = None
        votes = np.zeros((part.stop - part.start, c.outcomes)) if not unanimous else None
        passed = lawful
        for p in range(c.parties):
            worth = _all_worth(versions, part, p)
            for x, (_, _, q, amount) in enumerate(versions.pairs):
                if q == p:
                    worth[:, both[x]] += amount[part, None]
            if votes is not None:
                takes = (worth >= versions.reserve[part, p, None] - TIE) & ~crossed[:, p]
                votes += takes * c.votes[p]
                passed = passed & takes if p in c.vetoes else passed
            worth -= reserve[part, p, None] - TIE
            worth /= scale[p]
            least = worth if least is None else np.minimum(least, worth, out=least)
        assert least is not None
        # The trifle by which ties count as accepted is in here; a party without a reserve accepts what it can get.
        if not clean.all():
            least += barred
        row[part] = least.argmax(axis=1)
        score[part] = least[np.arange(len(least)), row[part]]
        if votes is not None:
            deal[part] = ((votes >= (c.quota or 1.0) - 1e-12) & passed).any(axis=1)
        elif np.isfinite(versions.reserve).all():
            deal[part] = score[part] >= 0
        else:
            deal[part] = _any_deal(c, versions, part, both, clean)
    return Best(score, every[row], deal)


def _all_worth(versions: Draws, part: slice, p: int) -> Floats:
    """What all packages are worth to one party, interactions apart: [draws, outcomes], in the order of the issues."""
    total = versions.worth[0][part, :, p]
    for worth in versions.worth[1:]:
        total = (total[:, :, None] + worth[part, None, :, p]).reshape(len(total), -1)
    return np.array(total) if len(versions.worth) == 1 else total


def _any_deal(
    c: Compiled, versions: Draws, part: slice, both: list[npt.NDArray[np.bool_]], clean: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_]:
    """Whether any package is accepted by all whose reserve is known."""
    good = np.broadcast_to(clean, (part.stop - part.start, len(clean))).copy()
    for p in range(c.parties):
        if not np.isfinite(versions.reserve[part, p]).all():
            continue
        worth = _all_worth(versions, part, p)
        for x, (_, _, q, amount) in enumerate(versions.pairs):
            if q == p:
                worth[:, both[x]] += amount[part, None]
        good &= worth >= versions.reserve[part, p, None] - TIE
    return np.asarray(good.any(axis=1))
