"""Weights that sum to one, so that utilities, and reserves with them, are on the scale of the values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from spadework.model import Issue, Preference, Value
from spadework.settling.files.numbers import one


def scaled(value: Value, by: float) -> Value:
    """The number divided."""
    return replace(value, low=value.low / by, likely=value.likely / by, high=value.high / by)


def normalised(preference: Preference, issues: Iterable[Issue]) -> tuple[Preference, list[str]]:
    """The preference with weights that sum to one and with every issue named, and what there is to say about it.

    An issue that the party says nothing about has the weight 0. A reserve is taken as standing on the scale of the
    values, from the worst to the best package; only one that no package could reach there, and some package could
    with the weights as they were written, is divided like them.
    """
    notes: list[str] = []
    weights, values = dict(preference.weights), dict(preference.values)
    for issue in issues:
        keys = [f"{issue.id}.{o.id}" for o in issue.options]
        if issue.id not in weights:
            notes.append(f"{preference.party} says nothing about {issue.id}: it is taken not to care.")
            weights[issue.id] = Value.of(0.0)
        for key in keys:
            values.setdefault(key, Value.of(0.0))
    total = sum(w.likely for w in weights.values())
    if not total:
        notes.append(f"All weights of {preference.party} are 0: every package is the same to it.")
    elif not one(total):
        weights = {id: scaled(w, total) for id, w in weights.items()}
        notes.append(f"The weights of {preference.party} summed to {total:g} and were divided by it.")
    made = replace(preference, weights=weights, values=values)
    reserve = preference.reserve
    if total and not one(total) and reserve is not None:
        best = sum(
            w.likely * max((values[f"{i.id}.{o.id}"].likely for o in i.options), default=0.0)
            for i in issues
            for w in [weights[i.id]]
        ) + sum(max(0.0, x.value.likely) for x in preference.interactions)
        if best < reserve.likely <= best * total:
            made = replace(made, reserve=scaled(reserve, total))
            notes.append(
                f"The reserve of {preference.party}, {reserve.likely:g}, is more than any package brings it; it was "
                f"taken to be on the scale of the weights and divided by {total:g} too."
            )
    return made, notes
