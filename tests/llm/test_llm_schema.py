"""What a model must answer, and what is made of what it does answer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from spadework.llm.client import Unanswered
from spadework.llm.schema import MOST, Coded, Form, Reading

READING = Form(Reading, {"speaks_for": ["ve", "to"]})
CODED = Form(Coded, {"party": ["ve"], "option": ["toll.cut"], "requires": ["toll.cut"], "before": ["toll.cut"]})
ROW = {"content": ["No."], "source": "he", "cue": "said", "speaker": None, "speaks_for": "ve"}
STAND = {"statement": 1, "party": "ve", "option": "toll.cut", "stance": "open", "quote": "No."}


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for each in schema.values():
            yield from objects(each)
    elif isinstance(schema, list):
        for each in schema:
            yield from objects(each)


@pytest.mark.parametrize("form", [READING, CODED])
def test_the_schema_is_one_that_strict_servers_take(form: Form[Any]) -> None:
    assert "$ref" not in json.dumps(form.schema) and "$defs" not in form.schema
    assert form.schema["type"] == "object"
    for each in objects(form.schema):
        assert each["additionalProperties"] is False and each["required"] == list(each["properties"])


def test_ids_are_those_of_the_agenda() -> None:
    position = CODED.schema["properties"]["positions"]["items"]["properties"]
    assert position["option"] == {"type": "string", "enum": ["toll.cut"]}
    assert position["stance"] == {
        "type": "string",
        "enum": ["accepts", "conditional", "noncommittal", "open", "rejects"],
    }
    nobody = Form(Reading, {"speaks_for": []}).schema["properties"]["statements"]["items"]["properties"]
    assert nobody["speaks_for"] == {"anyOf": [{"type": "null"}]}
    assert nobody["cue"] == {"anyOf": [{"type": "string"}, {"type": "null"}]}


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"statements": [ROW]}),
        f"```json\n{json.dumps({'statements': [ROW]}, indent=2)}\n```",
        f"Here you are: {json.dumps({'statements': [ROW]})} I hope it helps {{or not}}.",
        f'<think>{{maybe}} {{"statements": []}}</think>{json.dumps({"statements": [ROW]})}',
        json.dumps({"statements": [{**ROW, "note": "x"}], "comment": "y"}),
        f"{{so}} {json.dumps({'statements': [ROW]})}",
    ],
)
def test_the_json_is_found_among_other_words(text: str) -> None:
    parsed = READING.parse(text)
    assert [s.content for s in parsed.answer.statements] == [["No."]]
    assert not parsed.misfits and not parsed.cut


def test_of_half_an_answer_the_whole_rows_are_taken() -> None:
    whole = json.dumps({"statements": [ROW, {**ROW, "content": ['A } in ] a " quote', "B"]}, ROW]})
    for end in range(whole.rindex("{"), len(whole) - 2):
        parsed = READING.parse(whole[:end])
        assert parsed.cut and len(parsed.answer.statements) == 2
    both = json.dumps({"positions": [STAND, STAND], "conditions": [], "commitments": [STAND]})
    parsed_coded = CODED.parse(both[: both.rindex("{") + 9])
    assert parsed_coded.cut and len(parsed_coded.answer.positions) == 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I cannot help with that.",
        "null",
        "[]",
        "{}",
        "[1, 2]",
        "{" * 100_000,
        '{"statements":' + "[" * 100_000,
        '{"statements": "none"}',
        '{"rows": []}',
        json.dumps({"statements": ["Ms. Arden said no."]}),
        json.dumps({"statements": [{"content": "No."}]}),
        json.dumps({"statements": [ROW]})[:-20],
        json.dumps([ROW]),
    ],
)
def test_what_is_not_in_the_form_is_no_answer(text: str) -> None:
    with pytest.raises(Unanswered) as e:
        READING.parse(text)
    assert e.value.useless


def test_nothing_said_is_an_answer() -> None:
    assert READING.parse('{"statements": []}').answer.statements == []


def test_rows_that_do_not_fit_cost_only_themselves() -> None:
    wrong = [
        {**STAND, "stance": "supportive"},
        {**STAND, "option": "toll.doubled"},
        {**STAND, "party": "Vennmark"},
        {**STAND, "statement": "one"},
        {**STAND, "quote": None},
        {k: v for k, v in STAND.items() if k != "party"},
        "no row",
    ]
    parsed = CODED.parse(json.dumps({"positions": [*wrong, STAND], "conditions": None}))
    assert len(parsed.answer.positions) == 1 and parsed.misfits == len(wrong)


def test_an_unknown_id_is_left_out_where_it_may_be_missing() -> None:
    assert (
        READING.parse(json.dumps({"statements": [{**ROW, "speaks_for": "Mars"}]})).answer.statements[0]
        == (READING.parse(json.dumps({"statements": [{**ROW, "speaks_for": None}]})).answer.statements[0])
    )


def test_more_rows_than_a_piece_can_have_are_left_out() -> None:
    parsed = READING.parse(json.dumps({"statements": [ROW] * (MOST + 7)}))
    assert len(parsed.answer.statements) == MOST and parsed.misfits == 7
