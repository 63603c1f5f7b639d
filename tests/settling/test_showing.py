"""The answer in the terminal, as JSON, as a table and as charts."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rich.console import Console
from scenario_making import WEIR

from spadework.errors import ScenarioError
from spadework.model import Package, Scenario
from spadework.settling import load, loads
from spadework.settling.showing import Outcome, answer, charts, csv_table, look, shown, write_charts

EXAMPLE = Path(__file__).parents[2] / "examples" / "halden-aquifer" / "scenario.toml"


def printed(outcome: Outcome, width: int = 110) -> str:
    console = Console(width=width, file=io.StringIO(), color_system=None)
    console.print(shown(outcome))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@pytest.fixture(scope="module")
def example() -> Outcome:
    return look(load(EXAMPLE), draws=300)


def test_answer_has_the_form_that_is_told(example: Outcome) -> None:
    made = json.loads(json.dumps(answer(example), allow_nan=False))
    assert made["parties"] == ["growers", "city", "trust"] and made["exact"] is True and made["draft"] is False
    assert [i["id"] for i in made["issues"]] == ["pumping", "meters", "cost", "release", "term"]
    assert set(made["solutions"]) == {"nash", "kalai_smorodinsky", "egalitarian", "utilitarian"}
    assert len(made["frontier"]) == len(example.settlement.frontier)
    known = [d["package"] for d in made["frontier"]]
    for deal in made["frontier"]:
        assert set(deal) == {"package", "utilities"}
        assert list(deal["package"]) == [i["id"] for i in made["issues"]] and list(deal["utilities"]) == made["parties"]
    for solution in made["solutions"].values():
        assert solution["package"] in known and solution["gap"] == 0
        assert solution["packages"][0]["utilities"] == solution["utilities"]
    robust = made["robustness"]
    assert robust["draws"] == 300 and 0 <= robust["deal"]["at_least"] <= robust["deal"]["at_most"] <= 1
    assert set(robust["choices"]) == {"worst_case", "cvar", "regret"} and robust["method"].startswith("Spearman")
    assert {m["kind"] for m in robust["matters"]} <= {"value", "weight", "reserve", "interaction"}


def test_answer_without_a_deal_is_json_too() -> None:
    made = answer(look(loads(WEIR.replace("reserve = 0.4", "reserve = 2")), draws=50))
    text = json.dumps(made, allow_nan=False)
    assert made["possible"] is False and made["frontier"] == [] and made["ideal"] is None
    assert made["solutions"]["nash"]["package"] is None and json.loads(text) == made


def test_without_a_deal_it_is_told_who_has_to_move() -> None:
    text = WEIR.replace('red_lines = ["flow.high"]', 'red_lines = ["flow.high", "flow.middle"]')
    head = "[preference.weights]\nflow = 0.6"
    outcome = look(loads(text.replace(head, f'red_lines = ["flow.low"]\n{head}')), draws=50)
    said = printed(outcome)
    assert "No package is a deal." in said and "What would open one" in said
    assert "- Upstream Growers’s red line on Water let through in summer: middle" in said
    assert answer(outcome)["openings"] == {
        "nearest": [],
        "red_lines": [{"upstream": ["flow.middle"]}, {"downstream": ["flow.low"]}],
        "complete": True,
    }
    reserves = look(loads(WEIR.replace("reserve = 0.4", "reserve = 0.9")), draws=50)
    near = answer(reserves)["openings"]["nearest"][0]
    assert near["given_up"] == {"downstream": pytest.approx(0.1)} and near["total"] == pytest.approx(0.1)
    assert near["package"] == {"flow": "low", "fee": "shared"} and list(near["blockers"]) == ["downstream"]
    assert "- Downstream Mills gives up 0.100 for Water let through in summer: low;" in printed(reserves)
    assert answer(look(loads(WEIR), draws=0))["openings"] is None


def test_package_on_the_table_is_assessed() -> None:
    bad = Package(choices={"flow": "low", "fee": "mills"})
    outcome = look(loads(WEIR), [bad], draws=100)
    [told] = answer(outcome)["proposals"]
    assert told["package"] == bad.choices and told["accepts"] == {"upstream": True, "downstream": False}
    assert told["deal"] is False and "short of its reserve" in told["blockers"]["downstream"]
    assert told["utilities"] == {"upstream": pytest.approx(1.0), "downstream": pytest.approx(0.0)}
    said = printed(outcome)
    assert "On the table: no deal" in said and "Downstream Mills does not accept" in said
    assert "Upstream Growers accepts: it is worth 1.000" in said
    poor = look(loads(WEIR), [Package(choices={"flow": "middle", "fee": "none"})], draws=0)
    assert "On the table: a deal" in printed(poor) and "efficient" in printed(poor)


def test_terminal_tells_packages_chances_and_what_matters(example: Outcome) -> None:
    text = printed(example)
    assert "The Halden aquifer" in text and "DRAFT" not in text and "324 packages" in text
    assert "Nash" in text and "90% of now" in text and "worth to Marsh Trust" in text
    assert "the chance that there is any deal is" in text and "What to find out next" in text
    assert "Marsh Trust: reserve" in text
    narrow = printed(example, 60)
    assert max(map(len, narrow.splitlines())) <= 60 and "Utilitarian" in narrow


def test_many_issues_are_cut_in_the_terminal_only() -> None:
    count = 60
    many = Scenario.additive(["A"], [["x", "y"]] * count, [[[0, 1]] * count], [[1 / count] * count])
    outcome = look(many)
    assert "and 20 more issues" in printed(outcome) and "i39" in printed(outcome) and "i40" not in printed(outcome)
    assert len(answer(outcome)["frontier"][0]["package"]) == count


def test_draft_is_called_one_everywhere() -> None:
    outcome = look(replace(loads(WEIR), draft=True), draws=50)
    assert "DRAFT" in printed(outcome) and answer(outcome)["draft"] is True
    assert all("DRAFT" in json.dumps(c["title"]) for c in charts(outcome).values())


def test_hostile_names_do_not_steer_the_terminal_or_the_spreadsheet() -> None:
    text = WEIR.replace('name = "Upstream Growers"', 'name = "\\u001b[31mRed\\u202e [bold]x"')
    text = text.replace('"middle"', '"=cmd()"').replace("middle =", '"=cmd()" =')
    outcome = look(loads(text), draws=20)
    assert "\x1b" not in printed(outcome) and "\u202e" not in printed(outcome) and "[bold]x" in printed(outcome)
    assert "'=cmd()" in csv_table(outcome)


def test_table_holds_the_frontier(example: Outcome) -> None:
    rows = list(csv.DictReader(io.StringIO(csv_table(example))))
    s = example.settlement
    assert len(rows) >= len(s.frontier)
    for row, deal in zip(rows, s.frontier, strict=False):
        assert [row[i] for i in deal.package.choices] == list(deal.package.choices.values())
        assert float(row["utility city"]) == pytest.approx(deal.utilities[1])
    assert sum("nash" in r["chosen by"] for r in rows) == 1
    assert all(0 <= float(r["chance agreed"]) <= 1 for r in rows if r["chance agreed"])
    certain = look(load(EXAMPLE), draws=0)
    assert "chance agreed" not in csv_table(certain)


def test_charts_are_whole_svgs_that_fetch_nothing(example: Outcome, tmp_path: Path) -> None:
    written = write_charts(example, tmp_path / "charts")
    assert [p.name for p in written] == ["frontier.svg", "acceptance.svg", "tornado.svg"]
    for path in written:
        text = path.read_text(encoding="utf-8")
        assert ElementTree.fromstring(text).tag.endswith("svg")
        assert "The Halden aquifer" in text and "href" not in text.replace("xmlns:xlink", "")
        assert text.count("http") == text.count("http://www.w3.org/")
    assert write_charts(example, tmp_path / "charts") == written  # ours are drawn again
    (tmp_path / "charts" / "tornado.svg").write_text("<svg>mine</svg>")
    with pytest.raises(ScenarioError, match="no chart of ours"):
        write_charts(example, tmp_path / "charts")


def test_charts_fit_the_number_of_parties(example: Outcome) -> None:
    assert "party by party" in charts(example)["frontier"]["title"]["text"]
    two = charts(look(loads(WEIR), draws=50))
    assert two["frontier"]["title"]["text"] == "Efficient deals"
    none = look(loads(WEIR.replace("reserve = 0.4", "reserve = 2")), draws=0)
    assert charts(none) == {}
    one = Scenario.additive(["A"], [["x", "y"]], [[[0, 1]]])
    assert charts(look(one)) == {}


def test_nothing_is_drawn_where_all_is_known() -> None:
    certain = Scenario.additive(["A", "B"], [["x", "y"]], [[[1, 0]], [[0.2, 1]]], reserve=[0, 0])
    outcome = look(certain, [Package(choices={"i0": "x"})])
    assert outcome.robustness is None and answer(outcome)["robustness"] is None
    assert "How sure" not in printed(outcome) and outcome.worth(Package(choices={"i0": "x"})) == (1.0, 0.2)


def test_names_from_files_are_no_markup(tmp_path: Path) -> None:
    text = WEIR.replace('name = "Upstream Growers"', 'name = "<script>alert(1)</script>"')
    [frontier, *_] = write_charts(look(loads(text), draws=50), tmp_path)
    assert "<script" not in frontier.read_text() and "&lt;script" in frontier.read_text()
