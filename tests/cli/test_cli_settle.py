"""`spadework settle` and `spadework scenario ...`."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from spadework.settling import dumps, import_scenario, load, loads, schema

Run = Callable[..., Result]
Spawn = Callable[..., "subprocess.CompletedProcess[bytes]"]

EXAMPLES = Path(__file__).parents[2] / "examples"
HALDEN = str(EXAMPLES / "halden-aquifer" / "scenario.toml")
ARRAYS = {
    "name": "small",
    "parties": ["P0", "P1"],
    "issues": [{"name": "land", "options": ["all", "half"]}, {"name": "fee", "options": ["none", "ten"]}],
    "weights": [[0.7, 0.3], [0.4, 0.6]],
    "values": [[[1, 0.5], [1, 0]], [[0, 0.9], [0, 1]]],
    "reserve": [0.2, 0.2],
}


@pytest.fixture
def arrays(folder: Path) -> Path:
    path = folder / "small.json"
    path.write_text(json.dumps(ARRAYS))
    return path


def test_plain_arrays_in_json_out(run: Run, arrays: Path) -> None:
    done = run("settle", "small.json", "--json")
    assert done.exit_code == 0 and done.stderr == ""
    made = json.loads(done.stdout)
    assert made["parties"] == ["P0", "P1"] and made["exact"] is True and made["robustness"] is None
    worth = {tuple(d["package"].values()): tuple(d["utilities"].values()) for d in made["frontier"]}
    assert set(worth) == {("all", "ten"), ("half", "ten")}
    assert worth["all", "ten"] == pytest.approx((0.7, 0.6)) and worth["half", "ten"] == pytest.approx((0.35, 0.96))
    assert made["solutions"]["nash"]["package"] == {"land": "all", "fee": "ten"}
    assert made["solutions"]["utilitarian"]["package"] == {"land": "half", "fee": "ten"}


def test_example_is_settled_with_table_and_charts(run: Run, folder: Path) -> None:
    done = run("settle", HALDEN, "--csv", "deals.csv", "--charts", "charts", "--draws", "200", "--seed", "3")
    assert done.exit_code == 0 and "The Halden aquifer" in done.stdout and "200 draws, seed 3" in done.stdout
    assert (folder / "deals.csv").read_text().startswith("pumping,meters,")
    assert sorted(p.name for p in (folder / "charts").iterdir()) == ["acceptance.svg", "frontier.svg", "tornado.svg"]
    assert "deals.csv" in done.stderr and "frontier.svg" in done.stderr
    again = run("settle", HALDEN, "--csv", "deals.csv")
    assert (again.exit_code, again.stdout) == (2, "") and "exists" in again.stderr


def test_same_seed_same_answer(run: Run) -> None:
    first, second, other = (run("settle", HALDEN, "--json", "--draws", "100", "--seed", s).stdout for s in "778")
    assert first == second != other


def test_draft_needs_no_more_than_documents_and_an_agenda(run: Run, folder: Path) -> None:
    (folder / "april.txt").write_text(
        "---\ntitle: Vennmark says no\npublished: 2025-04-02\n---\nPetra Halloran, the foreign minister of Vennmark, "
        "said on Monday that Vennmark rejected foreign pilots on the ferries. Torrania wants foreign pilots.\n"
    )
    (folder / "may.txt").write_text(
        "---\ntitle: Softer tones\npublished: 2025-05-09\n---\n“We could live with foreign pilots on the ferries,” "
        "Petra Halloran, the foreign minister of Vennmark, said on Thursday.\n"
    )
    parties = '[[party]]\nid = "ve"\nname = "Vennmark"\n'
    issue = '[[issue]]\nid = "pilots"\nname = "Pilots"\n[[issue.option]]\nid = "foreign"\ntext = "Foreign pilots"\n'
    (folder / "agenda.toml").write_text(f'{parties}[[party]]\nid = "to"\nname = "Torrania"\n{issue}')
    done = run("settle", "--draft", "april.txt", "may.txt", "nope.txt", "--agenda", "agenda.toml")
    assert done.exit_code == 0 and "left out: nope.txt" in done.stderr
    made = loads(done.stdout)
    number = made.preferences[0].values["pilots.foreign"]
    assert number.origin.note.startswith("open, own words of 2025-05-08; earlier rejects") and number.origin.rows
    assert not made.preferences[0].red_lines and made.preferences[0].reserve is None
    record = run("brief", "april.txt", "may.txt", "--agenda", "agenda.toml", "--json").stdout
    (folder / "record.json").write_text(record)
    assert run("settle", "--draft", "record.json").stdout == done.stdout
    assert run("settle", "--draft", "record.json", "--agenda", "agenda.toml").exit_code == 2
    assert "record of a dossier" in run("settle", "record.json").stderr
    (folder / "record.json").write_text("{}")
    assert "brief --json" in run("settle", "--draft", "record.json").stderr
    (folder / "agenda.toml").write_text(parties + issue)
    done = run("settle", "--draft", "april.txt", "--agenda", "agenda.toml")
    assert (done.exit_code, done.stdout) == (2, "") and "a settlement needs two" in done.stderr


@pytest.mark.slow
def test_draft_out_of_documents(run: Run, folder: Path) -> None:
    sulen = EXAMPLES / "sulen-pass"
    documents = [str(p) for p in sorted(sulen.glob("[1-4]*"))]
    agenda = ("--agenda", str(sulen / "agenda.toml"))
    printed = run("settle", "--draft", *documents, *agenda)
    assert printed.exit_code == 0 and printed.stdout.startswith("# A DRAFT")
    made = loads(printed.stdout)
    assert made.draft and [p.id for p in made.parties] == ["ushkara", "yendal"]
    assert "(Briefing by the government spokeswoman, 2 April, 2026-04-02)" in printed.stdout
    done = run("settle", "--draft", *documents, *agenda, "-o", "scenario.toml", "--draws", "50")
    assert done.exit_code == 0 and "DRAFT" in done.stdout and "The draft, for you to correct" in done.stderr
    assert load(folder / "scenario.toml") == made
    before = (folder / "scenario.toml").read_bytes()
    again = run("settle", "--draft", *documents, *agenda, "-o", "scenario.toml")
    assert again.exit_code == 2 and (folder / "scenario.toml").read_bytes() == before
    settled = run("settle", "scenario.toml", "--json", "--draws", "50")
    assert json.loads(settled.stdout)["draft"] is True


def test_draft_out_of_a_kept_dossier_leaves_out_what_was_rejected(run: Run, folder: Path) -> None:
    (folder / "april.txt").write_text(
        "---\npublished: 2025-04-02\n---\nPetra Halloran, the foreign minister of Vennmark, on Monday "
        "ruled out foreign pilots on the ferries. Torrania wants foreign pilots.\n"
    )
    (folder / "agenda.toml").write_text(
        '[[party]]\nid = "ve"\nname = "Vennmark"\n[[party]]\nid = "to"\nname = "Torrania"\n'
        '[[issue]]\nid = "pilots"\nname = "Pilots"\n[[issue.option]]\nid = "foreign"\ntext = "Foreign pilots"\n'
    )
    assert run("init", "talks", "--agenda", "agenda.toml").exit_code == 0
    assert run("add", "--dossier", "talks", "april.txt").exit_code == 0
    made = loads(run("settle", "--draft", "--dossier", "talks").stdout)
    (line,) = made.preferences[0].red_lines
    assert line.option == "pilots.foreign"
    said = json.loads(run("statements", "--dossier", "talks", "--party", "ve", "--json").stdout)["hits"]
    assert set(line.origin.rows) <= {p["id"] for hit in said for p in hit["positions"]}
    refused = [hit["statement"]["id"] for hit in said]
    assert run("reject", "--dossier", "talks", "--by", "anna", *refused).exit_code == 0
    done = run("settle", "--draft", "--dossier", "talks")
    assert done.exit_code == 0 and not loads(done.stdout).preferences[0].red_lines
    for wrong in (["--draft"], [], ["--dossier", "talks"], ["--draft", "--dossier", "talks", "april.txt"]):
        assert run("settle", *wrong).exit_code == 2


def test_draft_without_a_readable_document(run: Run) -> None:
    done = run("settle", "--draft", "nope.txt")
    assert (done.exit_code, done.stdout) == (2, "") and "no such file" in done.stderr


def test_package_on_the_table(run: Run, folder: Path) -> None:
    (folder / "draft.json").write_text('{"package": {"land": "all", "fee": "none"}}')
    (folder / "small.json").write_text(json.dumps(ARRAYS))
    done = run("settle", "small.json", "--package", "draft.json")
    assert done.exit_code == 0 and "On the table: no deal" in done.stdout and "P1 does not accept" in done.stdout
    [told] = json.loads(run("settle", "small.json", "--package", "draft.json", "--json").stdout)["proposals"]
    assert told["accepts"] == {"P0": True, "P1": False}
    for text, told in (
        ('{"land": "all"}', "nothing is chosen for fee"),
        ('{"land": "all", "fee": "tne"}', "no option 'tne'"),
        ('{"lnd": "all", "fee": "ten"}', "no issue 'lnd'"),
        ("[]", "draft.json"),
        ("land = 3", "draft.json"),
    ):
        (folder / "draft.json").write_text(text)
        done = run("settle", "small.json", "--package", "draft.json")
        assert (done.exit_code, done.stdout) == (2, "") and told in done.stderr, text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (json.dumps(ARRAYS | {"reserve": [float("nan"), 0]}), "NaN is no number"),
        (json.dumps(ARRAYS | {"weights": [[0.5], [0.5]]}), "1 entries for 2 issues"),
        (json.dumps(ARRAYS | {"constraints": [{"requires": ["land.all", "fee.x"]}]}), "no option 'fee.x'"),
        ("hello", "not TOML"),
        ("", "it is empty"),
        ('{"a": 1, "a": 2}', "stands twice"),
    ],
)
def test_bad_scenario_is_told(run: Run, folder: Path, text: str, told: str) -> None:
    (folder / "bad.json").write_text(text)
    for args in (("settle", "bad.json"), ("settle", "bad.json", "--json"), ("scenario", "check", "bad.json")):
        done = run(*args)
        assert (done.exit_code, done.stdout) == (2, "") and "bad.json" in done.stderr and told in done.stderr


def test_weights_are_normalised_and_it_is_said(run: Run, folder: Path) -> None:
    (folder / "points.json").write_text(json.dumps(ARRAYS | {"weights": [[7, 3], [0.4, 0.6]]}))
    (folder / "small.json").write_text(json.dumps(ARRAYS))
    made, plain = (json.loads(run("settle", f, "--json").stdout) for f in ("points.json", "small.json"))
    assert any("summed to 10" in n for n in made["notes"]) and made["solutions"] == plain["solutions"]


def test_no_deal_is_an_answer(run: Run, folder: Path) -> None:
    (folder / "none.json").write_text(json.dumps(ARRAYS | {"reserve": [0.9, 0.9]}))
    done = run("settle", "none.json", "--csv", "none.csv", "--charts", "charts")
    assert done.exit_code == 0 and "No package is a deal." in done.stdout and "What would open one" in done.stdout
    assert (folder / "none.csv").read_text() == "land,fee,utility P0,utility P1,chosen by\n"
    assert "nothing to draw" in done.stderr


def test_options_that_do_not_go_together(run: Run, arrays: Path) -> None:
    assert run("settle", "small.json", "--agenda", "peace").exit_code == 2
    assert run("settle", "small.json", "-o", "x.toml").exit_code == 2
    assert run("settle", "small.json", "--draws", "-1").exit_code == 2


def test_check_tells_what_a_scenario_holds(run: Run, arrays: Path) -> None:
    done = run("scenario", "check", "small.json")
    assert done.exit_code == 0 and "Parties: 2, issues: 2, packages: 4, uncertain numbers: 0" in done.stdout


def test_convert_there_and_back(run: Run, folder: Path, arrays: Path) -> None:
    assert run("scenario", "convert", "small.json", "-o", "small.toml").exit_code == 0
    assert load(folder / "small.toml") == load(arrays)
    assert run("scenario", "convert", "small.toml", "--to", "json").stdout == dumps(load(arrays), "json")
    done = run("scenario", "convert", "small.json", "--to", "genius", "-o", "genius")
    assert done.exit_code == 0 and len(done.stdout.splitlines()) == 3
    assert run("settle", "genius", "--json").exit_code == 0
    assert [p.id for p in import_scenario([folder / "genius"]).parties] == ["P0", "P1"]
    done = run("scenario", "convert", "small.json", "--to", "geniusweb", "-o", "web")
    assert done.exit_code == 0 and "warning: The reserve of P0" in done.stderr
    assert run("scenario", "convert", "small.json", "-o", "small.toml").exit_code == 2
    assert run("scenario", "convert", "small.json", "--to", "genius").exit_code == 2


def test_schema_is_printed(run: Run) -> None:
    assert json.loads(run("scenario", "schema").stdout) == schema()


def test_settling_loads_no_reader(spawn: Spawn, arrays: Path) -> None:
    done = spawn("settle", "small.json", "--json")
    assert done.returncode == 0 and done.stderr == b""
    assert json.loads(done.stdout)["exact"] is True
