"""Findings in a real browser: dismissed with a reason by keys alone, and for good."""

from __future__ import annotations

from typing import Any

from browsing import check_accessible, check_fits


def listed(page: Any) -> list[str]:
    return page.locator("article.finding").evaluate_all("all => all.map(one => one.id)")  # type: ignore[no-any-return]


def test_a_finding_is_dismissed_with_a_reason_and_stays_so(page: Any, dossier: Any, shot: Any) -> None:
    page.goto("/findings?kind=shift")
    check_accessible(page)
    every = listed(page)
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.locator("article.here").get_attribute("id") == every[1]
    page.keyboard.press("r")
    why = page.get_by_role("dialog", name="Dismiss this finding")
    check_accessible(page)
    why.get_by_label("Reason").select_option("Settled since")
    why.get_by_label("In your words").fill("They met on Friday")
    why.get_by_role("button", name="Dismiss").click()
    page.locator(f"#{every[1]}").wait_for(state="detached")
    assert listed(page) == [f for f in every if f != every[1]]
    dossier.recode()
    page.goto("/findings?status=dismissed")
    assert listed(page) == [every[1]]
    decided = page.locator(".decided").inner_text()
    assert decided.startswith("Dismissed by Mira Anand") and decided.endswith("Settled since. They met on Friday")
    page.get_by_role("button", name="Take back").click()
    page.get_by_text("None was dismissed.").wait_for()
    page.goto("/findings?kind=shift")
    assert every[1] in listed(page)
    shot("findings")


def test_keys_accept_and_undo(page: Any) -> None:
    page.goto("/findings")
    page.keyboard.press("j")
    page.keyboard.press("a")
    page.get_by_text("Accepted by Mira Anand").wait_for()
    page.keyboard.press("u")
    page.get_by_text("Accepted by Mira Anand").wait_for(state="detached")


def test_filters_are_in_the_address(page: Any, dossier: Any) -> None:
    findings = dossier.record().findings
    one = next(f for f in findings if f.party or f.parties)
    party = one.party or one.parties[0]
    alike = [f for f in findings if f.kind is one.kind and party in (f.party, *f.parties)]
    page.goto("/findings")
    page.get_by_label("Kind").select_option(str(one.kind))
    page.get_by_label("Party").select_option(party)
    page.get_by_role("button", name="Show").click()
    page.wait_for_url(f"**kind={one.kind}**")
    assert f"party={party}" in page.url and page.locator("article.finding").count() == len(alike) < len(findings)
    page.set_viewport_size({"width": 390, "height": 844})
    check_fits(page)
