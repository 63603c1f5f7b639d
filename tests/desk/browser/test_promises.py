"""Conditions and commitments in a real browser."""

from __future__ import annotations

from typing import Any

from browsing import check_accessible, check_fits


def test_a_condition_is_seen_in_its_circle_and_corrected(page: Any, shot: Any) -> None:
    page.goto("/conditions")
    check_accessible(page)
    assert page.locator(".graph .circular").count() and page.get_by_text("in a circle").count()
    first = page.locator(".said > li").first
    first.get_by_text("Correct", exact=True).click()
    first.get_by_label("Kind").select_option("reciprocity")
    page.locator(".said > li.corrected").wait_for()
    page.set_viewport_size({"width": 390, "height": 844})
    check_fits(page)
    shot("conditions")


def test_a_commitment_is_due_as_of_a_day_and_its_state_corrected(page: Any, shot: Any) -> None:
    page.goto("/commitments")
    check_accessible(page)
    assert page.get_by_role("heading", name="Overdue").is_visible()
    page.get_by_label("As of").fill("2026-04-20")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("heading", name="Due soon").wait_for()
    page.go_back()
    page.get_by_label("Correct").first.select_option("kept")
    page.get_by_role("heading", name="Kept").wait_for()
    page.set_viewport_size({"width": 390, "height": 844})
    check_fits(page)
    shot("commitments")
