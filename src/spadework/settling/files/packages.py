"""A package on the table, out of a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from spadework.errors import ScenarioError
from spadework.faults import did_you_mean
from spadework.model import Package, Scenario
from spadework.settling.files.loading import json_table, read, toml_table


def load_package(path: str | Path, scenario: Scenario) -> Package:
    """The package in this JSON or TOML file: the option of each issue, by id or by name, alone or under "package".

    Raises:
        ScenarioError: the file cannot be read, leaves an issue out, or names something that there is not.
    """
    where, text = str(path), read(path)
    table: Any = json_table(text, where) if text.lstrip()[:1] in ("{", "[", "") else toml_table(text, where)
    for key in ("package", "choices"):
        table = table.get(key, table) if isinstance(table, dict) else table
    if not isinstance(table, dict):
        raise ScenarioError("no package", where=where, remedy='Write the option of each issue: {"issue": "option"}.')
    known = {i.id for i in scenario.issues} | {i.name for i in scenario.issues}
    for key in table:
        if key not in known:
            raise ScenarioError(f"there is no issue {key!r}", where=where, remedy=did_you_mean(key, known))
    choices = {}
    for issue in scenario.issues:
        options = {o.id: o.id for o in issue.options}
        for o in issue.options:
            options.setdefault(o.text, o.id)
        told = table.get(issue.id, table.get(issue.name))
        if told is None:
            remedy = f"Write one of {', '.join(o.id for o in issue.options[:20])}."
            raise ScenarioError(f"nothing is chosen for {issue.id}", where=where, remedy=remedy)
        told = told if isinstance(told, str) else str(told)
        if told not in options:
            remedy = did_you_mean(told, list(options)[:60])
            raise ScenarioError(f"{issue.id} has no option {told[:60]!r}", where=where, remedy=remedy)
        choices[issue.id] = options[told]
    return Package(choices=choices)
