"""The settlement page in a real browser: sliders, packages, red lines, keeping and going back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from settlement_made import CLOSED, HALDEN

from browsing import Watched, check_accessible, check_fits
from spadework.settling import Changes, changed, dumps, settle
from spadework.stored import StoredDossier


@pytest.fixture
def halden(dossier: StoredDossier, page: Any) -> Any:
    """The page of a scenario that is kept, with all its parts there."""
    dossier.ledger.keep_scenario("halden", HALDEN, by="Ada", reason="the example")
    page.goto("/settlement?scenario=halden")
    page.get_by_role("heading", name="How surely").wait_for()
    return page


def slide(page: Any, name: str, value: float) -> None:
    """Drag a slider by hand, in steps."""
    slider = page.locator(f'[id="{name}"]')
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    low, high, now = (float(slider.evaluate(f"s => s.{x}")) for x in ("min", "max", "value"))
    thumb = 16

    def at(x: float) -> float:
        return float(box["x"] + thumb / 2 + (x - low) / (high - low) * (box["width"] - thumb))

    middle = box["y"] + box["height"] / 2
    page.mouse.move(at(now), middle)
    page.mouse.down()
    page.mouse.move((at(now) + at(value)) / 2, middle)
    page.mouse.move(at(value), middle)
    page.mouse.up()


def followed(page: Any) -> None:
    """Wait until the parts have followed what was moved."""
    page.wait_for_function("() => !document.querySelector('.settling.waiting')")


def test_a_slider_that_is_dragged_moves_the_solutions(halden: Any) -> None:
    page = halden
    before = page.locator("#solutions").inner_text()
    slide(page, "w0.0", 0.9)
    followed(page)
    assert page.locator("#solutions").inner_text() != before
    share = float(page.locator('[id="w0.0"]').input_value())
    party, issue = HALDEN.parties[0].id, HALDEN.issues[0].id
    found = settle(changed(HALDEN, Changes(weights={party: {issue: share}})))
    nash = found.solutions["nash"].deals[0].utilities
    text = page.locator("#solutions").inner_text()
    assert all(f"{u:.3f}" in text for u in nash)
    # The others gave way, and the address holds it.
    others = sum(float(page.locator(f'[id="w0.{i}"]').input_value()) for i in range(1, 5))
    assert others == pytest.approx(1 - share, abs=0.01)
    assert "w0.0=" in page.url
    page.reload()
    assert page.locator("#solutions").inner_text() == text
    page.get_by_role("link", name="Reset").click()
    page.wait_for_url("**/settlement?scenario=halden")
    assert page.locator("#solutions").inner_text() == before


def test_a_package_is_picked_in_the_chart_and_with_the_menus(halden: Any) -> None:
    page = halden
    dot = page.locator(".dots a").first
    told = dot.get_attribute("aria-label")
    dot.hover()
    assert page.locator("#readout").inner_text() == told
    package = dot.get_attribute("data-package")
    dot.click()
    page.wait_for_function("p => document.querySelector('#settled data').value === p", arg=package)
    chosen = [page.locator(f"#pick{n}").input_value() for n in range(5)]
    assert ".".join(chosen) == package and f"p={package}" in page.url
    page.locator("#pick0").select_option(index=3)
    page.wait_for_function("() => document.querySelector('#settled data').value.startsWith('3.')")
    assert page.locator("#stand").is_visible()


def test_a_red_line_is_drawn_and_crossed(halden: Any) -> None:
    page = halden
    assert page.locator("#stand .crossed").count() == 0
    page.locator(".party").nth(1).locator("summary").first.click()
    option = HALDEN.issues[0].options[int(page.locator("#pick0").input_value())]
    page.get_by_label(f"{HALDEN.parties[1].name} will never accept {option.text}").check()
    lines = page.locator(".party").nth(1).locator("[data-lines]")
    drawn = len(HALDEN.preferences[1].red_lines) + 1
    assert lines.inner_text().strip() == f"{drawn} red line{'s' * (drawn != 1)}"
    followed(page)
    # The package that was looked at stays; it is the solution that moves on.
    page.locator("#pick0").select_option(label=option.text)
    page.locator("#stand .crossed").wait_for()
    assert option.text in page.locator("#stand .crossed").first.inner_text()
    assert page.locator("#stand").inner_text().count("does not accept") >= 1


def test_a_reserve_that_is_too_high_closes_the_talks_and_says_what_opens_them(halden: Any) -> None:
    page = halden
    slide(page, "r0", 1.0)
    page.get_by_text("No package is a deal.").wait_for()
    page.get_by_role("heading", name="What would open a deal").wait_for()
    assert "gives up" in page.locator("#prospects").inner_text()


def test_what_was_tried_is_kept_and_gone_back_to(halden: Any, dossier: StoredDossier, watched: Watched) -> None:
    page = halden
    slide(page, "r1", 0.3)
    followed(page)
    assert page.locator("#verdict .flag").is_visible()
    page.get_by_role("button", name="Keep …").click()
    page.get_by_label("Why").first.fill("their accounts")
    page.get_by_role("button", name="Keep", exact=True).click()
    page.get_by_text("version 2, kept by Mira Anand").wait_for()
    reserve = dossier.ledger.scenario("halden").scenario.preferences[1].reserve
    assert reserve is not None and reserve.likely == pytest.approx(0.3, abs=0.03)
    assert reserve.origin.note == "Mira Anand: their accounts"
    page.get_by_role("heading", name="Versions").click()
    page.get_by_role("button", name="Go back to it").click()
    page.get_by_text("version 3, kept by Mira Anand").wait_for()
    assert dossier.ledger.scenario("halden").scenario == HALDEN
    # Meanwhile somebody else keeps another: nothing is written over.
    dossier.ledger.keep_scenario("halden", CLOSED, by="Ben", seen=3)
    watched.expected.append("409")
    page.get_by_role("button", name="Keep …").click()
    page.get_by_role("button", name="Keep", exact=True).click()
    page.get_by_text("Ben has kept version 4").wait_for()
    assert dossier.ledger.scenario("halden").scenario == CLOSED


def test_a_scenario_is_brought_in_from_a_file(page: Any, tmp_path: Path, dossier: StoredDossier) -> None:
    page.goto("/settlement")
    assert "a draft" in page.locator(".kept-as").inner_text()
    file = tmp_path / "closed.toml"
    file.write_text(dumps(CLOSED))
    page.get_by_role("button", name="Bring in …").click()
    page.get_by_label("Files").set_input_files(str(file))
    page.get_by_label("Keep it as").fill("closed")
    page.get_by_role("button", name="Bring in", exact=True).click()
    page.get_by_text("version 1, kept by Mira Anand").wait_for()
    assert dossier.ledger.scenario("closed").scenario == CLOSED


def test_where_a_number_comes_from_is_told_on_focus(page: Any) -> None:
    page.goto("/settlement?scenario=draft")
    chip = page.locator(".slide .from.quote").first
    chip.focus()
    assert "“" in page.locator("#why").inner_text()
    page.keyboard.press("Enter")
    row = page.locator(f'[id="{chip.get_attribute("href")[1:]}"]')
    assert row.is_visible() and row.locator('a[href^="/documents/"]').count()


def test_it_fits_and_is_accessible(halden: Any, shot: Any) -> None:
    page = halden
    check_accessible(page)
    page.set_viewport_size({"width": 390, "height": 844})
    check_fits(page)
    check_accessible(page)
    shot("settlement")
    page.goto("/settlement?scenario=draft")
    page.locator("#prospects h2").first.wait_for()
    check_accessible(page)
    check_fits(page)
    shot("settlement-draft")
