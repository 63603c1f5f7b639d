"""Moves over time: the drawing and the list say the same."""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi.testclient import TestClient

from spadework.briefing.guide import Guide
from spadework.briefing.views.timeline import Move
from spadework.desk.views import timeline
from spadework.desk.views.lanes import GUTTER, WIDTH, Axis, lanes
from spadework.model import Agenda, DateRange, Issue, Option, Party, Position, Record, Span, Stance
from spadework.stored import StoredDossier

AGENDA = Agenda(
    parties=(Party(id="ve", name="Vennmark"), Party(id="to", name="Torrania")),
    issues=(Issue(id="toll", name="The toll", options=(Option(id="cut", text="Halved"),)),),
)
DAY = date(2030, 5, 1)


def view(client: TestClient, **query: str) -> dict[str, Any]:
    answer = client.get("/api/timeline", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


def move(n: int, stance: Stance, said: DateRange | None, reported: date, party: str = "ve") -> Move:
    row = Position(
        id=f"p{n}",
        party=party,
        issue="toll",
        option="cut",
        stance=stance,
        evidence=Span("d", n, n + 1, "x"),
        as_of=reported,
    )
    return Move(row, party, said, reported)


def drawn(*moves: Move, first: date = date(2030, 4, 1), last: date = date(2030, 7, 1)) -> Any:
    return lanes(Guide(Record(agenda=AGENDA)), moves, first, last)


def test_a_move_stands_at_its_day_with_a_whisker_to_the_report() -> None:
    one = drawn(move(1, Stance.OPEN, DateRange.on(date(2030, 4, 20)), DAY))
    axis = Axis(date(2030, 4, 1), date(2030, 7, 1))
    (spot,) = one.spots
    assert (spot.x, spot.tail, spot.since, spot.dated) == (axis.x(date(2030, 4, 20)), axis.x(DAY), None, True)
    assert GUTTER < spot.x < spot.tail < WIDTH


def test_a_vague_day_is_a_bar_and_an_unknown_one_a_tail() -> None:
    vague = move(1, Stance.OPEN, DateRange(date(2030, 4, 10), date(2030, 4, 25)), DAY)
    unknown = move(2, Stance.OPEN, None, date(2030, 6, 1))
    one, other = drawn(vague, unknown).spots
    assert one.since < one.x < one.tail and one.dated
    assert (other.tail, other.since, other.dated) == (None, None, False)


def test_an_arrow_leads_to_another_stance_alone() -> None:
    days = [date(2030, 4, 5), date(2030, 5, 5), date(2030, 6, 5)]
    stances = [Stance.REJECTS, Stance.REJECTS, Stance.ACCEPTS]
    found = drawn(*(move(n, s, DateRange.on(d), d) for n, (s, d) in enumerate(zip(stances, days, strict=True))))
    (arrow,) = found.shifts
    assert arrow.to is Stance.ACCEPTS and found.spots[1].x < arrow.x1 < arrow.x2 < found.spots[2].x


def test_marks_that_cannot_be_told_apart_are_one_with_a_number() -> None:
    found = drawn(*(move(n, Stance.OPEN, None, DAY) for n in range(9)), last=date(2040, 1, 1))
    assert [len(s.rows) for s in found.spots] == [9] and "3 more" in found.spots[0].label


def test_each_party_has_a_lane_within_its_issue() -> None:
    (band,) = drawn(move(1, Stance.OPEN, None, DAY, "to"), move(2, Stance.OPEN, None, DAY, "ve")).bands
    assert band.name == "The toll" and [lane.name for lane in band.lanes] == ["Vennmark", "Torrania"]
    assert [line.label for lane in band.lanes for line in lane.lines] == ["Halved", "Halved"]


def test_ticks_are_calendar_days() -> None:
    assert [t.label for t in Axis(date(2030, 5, 1), date(2030, 5, 4)).ticks()] == ["1 May", "2 May", "3 May", "4 May"]
    assert [t.label for t in Axis(date(2030, 1, 5), date(2030, 9, 1)).ticks()][:2] == ["Feb 2030", "Mar 2030"]
    assert [t.label for t in Axis(date(1990, 1, 5), date(1995, 9, 1)).ticks()] == [str(y) for y in range(1991, 1996)]
    assert len(Axis(date.min, date.max).ticks()) < 12


def test_the_list_says_what_the_drawing_shows(client: TestClient) -> None:
    whole = view(client, **{"from": "2025-01-01", "to": "2026-12-31"})
    listed = {m["words"]["row"] for n in range(whole["pages"]) for m in listed_on(client, n + 1)}
    marked = {row for s in whole["drawing"]["spots"] for row in s["rows"]}
    assert len(listed) == whole["count"] and marked <= listed


def listed_on(client: TestClient, page: int) -> list[dict[str, Any]]:
    return view(client, **{"from": "2025-01-01", "to": "2026-12-31", "page": str(page)})["moves"]  # type: ignore[no-any-return]


def test_a_span_of_days_is_shown_and_zoomed(client: TestClient) -> None:
    some = view(client, **{"from": "2026-04-01", "to": "2026-04-20"})
    whole = view(client)
    assert 0 < some["count"] < whole["count"] and some["outside"] > 0
    for m in some["moves"]:
        words = m["words"]
        assert words["said_from"] is None or words["said_from"] <= "2026-04-20"
        assert (words["reported"] or "") >= "2026-04-01"
    near = some["zoom"]["nearer"]
    assert near != ["2026-04-01", "2026-04-20"] and "2026-04-01" < near[0] < near[1] < "2026-04-20"
    far = some["zoom"]["farther"]
    assert far[0] < "2026-04-01" and far[1] > "2026-04-20"
    page = client.get("/timeline", params={"from": "2026-04-01", "to": "2026-04-20"}).text
    assert f"from={near[0]}" in page and 'style="' not in page


def test_filters(client: TestClient) -> None:
    assert {m["party"] for m in view(client, party="yendal")["moves"]} == {"Yendal"}
    assert [b["id"] for b in view(client, issue="fair")["drawing"]["bands"]] == ["fair"]
    assert view(client, party="nobody")["drawing"] is None
    assert client.get("/timeline", params={"party": "nobody"}).status_code == 200


def test_too_many_moves_are_told_and_not_drawn(client: TestClient, monkeypatch: Any) -> None:
    monkeypatch.setattr(timeline, "MOST", 20)
    some = view(client)
    assert some["more"] and some["count"] <= 20
    assert sum(b["count"] for b in some["overview"]["bars"]) > 20
    assert "There are more moves than can be drawn" in client.get("/timeline").text


def test_days_at_the_edge_of_the_calendar(client: TestClient) -> None:
    for query in ({"from": "0001-01-01", "to": "9999-12-31"}, {"from": "2030-01-01", "to": "2020-01-01"}):
        assert client.get("/timeline", params=query).status_code == 200


def test_what_is_rejected_is_no_move(client: TestClient, dossier: StoredDossier) -> None:
    before = view(client)
    dossier.reject(before["moves"][0]["words"]["row"], by="Mira Anand")
    assert view(client)["count"] == before["count"] - 1
