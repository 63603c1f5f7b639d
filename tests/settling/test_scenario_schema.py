"""The JSON Schema that is shipped and the loader agree."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from scenario_making import WEIR, scenarios

from spadework.errors import ScenarioError
from spadework.model import Scenario
from spadework.settling.files import dumps, loads, schema

jsonschema = pytest.importorskip("jsonschema")
CHECK = jsonschema.Draft202012Validator(schema())


def test_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


@settings(max_examples=40, deadline=None)
@given(scenarios())
def test_what_is_written_keeps_to_the_schema(scenario: Scenario) -> None:
    CHECK.validate(json.loads(dumps(scenario, "json")))
    CHECK.validate(tomllib.loads(dumps(scenario)))


def _set(*path: Any, to: Any) -> Callable[[dict[str, Any]], None]:
    def change(table: dict[str, Any]) -> None:
        here: Any = table
        for part in path[:-1]:
            here = here[part]
        here[path[-1]] = to

    return change


@pytest.mark.parametrize(
    "change",
    [
        _set("nmae", to="x"),
        _set("parties", to=[]),
        _set("parties", 0, to={}),
        _set("parties", 0, "role", to="boss"),
        _set("party", to=["twice"]),
        _set("issues", 0, "options", to=[]),
        _set("issues", 0, "nature", to="odd"),
        _set("preferences", 0, "reserve", to={"low": 1}),
        _set("preferences", 0, "reserve", to={"mean": 1, "sd": -1}),
        _set("preferences", 0, "reserve", to={"mean": 1, "sd": 1, "shape": "uniform"}),
        _set("preferences", 0, "reserve", to="much"),
        _set("preferences", 0, "weights", to={}),
        _set("preferences", 0, "weights", "flow", to=-1),
        _set("preferences", 0, "values", to={}),
        _set("preferences", 0, "values", "flow", "low", to=True),
        _set("preferences", 0, "red_lines", to=["flow"]),
        _set("preferences", 0, "interactions", to=[{"first": "flow.low", "second": "fee.none"}]),
        _set("constraints", to=[{"requires": ["flow.low"]}]),
        _set("constraints", to=[{"requires": ["flow.low", "fee.none"], "excludes": ["flow.low", "fee.none"]}]),
        _set("constraints", to=[{"excludes": ["flow.low", "flow.low"]}]),
        _set("constraints", to=[{"kind": "wants", "options": ["flow.low", "fee.none"]}]),
        _set("rule", to={"quota": 0}),
        _set("rule", to={"votes": {"upstream": -1}}),
        _set("draft", to="yes"),
        _set("notes", to="none"),
        _set("quotes", to=[{"id": "q1"}]),
    ],
)
def test_what_one_refuses_the_other_does(change: Callable[[dict[str, Any]], None]) -> None:
    table = json.loads(dumps(loads(WEIR), "json"))
    CHECK.validate(table)
    wrong = deepcopy(table)
    change(wrong)
    assert not CHECK.is_valid(wrong)
    with pytest.raises(ScenarioError):
        loads(json.dumps(wrong))


@pytest.mark.parametrize(
    "change",
    [
        _set("parties", 0, to="upstream"),
        _set("parties", 0, to={"name": "upstream"}),
        _set("preferences", 0, "values", "flow.low", to=0.5),
        _set("preferences", 0, "reserve", to={"value": 1, "origin": "a guess"}),
        _set(
            "constraints", to=[{"kind": "excludes", "options": ["flow.low", "fee.none"], "origin": {"kind": "quote"}}]
        ),
    ],
)
def test_what_one_takes_the_other_does(change: Callable[[dict[str, Any]], None]) -> None:
    table = json.loads(dumps(loads(WEIR), "json"))
    del table["preferences"][0]["values"]["flow"]["low"]
    change(table)
    CHECK.validate(table)
    loads(json.dumps(table))


def test_arrays_keep_to_the_schema() -> None:
    table = {"parties": ["a"], "issues": [["x", 2]], "weights": [[1]], "values": [[[1, 0]]], "reserve": [None]}
    CHECK.validate(table)
    loads(json.dumps(table))
    assert not CHECK.is_valid(table | {"weights": [1]})
    with pytest.raises(ScenarioError):
        loads(json.dumps(table | {"weights": [1]}))
