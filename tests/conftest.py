"""What tests of several packages share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from postgresql import Server, running


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A PostgreSQL server that this test run has started itself."""
    with running() as server:
        if server is None:
            pytest.skip("PostgreSQL is not installed: no initdb on PATH or in /usr/lib/postgresql")
        yield server


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, one for the whole run."""
    pytest.importorskip("playwright")
    from playwright.sync_api import sync_playwright

    import browsing

    if not browsing.CHROMIUM:
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        opened = browsing.launched(playwright)
        yield opened
        opened.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests with a browser come last: Playwright's loop stays in the thread, and where one is no other can be run."""
    items.sort(key=lambda item: "browser" in getattr(item, "fixturenames", ()))
