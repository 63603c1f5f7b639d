"""Scenario files: there and back, and what is told of a wrong one."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from scenario_making import WEIR, scenarios

from spadework.errors import ScenarioError
from spadework.model import Constraint, ConstraintKind, Document, Origin, OriginKind, Scenario, Shape, Value
from spadework.settling.compiled import compile_scenario
from spadework.settling.files import dump, dumps, load, loads

ARRAYS = {
    "name": "small",
    "parties": ["P0", "P1"],
    "issues": [{"name": "land", "options": ["all", "half"]}, {"name": "fee.x", "options": ["3.5", "4"]}],
    "weights": [[0.5, 0.5], [0.25, 0.75]],
    "values": [[[1, 0], [0.5, 1]], [[0, 1], [1, 0]]],
    "reserve": [0.3, None],
}


def fault(text: str) -> str:
    with pytest.raises(ScenarioError) as e:
        loads(text, "my.toml")
    return str(e.value)


@settings(max_examples=60, deadline=None)
@given(scenarios())
def test_round_trip_loses_nothing(scenario: Scenario) -> None:
    assert loads(dumps(scenario)) == scenario
    assert loads(dumps(scenario, "json")) == scenario


def test_numbers_are_written_in_four_ways() -> None:
    values = loads(WEIR).preferences
    assert values[0].values["flow.low"] == Value.of(1.0)
    assert values[0].values["fee.shared"].shape is Shape.UNIFORM
    assert values[0].values["fee.shared"].likely == pytest.approx(0.7)
    assert values[0].values["flow.middle"].shape is Shape.TRIANGULAR
    normal = values[1].values["flow.middle"]
    assert normal.shape is Shape.NORMAL and normal.likely == 0.6
    assert normal.high == pytest.approx(0.6 + 1.645 * 0.1, abs=1e-4)


def test_values_may_be_keyed_by_option_or_by_issue() -> None:
    flat = WEIR.replace("[preference.values.fee]\nnone = 1\nshared = 0.5\nmills = 0", "").replace(
        "[preference.values.flow]\nlow = 0\n",
        '[preference.values]\n"fee.none" = 1\nfee.shared = 0.5\n"fee.mills" = 0\n[preference.values.flow]\nlow = 0\n',
    )
    assert loads(flat) == loads(WEIR)


def test_comments_tell_the_words_behind_a_number() -> None:
    document = Document.of("No fee, said the mill.\nNever.", title="Mills say no")
    span = document.span(0, 29)
    scenario = loads(WEIR)
    quoted = Constraint(
        kind=ConstraintKind.EXCLUDES,
        options=("flow.low", "fee.mills"),
        origin=Origin(kind=OriginKind.QUOTE, quotes=(span,), rows=("p1",), note="why"),
    )
    scenario = Scenario(
        parties=scenario.parties,
        issues=scenario.issues,
        preferences=scenario.preferences,
        constraints=(quoted,),
        draft=True,
    )
    text = dumps(scenario, documents=[document])
    assert "# “No fee, said the mill. Never.” (Mills say no)\n[[constraint]]" in text
    assert text.startswith("# A DRAFT") and loads(text) == scenario


def test_file_is_written_whole_and_read_by_its_content(tmp_path: Path) -> None:
    scenario = loads(WEIR)
    for name in ("weir.toml", "weir.json"):
        dump(scenario, tmp_path / name)
        assert load(tmp_path / name) == scenario
    assert json.loads((tmp_path / "weir.json").read_text())["parties"][0]["id"] == "upstream"
    (tmp_path / "weir.txt").write_text((tmp_path / "weir.json").read_text())
    assert load(tmp_path / "weir.txt") == scenario
    assert sorted(p.name for p in tmp_path.iterdir()) == ["weir.json", "weir.toml", "weir.txt"]
    with pytest.raises(ScenarioError, match="cannot be written"):
        dump(scenario, tmp_path / "none" / "weir.toml")


def test_arrays_are_the_same_scenario_as_from_python() -> None:
    made = loads(json.dumps(ARRAYS))
    assert made == Scenario.additive(
        ARRAYS["parties"], ARRAYS["issues"], ARRAYS["values"], ARRAYS["weights"], ARRAYS["reserve"], name="small"
    )
    assert loads(dumps(made)) == made


def test_arrays_take_uncertain_numbers_and_what_goes_beyond_them() -> None:
    table = ARRAYS | {
        "red_lines": {"P1": ["land.all"]},
        "constraints": [{"requires": ["land.half", "fee.x.3.5"]}],
        "rule": {"quota": 0.5, "votes": {"P0": 2}},
    }
    table["values"] = [[[{"low": 0, "high": 1}, 0], [0.5, 1]], [[0, 1], [1, 0]]]
    made = loads(json.dumps(table))
    assert made.preferences[0].values["land.all"].shape is Shape.UNIFORM
    assert made.preferences[1].red_lines[0].option == "land.all"
    assert made.constraints[0].options == ("land.half", "fee.x.3.5") and made.rule.votes == {"P0": 2.0}


def test_arrays_without_weights_are_points() -> None:
    table = {k: v for k, v in ARRAYS.items() if k != "weights"} | {"values": [[[10, 0], [5, 30]], [[0, 1], [2, 4]]]}
    mine = loads(json.dumps(table)).preferences[0]
    assert mine.weights["land"].likely * mine.values["land.all"].likely == pytest.approx(10)
    assert mine.reserve == Value.of(0.3)
    assert mine.values["land.all"].likely == 10 and mine.weights["land"].likely == 1


def test_points_are_written_so_that_packages_are_worth_the_same() -> None:
    table = {k: v for k, v in ARRAYS.items() if k != "weights"} | {"values": [[[10, 0], [5, 30]], [[0, 1], [2, 4]]]}
    made = loads(json.dumps(table))
    again = loads(dumps(made))
    assert [p.reserve for p in again.preferences] == [p.reserve for p in made.preferences]
    every = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    assert np.allclose(compile_scenario(again).utilities(every), compile_scenario(made).utilities(every))


def test_weights_are_normalised_and_it_is_said() -> None:
    made = loads(WEIR.replace("flow = 0.7\nfee = 0.3", "flow = 7\nfee = { low = 2, likely = 3, high = 5 }"))
    mine = made.preferences[0]
    assert mine.weights["flow"].likely == pytest.approx(0.7) and mine.weights["fee"].high == pytest.approx(0.5)
    assert mine.reserve == Value.of(0.4)  # on the scale of the values, which has not changed
    assert made.notes == (
        "The weights of upstream summed to 10 and were divided by it, its reserve was not: it counts on the scale of "
        "the values.",
    )
    assert loads(dumps(made)) == made


def test_reserve_on_the_scale_of_the_weights_goes_with_them() -> None:
    made = loads(WEIR.replace("flow = 0.7\nfee = 0.3", "flow = 70\nfee = 30").replace("reserve = 0.4", "reserve = 40"))
    assert made.preferences[0].reserve == Value.of(0.4)
    assert any("and so was its reserve, 40," in n for n in made.notes)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("low = 1\n", "low = nan\n", r"LINE: preference 1, value of flow.low: NaN is no number. Give a finite"),
        ("low = 1\n", "low = true\n", "LINE: .*True is no number"),
        ("low = 1\n", "lwo = 1\n", r"LINE: .*no option 'lwo'. Did you mean 'low'\?"),
        ('party = "downs', 'party = "downz', r"LINE: .*no party 'downztream'. Did you mean 'downstream'\?"),
        ("fee = 0.3", "fees = 0.3", r"LINE: .*no issue 'fees'. Did you mean 'fee'\?"),
        ("fee = 0.3", "", "upstream gives no weight to fee"),
        ("fee = 0.3", "fee = -0.3", "LINE: .*-0.3 is negative"),
        ('["flow.high"]', '["flow.hgih"]', r"LINE: .*'flow.hgih'. Did you mean 'flow.high'\?"),
        ("reserve = 0.4", "reserve = { low = 2, high = 1 }", "must rise"),
        ("reserve = 0.4", "reserve = { low = 2 }", "low does not tell a number"),
        ("reserve = 0.4", "reserve = { mean = 2, sd = -1 }", "sd is negative"),
        ("reserve = 0.4", "reserve = 1e999", "inf is no number"),
        ("reserve = 0.4", "reserv = 0.4", "no key 'reserv' here. Did you mean 'reserve'"),
        ('options = ["low", "middle", "high"]', 'options = ["low", "low"]', "two options of flow with the id 'low'"),
        ('options = ["low", "middle", "high"]', "options = []", "no option"),
        ('id = "fee"', 'id = "flow"', "two issues with the id 'flow'"),
        ('id = "downstream"', 'id = "upstream"', "two parties with the id 'upstream'"),
        ('name = "The weir at Ostrand"', 'draft = "yes"', "'yes', not true or false"),
        ("mills = 0\n", "mills = 0\n[[constraint]]\nrequires = ['fee.mills']\n", ".*1 options"),
        ("mills = 0\n", "mills = 0\n[[constraint]]\noptions = ['fee.mills', 'flow.low']\n", "it has no kind"),
        ("mills = 0\n", "mills = 0\n[rule]\nquota = 66\n", "a quota of 66"),
        ("mills = 0\n", "mills = 0\n[rule]\nvetoes = ['nobody']\n", "no party 'nobody'"),
        ("mills = 0\n", "mills = 0\nmills = 1\n", "not TOML"),
        (
            "mills = 0\n",
            "mills = 0\n[[preference.interaction]]\nfirst='fee.none'\nsecond='fee.mills'\nvalue=1",
            "of one issue",
        ),
    ],
)  # fmt: skip
def test_fault_is_told_with_line_key_and_remedy(old: str, new: str, told: str) -> None:
    assert old in WEIR
    at = WEIR.rindex(old) if old == "mills = 0\n" else WEIR.index(old)
    told = told.replace("LINE", f"line {WEIR[:at].count(chr(10)) + 1}")
    said = fault(WEIR[:at] + new + WEIR[at + len(old) :])
    assert said.startswith("my.toml: ") and re.search(told, said, re.DOTALL), said


def test_all_faults_are_told_at_once() -> None:
    said = fault(WEIR.replace("mills = 1\n", "mills = nan\n").replace('["flow.high"]', '["flow.x"]'))
    assert "2 faults" in said and "NaN" in said and "flow.x" in said


def test_party_without_a_preference_or_without_values() -> None:
    assert "downstream has no preference" in fault(WEIR[: WEIR.rindex("[[preference]]")])
    bare = WEIR[: WEIR.rindex("[preference.values.flow]")]
    assert "downstream has no values" in fault(bare)


def test_option_that_nobody_values() -> None:
    assert "nobody values flow.middle" in fault(
        "\n".join(line for line in WEIR.splitlines() if not line.startswith("middle"))
    )


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"weights": [[0.5, 0.5]]}, "weights: 1 entries for 2 parties"),
        ({"values": [[[1, 0], [0.5]], [[0, 1], [1, 0]]]}, "values 1 2: 1 entries for 2 options of fee.x"),
        ({"reserve": [0.1, float("nan")]}, "reserve 2: NaN is no number"),
        ({"weights": [[0.5, -0.5], [1, 0]]}, "weights 1 2: a weight of -0.5 is negative"),
        ({"parties": []}, "there is no party"),
        ({"issues": []}, "there is no issue"),
        ({"values": 3}, "values: this is 3, not a list"),
        ({"vetoes": []}, "no key 'vetoes'"),
        ({"red_lines": {"P3": []}}, "no party 'P3'"),
    ],
)
def test_fault_in_arrays(change: dict[str, object], told: str) -> None:
    assert told in fault(json.dumps(ARRAYS | change))


def test_place_in_json_is_told() -> None:
    table = json.loads(dumps(loads(WEIR), "json"))
    table["preferences"][1]["values"]["fee"]["shared"] = "half"
    text = json.dumps(table, indent=1)
    line = next(n for n, x in enumerate(text.splitlines(), start=1) if '"half"' in x)
    assert f"line {line}: preferences 2, value of fee.shared: 'half' is no number" in fault(text)


def test_key_that_stands_twice_in_json() -> None:
    assert "line 2: the key 'name' stands twice" in fault('{"name": "a",\n "name": "b"}')


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "empty"),
        ("[1, 2]", "my.toml"),
        ("{", "not JSON"),
        ("<utility_space/>", "Genius profiles are read with"),
        ('{"LinearAdditiveUtilitySpace": {}}', "GeniusWeb profile"),
        ('{"issueWeights": {}, "issues": {}}', "NegoLog profile"),
        ('{"documents": [], "statements": []}', "record of a dossier"),
        ('[[party]]\nid = "a"\nname = "A"\n', "may be an agenda"),
        ("{" + '"a":[' * 100_000, "my.toml"),
        ("a." * 5000 + "b = 1", "nested too deeply"),
        ('{"name": ' + "9" * 5000 + "}", "not JSON"),
    ],
)
def test_file_of_another_format(text: str, told: str) -> None:
    assert told in fault(text)


def test_hostile_sizes_are_bounded(tmp_path: Path) -> None:
    many = ARRAYS | {"issues": [{"name": f"i{n}", "options": ["a"]} for n in range(5000)]}
    assert "5000 issues are too many" in fault(json.dumps(many))
    many = ARRAYS | {"issues": [{"name": "i", "options": ["a"] * 50_000}]}
    assert "50,000 entries are too many" in fault(json.dumps(many))
    assert len(fault(json.dumps({f"k{n}": 1 for n in range(500_000)}))) < 5000
    (tmp_path / "big").write_bytes(b"#" * 20_000_001)
    with pytest.raises(ScenarioError, match="over 20 MB"):
        load(tmp_path / "big")
    with pytest.raises(ScenarioError, match="no such file"):
        load(tmp_path / "none.toml")
    with pytest.raises(ScenarioError, match="a folder"):
        load(tmp_path)
    (tmp_path / "latin").write_bytes("naïve".encode("latin-1"))
    with pytest.raises(ScenarioError, match="not UTF-8"):
        load(tmp_path / "latin")


def test_agenda_and_scenario_share_parties_and_issues() -> None:
    from spadework import agenda

    head = WEIR[: WEIR.index("[[preference]]")]
    long = head.replace('options = ["low", "middle", "high"]', '[[issue.option]]\nid = "low"\ntext = "Low"').replace(
        'options = ["none", "shared", "mills"]', '[[issue.option]]\nid = "none"\ntext = "None"'
    )
    made = agenda.loads(long)
    mine = loads(
        long
        + "".join(
            f'[[preference]]\nparty="{p.id}"\nweights={{flow=1,fee=0}}\nvalues={{flow={{low=1}},fee={{none=0}}}}\n'
            for p in made.parties
        )
    )
    assert mine.parties == made.parties and mine.issues == made.issues
    assert tomllib.loads(dumps(mine))["party"][0]["id"] == "upstream"


def test_examples_of_the_page_and_of_the_folder_hold_together() -> None:
    root = Path(__file__).parents[2]
    page = (root / "docs" / "settling.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```(?:toml|json)\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    assert len(blocks) >= 2
    for block in blocks:
        made = loads(block, "docs/settling.md")
        assert len(made.parties) == 2 and made.notes == ()
    assert [p.id for p in load(root / "examples" / "halden-aquifer" / "scenario.toml").parties] == [
        "growers",
        "city",
        "trust",
    ]
