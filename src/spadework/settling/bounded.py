"""Where the frontier is too large to be listed: the named solutions with a proven gap, and a sample of the frontier.

Nash's product is maximised as a sum of logarithms, each held under its tangents: the programme's bound is then
a bound of the true product, and tangents at what it finds close the gap (outer approximation: M. A. Duran and I. E.
Grossmann, Mathematical Programming 36, 1986).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, inf, log

import numpy as np
import numpy.typing as npt

from spadework.settling.climbing import Gains, climbed, mixed
from spadework.settling.compiled import Compiled
from spadework.settling.dominance import TIE
from spadework.settling.effort import Effort, TooMuch
from spadework.settling.frontier import Bound, Search
from spadework.settling.milp import Found, Programme
from spadework.settling.result import Deal, Frontier, Settlement, Solution
from spadework.settling.sample import even_sample, spread
from spadework.settling.solutions import NAMES, leximin, most_gaining

Floats = npt.NDArray[np.float64]
Choice = npt.NDArray[np.int32]

SECONDS = {"ideal": 10.0, "nash": 12.0, "kalai_smorodinsky": 14.0, "egalitarian": 14.0, "utilitarian": 4.0}
"""How long is searched for each; what is found by then is told with its gap."""
CLOSE = 1e-4
"""A gap with which the search for the Nash solution ends."""
GOOD = 0.008
"""A gap that is good enough where the last proof would take long."""


@dataclass(slots=True)
class _Best:
    choice: Choice | None = None
    value: float = -inf
    bound: float = inf


def settle_bounded(c: Compiled, disagreement: Floats, notes: tuple[str, ...], patience: float = 1.0) -> Settlement:
    """As `settle`, where the exact frontier is out of reach.

    Args:
        patience: the share of `SECONDS` that may be spent.
    """
    return Bounded(c, disagreement, patience).settlement(notes)


class Bounded:
    """The search for one scenario."""

    def __init__(self, c: Compiled, disagreement: Floats, patience: float = 1.0) -> None:
        self.c, self.disagreement, self.patience = c, disagreement, patience
        self.seconds = {name: seconds * patience for name, seconds in SECONDS.items()}
        self.pool = even_sample(c)
        self.notes: list[str] = ["The frontier is too large to be listed: it is a sample, and solutions have a gap."]

    def settlement(self, notes: tuple[str, ...]) -> Settlement:
        c = self.c
        ideal, tops = self._ideal()
        solutions = {name: Solution(name, (), -inf) for name in NAMES}
        if ideal is None:
            self.notes += ["There is no deal: proven."] if tops.infeasible else ["No deal was found in time."]
            gap = 0.0 if tops.infeasible else inf
            solutions = {name: Solution(name, (), -inf, gap) for name in NAMES}
            frontier = self._frontier([])
        else:
            best = {
                "nash": self._nash(ideal),
                "kalai_smorodinsky": self._least("kalai_smorodinsky", ideal - self.disagreement),
                "egalitarian": self._least("egalitarian", np.ones(c.parties)),
                "utilitarian": self._sum(),
            }
            for name, found in best.items():
                if found.choice is not None:
                    zero = name == "nash" and bool((ideal - self.disagreement <= TIE).any())
                    value = -inf if zero else found.value
                    solutions[name] = Solution(name, (self._deal(found.choice),), value, _gap(name, found))
                else:
                    solutions[name] = Solution(name, (), -inf, inf)
            self.notes.append(
                "Of the egalitarian and the Kalai-Smorodinsky solution the least gain is proven, not what follows it."
            )
            frontier = self._frontier([x.choice for x in best.values() if x.choice is not None])
        return Settlement(
            parties=tuple(p.id for p in c.scenario.parties),
            frontier=frontier,
            exact=False,
            partial=True,
            solutions=solutions,
            disagreement=tuple(self.disagreement.tolist()),
            ideal=None if ideal is None else tuple(ideal.tolist()),
            outcomes=c.outcomes,
            notes=(*notes, *self.notes),
        )

    def _ideal(self) -> tuple[Floats | None, Found]:
        """The most that each can get; where it is not proven in time, what is proven not to be exceeded."""
        c, out = self.c, np.zeros(self.c.parties)
        programme = Programme(c)
        found = Found(None, inf)
        for p in range(c.parties):
            start = self._top(c.utilities(self.pool)[:, p])
            found = programme.most({programme.utility[p]: 1.0}, self.seconds["ideal"] / c.parties, start)
            if found.choice is None and start is None:
                return None, found
            if found.choice is not None:
                self._keep(found.choice)
            top = float(c.utilities(self.pool)[:, p].max()) if len(self.pool) else -inf
            out[p] = top
            if found.bound > top + 1e-5 * (1 + abs(top)):
                out[p] = found.bound
                self.notes.append(
                    f"The most that {c.scenario.parties[p].id} can get is at most {found.bound:.6g}; not proven closer."
                )
        return out, found

    def _keep(self, choice: Choice) -> None:
        self._add(choice[None][_deals(self.c, choice[None])])

    def _add(self, deals: Choice) -> None:
        self.pool = np.vstack([self.pool, deals])

    def _top(self, scores: Floats) -> Choice | None:
        return self.pool[int(scores.argmax())] if len(scores) else None

    def _gains(self) -> Floats:
        return self.c.utilities(self.pool) - self.disagreement

    def _sum(self) -> _Best:
        programme = Programme(self.c)
        start = self._top(self.c.utilities(self.pool).sum(axis=1))
        found = programme.most(dict.fromkeys(programme.utility, 1.0), self.seconds["utilitarian"], start)
        if found.choice is not None:
            self._keep(found.choice)
        return self._best(self.c.utilities(self.pool).sum(axis=1), found.bound)

    def _least(self, name: str, scale: Floats) -> _Best:
        """Largest least gain, each party's counted in its scale."""
        able = scale > TIE
        if not able.any():
            return self._best(np.ones(len(self.pool)), 1.0)
        gains = Gains(self.disagreement, scale)
        programme = Programme(self.c)
        least = programme.add(-1e6, 1e6)
        rows = [
            programme.row(float(self.disagreement[p]), inf, {programme.utility[p]: 1.0, least: -float(scale[p])})
            for p in np.flatnonzero(able)
        ]

        relaxed = programme.relaxed({least: 1.0}, rows)
        if relaxed is not None:
            near = mixed(self.c, relaxed.mixture, gains)
            self._add(near[np.argsort(-gains.soft_least(self.c.utilities(near)))[:100]])
        self._add(climbed(self.c, self.pool, gains))
        best = self._best(gains.least(self.c.utilities(self.pool)), inf if relaxed is None else relaxed.bound)
        if relaxed is not None and best.choice is not None:
            weights = np.zeros(self.c.parties)
            weights[able] = relaxed.weights
            best = self._all_above(best, gains, weights)
        if best.bound > best.value * (1 + GOOD):
            found = programme.most({least: 1.0}, self.seconds[name], best.choice)
            if found.choice is not None:
                self._keep(found.choice)
            best = self._best(gains.least(self.c.utilities(self.pool)), min(found.bound, best.bound))
            if best.choice is not None:
                self._better_all(best.choice, self.seconds[name] * 0.1)
        return self._leximin(best, gains)

    def _leximin(self, best: _Best, gains: Gains) -> _Best:
        """Of all packages that were met and have this least gain, the one with the largest next to least, and so on."""
        shares = gains.shares(self.c.utilities(self.pool))
        if len(shares):
            best.choice = self.pool[leximin(shares)[0][0]]
        return best

    def _all_above(self, best: _Best, gains: Gains, weights: Floats) -> _Best:
        """The proof that none is much better; then, if they are not too many, all that are as good: the exact best."""
        bound = best.bound
        for more, most in ((GOOD * 0.95, 400_000), (0.0, 60_000)):
            bar = best.value + abs(best.value) * more
            levels = np.where(gains.scale > TIE, self.disagreement + gains.scale * bar, self.c.least())
            try:
                points = Search(
                    self.c, Effort(3e8 * self.patience, most), Bound.above(levels, weights), exhaustive=True
                ).run()
            except TooMuch:
                break
            if points is not None:
                choices = np.empty((len(points), len(self.c.worth)), np.int32)
                points.fill(choices, np.arange(len(points)))
                self._add(choices[_deals(self.c, choices)])
                best = self._best(gains.least(self.c.utilities(self.pool)), -inf)
            bound = max(bar, best.value) if points is None else best.value
        return _Best(best.choice, best.value, max(bound, best.value))

    def _better_all(self, choice: Choice, seconds: float) -> None:
        """The largest sum in which nobody has less than in this package joins the pool."""
        programme = Programme(self.c)
        for p, worth in enumerate(self.c.utilities(choice[None])[0]):
            programme.row(float(worth) - 1e-10, inf, {programme.utility[p]: 1.0})
        found = programme.most(dict.fromkeys(programme.utility, 1.0), seconds, choice)
        if found.choice is not None:
            self._keep(found.choice)

    def _nash(self, ideal: Floats) -> _Best:
        """Of those who can gain at all: for the others the product is 0 everywhere."""
        most = ideal - self.disagreement
        able = np.flatnonzero(most > TIE)
        if len(able) < self.c.parties:
            stuck = ", ".join(self.c.scenario.parties[p].id for p in np.flatnonzero(most <= TIE))
            self.notes.append(f"{stuck} cannot gain in any deal: the Nash product is that of the others' gains.")
        best = self._product(most, able) if len(able) else _Best(self._top(np.zeros(len(self.pool))), 0.0, 0.0)
        if best.choice is None and len(self.pool):
            self.notes.append("No deal was found in which all gain who can: of those met, Nash's is told, unproven.")
            best.choice = self.pool[most_gaining(self._gains())[0][0]]
        return best

    def _product(self, most: Floats, able: npt.NDArray[np.intp]) -> _Best:
        """The largest product of the gains of these parties, if all of them can gain at once."""
        programme = Programme(self.c)
        logs = []
        for p in able:
            t = programme.add(-60.0, float(np.log(most[p])) + 1e-9)
            logs.append(t)
            for point in np.geomspace(most[p] * 0.02, most[p], 40):
                self._tangent(programme, p, t, float(point))
        best, bound = _Best(), inf
        for turn in range(6):
            gains = self._gains()[:, able]
            scores = np.where((gains > TIE).all(axis=1), np.log(np.maximum(gains, TIE)).sum(axis=1), -inf)
            share = self.seconds["nash"] * (0.6 if turn == 0 else 0.1)
            found = programme.most(dict.fromkeys(logs, 1.0), share, self._top(scores))
            bound = min(bound, found.bound)
            if found.choice is not None:
                self._keep(found.choice)
                reached = self.c.utilities(found.choice[None])[0] - self.disagreement
                for p, t in zip(able, logs, strict=True):
                    if reached[p] > TIE:
                        self._tangent(programme, p, t, float(reached[p]))
            gains = self._gains()[:, able]
            scores = np.where((gains > TIE).all(axis=1), np.log(np.maximum(gains, TIE)).sum(axis=1), -inf)
            best = self._best(scores, bound)
            if best.bound - best.value < CLOSE:
                break
        return best if best.value > -inf else _Best()

    def _tangent(self, programme: Programme, p: int, t: int, at: float) -> None:
        """log(gain) <= log(at) + (gain - at) / at."""
        limit = log(at) - 1 - float(self.disagreement[p]) / at
        programme.row(-inf, limit, {t: 1.0, programme.utility[p]: -1.0 / at})

    def _best(self, scores: Floats, bound: float) -> _Best:
        if not len(scores):
            return _Best(bound=bound)
        value = float(scores.max())
        return _Best(self.pool[int(scores.argmax())], value, max(bound, value))

    def _deal(self, choice: Choice) -> Deal:
        frontier = Frontier(self.c.scenario.issues, choice[None], self.c.utilities(choice[None]))
        return frontier[0]

    def _frontier(self, chosen: list[Choice]) -> Frontier:
        choices = spread(self.c, even_sample(self.c), np.array(chosen, np.int32).reshape(-1, len(self.c.worth)))
        worth = self.c.utilities(choices)
        rank = np.lexsort(worth.T[::-1])[::-1]
        return Frontier(self.c.scenario.issues, choices[rank], worth[rank])


def _deals(c: Compiled, choices: Choice) -> npt.NDArray[np.bool_]:
    worth = c.utilities(choices)
    return c.lawful(choices) & c.carried(c.accepted(worth, c.crossed(choices)))


def _gap(name: str, found: _Best) -> float:
    """How much better the true one could be, as a share; of the product for Nash."""
    if not np.isfinite(found.value):
        return inf
    rest = found.bound - found.value
    # HiGHS calls 1e-6 optimal.
    if rest <= 2e-6 * (1 + abs(found.value)):
        return 0.0
    return exp(rest) - 1 if name == "nash" else rest / max(abs(found.value), TIE)
