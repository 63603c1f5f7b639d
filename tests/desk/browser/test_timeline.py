"""The timeline in a real browser: zoomed by buttons, keys and dragging."""

from __future__ import annotations

from typing import Any

from browsing import check_accessible, check_fits


def span(page: Any) -> tuple[str, str]:
    svg = page.locator("svg.lanes")
    return svg.get_attribute("data-first"), svg.get_attribute("data-last")


def changed(page: Any, before: tuple[str, str]) -> tuple[str, str]:
    page.wait_for_function(
        "was => document.querySelector('svg.lanes').dataset.first !== was[0] "
        "|| document.querySelector('svg.lanes').dataset.last !== was[1]",
        arg=list(before),
    )
    return span(page)


def test_it_is_zoomed_by_buttons_keys_and_dragging(page: Any, shot: Any) -> None:
    page.goto("/timeline")
    check_accessible(page)
    whole = span(page)
    page.get_by_role("link", name="nearer").click()
    near = changed(page, whole)
    assert whole[0] < near[0] < near[1] < whole[1] and f"from={near[0]}" in page.url
    page.keyboard.press("+")
    nearer = changed(page, near)
    assert near[0] < nearer[0] < nearer[1] < near[1]
    page.keyboard.press("-")
    assert changed(page, nearer) != nearer
    page.goto("/timeline")
    box = page.locator("svg.overview").bounding_box()
    begin = box["x"] + box["width"] * 0.8
    page.mouse.move(begin, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(begin + box["width"] * 0.1, box["y"] + 25, steps=4)
    page.mouse.up()
    dragged = changed(page, whole)
    assert dragged[0] < dragged[1] and f"from={dragged[0]}&to={dragged[1]}" in page.url
    page.go_back()
    assert changed(page, dragged) == whole
    shot("timeline")


def test_the_list_below_is_for_phones_and_readers(page: Any) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/timeline")
    check_fits(page)
    check_accessible(page)
    first = page.locator(".moves > li").first
    assert first.locator("blockquote").is_visible()
    assert page.locator(".moves > li").count() == 50
    page.get_by_role("link", name="Next").click()
    page.wait_for_url("**page=2**")
