"""A scenario as a mixed-integer programme, solved by HiGHS with a proven bound."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isfinite
from typing import Any

import numpy as np
import numpy.typing as npt

from spadework.model import ConstraintKind
from spadework.settling.compiled import Compiled

Floats = npt.NDArray[np.float64]
Terms = dict[int, float]


@dataclass(frozen=True, slots=True)
class Found:
    """What a programme gave.

    Attributes:
        choice: [issues], the best package found; None if none was found.
        bound: proven: nothing is better than that.
        infeasible: proven: there is no deal.
    """

    choice: npt.NDArray[np.int32] | None
    bound: float
    infeasible: bool = False


@dataclass(frozen=True, slots=True)
class Relaxed:
    """A mixture of packages.

    Attributes:
        mixture: an issue each, the share of every option.
        weights: of the rows asked for.
        bound: what no package exceeds.
    """

    mixture: list[Floats]
    weights: Floats
    bound: float


def _quiet(make: Any) -> Any:
    """What `make` returns. HiGHS 1.16 greets on the standard output when it is made, which would end up in what users
    pipe from there."""
    sys.stdout.flush()
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        return make()
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


class Programme:
    """Options as binary variables, utilities as sums of them; further variables and rows are added by what is sought.

    Args:
        deals: only packages that the decision rule carries; else every lawful one that crosses no red line of a party
            that must accept.
    """

    def __init__(self, c: Compiled, deals: bool = True) -> None:
        import highspy

        self.c = c
        self._kinds = highspy.HighsVarType
        self._kept = highspy.kHighsInf
        self.h: Any = _quiet(highspy.Highs)
        self.h.silent()
        self.h.setOptionValue("threads", 1)
        self.h.setOptionValue("mip_rel_gap", 1e-6)
        self.h.setOptionValue("mip_feasibility_tolerance", 1e-9)
        self.h.setOptionValue("primal_feasibility_tolerance", 1e-9)
        self.h.changeObjectiveSense(highspy.ObjSense.kMaximize)
        self.columns = self.rows = 0
        ruled_out = {x for p in c.must_accept for x in c.red[p]}
        self.option = [
            [self.add(0.0, float((i, o) not in ruled_out), True) for o in range(n)] for i, n in enumerate(c.sizes)
        ]
        for line in self.option:
            self.row(1.0, 1.0, dict.fromkeys(line, 1.0))
        low, high = c.least(), c.most()
        self.utility = [self.add(float(low[p]), float(high[p])) for p in range(c.parties)]
        self._utilities()
        self._rules()
        if deals:
            self._deals(low)

    def add(self, low: float, high: float, whole: bool = False) -> int:
        """A variable; returns its column."""
        self.h.addVar(low, high)
        if whole:
            self.h.changeColIntegrality(self.columns, self._kinds.kInteger)
        self.columns += 1
        return self.columns - 1

    def row(self, low: float, high: float, terms: Terms) -> int:
        """low <= sum of terms <= high; returns its place."""
        low, high = (x if isfinite(x) else (self._kept if x > 0 else -self._kept) for x in (low, high))
        self.h.addRow(low, high, len(terms), np.array(list(terms), np.int32), np.array(list(terms.values()), float))
        self.rows += 1
        return self.rows - 1

    def _utilities(self) -> None:
        both = []
        for pair in self.c.pairs:
            a, b = (self.option[i][o] for i, o in (pair.first, pair.second))
            y = self.add(0.0, 1.0)
            self.row(-inf, 0.0, {y: 1.0, a: -1.0})
            self.row(-inf, 0.0, {y: 1.0, b: -1.0})
            self.row(-inf, 1.0, {a: 1.0, b: 1.0, y: -1.0})
            both.append((y, pair.worth))
        for p in range(self.c.parties):
            terms: Terms = {self.utility[p]: -1.0}
            for i, worth in enumerate(self.c.worth):
                terms |= {self.option[i][o]: float(w) for o, w in enumerate(worth[:, p]) if w}
            terms |= {y: float(w[p]) for y, w in both if w[p]}
            self.row(0.0, 0.0, terms)

    def _rules(self) -> None:
        for rule in self.c.rules:
            columns = [self.option[i][o] for i, o in rule.options]
            if rule.kind is ConstraintKind.REQUIRES:
                for other in columns[1:]:
                    self.row(-inf, 0.0, {columns[0]: 1.0, other: -1.0})
            else:
                exactly = rule.kind is ConstraintKind.EXACTLY_ONE_OF
                self.row(1.0 if exactly else -inf, 1.0, dict.fromkeys(columns, 1.0))

    def _deals(self, low: Floats) -> None:
        c = self.c
        must, votes = set(c.must_accept), {}
        for p in range(c.parties):
            reserve = float(c.reserve[p])
            if p in must:
                if isfinite(reserve):
                    self.row(reserve, inf, {self.utility[p]: 1.0})
                continue
            yes = self.add(0.0, 1.0, True)
            votes[yes] = float(c.votes[p])
            if isfinite(reserve):
                self.row(float(low[p]), inf, {self.utility[p]: 1.0, yes: -(reserve - float(low[p]))})
            for i, o in c.red[p]:
                self.row(-inf, 1.0, {yes: 1.0, self.option[i][o]: 1.0})
        if c.quota is not None and votes:
            self.row(c.quota - sum(float(c.votes[p]) for p in must) - 1e-12, inf, votes)

    def most(self, objective: Terms, seconds: float, start: npt.NDArray[np.int32] | None = None) -> Found:
        """The package with the largest objective.

        Args:
            seconds: what is found by then counts, with the bound that is proven by then.
            start: a package to begin from.
        """
        import highspy

        self._aim(objective, seconds)
        if start is not None:
            columns = [self.option[i][o] for i, n in enumerate(self.c.sizes) for o in range(n)]
            values = [float(o == start[i]) for i, n in enumerate(self.c.sizes) for o in range(n)]
            self.h.setSolution(len(columns), np.array(columns, np.int32), np.array(values))
        self.h.run()
        status, info = self.h.getModelStatus(), self.h.getInfo()
        if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
            return Found(None, -inf, True)
        bound = float(info.mip_dual_bound)
        if info.primal_solution_status != 2:
            return Found(None, bound)
        result: Any = np.asarray(self.h.getSolution().col_value)
        return Found(np.array([int(result[line].argmax()) for line in self.option], np.int32), bound)

    def relaxed(self, objective: Terms, rows: Sequence[int]) -> Relaxed | None:
        """The best mixture of packages, and what these rows weigh in it; None if there is none."""
        self.h.setOptionValue("solve_relaxation", True)
        self._aim(objective, 10.0)
        self.h.run()
        self.h.setOptionValue("solve_relaxation", False)
        solution: Any = self.h.getSolution()
        if self.h.getInfo().primal_solution_status != 2:
            return None
        values = np.clip(np.asarray(solution.col_value), 0.0, 1.0)
        weights = np.abs(np.asarray(solution.row_dual)[list(rows)])
        return Relaxed(
            [values[line] for line in self.option], weights, float(self.h.getInfo().objective_function_value)
        )

    def _aim(self, objective: Terms, seconds: float) -> None:
        cost = np.zeros(self.columns)
        for column, factor in objective.items():
            cost[column] = factor
        self.h.changeColsCost(self.columns, np.arange(self.columns, dtype=np.int32), cost)
        # HiGHS measures its limit over all runs.
        self.h.setOptionValue("time_limit", self.h.getRunTime() + seconds)

    def feasible(self, seconds: float = 20.0) -> bool:
        """Whether any package is left. What is not decided in time counts as feasible."""
        return not self.most({}, seconds).infeasible
