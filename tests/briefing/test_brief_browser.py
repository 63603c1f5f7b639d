"""The brief in a real browser: Debian's Chromium, without a network."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from browsing import check_accessible
from spadework.briefing import Options, write
from spadework.model import Record

api = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.slow


class Tab:
    """A page with everything that it complains about or asks for."""

    def __init__(self, browser: api.Browser, path: Path, **how: object) -> None:
        self.page = browser.new_page(**how)
        self.trouble: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda m: self.trouble.append(m.text))
        self.page.on("pageerror", lambda e: self.trouble.append(str(e)))
        self.page.on("dialog", lambda d: self.trouble.append(d.message))
        self.page.on("request", lambda r: self.asked.append(r.url))
        self.page.goto(path.as_uri())


@pytest.fixture
def brief(talks: Record, tmp_path: Path) -> Path:
    return write(talks, tmp_path / "brief.html")


def overflow(page: api.Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.parametrize("width", [320, 390, 800, 1280])
def test_nothing_hangs_over_the_edge(browser: api.Browser, brief: Path, width: int) -> None:
    tab = Tab(browser, brief, viewport={"width": width, "height": 800})
    assert overflow(tab.page) <= 0
    assert tab.trouble == [] and tab.asked == [brief.as_uri()]


def test_a_cell_leads_to_its_sentence_and_back(browser: api.Browser, brief: Path) -> None:
    page = Tab(browser, brief, viewport={"width": 1280, "height": 800}).page
    page.click("#positions sup a >> nth=0")
    assert "now rejects night ferries" in page.locator(":target").inner_text()
    page.locator(":target a.no").click()
    target = page.locator(":target")
    assert target.inner_text().startswith("now rejects night ferries")
    assert target.evaluate("e => { const b = e.getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight }")
    page.locator(".para", has=target).locator(".back a", has_text="P").first.click()
    assert page.locator("tr:target").get_attribute("id") == page.url.rpartition("#")[2]


def test_hostile_texts_do_nothing(browser: api.Browser, hostile: Record, tmp_path: Path) -> None:
    tab = Tab(browser, write(hostile, tmp_path / "hostile.html"), viewport={"width": 390, "height": 800})
    assert tab.trouble == [] and len(tab.asked) == 1
    assert overflow(tab.page) <= 0


def test_text_has_contrast_by_day_and_by_night(browser: api.Browser, brief: Path) -> None:
    for scheme in ("light", "dark"):
        page = Tab(browser, brief, color_scheme=scheme).page
        poor = page.evaluate(CONTRAST)
        assert poor == [], f"{scheme}: {poor[:5]}"


def test_nothing_is_in_the_way_of_those_who_do_not_see(browser: api.Browser, talks: Record, tmp_path: Path) -> None:
    path = write(talks, tmp_path / "b.html", Options(classification="Restricted", since=date(2031, 3, 4)))
    context = browser.new_context(bypass_csp=True)  # for axe is a script, and the page lets none run
    page = context.new_page()
    page.goto(path.as_uri())
    check_accessible(page)
    context.close()


def test_prints(browser: api.Browser, brief: Path) -> None:
    page = Tab(browser, brief).page
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF") and 3 <= pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") <= 12
    page.emulate_media(media="print")
    assert page.locator(".skip").is_hidden() and page.locator(".contents").is_hidden()
    assert page.locator("#D1").is_visible()


# WCAG 2.2, 1.4.3: 4.5 to 1 for text. Every element that has text of its own, against the nearest opaque ground.
CONTRAST = """() => {
  const rgb = c => { const m = c.match(/[\\d.]+/g).map(Number); return [m[0], m[1], m[2], m[3] ?? 1] }
  const linear = v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4
  const light = ([r, g, b]) => .2126 * linear(r) + .7152 * linear(g) + .0722 * linear(b)
  const poor = []
  for (const e of document.querySelectorAll('body *')) {
    if (e.closest('svg') || ![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue
    let ground = e
    const clear = x => x !== document.body && rgb(getComputedStyle(x).backgroundColor)[3] < 1
    while (clear(ground)) ground = ground.parentElement
    const a = light(rgb(getComputedStyle(e).color)), b = light(rgb(getComputedStyle(ground).backgroundColor))
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05)
    if (ratio < 4.5) poor.push(`${e.tagName}.${e.className} ${ratio.toFixed(2)} ${e.textContent.trim().slice(0, 30)}`)
  }
  return poor
}"""
