"""Scenarios that tests of the settlement page keep."""

from __future__ import annotations

from pathlib import Path

from spadework.settling import Scenario, load

HALDEN = load(Path(__file__).parents[2] / "examples" / "halden-aquifer" / "scenario.toml")
"""Three parties, five issues, some numbers uncertain, red lines."""

CLOSED = Scenario.additive(
    ["north", "south"],
    {"water": ["dam", "share"], "toll": ["keep", "halve"]},
    values=[[[1, 0], [1, 0]], [[0, 1], [0, 1]]],
    weights=[[0.7, 0.3], [0.2, 0.8]],
    reserve=[0.8, 0.5],
    name="Closed",
)
"""No package is worth 0.8 to the north and 0.5 to the south."""
