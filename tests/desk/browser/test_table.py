"""The table in a real browser."""

from __future__ import annotations

from typing import Any

from browsing import check_accessible, check_fits

CELL = "was => document.querySelector('td[data-party=yendal][data-option=outside] a.cell').innerText"


def cells(page: Any) -> list[str]:
    return page.locator(".stances td").all_inner_texts()  # type: ignore[no-any-return]


def test_another_day_changes_the_table(page: Any, shot: Any) -> None:
    page.goto("/")
    check_accessible(page)
    end = cells(page)
    page.get_by_label("As of").fill("2026-04-02")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("heading", name="Where the parties stood on 2 Apr 2026").wait_for()
    assert cells(page) != end and "as_of=2026-04-02" in page.url
    page.keyboard.press("]")
    page.get_by_role("heading", name="Where the parties stood on 2 Apr 2026").wait_for(state="detached")
    later = page.url
    assert later > "as_of=2026-04-02"
    page.go_back()
    page.get_by_role("heading", name="Where the parties stood on 2 Apr 2026").wait_for()
    page.get_by_role("link", name="At the end").click()
    page.get_by_role("heading", name="Where the parties stand", exact=True).wait_for()
    assert cells(page) == end
    shot("table")


def test_a_cell_opens_its_history_and_is_corrected_there(page: Any, shot: Any) -> None:
    page.goto("/")
    cell = page.locator('td[data-party="yendal"][data-option="outside"] a.cell')
    before = cell.inner_text()
    cell.click()
    panel = page.locator("#panel")
    panel.get_by_role("heading", name="Yendal on").wait_for()
    check_accessible(page)
    first = panel.locator(".said > li").filter(has_not_text="ascribed").first  # its own word, which the cell shows
    quote = first.locator("blockquote").inner_text()
    first.get_by_label("Correct").select_option("rejects")
    panel.locator(".said > li").get_by_text("corrected").wait_for()
    panel.get_by_role("button", name="Close").click()
    page.wait_for_function(CELL + " !== was", arg=before)
    assert "rejects" in page.locator('td[data-party="yendal"][data-option="outside"] a.cell').inner_text()
    page.keyboard.press("u")
    page.get_by_text("Taken back.").wait_for()
    page.wait_for_function(CELL + " === was", arg=before)
    page.locator('td[data-party="yendal"][data-option="outside"] a.cell').click()
    link = panel.locator(".said > li").first.locator("a.place")
    assert quote and link.get_attribute("href").startswith("/documents/")
    link.click()
    page.wait_for_url("**/documents/**")


def test_somebody_else_s_change_is_told_and_not_written_over(page: Any, watched: Any, dossier: Any) -> None:
    watched.expected.append("409")
    page.goto("/cell?party=yendal&issue=checks&option=outside")
    row = page.locator(".said > li").first.get_attribute("id")
    dossier.correct(row, by="Otto Reed", stance="noncommittal")
    page.locator(f"#{row}").get_by_role("button", name="Accept").click()
    page.get_by_text("Otto Reed has changed this meanwhile").wait_for()
    page.locator(f"#{row}").get_by_text("corrected").wait_for()
    assert dossier.history(row)[-1].by == "Otto Reed"


def test_a_phone_shows_party_by_party(page: Any) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/")
    check_fits(page)
    check_accessible(page)
    assert page.locator('td[data-party="ushkara"] .cell:visible').count()
    assert page.locator('td[data-party="yendal"] .cell:visible').count() == 0
    page.get_by_label("Party").select_option("Yendal")
    assert page.locator('td[data-party="yendal"] .cell:visible').count()
    assert page.locator('td[data-party="ushkara"] .cell:visible').count() == 0
    assert "party=yendal" in page.url
