"""The brief in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from browsing import check_accessible, check_fits


def test_chosen_looked_at_and_taken_away(page: Any, shot: Any) -> None:
    page.goto("/")
    page.get_by_text("Brief and files").click()
    page.get_by_role("link", name="Brief").click()
    page.get_by_text("Choose the parts").click()
    page.get_by_role("checkbox", name="positions").check()
    page.get_by_role("checkbox", name="findings").check()
    for _ in range(2):
        page.get_by_role("button", name="Move findings up").click()
    page.get_by_label("A line on every page").fill("Restricted until 1 June")
    check_accessible(page)
    shot("brief")
    page.get_by_role("button", name="Look at it here").click()
    brief = page.frame_locator("iframe")
    brief.get_by_text("Restricted until 1 June").first.wait_for()
    names = page.locator("#parts input:checked").evaluate_all("all => all.map(one => one.value)")
    assert names == ["findings", "positions"]
    # By key: without a window Chromium may draw nothing for a while beside a frame of another process, and until it
    # does, a click falls where things were before.
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").press("Enter")
    text = Path(download.value.path()).read_text()
    assert download.value.suggested_filename.endswith(".html")
    assert text.index('id="findings"') < text.index('id="positions"')
    check_accessible(page)
    page.set_viewport_size({"width": 390, "height": 844})
    check_fits(page)
    shot("brief-preview")


def test_a_note_is_written_changed_and_left_out(page: Any) -> None:
    page.goto("/brief")
    issue = page.locator("section.notes").first
    issue.get_by_text("Add a note").click()
    issue.get_by_label("Note").last.fill("Watch the goats.")
    issue.get_by_role("button", name="Add").click()
    issue.get_by_text("Change").click()
    issue.get_by_label("Note").first.fill("Watch the fair.")
    issue.get_by_role("button", name="Save").click()
    assert issue.locator(".quote").inner_text() == "Watch the fair."
    issue.get_by_text("Change").click()
    issue.get_by_role("button", name="Leave out").click()
    issue.get_by_text("Nothing is noted down.").wait_for()
