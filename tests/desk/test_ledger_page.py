"""The ledger as HTML and as JSON: words and filters in the address, pages both ways, hits marked, nothing hostile."""

from __future__ import annotations

import html
import re
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient

from postgresql import Server
from spadework import Dossier
from spadework.desk import Settings, make_app
from spadework.desk.asking import DeskRole, Person, reader
from spadework.ledger import Held, Query, Said
from spadework.ledger.by_hand import Ends
from spadework.ledger.search import Hit
from spadework.model import Basis, Directness, Document, RowKind, Stance, Status
from spadework.stored import StoredDossier

ARTICLE = re.compile(r'<article class="statement[^>]* data-row="([^"]+)"')


def ids(page: str) -> list[str]:
    return ARTICLE.findall(page)


FILTERS: list[dict[str, object]] = [
    {},
    {"words": "plateau"},
    {"words": '"grass" -sheep'},
    {"party": "ushkara"},
    {"actor": "Berdane"},
    {"issue": "grazing"},
    {"stance": Stance.REJECTS},
    {"basis": Basis.ASCRIBED, "party": "yendal"},
    {"directness": Directness.DIRECT},
    {"status": Status.ACCEPTED},
    {"said_from": "2026-04-01", "said_to": "2026-05-09"},
    {"reported_from": "2026-05-01"},
    {"reported_to": "2026-04-30"},
    {"publisher": "The Veyne Courier"},
]


@pytest.mark.parametrize("asked", FILTERS)
def test_every_filter_is_in_the_address(client: TestClient, dossier: StoredDossier, asked: dict[str, object]) -> None:
    first = dossier.search(limit=1).hits[0]
    assert isinstance(first, Hit)
    dossier.accept(first.statement.id, by="Ben")
    typed = {k: date.fromisoformat(str(v)) if k.endswith(("_from", "_to")) else v for k, v in asked.items()}
    page = dossier.ledger.search(Query(**typed), limit=100)  # type: ignore[arg-type]
    wanted = [h.statement.id for h in page.hits if isinstance(h, Hit)]
    shown = client.get("/ledger", params={"limit": 100, **asked})  # type: ignore[dict-item]
    assert shown.status_code == 200 and ids(shown.text) == wanted
    told = client.get("/api/statements", params={"limit": 100, **asked}).json()  # type: ignore[dict-item]
    assert [s["id"] for s in told["statements"]] == wanted
    for name in asked:
        assert f'name="{name}"' in shown.text
    assert shown.text.count('title="Take this filter away"') == len(asked)


def test_a_form_sends_its_empty_fields_too(client: TestClient) -> None:
    empty = "words=&party=&stance=&said_from=&status=&after=&limit=&publisher="
    assert ids(client.get(f"/ledger?{empty}").text) == ids(client.get("/ledger").text) != []


@pytest.mark.parametrize(
    "asked",
    ["stance=maybe", "said_from=yesterday", "limit=0", "limit=5000", "after=x", "words=" + "x " * 40, "words=-a"],
)
def test_what_cannot_be_searched_for_is_told(client: TestClient, asked: str) -> None:
    for path in ("/ledger", "/api/statements", "/documents", "/api/documents"):
        assert client.get(f"{path}?{asked}").status_code == 422


def test_pages_both_ways(client: TestClient) -> None:
    link = {rel: re.compile(rf'<a rel="{rel}" href="([^"]+)"') for rel in ("next", "prev")}
    pages = [client.get("/ledger?words=the&limit=7").text]
    while (found := link["next"].search(pages[-1])) is not None:
        pages.append(client.get(html.unescape(found[1])).text)
    assert len(pages) > 2 and not link["prev"].search(pages[0])
    for page, back in zip(pages[:0:-1], pages[-2::-1], strict=True):
        found = link["prev"].search(page)
        assert found is not None
        assert ids(client.get(html.unescape(found[1])).text) == ids(back)
    every = [id for page in pages for id in ids(page)]
    assert len(set(every)) == len(every)
    assert all("words=the" in (link["next"].search(p) or link["prev"].search(p))[1] for p in pages)  # type: ignore[index]


def test_hits_are_marked(client: TestClient) -> None:
    marks = re.findall(r"<mark>([^<]+)</mark>", client.get("/ledger?words=herds+plateau*").text)
    marks += re.findall(r"<mark>([^<]+)</mark>", client.get("/ledger?words=plateau").text)
    assert marks and all(m.lower().startswith(("herd", "plateau")) for m in marks)


