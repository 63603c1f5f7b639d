"""An agenda out of a TOML file. The format is told in docs/agenda.md."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from spadework.agenda.checking import check
from spadework.errors import AgendaError
from spadework.faults import Faults, did_you_mean
from spadework.model import Actor, Agenda, Issue, Nature, Option, Party, Role, Term
from spadework.toml import shallow

MAX_BYTES = 1_000_000

E = TypeVar("E", bound=StrEnum)

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\Z")
_TEXT, _TEXTS, _TABLES, _DAY = "a text", "a list of texts", "a list of tables", "a day"

# For each kind of table, its keys: what they hold, and whether they must be there.
_AGENDA = {"name": (_TEXT, False), "party": (_TABLES, False), "actor": (_TABLES, False), "issue": (_TABLES, False)}
_PARTY = {"id": (_TEXT, True), "name": (_TEXT, True), "role": (_TEXT, False), "aliases": (_TEXTS, False)}
_ACTOR = {
    "name": (_TEXT, True),
    "party": (_TEXT, False),
    "role": (_TEXT, False),
    "aliases": (_TEXTS, False),
    "term": (_TABLES, False),
}
_TERM = {"since": (_DAY, True), "party": (_TEXT, False)}
_ISSUE = {
    "id": (_TEXT, True),
    "name": (_TEXT, True),
    "nature": (_TEXT, False),
    "words": (_TEXTS, False),
    "option": (_TABLES, False),  # that there is one is checked with the rest
}
_OPTION = {"id": (_TEXT, True), "text": (_TEXT, True), "words": (_TEXTS, False)}
_MAY_BE_EMPTY = {"role", "agenda name"}


def load(path: str | Path) -> Agenda:
    """The agenda in this TOML file.

    Raises:
        AgendaError: the file is missing, over a megabyte, not UTF-8, not TOML, or the agenda does not hold together;
            the message names every fault with its key.
    """
    path = Path(path)
    where = str(path)
    try:
        if path.is_dir():
            raise AgendaError("this is a folder, not an agenda", where=where, remedy="Name a TOML file.")
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as e:
        what = "there is no such file" if isinstance(e, FileNotFoundError) else f"cannot be read ({e.strerror})"
        raise AgendaError(what, where=where, remedy="Check the path of the agenda.") from e
    if len(raw) > MAX_BYTES:
        raise AgendaError("over a megabyte: this is no agenda", where=where, remedy="Did you name a document?")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        raise AgendaError(f"byte {e.start} is not UTF-8", where=where, remedy="Save the file as UTF-8.") from e
    return loads(text, where)


def loads(text: str, where: str = "") -> Agenda:
    """The agenda in this TOML text. `where` is told in errors.

    Raises:
        AgendaError: the text is not TOML, or the agenda does not hold together; every fault is named with its key.
    """
    if len(text) > MAX_BYTES:
        raise AgendaError("over a megabyte: this is no agenda", where=where)
    try:
        shallow(text)
        raw = tomllib.loads(text)
    except RecursionError as e:
        raise AgendaError("nested too deeply to be an agenda", where=where) from e
    except ValueError as e:  # TOMLDecodeError, or a number of thousands of digits
        raise AgendaError(f"not TOML: {e}", where=where, remedy="Texts stand in double quotes, lists in [ ].") from e
    faults = Faults(AgendaError)
    if not raw:
        faults.add("agenda", "it is empty", "Write at least one [[issue]]; `template` gives a start.")
    agenda = _agenda(raw, faults)
    check(agenda, faults)
    faults.check(where)
    return agenda


def _agenda(raw: dict[str, Any], faults: Faults) -> Agenda:
    _table(raw, "agenda", _AGENDA, faults)
    return Agenda(
        name=_text(raw, "name"),
        parties=tuple(
            Party(
                id=_text(t, "id"),
                name=_text(t, "name"),
                role=_choice(Role, t, "role", Role.PRINCIPAL, key, faults),
                aliases=_texts(t, "aliases"),
            )
            for key, t in _tables(raw, "party", "", _PARTY, faults)
        ),
        actors=tuple(
            Actor(
                name=_text(t, "name"),
                role=_text(t, "role"),
                speaks_for=_text(t, "party") or None,
                aliases=_texts(t, "aliases"),
                terms=_terms(t, key, faults),
            )
            for key, t in _tables(raw, "actor", "", _ACTOR, faults)
        ),
        issues=tuple(
            Issue(
                id=_text(t, "id"),
                name=_text(t, "name"),
                nature=_choice(Nature, t, "nature", Nature.SUBSTANCE, key, faults),
                words=_texts(t, "words"),
                options=tuple(
                    Option(id=_text(o, "id"), text=_text(o, "text"), words=_texts(o, "words"))
                    for _, o in _tables(t, "option", key + ", ", _OPTION, faults)
                ),
            )
            for key, t in _tables(raw, "issue", "", _ISSUE, faults)
        ),
    )


def _terms(raw: dict[str, Any], key: str, faults: Faults) -> tuple[Term, ...]:
    found = [
        Term(since=t["since"], speaks_for=_text(t, "party") or None)
        for _, t in _tables(raw, "term", key + ", ", _TERM, faults)
        if _is(t.get("since"), _DAY)  # else told already
    ]
    return tuple(sorted(found, key=lambda t: t.since))


def _tables(
    raw: dict[str, Any], kind: str, inside: str, fields: dict[str, tuple[str, bool]], faults: Faults
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each table of this kind that is one, with its name for messages; its keys are checked."""
    value = raw.get(kind, [])
    for n, table in enumerate(value if isinstance(value, list) else [], start=1):
        if not isinstance(table, dict):
            continue  # told by _table already
        name = table.get("id", table.get("name"))
        key = f"{inside}{kind} {n}" + (f" ({name})" if isinstance(name, str) and name else "")
        _table(table, key, fields, faults)
        yield key, table


