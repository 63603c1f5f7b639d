"""`spadework brief`."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from spadework.cli import output
from spadework.dossier import Dossier
from spadework.model import Record, from_json

Run = Callable[..., Result]
GERMAN = (
    "„Wir werden nicht unterschreiben“, sagte der Minister von Norland am Dienstag. Die Gespräche werden bis zum Ende "
    "der Woche fortgesetzt, und niemand reist ab, bevor es einen Text gibt. Minister Tavos said: „Das ist nicht alles.“"
)


def test_two_documents_give_a_summary_and_a_brief(run: Run, folder: Path) -> None:
    done = run("brief", "first.txt", "second.txt")
    assert done.exit_code == 0, done.output
    assert "2 documents" in done.stdout
    assert "brief.html" in done.stderr and "brief.html" not in done.stdout
    page = (folder / "brief.html").read_text(encoding="utf-8")
    assert "We reject any observers" in page
    assert sorted(p.name for p in folder.iterdir()) == ["brief.html", "first.txt", "second.txt"]


def test_json_is_the_whole_record_and_nothing_else(run: Run, folder: Path) -> None:
    done = run("brief", "second.txt", "first.txt", "--json")
    assert done.exit_code == 0
    record = from_json(done.stdout_bytes, Record)
    assert [d.title for d in record.documents] == ["Talks on Corran Strait", "Saint Ambrel ready to admit observers"]
    assert record.statements and done.stderr == ""
    assert not (folder / "brief.html").exists()


def test_json_and_a_brief(run: Run, folder: Path) -> None:
    done = run("brief", "first.txt", "--json", "-o", "other.html")
    json.loads(done.stdout)
    assert (folder / "other.html").exists()


def test_bad_files_among_good_ones_cost_only_themselves(run: Run, folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "paper.pdf").write_bytes(b"%PDF-1.7\n")
    (folder / "dated.txt").write_text("---\ndate: 2025-02-30\n---\nThe talks go on.", encoding="utf-8")
    with (folder / "big.txt").open("wb") as stream:
        stream.truncate(50_000_000)
    bad = ["empty.txt", "paper.pdf", "dated.txt", "big.txt", "nope.txt"]
    done = run("brief", "first.txt", *bad, "second.txt")
    assert done.exit_code == 0
    assert "2 documents" in done.stdout
    left_out = [line for line in done.stderr.splitlines() if line.startswith("left out: ")]
    assert [line.split(":")[1].split(",")[0].strip() for line in left_out] == bad


def test_a_document_in_another_language_is_kept_told_and_not_read(run: Run, folder: Path) -> None:
    (folder / "norland.txt").write_text(GERMAN, encoding="utf-8")
    told = "norland.txt: in German; only English is read, so nothing was taken from it"
    done = run("brief", "first.txt", "norland.txt", "second.txt")
    assert done.exit_code == 0, done.output
    assert f"warning: {told}" in done.stderr and "left out" not in done.stderr
    assert "3 documents" in done.stdout and told in " ".join(done.stdout.split())
    assert told in (folder / "brief.html").read_text(encoding="utf-8")
    record = from_json(run("brief", "first.txt", "norland.txt", "second.txt", "--json").stdout_bytes, Record)
    [german] = [d for d in record.documents if d.origin == "norland.txt"]
    assert record.statements and all(s.document != german.id for s in record.statements)
    assert all(e.evidence.document != german.id for e in record.coding.events)


def test_foreign_words_under_an_english_note(run: Run, folder: Path) -> None:
    english = " ".join(
        f"The council of Velloria said on {day} that it would not sign the text before the port was open again."
        for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
    )
    (folder / "note.txt").write_text(f"{english}\n\n{GERMAN}", encoding="utf-8")
    done = run("brief", "note.txt", "--json")
    assert "warning: note.txt: partly in German; only what is in English was read" in done.stderr
    record = from_json(done.stdout_bytes, Record)
    assert len(record.statements) >= 5
    assert max(c.end for s in record.statements for c in s.content) <= len(english)


def test_nothing_in_english(run: Run, folder: Path) -> None:
    (folder / "norland.txt").write_text(GERMAN, encoding="utf-8")
    done = run("brief", "norland.txt", "nope.txt")
    assert done.exit_code == 2 and done.stdout == ""
    assert "norland.txt: in German" in done.stderr and "nothing here is in English" in done.stderr
    assert "left out: nope.txt" in done.stderr
    assert not (folder / "brief.html").exists()


def test_nothing_but_bad_files(run: Run, folder: Path) -> None:
    done = run("brief", "nope.txt", "neither.txt")
    assert done.exit_code == 2
    assert done.stdout == "" and done.stderr.count("there is no such file") == 2
    assert not (folder / "brief.html").exists()


def test_the_same_text_twice_counts_once(run: Run) -> None:
    done = run("brief", "first.txt", "./first.txt")
    assert "1 document," in done.stdout
    assert "warning: " in done.stderr and "the same text" in done.stderr


def test_standard_input_with_its_metadata_given(run: Run) -> None:
    done = run(
        "brief", "-", "--title", "A <b>title</b>", "--publisher", "Wire", "--published", "19 August 2025", "--json",
        input="The talks in Geneva will go on, the minister said on Tuesday.",
    )  # fmt: skip
    document = from_json(done.stdout_bytes, Record).documents[0]
    assert (document.title, document.publisher, str(document.published)) == ("A title", "Wire", "2025-08-19")


def test_a_contradicted_date_is_told(run: Run) -> None:
    done = run("brief", "first.txt", "--published", "2025-05-14", "--json")
    assert "warning: first.txt: “published” in the front matter says 2025-05-13" in done.stderr
    assert str(from_json(done.stdout_bytes, Record).documents[0].published) == "2025-05-14"


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["first.txt", "--published", "2025-02-30"], "there is no day"),
        (["first.txt", "--published", "05/06/2025"], "no date that can be read"),
        (["first.txt", "second.txt", "--title", "x"], "front matter"),
        (["first.txt", "second.txt", "--published", "2025-05-14"], "front matter"),
        (["first.txt", "-o", "first.txt"], "one of the files to read"),
        (["first.txt", "--agenda", "mine.toml", "-o", "mine.toml"], "one of the files to read"),
        (["first.txt", "-o", "."], "folder"),
        (["first.txt", "-o", "no/such/brief.html"], "folder does not exist"),
        (["first.txt", "-o", "-"], "Give it a name"),
        (["first.txt", "-o", "x" * 300], ""),
        (["first.txt", "-o", "/dev/null"], "no ordinary file"),
        (["first.txt", "--agenda", "labor"], "Did you mean 'labour'"),
        (["first.txt", "--agenda", "nope.toml"], "no such file"),
        ([], "Missing argument"),
    ],
)
def test_what_cannot_be_done_is_told_with_exit_code_2(run: Run, folder: Path, args: list[str], told: str) -> None:
    (folder / "mine.toml").write_text('name = "Mine"\n', encoding="utf-8")
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    done = run("brief", *args)
    assert done.exit_code == 2, done.output
    assert told in done.stderr and "Traceback" not in done.stderr and done.stdout == ""
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before


def test_a_folder_that_may_not_be_written_to(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output.os, "access", lambda *args: False)  # root may write everywhere
    done = run("brief", "first.txt")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "may not be written to" in done.stderr


def test_an_agenda_with_an_unknown_party(run: Run, folder: Path) -> None:
    (folder / "mine.toml").write_text(
        '[[party]]\nid = "front"\nname = "Front"\n[[actor]]\nname = "A. Tessarin"\nparty = "frnt"\n', encoding="utf-8"
    )
    done = run("brief", "first.txt", "--agenda", "mine.toml")
    assert done.exit_code == 2
    assert "mine.toml" in done.stderr and "frnt" in done.stderr


def test_a_template_is_an_agenda(run: Run) -> None:
    done = run("brief", "first.txt", "--agenda", "labour", "--json")
    assert from_json(done.stdout_bytes, Record).agenda.name == "Labour dispute"


def _fails(*args: Any, **more: Any) -> None:
    raise TypeError("a bug")


def test_a_fault_of_ours_is_told_as_one(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Dossier, "record", _fails)
    done = run("brief", "first.txt")
    assert done.exit_code == 1
    assert "a fault in Spadework itself: TypeError: a bug" in done.stderr and "--debug" in done.stderr
    assert isinstance(run("--debug", "brief", "first.txt").exception, TypeError)


def test_a_file_that_is_no_brief_is_not_written_over(run: Run, folder: Path) -> None:
    (folder / "notes.md").write_text("Months of work.", encoding="utf-8")
    done = run("brief", "first.txt", "-o", "notes.md")
    assert done.exit_code == 2
    assert "notes.md" in done.stderr and "no brief" in done.stderr
    assert (folder / "notes.md").read_text(encoding="utf-8") == "Months of work."
    assert (
        run("brief", "first.txt").exit_code == run("brief", "second.txt").exit_code == 0
    )  # an older brief is replaced


def test_a_reader_that_is_not_there_is_told(run: Run, folder: Path) -> None:
    done = run("brief", "first.txt", "--reader", "nowhere")
    assert done.exit_code == 2
    assert "nowhere" in done.stderr and "docs/readers.md" in done.stderr
    assert not (folder / "brief.html").exists()


def test_a_reader_in_a_folder_is_used(run: Run, folder: Path) -> None:
    from spadework.reading.tagger import SHIPPED

    done = run("brief", "first.txt", "second.txt", "--reader", str(SHIPPED), "--json")
    assert done.exit_code == 0, done.output
    plain = run("brief", "first.txt", "second.txt", "--json")
    assert from_json(done.stdout_bytes, Record).statements == from_json(plain.stdout_bytes, Record).statements


WORDS = (
    "Saint Ambrel is now open to foreign observers, Defence Minister Paulo Stenn said on Thursday. “We do not rule out "
    "observers,” Mr. Stenn told reporters. “I have nothing to announce.”"
)


class _Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(f"<!doctype html><title>From the web</title><p>{WORDS}</p>".encode())

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def address() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Page)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/page"
    server.shutdown()
    server.server_close()


def test_a_folder_with_all_kinds_of_files(run: Run, folder: Path) -> None:
    inbox = folder / "inbox"
    inbox.mkdir()
    (inbox / "first.eml").write_text(f"From: Press Office <p@x.example>\nSubject: Strait\n\n{WORDS}", encoding="utf-8")
    (folder / "first.txt").rename(inbox / "second.txt")
    (inbox / "bad.pdf").write_bytes(b"%PDF-1.7")
    done = run("brief", "inbox", "--json")
    assert done.exit_code == 0
    record = from_json(done.stdout_bytes, Record)
    assert sorted(d.origin for d in record.documents) == ["first.eml", "second.txt"]
    assert "left out: inbox/bad.pdf: the PDF is damaged or cut off" in done.stderr


def test_an_address_is_fetched_because_it_is_given_and_its_host_is_named(run: Run, address: str) -> None:
    refused = run("brief", address)
    assert refused.exit_code == 2
    assert "private network" in refused.stderr and "--allow-private" in refused.stderr
    done = run("brief", address, "--allow-private", "--json")
    assert done.exit_code == 0
    assert done.stderr.splitlines()[0] == "asking 127.0.0.1"
    (document,) = from_json(done.stdout_bytes, Record).documents
    assert (document.title, document.origin) == ("From the web", address)


def test_a_brief_in_the_folder_is_not_read_again(run: Run, folder: Path) -> None:
    assert run("brief", ".").exit_code == 0
    again = run("brief", ".")
    assert again.exit_code == 0 and "2 documents" in again.stdout
    assert "it is a brief that Spadework wrote" in again.stderr


def test_a_brief_in_another_format_with_chosen_parts(run: Run, folder: Path) -> None:
    done = run("brief", "first.txt", "second.txt", "--format", "markdown", "--part", "deeds", "--part", "summary",
               "--classification", "For *us*")  # fmt: skip
    assert done.exit_code == 0 and "brief.md" in done.stderr
    text = (folder / "brief.md").read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line.startswith("## ")] == ["## Deeds reported", "## Summary"]
    assert text.count(r"**For \*us\***") == 2
    assert run("brief", "first.txt", "-o", "brief.md").exit_code == 0  # an older brief may be replaced


def test_the_parts_are_listed(run: Run, folder: Path) -> None:
    from spadework.briefing import PARTS

    done = run("brief", "--list-parts")
    assert done.exit_code == 0 and [line.split()[0] for line in done.stdout.splitlines()] == list(PARTS)
    assert not (folder / "brief.html").exists()


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--part", "finding"], "no part 'finding'. There are: summary, "),
        (["--part", "deeds", "--part", "deeds"], "named twice"),
        (["--part", "since"], "needs the day of the last brief"),
        (["--part", "settlement"], "needs a scenario"),
        (["--format", "rtf"], "There are: html, markdown"),
        (["-o", "brief.rtf"], "does not tell in which format"),
        (["--as-of", "2025-05-01", "--since", "2025-05-02"], "comes before"),
        (["--as-of", "someday"], "no date that can be read"),
        (["--scenario", "nope.toml"], "nope.toml"),
    ],
)
def test_what_a_brief_cannot_hold_is_told(run: Run, folder: Path, args: list[str], told: str) -> None:
    done = run("brief", "first.txt", *args)
    assert done.exit_code == 2 and told in done.stderr, done.output
    assert not list(folder.glob("brief.*"))


def test_as_of_a_day_and_since_another(run: Run, folder: Path) -> None:
    done = run("brief", "first.txt", "second.txt", "--as-of", "2025-05-13", "--since", "2025-05-01", "-o", "b.md")
    assert done.exit_code == 0, done.output
    text = (folder / "b.md").read_text(encoding="utf-8")
    assert "as of 13 May 2025, since 1 May 2025" in text and "1 document," in done.stdout
    assert "## Since last time" in text


def test_a_draft_is_settled_and_called_one(run: Run, folder: Path) -> None:
    (folder / "mine.toml").write_text(
        'name = "Strait"\n[[party]]\nid = "a"\nname = "Saint Ambrel"\n[[party]]\nid = "b"\nname = "Corran"\n'
        '[[issue]]\nid = "o"\nname = "Observers"\nwords = ["observers"]\n'
        '[[issue.option]]\nid = "yes"\ntext = "Foreign observers"\n[[issue.option]]\nid = "no"\ntext = "No observers"\n'
    )
    args = ("brief", "first.txt", "second.txt", "--agenda", "mine.toml", "-o", "b.md")
    assert run(*args, "--scenario", "draft").exit_code == 0
    text = (folder / "b.md").read_text(encoding="utf-8")
    assert "By the draft scenario that nobody has confirmed" in text and "A draft, made by the machine" in text
    assert run("scenario", "schema").exit_code == 0
    assert run("settle", "--draft", "first.txt", "second.txt", "--agenda", "mine.toml", "-o", "s.toml").exit_code == 0
    assert run(*args, "--scenario", "s.toml").exit_code == 0
