"""A document in a real browser: text and rows light each other, and selected words become rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

import browsing
from browsing import Watched, check_accessible, check_fits
from spadework import Dossier
from spadework.desk import Settings, make_app
from spadework.ledger import Ends, Hit, Query, Said
from spadework.model import Document, Stance, Statement, Status
from spadework.stored import StoredDossier


@pytest.fixture
def hit(dossier: StoredDossier) -> Hit:
    """A statement with one position."""
    found = dossier.ledger.search(Query(party="ushkara", stance=Stance.ACCEPTS), limit=50).hits
    return next(h for h in found if isinstance(h, Hit) and len(h.positions) == 1)


def note(page: Any, id: str) -> Any:
    return page.locator(f'article[data-row="{id}"]')


def select(page: Any, text: str) -> None:
    """Select words as a person does: from the left end of the first to the right end of the last."""
    page.evaluate(
        """text => {
          const runs = [...document.querySelectorAll('.text [data-at]')];
          const whole = runs.map(r => r.textContent).join('');
          const start = whole.indexOf(text), end = start + text.length;
          const range = document.createRange();
          let at = 0;
          for (const run of runs) {
            const n = run.textContent.length;
            if (at <= start && start < at + n) range.setStart(run.firstChild, start - at);
            if (at < end && end <= at + n) range.setEnd(run.firstChild, end - at);
            at += n;
          }
          getSelection().removeAllRanges();
          getSelection().addRange(range);
          range.startContainer.parentElement.scrollIntoView({block: 'center'});
        }""",
        text,
    )


def unread(page: Any) -> str:
    """Words in which nothing was read: what is entered upon them hangs on nothing else."""
    runs = page.locator(".text [data-at]:not([data-rows])").all_inner_texts()
    return " ".join(max(runs, key=len).split()[:8]).rstrip(".,")


def test_the_list_leads_to_the_text(page: Any, dossier: StoredDossier, shot: Callable[[str], None]) -> None:
    page.goto("/documents")
    check_accessible(page)
    shot("documents")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Who moves first at the Sulen pass?")
    check_accessible(page)
    shot("document")
    page.set_viewport_size({"width": 390, "height": 844})
    check_fits(page)


def test_text_and_rows_light_each_other(page: Any, hit: Hit) -> None:
    id = hit.statement.id
    page.goto(f"/documents/{hit.document.id}?row={id}#{id}")
    expect(note(page, id)).to_be_focused()
    runs = page.locator(f'[data-rows~="{id}"]')
    expect(runs.first).to_be_in_viewport()
    expect(runs.first).to_have_class(re.compile("here"))
    page.keyboard.press("j")
    expect(note(page, id)).not_to_be_focused()
    note(page, id).hover()
    expect(runs.first).to_have_class(re.compile("lit"))
    page.locator("h1").hover()
    runs.last.click()
    expect(note(page, id)).to_have_class(re.compile("current"))


def test_decide_and_correct_beside_the_text(page: Any, dossier: StoredDossier, hit: Hit) -> None:
    id = hit.statement.id
    page.goto(f"/documents/{hit.document.id}?row={id}#{id}")
    expect(note(page, id)).to_be_focused()
    page.keyboard.press("a")
    expect(note(page, id).locator(".who .state")).to_have_text("accepted")
    assert dossier.ledger.row(id).status is Status.ACCEPTED
    page.keyboard.press("u")
    expect(note(page, id).locator(".who .state")).to_have_text("proposed")
    # Another cue, out of the text.
    word = dossier.ledger.document(hit.document.id).text[hit.statement.content[0].start :].split()[0]
    select(page, hit.statement.content[0].quote[:40])
    bar = page.get_by_role("toolbar", name="What the selected words are")
    bar.get_by_role("button", name="Content", exact=True).click()
    form = page.get_by_role("form", name="Correct the statement")
    expect(form.locator("[data-spans=content] q")).to_have_text(hit.statement.content[0].quote[:40].strip())
    form.get_by_role("button", name="Save").click()
    expect(form).to_have_count(0)
    now = dossier.ledger.row(id)
    assert isinstance(now, Statement) and now.text == hit.statement.content[0].quote[:40].strip()
    assert now.text.startswith(word) and now.content[0].start == hit.statement.content[0].start


def test_statements_and_positions_by_hand(page: Any, dossier: StoredDossier, shot: Callable[[str], None]) -> None:
    d = next(d for d in dossier.documents if d.title == "Who moves first at the Sulen pass?")
    page.goto(f"/documents/{d.id}")
    words = unread(page)
    few = " ".join(words.split()[:4])
    select(page, words)
    page.get_by_role("toolbar").get_by_role("button", name="Statement").click()
    form = page.get_by_role("form", name="A statement by hand")
    form.get_by_role("button", name="Enter").click()  # nobody is named yet
    expect(form).to_be_visible()
    form.get_by_label("Speaker").fill("The Courier")
    select(page, "SULEN, Yendal")
    form.locator("[data-spans=source]").get_by_role("button", name="Take the selected words").click()
    expect(form.locator("[data-spans=source] q")).to_have_text("SULEN, Yendal")
    check_accessible(page)
    shot("document-by-hand")
    form.get_by_role("button", name="Enter").click()
    made = page.locator("article.current")
    expect(made.locator(".who b")).to_have_text("The Courier")
    row = dossier.ledger.row(made.get_attribute("data-row"))
    assert isinstance(row, Statement) and row.text == words and row.source and row.source.quote == "SULEN, Yendal"
    select(page, few)
    page.get_by_role("toolbar").get_by_role("button", name="Position").click()
    form = page.get_by_role("form", name="A position by hand")
    expect(form).to_contain_text("hang on the statement of The Courier")
    form.get_by_label("Party").select_option(label="Yendal")
    form.get_by_label("Issue and option").select_option(index=1)
    form.get_by_label("Stance").select_option(label="rejects")
    form.get_by_role("button", name="Enter").click()
    expect(made.locator(".position .stance")).to_have_text("rejects")
    (held,) = dossier.ledger.kept_upon(row.id)
    assert held.by == "Mira Anand" and held.row.evidence.quote == few  # type: ignore[union-attr]
    page.keyboard.press("u")
    expect(made.locator(".position")).to_have_count(0)
    page.keyboard.press("u")
    expect(page.get_by_text("The Courier", exact=True)).to_have_count(0)


HOSTILE = (
    "<script>document.title='taken'</script>",
    '"><img src=x onerror="document.title=\'taken\'">',
    "javascript:document.title='taken'",
    "\u202eegnahcxe\u202c",
    "<a href='javascript:document.title=1'>x</a>",
)


@pytest.fixture
def hostile(tmp_path: Path, dossier: StoredDossier) -> Iterator[tuple[str, StoredDossier, str]]:
    made = Dossier.create(tmp_path / "hostile", dossier.agenda)
    text = "\n\n".join(f"{h} said that {h} was the toll." for h in HOSTILE)
    d = Document.of(text, title=HOSTILE[0], publisher=HOSTILE[1], origin=HOSTILE[2])
    made.ledger.add(d)
    for h in HOSTILE:
        at = text.index(h)
        said = Said(document=d.id, content=(Ends(at, text.index("toll", at)),), speaker=h, role=h, party="yendal")
        made.ledger.enter_said(said, by=h, reason=h)
    with browsing.live(make_app(made, Settings(by=HOSTILE[1]))) as address:
        yield address, made, d.id
    made.close()


def test_a_hostile_document_does_nothing(browser: Any, hostile: tuple[str, StoredDossier, str]) -> None:
    address, _, d = hostile
    context = browser.new_context(base_url=address)
    context.set_default_timeout(30_000)
    watched = Watched(context)
    page = context.new_page()
    page.on("dialog", lambda dialog: watched.trouble.append(f"dialog: {dialog.message}"))
    for path in (
        *("/ledger", "/documents", f"/documents/{d}", "/ledger?words=toll"),
        *("/", "/timeline", "/actors", "/findings", "/conditions", "/commitments", "/brief?preview=1"),
    ):
        page.goto(path)
        assert "taken" not in page.title() or "<script>" in page.title()
        assert page.locator("img").count() == 0 and page.locator("a[href^=javascript]").count() == 0
    page.goto("/ledger")
    for key in ("j", "a"):
        page.keyboard.press(key)
    expect(page.locator("article.current .when .state")).to_have_text("accepted")
    page.keyboard.press("h")
    expect(page.get_by_role("dialog", name="History of this row")).to_contain_text("<")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("e")
    expect(page.get_by_role("form", name="Correct the statement")).to_be_visible()
    assert page.locator("img").count() == 0
    page.goto(f"/documents/{d}")
    select(page, HOSTILE[1])
    expect(page.get_by_role("toolbar")).to_contain_text("<img")
    assert page.locator("img").count() == 0
    watched.check()
    context.close()
