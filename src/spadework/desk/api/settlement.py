"""Scenarios that are kept with the dossier, and settling them, as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Annotated, Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, File, Form, Query, UploadFile
from fastapi import Path as InPath
from pydantic import Field

from spadework.desk.asking import Analyst, Reader, TheDesk, for_readers
from spadework.desk.desk import Desk
from spadework.desk.views.prospects import ChancesView, OpeningsView, chances_view, openings_view
from spadework.desk.views.scenarios import DRAFT, ScenariosView, scenario_at, scenarios_view
from spadework.desk.views.settlement import SettlementView, settlement_view
from spadework.desk.views.tried import MOST_FIELDS, tried
from spadework.errors import ScenarioError
from spadework.ledger import KeptScenario, ScenarioVersion
from spadework.model import Package, Scenario, Value
from spadework.settling import Changes, changed, dumps, import_scenario, loads
from spadework.settling.changing import Number

router = APIRouter(tags=["settlement"])

MOST_BYTES = 5_000_000
MOST_FILES = 50
UNSAVED = ScenarioVersion("", 0, "", "")
"""What a scenario that was sent along was made from: nothing that is kept."""

Name = Annotated[str, InPath(description="small letters, digits and hyphens", max_length=60)]
VersionAsked = Annotated[int | None, Query(ge=1, le=1_000_000_000, description="the latest if left out")]
Reason = Annotated[str, Field(max_length=2000)]
Seen = Annotated[int, Field(ge=0, le=1_000_000_000, description="the version that was looked at; 0 for a new name")]


@dataclass(frozen=True, slots=True)
class Ends:
    """A number with its ends, the same where it is known."""

    low: float
    likely: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioAsked:
    """A scenario: one that is kept, the draft, or one that is sent along; and what is changed in it.

    Attributes:
        name, version: of one that is kept; "draft" for the one drafted from the rows.
        scenario: one that is sent along instead, as in a JSON file (docs/settling.md).
        weights: by party and issue. A number moves the likely value, and its ends go along. The weights of a party keep
            their sum: the others share what is left.
        values: by party and "issue.option", likewise.
        reserves: by party, likewise; null takes one out.
        red_lines: by party, all options that it never accepts.
        query: changes as the address of the settlement page tells them, such as "w0.1=0.4&r0=0.3"; made first.
    """

    name: Annotated[str, Field(max_length=60)] = ""
    version: Annotated[int | None, Field(ge=1, le=1_000_000_000)] = None
    scenario: dict[str, Any] | None = None
    weights: dict[str, dict[str, float | Ends]] = field(default_factory=dict)
    values: dict[str, dict[str, float | Ends]] = field(default_factory=dict)
    reserves: dict[str, float | Ends | None] = field(default_factory=dict)
    red_lines: dict[str, tuple[str, ...]] = field(default_factory=dict)
    query: Annotated[str, Field(max_length=200_000)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleAsked(ScenarioAsked):
    """What to settle.

    Attributes:
        package: the one to look at, option by issue; without one that of Nash.
    """

    package: dict[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepAsked(ScenarioAsked):
    """What to keep.

    Attributes:
        seen: number of the version that it takes the place of; 0 for a name that is new.
        reason: why.
        confirmed: the numbers were checked: it is no draft any more.
    """

    seen: Seen = 0
    reason: Reason = ""
    confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftAsked:
    """Under which name to keep a draft."""

    name: Annotated[str, Field(max_length=60)]
    seen: Seen = 0
    reason: Reason = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreAsked:
    """Which version to go back to."""

    version: Annotated[int, Field(ge=1, le=1_000_000_000)]
    seen: Seen
    reason: Reason = ""


@dataclass(frozen=True, slots=True)
class ScenarioFile:
    """A scenario as in a JSON file (docs/settling.md), and which version it is."""

    version: ScenarioVersion
    scenario: dict[str, Any]


@router.get("/scenarios")
def get_scenarios(desk: TheDesk, person: Reader) -> ScenariosView:
    """The scenarios that are kept, and whether one can be drafted."""
    return scenarios_view(desk)


@router.get("/scenarios/{name}")
def get_scenario(name: Name, desk: TheDesk, person: Reader, version: VersionAsked = None) -> ScenarioFile:
    """A scenario; "draft" is the one drafted from the rows as they are now."""
    kept = scenario_at(desk, name, version)
    return ScenarioFile(kept.version, json.loads(dumps(kept.scenario, "json")))


@router.get("/scenarios/{name}/versions")
def get_versions(name: Name, desk: TheDesk, person: Reader) -> list[ScenarioVersion]:
    """The versions of a scenario that is kept, the latest first."""
    return desk.dossier.ledger.scenario_versions(name)


@router.put("/scenarios/{name}")
def put_scenario(name: Name, asked: KeepAsked, desk: TheDesk, person: Analyst) -> ScenarioVersion:
    """Keep a scenario as the next version of this name. 409 if somebody else has kept one since."""
    _, scenario = _asked(desk, asked, f"{person.name}: {asked.reason}" if asked.reason else person.name)
    if asked.confirmed:
        scenario = replace(scenario, draft=False)
    return _keep(desk, name, scenario, person.name, asked.reason, asked.seen)


@router.post("/scenarios/draft")
def post_draft(asked: DraftAsked, desk: TheDesk, person: Analyst) -> ScenarioVersion:
    """Draft a scenario from the rows as they are now, and keep it under this name."""
    return _keep(desk, asked.name, scenario_at(desk, DRAFT).scenario, person.name, asked.reason, asked.seen)


@router.post("/scenarios/{name}/import")
def post_import(
    name: Name,
    desk: TheDesk,
    person: Analyst,
    files: Annotated[list[UploadFile], File(description="a scenario file, or the profiles of all parties")],
    seen: Annotated[int, Form(ge=0, le=1_000_000_000)] = 0,
    reason: Annotated[str, Form(max_length=2000)] = "",
) -> ScenarioVersion:
    """Keep what these files hold; any format that `spadework settle` reads."""
    return _keep(desk, name, _imported(files), person.name, reason or _from_files(files), seen)


@router.post("/scenarios/{name}/restore")
def post_restore(name: Name, asked: RestoreAsked, desk: TheDesk, person: Analyst) -> ScenarioVersion:
    """Keep an earlier version again, as the latest."""
    old = desk.dossier.ledger.scenario(name, asked.version).scenario
    reason = asked.reason or f"as version {asked.version}"
    return _keep(desk, name, old, person.name, reason, asked.seen)


@router.post("/settle")
@for_readers
def post_settle(asked: SettleAsked, desk: TheDesk, person: Reader) -> SettlementView:
    """Which packages could hold, what four ideas of fairness choose, and how one package fares. Nothing is kept."""
    kept, scenario = _asked(desk, asked)
    return settlement_view(desk, kept.version, scenario, _package(asked.package), changed=scenario is not kept.scenario)


@router.post("/settle/chances")
@for_readers
def post_chances(asked: SettleAsked, desk: TheDesk, person: Reader) -> ChancesView | None:
    """How surely, over draws of the uncertain numbers; null where all numbers are known."""
    return chances_view(desk, _asked(desk, asked)[1], _package(asked.package))


@router.post("/settle/openings")
@for_readers
def post_openings(asked: SettleAsked, desk: TheDesk, person: Reader) -> OpeningsView | None:
    """What would open a deal where there is none; null where there is one."""
    return openings_view(desk, _asked(desk, asked)[1])


def _asked(desk: Desk, asked: ScenarioAsked, note: str = "tried out") -> tuple[KeptScenario, Scenario]:
    """The scenario that changes are made in, and what comes of it."""
    if asked.scenario is None:
        kept = scenario_at(desk, asked.name, asked.version)
    else:
        kept = KeptScenario(UNSAVED, _loaded(asked.scenario))
    try:
        fields = parse_qsl(asked.query, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError as e:
        raise ScenarioError(f"the query cannot be read ({e})") from e
    base = changed(kept.scenario, tried(kept.scenario, fields).changes, note)
    changes = Changes(
        _numbers(asked.weights),
        _numbers(asked.values),
        {p: None if n is None else _number(n, p) for p, n in asked.reserves.items()},
        asked.red_lines,
    )
    return kept, changed(base, changes, note)


def _loaded(table: dict[str, Any]) -> Scenario:
    try:
        text = json.dumps(table)
    except (RecursionError, ValueError) as e:
        raise ScenarioError("nested too deeply to be a scenario") from e
    if len(text) > MOST_BYTES:
        raise ScenarioError(f"over {MOST_BYTES // 1_000_000} MB: this is too large to be settled here")
    return loads(text)


def _numbers(told: Mapping[str, Mapping[str, float | Ends]]) -> dict[str, dict[str, Number]]:
    return {p: {k: _number(n, f"{p}, {k}") for k, n in held.items()} for p, held in told.items()}


def _number(told: float | Ends, where: str) -> Number:
    if not isinstance(told, Ends):
        return told
    try:
        return Value(low=told.low, likely=told.likely, high=told.high)
    except ValueError as e:
        raise ScenarioError(str(e), where=where) from e


def _package(choices: dict[str, str] | None) -> Package | None:
    return None if choices is None else Package(choices=choices)


def _keep(desk: Desk, name: str, scenario: Scenario, by: str, reason: str, seen: int) -> ScenarioVersion:
    if name == DRAFT:
        raise ScenarioError("“draft” is the draft from the rows", remedy="Keep it under another name.")
    return desk.dossier.ledger.keep_scenario(name, scenario, by=by, reason=reason, seen=seen)


def _imported(files: list[UploadFile]) -> Scenario:
    """What is in files that somebody sent; told are their names, not where they lay meanwhile."""
    if len(files) > MOST_FILES:
        raise ScenarioError(f"{len(files)} files", remedy=f"At most {MOST_FILES}.")
    with TemporaryDirectory(prefix="spadework-") as folder:
        paths: list[Path] = []
        left = MOST_BYTES
        for n, file in enumerate(files):
            raw = file.file.read(left + 1)
            left -= len(raw)
            if left < 0:
                raise ScenarioError(f"over {MOST_BYTES // 1_000_000} MB in all: this is no scenario")
            place = Path(folder) / str(n)
            place.mkdir()
            paths.append(place / _plain(file.filename or "file"))
            paths[-1].write_bytes(raw)
        try:
            return import_scenario(paths)
        except ScenarioError as e:
            where, what = e.where, e.what
            for path in paths:
                where, what = where.replace(str(path), path.name), what.replace(str(path), path.name)
            raise ScenarioError(what, where=where, remedy=e.remedy) from None


def _plain(name: str) -> str:
    """A file name that leads nowhere else: its last part, of plain characters, with its ending."""
    last = PurePosixPath(name.replace("\\", "/")).name
    kept = "".join(c if c.isalnum() or c in " ._-" else "_" for c in last).lstrip(". ")
    return kept[-100:].lstrip(". ") or "file"


def _from_files(files: list[UploadFile]) -> str:
    names = [_plain(f.filename or "file") for f in files]
    return f"from {', '.join(names[:3])}" + (f" and {len(names) - 3} more" if len(names) > 3 else "")
