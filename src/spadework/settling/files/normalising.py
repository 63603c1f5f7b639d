"""Weights that sum to one, so that utilities, and reserves with them, are on the scale of the values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spadework.model import Issue, Preference, Value
from spadework.settling.files.numbers import one


def scaled(value: Value, by: float) -> Value:
    """The number divided."""
    return replace(value, low=value.low / by, likely=value.likely / by, high=value.high / by)


def normalised(preference: Preference, issues: Sequence[Issue]) -> tuple[Preference, list[str]]:
    """The preference with weights that sum to one, and what there is to say about it.

    A reserve is taken as standing on the scale of the
    values, from the worst to the best package; only one that no package could reach there, and some package could
    with the weights as they were written, is divided like them.
    """
    notes: list[str] = []
    weights = preference.weights
    total = sum(w.likely for w in weights.values())
    if not total:
        notes.append(f"All weights of {preference.party} are 0: every package is the same to it.")
    elif not one(total):
        weights = {id: scaled(w, total) for id, w in weights.items()}
        said = f"The weights of {preference.party} summed to {total:g} and were divided by it"
        kept = preference.reserve is not None
        notes.append(said + (", its reserve was not: it counts on the scale of the values." if kept else "."))
    made = replace(preference, weights=weights)
    reserve = preference.reserve
    if total and not one(total) and reserve is not None:
        best = _best(made, issues)
        if best < reserve.likely <= best * total:
            made = replace(made, reserve=scaled(reserve, total))
            notes[-1] = (
                f"The weights of {preference.party} summed to {total:g} and were divided by it, and so was its "
                f"reserve, {reserve.likely:g}, which is more than any package is worth on the scale of the values."
            )
    return made, notes


def _best(preference: Preference, issues: Sequence[Issue]) -> float:
    """What no package can be worth more than."""
    best = sum(max(0.0, x.value.likely) for x in preference.interactions)
    for issue in issues:
        values = [
            preference.values[k].likely for o in issue.options if (k := f"{issue.id}.{o.id}") in preference.values
        ]
        if issue.id in preference.weights:
            best += preference.weights[issue.id].likely * max(values, default=0.0)
    return best
