"""The generator of training exchanges: what it promises of its lines and of its material."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "training" / "coding"))
from generate import generate, main
from inflection import finite, gerund, number, participle, past
from material import held_out, patterns, topics

STANCES = {"accepts", "open", "conditional", "noncommittal", "rejects"}


@pytest.fixture(scope="module")
def train():
    return generate(400, 7, "train")


@pytest.fixture(scope="module")
def validation():
    return generate(150, 7, "validation")


@pytest.fixture(scope="module")
def rows(train, validation):
    return train + validation


def test_same_seed_gives_same_lines(train):
    assert generate(50, 7, "train") == generate(50, 7, "train") == train[:50]
    assert generate(50, 8, "train") != train[:50]


def test_command_writes_one_object_a_line(tmp_path):
    out = tmp_path / "out.jsonl"
    assert main([str(out), "--count", "20", "--seed", "3", "--part", "validation"]) == 0
    lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert lines == generate(20, 3, "validation")


def test_quotes_and_contents_stand_in_the_text(rows):
    for row in rows:
        quoted = [p["quote"] for p in row["positions"] + row["conditions"]]
        for s in row["statements"]:
            assert s["content"]
            quoted += [s["source"], s["cue"], *s["content"]]
        for piece in quoted:
            assert piece is None or (piece and piece in row["text"]), (piece, row["text"])


def test_no_slot_or_mark_is_left(rows):
    for row in rows:
        assert not set("[]{}|*") & set(row["text"].replace("* ", "", 2)), row["text"]
        assert "  " not in row["text"]


def test_positions_and_conditions_name_options_of_the_agenda(rows):
    for row in rows:
        options = {f"{i['id']}.{o['id']}" for i in row["agenda"]["issues"] for o in i["options"]}
        texts = [o["text"] for i in row["agenda"]["issues"] for o in i["options"]]
        assert all(texts)
        assert 2 <= len(row["agenda"]["issues"]) <= 4
        for p in row["positions"]:
            assert f"{p['issue']}.{p['option']}" in options
            assert p["by"] is None or (p["basis"] == "ascribed" and p["by"] != p["party"])
        for c in row["conditions"]:
            assert c["before"] in options
            assert c["requires"] is None or c["requires"] in options


def test_nobody_takes_two_stances_on_one_option(rows):
    for row in rows:
        taken = {(p["party"], p["issue"], p["option"]): p["stance"] for p in row["positions"]}
        assert all(taken[p["party"], p["issue"], p["option"]] == p["stance"] for p in row["positions"])


def test_every_stance_basis_and_condition_occurs(train):
    assert {p["stance"] for r in train for p in r["positions"]} == STANCES
    assert {(p["basis"], p["by"] is None) for r in train for p in r["positions"]} == {
        ("own", True),
        ("ascribed", True),
        ("ascribed", False),
    }
    assert {c["kind"] for r in train for c in r["conditions"]} == {"precondition", "reciprocity", "exception"}
    assert any(not r["positions"] for r in train)


def test_parts_share_neither_patterns_nor_topics(train, validation):
    for kind in ("patterns", "topics"):
        seen, unseen = ({i for r in part for i in r[kind]} for part in (train, validation))
        assert not any(map(held_out, seen))
        assert all(map(held_out, unseen))


def test_material_is_as_large_as_promised():
    found, ids = patterns(), [p.id for p in patterns()]
    assert len(ids) == len(set(ids))
    showing = [p for p in found if p.kind in ("core", "answer", "full") and p.labels]
    assert len(showing) >= 400
    assert len([p for p in found if p.kind in ("full", "speech") and not p.labels]) >= 120
    assert {label.stance for p in showing for label in p.labels} == STANCES
    assert len(topics()) >= 150
    for held in ([p.id for p in found], [t.id for t in topics()]):
        assert 0.1 <= sum(map(held_out, held)) / len(held) <= 0.2


def test_every_option_has_four_realisations_in_three_forms():
    for topic in topics():
        assert 2 <= len(topic.options) <= 4
        known = {o.id for o in topic.options}
        for option in topic.options:
            own = [f for f in option.phrases if not f.denies]
            assert len({f.text for f in own}) >= 4, (topic.id, option.id)
            assert {f.form for f in own} == {"np", "vp", "cl"}, (topic.id, option.id)
            assert set(option.denies) <= known
            assert all((f.form == "cl") == (" | " in f.text) for f in option.phrases)


def numbers(text):
    return {int(n.replace(",", "")) for n in re.findall(r"\d[\d,]*\d", text)}


def test_figures_in_the_text_are_those_of_the_option_and_not_of_its_rivals(rows):
    checked = 0
    for row in rows:
        if len(row["positions"]) != 1 or row["conditions"]:
            continue
        (p,) = row["positions"]
        options = {o["id"]: o["text"] for i in row["agenda"]["issues"] if i["id"] == p["issue"] for o in i["options"]}
        own = numbers(options.pop(p["option"]))
        rival = set().union(*map(numbers, options.values())) - own
        checked += bool(own & numbers(p["quote"]))
        assert not rival & numbers(p["quote"]), row
    assert checked > 10


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("be", ("is", "were", "been", "being")),
        ("stop", ("stops", "stopped", "stopped", "stopping")),
        ("carry", ("carries", "carried", "carried", "carrying")),
        ("take", ("takes", "took", "taken", "taking")),
        ("lie", ("lies", "lay", "lain", "lying")),
    ],
)
def test_verb_forms(verb, forms):
    assert forms == (finite(verb, "present", False), finite(verb, "past", True), participle(verb), gerund(verb))
    assert past("agree") == "agreed"


def test_numbers_are_written_as_in_print():
    assert [number(n, words=True) for n in ("9", "24", "60000", "2035", "3.5", "May")] == [
        "nine",
        "24",
        "60,000",
        "2035",
        "three and a half",
        "May",
    ]
    assert number("9", words=False) == "9"
