"""`spadework export` and `spadework import`, as a user has them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result


@pytest.fixture
def talks(run: Callable[..., Result], folder: Path) -> Path:
    """A kept dossier of the two documents."""
    agenda = """
        name = "Corran Strait"
        [[party]]
        id = "ambrel"
        name = "Saint Ambrel"
        [[issue]]
        id = "watch"
        name = "Observers"
        [[issue.option]]
        id = "foreign"
        text = "Foreign observers in the Corran Strait"
    """
    (folder / "agenda.toml").write_text(agenda, encoding="utf-8")
    assert run("init", "talks", "--agenda", "agenda.toml").exit_code == 0
    assert run("add", "--dossier", "talks", "first.txt", "second.txt").exit_code == 0
    return folder / "talks"


def test_a_dossier_goes_out_and_comes_in(run: Callable[..., Result], talks: Path, folder: Path) -> None:
    done = run("export", "--dossier", "talks", "-o", "all.json")
    assert done.exit_code == 0 and done.stderr == "Written: all.json\n" and not done.stdout
    assert run("init", "copy").exit_code == 0
    taken = run("import", "all.json", "--dossier", "copy")
    assert taken.exit_code == 0 and taken.stdout.startswith("Taken in: 2 documents, ")
    printed = run("export", "--dossier", "copy")
    assert printed.stdout_bytes == (folder / "all.json").read_bytes()
    assert json.loads(run("export", "--dossier", "copy", "--format", "jsonld").stdout)["@graph"]


def test_what_brief_prints_comes_in(run: Callable[..., Result], folder: Path) -> None:
    printed = run("brief", "first.txt", "--json")
    (folder / "brief.json").write_bytes(printed.stdout_bytes)
    run("init", "talks")
    assert run("import", "brief.json", "--dossier", "talks").stdout.startswith("Taken in: 1 document, ")
    assert "Paulo Stenn" in run("statements", "--dossier", "talks").stdout


@pytest.mark.parametrize(
    ("args", "written"),
    [
        (("-o", "t.xlsx"), "t.xlsx"),
        (("-o", "positions.csv"), "positions.csv"),
        (("-o", "t.csv", "--table", "statements"), "t.csv"),
        (("-o", "tables", "--format", "csv"), "tables/findings.csv"),
        (("-o", "b", "--format", "brat"), "b/annotation.conf"),
        (("-o", "e.json", "--format", "plover"), "e.json"),
        (("-o", "d.jsonld"), "d.jsonld"),
    ],
)
def test_formats(args: tuple[str, ...], written: str, run: Callable[..., Result], talks: Path, folder: Path) -> None:
    assert run("export", "--dossier", "talks", *args).exit_code == 0
    assert (folder / written).stat().st_size
    again = run("export", "--dossier", "talks", *args)
    assert again.exit_code == 2 and "--force" in again.stderr
    assert run("export", "--dossier", "talks", *args, "--force").exit_code == 0


def test_what_is_left_out_is_told(run: Callable[..., Result], talks: Path, folder: Path) -> None:
    refused = run("export", "--dossier", "talks", "-o", "s.json", "--redact", "actor=Paulo Stenn")
    assert refused.exit_code == 2 and "--mentions drop" in refused.stderr and not (folder / "s.json").exists()
    assert "Talks on Corran Strait" in refused.stderr
    without = ("--redact", "actor=Paulo Stenn", "--redact", "field=document.origin")
    kept = run("export", "--dossier", "talks", "-o", "s.json", *without, "--mentions", "keep")
    assert kept.exit_code == 0 and "warning: kept, and still tells it: Talks on Corran Strait" in kept.stderr
    assert "statements" in kept.stderr.rpartition("Left out:")[2]
    told = json.loads((folder / "s.json").read_bytes())["record"]
    assert "first.txt" not in json.dumps(told) and not [s for s in told["statements"] if "Stenn" in s["speaker"]]
    dropped = run("export", "--dossier", "talks", "--redact", "actor=Paulo Stenn", "--mentions", "drop")
    assert "left out too: Talks on Corran Strait" in dropped.stderr and "Stenn" not in dropped.stdout


@pytest.mark.parametrize("redacted", ["nonsense", "person=X", "actor=", "=x"])
def test_a_wrong_redaction_is_a_wrong_use(redacted: str, run: Callable[..., Result], talks: Path) -> None:
    done = run("export", "--dossier", "talks", "--redact", redacted)
    assert done.exit_code == 2 and "document=NAME" in done.stderr and not done.stdout


def test_rows_made_by_hand_are_taken_and_refused(run: Callable[..., Result], talks: Path, folder: Path) -> None:
    (folder / "mine.csv").write_text(
        "document,quote,party,issue,option,stance\n"
        "first.txt,rejects foreign observers,Saint Ambrel,watch,foreign,rejects\n"
        "second.txt,no such words,Saint Ambrel,watch,foreign,open\n",
        encoding="utf-8",
    )
    done = run("import", "mine.csv", "--dossier", "talks", "--by", "Ana")
    assert done.exit_code == 0 and done.stdout == "Taken in: 1 position\n"
    assert done.stderr == "refused: mine.csv, line 3: the quote 'no such words' is not in the document\n"
    assert "Ana: position" in run("history", "--dossier", "talks").stdout
    told = json.loads(run("import", "mine.csv", "--dossier", "talks", "--json").stdout)
    assert told["known"] == 1 and told["refused"][0]["where"] == "mine.csv, line 3"
    (folder / "bad.csv").write_text("document,quote,speaker\nnone.txt,x,y\n", encoding="utf-8")
    assert run("import", "bad.csv", "--dossier", "talks").exit_code == 2


@pytest.mark.parametrize(
    ("name", "data"), [("x.json", b"{"), ("x.csv", b"\xff\xfe"), ("x.docx", b"PK"), ("none.json", None)]
)
def test_a_bad_file_is_told(
    name: str, data: bytes | None, run: Callable[..., Result], talks: Path, folder: Path
) -> None:
    if data is not None:
        (folder / name).write_bytes(data)
    done = run("import", name, "--dossier", "talks")
    assert done.exit_code == 2 and name in done.stderr and "Traceback" not in done.stderr
