"""The summary: what a busy reader sees."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from spadework.briefing import summary
from spadework.model import Agenda, Record


def shown(record: Record, width: int = 80, encoding: str = "utf-8", brief: str | None = None, **more: object) -> str:
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding=encoding, newline="")
    console = Console(file=file, width=width, **more)  # type: ignore[arg-type]
    console.print(summary(record, brief))
    file.flush()
    return raw.getvalue().decode(encoding)


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120])
def test_fits_the_width(talks: Record, width: int) -> None:
    text = shown(talks, width)
    assert max(map(len, text.splitlines())) <= width


def test_fits_one_screen(talks: Record) -> None:
    assert len(shown(talks).splitlines()) <= 24


def test_tells_findings_stances_and_where_to_read_on(talks: Record) -> None:
    text = shown(talks, 100, brief="out/brief.html")
    assert "Ferries of Aldmoor" in text and "2 documents, 3–6 Mar 2031" in text
    assert text.index("F2 shift") < text.index("F1 contested account") < text.index("F3 circular preconditions")
    assert "(unsure)" in text and "× rejects" in text and "● accepts*" in text and "– dodges" in text
    assert "2 issues without a stance" in text and "out/brief.html" in text
    assert "Crew size" not in text


def test_narrow_terminals_get_a_list(talks: Record) -> None:
    assert "Run: × rejects (City of Aldmoor)" in shown(talks, 48)


def test_words_stand_without_colour(talks: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    text = shown(talks, force_terminal=True)
    assert "\x1b[3" not in text and "× rejects" in text


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
def test_terminals_without_unicode(talks: Record, encoding: str) -> None:
    text = shown(talks, encoding=encoding)
    assert "rejects" in text and "+ accepts*" in text


def test_texts_do_not_steer_the_terminal(hostile: Record) -> None:
    text = shown(hostile)
    assert "\x1b" not in text and "[bold]b[/bold]" in text


def test_only_a_screenful_is_shown(talks: Record) -> None:
    p = talks.coding.positions[0]
    many = tuple(replace(p, id=f"{n}", issue=f"i{n}") for n in range(60))
    found = tuple(replace(talks.findings[0], id=f"{n}") for n in range(30))
    text = shown(replace(talks, coding=replace(talks.coding, positions=many), findings=found))
    assert "and 22 more findings" in text and "51 further issues in the brief" in text
    assert len(text.splitlines()) < 45


def test_an_empty_record_is_summed_up() -> None:
    text = shown(Record(agenda=Agenda()))
    assert "0 documents · no statement" in text and "Comparing brought nothing up." in text
