"""Progress is for people who wait."""

from __future__ import annotations

import time

import pytest

from spadework.cli import progress
from spadework.cli.progress import Progress


def test_quick_work_shows_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress() as shown:
        shown("reading", 0, 3)
    assert capsys.readouterr() == ("", "")


def test_long_work_is_told_on_stderr_a_stage_a_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", 0.0)
    with Progress() as shown:
        for n in range(3):
            shown("reading", n, 3)
        shown("coding", 0, 1)
        shown("done", 1, 1)
    assert capsys.readouterr() == ("", "reading 0 of 3\ncoding\n")


def test_a_terminal_gets_a_bar_that_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", 0.0)
    shown = Progress()
    monkeypatch.setattr(progress.sys.stderr, "isatty", lambda: True, raising=False)
    with shown:
        shown("reading", 1, 3)
        assert shown._bar is not None and shown._bar.live.is_started
        time.sleep(0.01)
    assert not shown._bar.live.is_started
