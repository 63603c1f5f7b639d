"""A scenario out of the raw tables of a TOML or JSON file. The format is told in docs/settling.md."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any, TypeVar

from spadework.faults import did_you_mean
from spadework.model import (
    Constraint,
    ConstraintKind,
    DecisionRule,
    Interaction,
    Issue,
    Nature,
    Option,
    Origin,
    OriginKind,
    Party,
    Preference,
    RedLine,
    Role,
    Scenario,
    Span,
    Value,
)
from spadework.settling.compiled import MOST_ISSUES, MOST_OPTIONS, MOST_PARTIES
from spadework.settling.files.faulty import Raw
from spadework.settling.files.normalising import normalised
from spadework.settling.files.numbers import BadNumber, number, shown
from spadework.settling.files.places import Path

E = TypeVar("E", bound=StrEnum)

LISTS = {  # in JSON lists have plural names
    "party": "parties",
    "issue": "issues",
    "option": "options",
    "preference": "preferences",
    "constraint": "constraints",
    "interaction": "interactions",
    "quote": "quotes",
    "red_line": "red_lines",
}
_SCENARIO = (
    "name",
    "draft",
    "notes",
    "rule",
    *(n for k in ("party", "issue", "preference", "constraint", "quote") for n in (k, LISTS[k])),
)
_ISSUE = ("id", "name", "nature", "words", "option", "options")
_PREFERENCE = ("party", "reserve", "weights", "values", "red_line", "red_lines", "interaction", "interactions")


def scenario(table: dict[str, Any], raw: Raw) -> Scenario:
    """The scenario; what is wrong is noted in `raw`, and then this is not to be used."""
    raw.table(table, (), _SCENARIO)
    _quotes(table, raw)
    parties = _parties(table, raw)
    issues = _issues(table, raw)
    keys = option_keys(issues, raw)
    preferences, notes = _preferences(table, parties, issues, keys, raw)
    draft = table.get("draft", False)
    if not isinstance(draft, bool):
        raw.fault(("draft",), f"this is {shown(draft)}, not true or false")
    given = raw.texts(table, (), "notes")
    return Scenario(
        parties=parties,
        issues=issues,
        preferences=preferences,
        constraints=constraints(table, keys, raw),
        rule=rule(table, parties, raw),
        name=raw.text(table, (), "name", ""),
        draft=draft is True,
        notes=given + tuple(n for n in notes if n not in given),
    )


def _quotes(table: dict[str, Any], raw: Raw) -> None:
    for path, row in raw.rows(table, (), "quote", "quotes"):
        fields = raw.table(row, path, ("id", "document", "start", "end", "quote", "page"))
        name = raw.id(fields, path, "id")
        if name in raw.quotes:
            raw.fault(path, f"there are two quotes {shown(name)}", "Rename one.")
        raw.quotes[name] = _span({k: v for k, v in fields.items() if k != "id"}, path, raw)


def _span(row: object, path: Path, raw: Raw) -> Span | None:
    fields = raw.table(row, path, ("document", "start", "end", "quote", "page"))
    start, end, page = fields.get("start", 0), fields.get("end", 0), fields.get("page")
    if not all(isinstance(n, int) and not isinstance(n, bool) and n >= 0 for n in (start, end, page or 0)):
        raw.fault(path, "start, end and page are whole numbers")
        return None
    return Span(raw.text(fields, path, "document"), start, end, raw.text(fields, path, "quote"), page)


def origin(told: object, path: Path, raw: Raw) -> Origin:
    """Where something comes from. A text alone is an analyst's note."""
    if isinstance(told, str):
        return Origin(note=told)
    fields = raw.table(told, path, ("kind", "rows", "quotes", "note"))
    spans = []
    for place, row in raw.rows(fields, path, "quotes"):
        if isinstance(row, str):
            if raw.among(row, raw.quotes, place, "quote"):
                spans.append(raw.quotes[row])
        else:
            spans.append(_span(row, place, raw))
    return Origin(
        kind=choice(OriginKind, fields, path, "kind", OriginKind.ANALYST, raw),
        rows=raw.texts(fields, path, "rows"),
        quotes=tuple(s for s in spans if s is not None),
        note=raw.text(fields, path, "note", ""),
    )


