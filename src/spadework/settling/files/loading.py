"""Scenarios from files."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

from spadework.errors import ScenarioError
from spadework.model import Scenario
from spadework.settling.files import arrays, parsing
from spadework.settling.files.faulty import Raw
from spadework.settling.files.places import json_places, toml_places
from spadework.toml import shallow

MAX_BYTES = 20_000_000


def load(path: str | Path) -> Scenario:
    """The scenario in this TOML or JSON file; JSON is told by the file's first character.

    Raises:
        ScenarioError: the file is missing, over 20 MB, not UTF-8, neither TOML nor JSON, of another format, or the
            scenario does not hold together; the message names every fault with its line and key.
    """
    return loads(read(path), str(path))


def read(path: str | Path) -> str:
    """The text of a scenario's file.

    Raises:
        ScenarioError: there is none, it is too large or not UTF-8.
    """
    path, where = Path(path), str(path)
    try:
        if path.is_dir():
            raise ScenarioError("this is a folder, not a scenario", where=where, remedy="Name a TOML or JSON file.")
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as e:
        reason = getattr(e, "strerror", None) or e
        what = "there is no such file" if isinstance(e, FileNotFoundError) else f"cannot be read ({reason})"
        raise ScenarioError(what, where=where, remedy="Check the path of the scenario.") from e
    if len(raw) > MAX_BYTES:
        raise ScenarioError("over 20 MB: this is no scenario", where=where, remedy="Did you name another file?")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        raise ScenarioError(f"byte {e.start} is not UTF-8", where=where, remedy="Save the file as UTF-8.") from e


def loads(text: str, where: str = "") -> Scenario:
    """The scenario in this TOML or JSON text. `where` is told in errors.

    Raises:
        ScenarioError: it is neither, or the scenario does not hold together.
    """
    if text.lstrip()[:1] in ("{", ""):
        table, raw = json_table(text, where), Raw(lambda: json_places(text))
    else:
        table, raw = toml_table(text, where), Raw(lambda: toml_places(text))
    _ours(table, where)
    make = arrays.scenario if arrays.is_arrays(table) else parsing.scenario
    return raw.checked(lambda: make(table, raw), where)


def toml_table(text: str, where: str) -> dict[str, Any]:
    """The tables of a TOML text.

    Raises:
        ScenarioError: it is no TOML.
    """
    try:
        shallow(text)
        return tomllib.loads(text)
    except RecursionError as e:
        raise ScenarioError("nested too deeply to be a scenario", where=where) from e
    except ValueError as e:
        remedy = "A scenario is TOML, or JSON that begins with {. From documents one is drafted, with --draft."
        if "<" in text[:200]:
            remedy = "This looks like XML: Genius profiles are read with `spadework scenario convert`."
        raise ScenarioError(f"not TOML: {e}", where=where, remedy=remedy) from e


def json_table(text: str, where: str) -> dict[str, Any]:
    """The table of a JSON text.

    Raises:
        ScenarioError: it is no JSON, no table, or one of its tables has a key twice.
    """
    doubles: list[str] = []

    def table(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) < len(pairs):
            doubles.extend(k for n, (k, _) in enumerate(pairs) if k in {x for x, _ in pairs[:n]})
        return made

    try:
        raw = json.loads(text, object_pairs_hook=table)
    except RecursionError as e:
        raise ScenarioError("nested too deeply to be a scenario", where=where) from e
    except ValueError as e:
        what = "it is empty" if not text.strip() else f"not JSON: {e}"
        raise ScenarioError(what, where=where, remedy="See docs/settling.md for the format.") from e
    if doubles:
        found: list[tuple[int, str]] = []
        json_places(text, found)
        line = f"line {found[0][0]}: " if found else ""
        raise ScenarioError(f"the key {doubles[0]!r} stands twice in one table", where=f"{where}: {line}".rstrip(": "))
    if not isinstance(raw, dict):
        raise ScenarioError("this is a list, not a scenario", where=where, remedy="A scenario is a table, in { }.")
    return raw


def _ours(table: dict[str, Any], where: str) -> None:
    """Raise ScenarioError for the formats of others and for our own files of another kind."""
    if "LinearAdditiveUtilitySpace" in table or "issueWeights" in table:
        whose = "GeniusWeb" if "LinearAdditiveUtilitySpace" in table else "NegoLog"
        remedy = "Put the profiles of all parties together with `spadework scenario convert`."
        raise ScenarioError(f"this is a {whose} profile of one party", where=where, remedy=remedy)
    if {"documents", "statements"} & set(table):
        raise ScenarioError(
            "this is the record of a dossier", where=where, remedy="Draft a scenario with `spadework settle --draft`."
        )
    if "frontier" in table and "solutions" in table:
        raise ScenarioError("this is the answer of `settle`", where=where, remedy="Name the scenario it came from.")
    if {"party", "issue", "actor"} & set(table) and not {"preference", "preferences"} & set(table):
        raise ScenarioError(
            "nothing tells what the parties want; this may be an agenda",
            where=where,
            remedy="Write a [[preference]] for each party; see docs/settling.md.",
        )
