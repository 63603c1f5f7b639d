"""What holds for all pages: nothing leaves the machine or complains, nothing hangs over the edge, all can use them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

import browsing
from browsing import Watched, check_accessible, check_fits
from spadework import Dossier
from spadework.desk import Settings, make_app
from spadework.desk.rendering import IN_AND_OUT, PAGES

NAMED = {name: path for name, path, _ in (*PAGES, *IN_AND_OUT)} | {"api": "/api", "nowhere": "/nowhere"}
LED_TO = {
    "cell": ("/", "a.cell"),
    "row": ("/cell", "a[href^='/ledger?row=']"),
    "document": ("/documents", ".documents h2 a"),
    "actor": ("/actors", ".actors th a"),
    "preview": ("/brief", ""),
}
"""Pages of one thing: where a link to it stands, and which."""
SIZES = {"desk": (1440, 900), "phone": (390, 844)}
QUICK = ("phone", "dark")
"""Looked at by default; the tests of each page look at it on a desk, in light."""


def address(page: Any, name: str) -> str:
    """Of a page of this name."""
    if name in NAMED:
        return NAMED[name]
    if name == "preview":
        return "/brief?format=html&preview=1"
    start, link = LED_TO[name]
    page.goto(address(page, "cell") if start == "/cell" else start)
    return str(page.locator(f"main {link}").first.get_attribute("href"))


def look(page: Any, at: str) -> None:
    """At one page: it fits, and its headings are in order."""
    page.goto(at)
    check_fits(page)
    assert page.locator("h1").count() == 1
    depths = page.locator("main :is(h1, h2, h3, h4)").evaluate_all("all => all.map(h => Number(h.tagName[1]))")
    assert depths[0] == 1 and all(after <= before + 1 for before, after in pairwise(depths))


@pytest.mark.parametrize(
    ("size", "scheme"),
    [
        pytest.param(size, scheme, marks=() if (size, scheme) == QUICK else pytest.mark.slow)
        for size in SIZES
        for scheme in ("light", "dark")
    ],
)
def test_every_page_keeps_to_itself_fits_and_is_accessible(page: Any, watched: Watched, size: str, scheme: str) -> None:
    watched.expected.append("404")
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme)
    for name in (*NAMED, *LED_TO):
        look(page, address(page, name))
        check_accessible(page)


@pytest.fixture
def nothing_yet(tmp_path: Path) -> Iterator[FastAPI]:
    with Dossier.create(tmp_path / "new", None) as made:
        yield make_app(made, Settings(by="Mira Anand"))


def test_every_page_of_a_new_dossier_says_what_to_do_next(browser: Any, nothing_yet: FastAPI) -> None:
    with browsing.live(nothing_yet) as at:
        context = browser.new_context(base_url=at, viewport={"width": 390, "height": 844})
        watched = Watched(context)
        page = context.new_page()
        for _, path, called in (*PAGES, *IN_AND_OUT):
            look(page, path)
            if path != "/import":
                page.get_by_role("link", name="Import documents").click()
            assert page.get_by_role("button", name="Choose files").is_visible(), called
        context.close()
        watched.check()


def test_the_navigation_shows_where_one_is_on_a_phone(page: Any) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    for name in ("table", "commitments", "documents"):
        page.goto(NAMED[name])
        here = page.locator(".bar nav [aria-current]").bounding_box()
        assert here["x"] >= 0 and here["x"] + here["width"] <= 390
