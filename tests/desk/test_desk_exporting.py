"""The dossier, taken away."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from spadework import Dossier
from spadework.desk.downloads import disposition
from spadework.exchange import COLUMNS, Format, read


@pytest.mark.parametrize("format", list(Format))
def test_every_format_comes_as_a_file_to_be_saved(
    client: TestClient, format: Format, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    answer = client.get("/api/export", params={"format": format})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"].startswith('attachment; filename="Sulen pass')
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert int(answer.headers["content-length"]) == len(answer.content) > 1_000
    assert list(tmp_path.glob("spadework-export-*")) == []
    if format in (Format.BRAT, Format.CSV):
        names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
        assert "spadework.json" in names and len(names) > 4


def test_what_is_taken_away_makes_the_same_dossier(client: TestClient, tmp_path: Path) -> None:
    path = tmp_path / "sulen.json"
    path.write_bytes(client.get("/api/export").content)
    with Dossier.create(tmp_path / "copy") as copy:
        copy.load(read(path).archive)  # type: ignore[arg-type]
        assert len(copy.documents) == 4 and copy.ledger.counts()["statement"] > 50  # type: ignore[index]


def test_one_table_of_csv(client: TestClient) -> None:
    answer = client.get("/api/export?format=csv&table=positions")
    assert answer.headers["content-type"].startswith("text/csv")
    header = answer.text.lstrip("\ufeff").splitlines()[0]
    assert header == ",".join(COLUMNS["positions"])
    assert "positions.csv" in answer.headers["content-disposition"]
    assert client.get("/api/export?format=csv&table=passwords").status_code == 422
    assert client.get("/api/export?format=json&table=positions").status_code == 422
    assert client.get("/api/export?format=exe").status_code == 422


def test_what_is_left_out_is_left_out(client: TestClient) -> None:
    answer = client.get("/api/export", params={"field": ["document.publisher", "revisions"]})
    told = json.loads(answer.content)
    assert "Upland News Agency" not in {d.get("publisher") for d in told["record"]["documents"]}
    assert not told.get("revisions")


def test_what_would_still_tell_it_is_told(client: TestClient) -> None:
    refused = client.get("/api/export", params={"actor": "Davud Ankeri"})
    assert refused.status_code == 422 and refused.json()["kind"] == "Mentioned"
    assert any("Davud Ankeri" in told for told in refused.json()["places"].values())
    page = client.get("/export/file", params={"actors": "Davud Ankeri"})
    assert page.status_code == 422 and "that would stay still" in page.text
    assert ">Davud Ankeri</textarea>" in page.text  # what was filled in is still there
    dropped = client.get("/export/file", params={"actors": "Davud Ankeri", "mentions": "drop"})
    assert dropped.status_code == 200 and b"Ankeri" not in dropped.content
    unknown = client.get("/export/file", params={"documents": "nothing.txt\n<script>alert(1)</script>"})
    assert unknown.status_code == 422 and "<script>alert" not in unknown.text


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("talks.json", "attachment; filename=\"talks.json\"; filename*=UTF-8''talks.json"),
        ("Überfahrt.json", "attachment; filename=\"_berfahrt.json\"; filename*=UTF-8''%C3%9Cberfahrt.json"),
        ('a"; x="b.exe', "attachment; filename=\"a ; x= b.exe\"; filename*=UTF-8''a%20%3B%20x%3D%20b.exe"),
        ("a\r\nset-cookie: x", "attachment; filename=\"a set-cookie x\"; filename*=UTF-8''a%20set-cookie%20x"),
        ("../../etc/passwd", "attachment; filename=\"etc passwd\"; filename*=UTF-8''etc%20passwd"),
        ("a\u202exslx.exe", "attachment; filename=\"a xslx.exe\"; filename*=UTF-8''a%20xslx.exe"),
        ("x" * 9_000 + ".pdf", f"attachment; filename=\"{'x' * 120}.pdf\"; filename*=UTF-8''{'x' * 120}.pdf"),
        ("", "attachment; filename=\"spadework\"; filename*=UTF-8''spadework"),
    ],
)  # fmt: skip
def test_names_of_files_are_safe(name: str, told: str) -> None:
    assert disposition(name) == told
