"""Passages with an agenda: what their marks say, and what is told where one is wrong."""

import sys
from pathlib import Path

import pytest

TRAINING = Path(__file__).resolve().parents[2] / "training"
sys.path.insert(0, str(TRAINING))
from passages import as_case, dossiers, wordings  # noqa: E402

HEAD = "## The crossing\nA Opening hours\nA1 Day and night\nA2 Closed at dusk\nB Tolls\nB1 Free\nB2 Two crowns\n--\n"


@pytest.fixture
def read(tmp_path):
    def of(body):
        path = tmp_path / "one.txt"
        path.write_text(HEAD + body, encoding="utf-8")
        return dossiers(path)

    return of


def test_marks_are_taken_out_and_placed(read):
    [dossier] = read("{s1:The governor} {q1:told} us {c1:{A2- A1+:dusk was for bats}, and that it rained}.")
    [passage] = dossier.passages
    assert dossier.issues["A"] == ("Opening hours", {"A1": "Day and night", "A2": "Closed at dusk"})
    assert passage.text == "The governor told us dusk was for bats, and that it rained."
    assert [(passage.text[a:b], code, stance) for (a, b), code, stance in passage.positions] == [
        ("dusk was for bats", "A2", "rejects"),
        ("dusk was for bats", "A1", "accepts"),
    ]
    [one] = passage.attributions.values()
    assert [passage.text[a:b] for role in ("source", "cue", "content") for a, b in one[role]] == [
        "The governor",
        "told",
        "dusk was for bats, and that it rained",
    ]


@pytest.mark.parametrize(
    ("mark", "condition"),
    [
        ("B1>A1", ("precondition", "B1", "A1")),
        ("x>A1", ("precondition", "", "A1")),
        ("B1&A1", ("reciprocity", "B1", "A1")),
        ("!A1", ("exception", "", "A1")),
    ],
)
def test_conditions(read, mark, condition):
    [dossier] = read(f"{{s1:He}} {{q1:said}} {{c1:{{A1~ {mark}:it would open, if}}}}.")
    [(_, *found)] = dossier.passages[0].conditions
    assert tuple(found) == condition


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("{s1:He} {q1:said} {c1:{C1+:so}}.", "which the agenda has not"),
        ("{s1:He} {q1:said} {c1:{A1!:so}}.", "cannot read the mark"),
        ("{s1:He} {q1:said} {c1:so.", "is not closed"),
        ("{s1:He} {q1:said} so}.", "never opened"),
        ("{s1:He} {q1:said} so.", "has no content"),
        ("{s1:He} {q1:said} {c1:so}. {A1+:It is open}.", "lies in no content"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(read, body, told):
    with pytest.raises(ValueError, match=told) as error:
        read(body)
    assert "one.txt, dossier 1 (The crossing), passage 1" in str(error.value)


def test_every_dossier_that_is_learnt_from_can_be_read():
    found = [d for path in sorted((TRAINING / "dossiers").rglob("*.txt")) for d in dossiers(path)]
    assert len(found) > 1500 and all(d.passages for d in found)


def test_as_a_case_a_position_is_the_narrowest_attributions(read):
    [dossier] = read("{s1:Ada} {q1:said} {c1:that {s2:Ben} {q2:wants} {c2:{A1+:it open}}, and {B1-:free it is not}}.")
    case = as_case(dossier, "one")
    assert [(p["party"], p["option"]) for p in case["gold"]["positions"]] == [("n1", "A1"), ("n0", "B1")]
    assert [s["party"] for s in case["gold"]["statements"]] == ["n0", "n1"]


def test_wordings_are_found_by_file_and_title(tmp_path):
    (tmp_path / "w.txt").write_text("#### one\n## The crossing\nA Times\nA1 Always | Never shut\n", encoding="utf-8")
    assert wordings(tmp_path) == {("one", "The crossing"): {"A": ("Times",), "A1": ("Always", "Never shut")}}


def test_every_wording_belongs_to_an_option():
    agendas = {
        (path.stem, d.title.strip()): {c for code, (_, options) in d.issues.items() for c in (code, *options)}
        for path in (TRAINING / "dossiers").glob("*.txt")
        for d in dossiers(path)
    }
    told = wordings(TRAINING / "wordings")
    assert len(told) > 1000
    assert [name for name, texts in told.items() if not set(texts) <= agendas.get(name, set())] == []
