"""bench/cases.py on one case, with a scorer that only tells what it was given."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[2] / "bench" / "cases.py"
SCORER = """\
import pathlib, sys
for folder in sys.argv[1:]:
    print(*sorted(p.name for p in pathlib.Path(folder).glob("*.json")))
sys.exit(5)
"""
TEXT = (
    "“We reject pilots on the ferry,” Petra Halloran, the foreign minister of Vennmark, said on Monday. "
    "Torrania wants pilots on the ferry, its prime minister said."
)
GOLD: dict[str, Any] = {
    "statements": [
        {
            "doc": "d1",
            "source": "Petra Halloran",
            "cue": "said on Monday",
            "content": ["“We reject pilots on the ferry,”"],
            "speaker": "Petra Halloran",
            "party": "ve",
            "directness": "direct",
            "said_on": "2030-04-01",
        }
    ],
    "positions": [],
    "conditions": [],
    "findings": [],
    "traps": [],
}


def case(gold: dict[str, Any]) -> dict[str, Any]:
    parties = (("ve", "Vennmark", ["Vennish"]), ("to", "Torrania", []))
    return {
        "id": "tiny",
        "register": "news",
        "agenda": {
            "parties": [{"id": i, "name": n, "role": "principal", "aliases": a} for i, n, a in parties],
            "actors": [{"name": "Ivo Null", "party": None, "role": "historian"}],
            "issues": [
                {"id": "pilots", "name": "Pilots", "options": [{"id": "yes", "text": "Pilots on the ferry"}]},
                {"id": "toll", "name": "Toll", "options": [{"id": "cut", "text": "The harbour toll is halved"}]},
            ],
        },
        "documents": [
            {"id": "d1", "title": "Talks", "publisher": "Post", "published": "2030-04-02", "text": TEXT},
        ],
        "gold": gold,
    }


def bench(*args: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(SCRIPT), *map(str, args)], capture_output=True, text=True, timeout=60, check=False
    )


OTHER = {**GOLD, "statements": [{**GOLD["statements"][0], "party": "to", "content": ["pilots on the ferry"]}]}


def folder_of(path: Path, **golds: dict[str, Any]) -> Path:
    """A folder with a case for each gold, all of the same documents; the scorer lies above it."""
    cases = path / "cases"
    cases.mkdir()
    for name, gold in golds.items():
        (cases / f"{name}.json").write_text(json.dumps(case(gold)), encoding="utf-8")
    (path / "score.py").write_text(SCORER, encoding="utf-8")
    return cases


def predictions(path: Path) -> dict[str, dict[str, Any]]:
    return {p.stem: json.loads(p.read_text(encoding="utf-8")) for p in path.glob("*.json")}


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What is predicted, by reading, of three cases that differ in their gold alone."""
    path = tmp_path_factory.mktemp("read")
    bench(folder_of(path, gold=GOLD, other=OTHER, none={}), "--predictions", path / "out")
    return predictions(path / "out")


def test_prediction_has_the_scorers_form(read: dict[str, dict[str, Any]]) -> None:
    found = read["gold"]
    assert set(found) == {"statements", "positions", "conditions", "findings"}
    assert set(found["statements"][0]) == set(GOLD["statements"][0])
    assert {"doc", "quote", "as_of", "basis", "by", "stance"} <= set(found["positions"][0])
    assert {s["doc"] for s in found["statements"]} == {"d1"}
    assert all(piece in TEXT for s in found["statements"] for piece in s["content"])
    assert {s["speaker"] for s in found["statements"]} >= {"Petra Halloran"}
    gap = next(f for f in found["findings"] if f["kind"] == "gap")
    assert gap["issue"] == "pilots" and set(gap["parties"]) == {"ve", "to"}


def test_gold_is_neither_used_nor_needed_for_reading(read: dict[str, dict[str, Any]]) -> None:
    assert read["gold"] == read["other"] == read["none"]


def test_gold_statements_are_coded_when_asked(tmp_path: Path) -> None:
    bench(folder_of(tmp_path, gold=GOLD, other=OTHER), "--predictions", tmp_path / "out", "--gold-statements")
    found = predictions(tmp_path / "out")
    assert found["gold"]["statements"] == GOLD["statements"]
    assert found["other"]["statements"] != GOLD["statements"]
    (position,) = found["gold"]["positions"]
    assert (position["party"], position["stance"], position["as_of"]) == ("ve", "rejects", "2030-04-01")


def test_scorer_gets_both_folders_and_decides_the_exit_code(tmp_path: Path) -> None:
    cases = folder_of(tmp_path, tiny=GOLD)
    elsewhere = tmp_path / "elsewhere.py"
    (tmp_path / "score.py").rename(elsewhere)
    ran = bench(cases, "--scorer", elsewhere)
    assert (ran.returncode, ran.stdout.split()) == (5, ["tiny.json", "tiny.json"])
    assert [p.name for p in cases.iterdir()] == ["tiny.json"]


def test_scorer_beside_the_cases_is_found(tmp_path: Path) -> None:
    assert bench(folder_of(tmp_path, tiny=GOLD)).returncode == 5


def test_scorer_that_is_missing_is_asked_for(tmp_path: Path) -> None:
    cases = folder_of(tmp_path, tiny=GOLD)
    (tmp_path / "score.py").unlink()
    ran = bench(cases)
    assert ran.returncode == 2 and "--scorer" in ran.stderr


def test_folder_without_cases_is_told(tmp_path: Path) -> None:
    (tmp_path / "score.py").write_text(SCORER, encoding="utf-8")
    ran = bench(tmp_path)
    assert ran.returncode == 2 and "no case files" in ran.stderr and not ran.stdout
