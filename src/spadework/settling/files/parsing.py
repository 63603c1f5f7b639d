"""A scenario out of the raw tables of a TOML or JSON file. The format is told in docs/settling.md."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from spadework.model import Issue, Nature, Option, Party, Role, Scenario
from spadework.settling.compiled import MOST_ISSUES, MOST_OPTIONS, MOST_PARTIES
from spadework.settling.files.faulty import Raw
from spadework.settling.files.numbers import shown
from spadework.settling.files.origins import choice, quotes
from spadework.settling.files.places import Path
from spadework.settling.files.rules import constraints, rule
from spadework.settling.files.wants import preferences

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


def scenario(table: dict[str, Any], raw: Raw) -> Scenario:
    """The scenario; what is wrong is noted in `raw`, and then this is not to be used."""
    raw.table(table, (), _SCENARIO)
    quotes(table, raw)
    parties = _parties(table, raw)
    issues = _issues(table, raw)
    keys = option_keys(issues, raw)
    wanted, notes = preferences(table, parties, issues, keys, raw)
    draft = table.get("draft", False)
    if not isinstance(draft, bool):
        raw.fault(("draft",), f"this is {shown(draft)}, not true or false")
    given = raw.texts(table, (), "notes")
    return Scenario(
        parties=parties,
        issues=issues,
        preferences=wanted,
        constraints=constraints(table, keys, raw),
        rule=rule(table, parties, raw),
        name=raw.text(table, (), "name", ""),
        draft=draft is True,
        notes=given + tuple(n for n in notes if n not in given),
    )


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
