"""Importing in a real browser."""

from __future__ import annotations

import re
import threading
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from browsing import Watched, check_accessible, check_fits
from spadework.desk.jobs import Jobs

STORY = (
    "LAUZEN, May 20 - Ushkara rejects any ceiling below 70,000 animals, its agriculture minister, Ilyas Berdane, said "
    'on Wednesday. "We cannot accept fewer," Mr. Berdane told reporters.\n'
)
DROP = """async (names) => {
  const transfer = new DataTransfer();
  for (const [name, text] of names) transfer.items.add(new File([text], name));
  for (const kind of ["dragenter", "dragover", "drop"])
    document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    (folder / "may").mkdir(parents=True)
    (folder / "may" / "story.txt").write_text(STORY)
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (folder / ".hidden").write_text("not to be sent")
    return folder


def test_a_folder_is_chosen_and_each_file_tells_what_became_of_it(
    page: Any, papers: Path, shot: Any, live: str
) -> None:
    page.goto("/import")
    check_accessible(page)
    page.get_by_text("Said of all of them").click()
    page.get_by_label("Publisher").fill("Sulen Post")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose a folder").click()
    chooser.value.set_files(papers)
    job = page.locator(".job").first
    job.locator(".sum .state.done").wait_for()
    assert job.locator(".counts").inner_text() == "1 added, 0 skipped, 1 failed"
    added = job.locator("[data-file]", has_text="story.txt")
    assert re.search(r"added\s+story\.txt, \d+ statements?", added.inner_text())
    failed = job.locator("[data-file]", has_text="picture.png")
    assert "failed" in failed.inner_text() and "papers/picture.png" in failed.inner_text()
    assert ".hidden" not in job.inner_text()
    assert added.get_by_role("link").get_attribute("href").startswith("/documents/")
    told = job.inner_text()
    page.reload()
    assert page.locator(".job").first.locator(".counts").inner_text() == "1 added, 0 skipped, 1 failed"
    assert {line.split(",")[0] for line in told.splitlines()} >= {"added story.txt"}
    check_accessible(page)
    page.set_viewport_size({"width": 390, "height": 844})
    check_fits(page)
    shot("import")


def test_files_are_dropped_on_any_page(page: Any) -> None:
    page.goto("/")
    page.evaluate(DROP, [["story.txt", STORY]])
    page.wait_for_url("**/import")
    page.locator(".job .sum .state.done").wait_for()
    assert page.locator(".job .counts").inner_text() == "1 added, 0 skipped, 0 failed"
    page.evaluate(DROP, [["story.txt", STORY], ["two.txt", STORY + "And one more."]])
    job = page.locator(".job").first
    job.get_by_text("1 added, 1 skipped, 0 failed").wait_for()
    assert "in the dossier already" in job.inner_text() or "taken before" in job.inner_text()


def test_nothing_is_fetched_before_the_button_names_the_host(page: Any) -> None:
    page.goto("/import")
    button = page.locator("#fetch button")
    assert button.is_disabled()
    page.get_by_label("Address of a page or file").fill("http://127.0.0.1:9/secret")
    button = page.get_by_role("button", name="Fetch from 127.0.0.1:9")
    button.click()
    job = page.locator(".job").first
    job.get_by_text("0 added, 0 skipped, 1 failed").wait_for()
    assert "private network" in job.inner_text()


def test_what_the_desk_refuses_is_told(page: Any, watched: Watched) -> None:
    watched.expected.append("422")
    page.goto("/import")
    page.get_by_text("Said of all of them").click()
    page.get_by_label("Title, of a single document").fill("One")
    page.evaluate(DROP, [["a.txt", STORY], ["b.txt", STORY]])
    page.get_by_text("a title is that of a single document").wait_for()


def test_imports_that_wait_are_followed_one_after_the_other_and_can_be_cancelled(
    page: Any, app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    from playwright.sync_api import expect

    go, run = threading.Event(), Jobs._run
    monkeypatch.setattr(Jobs, "_run", lambda self, job: go.wait(20) and run(self, job))
    page.goto("/import")
    for n in range(3):
        page.evaluate(DROP, [[f"{n}.txt", f"{STORY}Number {n} of them."]])
        page.locator(".job").nth(n).wait_for()
    last = page.locator(".job").first
    last.get_by_role("button", name="Cancel").click()
    last.locator(".sum .state.cancelled").wait_for()
    page.reload()
    go.set()
    for n in (1, 2):
        page.locator(".job").nth(n).get_by_text("1 added, 0 skipped, 0 failed").wait_for()
    assert "cancelled" in last.locator("[data-file]").inner_text()
    expect(page.get_by_role("button", name="Cancel")).to_have_count(0)
