"""A scenario as arrays, checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import prod

import numpy as np
import numpy.typing as npt

from spadework.errors import ScenarioError
from spadework.model import ConstraintKind, Preference, Scenario, Value

Floats = npt.NDArray[np.float64]
Place = tuple[int, int]
"""An option: the place of its issue, its own place in the issue."""

MOST_ISSUES = 1000
MOST_OPTIONS = 10_000
MOST_PARTIES = 200
MOST_WORTH = 1e15
"""What a package or a reserve may be worth, up or down: beyond that units can no longer be told apart."""


@dataclass(frozen=True, slots=True)
class Pair:
    """What two options are worth together, beyond their parts: [parties]."""

    first: Place
    second: Place
    worth: Floats


@dataclass(frozen=True, slots=True)
class Rule:
    """A constraint on which options may stand together."""

    kind: ConstraintKind
    options: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A scenario as arrays, every number at its likely value.

    Attributes:
        worth: an issue each: [options, parties], weight times value.
        red: by party, the options it never accepts.
        reserve: [parties], -inf where it is not known.
        votes: [parties], shares that sum to one.
        quota: None for unanimity.
        vetoes: places of parties.
    """

    scenario: Scenario
    worth: tuple[Floats, ...]
    pairs: tuple[Pair, ...]
    rules: tuple[Rule, ...]
    red: tuple[frozenset[Place], ...]
    reserve: Floats
    votes: Floats
    quota: float | None
    vetoes: tuple[int, ...]
    notes: tuple[str, ...]

    @property
    def parties(self) -> int:
        return len(self.reserve)

    @property
    def sizes(self) -> tuple[int, ...]:
        return tuple(len(x) for x in self.worth)

    @property
    def outcomes(self) -> int:
        """How many packages there are, rules and red lines apart."""
        return prod(self.sizes)

    @property
    def must_accept(self) -> tuple[int, ...]:
        """Places of the parties without whom there is no deal."""
        if self.quota is None:
            return tuple(range(self.parties))
        needed = [p for p in range(self.parties) if 1 - self.votes[p] < self.quota - 1e-12]
        return tuple(sorted({*self.vetoes, *needed}))

    def without_red_lines(self) -> Compiled:
        """The same where nobody rules out anything."""
        return replace(self, red=(frozenset(),) * self.parties)

    def least(self) -> Floats:
        """Less than that no package brings anybody: [parties]."""
        out = np.sum([x.min(axis=0) for x in self.worth], axis=0)
        return np.asarray(out + np.sum([np.minimum(x.worth, 0) for x in self.pairs], axis=0))

    def most(self) -> Floats:
        """More than that no package brings anybody: [parties]."""
        out = np.sum([x.max(axis=0) for x in self.worth], axis=0)
        return np.asarray(out + np.sum([np.maximum(x.worth, 0) for x in self.pairs], axis=0))

    @property
    def scale(self) -> float:
        """No package is worth more than this to anybody, nor less than its negative; at least 1."""
        return max(1.0, float(np.abs([self.least(), self.most()]).max()))

    @property
    def grain(self) -> float:
        """Utilities no further apart may differ by rounding only: a few dozen last places of the largest."""
        return self.scale * 2.0**-46

    def name(self, place: Place) -> str:
        """The option as "issue.option"."""
        issue = self.scenario.issues[place[0]]
        return f"{issue.id}.{issue.options[place[1]].id}"

    def utilities(self, choices: npt.NDArray[np.integer]) -> Floats:
        """What packages are worth: [N, issues] of places of options to [N, parties]."""
        total = np.zeros((len(choices), self.parties))
        for i, worth in enumerate(self.worth):
            total += worth[choices[:, i]]
        for pair in self.pairs:
            (i, a), (j, b) = pair.first, pair.second
            total += ((choices[:, i] == a) & (choices[:, j] == b))[:, None] * pair.worth
        return total

    def crossed(self, choices: npt.NDArray[np.integer]) -> npt.NDArray[np.bool_]:
        """Whose red lines packages cross: [N, parties]."""
        out = np.zeros((len(choices), self.parties), bool)
        for p, lines in enumerate(self.red):
            for i, o in lines:
                out[:, p] |= choices[:, i] == o
        return out

    def lawful(self, choices: npt.NDArray[np.integer]) -> npt.NDArray[np.bool_]:
        """Which packages keep all constraints: [N]."""
        out = np.ones(len(choices), bool)
        for rule in self.rules:
            out &= keeps(rule.kind, [choices[:, i] == o for i, o in rule.options])
        return out

    def accepted(self, utilities: Floats, crossed: npt.NDArray[np.bool_], slack: float = 1e-9) -> npt.NDArray[np.bool_]:
        """Who accepts which: [N, parties]."""
        return (utilities >= self.reserve - slack) & ~crossed

    def carried(self, accepted: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        """Which packages are deals by the decision rule, given who accepts: [N]."""
        if self.quota is None:
            return np.asarray(accepted.all(axis=1))
        enough: npt.NDArray[np.bool_] = accepted @ self.votes >= self.quota - 1e-12
        return np.asarray(enough & accepted[:, list(self.vetoes)].all(axis=1))


def keeps(kind: ConstraintKind, holds: list[npt.NDArray[np.bool_]]) -> npt.NDArray[np.bool_]:
    """Whether a constraint is kept where these of its options hold."""
    if kind is ConstraintKind.REQUIRES:
        out = holds[0].copy()
        for held in holds[1:]:
            out &= held
        return np.asarray(out | ~holds[0])
    count = np.sum([h.astype(np.int64) for h in holds], axis=0)
    return np.asarray(count == 1 if kind is ConstraintKind.EXACTLY_ONE_OF else count <= 1)


def compile_scenario(scenario: Scenario) -> Compiled:
    """The scenario as arrays.

    Raises:
        ScenarioError: something is named that does not exist, is named twice, is missing or is no sensible number.
    """
    _whole(scenario)
    places: dict[str, Place] = {}
    for i, issue in enumerate(scenario.issues):
        for o, option in enumerate(issue.options):
            key = f"{issue.id}.{option.id}"
            if key in places:
                raise ScenarioError(f"{key} names two options", where=f"issue {issue.id}", remedy="Rename one.")
            places[key] = (i, o)
    by_party = _by_party(scenario)
    notes: list[str] = []
    for p in by_party:
        notes += _checked(p, places, {x.id for x in scenario.issues})
    nobody = [k for k in places if not any(k in p.values for p in by_party)]
    if nobody:
        raise ScenarioError(
            f"nobody values {', '.join(nobody[:5])}{' and others' if len(nobody) > 5 else ''}",
            remedy="Give at least one party a value for it (0 will do), or take the option out.",
        )
    worth = tuple(
        np.array(
            [
                [_of(p.weights.get(issue.id)) * _of(p.values.get(f"{issue.id}.{o.id}")) for p in by_party]
                for o in issue.options
            ],
            dtype=float,
        )
        for issue in scenario.issues
    )
    votes, quota, vetoes = _rule(scenario)
    made = Compiled(
        scenario=scenario,
        worth=worth,
        pairs=tuple(_pairs(by_party, places)),
        rules=tuple(
            Rule(c.kind, _options(c.options, places, f"constraint {c.kind} {', '.join(c.options)}"))
            for c in scenario.constraints
        ),
        red=tuple(
            frozenset(_places((r.option for r in p.red_lines), places, f"red lines of {p.party}")) for p in by_party
        ),
        reserve=np.array([-np.inf if p.reserve is None else p.reserve.likely for p in by_party]),
        votes=votes,
        quota=quota,
        vetoes=vetoes,
        notes=tuple(notes),
    )
    _bounded(made)
    return made


def _bounded(c: Compiled) -> None:
    with np.errstate(over="ignore", invalid="ignore"):
        ends = np.array([c.least(), c.most(), np.where(np.isinf(c.reserve), 0.0, c.reserve)])
    # An infinity less another is no number, so that what is not known to be small is refused.
    for p, party in enumerate(c.scenario.parties):
        if not (np.abs(ends[:, p]) <= MOST_WORTH).all():
            raise ScenarioError(
                f"numbers beyond {MOST_WORTH:.0e} cannot be told apart",
                where=f"party {party.id}",
                remedy="Give its values and reserve in a larger unit.",
            )


def _of(value: Value | None) -> float:
    return 0.0 if value is None else value.likely


def _whole(scenario: Scenario) -> None:
    if not scenario.parties:
        raise ScenarioError("there is no party", where="parties", remedy="Name those who must agree.")
    if not scenario.issues:
        raise ScenarioError("there is no issue", where="issues", remedy="Name what is to be settled, with its options.")
    for issue in scenario.issues:
        if not issue.options:
            raise ScenarioError("no option to choose from", where=f"issue {issue.id}", remedy="Give it options.")
    for what, ids in (("party", [p.id for p in scenario.parties]), ("issue", [x.id for x in scenario.issues])):
        twice = [k for k, n in Counter(ids).items() if n > 1]
        if twice:
            raise ScenarioError(f"{what} {twice[0]} stands twice", remedy="Ids must differ.")
    for count, most, of in (
        (len(scenario.parties), MOST_PARTIES, "parties"),
        (len(scenario.issues), MOST_ISSUES, "issues"),
        (sum(len(x.options) for x in scenario.issues), MOST_OPTIONS, "options"),
    ):
        if count > most:
            raise ScenarioError(f"{count} {of}, over the limit of {most}", remedy="Merge or leave out some.")


def _by_party(scenario: Scenario) -> list[Preference]:
    held = {p.party: p for p in scenario.preferences}
    if len(held) < len(scenario.preferences):
        raise ScenarioError("a party has two sets of preferences", where="preferences", remedy="Keep one.")
    unknown = held.keys() - {p.id for p in scenario.parties}
    if unknown:
        raise ScenarioError(f"there is no party {min(unknown)}", where="preferences", remedy="See its spelling.")
    for party in scenario.parties:
        if party.id not in held or not held[party.id].values:
            raise ScenarioError("no values", where=f"party {party.id}", remedy="Say how good each option is for it.")
    return [held[p.id] for p in scenario.parties]


def _checked(p: Preference, places: dict[str, Place], issues: set[str]) -> Iterable[str]:
    _places(p.values, places, f"values of {p.party}")
    for issue, weight in p.weights.items():
        if issue not in issues:
            raise ScenarioError(f"there is no issue {issue}", where=f"weights of {p.party}", remedy="See its spelling.")
        if weight.likely < 0:
            raise ScenarioError(
                f"{weight.likely} is negative", where=f"weights of {p.party}, {issue}", remedy="0 is least."
            )
    if not any(issue in p.weights for issue in issues):
        raise ScenarioError("no weights", where=f"party {p.party}", remedy="Say how much each issue matters to it.")
    light = sorted(issues - p.weights.keys())
    if light:
        yield f"{p.party} has no weight for {', '.join(light)}: counted as 0."
    missing = [k for k in places if k not in p.values and k.rpartition(".")[0] not in light]
    if missing:
        yield f"{p.party} has no value for {', '.join(missing)}: counted as 0."


def _places(options: Iterable[str], places: dict[str, Place], where: str) -> list[Place]:
    found = []
    for option in options:
        if option not in places:
            raise ScenarioError(
                f"there is no option {option}", where=where, remedy='Options are written "issue.option".'
            )
        found.append(places[option])
    return found


def _options(options: tuple[str, ...], places: dict[str, Place], where: str) -> tuple[Place, ...]:
    found = tuple(_places(options, places, where))
    if len(set(found)) < 2 or len(set(found)) < len(found):
        raise ScenarioError("a constraint needs two or more options, each once", where=where)
    return found


def _pairs(by_party: list[Preference], places: dict[str, Place]) -> Iterable[Pair]:
    worth: dict[tuple[Place, Place], Floats] = {}
    for p, preference in enumerate(by_party):
        for x in preference.interactions:
            where = f"interaction of {preference.party}, {x.first} and {x.second}"
            a, b = sorted(_places((x.first, x.second), places, where))
            if a[0] == b[0]:
                raise ScenarioError("options of one issue exclude each other", where=where, remedy="Name two issues.")
            worth.setdefault((a, b), np.zeros(len(by_party)))[p] += x.value.likely
    return [Pair(a, b, w) for (a, b), w in worth.items() if w.any()]


def _rule(scenario: Scenario) -> tuple[Floats, float | None, tuple[int, ...]]:
    ids, rule = [p.id for p in scenario.parties], scenario.rule
    for name in (*rule.votes, *rule.vetoes):
        if name not in ids:
            raise ScenarioError(f"there is no party {name}", where="decision rule", remedy="See its spelling.")
    votes = np.array([rule.votes.get(x, 1.0) for x in ids], dtype=float)
    if not np.isfinite(votes).all() or (votes < 0).any() or votes.sum() <= 0:
        raise ScenarioError("votes must be numbers, none below 0 and one above", where="decision rule")
    if rule.quota is not None and not 0 < rule.quota <= 1:
        raise ScenarioError(
            f"a quota of {rule.quota}", where="decision rule", remedy="It is a share: above 0, up to 1."
        )
    return votes / votes.sum(), rule.quota, tuple(ids.index(x) for x in rule.vetoes)
