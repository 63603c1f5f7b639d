"""People and bodies: made one, parted, renamed, moved, and all of it taken back."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from spadework.model import Document
from spadework.stored import StoredDossier

BY = "Mira Anand"
ANKERI, MINISTRY = "Davud Ankeri", "Yendal foreign ministry"


def actors(client: TestClient, **query: str) -> dict[str, dict[str, Any]]:
    answer = client.get("/api/actors", params=query)
    assert answer.status_code == 200, answer.text
    return {a["name"]: a for c in answer.json()["camps"] for a in c["actors"]}


def test_all_who_speak_are_there(client: TestClient, dossier: StoredDossier) -> None:
    said: dict[str, int] = {}
    for s in dossier.statements():
        said[s.speaker] = said.get(s.speaker, 0) + 1
    assert {name: a["count"] for name, a in actors(client).items() if a["count"]} == said
    assert actors(client)[ANKERI]["terms"] == [{"party": {"id": "yendal", "name": "Yendal"}, "since": None}]
    assert set(actors(client, q="foreign MINISTRY")) == {ANKERI, MINISTRY}
    outsiders = actors(client, party="-")
    assert "Temur Gaziel" in outsiders and ANKERI not in outsiders


def test_two_are_made_one_and_re_reads_follow(client: TestClient, dossier: StoredDossier) -> None:
    before, record = actors(client), dossier.record()
    answer = client.post("/api/actors/merge", json={"names": [MINISTRY], "into": ANKERI, "reason": "He spoke for it"})
    assert answer.status_code == 200 and answer.json()["rows"]
    after = actors(client)
    assert MINISTRY not in after and after[ANKERI]["aliases"] == [MINISTRY]
    assert after[ANKERI]["count"] == before[ANKERI]["count"] + before[MINISTRY]["count"]
    dossier.reread()
    assert MINISTRY not in actors(client) and actors(client)[ANKERI]["count"] == after[ANKERI]["count"]
    text = (
        "Yendal's foreign ministry said on Monday that the sheep must be returned.\n\n"
        "The herders, an agency report said, were waiting for the decision of the two governments."
    )
    dossier.add(Document.of(text, title="Later", publisher="Upland Post", origin="later.txt"))
    assert MINISTRY not in actors(client)
    assert record.statements != dossier.record().statements


def test_undo_takes_it_back(client: TestClient, dossier: StoredDossier, folder: Path) -> None:
    before, text = actors(client), (folder / "agenda.toml").read_text()
    client.post("/api/actors/merge", json={"names": [MINISTRY], "into": ANKERI})
    assert MINISTRY in (folder / "agenda.toml").read_text()
    assert client.post("/api/undo", json={}).status_code == 200
    assert actors(client) == before and (folder / "agenda.toml").read_text() == text
    assert dossier.verify() == []


def test_statements_are_somebody_else_s(client: TestClient, dossier: StoredDossier) -> None:
    said = client.get("/api/actors/one", params={"name": ANKERI}).json()["statements"]
    chosen = [{"id": s["id"], "seen": s["revision"]} for s in said[:2]]
    body = {"statements": chosen, "name": "Lena Ankeri", "party": None}
    assert client.post("/api/actors/split", json=body).status_code == 200
    after = actors(client)
    assert after["Lena Ankeri"]["count"] == 2 and after[ANKERI]["count"] == len(said) - 2
    refused = client.post("/api/actors/split", json=body)
    assert refused.status_code == 409 and refused.json()["by"] == BY
    dossier.reread()
    assert actors(client)["Lena Ankeri"]["count"] == 2


def test_somebody_speaks_for_another_party_from_a_day_on(client: TestClient, dossier: StoredDossier) -> None:
    body = {"name": ANKERI, "party": "astrane", "since": "2026-05-01"}
    assert client.post("/api/actors/party", json=body).status_code == 200
    spoke = {s["party"]["id"]: (s["first"], s["last"]) for s in actors(client)[ANKERI]["spoke"]}
    assert spoke["yendal"][1] < "2026-05-01" <= spoke["astrane"][0]
    assert actors(client)[ANKERI]["terms"][1]["since"] == "2026-05-01"
    dossier.reread()
    assert {s["party"]["id"] for s in actors(client)[ANKERI]["spoke"]} == {"yendal", "astrane"}
    refused = client.post("/api/actors/party", json=body | {"party": "atlantis"})
    assert refused.status_code == 422 and "no party here" in refused.text


def test_what_makes_no_sense_is_refused(client: TestClient) -> None:
    for body in (
        {"names": ["No One"], "into": ANKERI},
        {"names": [ANKERI], "into": ANKERI},
        {"names": [ANKERI], "into": " "},
    ):
        assert client.post("/api/actors/merge", json=body).status_code == 422, body
    assert client.get("/api/actors/one", params={"name": "No One"}).status_code == 404
    assert client.get("/actors/one", params={"name": "<b>"}).status_code == 404
    assert client.get("/actors", params={"q": "<script>alert(1)</script>"}).text.count("<script>alert") == 0


def test_pages_of_what_somebody_said(client: TestClient, monkeypatch: Any) -> None:
    monkeypatch.setattr("spadework.desk.views.actors.STATEMENTS", 2)
    found, after = [], None
    while True:
        query = {"name": ANKERI} | ({"after": after} if after else {})
        view = client.get("/api/actors/one", params=query).json()
        found += [s["id"] for s in view["statements"]]
        after = view["after"]
        if after is None:
            break
    assert len(found) == len(set(found)) == view["actor"]["count"]


def test_in_a_large_dossier_nobody_waits_for_the_count(client: TestClient, monkeypatch: Any) -> None:
    monkeypatch.setattr("spadework.desk.views.actors.AT_ONCE", 0)
    first = client.get("/api/actors").json()
    known = {a["name"] for c in first["camps"] for a in c["actors"]}
    assert first["counting"] and ANKERI in known and MINISTRY not in known
    assert client.get("/api/actors/one", params={"name": MINISTRY}).json()["actor"]["count"] == 1
    for _ in range(200):
        if not (view := client.get("/api/actors").json())["counting"]:
            break
        time.sleep(0.02)
    assert MINISTRY in {a["name"] for c in view["camps"] for a in c["actors"]}
    client.post("/api/actors/merge", json={"names": [MINISTRY], "into": ANKERI})
    assert MINISTRY not in actors(client)