def test_one_row_whatever_its_kind(client: TestClient, dossier: StoredDossier) -> None:
    hit = dossier.ledger.search(Query(stance=Stance.ACCEPTS)).hits[0]
    assert isinstance(hit, Hit)
    for id in (hit.statement.id, hit.positions[0].id):
        page = client.get(f"/ledger?row={id}").text
        assert ids(page) == [hit.statement.id] and f'data-chosen="{id}"' in page
    for f in dossier.findings()[:1]:
        assert ids(client.get(f"/ledger?row={f.id}").text) == [f.id]
    for e in dossier.ledger.rows(RowKind.EVENT):
        assert client.get(f"/ledger?row={e.id}").status_code == 200
        if e.statement is None:  # type: ignore[union-attr]
            assert ids(client.get(f"/ledger/rows/{e.id}").text) == [e.id]
    assert client.get("/ledger?row=s0").status_code == 404
    assert all(client.get(p).status_code == 422 for p in NUL)


def test_what_is_shown_can_be_handed_back(client: TestClient, dossier: StoredDossier) -> None:
    """Every row on the page carries the number that a change of it needs."""
    page = client.get("/ledger?limit=100").text
    shown = {id: int(n) for id, n in re.findall(r'data-row="([^"]+)" data-seen="(\d+)"', page)}
    assert len(shown) > 50
    assert {id: k.revision for id, k in dossier.ledger.kept(shown).items()} == shown


def test_the_form_holds_what_the_row_says(client: TestClient, dossier: StoredDossier) -> None:
    hit = dossier.ledger.search(Query(party="ushkara", stance=Stance.ACCEPTS)).hits[0]
    assert isinstance(hit, Hit)
    form = client.get(f"/ledger/rows/{hit.statement.id}/edit").text
    assert f'value="{html.escape(hit.statement.speaker)}"' in form and '<option value="ushkara" selected>' in form
    assert form.count("<fieldset data-row=") == 1 + len(hit.positions)
    text = dossier.ledger.document(hit.document.id).text
    around = "".join(re.findall(r'<span data-at="\d+"[^>]*>([^<]*)</span>', form))
    for piece in hit.statement.content:
        assert html.escape(piece.quote, quote=False).replace("'", "&#39;").replace('"', "&#34;") in around
    assert html.unescape(around)[:40] in text


NUL = ("/ledger?row=%00", "/ledger?words=%00", "/api/rows/%00", "/documents/%00", "/api/statements?issue=a%00")

HOSTILE = (
    "<script>document.title='taken'</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "{{ 7*7 }}",
    "\u202egnirts\u2066",
    "'; DROP TABLE entry; --",
)


@pytest.fixture
def hostile(tmp_path: Path, sulen: Path) -> TestClient:
    """A dossier in which everything that a document or an analyst can bring is hostile."""
    with Dossier.open(sulen) as whole:
        agenda = whole.agenda
    dossier = Dossier.create(tmp_path / "hostile", agenda)
    text = "\n\n".join(f"{h} said that {h} was the toll." for h in HOSTILE)
    d = Document.of(text, title=HOSTILE[0] + HOSTILE[1], publisher=HOSTILE[1] + HOSTILE[4], origin=HOSTILE[2])
    dossier.ledger.add(d)
    for n, h in enumerate(HOSTILE):
        at = text.index(h)
        end = text.index("toll", at)
        said = Said(document=d.id, content=(Ends(at, end),), speaker=h, role=h, reporters=(h,), party="yendal")
        s = dossier.ledger.enter_said(said, by=HOSTILE[0], reason=h)
        issue = dossier.ledger.agenda.issues[0]  # type: ignore[union-attr]
        held = Held(
            document=d.id, evidence=Ends(at, end - 1), party="yendal", issue=issue.id, option=issue.options[0].id,
            stance=list(Stance)[n % 5], statement=s.id, actor=h,
        )  # fmt: skip
        dossier.ledger.enter_held(held, by=h)
    client = TestClient(make_app(dossier, Settings(by=HOSTILE[0])), base_url="http://127.0.0.1:8321")
    client.hostile = d.id  # type: ignore[attr-defined]
    return client


