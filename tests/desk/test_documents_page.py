"""Documents: the list, and the text with what was read from it, however long it is."""

from __future__ import annotations

import html
import re
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from spadework import Dossier
from spadework.desk import Settings, make_app
from spadework.model import Coding, Document, Event, Plover, RowKind, Statement, row_id
from spadework.stored import StoredDossier

RUN = re.compile(r'<span data-at="(\d+)"([^>]*)>([^<]*)</span>')
NOTE = re.compile(r'<article class="statement[^>]* data-row="([^"]+)"')


def test_the_list_tells_of_every_document(client: TestClient, dossier: StoredDossier) -> None:
    page = client.get("/documents").text
    listed = client.get("/api/documents").json()["documents"]
    assert {d["document"]["id"] for d in listed} == {d.id for d in dossier.documents}
    assert sum(d["statements"] for d in listed) == dossier.ledger.counts()["statement"]
    days = [d["document"]["published"] for d in listed]
    assert days == sorted(days, reverse=True)
    for d in dossier.documents:
        assert f"/documents/{d.id}" in page
    found = client.get("/documents?words=lorries").text
    assert "<mark>lorries</mark>" in found and found.count("/documents/") < page.count("/documents/")


def test_the_text_is_all_there_with_its_rows_beside_it(client: TestClient, dossier: StoredDossier) -> None:
    for d in dossier.documents:
        page = client.get(f"/documents/{d.id}").text
        runs = [(int(at), attributes, html.unescape(text)) for at, attributes, text in RUN.findall(page)]
        assert all(d.text[at : at + len(text)] == text for at, _, text in runs)
        assert "".join(t for *_, t in runs).split() == "".join(_paragraphs(d.text)).split()
        rows = [k.row for k in dossier.ledger.kept_from(d.id)]
        statements = [r for r in rows if isinstance(r, Statement)]
        assert set(NOTE.findall(page)) >= {s.id for s in statements}
        for s in statements:
            mine = "".join(t for _, a, t in runs if f"{s.id}" in a and " content" in a.replace('"', " "))
            assert all("".join(p.quote.split()) in "".join(mine.split()) for p in s.content)


def _paragraphs(text: str) -> list[str]:
    from spadework.text import paragraphs

    return [text[a:b] for a, b in paragraphs(text)]


def test_a_row_that_is_asked_for_is_shown(client: TestClient, dossier: StoredDossier) -> None:
    s = dossier.ledger.rows(RowKind.STATEMENT)[0]
    assert isinstance(s, Statement)
    page = client.get(f"/documents/{s.document}?row={s.id}").text
    assert f'data-chosen="{s.id}"' in page and f'id="{s.id}"' in page
    assert client.get("/documents/d0").status_code == 404
    assert client.get(f"/documents/{s.document}?row=s0").status_code == 200


@pytest.fixture
def long(tmp_path: Path) -> TestClient:
    """A book of 5 MB on 500 pages, with twenty thousand statements and an event."""
    lines = [
        f"Halloran {n} said the toll of number {n} was {'far ' * 30}too high for the ferry." for n in range(20_000)
    ]
    text = "\n\n".join(lines)
    pages = tuple(range(0, len(text), len(text) // 500))
    d = Document.of(text, title="A book", published=date(2030, 4, 2), pages=pages)
    statements, at = [], 0
    for n, line in enumerate(lines):
        who, said = line.index(" said"), line.index("the toll")
        statements.append(
            Statement(
                id=row_id("s", n), document=d.id, source=d.span(at, at + who), cue=d.span(at + who + 1, at + who + 5),
                content=(d.span(at + said, at + len(line) - 1),), speaker=f"Halloran {n}", reported_on=d.published,
            )
        )  # fmt: skip
        at += len(line) + 2
    event = Event(id="e1", category=Plover.COERCE, evidence=d.span(len(text) - 20, len(text)))
    dossier = Dossier.create(tmp_path / "long")
    dossier.ledger.add(d, statements, Coding(events=(event,)))
    client = TestClient(make_app(dossier, Settings(by="Mira Anand")), base_url="http://127.0.0.1:8321")
    client.book = (d, statements)  # type: ignore[attr-defined]
    return client


def test_a_long_document_is_shown_in_parts(long: TestClient) -> None:
    d, statements = long.book  # type: ignore[attr-defined]
    for asked, wanted in (
        ("", 0),
        (f"?row={statements[12_345].id}", statements[12_345].cue.start),
        ("?page=400", d.pages[399]),
    ):
        page = long.get(f"/documents/{d.id}{asked}").text
        runs = [(int(at), html.unescape(text)) for at, _, text in RUN.findall(page)]
        assert len(page) < 1_000_000 and len(runs) < 3_000
        assert runs[0][0] <= wanted < runs[-1][0] + len(runs[-1][1])
        assert all(d.text[at : at + len(text)] == text for at, text in runs)
    assert f'id="{statements[12_345].id}"' in long.get(f"/documents/{d.id}?row={statements[12_345].id}").text
    assert 'data-page="400"' in long.get(f"/documents/{d.id}?page=400").text
    reached, at = 0, 0
    for _ in range(3):
        view = long.get(f"/api/documents/{d.id}?at={at}").json()
        assert view["window"]["start"] == at == reached
        reached = at = view["window"]["after"]
    last = long.get(f"/documents/{d.id}?row=e1").text
    assert 'data-row="e1"' in last and 'rel="next"' not in last and 'rel="prev"' in last
    for odd in ("?at=2000000000", "?page=0", "?page=99999", "?row=zz"):
        assert long.get(f"/documents/{d.id}{odd}").status_code == 200
    for bad in ("?at=-1", "?at=x", "?page=1e9"):
        assert long.get(f"/documents/{d.id}{bad}").status_code == 422


def test_too_many_rows_in_one_place_are_told_and_left_out(tmp_path: Path) -> None:
    d = Document.of("Halloran said that the toll was too high for the ferry to pay.", title="Short")
    whole = d.span(0, len(d.text))
    many = [
        Statement(id=row_id("s", n), document=d.id, source=None, cue=None, content=(whole,), speaker=f"X{n}")
        for n in range(700)
    ]
    dossier = Dossier.create(tmp_path / "many")
    dossier.ledger.add(d, many)
    client = TestClient(make_app(dossier, Settings(by="Mira Anand")), base_url="http://127.0.0.1:8321")
    chosen = many[650].id
    page = client.get(f"/documents/{d.id}?row={chosen}").text
    assert "400 rows of this part are not marked here" in page and f'id="{chosen}"' in page
