"""The table of any day, and the history of its cells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from fastapi.testclient import TestClient

from spadework.stored import StoredDossier
from spadework.table import table

END = date(2026, 5, 9)


def cells(view: dict[str, Any]) -> dict[tuple[str, str, str], list[dict[str, Any]]]:
    return {(c["party"], i["id"], o["id"]): c["held"] for i in view["issues"] for o in i["options"] for c in o["cells"]}


def now(client: TestClient, **query: str) -> dict[str, Any]:
    answer = client.get("/api/table", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


def shown(held: list[dict[str, Any]]) -> list[str]:
    return [h["position"] for h in held if not h["before"]]


def test_it_is_the_table_of_the_dossier(client: TestClient, dossier: StoredDossier) -> None:
    view = cells(now(client))
    made = table(dossier.record())
    wanted = {
        (party, block.issue.id, row.option.id): [p.id for p in cell.own]
        for block in made.blocks
        for row in block.rows
        for party, cell in row.cells.items()
    }
    assert {place: shown(held)[: len(wanted[place])] for place, held in view.items() if held} == wanted


def test_it_is_told_as_of_a_day(client: TestClient) -> None:
    end, then = now(client), now(client, as_of="2026-04-02")
    assert cells(end) != cells(then)
    days = [h["as_of"] for held in cells(then).values() for h in held if h["as_of"]]
    assert days and max(days) <= "2026-04-02"
    assert then["previous"] < "2026-04-02" < then["next"] and then["last"] == END.isoformat()
    assert now(client, as_of="2031-01-01")["issues"] == end["issues"]
    assert now(client, as_of="1990-01-01")["issues"] == []
    assert "stood on 2 Apr 2026" in client.get("/", params={"as_of": "2026-04-02"}).text


def test_a_day_that_is_none_is_refused(client: TestClient) -> None:
    for path in ("/", "/api/table"):
        assert client.get(path, params={"as_of": "2026-02-30"}).status_code == 422
        assert client.get(path, params={"as_of": ""}).status_code == 200


def test_days_lead_to_each_other(client: TestClient) -> None:
    def back() -> Iterator[str]:
        day = now(client)["previous"]
        while day:
            yield day
            day = now(client, as_of=day)["previous"]

    days = list(back())
    assert days == sorted(days, reverse=True) and len(days) == len(set(days)) > 2
    assert now(client)["first"] == days[-1]
    assert [now(client, as_of=d)["next"] for d in days] == [END.isoformat(), *days[:-1]]


def test_gaps_and_overlaps_are_those_of_the_findings(client: TestClient, dossier: StoredDossier) -> None:
    found = dossier.findings()
    view = now(client)
    gaps = {i["id"]: i["gap"] for i in view["issues"] if i["gap"]}
    meets = {(i["id"], o["id"]): o["overlap"] for i in view["issues"] for o in i["options"] if o["overlap"]}
    assert gaps == {f.issue: f.explanation for f in found if f.kind == "gap"}
    assert meets == {(f.issue, f.option): f.explanation for f in found if f.kind == "overlap"} != {}
    overlap = next(f for f in found if f.kind == "overlap")
    dossier.reject(overlap.id, by="Mira Anand")
    dossier.findings()
    [option] = [
        o for i in now(client)["issues"] if i["id"] == overlap.issue for o in i["options"] if o["id"] == overlap.option
    ]
    assert not option["overlap"]


def test_on_another_day_they_are_worked_out_by_the_same_rule(client: TestClient) -> None:
    end = now(client, as_of=END.isoformat())
    assert [(i["id"], bool(i["gap"])) for i in end["issues"]] == [
        (i["id"], bool(i["gap"])) for i in now(client)["issues"]
    ]


def test_a_correction_shows_at_once(client: TestClient, dossier: StoredDossier) -> None:
    before = cells(now(client))
    place, held = next((p, h) for p, h in before.items() if h)
    other = "rejects" if held[0]["stance"] != "rejects" else "accepts"
    dossier.correct(held[0]["position"], by="Mira Anand", stance=other)
    after = cells(now(client))
    changed = [p for p in before if before[p] != after[p]]
    assert changed == [place] and other in [h["stance"] for h in after[place]]
    dossier.undo(by="Mira Anand")
    assert cells(now(client)) == before


def test_a_cell_has_its_history(client: TestClient, dossier: StoredDossier) -> None:
    party, issue, option = max(cells(now(client)), key=lambda p: len(positions(dossier, p)))
    query = {"party": party, "issue": issue, "option": option}
    view = client.get("/api/table/cell", params=query).json()
    wanted = positions(dossier, (party, issue, option))
    assert view["count"] == len(wanted) > 2
    assert {h["words"]["row"] for h in view["held"]} == {p.id for p in wanted}
    days = [h["as_of"] or "" for h in view["held"]]
    assert days == sorted(days, reverse=True)
    for h in view["held"]:
        words = h["words"]
        document = dossier.ledger.document(words["document"])
        assert words["quote"] in document.text and words["title"] == document.title
        assert words["revision"] == dossier.history(words["row"])[-1].number
    then = client.get("/api/table/cell", params=query | {"as_of": days[-1]}).json()
    assert then["count"] < view["count"]
    page = client.get("/cell", params=query).text
    assert all(f'data-row="{h["words"]["row"]}"' in page for h in view["held"])


def test_a_cell_of_nothing_is_empty(client: TestClient) -> None:
    query = {"party": "<b>", "issue": "none", "option": "none"}
    assert client.get("/api/table/cell", params=query).json()["count"] == 0
    page = client.get("/cell", params=query)
    assert page.status_code == 200 and "<b>" not in page.text.replace("<b>No", "")
    assert client.get("/cell", params=query | {"page": "0"}).status_code == 422


def positions(dossier: StoredDossier, place: tuple[str, str, str]) -> list[Any]:
    return [p for p in dossier.record().coding.positions if (p.party, p.issue, p.option) == place]
