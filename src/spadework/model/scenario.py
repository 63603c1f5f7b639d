"""What a settlement is sought in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A number that is not known exactly.

    Attributes:
        low, likely, high: between 0 and 1, in this order.
        origin: ids of the rows it was drafted from; empty if an analyst entered it.
    """

    low: float
    likely: float
    high: float
    origin: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.likely <= self.high <= 1:
            raise ValueError(f"low, likely and high must rise from 0 to 1: {self.low}, {self.likely}, {self.high}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """What one party wants.

    Attributes:
        values: by "issue.option", how good the option is for the party.
        weights: by issue, how much the issue matters to it.
        red_lines: "issue.option" that it will never accept.
        batna: what it has without a deal; None until an analyst enters it, for it is never inferred.
    """

    party: str
    values: dict[str, Value]
    weights: dict[str, Value]
    red_lines: tuple[str, ...] = ()
    batna: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """`requires`: the second option must hold where the first does. `excludes`: they cannot hold together."""

    kind: str
    first: str
    second: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """Issues with their options, and what each party wants.

    Attributes:
        issues: by issue id, the ids of its options.
    """

    issues: dict[str, tuple[str, ...]]
    preferences: tuple[Preference, ...] = ()
    constraints: tuple[Constraint, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """One option an issue: option ids by issue id."""

    choices: dict[str, str]
