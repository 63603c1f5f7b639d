"""The frame of every page, in a real browser."""

from __future__ import annotations

from typing import Any

import pytest

from browsing import Watched, check_accessible, check_fits


def test_the_first_page_shows_the_table(page: Any, shot: Any) -> None:
    page.goto("/")
    assert page.locator("h1").inner_text() == "Where the parties stand"
    assert page.get_by_role("navigation").get_by_role("link", name="Table").get_attribute("aria-current") == "page"
    check_accessible(page)
    page.set_viewport_size({"width": 390, "height": 844})
    check_fits(page)
    shot("table")


def test_help_is_a_key_away(page: Any) -> None:
    page.goto("/")
    page.keyboard.press("?")
    assert page.get_by_role("dialog", name="Keys").is_visible()


def test_what_goes_wrong_on_a_page_is_seen(page: Any, watched: Watched, live: str) -> None:
    page.goto("/")
    page.evaluate("setTimeout(() => { throw new Error('boom') })")
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    page.evaluate("const i = new Image(); i.src = 'http://192.0.2.1/x.png'; document.body.append(i)")
    page.wait_for_timeout(100)
    told = "\n".join(watched.trouble)
    assert "boom" in told and "Content Security Policy" in told and "http://192.0.2.1/x.png" in told
    with pytest.raises(AssertionError):
        watched.check()
    watched.expected += ["boom", "Content Security Policy", "192.0.2.1"]


def test_nothing_here(page: Any, watched: Watched) -> None:
    watched.expected.append("404")
    answer = page.goto("/nowhere")
    assert answer.status == 404 and page.locator("h1").inner_text() == "There is nothing here"
    check_accessible(page)
