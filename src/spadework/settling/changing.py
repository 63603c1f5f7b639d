"""A scenario with some of its numbers changed, to see what becomes of the settlement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import isfinite
from typing import TypeVar

from spadework.errors import ScenarioError
from spadework.model import Origin, OriginKind, Preference, RedLine, Scenario, Value
from spadework.settling.files.normalising import scaled

T = TypeVar("T")

Number = float | Value
"""A number alone moves the likely value, and its ends go along; a `Value` takes the place of the whole."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What is tried out; what is not named stays as it is.

    Attributes:
        weights: by party and issue. The weights of a party keep their sum: the others share what is left.
        values: by party and "issue.option".
        reserves: by party; None takes it out.
        red_lines: by party, all options that it never accepts.
    """

    weights: Mapping[str, Mapping[str, Number]] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, Number]] = field(default_factory=dict)
    reserves: Mapping[str, Number | None] = field(default_factory=dict)
    red_lines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.weights or self.values or self.reserves or self.red_lines)


def changed(scenario: Scenario, changes: Changes, note: str = "") -> Scenario:
    """The scenario with these changes. A number that is changed is an analyst's from then on; the rows and the words
    that it had come from stay with it.

    Args:
        note: why, for the origin of what was changed.

    Raises:
        ScenarioError: a party, an issue or an option is unknown, or a number does not fit.
    """
    parties = [p.id for p in scenario.parties]
    for told in (changes.weights, changes.values, changes.reserves, changes.red_lines):
        _known(told, parties, "party", "changes")
    if not changes:
        return scenario
    try:
        made = tuple(_changed(scenario, p, changes, note) for p in scenario.preferences)
    except ValueError as e:  # ends that grew beyond all numbers
        raise ScenarioError(str(e), where="changes", remedy="Give smaller numbers.") from e
    return replace(scenario, preferences=made)


def _changed(scenario: Scenario, p: Preference, changes: Changes, note: str) -> Preference:
    issues = [i.id for i in scenario.issues]
    options = [f"{i.id}.{o.id}" for i in scenario.issues for o in i.options]
    weights, values = changes.weights.get(p.party, {}), changes.values.get(p.party, {})
    lines = changes.red_lines.get(p.party)
    _known(weights, issues, "issue", f"weights of {p.party}")
    _known(values, options, "option", f"values of {p.party}")
    _known(dict.fromkeys(lines or ()), options, "option", f"red lines of {p.party}")
    made = p
    if weights:
        made = replace(made, weights=_weights(p, weights, note))
    if values:
        where = f"values of {p.party}, "
        new = {k: _moved(p.values.get(k), n, note, where + k) for k, n in values.items()}
        made = replace(made, values=p.values | new)
    if p.party in changes.reserves:
        told = changes.reserves[p.party]
        made = replace(made, reserve=None if told is None else _moved(p.reserve, told, note, f"reserve of {p.party}"))
    if lines is not None:
        held = {x.option: x for x in p.red_lines}
        by_hand = Origin(kind=OriginKind.ANALYST, note=note)
        made = replace(
            made, red_lines=tuple(held.get(x, RedLine(option=x, origin=by_hand)) for x in dict.fromkeys(lines))
        )
    return made


def _weights(p: Preference, told: Mapping[str, Number], note: str) -> dict[str, Value]:
    """With the sum that they had. Those that are told are what they are told to be if that leaves room for the others,
    which then share the rest as they did; else all are divided alike."""
    for issue, number in told.items():
        if (number.low if isinstance(number, Value) else number) < 0:
            raise ScenarioError("a weight below 0", where=f"weights of {p.party}, {issue}", remedy="0 is least.")
    new = {k: _moved(p.weights.get(k), n, note, f"weights of {p.party}, {k}", ratio=True) for k, n in told.items()}
    total = sum(w.likely for w in p.weights.values())
    fixed = sum(w.likely for w in new.values())
    others = {k: w for k, w in p.weights.items() if k not in new}
    rest = sum(w.likely for w in others.values())
    if rest > 0 and fixed <= total:
        left = (total - fixed) / rest
        kept = {k: _times(w, left) for k, w in others.items()}
        return {k: new.get(k) or kept[k] for k in (*p.weights, *(k for k in new if k not in p.weights))}
    both = {**p.weights, **new}
    now = sum(w.likely for w in both.values())
    by = now / total if now > 0 and total > 0 else 1.0
    return {k: scaled(w, by) for k, w in both.items()}


def _times(value: Value, by: float) -> Value:
    return replace(value, low=value.low * by, likely=value.likely * by, high=value.high * by)


def _moved(old: Value | None, to: Number, note: str, where: str, ratio: bool = False) -> Value:
    """The number as it is told; if one alone is told the ends keep their distance from it, or their ratio to it."""
    origin = Origin(
        kind=OriginKind.ANALYST,
        rows=old.origin.rows if old else (),
        quotes=old.origin.quotes if old else (),
        note=note,
    )
    if isinstance(to, Value):
        same = old is not None and (to.low, to.likely, to.high) == (old.low, old.likely, old.high)
        return old if same and old is not None else replace(to, origin=origin)
    to = float(to)
    if not isfinite(to):
        raise ScenarioError(f"{to} is no number", where=where, remedy="Give a finite one.")
    if old is None or old.known:
        return old if old is not None and old.likely == to else Value.of(to, origin)
    if to == old.likely:
        return old
    if ratio and old.likely > 0:
        by = to / old.likely
        return replace(old, low=min(old.low * by, to), likely=to, high=max(old.high * by, to), origin=origin)
    shift = to - old.likely
    low = max(0.0, old.low + shift) if ratio else old.low + shift
    return replace(old, low=min(low, to), likely=to, high=max(old.high + shift, to), origin=origin)


def _known(told: Mapping[str, T], known: list[str], what: str, where: str) -> None:
    for id in told:
        if id not in known:
            raise ScenarioError(f"there is no {what} {id[:80]}", where=where, remedy="See its spelling.")
