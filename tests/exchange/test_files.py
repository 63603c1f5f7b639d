"""Files are there whole or not at all, and nothing is written over unasked."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from spadework.errors import ExchangeError, MissingFile, TooLarge
from spadework.exchange import Format, export, files, read, render
from spadework.model import Archive


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_nothing_is_written_over_unasked(dossier: Archive, tmp_path: Path) -> None:
    path = tmp_path / "d.json"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(ExchangeError, match="already"):
        export(dossier, path)
    assert path.read_text(encoding="utf-8") == "mine" and names(tmp_path) == ["d.json"]
    export(dossier, path, force=True)
    assert path.read_bytes() == render(dossier, "json") and names(tmp_path) == ["d.json"]


def test_a_file_that_cannot_be_finished_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "d.json"

    def pieces():
        yield b"half"
        raise OSError(28, "No space left on device")

    for before in (None, b"older"):
        if before:
            path.write_bytes(before)
        with pytest.raises(ExchangeError, match="No space left"):
            files.write_file(path, pieces(), force=True)
        assert (path.read_bytes() if path.exists() else None) == before
        assert names(tmp_path) == (["d.json"] if before else [])


def test_a_folder_is_replaced_only_if_an_export_wrote_all_of_it(dossier: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    export(dossier, folder, "csv")
    with pytest.raises(ExchangeError, match="already"):
        export(dossier, folder, "csv")
    fewer = Archive(record=dossier.record)
    export(fewer, folder, "brat", force=True)
    assert not list(folder.glob("*.csv")), "what an earlier export left would be handed on with it"
    assert names(tmp_path) == ["tables"]
    (folder / "my notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ExchangeError, match="no export wrote"):
        export(dossier, folder, "csv", force=True)
    assert (folder / "my notes.txt").read_text(encoding="utf-8") == "mine"
    other = tmp_path / "papers"
    other.mkdir()
    (other / "a.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(ExchangeError, match="no export wrote"):
        export(dossier, other, "csv", force=True)


def test_what_was_there_comes_back_if_the_new_folder_cannot_take_its_place(
    dossier: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "tables"
    export(dossier, folder, "csv")
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    replace, calls = Path.replace, []

    def failing(self: Path, target: Path) -> Path:
        calls.append(self)
        if len(calls) == 2:
            raise OSError(5, "Input/output error")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(ExchangeError, match="Input/output error"):
        export(dossier, folder, "brat", force=True)
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before and names(tmp_path) == ["tables"]


def test_an_empty_folder_may_be_filled(dossier: Archive, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert export(dossier, tmp_path / "empty", "csv")
    assert names(tmp_path) == ["empty"]


@pytest.mark.parametrize("name", ["none/d.json", "\x00.json", "x" * 300 + ".json"])
def test_what_cannot_be_written_is_told(name: str, dossier: Archive, tmp_path: Path) -> None:
    with pytest.raises(ExchangeError):
        export(dossier, tmp_path / name)
    assert names(tmp_path) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_may_not_be_written_to(dossier: Archive, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(ExchangeError, match="Permission"):
        export(dossier, tmp_path / "d.json")


def test_a_file_in_the_place_of_a_folder_and_the_other_way_round(dossier: Archive, tmp_path: Path) -> None:
    (tmp_path / "d.json").mkdir()
    (tmp_path / "brat").write_text("", encoding="utf-8")
    for path, format in ((tmp_path / "d.json", "json"), (tmp_path / "brat", "brat")):
        with pytest.raises(ExchangeError, match="is not a f"):
            export(dossier, path, format, force=True)


def test_permissions_are_those_of_any_file(dossier: Archive, tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        export(dossier, tmp_path / "d.json")
        export(dossier, tmp_path / "b", "brat")
    finally:
        os.umask(old)
    assert (tmp_path / "d.json").stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "b").stat().st_mode & 0o777 == 0o750


def test_formats_are_told_by_names(dossier: Archive, tmp_path: Path) -> None:
    for name, format in (("d.jsonld", "jsonld"), ("d.xlsx", "xlsx"), ("d.jsonl", "plover"), ("D.JSON", "json")):
        [path] = export(dossier, tmp_path / name)
        assert format == "xlsx" or path.read_bytes() == render(dossier, format)
    for wrong in ("d.txt", "d"):
        with pytest.raises(ExchangeError, match="does not tell the format"):
            export(dossier, tmp_path / wrong)
    with pytest.raises(ExchangeError, match="no format 'odt'"):
        export(dossier, tmp_path / "d.odt", "odt")
    with pytest.raises(ExchangeError, match="only CSV"):
        export(dossier, tmp_path / "d2.json", table="positions")
    for folder in (Format.BRAT, Format.CSV):
        with pytest.raises(ExchangeError, match="folder of files"):
            render(dossier, folder)


def test_what_is_not_read_is_told(dossier: Archive, tmp_path: Path) -> None:
    for name in ("d.xlsx", "d.jsonld"):
        export(dossier, tmp_path / name)
        with pytest.raises(ExchangeError, match="written but not read"):
            read(tmp_path / name)
    with pytest.raises(MissingFile):
        read(tmp_path / "none")
    with pytest.raises(ExchangeError, match="neither"):
        read(tmp_path)


def test_reading_is_bounded(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    with pytest.raises(TooLarge):
        files.load(tmp_path / "a", 4)
    assert files.load(tmp_path / "a", 5) == b"12345"
