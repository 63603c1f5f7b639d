"""The settlement page without a browser: what it shows before any module runs, and the parts that follow a slider."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from settlement_made import CLOSED, HALDEN

from spadework.desk.desk import Desk
from spadework.desk.settings import Settings
from spadework.desk.settler import Busy, Settler
from spadework.desk.views.chart import HEIGHT, WIDTH, parallel, scatter
from spadework.desk.views.settlement import SettlementView, settlement_view
from spadework.desk.views.tried import tried
from spadework.errors import ScenarioError
from spadework.ledger import ScenarioVersion
from spadework.model import Scenario
from spadework.settling import Changes, changed, loads, settle
from spadework.stored import StoredDossier

VERSION = ScenarioVersion("x", 1, "Ada", "")


@pytest.fixture
def kept(dossier: StoredDossier) -> StoredDossier:
    dossier.ledger.keep_scenario("halden", HALDEN, by="Ada", reason="the example")
    dossier.ledger.keep_scenario("closed", CLOSED, by="Ben")
    return dossier


def view_of(dossier: StoredDossier, scenario: Scenario) -> SettlementView:
    return settlement_view(Desk(dossier, Settings(by="Ada")), VERSION, scenario, None)


def test_the_page_shows_the_answer_without_a_module(client: TestClient, kept: StoredDossier) -> None:
    text = client.get("/settlement?scenario=halden").text
    found = settle(HALDEN)
    assert f"{len(found.frontier)} efficient deals" in text
    for solution in found.solutions.values():
        for utility in solution.deals[0].utilities:
            assert f"{utility:.3f}" in text
    assert text.count('class="sol ') >= 4 and 'class="reserve"' in text
    assert "Nash" in text and "Kalai-Smorodinsky" in text and "Egalitarian" in text and "Utilitarian" in text


def test_the_address_holds_what_is_tried_out(client: TestClient, kept: StoredDossier) -> None:
    text = client.get("/settlement?scenario=halden&r0=0.99").text
    assert "No package is a deal." in text and "tried out, not kept" in text
    text = client.get("/settlement?scenario=closed&r0=0.5&prospects=1").text
    assert "A deal is possible." in text
    text = client.get("/settlement?scenario=closed&prospects=1").text
    assert "What would open a deal" in text and "gives up 0.1" in text


def test_the_draft_leads_to_its_sentences(client: TestClient) -> None:
    text = client.get("/settlement?scenario=draft").text
    links = re.findall(r'href="/documents/([^"?#]+)\?row=([^"#]+)#([^"]+)"', text)
    assert links and all(row == place for _, row, place in links)
    for _, row, _ in links[:10]:
        assert client.get("/api/openapi.json").status_code == 200 and row


def test_a_part_is_the_same_as_on_the_page(client: TestClient, kept: StoredDossier) -> None:
    query = "scenario=halden&w0.0=0.8&p=0.1.1.1.0"
    page, part = client.get(f"/settlement?{query}").text, client.get(f"/settlement/answer?{query}").text
    pieces = re.split(r'(?=<div id="\w+" data-live)', part)[1:-1]
    assert [re.findall(r'id="(\w+)"', p)[0] for p in pieces] == ["verdict", "frontier", "solutions", "stand"]
    for piece in pieces:
        assert piece.strip() in page


def test_what_cannot_be_shown_says_why(client: TestClient, kept: StoredDossier) -> None:
    for path in ("/settlement?scenario=nope", "/settlement?scenario=halden&version=9"):
        assert client.get(path).status_code == 404
    for field in ("w9.9=1", "r0=x", "p=9", "w0.0=-1", "v0.0.9=1", "r0=3..2"):
        answer = client.get(f"/settlement/answer?scenario=halden&{field}")
        assert answer.status_code == 422 and "cannot be settled" in answer.text, field
        assert client.get(f"/settlement?scenario=halden&{field}").status_code == 422


def test_it_is_taken_away_as_it_stands(client: TestClient, kept: StoredDossier) -> None:
    for form in ("toml", "json"):
        answer = client.get(f"/settlement/scenario.{form}?scenario=halden&r0=0.25")
        assert "attachment" in answer.headers["content-disposition"]
        made = loads(answer.text)
        reserve = made.preferences[0].reserve
        assert reserve is not None and reserve.likely == pytest.approx(0.25)
        assert made.preferences[1] == HALDEN.preferences[1]
    assert client.get("/settlement/scenario.exe?scenario=halden").status_code == 404


def test_names_are_escaped(client: TestClient, dossier: StoredDossier) -> None:
    bad = '<script>alert("x")</script>'
    scenario = Scenario.additive([bad, "b"], {f"{bad}": ["o1", "o2"]}, [[[0, 1]], [[1, 0]]], name=bad)
    dossier.ledger.keep_scenario("bad", scenario, by=bad, reason=bad)
    for path in ("/settlement?scenario=bad", "/settlement/answer?scenario=bad", "/settlement/prospects?scenario=bad"):
        answer = client.get(path)
        assert answer.status_code == 200 and "<script>alert" not in answer.text


shares = st.floats(0, 1).map(lambda x: f"{x:.4f}")
fields = st.dictionaries(
    st.sampled_from([f"w{p}.{i}" for p in range(3) for i in range(5)] + ["r0", "r1", "l0.0.0", "l1.2.1", "v2.1.1"]),
    shares,
)


@given(fields)
def test_weights_of_what_is_tried_out_keep_their_sum(told: dict[str, str]) -> None:
    made = changed(HALDEN, tried(HALDEN, told.items()).changes)
    for before, after in zip(HALDEN.preferences, made.preferences, strict=True):
        sums = [sum(w.likely for w in p.weights.values()) for p in (before, after)]
        assert sums[1] == pytest.approx(sums[0])


def test_fields_that_say_what_is_there_change_nothing() -> None:
    told = {}
    for n, p in enumerate(HALDEN.preferences):
        total = sum(w.likely for w in p.weights.values())
        for j, i in enumerate(HALDEN.issues):
            told[f"w{n}.{j}"] = f"{p.weights[i.id].likely / total:.4f}"
        told[f"r{n}"] = f"{p.reserve.likely:.4f}" if p.reserve else ""
    assert tried(HALDEN, told.items()).changes == Changes()


def test_the_last_of_two_fields_counts() -> None:
    fields = parse_qsl("l0.0.0=0&l0.0.0=1&x=1&y=1")
    made = tried(HALDEN, fields)
    first = HALDEN.issues[0]
    assert f"{first.id}.{first.options[0].id}" in made.changes.red_lines[HALDEN.parties[0].id]
    assert made.axes == (1, 0)


@pytest.mark.parametrize("text", ["p=1", "p=a.b.c.d.e", "p=9.0.0.0.0", "w0=1&w0.0=nan", "v0.0.0=1..0"])
def test_fields_that_do_not_fit_are_told(text: str) -> None:
    with pytest.raises(ScenarioError):
        tried(HALDEN, parse_qsl(text))


def test_charts_stay_in_their_frame(dossier: StoredDossier) -> None:
    view = view_of(dossier, HALDEN)
    for axes in ((0, 1), (2, 0)):
        chart = scatter(view, HALDEN, axes)
        assert chart is not None
        for thing in (*chart.dots, *chart.marks):
            assert 0 <= thing.x <= WIDTH and 0 <= thing.y <= HEIGHT
        assert all(0 <= t.at <= WIDTH for t in chart.x_ticks) and len(chart.x_ticks) >= 2
        right, up = (sorted(chart.dots, key=key)[-1] for key in (lambda d: d.x, lambda d: -d.y))
        by_package = {".".join(map(str, p.choices)): p.utilities for p in view.points}
        assert by_package[right.package][axes[0]] == max(by_package[d.package][axes[0]] for d in chart.dots)
        assert by_package[up.package][axes[1]] == max(by_package[d.package][axes[1]] for d in chart.dots)
    lines = parallel(view, HALDEN)
    assert lines is not None and len(lines.axes) == 3
    assert {len(x.corners) for x in (*lines.lines, *lines.marks)} == {3}
    assert len(lines.lines) + len(lines.marks) == len(view.points)


def test_a_large_frontier_keeps_its_ends_and_the_solutions(dossier: StoredDossier) -> None:
    import random

    rng = random.Random(3)
    values = [[[rng.random() for _ in range(5)] for _ in range(6)] for _ in range(4)]
    scenario = Scenario.additive("abcd", [[str(o) for o in range(5)]] * 6, values)
    view, found = view_of(dossier, scenario), settle(scenario)
    assert view.efficient == len(found.frontier) > 300 == len(view.points)
    shown = [p.utilities for p in view.points]
    for party in range(4):
        assert max(u[party] for u in shown) == pytest.approx(found.frontier.utilities[:, party].max())
    for solution in found.solutions.values():
        assert any(u == pytest.approx(solution.deals[0].utilities) for u in shown)


def test_a_settling_waits_for_others_and_then_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("spadework.desk.settler.WAIT", 0.01)
    settler = Settler()
    while settler._slots.acquire(blocking=False):
        pass
    with pytest.raises(Busy):
        settler.settled(HALDEN)
    settler._slots.release()
    first = settler.settled(HALDEN)
    assert settler.settled(HALDEN) is first