def _origin_in(raw: Raw) -> Callable[[object, Path], Origin]:
    return lambda told, path: origin(told, path, raw)


def choice(kind: type[E], table: dict[str, Any], path: Path, key: str, default: E, raw: Raw) -> E:
    """One of a closed vocabulary."""
    told = table.get(key, default)
    if told not in list(kind):
        raw.fault((*path, key), f"{shown(told)} is no {key}", did_you_mean(str(told), list(kind)))
        return default
    return kind(told)


def _parties(table: dict[str, Any], raw: Raw) -> tuple[Party, ...]:
    made = []
    for path, row in raw.rows(table, (), "party", "parties"):
        if isinstance(row, str):
            raw.check_id(row, path)
            made.append(Party(id=row, name=row))
            continue
        fields = raw.table(row, path, ("id", "name", "role", "aliases"))
        id = raw.id(fields, path, "id", "name")
        made.append(
            Party(
                id=id,
                name=raw.text(fields, path, "name", id),
                role=choice(Role, fields, path, "role", Role.PRINCIPAL, raw),
                aliases=raw.texts(fields, path, "aliases"),
            )
        )
    few(made, MOST_PARTIES, "party", "parties", raw)
    return tuple(made)


def _issues(table: dict[str, Any], raw: Raw) -> tuple[Issue, ...]:
    made = []
    for path, row in raw.rows(table, (), "issue", "issues"):
        fields = raw.table(row, path, _ISSUE)
        id = raw.id(fields, path, "id", "name")
        options = []
        for place, told in raw.rows(fields, path, "option", "options"):
            if isinstance(told, str):
                raw.check_id(told, place)
                options.append(Option(id=told, text=told))
                continue
            parts = raw.table(told, place, ("id", "text", "name", "words"))
            name = raw.id(parts, place, "id", "text", "name")
            text = raw.text(parts, place, "name", raw.text(parts, place, "text", name))
            options.append(Option(id=name, text=text, words=raw.texts(parts, place, "words")))
        few(options, MOST_OPTIONS, "option", f"options of {id}", raw, path)
        made.append(
            Issue(
                id=id,
                name=raw.text(fields, path, "name", id),
                options=tuple(options),
                nature=choice(Nature, fields, path, "nature", Nature.SUBSTANCE, raw),
                words=raw.texts(fields, path, "words"),
            )
        )
    few(made, MOST_ISSUES, "issue", "issues", raw)
    return tuple(made)


def few(things: list[Any], most: int, one: str, many: str, raw: Raw, path: Path = ()) -> None:
    """Note a fault if there are none, too many, or two of one id."""
    if not things:
        raw.fault(path, f"there is no {one}", f"Write at least one {one}.")
    if len(things) > most:
        raw.fault(path, f"{len(things)} {many} are too many, at most {most} can be settled together", "Split the file.")
    seen: set[str] = set()
    for thing in things:
        if thing.id in seen:
            raw.fault(path, f"there are two {many} with the id {shown(thing.id)}", "Rename one or take it out.")
        seen.add(thing.id)


def option_keys(issues: Iterable[Issue], raw: Raw) -> dict[str, tuple[Issue, Option]]:
    """Every option by its key, "issue.option"."""
    keys: dict[str, tuple[Issue, Option]] = {}
    for issue in issues:
        for option in issue.options:
            key = f"{issue.id}.{option.id}"
            if key in keys and keys[key][0] is not issue:
                raw.fault((), f"{shown(key)} can be read as two options", "Take the dot out of the ids.")
            keys[key] = issue, option
    return keys


