"""Scenarios of other programs: Genius XML and GeniusWeb JSON in and out, NegoLog JSON and CSV tables in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from spadework.errors import ScenarioError
from spadework.model import Scenario
from spadework.settling.files.loading import json_table, loads, read
from spadework.settling.formats import genius, geniusweb, negolog, tables
from spadework.settling.formats.profile import Profile, together

EXPORTS = {"genius": genius.export, "geniusweb": geniusweb.export}
MAX_FILES = 200

__all__ = ["EXPORTS", "export", "import_scenario"]


def import_scenario(paths: Sequence[str | Path]) -> Scenario:
    """The scenario in these files, whose format is told by what is in them: one scenario file or CSV table, or the
    profiles of Genius, GeniusWeb or NegoLog, one a party; a folder stands for the files in it. Domain files may be
    among them.

    Raises:
        ScenarioError: nothing of the kind, formats mixed, or profiles that do not belong together.
    """
    files = _files(paths)
    where = ", ".join(str(f) for f in files[:3]) + (", ..." if len(files) > 3 else "")
    kinds: dict[str, list[tuple[Path, str]]] = {}
    for file in files:
        text = read(file)
        kinds.setdefault(_kind(file, text), []).append((file, text))
    kinds.pop("domain", None)
    if len(kinds) > 1:
        raise ScenarioError(f"formats are mixed: {', '.join(kinds)}", where=where, remedy="Give files of one of them.")
    if not kinds:
        raise ScenarioError("no profile is among these", where=where, remedy="Name the profile of each party.")
    [(kind, given)] = kinds.items()
    if kind in ("scenario", "csv"):
        if len(given) > 1:
            raise ScenarioError(f"{len(given)} scenarios", where=where, remedy="Give one.")
        file, text = given[0]
        return loads(text, str(file)) if kind == "scenario" else tables.scenario(text, str(file))
    profiles = [p for p in (_profile(kind, file, text) for file, text in given) if p is not None]
    if not profiles:
        raise ScenarioError("domains only, no preferences", where=where, remedy="Name the profile of each party.")
    if len(profiles) < 2:
        raise ScenarioError("one profile only", where=where, remedy="Name the profile of each party.")
    return together(profiles, where)


def _files(paths: Sequence[str | Path]) -> list[Path]:
    files: list[Path] = []
    for path in map(Path, paths):
        if path.is_dir():
            inside = sorted(p for p in path.iterdir() if p.suffix.casefold() in (".xml", ".json", ".csv", ".toml"))
            files += [p for p in inside if p.name != "specs.json"]  # what NegoLog works out of a domain
        else:
            files.append(path)
    if not files or len(files) > MAX_FILES:
        where = ", ".join(map(str, paths))[:200]
        raise ScenarioError(f"{len(files)} files", where=where, remedy=f"Between one and {MAX_FILES}.")
    return files


def _kind(file: Path, text: str) -> str:
    start = text.lstrip()[:1]
    if start == "<":
        return "Genius"
    if start in ("{", "["):
        table = json_table(text, str(file))
        if geniusweb.SPACE in table:
            return "GeniusWeb"
        if "issueWeights" in table:
            return "NegoLog"
        return "domain" if set(table) == {"name", "issuesValues"} else "scenario"
    return "csv" if file.suffix.casefold() in (".csv", ".tsv") else "scenario"


def _profile(kind: str, file: Path, text: str) -> Profile | None:
    where = str(file)
    if kind == "Genius":
        return genius.profile(text, file.stem, where)
    table = json_table(text, where)
    if kind == "NegoLog":
        return negolog.profile(table, file.stem, where)
    name = table[geniusweb.SPACE].get("name") if isinstance(table[geniusweb.SPACE], dict) else None
    return geniusweb.profile(table, name if isinstance(name, str) and name.strip() else file.stem, where)


def export(scenario: Scenario, folder: str | Path, format: str) -> tuple[list[Path], list[str]]:
    """Write the scenario's profiles, and the domain, into a folder, which is made if need be. No file is written over.

    Args:
        format: "genius" or "geniusweb".

    Returns:
        the files, and what could not be written in that format, a sentence each.

    Raises:
        ScenarioError: no such format, or a file cannot be written or is there already.
    """
    if format not in EXPORTS:
        raise ScenarioError(f"there is no format {format!r}", remedy=f"Known: {', '.join(EXPORTS)}.")
    texts, notes = EXPORTS[format](scenario)
    folder = Path(folder)
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        there = [name for name in texts if (folder / name).exists()]
        if there:
            raise ScenarioError(
                "the file exists and may hold somebody’s work",
                where=str(folder / there[0]),
                remedy="Choose another folder.",
            )
        for name, text in texts.items():
            with (folder / name).open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
            written.append(folder / name)
    except OSError as e:
        raise ScenarioError(f"cannot be written ({e.strerror})", where=str(folder), remedy="Choose another.") from e
    return written, notes
