"""Scenarios kept and settled through the API."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from settlement_made import CLOSED, HALDEN

from spadework import Dossier
from spadework.desk import Settings, make_app
from spadework.desk.asking import DeskRole, Person, reader
from spadework.model import Package
from spadework.settling import Changes, assess, changed, dumps, openings, settle
from spadework.stored import StoredDossier

EXAMPLES = Path(__file__).parents[2] / "examples"
FILE = EXAMPLES / "halden-aquifer" / "scenario.toml"


@pytest.fixture
def halden(dossier: StoredDossier) -> None:
    dossier.ledger.keep_scenario("halden", HALDEN, by="Ada", reason="the example")


def settled(client: TestClient, **asked: Any) -> dict[str, Any]:
    answer = client.post("/api/settle", json=asked)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def test_the_draft_is_there_before_anything_is_kept(client: TestClient) -> None:
    assert client.get("/api/scenarios").json() == {"kept": [], "draft": True, "why_not": ""}
    draft = client.get("/api/scenarios/draft").json()
    assert draft["version"]["draft"] and draft["scenario"]["draft"]
    assert settled(client)["version"]["name"] == "draft"


def test_a_draft_is_kept_and_changed_and_gone_back_to(client: TestClient) -> None:
    kept = client.post("/api/scenarios/draft", json={"name": "sulen", "reason": "to begin with"}).json()
    assert (kept["number"], kept["by"], kept["reason"]) == (1, "Mira Anand", "to begin with")
    party = client.get("/api/scenarios/sulen").json()["scenario"]["parties"][0]["id"]
    body = {"name": "sulen", "seen": 1, "reserves": {party: 0.3}, "reason": "their accounts", "confirmed": True}
    assert client.put("/api/scenarios/sulen", json=body).json()["number"] == 2
    now = client.get("/api/scenarios/sulen").json()
    mine = now["scenario"]["preferences"][0]["reserve"]
    assert mine == {"value": 0.3, "origin": {"kind": "analyst", "note": "Mira Anand: their accounts"}}
    assert not now["version"]["draft"]
    again = client.post("/api/scenarios/sulen/restore", json={"version": 1, "seen": 2}).json()
    assert (again["number"], again["reason"]) == (3, "as version 1")
    first, third = (client.get(f"/api/scenarios/sulen?version={n}").json()["scenario"] for n in (1, 3))
    assert first == third
    assert [v["number"] for v in client.get("/api/scenarios/sulen/versions").json()] == [3, 2, 1]


def test_two_people_who_change_one_scenario_are_told(client: TestClient, halden: None, dossier: StoredDossier) -> None:
    dossier.ledger.keep_scenario("halden", CLOSED, by="Ben", seen=1)
    body = {"name": "halden", "version": 1, "seen": 1, "reserves": {"growers": 0.2}}
    answer = client.put("/api/scenarios/halden", json=body)
    assert answer.status_code == 409
    told = answer.json()
    assert (told["by"], told["version"], told["kind"]) == ("Ben", 2, "ScenarioChanged")
    assert dossier.ledger.scenario("halden").scenario == CLOSED


def test_numbers_are_those_of_settle(client: TestClient, halden: None) -> None:
    told, found = settled(client, name="halden"), settle(HALDEN)
    assert told["efficient"] == len(found.frontier) and told["exact"]
    by_name = {n: s for s in told["solutions"] for n in s["names"]}
    for name, solution in found.solutions.items():
        assert by_name[name]["package"] == solution.deals[0].package.choices
        assert [w["utility"] for w in by_name[name]["worth"]] == pytest.approx(solution.deals[0].utilities)
    assert [p["ideal"] for p in told["parties"]] == pytest.approx(found.ideal)
    points = {tuple(p["choices"]) for p in told["points"]}
    assert points == {tuple(c) for c in found.frontier.choices.tolist()}


def test_what_is_changed_is_settled_and_nothing_is_kept(client: TestClient, halden: None) -> None:
    told = settled(client, name="halden", weights={"growers": {"pumping": 0.9}}, reserves={"city": None})
    found = settle(changed(HALDEN, Changes(weights={"growers": {"pumping": 0.9}}, reserves={"city": None})))
    assert told["changed"] and told["efficient"] == len(found.frontier)
    assert next(p for p in told["parties"] if p["id"] == "city")["reserve"] is None
    assert len(client.get("/api/scenarios/halden/versions").json()) == 1


def test_changes_may_be_told_as_an_address_tells_them(client: TestClient, halden: None) -> None:
    by_query = settled(client, name="halden", query="r0=0.6&w0.0=0.5")
    by_name = settled(client, name="halden", reserves={"growers": 0.6}, weights={"growers": {"pumping": 0.5}})
    assert by_query == by_name


def test_a_dominated_package_is_flagged_and_bettered(client: TestClient, halden: None) -> None:
    flagged = 0
    for issue in HALDEN.issues:
        for option in issue.options:
            choices = {i.id: i.options[0].id for i in HALDEN.issues} | {issue.id: option.id}
            told = settled(client, name="halden", package=choices)["package"]
            found = assess(HALDEN, Package(choices=choices))
            assert (told["efficient"], told["deal"]) == (found.efficient, found.deal)
            assert {s["worth"]["party"]: s["accepts"] for s in told["parties"]} == found.accepts
            for r in told["better"]:
                assert min(r["gains"].values()) >= -1e-9 and max(r["gains"].values()) > 0
            flagged += told["efficient"] is False and bool(told["better"])
    assert flagged


def test_a_red_line_that_is_crossed_is_named(client: TestClient, halden: None) -> None:
    choices = {i.id: i.options[0].id for i in HALDEN.issues}
    key = f"{HALDEN.issues[0].id}.{HALDEN.issues[0].options[0].id}"
    party = HALDEN.parties[1].id
    told = settled(client, name="halden", package=choices, red_lines={party: [key]})["package"]
    stand = next(s for s in told["parties"] if s["worth"]["party"] == party)
    assert not stand["accepts"] and HALDEN.issues[0].options[0].text in stand["crosses"][0]
    assert not told["deal"]


def test_chances_and_what_opens_a_closed_deal(client: TestClient, halden: None) -> None:
    chances = client.post("/api/settle/chances", json={"name": "halden"}).json()
    assert 0 < chances["deal"][0] <= chances["deal"][1] <= 1
    assert all(0 <= c["agreed"] <= min(c["accepted"].values()) + 1e-9 for c in chances["packages"])
    assert client.post("/api/settle/openings", json={"name": "halden"}).json() is None
    closed = json.loads(dumps(CLOSED, "json"))
    told = client.post("/api/settle/openings", json={"scenario": closed}).json()
    found = openings(CLOSED)
    assert told["nearest"][0]["total"] == pytest.approx(found.nearest[0].total)
    assert told["nearest"][0]["package"] == found.nearest[0].package.choices
    assert client.post("/api/settle/chances", json={"scenario": closed}).json() is None


def test_where_there_is_no_deal_the_points_are_those_that_nobody_could_better(client: TestClient) -> None:
    told = settled(client, scenario=json.loads(dumps(CLOSED, "json")))
    assert not told["possible"] and told["efficient"] == 0 and told["solutions"] == []
    assert told["points"]


@pytest.mark.parametrize("form", ["toml", "json", "csv"])
def test_a_file_is_brought_in(client: TestClient, form: str) -> None:
    text = "issue,option,north,south\nwater,dam,1,0\nwater,share,0,1\n" if form == "csv" else dumps(HALDEN, form)
    answer = client.post(
        "/api/scenarios/halden/import", files=[("files", (f"../up/s.{form}", text.encode()))], data={"seen": "0"}
    )
    assert answer.status_code == 200, answer.text
    assert answer.json()["reason"] == f"from s.{form}"
    assert settled(client, name="halden")["possible"]


def test_a_file_that_holds_nothing_is_told_by_its_name(client: TestClient) -> None:
    answer = client.post("/api/scenarios/x/import", files=[("files", ("../../etc/x.toml", b"party = 3"))])
    assert answer.status_code == 422
    assert "x.toml" in answer.json()["detail"] and "/tmp" not in answer.text and "etc" not in answer.text
    assert client.get("/api/scenarios").json()["kept"] == []


BAD: list[tuple[str, str, dict[str, Any], int]] = [
    ("put", "/api/scenarios/draft", {"name": "draft"}, 422),
    ("put", "/api/scenarios/A b", {"name": "draft"}, 422),
    ("put", "/api/scenarios/x", {"name": "nope"}, 404),
    ("put", "/api/scenarios/x", {"name": "draft", "seen": 4}, 404),
    ("post", "/api/settle", {"name": "draft", "reserves": {"nobody": 1}}, 422),
    ("post", "/api/settle", {"name": "draft", "query": "w99.1=3"}, 422),
    ("post", "/api/settle", {"name": "draft", "query": "r0=abc"}, 422),
    ("post", "/api/settle", {"name": "draft", "package": {"x": "y"}}, 422),
    ("post", "/api/settle", {"name": "draft", "reserves": {"yendal": {"low": 2, "likely": 1, "high": 0}}}, 422),
    ("post", "/api/settle", {"scenario": {"parties": 3}}, 422),
    ("post", "/api/settle", {"scenario": {}}, 422),
    ("post", "/api/scenarios/x/restore", {"version": 1, "seen": 1}, 404),
]


@pytest.mark.parametrize(("method", "path", "body", "status"), BAD)
def test_what_does_not_fit_is_refused(
    client: TestClient, method: str, path: str, body: dict[str, Any], status: int
) -> None:
    answer = client.request(method, path, json=body)
    assert answer.status_code == status, answer.text
    assert answer.json()["detail"]


def test_numbers_that_are_none_are_refused(client: TestClient) -> None:
    for number in ("NaN", "Infinity", "1e999"):
        body = f'{{"name": "draft", "reserves": {{"yendal": {number}}}}}'
        answer = client.post("/api/settle", content=body, headers={"content-type": "application/json"})
        assert answer.status_code == 422, answer.text


@pytest.mark.parametrize(
    "body", ['{"reserves": {"\\ud800": 1}}', '{"package": {"\\ud800": "x"}}', '{"query": "w0.0=1e308&w0.1=1e308"}']
)
def test_what_is_no_text_and_no_number_is_refused(client: TestClient, body: str) -> None:
    answer = client.post("/api/settle", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 422, answer.text


def test_a_reader_looks_and_keeps_nothing(app: FastAPI, client: TestClient) -> None:
    app.dependency_overrides[reader] = lambda: Person("Rae", DeskRole.READER)
    assert client.post("/api/settle", json={"name": "draft"}).status_code == 200
    assert client.put("/api/scenarios/x", json={"name": "draft"}).status_code == 403
    assert client.post("/api/scenarios/draft", json={"name": "x"}).status_code == 403


@pytest.fixture
def team(postgresql: Any, tmp_path: Path) -> Iterator[TestClient]:
    with Dossier.create(tmp_path / "team", database=postgresql.database()) as dossier:
        app = make_app(dossier, Settings(by="Mira Anand"))
        with TestClient(app, base_url="http://127.0.0.1:8321") as client:
            token = re.search(r'name="csrf-token" content="([^"]*)"', client.get("/").text)
            client.headers["x-csrf-token"] = token.group(1) if token else ""
            yield client


def test_a_team_keeps_scenarios_in_postgresql(team: TestClient) -> None:
    assert not team.get("/api/scenarios").json()["draft"]
    files = [("files", ("scenario.toml", FILE.read_bytes()))]
    assert team.post("/api/scenarios/halden/import", files=files).status_code == 200
    assert team.put("/api/scenarios/halden", json={"name": "halden", "seen": 1, "query": "r0=0.2"}).status_code == 200
    assert team.put("/api/scenarios/halden", json={"name": "halden", "seen": 1}).status_code == 409
    assert settled(team, name="halden")["version"]["number"] == 2
