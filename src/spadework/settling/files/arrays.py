"""The plain form of a scenario, as arrays: names, weights, values and reserves by place.

    {"name": "...", "parties": ["A", "B"], "issues": [{"name": "land", "options": ["all", "half"]}],
     "weights": [[1.0], [1.0]], "values": [[[1, 0]], [[0, 1]]], "reserve": [0.3, 0.3]}

`red_lines` and `interactions` may be tables by party; `constraints`, `rule` and `notes` are as in the long form.
"""

from __future__ import annotations

from typing import Any

from spadework.model import Issue, Option, Origin, Party, Preference, Scenario, Value
from spadework.settling.compiled import MOST_ISSUES, MOST_OPTIONS, MOST_PARTIES
from spadework.settling.files import origins, parsing, rules, wants
from spadework.settling.files.faulty import Raw
from spadework.settling.files.normalising import normalised
from spadework.settling.files.numbers import shown
from spadework.settling.files.places import Path

_KEYS = (
    *("name", "parties", "issues", "weights", "values", "reserve", "draft", "notes"),
    *("constraints", "rule", "red_lines", "interactions"),
)


def is_arrays(table: dict[str, Any]) -> bool:
    """Whether a raw file has this form."""
    return isinstance(table.get("values"), list) or isinstance(table.get("weights"), list)


def scenario(table: dict[str, Any], raw: Raw) -> Scenario:
    """The scenario; what is wrong is noted in `raw`, and then this is not to be used."""
    raw.table(table, (), _KEYS)
    parties = _parties(table, raw)
    issues = _issues(table, raw)
    keys = parsing.option_keys(issues, raw)
    points = "weights" not in table
    weights = [] if points else _list(table["weights"], ("weights",), len(parties), "parties", raw)
    values = _list(table.get("values"), ("values",), len(parties), "parties", raw)
    reserve = table.get("reserve")
    reserve = [None] * len(parties) if reserve is None else _list(reserve, ("reserve",), len(parties), "parties", raw)
    preferences, notes = [], []
    if not raw.faults:
        for n, party in enumerate(parties):
            preference = Preference(
                party=party.id,
                weights={i.id: Value.of(1.0) for i in issues}
                if points
                else _weights(weights[n], ("weights", n), issues, raw),
                values=_values(values[n], ("values", n), issues, raw),
                reserve=None if reserve[n] is None else _value(reserve[n], ("reserve", n), raw),
                red_lines=wants.red_lines(
                    {"red_lines": _of(table, "red_lines", party, parties, raw)}, ("red_lines", party.id), keys, raw
                ),
                interactions=wants.interactions(
                    {"interactions": _of(table, "interactions", party, parties, raw)},
                    ("interactions", party.id),
                    keys,
                    raw,
                ),
            )
            if not raw.faults and not points:
                preference, said = normalised(preference, issues)
                notes += said
            preferences.append(preference)
    return Scenario(
        name=raw.text(table, (), "name", ""),
        parties=parties,
        issues=issues,
        preferences=tuple(preferences),
        constraints=rules.constraints(table, keys, raw),
        rule=rules.rule(table, parties, raw),
        draft=table.get("draft") is True,
        notes=(*raw.texts(table, (), "notes"), *notes),
    )


def _parties(table: dict[str, Any], raw: Raw) -> tuple[Party, ...]:
    made = []
    for path, row in raw.rows(table, (), "parties"):
        name = row if isinstance(row, str) else raw.id(raw.table(row, path, ("id", "name")), path, "id", "name")
        raw.check_id(name, path)
        made.append(Party(id=name, name=name))
    parsing.few(made, MOST_PARTIES, "party", "parties", raw)
    return tuple(made)


def _issues(table: dict[str, Any], raw: Raw) -> tuple[Issue, ...]:
    made: list[Issue] = []
    for path, row in raw.rows(table, (), "issues"):
        fields = {"options": row} if isinstance(row, list) else raw.table(row, path, ("id", "name", "options"))
        name = raw.id(fields, path, "id", "name") if {"id", "name"} & set(fields) else f"i{len(made)}"
        options = []
        for place, told in raw.rows(fields, path, "options"):
            text = str(told) if isinstance(told, (str, int, float)) and not isinstance(told, bool) else ""
            raw.check_id(text, place)
            options.append(Option(id=text, text=text))
        parsing.few(options, MOST_OPTIONS, "option", f"options of {name}", raw, path)
        made.append(Issue(id=name, name=name, options=tuple(options)))
    parsing.few(made, MOST_ISSUES, "issue", "issues", raw)
    return tuple(made)


def _list(told: object, path: Path, length: int, of: str, raw: Raw) -> list[Any]:
    """A list of this length; an empty one, with a fault, if it is not."""
    if not isinstance(told, list):
        raw.fault(
            path, "it is missing" if told is None else f"this is {shown(told)}, not a list", f"One for each of {of}."
        )
    elif len(told) != length:
        raw.fault(path, f"{len(told)} entries for {length} {of}", "Give one each, in their order.")
    else:
        return told
    return []


def _value(told: object, path: Path, raw: Raw) -> Value:
    value = raw.value(told, path, lambda told, place: origins.origin(told, place, raw))
    return value or Value.of(0.0, Origin())


def _weights(told: object, path: Path, issues: tuple[Issue, ...], raw: Raw) -> dict[str, Value]:
    weights = {
        i.id: _value(w, (*path, n), raw)
        for n, (i, w) in enumerate(zip(issues, _list(told, path, len(issues), "issues", raw), strict=False))
    }
    for n, weight in enumerate(weights.values()):
        if weight.low < 0:
            raw.fault(
                (*path, n), f"a weight of {weight.low:g} is negative", "Turn the values of the issue round instead."
            )
    return weights


def _values(told: object, path: Path, issues: tuple[Issue, ...], raw: Raw) -> dict[str, Value]:
    """By "issue.option"."""
    values = {}
    for n, (issue, row) in enumerate(zip(issues, _list(told, path, len(issues), "issues", raw), strict=False)):
        cells = _list(row, (*path, n), len(issue.options), f"options of {issue.id}", raw)
        for m, (option, cell) in enumerate(zip(issue.options, cells, strict=False)):
            values[f"{issue.id}.{option.id}"] = _value(cell, (*path, n, m), raw)
    return values


def _of(table: dict[str, Any], key: str, party: Party, parties: tuple[Party, ...], raw: Raw) -> object:
    """What a table by party holds for this one."""
    told = table.get(key, {})
    if not isinstance(told, dict):
        raw.fault((key,), f"this is {shown(told)}, not a table", "Write a list for each party's name.")
        return []
    for name in told:
        if name not in {p.id for p in parties} and party is parties[0]:
            raw.among(name, [p.id for p in parties], (key,), "party")
    return told.get(party.id, [])
