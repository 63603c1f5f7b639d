"""`spadework scenario`: scenarios checked, and turned from one format into another."""

from __future__ import annotations

from spadework.cli.lazy import LazyGroup

command = LazyGroup(
    "scenario",
    places={name: f"spadework.cli.scenario.{name}" for name in ("check", "convert", "schema")},
    help="What each party wants: check a scenario, turn it from one format into another, print the JSON Schema.",
)
