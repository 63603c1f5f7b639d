"""`spadework agenda ...`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from spadework import agenda

Run = Callable[..., Result]


def test_a_suggested_agenda_holds_together(run: Run, folder: Path) -> None:
    done = run("agenda", "suggest", "first.txt", "second.txt")
    assert done.exit_code == 0
    assert any(p.name == "Saint Ambrel" for p in agenda.loads(done.stdout).parties)
    assert run("agenda", "suggest", "first.txt", "second.txt", "-o", "mine.toml").exit_code == 0
    assert (folder / "mine.toml").read_text(encoding="utf-8") == done.stdout
    checked = run("agenda", "check", "mine.toml")
    assert checked.exit_code == 0 and "mine.toml holds together" in checked.stdout


def test_bad_files_are_left_out(run: Run) -> None:
    done = run("agenda", "suggest", "first.txt", "nope.txt")
    assert done.exit_code == 0 and "left out: nope.txt" in done.stderr
    done = run("agenda", "suggest", "nope.txt")
    assert (done.exit_code, done.stdout) == (2, "") and "no such file" in done.stderr


def test_parties_are_not_taken_from_another_language(run: Run, folder: Path) -> None:
    text = (
        "Norland und Velloria haben am Dienstag erklärt, dass sie nicht unterschreiben werden, bevor es Frieden gibt. "
    )
    (folder / "foreign.txt").write_text(text * 3, encoding="utf-8")
    done = run("agenda", "suggest", "first.txt", "foreign.txt")
    assert done.exit_code == 0 and "warning: foreign.txt: in German" in done.stderr
    assert done.stdout == run("agenda", "suggest", "first.txt").stdout
    assert run("agenda", "suggest", "foreign.txt").exit_code == 2


@pytest.mark.parametrize("name", ["mine.toml", "first.txt", ".", "no/mine.toml", "-"])
def test_nothing_is_written_over(run: Run, folder: Path, name: str) -> None:
    (folder / "mine.toml").write_text("# by hand\n", encoding="utf-8")
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    done = run("agenda", "suggest", "first.txt", "-o", name)
    assert done.exit_code == 2 and name in done.stderr + "-"
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before


@pytest.mark.parametrize("content", ['[[party]]\nid = "a"\n', "not toml", '[[actor]]\nname = "A"\nparty = "nobody"\n'])
def test_a_wrong_agenda(run: Run, folder: Path, content: str) -> None:
    (folder / "mine.toml").write_text(content, encoding="utf-8")
    done = run("agenda", "check", "mine.toml")
    assert (done.exit_code, done.stdout) == (2, "") and "mine.toml" in done.stderr


def test_every_template_is_listed_and_shown(run: Run) -> None:
    listed = run("agenda", "templates").stdout.splitlines()
    assert [line.split()[0] for line in listed] == list(agenda.templates())
    for name in agenda.templates():
        assert agenda.loads(run("agenda", "show", name).stdout) == agenda.template(name)


def test_an_unknown_template(run: Run) -> None:
    done = run("agenda", "show", "labor")
    assert done.exit_code == 2 and "labour" in done.stderr
