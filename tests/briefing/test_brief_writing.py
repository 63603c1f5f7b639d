"""Briefs as files: whole or not at all, in the format that the name tells, and known again."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from spadework.briefing import FORMATS, Options, build, format_of, render, rendered, write
from spadework.errors import SpadeworkError
from spadework.mark import is_ours
from spadework.model import Record


def test_write_replaces_the_file_as_a_whole(talks: Record, tmp_path: Path) -> None:
    target = tmp_path / "brief.html"
    target.write_text("old")
    target.chmod(0o640)
    assert write(talks, target) == target
    assert target.read_bytes() == rendered(build(talks), "html")
    assert [p.name for p in tmp_path.iterdir()] == ["brief.html"]
    if os.name == "posix":
        assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_write_leaves_the_umask_alone(talks: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mask = os.umask(0o027)
    try:
        with monkeypatch.context() as patched:  # it belongs to all threads, and others make files meanwhile
            patched.setattr(os, "umask", lambda mask: pytest.fail("the umask was changed"))
            target = write(talks, tmp_path / "brief.html")
        if os.name == "posix":
            assert stat.S_IMODE(target.stat().st_mode) == 0o640
    finally:
        os.umask(mask)


def test_write_says_what_is_wrong(talks: Record, tmp_path: Path) -> None:
    with pytest.raises(SpadeworkError, match="Make the folder first"):
        write(talks, tmp_path / "no" / "brief.html")
    (tmp_path / "folder.html").mkdir()
    with pytest.raises(SpadeworkError, match="this is a folder"):
        write(talks, tmp_path / "folder.html")
    (tmp_path / "file").write_text("")
    with pytest.raises(SpadeworkError, match="cannot be written"):
        write(talks, tmp_path / "file" / "brief.html")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "folder.html"]


@pytest.mark.parametrize("name", FORMATS)
def test_a_brief_of_every_format_is_known_again(name: str, talks: Record, tmp_path: Path) -> None:
    suffix = FORMATS[name][1][0]
    path = render(build(talks), tmp_path / f"brief{suffix}")
    assert format_of(path) == name and is_ours(path)
    other = write(talks, tmp_path / "other", Options(parts=("findings",)), name)
    assert is_ours(other) and other.stat().st_size < path.stat().st_size


def test_a_format_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(SpadeworkError, match=r"'rtf'.*html, markdown"):
        format_of("brief.rtf", "rtf")
    with pytest.raises(SpadeworkError, match=r"\.rtf.*html"):
        format_of("brief.rtf")
    with pytest.raises(SpadeworkError, match="no suffix"):
        format_of("brief")
    assert format_of("BRIEF.HTM") == "html" and format_of("x", "markdown") == "markdown"


def test_somebody_elses_file_is_not_ours(tmp_path: Path) -> None:
    for name, data in {"a.html": b"<html>", "b.docx": b"PK\3\4broken", "c.pdf": b"%PDF-1.7 x", "d.json": b"{}"}.items():
        (tmp_path / name).write_bytes(data)
        assert not is_ours(tmp_path / name)


def test_the_documents_themselves_are_printed_in_html_only(talks: Record, tmp_path: Path) -> None:
    words = talks.documents[0].text.split("\n\n")[0]
    assert 'id="texts"' in write(talks, tmp_path / "b.html").read_text("utf-8")
    assert "## Texts" not in write(talks, tmp_path / "b.md").read_text("utf-8")
    chosen = write(talks, tmp_path / "c.md", Options(parts=("texts",))).read_text("utf-8")
    assert words.split("“")[0] in chosen
