"""Folders, digests, what was taken before, and what any file may hold."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from intake_files import SENTENCES, archive, mail, mailbox, prose, report, rss, word

from spadework.errors import BadDate, InputError, Unforeseen
from spadework.intake import Failed, Outcome, Skipped, Taken, take, take_each
from spadework.intake.files import LIMIT
from spadework.model import Document


def documents(outcomes: list[Outcome]) -> list[Document]:
    return [o.document for o in outcomes if isinstance(o, Taken)]


def test_one_file_is_one_document_as_take_gives_it(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SENTENCES[0])
    assert list(take_each(path, title="T", publisher="P")) == [take(path, title="T", publisher="P")]


def test_a_folder_is_walked_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.md", ".hidden.txt", ".git/x.txt"):
        path = tmp_path / "talks" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{SENTENCES[0]} It is in {name}.")
    found = list(take_each(tmp_path / "talks"))
    assert [d.origin for d in documents(found)] == ["a/b/c.md", "a/z.txt", "b.txt"]
    assert len(found) == 3


def test_links_that_lead_out_of_a_folder_are_left_out(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SENTENCES[0])
    (tmp_path / "other").mkdir()
    folder = tmp_path / "talks"
    (folder / "sub").mkdir(parents=True)
    (folder / "real.txt").write_text(SENTENCES[1])
    (folder / "in.txt").symlink_to(folder / "real.txt")
    (folder / "nowhere.txt").symlink_to(tmp_path / "gone.txt")
    (folder / "out.txt").symlink_to(secret)
    (folder / "outside").symlink_to(tmp_path / "other")
    (folder / "sub" / "circle").symlink_to(folder)
    found = list(take_each(folder))
    assert [d.origin for d in documents(found)] == ["in.txt", "real.txt"]
    assert {Path(o.where).name: o.why for o in found if isinstance(o, Skipped)} == {
        "nowhere.txt": "the link leads nowhere",
        "out.txt": "the link leads out of the folder",
        "outside": "the link leads out of the folder",
        "circle": "it is a link to a folder",
    }


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (found,) = take_each(tmp_path)
    assert isinstance(found, Skipped) and "no ordinary file" in found.why


def test_one_bad_file_does_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCES[0])
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.4 broken")
    (tmp_path / "d.txt").write_text("---\ndate: 2025-02-30\n---\nThe talks go on.")
    with (tmp_path / "e.txt").open("wb") as stream:
        stream.truncate(LIMIT + 1)
    (tmp_path / "f.txt").write_text(SENTENCES[1])
    found = list(take_each(tmp_path))
    assert [type(o) for o in found] == [Taken, Failed, Failed, Failed, Failed, Taken]
    bad = [o for o in found if isinstance(o, Failed)]
    assert all(
        o.where == str(tmp_path / name) for o, name in zip(bad, ("b.txt", "c.pdf", "d.txt", "e.txt"), strict=True)
    )
    assert isinstance(bad[2].error, BadDate)


@pytest.mark.parametrize("source", ["nope.txt", "", "a\0b", "https://example.org/a.html"])
def test_a_source_that_is_not_there_fails_and_raises_nothing(source: str) -> None:
    (found,) = take_each(source)
    assert isinstance(found, Failed) and isinstance(found.error, InputError)


def test_a_fault_of_ours_costs_one_file_and_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(module: str, data: bytes, where: str) -> None:
        raise KeyError("oops")

    monkeypatch.setattr("spadework.intake.apart.contents", broken)
    (tmp_path / "a.docx").write_bytes(word())
    (tmp_path / "b.txt").write_text(SENTENCES[0])
    bad, good = take_each(tmp_path)
    assert isinstance(bad, Failed) and isinstance(bad.error, Unforeseen) and isinstance(bad.error.__cause__, KeyError)
    assert "Please report it" in str(bad.error)
    assert isinstance(good, Taken)


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.txt", lambda: SENTENCES[0].encode()),
        ("a.pdf", lambda: report(1)),
        ("a.docx", word),
        ("a.eml", lambda: mail(annex__txt=SENTENCES[1].encode())),
        ("a.mbox", lambda: mailbox(mail("1", prose(1)), mail("2", prose(2), annex__txt=SENTENCES[1].encode()))),
        ("a.xml", lambda: rss(3)),
        (
            "a.zip",
            lambda: archive({"a.txt": SENTENCES[0].encode(), "b.eml": mail(), "c.zip": archive({"d.xml": rss(2)})}),
        ),
    ],
)
def test_every_document_has_its_digest_and_is_skipped_when_that_is_known(
    tmp_path: Path, name: str, make: Callable[[], bytes]
) -> None:
    path = tmp_path / name
    path.write_bytes(make())
    found = list(take_each(path))
    digests = [o.digest for o in found if isinstance(o, Taken)]
    assert len(set(digests)) == len(digests) == len(found)
    assert all(len(d) == 64 for d in digests)
    assert digests == [o.digest for o in take_each(path) if isinstance(o, Taken)]
    again = list(take_each(path, known=digests.__contains__))
    assert len(again) == len(found) and all(isinstance(o, Skipped) for o in again)
    all_but_first = list(take_each(path, known=digests[1:].__contains__))
    assert [type(o) for o in all_but_first] == [Taken] + [Skipped] * (len(found) - 1)


def test_what_is_known_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(report(1))
    monkeypatch.setattr("spadework.intake.apart.contents", lambda *a: pytest.fail("it was read"))
    (found,) = take_each(path, known=lambda digest: True)
    assert isinstance(found, Skipped) and found.why == "it was taken before"


def test_the_title_is_for_one_document_and_the_publisher_for_all(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(archive({"a.txt": SENTENCES[0].encode(), "b.txt": SENTENCES[1].encode()}))
    found = documents(list(take_each(path, title="Mine", publisher="Desk")))
    assert [(d.title, d.publisher) for d in found] == [("a", "Desk"), ("b", "Desk")]


@pytest.mark.parametrize(("name", "make"), [("a.zip", archive), ("a.mbox", mailbox), ("a.xml", rss)])
def test_take_says_when_a_file_holds_several_documents(tmp_path: Path, name: str, make: Callable[..., bytes]) -> None:
    path = tmp_path / name
    path.write_bytes(make({"a.txt": b"x"}) if name == "a.zip" else make(mail()) if name == "a.mbox" else make())
    with pytest.raises(InputError, match=r"holds several documents.*take_each"):
        take(path)


def test_a_web_page_that_is_called_pdf_is_read_as_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_text(f"<!doctype html><html><body><p>{SENTENCES[0]}</p></body></html>")
    assert take(path).document.text == SENTENCES[0]


def test_our_own_brief_in_a_folder_is_no_source(tmp_path: Path) -> None:
    (tmp_path / "brief.html").write_text('<!doctype html><meta name="generator" content="Spadework 0.1"><p>Words</p>')
    (found,) = take_each(tmp_path)
    assert isinstance(found, Skipped) and "brief" in found.why


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("The talks\0 go on in Geneva until Friday, " + "whatever may come of it, they said. " * 3, None),
        ("\u202bשלום\u202c said the \u200fminister, and \u2066left\u2069.", "שלום said the minister, and left."),
        ("Cafe\u0301 talks with A\u030angstro\u0308m.", "Café talks with Ångström."),
        ("“No” 👩‍🚒 said 🇺🇳 crews 👍🏽 today.", None),
        ("x\u0301\u0302\u0303 and 𝔸𝔹 and \U0001f600.", None),
    ],
)
@pytest.mark.parametrize("suffix", [".txt", ".html", ".eml", ".zip"])
def test_offsets_are_right_whatever_the_characters(tmp_path: Path, raw: str, stored: str | None, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    data = raw.encode()
    if suffix == ".html":
        data = f"<meta charset=utf-8><p>{raw}</p>".encode()
    elif suffix == ".eml":
        head = b"From: a@b.example\nSubject: x\nContent-Type: text/plain; charset=utf-8\n\n"
        data = head + data
    elif suffix == ".zip":
        data = archive({"a.txt": data})
    path.write_bytes(data)
    (found,) = take_each(path)
    assert isinstance(found, Taken), found
    document = found.document
    assert stored is None or document.text == stored
    assert not set("\0\u202b\u200f\u2066") & set(document.text)
    for quote in document.text.split():
        at = document.text.index(quote)
        span = document.span(at, at + len(quote))
        document.check(span)
        assert span.quote == quote
    assert Document.of(document.text).id == document.id
    assert document.text.encode("utf-8").decode("utf-8") == document.text


@pytest.mark.parametrize("raw", ["0000-01-01", "0000-00-00", "9999-12-31", "10000-01-01"])
def test_days_at_the_ends_of_time(tmp_path: Path, raw: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"---\ndate: {raw}\n---\n{SENTENCES[0]}")
    (found,) = take_each(path)
    if isinstance(found, Failed):
        assert isinstance(found.error, BadDate) and "--published" in str(found.error)
    else:
        assert isinstance(found, Taken) and found.document.published is None and raw in found.warnings[0]


def test_nothing_heavy_is_loaded_for_plain_text(tmp_path: Path) -> None:
    import subprocess

    path = tmp_path / "a.txt"
    path.write_text(SENTENCES[0])
    code = (
        "import sys; from spadework.intake import take_each; list(take_each(sys.argv[1])); "
        "print({'lxml', 'pypdfium2', 'feedparser', 'httpx2', 'email', 'asyncio'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() in ("set()", "{'email'}"), done
