"""What a settlement is sought in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

from spadework.errors import ScenarioError
from spadework.model.agenda import Issue, Option, Party
from spadework.model.document import Span
from spadework.model.values import ConstraintKind, OriginKind, Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a number or a rule of a scenario comes from.

    Attributes:
        rows: ids of the rows it was drafted from.
        quotes: the words behind it.
        note: why, in a sentence.
    """

    kind: OriginKind = OriginKind.ANALYST
    rows: tuple[str, ...] = ()
    quotes: tuple[Span, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A number that need not be known exactly.

    Attributes:
        low, likely, high: rising; all the same where the number is known. Of a normal distribution the 5th
            percentile, the mean and the 95th percentile; of the others the ends and the mode.
    """

    low: float
    likely: float
    high: float
    shape: Shape = Shape.TRIANGULAR
    origin: Origin = Origin()

    def __post_init__(self) -> None:
        if not all(map(isfinite, (self.low, self.likely, self.high))):
            raise ValueError(f"low, likely and high must be numbers: {self.low}, {self.likely}, {self.high}")
        if not self.low <= self.likely <= self.high:
            raise ValueError(f"low, likely and high must rise: {self.low}, {self.likely}, {self.high}")

    @classmethod
    def of(cls, number: float, origin: Origin | None = None) -> Value:
        """A number that is known."""
        return cls(low=number, likely=number, high=number, origin=origin or Origin())

    @property
    def known(self) -> bool:
        """Whether there is nothing to draw."""
        return self.low == self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Interaction:
    """What two options of different issues are worth to a party beyond their parts, when both are in a package.

    Attributes:
        first, second: each "issue.option".
        value: added to the party's utility as it is, without a weight; negative where the whole is worth less.
    """

    first: str
    second: str
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class RedLine:
    """An option, as "issue.option", that a party will never accept."""

    option: str
    origin: Origin = Origin()


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """What one party wants. Utility of a package: the sum of weight times value over issues, and its interactions.

    Attributes:
        party: the party's id.
        values: by "issue.option", how good the option is for the party; any scale, 0 to 1 by custom.
        weights: by issue id, how much the issue matters to it; not negative.
        reserve: what it has without a deal (BATNA), on the scale of utilities; None until somebody enters it, for it
            is never inferred. A deal must be worth at least as much.
    """

    party: str
    values: dict[str, Value]
    weights: dict[str, Value]
    reserve: Value | None = None
    red_lines: tuple[RedLine, ...] = ()
    interactions: tuple[Interaction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """What must hang together in any package, whoever likes it.

    Attributes:
        kind: `requires`: where the first option holds, the second must too. `excludes`: no two of the options may
            hold together. `exactly_one_of`: one of the options holds and no other of them.
        options: two or more, each "issue.option".
    """

    kind: ConstraintKind
    options: tuple[str, ...]
    origin: Origin = Origin()


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRule:
    """Who must agree for a package to be a deal.

    Attributes:
        quota: the share of votes, above 0 and up to 1, that must accept; None for unanimity.
        votes: by party id; 1 for a party that is not named.
        vetoes: ids of the parties without whom there is no deal.
    """

    quota: float | None = None
    votes: dict[str, float] = field(default_factory=dict)
    vetoes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """Issues with their options, and what each party wants.

    Attributes:
        preferences: one a party, in the order of the parties.
        draft: made by the machine from the ledger and not yet confirmed by an analyst.
        notes: what was assumed or normalised on the way.
    """

    parties: tuple[Party, ...]
    issues: tuple[Issue, ...]
    preferences: tuple[Preference, ...]
    constraints: tuple[Constraint, ...] = ()
    rule: DecisionRule = DecisionRule()
    name: str = ""
    draft: bool = False
    notes: tuple[str, ...] = ()

    @classmethod
    def additive(
        cls,
        parties: Iterable[Any],
        issues: Any,
        values: Sequence[Any],
        weights: Sequence[Any] | None = None,
        reserve: Sequence[Any] | None = None,
        **further: Any,
    ) -> Scenario:
        """A scenario from arrays, lists or tuples of numbers that are known.

        Args:
            parties: names (`Party` does too).
            issues: an issue each: `{"name": ..., "options": [...]}`, a list of option names, or an `Issue`; or all of
                them as one mapping of names to option names. An issue without a name is called i0, i1 and so on.
            values: [party][issue][option], how good the option is for the party.
            weights: [party][issue]; all 1 if left out. Taken as they are, not normalised.
            reserve: [party], what a deal must at least be worth; None for a party, or for all, where it is not known.
            further: other fields of the scenario, such as `constraints` and `rule`.

        Raises:
            ScenarioError: shapes do not fit, or something is no number.
        """
        who = tuple(p if isinstance(p, Party) else Party(id=str(p), name=str(p)) for p in parties)
        named = list(issues.items()) if isinstance(issues, Mapping) else list(enumerate(issues))
        what = tuple(_issue(key, told) for key, told in named)
        rows = _lines(values, len(who), "values", "parties")
        heavy = (
            _lines(weights, len(who), "weights", "parties") if weights is not None else [[1.0] * len(what)] * len(who)
        )
        least = _lines(reserve, len(who), "reserve", "parties") if reserve is not None else [None] * len(who)
        preferences = []
        for p, party in enumerate(who):
            mine = _lines(rows[p], len(what), f"values[{p}]", "issues")
            scale = _lines(heavy[p], len(what), f"weights[{p}]", "issues")
            held: dict[str, Value] = {}
            for i, issue in enumerate(what):
                place = f"values[{p}][{i}]"
                for option, number in zip(
                    issue.options, _lines(mine[i], len(issue.options), place, "options"), strict=True
                ):
                    held[f"{issue.id}.{option.id}"] = _known(number, f"{place}, option {option.id}")
            preferences.append(
                Preference(
                    party=party.id,
                    values=held,
                    weights={x.id: _known(scale[i], f"weights[{p}][{i}]") for i, x in enumerate(what)},
                    reserve=None if least[p] is None else _known(least[p], f"reserve[{p}]"),
                )
            )
        return cls(parties=who, issues=what, preferences=tuple(preferences), **further)


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """One option an issue: option ids by issue id."""

    choices: dict[str, str]


def _issue(key: Any, told: Any) -> Issue:
    if isinstance(told, Issue):
        return told
    if isinstance(told, Mapping):
        name, options = str(told.get("name", told.get("id", f"i{key}"))), told.get("options", ())
    else:
        name, options = (key if isinstance(key, str) else f"i{key}"), told
    if isinstance(options, (str, int, float)) or not hasattr(options, "__iter__"):
        raise ScenarioError("the options of an issue must be a list", where=f"issue {name}")
    return Issue(
        id=name,
        name=name,
        options=tuple(_option(o, name) for o in options),
    )


def _option(told: Any, issue: str) -> Option:
    if isinstance(told, Option):
        return told
    if not isinstance(told, str) and hasattr(told, "__iter__"):
        raise ScenarioError(
            f"an option cannot be called {str(told)[:40]}",
            where=f"issue {issue}",
            remedy="An issue is a list of names of options; named ones are a mapping of names to such lists.",
        )
    return Option(id=str(told), text=str(told))


def _lines(told: Any, length: int, place: str, of: str) -> list[Any]:
    try:
        lines = list(told)
    except TypeError:
        raise ScenarioError(f"a list is needed, one entry for each of the {length} {of}", where=place) from None
    if len(lines) != length:
        raise ScenarioError(f"{len(lines)} entries for {length} {of}", where=place, remedy="Give one each.")
    return lines


def _known(told: Any, place: str) -> Value:
    try:
        number = float(told)
    except (TypeError, ValueError):
        number = float("nan")
    if not isfinite(number):
        raise ScenarioError(f"{told} is no number", where=place, remedy="Give a finite one.")
    return Value.of(number)
