"""What a search for settlements gives back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, overload

import numpy as np
import numpy.typing as npt

from spadework.model import Issue, Package

Choices = npt.NDArray[np.int32]
Utilities = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Deal:
    """A package and what it is worth.

    Attributes:
        utilities: a number a party, in the order of the scenario's parties.
    """

    package: Package
    utilities: tuple[float, ...]


class Frontier(Sequence[Deal]):
    """Deals that nobody can better without somebody losing, by falling utility of the first party.

    Deals with the same utilities (within 1e-9) stand here once; `tied` lists all packages of one.

    Attributes:
        choices: which option of each issue, by its place in the issue: [F, issues].
        utilities: [F, parties].
    """

    def __init__(
        self,
        issues: Sequence[Issue],
        choices: Choices,
        utilities: Utilities,
        tied: Callable[[int], Iterator[Choices]] | None = None,
    ) -> None:
        self.issues, self.choices, self.utilities = tuple(issues), choices, utilities
        self._tied = tied

    def __len__(self) -> int:
        return len(self.utilities)

    @overload
    def __getitem__(self, index: int) -> Deal: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Deal]: ...
    def __getitem__(self, index: int | slice) -> Deal | Sequence[Deal]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        return Deal(self.package(self.choices[index]), tuple(self.utilities[index].tolist()))

    def package(self, choice: Any) -> Package:
        """The package of one row of choices."""
        return Package(choices={x.id: x.options[int(o)].id for x, o in zip(self.issues, choice, strict=True)})

    def tied(self, index: int, limit: int = 1000) -> list[Package]:
        """All packages with the utilities of this deal, itself first; at most `limit` of them."""
        rows = self._tied(index) if self._tied else iter([self.choices[index]])
        return [self.package(row) for row in islice(rows, limit)]


@dataclass(frozen=True, slots=True)
class Solution:
    """What one idea of fairness chooses.

    Attributes:
        name: nash, kalai_smorodinsky, egalitarian or utilitarian.
        deals: all packages that are equally good by it; none where there is no deal.
        value: what it makes as large as can be: the sum of the logarithms of gains (Nash; -inf where somebody cannot
            gain), the least normalised gain, the least gain, the sum of utilities. A gain is counted over the point
            of disagreement.
        gap: proven: the true best is at most this share better, by the product of gains for Nash and by `value` for the
            others; 0 where it is exact.
    """

    name: str
    deals: tuple[Deal, ...]
    value: float
    gap: float = 0.0


@dataclass(frozen=True, slots=True)
class Settlement:
    """What could be agreed.

    Attributes:
        parties: their ids, in the order of all utilities here.
        frontier: the deals that are efficient among all deals; empty where there is none.
        exact: every figure is exact. False where bounds are told instead: see `Solution.gap` and `partial`.
        partial: the frontier is an even sample of the true one.
        solutions: by name.
        disagreement: what each party has without a deal: its reserve, or the worst that any package brings it where
            no reserve is known.
        ideal: the most that each can get in any deal; None where there is no deal.
        outcomes: how many packages there are before constraints and red lines.
        notes: what was assumed, one sentence each.
    """

    parties: tuple[str, ...]
    frontier: Frontier
    exact: bool
    partial: bool
    solutions: dict[str, Solution]
    disagreement: tuple[float, ...]
    ideal: tuple[float, ...] | None
    outcomes: int
    notes: tuple[str, ...] = field(default=())

    @property
    def possible(self) -> bool:
        """Whether there is a deal."""
        return len(self.frontier) > 0