def _table(table: dict[str, Any], key: str, fields: dict[str, tuple[str, bool]], faults: Faults) -> None:
    """Check the keys of one table: known, there, and of the right kind."""
    for field in table:
        if field not in fields:
            faults.add(key, f"there is no key {field!r} here", did_you_mean(field, fields))
    for field, (kind, needed) in fields.items():
        if field not in table:
            if needed:
                faults.add(key, f"the key {field!r} is missing", _how(field, kind))
            continue
        value = table[field]
        if not _is(value, kind):
            faults.add(f"{key}, {field}", f"this is {_kind_of(value)}, not {kind}", _how(field, kind))
        elif (
            kind == _TEXT and not value.strip() and field not in _MAY_BE_EMPTY and f"{key} {field}" not in _MAY_BE_EMPTY
        ):
            faults.add(f"{key}, {field}", "this is blank")
        elif kind == _TEXTS and not all(word.strip() for word in value):
            faults.add(f"{key}, {field}", "one of these is blank")
        elif field == "id" and not _ID.match(value):
            faults.add(f"{key}, id", f"{value!r} is no id", f"Letters, digits, - and _ only, such as {_slug(value)!r}.")


def _is(value: object, kind: str) -> bool:
    if kind == _TEXT:
        return isinstance(value, str)
    if kind == _DAY:
        return isinstance(value, date) and not isinstance(value, datetime)
    inner = str if kind == _TEXTS else dict
    return isinstance(value, list) and all(isinstance(v, inner) for v in value)


def _kind_of(value: object) -> str:
    if isinstance(value, list):
        return "a list of something else"
    names = {str: "a text", bool: "true or false", int: "a number", float: "a number", dict: "a table"}
    return names.get(type(value), "a date or time")


def _how(field: str, kind: str) -> str:
    example = {
        _TEXT: f'{field} = "..."',
        _TEXTS: f'{field} = ["...", "..."]',
        _TABLES: f"[[{field}]]",
        _DAY: f"{field} = 2025-01-20",
    }[kind]
    if kind == _TABLES:
        example = {"option": "[[issue.option]]", "term": "[[actor.term]]"}.get(field, example)
        return f"Begin each with a line {example}, in double brackets."
    return f"Write {example}"


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-") or "my-id"


def _text(table: dict[str, Any], field: str) -> str:
    value = table.get(field, "")
    return value if isinstance(value, str) else ""


def _texts(table: dict[str, Any], field: str) -> tuple[str, ...]:
    value = table.get(field, [])
    return tuple(v for v in value if isinstance(v, str)) if isinstance(value, list) else ()


def _choice(kind: type[E], table: dict[str, Any], field: str, default: E, key: str, faults: Faults) -> E:
    value = table.get(field, default)
    if not isinstance(value, str):
        return default  # told by _table already
    try:
        return kind(value)
    except ValueError:
        faults.add(f"{key}, {field}", f"{value!r} is no {field}", did_you_mean(value, [str(k) for k in kind]))
        return default
