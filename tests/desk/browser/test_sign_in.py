"""Signing in, in a real browser."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi import FastAPI

from browsing import Watched, check_accessible, check_fits


@pytest.fixture
def app(guarded_app: FastAPI) -> FastAPI:
    return guarded_app


def enter(page: Any, name: str, password: str) -> None:
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def test_in_and_out(page: Any, passwords: dict[str, str], shot: Any) -> None:
    page.goto("/ledger?q=sheep")
    assert page.locator("h1").inner_text() == "Sign in"
    assert "Sulen" not in page.content()
    check_accessible(page)
    shot("sign-in")
    page.set_viewport_size({"width": 390, "height": 844})
    check_fits(page)
    enter(page, "Mira Anand", passwords["Mira Anand"])
    page.wait_for_url("**/ledger?q=sheep")
    assert page.locator(".person").inner_text() == "Mira Anand"
    check_fits(page)
    page.get_by_role("button", name="Sign out").click()
    page.get_by_text("You have signed out.").wait_for()
    page.go_back()
    page.goto("/import")
    assert page.locator("h1").inner_text() == "Sign in"


def test_refused_and_slowed_down(page: Any, watched: Watched, shot: Any) -> None:
    watched.expected += ["401", "429"]
    page.goto("/")
    told = []
    for _ in range(12):  # each wait is longer than the one before, so at some time the next attempt comes too early
        enter(page, "Mira Anand", "wrong but long enough")
        told.append(page.get_by_role("alert").inner_text())
        if "Try again in" in told[-1]:
            break
    assert "Try again in" in told[-1] and len(told) > 5
    assert set(told[:-1]) == {"The name or the password is wrong."}
    check_accessible(page)
    shot("sign-in-refused")


def test_a_reader_sees_nothing_that_changes(page: Any, passwords: dict[str, str], shot: Any) -> None:
    page.goto("/")
    enter(page, "Otto Reed", passwords["Otto Reed"])
    page.wait_for_url("**/")
    assert "reader" in page.locator(".person").inner_text()
    page.goto("/import")
    assert page.get_by_role("button", name="Choose files").count() == 0
    page.get_by_text("Brief and files").click()
    assert page.get_by_role("link", name="Import").count() == 0
    assert page.get_by_role("link", name="Export").count() == 1
    check_accessible(page)


def test_a_link_from_elsewhere_leads_in_with_the_session(page: Any, passwords: dict[str, str], live: str) -> None:
    page.goto("/")
    enter(page, "Mira Anand", passwords["Mira Anand"])
    page.wait_for_url("**/")
    page.goto(f"data:text/html,<a href='{live}/import'>the desk</a>")
    page.get_by_role("link", name="the desk").click()
    page.wait_for_url("**/import")
    page.get_by_role("heading", name="Import", exact=True).wait_for()
    assert page.locator(".person").inner_text() == "Mira Anand"


def test_the_api_is_listed(page: Any, passwords: dict[str, str], shot: Any) -> None:
    page.goto("/api")
    enter(page, "Otto Reed", passwords["Otto Reed"])
    page.get_by_text("/api/imports", exact=True).click()
    assert page.get_by_text("What is in the dossier already is skipped").first.is_visible()
    check_accessible(page)
    shot("api")
    page.set_viewport_size({"width": 390, "height": 844})
    check_fits(page)
