"""What each party wants, out of the raw tables of a scenario file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from spadework.model import Interaction, Issue, Option, Party, Preference, RedLine, Value
from spadework.settling.files.faulty import Raw
from spadework.settling.files.normalising import normalised
from spadework.settling.files.origins import origin_in, origin_of
from spadework.settling.files.places import Path

_PREFERENCE = ("party", "reserve", "weights", "values", "red_line", "red_lines", "interaction", "interactions")


def preferences(
    table: dict[str, Any],
    parties: tuple[Party, ...],
    issues: tuple[Issue, ...],
    keys: dict[str, tuple[Issue, Option]],
    raw: Raw,
) -> tuple[tuple[Preference, ...], list[str]]:
    made: dict[str, Preference] = {}
    notes: list[str] = []
    for path, row in raw.rows(table, (), "preference", "preferences"):
        fields = raw.table(row, path, _PREFERENCE)
        party = fields.get("party")
        if not raw.among(party, [p.id for p in parties], (*path, "party"), "party"):
            continue
        assert isinstance(party, str)
        if party in made:
            raw.fault((*path, "party"), f"there are two preferences of {party}", "Take one out.")
            continue
        preference = _preference(fields, path, party, issues, keys, raw)
        if not raw.faults:
            preference, said = normalised(preference, issues)
            notes += said
        made[party] = preference
    for party in parties:
        if party.id not in made and party.id:
            raw.fault((), f"{party.id} has no preference", "Write what it wants under [[preference]].")
    if made and not raw.faults:
        unvalued([*made.values()], keys, raw)
    return tuple(made[p.id] for p in parties if p.id in made), notes


def unvalued(preferences: list[Preference], keys: Iterable[str], raw: Raw) -> None:
    """Note a fault for the options that nobody values."""
    for key in keys:
        if not any(key in p.values for p in preferences):
            raw.fault((), f"nobody values {key}", "Give it a value (0 will do), or take the option out.")


def _preference(
    fields: dict[str, Any],
    path: Path,
    party: str,
    issues: tuple[Issue, ...],
    keys: dict[str, tuple[Issue, Option]],
    raw: Raw,
) -> Preference:
    values = _values(fields, path, issues, keys, raw)
    weights: dict[str, Value] = {}
    for id, told in raw.entries(fields, path, "weights"):
        place = (*path, "weights", id)
        if raw.among(id, [i.id for i in issues], place, "issue") and (v := raw.value(told, place, origin_in(raw))):
            weights[id] = v
            if v.low < 0:
                raw.fault(place, f"a weight of {v.low:g} is negative", "Turn the values of the issue round instead.")
    _complete(path, party, issues, values, weights, raw)
    reserve = fields.get("reserve")
    return Preference(
        party=party,
        values=values,
        weights=weights,
        reserve=None if reserve is None else raw.value(reserve, (*path, "reserve"), origin_in(raw)),
        red_lines=red_lines(fields, path, keys, raw),
        interactions=interactions(fields, path, keys, raw),
    )


def _values(
    fields: dict[str, Any],
    path: Path,
    issues: tuple[Issue, ...],
    keys: dict[str, tuple[Issue, Option]],
    raw: Raw,
) -> dict[str, Value]:
    """Values by "issue.option", whether they are written so or in a table an issue."""
    values: dict[str, Value] = {}
    named = {i.id for i in issues}

    def enter(key: str, told: object, place: Path) -> None:
        if key in values:
            raw.fault(place, f"{key} has two values", "Keep one.")
        if (value := raw.value(told, place, origin_in(raw))) is not None:
            values[key] = value

    for first, told in raw.entries(fields, path, "values"):
        place = (*path, "values", first)
        if first in named and isinstance(told, dict):
            for option, inner in told.items():
                key = f"{first}.{option}"
                known = [o.id for i in issues if i.id == first for o in i.options]
                if raw.among(option, known, (*place, option), "option"):
                    enter(key, inner, (*place, option))
        elif raw.among(first, keys if "." in first else named, place, "option" if "." in first else "issue"):
            enter(first, told, place)
    return values


def _complete(
    path: Path,
    party: str,
    issues: tuple[Issue, ...],
    values: dict[str, Value],
    weights: dict[str, Value],
    raw: Raw,
) -> None:
    """Whatever has a value has a weight, so that none is forgotten. A single value that is missing counts as 0, and
    settling says so."""
    if not values:
        raw.fault((*path, "values"), f"{party} has no values", "Say how good each option is for it.")
    for issue in issues:
        if issue.id not in weights and any(f"{issue.id}.{o.id}" in values for o in issue.options):
            raw.fault((*path, "weights"), f"{party} gives no weight to {issue.id}", "Write one; 0 if it does not care.")


def red_lines(fields: dict[str, Any], path: Path, keys: Iterable[str], raw: Raw) -> tuple[RedLine, ...]:
    made = []
    for place, row in raw.rows(fields, path, "red_lines", "red_line"):
        parts = {"option": row} if isinstance(row, str) else raw.table(row, place, ("option", "origin"))
        if raw.among(parts.get("option"), keys, place, "option"):
            made.append(RedLine(option=parts["option"], origin=origin_of(parts, place, raw)))
    return tuple(made)


def interactions(
    fields: dict[str, Any], path: Path, keys: dict[str, tuple[Issue, Option]], raw: Raw
) -> tuple[Interaction, ...]:
    made = []
    for place, row in raw.rows(fields, path, "interaction", "interactions"):
        parts = raw.table(row, place, ("first", "second", "value"))
        ends = [parts.get("first"), parts.get("second")]
        if not all(raw.among(end, keys, place, "option") for end in ends):
            continue
        if keys[str(ends[0])][0] is keys[str(ends[1])][0]:
            raw.fault(place, f"{ends[0]} and {ends[1]} are of one issue and never together", "Name two issues.")
        elif (value := raw.value(parts.get("value"), (*place, "value"), origin_in(raw))) is not None:
            made.append(Interaction(first=str(ends[0]), second=str(ends[1]), value=value))
    return tuple(made)
