"""JSON there and back, and what is not taken in."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from archives import archives
from hypothesis import given, settings

from spadework.errors import ExchangeError, MissingFile, TooLarge
from spadework.exchange import export, files, read
from spadework.model import Archive, Document, Record, to_json


@settings(max_examples=150, deadline=None)
@given(archive=archives())
def test_any_dossier_comes_back_whole(archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("whole") / "d.json"
    assert export(archive, path) == (path,)
    taken = read(path)
    assert taken.whole and not taken.refused
    assert taken.archive == archive


def test_what_brief_prints_is_taken(talks: Record, tmp_path: Path) -> None:
    path = tmp_path / "all.json"
    path.write_text(to_json(talks, indent=2), encoding="utf-8")
    assert read(path).archive == Archive(record=talks)


def broken(archive: Archive, **changes: object) -> str:
    """The JSON of a dossier with a change deep in it: `documents.0.text` becomes the value."""
    told = json.loads(to_json(archive))
    for path, value in changes.items():
        *steps, last = path.split("__")
        at = told
        for step in steps:
            at = at[int(step) if step.isdigit() else step]
        at[int(last) if last.isdigit() else last] = value
    return json.dumps(told)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"record__documents__0__text": "Another text."}, "not the one that was hashed"),
        ({"record__statements__0__content__0__start": 3}, "is not at 3"),
        ({"record__statements__0__content__0__start": -90}, "there is no place -90"),
        ({"record__statements__0__content__0__document": "beef"}, "the document 'beef' is not there"),
        ({"record__statements__0__content__0__page": 7}, "not 7"),
        ({"record__statements__0__within": "s0"}, "rests on 's0'"),
        ({"record__findings__0__rows": ["p0"]}, "rests on 'p0'"),
        ({"record__statements__0__confidence": 1.5}, "not between 0 and 1"),
        ({"record__coding__positions__0__statement": "s0"}, "rests on 's0'"),
        ({"record__coding__positions__0__id": ""}, "no id"),
        ({"record__coding__positions__0__stance": "maybe"}, "maybe"),
        ({"record__documents__0__rewrite_of": "0"}, "said to rewrite '0'"),
        ({"record__documents__0__pages": [4, 2]}, "pages must begin at 0"),
        ({"record__agenda": {"name": 3}}, "name"),
        ({"format": 2}, "newest that is known"),
        ({"revisions__0__number": 0}, "must rise"),
        ({"revisions__0__reverts": 9}, "which is not before it"),
        ({"revisions__0__after": "{"}, "not a Position"),
        ({"revisions__0__after": "[]"}, "not a Position"),
        ({"revisions__0__row": "p0"}, "instead of 'p0'"),
        ({"revisions__1__before": None}, "does not go on where"),
        ({"revisions__1__after": None}, "is not what it says"),
    ],
)
def test_a_dossier_that_does_not_hold_is_refused_whole(
    dossier: Archive, change: dict[str, object], why: str, tmp_path: Path
) -> None:
    path = tmp_path / "d.json"
    path.write_text(broken(dossier, **change), encoding="utf-8")
    with pytest.raises(ExchangeError, match=why) as told:
        read(path)
    assert str(path) in str(told.value)


def test_a_row_or_a_document_twice_is_refused(dossier: Archive, tmp_path: Path) -> None:
    record = dossier.record
    for n, twice in enumerate(
        (replace(record, documents=record.documents * 2), replace(record, statements=record.statements * 2))
    ):
        path = tmp_path / f"{n}.json"
        export(Archive(record=twice), path)
        with pytest.raises(ExchangeError, match="twice"):
            read(path)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"{}",
        b'{"record": null}',
        b'{"record": ' + b"[" * 200_000,
        b'{"record": {"x": ' + b"[" * 200_000 + b"]" * 200_000 + b"}}",
        b'{"x": ' + b'{"x":' * 200_000,
        b'{"record": {"agenda": {}, "notes": ["\xff"]}}',
        b'{"record": {"agenda": {}, "notes": ["\\ud800"]}}',
        b'{"format": 1e400, "record": {}}',
        b"PK\x03\x04",
    ],
)
def test_what_is_no_dossier_is_told(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "d.json"
    path.write_bytes(data)
    with pytest.raises(ExchangeError):
        read(path, "json")


def test_size_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "d.json"
    path.write_bytes(b"{" + b" " * 1000 + b"}")
    monkeypatch.setattr("spadework.exchange.lossless.WHOLE", 500)
    with pytest.raises(TooLarge):
        read(path)
    with pytest.raises(MissingFile):
        read(tmp_path / "none.json")
    assert files.LIMIT == 100_000_000


def test_a_document_is_the_same_document_everywhere(dossier: Archive, tmp_path: Path) -> None:
    export(dossier, tmp_path / "d.json")
    [*found] = read(tmp_path / "d.json").archive.record.documents
    assert [Document.of(d.text).id for d in found] == [d.id for d in dossier.record.documents]
