"""Conditions with their circles, and commitments as they stand on a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from fastapi.testclient import TestClient

from spadework.moment import as_of
from spadework.stored import StoredDossier


def get(client: TestClient, what: str, **query: str) -> dict[str, Any]:
    answer = client.get(f"/api/{what}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


def test_conditions_are_listed_and_drawn(client: TestClient, dossier: StoredDossier) -> None:
    view = get(client, "conditions")
    rows = {c.id: c for c in dossier.record().coding.conditions}
    assert {c["words"]["row"] for c in view["conditions"]} == set(rows)
    for c in view["conditions"]:
        row = rows[c["words"]["row"]]
        assert (c["requires"] and c["requires"]["id"], c["before"] and c["before"]["id"]) == (row.requires, row.before)
    circular = [c["circular"] for c in view["conditions"]]
    assert True in circular and circular == sorted(circular, reverse=True)
    assert any(a["circular"] for d in view["drawings"] for a in d["arrows"])
    assert {p["party"]["id"] for p in get(client, "conditions", party="yendal")["conditions"]} == {"yendal"}


def test_a_circle_of_unsure_conditions_becomes_a_finding_when_they_are_accepted(
    client: TestClient, dossier: StoredDossier
) -> None:
    circle = [c["words"] for c in get(client, "conditions")["conditions"] if c["circular"]]
    dossier.accept(*(w["row"] for w in circle), by="Mira Anand")
    (found,) = get(client, "findings", kind="circular_preconditions")["findings"]
    assert "though no finding tells of one" not in client.get("/conditions").text
    dossier.reject(found["id"], by="Mira Anand", reason="They wait no longer")
    assert "though no finding tells of one" in client.get("/conditions").text


def test_a_condition_is_corrected(client: TestClient) -> None:
    one = get(client, "conditions")["conditions"][0]["words"]
    body = {"seen": one["revision"], "fields": {"before": "fair.reopen"}}
    assert client.patch(f"/api/rows/{one['row']}", json=body).status_code == 200
    after = next(c for c in get(client, "conditions")["conditions"] if c["words"]["row"] == one["row"])
    assert after["before"]["id"] == "fair.reopen" and after["words"]["status"] == "corrected"
    body = {"seen": after["words"]["revision"], "fields": {"kind": "reciprocity", "requires": "none"}}
    assert client.patch(f"/api/rows/{one['row']}", json=body).status_code == 200
    body = {"seen": after["words"]["revision"] + 1, "fields": {"requires": "fair.nowhere"}}
    assert client.patch(f"/api/rows/{one['row']}", json=body).status_code == 422
    body = {"seen": after["words"]["revision"] + 1, "fields": {"requires": "fair.reopen", "before": None}}
    assert client.patch(f"/api/rows/{one['row']}", json=body).status_code == 200


def due(client: TestClient, **query: str) -> dict[str, str]:
    return {c["action"]: c["due"] for c in get(client, "commitments", **query)["commitments"]}


def test_commitments_stand_as_of_a_day(client: TestClient) -> None:
    action = next(c for c in get(client, "commitments")["commitments"] if c["deadline"] == "2026-04-30")["action"]
    assert due(client)[action] == "overdue"
    assert due(client, as_of="2026-04-20")[action] == "soon"
    assert due(client, as_of="2026-04-15")[action] == "later"
    assert action not in due(client, as_of="2026-04-14")
    assert due(client, as_of="2026-04-20", due="overdue").keys() == {
        a for a, d in due(client, as_of="2026-04-20").items() if d == "overdue"
    }


def test_a_promise_counts_once_it_was_told(client: TestClient, dossier: StoredDossier) -> None:
    row = next(c for c in dossier.record().coding.commitments if c.made_on and c.made_on > date(2026, 4, 1))
    dossier.correct(row.id, by="Mira Anand", made_on="2026-04-01")  # said then, and told when its document came out
    days = {d.id: d.published for d in dossier.documents}
    out = days[row.evidence.document]
    assert out and out > date(2026, 4, 1)
    for day in (out - timedelta(days=1), out):
        wanted = {c.id for c in as_of(dossier.record(), day).coding.commitments}
        assert (row.id in wanted) == (day == out)
        view = get(client, "commitments", as_of=day.isoformat())
        assert {c["words"]["row"] for c in view["commitments"]} == wanted


def test_a_state_is_corrected(client: TestClient) -> None:
    one = next(c for c in get(client, "commitments")["commitments"] if c["due"] == "overdue")
    words = one["words"]
    assert (
        client.patch(
            f"/api/rows/{words['row']}", json={"seen": words["revision"], "fields": {"state": "kept"}}
        ).status_code
        == 200
    )
    view = get(client, "commitments")
    assert next(c["due"] for c in view["commitments"] if c["words"]["row"] == words["row"]) == "kept"
    assert view["counts"]["kept"] == 1
    then = get(client, "commitments", as_of="2026-05-01")  # what a person said stays
    assert next(c["due"] for c in then["commitments"] if c["words"]["row"] == words["row"]) == "kept"


def test_what_comparing_says_of_a_promise_stands_with_it(client: TestClient, dossier: StoredDossier) -> None:
    found = next(f for f in dossier.findings() if f.kind == "unverified_commitment")
    told = {c["words"]["row"]: [f["id"] for f in c["findings"]] for c in get(client, "commitments")["commitments"]}
    assert all(found.id in told[row] for row in found.rows if row in told) and set(found.rows) & set(told)


def test_pages_of_them(client: TestClient) -> None:
    for path in (
        "/conditions",
        "/conditions?party=none",
        "/commitments",
        "/commitments?as_of=2026-04-20",
        "/commitments?as_of=1990-01-01",
    ):
        assert client.get(path).status_code == 200, path