def test_nothing_hostile_becomes_markup(hostile: TestClient) -> None:
    d = hostile.hostile  # type: ignore[attr-defined]
    row = ids(hostile.get("/ledger").text)[0]
    paths = [
        "/ledger", "/documents", f"/documents/{d}", f"/ledger?row={row}", f"/ledger/rows/{row}",
        f"/ledger/rows/{row}/edit", *(f"/ledger?words={quote(h)}" for h in HOSTILE[:4]),
        *(f"/ledger?actor={quote(h)}&publisher={quote(h)}" for h in HOSTILE),
        *(f"/documents?document={quote(h)}" for h in HOSTILE), *(f"/documents/{quote(h, safe='')}" for h in HOSTILE),
        *(f"/ledger?row={quote(h)}" for h in HOSTILE),
    ]  # fmt: skip
    for path in paths:
        page = hostile.get(path).text
        scripts = re.findall(r"<script[^>]*>", page)
        assert all(re.fullmatch(r'<script type="module" src="/static/\w+\.js">', s) for s in scripts), path
        assert "<img" not in page and "onerror=alert(1)>" not in page and "49" not in re.findall(r"\{\{.*?\}\}", page)
        assert not re.search(r'(href|src|action)="\s*javascript:', page), path
        assert not re.search(r"[\u202a-\u202e\u2066-\u2069]", page), path
        assert not re.search(r"<[^>]* on\w+=", re.sub(r'"[^"]*"', '""', page)), path


def test_places_in_a_hostile_text_are_what_they_are(hostile: TestClient) -> None:
    """What turns the direction is shown as one mark, so that no place moves."""
    d = hostile.hostile  # type: ignore[attr-defined]
    text = hostile.app.state.desk.dossier.ledger.document(d).text  # type: ignore[attr-defined]
    runs = re.findall(r'<span data-at="(\d+)"[^>]*>([^<]*)</span>', hostile.get(f"/documents/{d}").text)
    assert runs
    for at, shown in runs:
        run = html.unescape(shown)
        real = text[int(at) : int(at) + len(run)]
        assert len(real) == len(run)
        assert all(a == b or b == "\N{REPLACEMENT CHARACTER}" for a, b in zip(real, run, strict=True))


def test_a_reader_is_shown_nothing_to_decide_with(app: FastAPI, client: TestClient, hit_id: str) -> None:
    def looking(request: Request) -> Person:
        request.state.person = Person("Ruth", DeskRole.READER)
        return request.state.person  # type: ignore[no-any-return]

    app.dependency_overrides[reader] = looking
    page = client.get("/ledger").text + client.get(f"/ledger?row={hit_id}").text
    assert "data-act" in page and not re.search(r'data-act="(accept|reject|edit|stance)"|class="bulk"', page)
    for path, body in (
        (f"/api/rows/{hit_id}/accept", {"seen": 1}),
        ("/api/rows/reject", {"rows": [{"id": hit_id, "seen": 1}]}),
        ("/api/undo", {}),
    ):
        assert client.post(path, json=body).status_code == 403


@pytest.fixture
def hit_id(dossier: StoredDossier) -> str:
    found = dossier.search(limit=1).hits[0]
    assert isinstance(found, Hit)
    return found.statement.id


def test_the_same_on_postgresql(
    client: TestClient, dossier: StoredDossier, tmp_path: Path, postgresql: Server, hit_id: str
) -> None:
    with Dossier.create(tmp_path / "team", database=postgresql.database()) as team:
        team.load(dossier.archive())
        other = TestClient(make_app(team, Settings(by="Mira Anand")), base_url="http://127.0.0.1:8321")
        document = dossier.ledger.row(hit_id).document  # type: ignore[union-attr]
        for path in (
            "/api/statements?limit=50", "/api/statements?words=plateau&party=ushkara", "/api/facets",
            "/api/documents?words=sheep", f"/api/documents/{document}?row={hit_id}", "/api/documents?issue=grazing",
        ):  # fmt: skip
            mine, theirs = client.get(path), other.get(path)
            assert mine.status_code == theirs.status_code == 200
            assert re.sub(r'"(revision|after|before)":("?\d+"?|null)', "", mine.text) == re.sub(
                r'"(revision|after|before)":("?\d+"?|null)', "", theirs.text
            )
        assert all(other.get(path).status_code == 422 for path in NUL)
