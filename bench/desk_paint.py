"""How long until Chromium shows something of each page."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from desk_asking import desk, high, middle
from desk_pages import FIRST, SCENARIO

TIMES = 5


def paint(folder: Path) -> dict[str, Any]:
    """First paint in ms from the beginning of the navigation, by page; the browser has nothing in store."""
    from playwright.sync_api import sync_playwright

    from spadework import Dossier

    found: dict[str, list[float]] = {}
    with Dossier.open(folder) as dossier, desk(dossier) as asking, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        for _ in range(TIMES):
            for name, path in FIRST.items():
                page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
                query = f"?scenario={SCENARIO}" if name == "settlement" else ""
                page.goto(f"http://127.0.0.1:{asking.port}{path}{query}")
                page.wait_for_function("performance.getEntriesByType('paint').length")
                found.setdefault(name, []).append(
                    page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
                )
                page.context.close()
        browser.close()
    return {
        name: {"first": round(ms[0], 1), "median": middle(ms[1:]), "most": high(ms[1:])} for name, ms in found.items()
    }


def shown(found: dict[str, Any]) -> Iterator[str]:
    """The same as a table."""
    yield f"{'':12}{'first':>8}{'median':>8}{'most':>8}"
    for name, ms in found.items():
        yield f"{name:12}" + "".join(f"{ms[part]:8.0f}" for part in ("first", "median", "most"))
