"""GeniusWeb (TU Delft): JSON, a linear additive utility space a party."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from typing import Any

from spadework.errors import ScenarioError
from spadework.model import Scenario
from spadework.settling.formats.genius import file_name
from spadework.settling.formats.profile import MAX_STEPS, Profile, lost, normal, number

SPACE = "LinearAdditiveUtilitySpace"
_DISCRETE = ("DiscreteValueSetUtilities", "discreteutils")
_NUMBERS = ("NumberValueSetUtilities", "numberutils")


def profile(table: dict[str, Any], party: str, where: str) -> Profile:
    """The party's preferences. The reserve is what the reservation bid is worth.

    Raises:
        ScenarioError: parts are missing, or a number is none.
    """
    space = _dict(table.get(SPACE), SPACE, where)
    weights = _dict(space.get("issueWeights"), "issueWeights", where)
    utilities = _dict(space.get("issueUtilities"), "issueUtilities", where)
    domain = _dict(space.get("domain", {}), "domain", where)
    sets = _dict(domain.get("issuesValues", {}), "issuesValues", where)
    made = Profile(party=party, options={}, values={}, weights={}, domain=str(domain.get("name", "")))
    for issue in sets or utilities:
        if issue not in utilities or issue not in weights:
            lacking = "issueUtilities" if issue not in utilities else "issueWeights"
            raise ScenarioError(f"{issue!r} is not in {lacking}", where=where)
        values = _valued(_dict(utilities[issue], issue, where), _dict(sets.get(issue, {}), issue, where), issue, where)
        made.values[issue], made.options[issue] = values, list(values)
        made.weights[issue] = number(weights[issue], f"weight of {issue!r}", where)
    made.reserve = _reserve(space, made, where)
    return made


def _dict(raw: object, what: str, where: str) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise ScenarioError(f"{what} is missing or no table", where=where, remedy="Is it a profile of GeniusWeb?")
    return raw


def _valued(utilities: dict[str, Any], told: dict[str, Any], issue: str, where: str) -> dict[str, float]:
    for key in _DISCRETE:
        if key in utilities:
            given = _dict(_dict(utilities[key], key, where).get("valueUtilities"), "valueUtilities", where)
            options = told.get("values", list(given))
            if not isinstance(options, list):
                raise ScenarioError(f"the values of {issue!r} are no list", where=where)
            # Options that a space does not name are worth 0 in GeniusWeb.
            return {str(o): number(given.get(o, 0), f"utility of {issue}, {o}", where) for o in options}
    for key in _NUMBERS:
        if key in utilities:
            return _steps(_dict(utilities[key], key, where), told.get("range"), issue, where)
    raise ScenarioError(f"utilities of {issue!r} are of an unknown kind", where=where)


def _steps(line: dict[str, Any], told: object, issue: str, where: str) -> dict[str, float]:
    """An issue of numbers: a straight line over the steps of its range."""
    if not isinstance(told, list) or len(told) != 3:
        raise ScenarioError(f"{issue!r} has no range of low, high and step", where=where)
    try:
        low, high, step = (Decimal(str(x)) for x in told)
        count = int((high - low) / step) + 1 if step > 0 else 0
    except (InvalidOperation, OverflowError, ValueError) as e:
        raise ScenarioError(f"the range of {issue!r} is none", where=where) from e
    if not 0 < count <= MAX_STEPS:
        raise ScenarioError(f"{issue!r} has {count} steps: between 1 and {MAX_STEPS}", where=where)
    first, last, least, most = (
        number(line.get(k), f"{k} of {issue!r}", where) for k in ("lowValue", "highValue", "lowUtility", "highUtility")
    )
    slope = (most - least) / (last - first) if last != first else 0.0
    return {_plain(x): least + slope * (float(x) - first) for x in (low + n * step for n in range(count))}


def _plain(x: Decimal) -> str:
    return format(x.normalize(), "f")


def _reserve(space: dict[str, Any], made: Profile, where: str) -> float | None:
    if "reserved_value" in space:  # as NegMAS writes it
        return number(space["reserved_value"], "reserved_value", where)
    bid = space.get("reservationBid")
    if not bid:
        return None
    choices = _dict(_dict(bid, "reservationBid", where).get("issuevalues", {}), "issuevalues", where)
    total = 0.0
    for issue, told in choices.items():
        options = made.values.get(issue, {})
        option = str(told) if str(told) in options else _as_step(told)
        if option not in options:
            raise ScenarioError(f"the reservation bid names {issue}, {told}, which there is not", where=where)
        total += made.weights[issue] * options[option]
    return total if choices else None


def _as_step(told: object) -> str:
    try:
        return _plain(Decimal(str(told)))
    except (InvalidOperation, OverflowError):
        return ""


def export(scenario: Scenario) -> tuple[dict[str, str], list[str]]:
    """Text by file name: a profile a party; and what is not in them.

    GeniusWeb has no reservation value, only a reservation bid, so that a reserve cannot be written.
    """
    notes = lost(scenario)
    domain = {
        "name": scenario.name or "scenario",
        "issuesValues": {i.id: {"values": [o.id for o in i.options]} for i in scenario.issues},
    }
    files = {"domain.json": json.dumps(domain, indent=1, ensure_ascii=False) + "\n"}
    for preference in scenario.preferences:
        made, moved = normal(preference, scenario.issues)
        if moved:
            notes.append(f"Utilities of {preference.party} are on another scale, in the same order.")
        if made.reserve is not None:
            notes.append(
                f"The reserve of {preference.party}, {made.reserve:.4g} on the scale of the profile, is left out: "
                "GeniusWeb knows bids only."
            )
        space = {
            "issueUtilities": {i: {_DISCRETE[0]: {"valueUtilities": v}} for i, v in made.values.items()},
            "issueWeights": made.weights,
            "domain": domain,
            "name": preference.party,
        }
        files[f"{file_name(preference.party, files)}.json"] = (
            json.dumps({SPACE: space}, indent=1, ensure_ascii=False) + "\n"
        )
    return files, notes
