"""A desk that really listens, and a browser that tells of everything that a page does wrong."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import uvicorn
from fastapi import FastAPI

from spadework.desk.serving import configured, listening

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
SHOTS = os.environ.get("SPADEWORK_SHOTS")
"""A folder for pictures of pages; without it none are taken."""
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
_SERIOUS = ("serious", "critical")


@contextmanager
def live(app: FastAPI) -> Iterator[str]:
    """A server on a free port of this machine, in a thread, for as long as the block lasts; gives its address."""
    socket = listening("127.0.0.1", 0)
    server = uvicorn.Server(configured(app, app.state.desk.settings))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]}, daemon=True)
    thread.start()
    while not server.started:
        if not thread.is_alive():
            raise RuntimeError("the server did not start")
        time.sleep(0.005)
    try:
        yield f"http://127.0.0.1:{socket.getsockname()[1]}"
    finally:
        app.state.desk.closing.set()
        server.should_exit = True
        thread.join(10)
        socket.close()


def launched(playwright: Any) -> Any:
    """Chromium, without a window."""
    return playwright.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)


class Watched:
    """What went wrong on the pages of a browser context.

    Attributes:
        trouble: complaints of the console, errors of scripts, violations of the CSP, requests that left the machine.
        expected: pieces of text; trouble that holds one of them is none. A test that provokes a refusal puts its
            status here, for Chromium logs each: `expected.append("409")`.
    """

    def __init__(self, context: Any) -> None:
        self.trouble: list[str] = []
        self.expected: list[str] = []
        context.on("request", lambda r: self._asked(r.url))
        context.on("console", lambda m: m.type in ("error", "warning") and self.trouble.append(f"console: {m.text}"))
        context.on("weberror", lambda e: self.trouble.append(f"script: {e.error}"))

    def _asked(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob", "about") and parts.hostname != "127.0.0.1":
            self.trouble.append(f"left the machine: {url}")

    def check(self) -> None:
        """Fail if anything went wrong."""
        left = [t for t in self.trouble if not any(e in t for e in self.expected)]
        assert not left, left


def check_accessible(page: Any) -> None:
    """No serious or critical violation of what axe-core looks for on the page as it stands."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    told = [
        f"{v['impact']} {v['id']}: {v['help']}\n" + "\n".join(f"    {n['html'][:160]}" for n in v["nodes"][:5])
        for v in found
        if v["impact"] in _SERIOUS
    ]
    assert not told, "\n".join(told)


def check_fits(page: Any) -> None:
    """Nothing hangs over the right edge."""
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over <= 0, f"{over} px over the edge"


def shoot(page: Any, name: str) -> None:
    """Pictures of the whole page at 1440 and 390 px, light and dark, where `SPADEWORK_SHOTS` names a folder."""
    if not SHOTS:
        return
    before = page.viewport_size
    Path(SHOTS).mkdir(parents=True, exist_ok=True)
    for width, height in ((1440, 900), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.screenshot(path=f"{SHOTS}/{name}-{width}-{scheme}.png", full_page=True)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(before)
