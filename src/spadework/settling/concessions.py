"""Where there is no deal: the smallest concessions that open one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import combinations
from math import inf
from time import monotonic

import numpy as np
import numpy.typing as npt

from spadework.errors import ScenarioError
from spadework.model import Package, Scenario
from spadework.settling.compiled import Compiled, Place, compile_scenario
from spadework.settling.conflicts import check_lawful
from spadework.settling.dominance import TIE
from spadework.settling.effort import Effort, TooMuch
from spadework.settling.frontier import Search

Floats = npt.NDArray[np.float64]
Line = tuple[int, Place]

EFFORT = (5e9, 200_000)
MOST_SETS = 100
MOST_QUESTIONS = 2000
PROGRAMME = 20.0
"""Seconds of a programme."""
MOST_OUTVOTED = 14


@dataclass(frozen=True, slots=True)
class Lines:
    """Red lines that would have to be lifted together: "issue.option" by party."""

    lifted: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Near:
    """A package that is no deal.

    Attributes:
        given_up: by party, how much of its reserve a party would have to give up, of those who would have to accept.
        total: the sum of it.
        blockers: by party, why it does not accept.
        lifted: by party, red lines that it would have to lift as well, of those who would have to accept.
    """

    package: Package
    utilities: tuple[float, ...]
    given_up: dict[str, float]
    total: float
    blockers: dict[str, str]
    lifted: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Openings:
    """What would open a deal.

    Attributes:
        possible: there is a deal already; nothing else is told then.
        nearest: the packages for which the least total reserve has to be given up, red lines kept. Where neither
            reserves alone nor red lines alone open a deal: those for which fewest red lines have to be lifted, and of
            these the least total reserve given up. None where lifting red lines must do and does.
        lines: all smallest sets of red lines whose lifting opens a deal, reserves kept; none where that does not do.
        complete: no further set of lines exists.
    """

    possible: bool
    nearest: tuple[Near, ...] = ()
    lines: tuple[Lines, ...] = ()
    complete: bool = True


def openings(scenario: Scenario, nearest: int = 5, patience: float = 1.0) -> Openings:
    """The smallest concessions that open a deal.

    Args:
        nearest: how many packages are told.
        patience: the share of the usual limits that may be searched; below 1, the search for sets of red lines also
            ends after that share of a minute.

    Raises:
        ScenarioError: the scenario does not hold together, or the search is too large.
    """
    c = compile_scenario(scenario)
    check_lawful(c)
    if any_deal(c, patience):
        return Openings(possible=True)
    lines, complete = _lines(c, patience)
    near = _nearest(c, nearest, patience)
    if not lines and complete and not near:
        near = _together(c, nearest, patience)
    return Openings(False, near, lines, complete)


def any_deal(c: Compiled, patience: float = 1.0) -> bool:
    """Whether there is a deal."""
    try:
        points = Search(c, _effort(patience)).run()
    except TooMuch:
        from spadework.settling.milp import Programme

        return Programme(c).feasible(PROGRAMME * patience)
    if points is None:
        return False
    choices = np.empty((len(points), len(c.worth)), np.int32)
    points.fill(choices, np.arange(len(points)))
    worth = c.utilities(choices)
    return bool(c.carried(c.accepted(worth, c.crossed(choices))).any())


def _effort(patience: float) -> Effort:
    return Effort(*(x * patience for x in EFFORT))


def shortfalls(c: Compiled, worth: Floats, crossed: npt.NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """What has to be given up for packages to become deals: in total [N], and by party [N, parties].

    A total is infinite where red lines keep too many from accepting.
    """
    short = np.where(crossed, np.inf, np.maximum(np.where(np.isfinite(c.reserve), c.reserve - worth, 0.0), 0.0))
    short[short <= TIE] = 0.0
    if c.quota is None:
        return short.sum(axis=1), short
    best = np.full(len(worth), np.inf)
    split = np.full(short.shape, np.inf)
    for coalition in _winning(c):
        total = short[:, coalition].sum(axis=1)
        better = total < best - 1e-15
        best[better] = total[better]
        split[better] = 0.0
        split[np.ix_(better, coalition)] = short[np.ix_(better, coalition)]
    return best, split


def _winning(c: Compiled) -> list[list[int]]:
    """All smallest coalitions that carry a package."""
    must = list(c.must_accept)
    free = [p for p in range(c.parties) if p not in must]
    if len(free) > MOST_OUTVOTED:
        raise ScenarioError(
            f"{len(free)} parties that may be outvoted", remedy=f"Up to {MOST_OUTVOTED} can be searched."
        )
    found: list[list[int]] = []
    for size in range(len(free) + 1):
        for some in combinations(free, size):
            votes = sum(float(c.votes[p]) for p in (*must, *some))
            if votes >= (c.quota or 0) - 1e-12 and not any(set(f) <= {*must, *some} for f in found):
                found.append([*must, *some])
    return found


def _nearest(c: Compiled, count: int, patience: float) -> tuple[Near, ...]:
    open_ = replace(c, reserve=np.full(c.parties, -np.inf))
    try:
        points = Search(open_, _effort(patience)).run()
    except TooMuch:
        return _nearest_programme(c, PROGRAMME * patience)
    if points is None:
        return ()
    choices = np.empty((len(points), len(c.worth)), np.int32)
    points.fill(choices, np.arange(len(points)))
    return _told(c, choices, count)


def _nearest_programme(c: Compiled, seconds: float) -> tuple[Near, ...]:
    """One only, by a programme, where the frontier is too large."""
    from spadework.settling.milp import Programme

    if c.quota is not None:
        raise ScenarioError("the search for concessions is too large", remedy="Leave out issues that matter little.")
    programme, given = Programme(c, deals=False), {}
    for p in range(c.parties):
        if np.isfinite(c.reserve[p]):
            short = programme.add(0.0, 1e9)
            programme.row(float(c.reserve[p]), np.inf, {programme.utility[p]: 1.0, short: 1.0})
            given[short] = -1.0
    found = programme.most(given, seconds)
    return () if found.choice is None else _told(c, found.choice[None], 1)


def _told(c: Compiled, choices: npt.NDArray[np.int32], count: int) -> tuple[Near, ...]:
    total, split = shortfalls(c, c.utilities(choices), c.crossed(choices))
    return _near(c, choices, total, split, count)


def _near(
    c: Compiled, choices: npt.NDArray[np.int32], total: Floats, split: Floats, count: int, lifting: bool = False
) -> tuple[Near, ...]:
    """The first by their totals. By party, `split` is infinite where its acceptance is not needed."""
    worth = c.utilities(choices)
    out = []
    for k in np.argsort(total, kind="stable")[:count]:
        if not np.isfinite(total[k]):
            break
        ids = [p.id for p in c.scenario.parties]
        given = {ids[p]: float(x) for p, x in enumerate(split[k]) if 0 < x < np.inf}
        crossed = [
            (p, sorted(place for place in c.red[p] if choices[k, place[0]] == place[1])) for p in range(c.parties)
        ]
        lifted = {ids[p]: tuple(map(c.name, x)) for p, x in crossed if lifting and x and np.isfinite(split[k, p])}
        out.append(
            Near(
                package=package_of(c, choices[k]),
                utilities=tuple(worth[k].tolist()),
                given_up=given,
                total=float(split[k][np.isfinite(split[k])].sum()),
                blockers=reasons(c, choices[k]),
                lifted=lifted,
            )
        )
    return tuple(out)


def _together(c: Compiled, count: int, patience: float) -> tuple[Near, ...]:
    """The packages for which fewest red lines have to be lifted, and of these the least reserve given up."""
    choices = _fewest_crossed(c, patience)
    if not len(choices):
        return ()
    short = np.maximum(np.where(np.isfinite(c.reserve), c.reserve - c.utilities(choices), 0.0), 0.0)
    short[short <= TIE] = 0.0
    lines = _crossings(c, choices)
    fewest, least = np.full(len(choices), np.inf), np.full(len(choices), np.inf)
    split = np.full(short.shape, np.inf)
    for coalition in [list(range(c.parties))] if c.quota is None else _winning(c):
        crossed, given = lines[:, coalition].sum(axis=1), short[:, coalition].sum(axis=1)
        better = (crossed < fewest) | ((crossed == fewest) & (given < least - 1e-15))
        fewest[better], least[better] = crossed[better], given[better]
        split[better] = np.inf
        split[np.ix_(better, coalition)] = short[np.ix_(better, coalition)]
    rank = np.empty(len(choices))
    rank[np.lexsort((least, fewest))] = np.arange(len(choices))
    return _near(c, choices, rank, split, count, lifting=True)


def _crossings(c: Compiled, choices: npt.NDArray[np.int32]) -> Floats:
    """How many red lines of each party packages cross: [N, parties]."""
    out = np.zeros((len(choices), c.parties))
    for p, lines in enumerate(c.red):
        for i, o in lines:
            out[:, p] += choices[:, i] == o
    return out


def _fewest_crossed(c: Compiled, patience: float) -> npt.NDArray[np.int32]:
    """The packages that are efficient where every party with red lines counts for two: one that wants worth, and one
    that wants its lines kept. Where those are too many, one package, by a programme; or none."""
    lined = [p for p in range(c.parties) if c.red[p]]
    unit, count = c.scale, c.parties + len(lined)
    kept = [[[-unit * ((i, o) in c.red[p]) for p in lined] for o in range(n)] for i, n in enumerate(c.sizes)]
    doubled = replace(
        c,
        worth=tuple(np.hstack([w, np.array(k).reshape(len(w), -1)]) for w, k in zip(c.worth, kept, strict=True)),
        pairs=tuple(replace(x, worth=np.append(x.worth, np.zeros(len(lined)))) for x in c.pairs),
        red=(frozenset(),) * count,
        reserve=np.full(count, -np.inf),
        votes=np.full(count, 1 / count),
        quota=None,
        vetoes=(),
    )
    try:
        points = Search(doubled, _effort(patience)).run()
    except TooMuch:
        return _fewest_programme(c, PROGRAMME * patience)
    choices = np.empty((0 if points is None else len(points), len(c.worth)), np.int32)
    if points is not None:
        points.fill(choices, np.arange(len(points)))
    return choices


def _fewest_programme(c: Compiled, seconds: float) -> npt.NDArray[np.int32]:
    from spadework.settling.milp import Programme

    if c.quota is not None:
        raise ScenarioError("the search for concessions is too large", remedy="Leave out issues that matter little.")
    programme = Programme(c.without_red_lines(), deals=False)
    given: dict[int, float] = {}
    least, whole = c.least(), 1.0
    for p in range(c.parties):
        if c.reserve[p] > least[p]:
            whole += float(c.reserve[p] - least[p])
            short = programme.add(0.0, float(c.reserve[p] - least[p]))
            programme.row(float(c.reserve[p]), np.inf, {programme.utility[p]: 1.0, short: 1.0})
            given[short] = -1.0
    for lines in c.red:
        for i, o in lines:
            # One line weighs more than all that could be given up.
            given[programme.option[i][o]] = given.get(programme.option[i][o], 0.0) - whole
    found = programme.most(given, seconds)
    return np.zeros((0, len(c.worth)), np.int32) if found.choice is None else found.choice[None]


def package_of(c: Compiled, choice: npt.NDArray[np.integer]) -> Package:
    """One row of places of options as a package."""
    return Package(choices={x.id: x.options[int(o)].id for x, o in zip(c.scenario.issues, choice, strict=True)})


def reasons(c: Compiled, choice: npt.NDArray[np.integer]) -> dict[str, str]:
    """Who does not accept a package, and why, by party."""
    worth = c.utilities(choice[None])[0]
    out = {}
    for p, party in enumerate(c.scenario.parties):
        lines = sorted(c.name((i, o)) for i, o in c.red[p] if choice[i] == o)
        why = [f"rules out {', '.join(lines)}"] if lines else []
        if worth[p] < c.reserve[p] - TIE:
            why.append(f"gets {worth[p]:.4g}, {c.reserve[p] - worth[p]:.4g} short of its reserve")
        if why:
            out[party.id] = "; ".join(why)
    return out


def _lines(c: Compiled, patience: float) -> tuple[tuple[Lines, ...], bool]:
    """Smallest sets of red lines whose lifting opens a deal.

    Where lifting a set leaves the talks closed, every set that opens them has a line outside of it. So the smallest
    that open are the smallest hitting sets of what such closed sets, made as large as can be, leave out (R. Reiter, "A
    theory of diagnosis from first principles", Artificial Intelligence 32, 1987).
    """
    every: list[Line] = [(p, place) for p, lines in enumerate(c.red) for place in sorted(lines)]
    asked: dict[frozenset[Line], bool] = {}

    def opens(lifted: frozenset[Line]) -> bool:
        if lifted not in asked:
            red = tuple(frozenset(x for x in lines if (p, x) not in lifted) for p, lines in enumerate(c.red))
            asked[lifted] = any_deal(replace(c, red=red), patience)
        return asked[lifted]

    if not every or not opens(frozenset(every)):
        return (), True
    end = inf if patience >= 1 else monotonic() + 60 * patience
    found, complete = _smallest(
        frozenset(every), opens, lambda: len(asked) > MOST_QUESTIONS * patience or monotonic() > end
    )
    ids = [p.id for p in c.scenario.parties]
    out = []
    for lifted in sorted(found, key=lambda x: (len(x), sorted(x))):
        by: dict[str, tuple[str, ...]] = {}
        for p, place in sorted(lifted):
            by[ids[p]] = (*by.get(ids[p], ()), c.name(place))
        out.append(Lines(by))
    return tuple(out), complete


def _smallest(
    every: frozenset[Line], opens: Callable[[frozenset[Line]], bool], tired: Callable[[], bool]
) -> tuple[set[frozenset[Line]], bool]:
    hitting: set[frozenset[Line]] = {frozenset()}
    while True:
        closed = next((x for x in sorted(hitting, key=lambda x: (len(x), sorted(x))) if not opens(x)), None)
        if closed is None:
            return hitting, True
        if tired() or len(hitting) > MOST_SETS:
            return {x for x in hitting if opens(x)}, False
        for line in sorted(every - closed):
            if not opens(closed | {line}):
                closed = closed | {line}
        hitting = _hit(hitting, every - closed)


def _hit(sets: Iterable[frozenset[Line]], left_out: frozenset[Line]) -> set[frozenset[Line]]:
    """The smallest sets that hit one more set (C. Berge, Hypergraphs, 1989)."""
    kept = {x for x in sets if x & left_out}
    grown = {x | {line} for x in sets if not x & left_out for line in left_out}
    return kept | {x for x in grown if not any(k < x or k == x for k in kept) and not any(g < x for g in grown)}
