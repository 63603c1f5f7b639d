"""Exporting in a real browser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from browsing import Watched, check_accessible, check_fits


def test_the_menu_of_every_page_leads_to_a_download(page: Any, shot: Any) -> None:
    page.goto("/")
    page.get_by_text("Brief and files").click()
    page.keyboard.press("Escape")
    assert page.get_by_role("link", name="Export").count() == 0
    page.get_by_text("Brief and files").click()
    page.get_by_role("link", name="Export").click()
    assert page.locator("h1").inner_text() == "Export"
    check_accessible(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename.endswith(".json")
    assert len(json.loads(Path(download.value.path()).read_bytes())["record"]["documents"]) == 4
    page.get_by_text("Leave something out").click()
    check_accessible(page)
    page.set_viewport_size({"width": 390, "height": 844})
    check_fits(page)
    shot("export")


def test_what_stands_in_the_way_is_told_and_dealt_with(page: Any, watched: Watched, shot: Any) -> None:
    watched.expected.append("422")
    page.goto("/export")
    page.get_by_text("Leave something out").click()
    page.get_by_label("People, one a line").fill("Davud Ankeri")
    page.get_by_role("button", name="Download").click()
    told = page.get_by_role("alert")
    assert "that would stay still" in told.inner_text()
    check_accessible(page)
    shot("export-refused")
    page.get_by_label("Texts that stay and still tell it").select_option("drop")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    assert b"Ankeri" not in Path(download.value.path()).read_bytes()
