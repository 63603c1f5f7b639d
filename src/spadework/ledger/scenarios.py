"""Scenarios that are kept with a dossier: by name, every version of each, with who kept it, when and why.

They are notes beside the rows (see `noting`), two kinds of them: one a version, which is written once and never
changed, and one a name, which says which version is the latest. Rows lead to words of documents; a scenario is what
people assume, so that it is no row, and re-runs leave it alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, select

from spadework.errors import NoSuchRow, ScenarioChanged, ScenarioError
from spadework.ledger.noting import note, noted
from spadework.ledger.schema import meta
from spadework.model import Scenario, from_json, to_json

MOST_BYTES = 5_000_000
"""Of one version, as JSON."""
MOST_NAMES = 500
LISTED = 100
"""Versions of a scenario that are listed."""
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?", re.ASCII)
_HEAD, _VERSION = "scenario ", "scenario-version "


@dataclass(frozen=True, slots=True)
class ScenarioVersion:
    """One version of a scenario that is kept, without what is in it.

    Attributes:
        name: what it is kept as: small letters, digits and hyphens.
        number: from 1.
        by, at, reason: who kept it, when (ISO 8601, UTC) and why.
        title: what the scenario calls itself.
        draft: nobody has confirmed its numbers yet.
    """

    name: str
    number: int
    by: str
    at: str
    reason: str = ""
    title: str = ""
    draft: bool = False


@dataclass(frozen=True, slots=True)
class _Named:
    """A version as it is noted, read no further than to what it is called."""

    version: ScenarioVersion


@dataclass(frozen=True, slots=True)
class KeptScenario:
    """A version with what is in it."""

    version: ScenarioVersion
    scenario: Scenario


def checked(name: str) -> str:
    """The name, if something can be kept under it. Raises ScenarioError."""
    if not _NAME.fullmatch(name):
        raise ScenarioError(
            f"{name[:80]!r} is no name for a scenario",
            remedy="Small letters, digits and hyphens between them, at most 60 in all.",
        )
    return name


def latest(connection: Connection) -> list[ScenarioVersion]:
    """The latest version of each scenario, by name."""
    query = select(meta.c.value).where(meta.c.key >= _HEAD, meta.c.key < _after(_HEAD)).order_by(meta.c.key)
    return [from_json(value, ScenarioVersion) for value in connection.scalars(query)]


def versions(connection: Connection, name: str) -> list[ScenarioVersion]:
    """The versions of a scenario, the latest first, at most `LISTED`. Raises NoSuchRow if there is none."""
    last = _head(connection, name).number
    numbers = range(last, max(0, last - LISTED), -1)
    return [from_json(noted(connection, _key(name, n)) or "", _Named).version for n in numbers]


def kept(connection: Connection, name: str, number: int | None = None) -> KeptScenario:
    """One version of a scenario; without a number the latest. Raises NoSuchRow."""
    head = _head(connection, name)
    return _kept(connection, name, head.number if number is None else number)


def keep(connection: Connection, name: str, scenario: Scenario, by: str, reason: str, seen: int) -> ScenarioVersion:
    """Keep a scenario as the next version.

    Args:
        seen: number of the version that it takes the place of; 0 for a name that is new.

    Raises:
        ScenarioChanged: there is a later version than that.
        NoSuchRow: there is no version `seen`.
        ScenarioError: the name is none, the scenario is too large, or there are too many.
    """
    found = noted(connection, _HEAD + checked(name))
    now = from_json(found, ScenarioVersion).number if found else 0
    if found and seen < now:
        last = from_json(found, ScenarioVersion)
        raise ScenarioChanged(name, by=last.by, at=last.at, version=last.number)
    if seen != now:
        raise NoSuchRow(f"there is no version {seen} of the scenario {name}")
    if not found and len(latest(connection)) >= MOST_NAMES:
        raise ScenarioError(f"{MOST_NAMES} scenarios are kept already", remedy="Keep it as a version of one of them.")
    at = datetime.now(UTC).isoformat(timespec="seconds")
    version = ScenarioVersion(name, now + 1, by, at, reason, scenario.name, scenario.draft)
    body = to_json(KeptScenario(version, scenario))
    if len(body.encode()) > MOST_BYTES:
        raise ScenarioError(
            f"over {MOST_BYTES // 1_000_000} MB", where=name, remedy="Leave out quotes, or issues that matter little."
        )
    note(connection, _key(name, version.number), body)
    note(connection, _HEAD + name, to_json(version))
    return version


def _head(connection: Connection, name: str) -> ScenarioVersion:
    found = noted(connection, _HEAD + name)
    if found is None:
        raise NoSuchRow(f"there is no scenario {name[:80]!r}")
    return from_json(found, ScenarioVersion)


def _kept(connection: Connection, name: str, number: int) -> KeptScenario:
    found = noted(connection, _key(name, number))
    if found is None:
        raise NoSuchRow(f"there is no version {number} of the scenario {name}")
    return from_json(found, KeptScenario)


def _key(name: str, number: int) -> str:
    return f"{_VERSION}{name} {number}"


def _after(prefix: str) -> str:
    """The least text after all that begin so."""
    return prefix[:-1] + chr(ord(prefix[-1]) + 1)
