"""The API on rows: what a change needs, what it does, and what it is told when somebody else was quicker."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from spadework.ledger import Query
from spadework.ledger.search import Hit
from spadework.model import Position, Stance, Statement, Status
from spadework.stored import StoredDossier


@pytest.fixture
def hit(dossier: StoredDossier) -> Hit:
    """A statement with a position."""
    found = dossier.ledger.search(Query(basis=None, party="ushkara", stance=Stance.ACCEPTS)).hits[0]
    assert isinstance(found, Hit) and found.positions
    return found


def test_a_row_tells_all_that_a_change_needs(client: TestClient, hit: Hit) -> None:
    p = hit.positions[0]
    told = client.get(f"/api/rows/{p.id}").json()
    assert (told["kind"], told["revision"], told["by"]) == ("position", hit.revisions[p.id], "machine")
    assert told["row"]["evidence"]["quote"] == p.evidence.quote and told["statement"] == hit.statement.id
    assert told["document"]["title"] == hit.document.title
    assert client.get("/api/rows/p0").status_code == 404


def test_accept_reject_and_what_becomes_of_them(client: TestClient, dossier: StoredDossier, hit: Hit) -> None:
    s = hit.statement
    done = client.post(f"/api/rows/{s.id}/reject", json={"seen": hit.revisions[s.id], "reason": "hearsay"}).json()
    assert {r["id"] for r in done["rows"]} >= {s.id, hit.positions[0].id}
    assert all(r["row"]["status"] == "rejected" and r["by"] == "Mira Anand" for r in done["rows"])
    back = client.post("/api/undo", json={}).json()
    assert {r["id"] for r in back["rows"]} == {r["id"] for r in done["rows"]} and not back["removed"]
    assert dossier.ledger.row(s.id) == s
    again = client.post("/api/redo", json={}).json()
    assert all(r["row"]["status"] == "rejected" for r in again["rows"])
    steps = client.get(f"/api/rows/{s.id}/history").json()["steps"]
    assert [x["change"] for x in steps] == ["entered", "rejected", "restored", "restored"]
    assert steps[1]["differences"] == [{"field": "status", "before": "proposed", "after": "rejected"}]
    assert steps[1]["reason"] == "hearsay" and [x["restorable"] for x in steps] == [True, True, True, False]


def test_who_was_quicker_is_told_and_nothing_is_written(client: TestClient, dossier: StoredDossier, hit: Hit) -> None:
    p = hit.positions[0]
    dossier.ledger.correct(p.id, {"stance": "open"}, by="Ben")
    before = dossier.ledger.last_revision
    for answer in (
        client.post(f"/api/rows/{p.id}/accept", json={"seen": hit.revisions[p.id]}),
        client.patch(f"/api/rows/{p.id}", json={"seen": hit.revisions[p.id], "fields": {"stance": "rejects"}}),
        client.post("/api/rows/reject", json={"rows": [{"id": i, "seen": n} for i, n in hit.revisions.items()]}),
    ):
        told = answer.json()
        assert answer.status_code == 409 and answer.headers["content-type"] == "application/problem+json"
        assert (told["by"], told["revision"], told["rows"]) == ("Ben", before, [p.id])
        assert told["row"]["stance"] == "open" and "Ben has changed" in told["detail"]
    assert dossier.ledger.last_revision == before
    now = client.patch(f"/api/rows/{p.id}", json={"seen": before, "fields": {"stance": "rejects"}})
    assert now.status_code == 200 and now.json()["row"]["status"] == "corrected"


def test_many_in_one_go(client: TestClient, dossier: StoredDossier) -> None:
    hits = [h for h in dossier.search(limit=10).hits if isinstance(h, Hit)]
    rows = [{"id": h.statement.id, "seen": h.revisions[h.statement.id]} for h in hits]
    done = client.post("/api/rows/accept", json={"rows": rows, "reason": "all heard"}).json()
    assert len(done["rows"]) == 10 and len({r["at"] for r in done["rows"]}) == 1
    assert len(client.post("/api/undo", json={}).json()["rows"]) == 10
    assert all(dossier.ledger.row(h.statement.id).status is Status.PROPOSED for h in hits)


def test_a_statement_and_its_positions_are_corrected_together(
    client: TestClient, dossier: StoredDossier, hit: Hit
) -> None:
    s, p = hit.statement, hit.positions[0]
    first = s.content[0]
    rows = [
        {"id": s.id, "seen": hit.revisions[s.id], "fields": {
            "speaker": "An aide", "party": None, "said_on": {"first": "2026-04-01", "last": "2026-04-02"},
            "content": [{"start": first.start, "end": first.end - 1}], "cue": None, "reporters": ["A", "B"],
        }},
        {"id": p.id, "seen": hit.revisions[p.id], "fields": {"stance": "conditional", "basis": "own"}},
    ]  # fmt: skip
    assert client.patch("/api/rows", json={"rows": rows}).status_code == 200
    now, then = dossier.ledger.row(s.id), dossier.ledger.row(p.id)
    assert isinstance(now, Statement) and isinstance(then, Position)
    assert (now.speaker, now.party, now.cue, now.reporters) == ("An aide", None, None, ("A", "B"))
    assert now.content[0].quote == first.quote[:-1] and then.stance is Stance.CONDITIONAL
    assert len(client.post("/api/undo", json={}).json()["rows"]) == 2
    assert dossier.ledger.row(s.id) == s


def test_rows_by_hand(client: TestClient, dossier: StoredDossier, hit: Hit) -> None:
    d = hit.document.id
    text = dossier.ledger.document(d).text
    row = {
        "document": d, "speaker": "A herder", "content": [{"start": 0, "end": 6}], "cue": {"start": 7, "end": 9},
        "said_from": "2026-04-01", "party": "yendal",
    }  # fmt: skip
    made = client.post("/api/rows", json={"kind": "statement", "row": row, "reason": "missed"})
    told = made.json()
    assert made.status_code == 201 and told["row"]["content"][0]["quote"] == text[:6]
    assert told["row"]["status"] == "accepted" and told["by"] == "Mira Anand"
    issue = dossier.ledger.agenda.issues[0]  # type: ignore[union-attr]
    held = {
        "document": d, "evidence": {"start": 0, "end": 6}, "party": "yendal", "issue": issue.id,
        "option": issue.options[0].id, "stance": "rejects", "statement": told["id"],
    }  # fmt: skip
    p = client.post("/api/rows", json={"kind": "position", "row": held}).json()
    assert (p["row"]["actor"], p["row"]["as_of"], p["statement"]) == ("A herder", "2026-04-01", told["id"])
    gone = client.post("/api/undo", json={}).json()
    assert gone == {"rows": [], "removed": [p["id"]]}


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"kind": "statement", "row": {"speaker": "X", "content": [{"start": 0, "end": 4}], "document": "d0"}}, "no d"),
        ({"kind": "statement", "row": {"speaker": "X", "content": []}}, "content: no place"),
        ({"kind": "statement", "row": {"speaker": " ", "content": [{"start": 0, "end": 4}]}}, "speaker: nobody"),
        ({"kind": "statement", "row": {"speaker": "X", "content": [{"start": 0, "end": 10**9}]}}, "content: there is"),
        ({"kind": "statement", "row": {"speaker": "X\x00", "content": [{"start": 0, "end": 4}]}}, "no character"),
        ({"kind": "position", "row": {"party": "nobody", "issue": "x", "option": "y", "stance": "open",
                                      "evidence": {"start": 0, "end": 4}}}, "is no party here"),
        ({"kind": "finding", "row": {}}, "kind"),
        ({"row": {}}, "kind"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_row_by_hand_is_told(
    client: TestClient, hit: Hit, body: dict[str, Any], told: str
) -> None:
    body["row"].setdefault("document", hit.document.id)
    answer = client.post("/api/rows", json=body)
    assert answer.status_code in (404, 422) and told in answer.json()["detail"]


@pytest.mark.parametrize(
    "fields",
    [
        {"stance": 5}, {"stance": ["open"]}, {"stance": {"a": 1}}, {"confidence": 10**400}, {"confidence": "NaN"},
        {"evidence": 5}, {"evidence": {"start": "a"}}, {"evidence": {"start": -1, "end": 3}}, {"evidence": None},
        {"as_of": "yesterday"}, {"as_of": 10**30}, {"issue": "x" * 50_000}, {"option": None}, {"party": ""},
        {"actor": "a\x00b"}, {"nonsense": 1}, {"id": "p"}, {}, {"by": [[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]},
        {"evidence": True}, {"evidence": [{"start": 0, "end": 2}, {"start": 0, "end": 3}, 4]},
    ],
)  # fmt: skip
def test_no_value_makes_the_desk_fail(
    client: TestClient, dossier: StoredDossier, hit: Hit, fields: dict[str, Any]
) -> None:
    p = hit.positions[0]
    before = dossier.ledger.last_revision
    answer = client.patch(f"/api/rows/{p.id}", json={"seen": hit.revisions[p.id], "fields": fields})
    assert answer.status_code == 422 and answer.json()["detail"]
    assert dossier.ledger.last_revision == before


def test_back_to_what_it_was(client: TestClient, dossier: StoredDossier, hit: Hit) -> None:
    p = hit.positions[0]
    first = hit.revisions[p.id]
    dossier.ledger.correct(p.id, {"stance": "rejects"}, by="Ben")
    stale = client.post(f"/api/rows/{p.id}/restore", json={"seen": first, "revision": first})
    assert stale.status_code == 409
    now = dossier.ledger.kept([p.id])[p.id].revision
    done = client.post(f"/api/rows/{p.id}/restore", json={"seen": now, "revision": first})
    assert done.status_code == 200 and dossier.ledger.row(p.id) == p
    other = client.post(f"/api/rows/{p.id}/restore", json={"seen": now + 1, "revision": 1})
    assert other.status_code == 422 and "none of the row" in other.json()["detail"]
