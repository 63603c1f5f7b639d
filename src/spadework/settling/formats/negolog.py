"""NegoLog: JSON, a file a party, with `reservationValue`, `issueWeights` and `issues`."""

from __future__ import annotations

from typing import Any

from spadework.errors import ScenarioError
from spadework.settling.formats.profile import Profile, number


def profile(table: dict[str, Any], party: str, where: str) -> Profile:
    """The party's preferences.

    Raises:
        ScenarioError: parts are missing, or a number is none.
    """
    weights, issues = table.get("issueWeights"), table.get("issues")
    if not isinstance(weights, dict) or not isinstance(issues, dict):
        raise ScenarioError("issueWeights or issues is no table", where=where, remedy="Is it a profile of NegoLog?")
    made = Profile(party=party, options={}, values={}, weights={})
    for issue, weight in weights.items():
        told = issues.get(issue)
        if not isinstance(told, dict):
            raise ScenarioError(f"{issue!r} has a weight and no values", where=where)
        made.values[issue] = {o: number(v, f"value of {issue}, {o}", where) for o, v in told.items()}
        made.options[issue] = list(told)
        made.weights[issue] = number(weight, f"weight of {issue!r}", where)
    if table.get("reservationValue") is not None:
        made.reserve = number(table["reservationValue"], "reservationValue", where)
    return made
