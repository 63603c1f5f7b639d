"""A draft on the table: who accepts it, and how it could be made better."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, permutations

import numpy as np
import numpy.typing as npt

from spadework.errors import ScenarioError
from spadework.model import Package, Scenario
from spadework.settling.compiled import Compiled, compile_scenario
from spadework.settling.concessions import package_of, reasons
from spadework.settling.conflicts import broken
from spadework.settling.dominance import TIE
from spadework.settling.effort import Effort, TooMuch
from spadework.settling.frontier import Bound, Search

Floats = npt.NDArray[np.float64]
Choices = npt.NDArray[np.int32]

EFFORT = (5e9, 200_000)
TOLD = 10
"""How many changes and trades are told."""
MOST_TRIED = 3_000_000
MOST_CHANGED = 3
"""Up to so many changed issues all are tried."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A draft with a few options changed.

    Attributes:
        changes: the new option by issue.
        gains: by party, over the draft.
    """

    package: Package
    changes: dict[str, str]
    utilities: tuple[float, ...]
    gains: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Trade:
    """Logrolling: two parties give way, each on the issue where it cares less, and both gain; nobody else loses.

    Attributes:
        gives: by party, the issue on which it gives way to the other.
    """

    gives: dict[str, str]
    revision: Revision


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a draft is worth.

    Attributes:
        utilities: in the order of the parties.
        accepts: by party.
        blockers: by party, why it does not accept.
        broken: constraints that the draft does not keep, in words.
        deal: it keeps the constraints and enough accept.
        efficient: nobody can be better off without somebody losing; None where the search was too large.
        to_efficient: the largest sum of gains over the draft with which nobody loses; 0 where it is efficient.
        best: such a package; None where the draft is efficient.
        changes: the fewest changes that make everybody better off, else somebody with nobody losing; of as few, those
            with the largest least gain first. All of up to three issues are tried, fewer of a large scenario; where
            none of these betters the draft, `best` stands here alone.
        trades: the largest least gain of the two first.
    """

    utilities: tuple[float, ...]
    accepts: dict[str, bool]
    blockers: dict[str, str]
    broken: tuple[str, ...]
    deal: bool
    efficient: bool | None
    to_efficient: float | None
    best: Revision | None
    changes: tuple[Revision, ...]
    trades: tuple[Trade, ...]


def assess(scenario: Scenario, package: Package, patience: float = 1.0) -> Assessment:
    """Who accepts a package, how far it is from the frontier, and what would better it.

    Packages that better it keep the constraints and cross no red line of a party that must accept. Where it is a deal
    itself, they are deals too.

    Args:
        patience: the share of the usual limits that may be searched.

    Raises:
        ScenarioError: the scenario does not hold together, or the package does not choose an option on each issue.
    """
    c = compile_scenario(scenario)
    draft = choice_of(c, package)
    worth, crossed = c.utilities(draft[None]), c.crossed(draft[None])
    accepted = c.accepted(worth, crossed)
    lawful = bool(c.lawful(draft[None])[0])
    deal = lawful and bool(c.carried(accepted)[0])
    best, certain = _furthest(c, draft, worth[0], deal, patience)
    gain = None if best is None and not certain else 0.0 if best is None else float(sum(best.gains))
    efficient = best is None if certain else None  # nothing betters an efficient package, so nothing is sought then
    return Assessment(
        utilities=tuple(worth[0].tolist()),
        accepts={p.id: bool(x) for p, x in zip(scenario.parties, accepted[0], strict=True)},
        blockers=reasons(c, draft),
        broken=tuple(broken(c, draft)),
        deal=deal,
        efficient=efficient,
        to_efficient=gain,
        best=best,
        changes=() if efficient else tuple(_changes(c, draft, worth[0], deal, patience) or ([best] if best else [])),
        trades=() if efficient else tuple(_trades(c, draft, worth[0], deal, patience)),
    )


def choice_of(c: Compiled, package: Package) -> Choices:
    """A package as places of options.

    Raises:
        ScenarioError: an issue or an option is unknown, or an issue is left open.
    """
    unknown = package.choices.keys() - {x.id for x in c.scenario.issues}
    if unknown:
        raise ScenarioError(f"there is no issue {min(unknown)}", where="package", remedy="See its spelling.")
    out = []
    for issue in c.scenario.issues:
        ids = [o.id for o in issue.options]
        if package.choices.get(issue.id) not in ids:
            told = package.choices.get(issue.id)
            what = f"there is no option {told} of {issue.id}" if told else f"nothing is chosen on {issue.id}"
            raise ScenarioError(what, where="package", remedy=f"Options are {', '.join(ids[:10])}.")
        out.append(ids.index(package.choices[issue.id]))
    return np.array(out, np.int32)


