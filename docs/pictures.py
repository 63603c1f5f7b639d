"""The pictures of docs/tour.md, of the desk as it is: `python docs/pictures.py`.

Needs what the tests need, and Chromium. The dossier is that of examples/sulen-pass, whose parties are made up.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import browsing  # noqa: E402
from spadework import Dossier, agenda  # noqa: E402
from spadework.desk import Settings, make_app  # noqa: E402

EXAMPLE = ROOT / "examples" / "sulen-pass"
PICTURES = Path(__file__).parent / "pictures"
WIDTH, HEIGHT, SHRUNK = 1250, 665, 0.8  # a window of this size, 1000 pixels wide in the picture


def shot(page: Any, name: str) -> None:
    """A picture of what the window shows, when all of it has come."""
    page.wait_for_load_state("networkidle")
    page.screenshot(path=PICTURES / f"{name}.png", animations="disabled", caret="hide")
    print(PICTURES / f"{name}.png")


def importing(page: Any) -> None:
    """The documents that come later, chosen on the page for it."""
    page.goto("/import")
    page.locator("#files").set_input_files(sorted(EXAMPLE.glob("[34]*")))
    page.locator(".job .sum .state.done").wait_for()
    page.locator("#told > div").first.wait_for(state="detached")
    shot(page, "import")


def table(page: Any) -> None:
    """The table, and what lies behind one of its cells."""
    page.goto("/")
    shot(page, "table")
    page.locator("td[data-name=Ushkara] a.cell").first.click()
    page.locator("#panel[open] .said").wait_for()
    shot(page, "cell")


def correcting(page: Any) -> None:
    """A position that gets another stance with two keys."""
    page.goto("/ledger?issue=pasture&words=ceiling")
    page.keyboard.press("j")
    page.keyboard.press("s")
    page.locator(".statement.current .stances button").first.wait_for()
    shot(page, "correcting")
    page.keyboard.press("Escape")


def findings(page: Any) -> None:
    """One that is about to be dismissed."""
    page.goto("/findings")
    page.keyboard.press("j")
    page.keyboard.press("r")
    page.get_by_label("Reason").select_option(index=1)
    shot(page, "findings")


def settlement(page: Any) -> None:
    """What could be agreed if nobody had a red line."""
    page.goto("/settlement")
    for details in page.locator(".party details").all():
        details.locator("summary").click()
        for line in details.locator("[data-line]").all():
            line.uncheck()
        details.locator("summary").click()
    page.locator("#verdict", has_text="A deal is possible").wait_for()
    page.evaluate("scrollTo(0, 0)")
    shot(page, "settlement")


def brief(page: Any) -> None:
    """How a brief begins."""
    page.goto("/brief?format=html&preview=1")
    shot(page, "brief")


def main() -> None:
    """All of them."""
    from playwright.sync_api import sync_playwright

    PICTURES.mkdir(exist_ok=True)
    with (
        TemporaryDirectory() as folder,
        Dossier.create(Path(folder) / "talks", agenda.load(EXAMPLE / "agenda.toml")) as dossier,
        browsing.live(make_app(dossier, Settings(by="Mira Anand"))) as address,
        sync_playwright() as playwright,
    ):
        for _ in dossier.add_each(*sorted(EXAMPLE.glob("[12]*"))):
            pass
        browser = browsing.launched(playwright)
        context = browser.new_context(
            base_url=address, viewport={"width": WIDTH, "height": HEIGHT}, device_scale_factor=SHRUNK
        )
        page = context.new_page()
        for picture in (importing, table, correcting, findings, settlement, brief):
            picture(page)
        browser.close()


if __name__ == "__main__":
    main()
