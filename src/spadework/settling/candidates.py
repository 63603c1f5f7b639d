"""Which packages are worth a closer look."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from spadework.model import Package
from spadework.settling.assessing import choice_of
from spadework.settling.compiled import Compiled
from spadework.settling.result import Settlement
from spadework.settling.searching import Best

MOST_PACKAGES = 2000  # of the frontier; beyond that an even sample of it

Rows = npt.NDArray[np.intp]


def candidates(
    c: Compiled, settlement: Settlement, packages: Sequence[Package], notes: list[str]
) -> tuple[Rows, list[tuple[str, ...]]]:
    """The packages to look at, each once, with the names by which they are known."""
    names: dict[tuple[int, ...], list[str]] = {}
    for package in packages:
        names.setdefault(row_of(c, package), []).append("given")
    for name, solution in settlement.solutions.items():
        for deal in solution.deals:
            known = names.setdefault(row_of(c, deal.package), [])
            if name not in known:
                known.append(name)
    frontier = settlement.frontier
    picked = np.unique(np.linspace(0, len(frontier) - 1, min(len(frontier), MOST_PACKAGES)).round().astype(int))
    if len(picked) < len(frontier):
        notes.append(f"Of {len(frontier):,} packages on the frontier an even sample of {len(picked):,} is looked at.")
    for k in picked if len(frontier) else ():
        names.setdefault(tuple(int(o) for o in frontier.choices[k]), [])
    rows = np.array(list(names), dtype=np.intp).reshape(len(names), len(c.worth))
    return rows, [tuple(n) for n in names.values()]


def row_of(c: Compiled, package: Package) -> tuple[int, ...]:
    """The places of a package's options, to be compared."""
    return tuple(choice_of(c, package).tolist())


def with_winners(rows: Rows, names: list[tuple[str, ...]], best: Best) -> tuple[Rows, list[tuple[str, ...]]]:
    """The candidates, and those that are best in some version in which there is a deal."""
    known = {tuple(r) for r in rows.tolist()}
    won = best.row[best.deal & np.isfinite(best.score)]
    more = [r for r in np.unique(won, axis=0).tolist() if tuple(r) not in known][:MOST_PACKAGES]
    if not more:
        return rows, names
    return np.vstack([rows, np.array(more, dtype=np.intp)]), [*names, *([()] * len(more))]
