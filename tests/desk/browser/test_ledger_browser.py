"""The ledger in a real browser, by keys and by visible controls."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from browsing import Watched, check_accessible, check_fits
from spadework.ledger import Hit, Query
from spadework.model import Position, Stance, Status
from spadework.stored import StoredDossier


@pytest.fixture
def hit(dossier: StoredDossier) -> Hit:
    """A statement with one position, that of Ushkara."""
    found = dossier.ledger.search(Query(party="ushkara", stance=Stance.ACCEPTS), limit=50).hits
    return next(h for h in found if isinstance(h, Hit) and len(h.positions) == 1)


@pytest.fixture
def other(context: Any) -> Iterator[Any]:
    """A second window at the same desk."""
    made = context.new_page()
    yield made
    made.close()


def article(page: Any, hit: Hit) -> Any:
    return page.locator(f'article[data-row="{hit.statement.id}"]')


def test_from_row_to_row_and_accept_by_keyboard(page: Any, dossier: StoredDossier, shot: Callable[[str], None]) -> None:
    page.goto("/ledger")
    rows = page.locator("article.statement")
    for key, at in (("j", 0), ("j", 1), ("j", 2), ("k", 1)):
        page.keyboard.press(key)
        expect(rows.nth(at)).to_be_focused()
    id = rows.nth(1).get_attribute("data-row")
    page.keyboard.press("a")
    expect(rows.nth(1).locator(".when .state")).to_have_text("accepted")
    expect(rows.nth(1)).to_be_focused()
    assert dossier.ledger.row(id).status is Status.ACCEPTED
    page.keyboard.press("j")
    page.keyboard.press("r")
    expect(rows.nth(2).locator(".when .state")).to_have_text("rejected")
    shot("ledger")
    page.keyboard.press("u")
    expect(rows.nth(2).locator(".when .state")).to_have_text("proposed")
    page.keyboard.press("u")
    expect(rows.nth(1).locator(".when .state")).to_have_text("proposed")
    page.keyboard.press("U")
    expect(rows.nth(1).locator(".when .state")).to_have_text("accepted")


def test_a_stance_with_two_keys_and_back(page: Any, dossier: StoredDossier, hit: Hit) -> None:
    page.goto(f"/ledger?row={hit.statement.id}")
    expect(article(page, hit)).to_be_focused()
    page.keyboard.press("s")
    page.keyboard.press("5")
    expect(article(page, hit).locator(".position .stance")).to_have_text("rejects")
    now = dossier.ledger.row(hit.positions[0].id)
    assert isinstance(now, Position) and (now.stance, now.status) == (Stance.REJECTS, Status.CORRECTED)
    page.keyboard.press("u")
    expect(article(page, hit).locator(".position .stance")).to_have_text("accepts")
    assert dossier.ledger.row(hit.positions[0].id) == hit.positions[0]


def test_correct_in_place(page: Any, dossier: StoredDossier, hit: Hit, shot: Callable[[str], None]) -> None:
    page.goto("/ledger?party=ushkara&stance=accepts&limit=100")
    article(page, hit).locator("blockquote").click()
    page.keyboard.press("e")
    form = page.get_by_role("form", name="Correct the statement")
    form.get_by_label("Speaker").fill("A cabinet aide")
    form.get_by_label("Stance").select_option(label="open")
    form.get_by_label("Said on").fill("2026-04-03")
    form.get_by_label("Reason").fill("heard on the radio")
    check_accessible(page)
    shot("editing")
    form.get_by_role("button", name="Save").click()
    expect(article(page, hit).locator(".who b")).to_have_text("A cabinet aide")
    expect(article(page, hit).locator(".when")).to_contain_text("said 3 Apr 2026")
    expect(article(page, hit).locator(".position .stance")).to_have_text("open")
    page.keyboard.press("h")
    history = page.get_by_role("dialog", name="History of this row")
    expect(history).to_contain_text("Mira Anand corrected it")
    expect(history).to_contain_text("Reason: heard on the radio")
    expect(history.get_by_role("row", name="speaker")).to_contain_text("A cabinet aide")
    check_accessible(page)
    shot("history")
    history.get_by_role("button", name="Make it this again").click()
    expect(article(page, hit).locator(".who b")).to_have_text(hit.statement.speaker)
    assert dossier.ledger.row(hit.statement.id) == hit.statement


def test_words_are_taken_from_the_text_around(page: Any, dossier: StoredDossier, hit: Hit) -> None:
    page.goto(f"/ledger?row={hit.statement.id}")
    page.keyboard.press("e")
    around = page.locator(".around")
    around.locator(".content").first.evaluate(
        "run => getSelection().setBaseAndExtent(run.firstChild, 0, run.firstChild, run.textContent.indexOf(' '))"
    )
    field = page.locator("fieldset[data-kind=position] .spans")
    field.get_by_role("button", name="Take the selected words").click()
    word = field.locator("q").inner_text()
    assert word and " " not in word
    page.get_by_role("button", name="Save").click()
    expect(article(page, hit)).to_be_focused()
    now = dossier.ledger.row(hit.positions[0].id)
    assert isinstance(now, Position) and now.evidence.quote == word
    assert hit.statement.content[0].start <= now.evidence.start < hit.statement.content[-1].end


def test_many_at_once(page: Any, dossier: StoredDossier, shot: Callable[[str], None]) -> None:
    page.goto("/ledger")
    rows = page.locator("article.statement")
    rows.nth(0).get_by_role("checkbox").check()
    rows.nth(3).get_by_role("checkbox").click(modifiers=["Shift"])
    expect(page.get_by_text("4 rows are selected.")).to_be_visible()
    for key in ("j", "j", "x"):
        page.keyboard.press(key)
    shot("ledger-selected")
    page.get_by_label("Reason").fill("all of it was heard")
    page.get_by_role("button", name="Accept all").click()
    expect(page.locator("article .when .state.accepted")).to_have_count(5)
    expect(page.get_by_role("form", name="The rows that are selected")).to_be_hidden()
    assert dossier.history(limit=1)[0].reason == "all of it was heard"
    page.locator("article").first.focus()
    page.keyboard.press("u")
    expect(page.locator("article .when .state.accepted")).to_have_count(0)


def test_filter_and_share_the_address(page: Any, other: Any, shot: Callable[[str], None]) -> None:
    page.goto("/ledger")
    page.keyboard.press("/")
    page.keyboard.type("plateau")
    page.get_by_text("Filters", exact=True).click()
    page.get_by_label("Party").select_option(label="Ushkara")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".chips")).to_contain_text("Ushkara")
    expect(page.locator("mark").first).to_have_text("plateau")
    shown = page.locator("article").all_inner_texts()
    assert shown
    other.goto(page.url)
    assert other.locator("article").all_inner_texts() == shown
    page.keyboard.press("n")
    page.keyboard.press("n")
    expect(page.locator("mark.here")).to_have_count(1)
    expect(page.locator("mark").nth(1)).to_have_class("here")
    page.keyboard.press("p")
    expect(page.locator("mark").nth(0)).to_have_class("here")
    check_accessible(page)
    shot("ledger-search")
    page.set_viewport_size({"width": 390, "height": 844})
    check_fits(page)
    page.set_viewport_size({"width": 1440, "height": 900})
    page.get_by_role("link", name="Party Ushkara").click()
    expect(page.locator(".chips li")).to_have_count(1)
    assert page.locator("article").count() > len(shown)


def test_hits_go_on_over_pages(page: Any) -> None:
    page.goto("/ledger?words=sheep&limit=1")
    first = page.locator("article").get_attribute("data-row")
    page.keyboard.press("n")
    for _ in range(page.locator("mark").count()):
        page.keyboard.press("n")
    expect(page.locator("mark.here")).to_have_count(1)
    page.wait_for_url("**after=*")
    assert page.locator("article").get_attribute("data-row") != first
    page.keyboard.press("p")
    page.wait_for_url("**before=*")
    expect(page.locator("article")).to_have_attribute("data-row", first)


def test_two_who_edit_one_row_are_told(
    page: Any, other: Any, dossier: StoredDossier, watched: Watched, hit: Hit, shot: Callable[[str], None]
) -> None:
    watched.expected.append("409")
    for window in (page, other):
        window.goto(f"/ledger?row={hit.statement.id}")
        expect(article(window, hit)).to_be_focused()
        window.keyboard.press("e")
    page.get_by_label("Speaker").fill("The first")
    page.get_by_role("button", name="Save").click()
    expect(article(page, hit).locator(".who b")).to_have_text("The first")
    other.get_by_label("Speaker").fill("The second")
    other.get_by_label("Role").fill("a clerk")
    other.get_by_role("button", name="Save").click()
    told = other.locator(".refusal")
    expect(told).to_contain_text("Mira Anand changed this")
    expect(told).to_contain_text(f"speaker: {hit.statement.speaker} → The first")
    shown = dossier.ledger.row(hit.statement.id)
    assert shown.speaker == "The first" and shown.role == hit.statement.role  # type: ignore[union-attr]
    other.locator(".refusal").scroll_into_view_if_needed()
    check_accessible(other)
    told.get_by_role("button", name="Edit again").click()
    expect(other.get_by_label("Speaker")).to_have_value("The second")
    other.get_by_role("button", name="Save").click()
    expect(article(other, hit).locator(".who b")).to_have_text("The second")
    # And the first, whose page shows what is no longer so, accepts.
    page.keyboard.press("a")
    expect(page.locator(".conflict")).to_contain_text("The first → The second")
    check_accessible(page)
    shot("ledger-conflict")
    page.get_by_role("button", name="Take theirs").click()
    expect(article(page, hit).locator(".who b")).to_have_text("The second")
    expect(page.locator(".conflict")).to_have_count(0)
    assert len(dossier.history(hit.statement.id)) == 3


def test_a_reader_may_look(page: Any) -> None:
    page.goto("/ledger")
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    for does in ("accept the row", "undo what you did last", "the next hit", "history of the row"):
        expect(keys).to_contain_text(does)
