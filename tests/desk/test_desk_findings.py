"""Findings: both sides, filters, decisions that are remembered."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from fastapi.testclient import TestClient

from spadework.stored import StoredDossier

BY = "Mira Anand"


def found(client: TestClient, **query: str) -> list[dict[str, Any]]:
    """Those of all pages."""
    every: list[dict[str, Any]] = []
    for page in range(1, 100):
        answer = client.get("/api/findings", params=query | {"page": str(page)})
        assert answer.status_code == 200, answer.text
        every += answer.json()["findings"]
        if page >= answer.json()["pages"]:
            break
    return every


def ids(some: list[dict[str, Any]]) -> set[str]:
    return {f["id"] for f in some}


def dismiss(client: TestClient, finding: dict[str, Any], reason: str) -> None:
    body = {"seen": finding["revision"], "reason": reason}
    assert client.post(f"/api/rows/{finding['id']}/reject", json=body).status_code == 200


def test_they_come_by_kind_and_weight_with_their_words(client: TestClient, dossier: StoredDossier) -> None:
    some = found(client)
    assert ids(some) == {f.id for f in dossier.findings()}
    kinds = [f["kind"] for f in some]
    assert [k for n, k in enumerate(kinds) if n == 0 or kinds[n - 1] != k] == list(dict.fromkeys(kinds))
    for one in dossier.findings():
        view = next(f for f in some if f["id"] == one.id)
        words = [w for c in view["columns"] for w in c["witnesses"]]
        assert {(w["document"], w["quote"]) for w in words} == {(s.document, s.quote) for s in one.evidence}
        assert [r["id"] for r in view["rows"]] == list(one.rows) and all(r["there"] for r in view["rows"])
    assert all(a["weight"] >= b["weight"] for a, b in itertools.pairwise(some) if a["kind"] == b["kind"])


@pytest.mark.parametrize("field", ["kind", "party", "issue"])
def test_they_are_filtered(client: TestClient, dossier: StoredDossier, field: str) -> None:
    every = dossier.findings()
    values = {"kind": "shift", "party": "yendal", "issue": "checks"}
    has = {
        "kind": lambda f: f.kind == "shift",
        "party": lambda f: "yendal" in (f.party, *f.parties),
        "issue": lambda f: "checks" in (f.issue, *f.issues),
    }[field]
    wanted = {f.id for f in every if has(f)}
    assert 0 < len(wanted) < len(every)
    assert ids(found(client, **{field: values[field]})) == wanted


def test_new_since_a_day(client: TestClient, dossier: StoredDossier) -> None:
    published = {d.id: d.published.isoformat() for d in dossier.documents if d.published}
    late = {f.id for f in dossier.findings() if max(published[d] for d in f.documents) >= "2026-05-01"}
    assert ids(found(client, since="2026-05-01")) == late and 0 < len(late) < len(dossier.findings())
    assert found(client, since="2030-01-01") == []


def test_a_dismissed_one_is_told_with_who_when_and_why_and_comes_back(client: TestClient) -> None:
    one = found(client)[0]
    dismiss(client, one, "Misread")
    assert one["id"] not in ids(found(client))
    (gone,) = found(client, status="dismissed")
    assert gone["id"] == one["id"] and gone["decision"]["by"] == BY and gone["decision"]["reason"] == "Misread"
    page = client.get("/findings", params={"status": "dismissed"}).text
    assert f"Dismissed by {BY}" in page and "Misread" in page
    back = client.post(f"/api/findings/{one['id']}/reopen", json={})
    assert back.status_code == 200 and back.json()["status"] == "proposed" and back.json()["decision"] is None
    assert one["id"] in ids(found(client))
    again = client.post(f"/api/findings/{one['id']}/reopen", json={})
    assert again.status_code == 422 and "nothing to take back" in again.text


def test_a_dismissed_one_stays_so_through_re_runs(client: TestClient, dossier: StoredDossier) -> None:
    shift = next(f for f in found(client) if f["kind"] == "shift")
    dismiss(client, shift, "Not a move")
    dossier.recode()
    dossier.reread()
    assert shift["id"] not in ids(found(client))
    assert ids(found(client, status="dismissed")) == {shift["id"]}


def test_it_stays_so_where_its_evidence_is_corrected(client: TestClient, dossier: StoredDossier) -> None:
    shift = next(f for f in found(client) if f["kind"] == "shift")
    row = dossier.ledger.row(shift["rows"][-1]["id"])
    quote = row.evidence.quote  # type: ignore[union-attr]
    dismiss(client, shift, "Not a move")
    cut = quote.split(" ", 1)[1]
    dossier.correct(row.id, by=BY, evidence=f"{row.evidence.start + len(quote) - len(cut)}-{row.evidence.end}")  # type: ignore[union-attr]
    same = [f for f in found(client, status="all") if f["kind"] == "shift" and f["explanation"] == shift["explanation"]]
    assert [f["status"] for f in same] == ["rejected"]


def test_what_is_no_finding_is_not_there(client: TestClient, dossier: StoredDossier) -> None:
    for id in ("f-none", dossier.statements()[0].id):
        assert client.get(f"/api/findings/{id}").status_code == 404
        assert client.post(f"/api/findings/{id}/reopen", json={}).status_code == 404


def test_pages_and_filters_that_make_no_sense_are_refused(client: TestClient) -> None:
    for query in ({"page": "0"}, {"kind": "mood"}, {"status": "?"}, {"since": "yesterday"}):
        assert client.get("/findings", params=query).status_code == 422
    assert client.get("/findings", params={"page": "9", "party": "<script>"}).status_code == 200
