"""What other programs call a profile: one party's additive preferences, and how profiles make a scenario."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from spadework.errors import ScenarioError
from spadework.model import Issue, Preference, Scenario
from spadework.settling.files import parsing
from spadework.settling.files.faulty import Raw

MAX_STEPS = 1000  # of an issue of numbers


@dataclass
class Profile:
    """One party's preferences.

    Attributes:
        party: its name.
        options: names of options by the name of the issue, in the order of the file.
        values: by issue and option.
        weights: by issue.
        reserve: None if the file tells none.
        notes: what was left out or taken for granted.
        domain: name of what is negotiated; empty if the file tells none.
    """

    party: str
    options: dict[str, list[str]]
    values: dict[str, dict[str, float]]
    weights: dict[str, float]
    reserve: float | None = None
    notes: list[str] = field(default_factory=list)
    domain: str = ""


def together(profiles: Sequence[Profile], where: str) -> Scenario:
    """The scenario of these parties, with the issues and options in the order of the first.

    Raises:
        ScenarioError: they are not about the same issues and options, or a number is none.
    """
    first = profiles[0]
    for other in profiles[1:]:
        if {k: set(v) for k, v in other.options.items()} != {k: set(v) for k, v in first.options.items()}:
            differ = next(
                k
                for k in {**first.options, **other.options}
                if set(first.options.get(k, [])) != set(other.options.get(k, []))
            )
            raise ScenarioError(
                f"{first.party} and {other.party} do not have the same options of {differ!r}",
                where=where,
                remedy="Give profiles of one domain only.",
            )
    names = _distinct([p.party for p in profiles])
    table: dict[str, Any] = {
        "name": first.domain,
        "parties": names,
        "issues": [{"id": i, "name": i, "options": list(options)} for i, options in first.options.items()],
        "preferences": [
            {"party": name, "weights": p.weights, "values": p.values}
            | ({} if p.reserve is None else {"reserve": p.reserve})
            for name, p in zip(names, profiles, strict=True)
        ],
        "notes": list(dict.fromkeys(n for p in profiles for n in p.notes)),
    }
    raw = Raw()
    return raw.checked(lambda: parsing.scenario(table, raw), where)


def _distinct(names: list[str]) -> list[str]:
    """The names, with a number where one comes a second time."""
    seen: dict[str, int] = {}
    made = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        made.append(name if seen[name] == 1 else f"{name} {seen[name]}")
    return made


def number(text: object, what: str, where: str) -> float:
    """A number of a file of another program.

    Raises:
        ScenarioError: it is none.
    """
    from math import isfinite

    try:
        value = float(text)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        value = float("nan")
    if not isfinite(value) or isinstance(text, bool):
        raise ScenarioError(f"{what}: {str(text)[:40]!r} is no number", where=where)
    return value


def normal(preference: Preference, issues: Sequence[Issue]) -> tuple[Profile, bool]:
    """The preference as others want it: values from 0 to 1, weights that sum to one, and the reserve moved along.

    Utilities are then a rising straight line of what they were, so that every comparison stays as it is. Also told is
    whether they differ.
    """
    values: dict[str, dict[str, float]] = {}
    weights: dict[str, float] = {}
    moved = 0.0
    for issue in issues:
        weight = preference.weights[issue.id].likely if issue.id in preference.weights else 0.0
        told = {
            o.id: preference.values[k].likely if (k := f"{issue.id}.{o.id}") in preference.values else 0.0
            for o in issue.options
        }
        low, high = min(0.0, *told.values()), max(1.0, *told.values())
        if weight:
            moved += weight * low
            weight *= high - low
        values[issue.id] = {o: (v - low) / (high - low) for o, v in told.items()}
        weights[issue.id] = weight
    total = sum(weights.values())
    scale = total if total > 0 else 1.0
    reserve = None if preference.reserve is None else (preference.reserve.likely - moved) / scale
    same = abs(scale - 1.0) < 1e-9 and abs(moved) < 1e-12
    if same:
        scale = 1.0
    made = Profile(
        party=preference.party,
        options={i.id: [o.id for o in i.options] for i in issues},
        values=values,
        weights={k: w / scale for k, w in weights.items()},
        reserve=reserve,
    )
    return made, not same


def lost(scenario: Scenario) -> list[str]:
    """What a profile of others has no place for, one sentence each."""
    found = []
    if any(p.red_lines for p in scenario.preferences):
        found.append("Red lines are left out.")
    if any(p.interactions for p in scenario.preferences):
        found.append("Interactions between options are left out.")
    if scenario.constraints:
        found.append("Constraints are left out.")
    if scenario.rule.quota is not None or scenario.rule.vetoes or scenario.rule.votes:
        found.append("The decision rule is left out.")
    numbers = [
        v
        for p in scenario.preferences
        for v in (*p.values.values(), *p.weights.values(), *((p.reserve,) if p.reserve else ()))
    ]
    if not all(v.known for v in numbers):
        found.append("Uncertain numbers are written at their likely value.")
    return found
