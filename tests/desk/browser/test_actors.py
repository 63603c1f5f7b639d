"""Actors in a real browser: made one and taken back, parted, moved."""

from __future__ import annotations

from typing import Any

from browsing import check_accessible, check_fits


def names(page: Any) -> list[str]:
    return page.locator(".actors tr[data-name]").evaluate_all("all => all.map(one => one.dataset.name)")  # type: ignore[no-any-return]


def test_two_are_merged_and_taken_back(page: Any, shot: Any) -> None:
    page.goto("/actors")
    check_accessible(page)
    before = names(page)
    page.get_by_label("Select Davud Ankeri").check()
    page.get_by_label("Select Yendal foreign ministry").check()
    page.get_by_role("button", name="Merge").click()
    dialog = page.get_by_role("dialog", name="Merge into one")
    check_accessible(page)
    dialog.get_by_label("Davud Ankeri").check()
    dialog.get_by_label("Reason").fill("He spoke for it")
    dialog.get_by_role("button", name="Merge").click()
    page.get_by_text("also Yendal foreign ministry").wait_for()
    # Who has more statements stands higher.
    assert sorted(names(page)) == sorted(n for n in before if n != "Yendal foreign ministry")
    shot("actors-merged")
    page.keyboard.press("u")
    page.get_by_text("also Yendal foreign ministry").wait_for(state="detached")
    assert names(page) == before


def test_one_is_renamed_split_and_moved(page: Any, shot: Any) -> None:
    page.goto("/actors?q=ankeri")
    page.get_by_role("link", name="Davud Ankeri").click()
    page.get_by_role("heading", name="Davud Ankeri", exact=True).wait_for()
    check_accessible(page)
    shot("actor")
    page.get_by_label("Party").select_option("Astrane")
    page.get_by_label("since").fill("2026-05-01")
    page.get_by_role("button", name="Set").click()
    page.get_by_text("Yendal at first, then Astrane since 1 May 2026").wait_for()
    page.get_by_label("Select this statement").first.check()
    page.get_by_role("button", name="Somebody else’s").click()
    dialog = page.get_by_role("dialog", name="These are somebody else’s")
    dialog.get_by_label("Whose").fill("Lena Ankeri")
    dialog.get_by_role("button", name="Split").click()
    page.get_by_text("1 statement: Lena Ankeri’s now.").wait_for()
    page.get_by_label("Called").fill("D. Ankeri")
    page.get_by_role("button", name="Rename").click()
    page.get_by_role("heading", name="D. Ankeri", exact=True).wait_for()
    page.get_by_text("Also read as Davud Ankeri").wait_for()
    page.set_viewport_size({"width": 390, "height": 844})
    check_fits(page)