def _furthest(c: Compiled, draft: Choices, worth: Floats, deal: bool, patience: float) -> tuple[Revision | None, bool]:
    """The package with the largest sum in which nobody has less, and whether the search was complete."""
    effort = Effort(*(x * patience for x in EFFORT))
    try:
        points = Search(c, effort, Bound.above(worth, np.ones(c.parties))).run()
    except TooMuch:
        return None, False
    if points is None:
        return None, True
    choices = np.empty((len(points), len(c.worth)), np.int32)
    points.fill(choices, np.arange(len(points)))
    choices = _fit(c, choices, deal)
    gains = c.utilities(choices) - worth
    better = np.flatnonzero(_harmless(gains))
    if not len(better):
        return None, True
    return _revision(c, draft, choices[better[gains[better].sum(axis=1).argmax()]], worth), True


def _revision(c: Compiled, draft: Choices, choice: Choices, worth: Floats) -> Revision:
    new = c.utilities(choice[None])[0]
    package = package_of(c, choice)
    changed = [c.scenario.issues[i].id for i in np.flatnonzero(choice != draft)]
    return Revision(
        package, {x: package.choices[x] for x in changed}, tuple(new.tolist()), tuple((new - worth).tolist())
    )


def _fit(c: Compiled, choices: Choices, deal: bool) -> Choices:
    """Those that keep the constraints and cross no red line of a party that must accept; deals only, if so asked."""
    crossed = c.crossed(choices)
    fit = c.lawful(choices) & ~crossed[:, list(c.must_accept)].any(axis=1)
    if deal:
        fit &= c.carried(c.accepted(c.utilities(choices), crossed))
    return choices[fit]


def _changed(c: Compiled, draft: Choices, count: int) -> Iterator[Choices]:
    """The draft with so many issues changed in all ways, in batches."""
    room = max(1, 2_000_000 // len(c.worth))
    held: list[Choices] = []
    rows = 0
    for issues in combinations(range(len(c.worth)), count):
        others = [[o for o in range(c.sizes[i]) if o != draft[i]] for i in issues]
        grid = np.stack(np.meshgrid(*others, indexing="ij"), axis=-1).reshape(-1, count)
        out = np.repeat(draft[None], len(grid), axis=0)
        out[:, list(issues)] = grid
        held.append(out)
        rows += len(out)
        if rows > room:
            yield np.vstack(held)
            held, rows = [], 0
    if rows:
        yield np.vstack(held)


def _ways(c: Compiled, count: int) -> int:
    """In how many ways so many issues can be changed: the elementary symmetric sum of their other options."""
    sums = [1] + [0] * count
    for n in c.sizes:
        for k in range(count, 0, -1):
            sums[k] += sums[k - 1] * (n - 1)
    return sums[count]


def _changes(c: Compiled, draft: Choices, worth: Floats, deal: bool, patience: float) -> list[Revision]:
    for all_gain in (True, False):
        tried = 0
        for count in range(1, min(MOST_CHANGED, len(c.worth)) + 1):
            tried += _ways(c, count)
            if tried > MOST_TRIED * patience:
                break
            found: list[tuple[float, float, Choices]] = []
            for batch in _changed(c, draft, count):
                near = _fit(c, batch, deal)
                gains = c.utilities(near) - worth
                good = gains.min(axis=1, initial=np.inf) > TIE if all_gain else _harmless(gains)
                found += [(-float(gains[k].min()), -float(gains[k].sum()), near[k]) for k in np.flatnonzero(good)]
            if found:
                found.sort(key=lambda x: x[:2])
                return [_revision(c, draft, x[2], worth) for x in found[:TOLD]]
    return []


def _harmless(gains: Floats) -> npt.NDArray[np.bool_]:
    return np.asarray((gains >= -TIE).all(axis=1) & (gains > TIE).any(axis=1))


def _trades(c: Compiled, draft: Choices, worth: Floats, deal: bool, patience: float) -> list[Trade]:
    found: list[tuple[float, int, int, int, int, Choices]] = []
    single = {}
    for i, n in enumerate(c.sizes):
        near = np.repeat(draft[None], n, axis=0)
        near[:, i] = np.arange(n)
        single[i] = c.utilities(near) - worth
    tried = 0
    for batch in _changed(c, draft, 2) if len(c.worth) > 1 else ():
        tried += len(batch)
        if tried > MOST_TRIED * patience:
            break
        near = _fit(c, batch, deal)
        gains = c.utilities(near) - worth
        near, gains = near[good := _harmless(gains)], gains[good]
        tried += len(near) * c.parties * (c.parties - 1)
        if tried > MOST_TRIED * patience:
            break
        for choice, gain in zip(near, gains, strict=True):
            i, j = (int(x) for x in np.flatnonzero(choice != draft))
            a, b = single[i][choice[i]], single[j][choice[j]]
            for p, q in permutations(np.flatnonzero(gain > TIE), 2):
                if a[p] < -TIE and a[q] > TIE and b[p] > TIE and b[q] < -TIE:
                    found.append((-float(min(gain[p], gain[q])), int(p), int(q), i, j, choice))
    found.sort(key=lambda x: x[:5])
    issues, ids = c.scenario.issues, [p.id for p in c.scenario.parties]
    return [
        Trade({ids[p]: issues[i].id, ids[q]: issues[j].id}, _revision(c, draft, choice, worth))
        for _, p, q, i, j, choice in found[:TOLD]
    ]
