"""Real files taken in, and the refusals."""

from __future__ import annotations

import io
import os
import sys
import time
import zipfile
from datetime import date
from pathlib import Path

import pytest

from spadework.errors import EmptyDocument, InputError, MissingFile, NotText, SpadeworkError, TooLarge
from spadework.intake import LIMIT, take
from spadework.model import Document

PROSE = (
    "The minister said on Tuesday that the talks would go on in Geneva until the end of the week, and that nobody "
    "would leave before there was a text that both of the delegations could sign.\n\n"
    "“We are not there yet,” she told reporters, “but we have what we need for it.”"
)


def test_plain_text_becomes_a_document(tmp_path: Path) -> None:
    path = tmp_path / "geneva.txt"
    path.write_text(PROSE, encoding="utf-8")
    taken = take(path)
    assert taken.warnings == ()
    assert taken.document == Document.of(PROSE, title="geneva", origin="geneva.txt")


def test_what_the_caller_says_goes_first(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"---\ntitle: Theirs\nsource: Paper\ndate: 2025-08-19\n---\n{PROSE}", encoding="utf-8")
    document = take(path, title=" Mine\n", publisher="Wire", published=date(2025, 8, 19)).document
    assert (document.title, document.publisher, document.published) == ("Mine", "Wire", date(2025, 8, 19))
    assert document.text == PROSE


def test_a_plain_headline_is_the_title(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"Talks on harbour go on for a second day\n\n{PROSE}", encoding="utf-8")
    assert take(path).document.title == "Talks on harbour go on for a second day"


@pytest.mark.parametrize(
    "first",
    [
        "By Anna Smith and others",
        "GENEVA — The talks went on",
        "It was late when they left.",
        "MR. RENK: Good day to you",
    ],
)
def test_other_first_lines_are_no_titles(tmp_path: Path, first: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{first}\n\n{PROSE}", encoding="utf-8")
    assert take(path).document.title == "a"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PROSE.encode())))
    document = take("-").document
    assert (document.text, document.origin, document.title) == (PROSE, "stdin", "stdin")


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(MissingFile, match=r"nope\.txt: there is no such file"):
        take(tmp_path / "nope.txt")


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000, ""])
def test_names_that_no_file_can_have(name: str) -> None:
    with pytest.raises(InputError):
        take(name)


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="folder"):
        take(tmp_path)


def test_an_address_is_not_fetched() -> None:
    with pytest.raises(MissingFile, match="not fetched"):
        take("https://example.org/a.html")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(PROSE, encoding="utf-8")
    path.chmod(0)
    with pytest.raises(MissingFile, match="may not be read"):
        take(path)


def test_a_file_that_refuses_to_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(PROSE, encoding="utf-8")

    def refuse(*args: object, **more: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(MissingFile, match="may not be read"):
        take(path)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", ""),
        ("a.txt", " \n\t\u200b\xa0\n"),
        ("a.txt", "-----\n***"),
        ("a.md", "# \n\n---\n"),
        ("a.html", "<html><head><title>T</title></head><body><script>var words = 'many';</script></body></html>"),
        ("a.html", "<!-- only a comment -->"),
        ("a.txt", "---\ntitle: Only front matter\n---\n"),
    ],
)
def test_nothing_to_read(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(EmptyDocument):
        take(path)


def test_fifty_megabytes_are_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    start = time.monotonic()
    with pytest.raises(TooLarge, match="50 MB"):
        take(path)
    assert time.monotonic() - start < 0.5


def test_an_endless_stream_is_read_no_further_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            asked.append(size)
            return b"a" * size

    class Stdin:
        buffer = Endless()

    monkeypatch.setattr(sys, "stdin", Stdin())
    with pytest.raises(TooLarge):
        take("-")
    assert asked == [LIMIT + 1]


def _workbook() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return data.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "the PDF is damaged or cut off"),
        ("a.txt", b"%PDF-1.7\n", "the PDF is damaged or cut off"),
        ("a.xlsx", _workbook(), "an Excel workbook"),
        ("a.zip", b"PK\x03\x04" + b"\0" * 40, "the archive is damaged or cut off"),
        ("a.rtf", b"{\\rtf1 hello}", "RTF"),
        ("a.txt", bytes(range(256)) * 10, "binary"),
        ("a.txt", b"\x00\x01\x02", "binary"),
        ("a.txt", bytes(range(1, 32)) * 30, "binary"),
        ("a.csv", b"party,stance\na,b\n", "CSV is not read yet"),
        ("a.xml", b"<agenda></agenda>", "XML"),
        ("other", b"<?xml version='1.0'?><agenda></agenda>", "XML"),
    ],
)
def test_what_is_no_text_is_told_by_name(tmp_path: Path, name: str, data: bytes, told: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(NotText, match=told):
        take(path)


GERMAN = (
    "Der Minister sagte am Dienstag, dass die Gespräche in Genf bis zum Ende der Woche fortgesetzt werden und dass "
    "niemand abreisen wird, bevor es einen Text gibt, den beide Seiten unterschreiben können. Das ist nicht einfach."
)
RUSSIAN = "Министр заявил во вторник, что переговоры в Женеве продолжатся до конца недели, и это было бы важно."


@pytest.mark.parametrize("text", [GERMAN, RUSSIAN])
def test_another_language_is_taken_as_it_is(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    assert take(path).document.text == text


def test_every_refusal_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7")
    with pytest.raises(SpadeworkError, match=str(path)):
        take(path)