def _preferences(
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
    for id, told in _entries(fields, path, "weights", raw):
        place = (*path, "weights", id)
        if raw.among(id, [i.id for i in issues], place, "issue") and (v := raw.value(told, place, _origin_in(raw))):
            weights[id] = v
            if v.low < 0:
                raw.fault(place, f"a weight of {v.low:g} is negative", "Turn the values of the issue round instead.")
    _complete(path, party, issues, values, weights, raw)
    reserve = fields.get("reserve")
    return Preference(
        party=party,
        values=values,
        weights=weights,
        reserve=None if reserve is None else raw.value(reserve, (*path, "reserve"), _origin_in(raw)),
        red_lines=red_lines(fields, path, keys, raw),
        interactions=interactions(fields, path, keys, raw),
    )


def _entries(table: dict[str, Any], path: Path, key: str, raw: Raw) -> list[tuple[str, Any]]:
    told = table.get(key, {})
    if not isinstance(told, dict):
        raw.fault((*path, key), f"this is {shown(told)}, not a table")
        return []
    return list(told.items())


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
        if (value := raw.value(told, place, _origin_in(raw))) is not None:
            values[key] = value

    for first, told in _entries(fields, path, "values", raw):
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
            made.append(RedLine(option=parts["option"], origin=_origin_of(parts, place, raw)))
    return tuple(made)


def _origin_of(parts: dict[str, Any], place: Path, raw: Raw) -> Origin:
    return origin(parts["origin"], (*place, "origin"), raw) if "origin" in parts else Origin()


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
        elif (value := raw.value(parts.get("value"), (*place, "value"), _origin_in(raw))) is not None:
            made.append(Interaction(first=str(ends[0]), second=str(ends[1]), value=value))
    return tuple(made)


def constraints(table: dict[str, Any], keys: Iterable[str], raw: Raw) -> tuple[Constraint, ...]:
    """`requires = [...]`, or `kind = "requires"` and `options = [...]`."""
    made = []
    for path, row in raw.rows(table, (), "constraint", "constraints"):
        fields = raw.table(row, path, ("kind", "options", "origin", *ConstraintKind))
        kinds = [k for k in ConstraintKind if k in fields]
        if "kind" in fields:
            kinds.append(choice(ConstraintKind, fields, path, "kind", ConstraintKind.REQUIRES, raw))
        if len(kinds) != 1:
            raw.fault(
                path, "it has no kind" if not kinds else "it has two kinds", f"One of {', '.join(ConstraintKind)}."
            )
            continue
        key = "options" if "kind" in fields else str(kinds[0])
        options = raw.texts(fields, path, key)
        if len(options) < 2 or (kinds[0] is ConstraintKind.REQUIRES and len(options) != 2):
            how = (
                "two options, the first of which requires the second" if kinds[0] is ConstraintKind.REQUIRES else "two"
            )
            raw.fault((*path, key), f"{len(options)} options", f"Name {how}.")
        if len(set(options)) < len(options):
            raw.fault((*path, key), "one option stands here twice", "Take it out.")
        if all(raw.among(o, keys, (*path, key), "option") for o in options):
            made.append(Constraint(kind=kinds[0], options=options, origin=_origin_of(fields, path, raw)))
    return tuple(made)


def rule(table: dict[str, Any], parties: tuple[Party, ...], raw: Raw) -> DecisionRule:
    """Who must agree; unanimity if nothing is told."""
    if "rule" not in table:
        return DecisionRule()
    path: Path = ("rule",)
    fields = raw.table(table["rule"], path, ("quota", "votes", "vetoes"))
    ids = [p.id for p in parties]
    quota, votes = fields.get("quota"), {}
    try:
        quota = None if quota is None else number(quota)
    except BadNumber as e:
        raw.fault((*path, "quota"), e.what, "Write the share of votes that must accept, such as 0.66.")
        quota = None
    if quota is not None and not 0 < quota <= 1:
        raw.fault((*path, "quota"), f"a quota of {quota:g}", "It is a share of the votes: above 0 and up to 1.")
    for party, told in _entries(fields, path, "votes", raw):
        place = (*path, "votes", party)
        try:
            if raw.among(party, ids, place, "party"):
                votes[party] = number(told)
                if votes[party] < 0:
                    raw.fault(place, "votes cannot be negative")
        except BadNumber as e:
            raw.fault(place, e.what, e.remedy)
    vetoes = raw.texts(fields, path, "vetoes")
    for party in vetoes:
        raw.among(party, ids, (*path, "vetoes"), "party")
    if ids and len(votes) == len(ids) and not any(votes.values()):
        raw.fault((*path, "votes"), "nobody has a vote", "Give somebody one.")
    return DecisionRule(quota=quota, votes=votes, vetoes=vetoes)
