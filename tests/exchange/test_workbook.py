"""XLSX: opened again, it holds the rows, their words and their sources, as text and never as formulas."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import datetime

import pytest
from archives import archives
from hypothesis import given, settings
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from spadework.exchange import render
from spadework.exchange.sheets import CUT, LONGEST, legible
from spadework.exchange.workbook import SHEETS, SOURCES
from spadework.model import Archive, Document


def opened(archive: Archive) -> Workbook:
    return load_workbook(io.BytesIO(render(archive, "xlsx")))


def lines(book: Workbook, sheet: str) -> list[dict[str, object]]:
    head, *rows = book[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def test_sheets_hold_rows_with_their_words_and_sources(dossier: Archive) -> None:
    book = opened(dossier)
    assert book.sheetnames == ["Table", *SHEETS, SOURCES]
    assert all(sheet.freeze_panes for sheet in book)
    first = lines(book, "Positions")[0]
    assert first["party"] == "Vennmark" and first["option"] == "Foreign pilots" and first["stance"] == "rejects"
    assert first["quote"] == "that Vennmark rejected foreign pilots on the ferries"
    assert (
        first["document"] == "D1" and first["title"] == "Vennmark says no" and first["as of"] == datetime(2025, 3, 31)
    )
    assert lines(book, "Conditions")[0]["requires"] == "The harbour toll: The toll is halved"
    assert [r["evidence"] for r in lines(book, "Findings")] == ["1 of 2", "2 of 2"]
    assert lines(book, SOURCES)[2]["rewrite of"] == dossier.record.documents[1].id
    assert lines(book, "Commitments")[0]["deadline"] == datetime(2025, 6, 1)


def test_table_has_a_column_a_party_and_leads_to_the_positions(dossier: Archive) -> None:
    book = opened(dossier)
    sheet = book["Table"]
    head = [c.value for c in sheet[1]]
    assert head == ["issue", "option", "Vennmark", "row", "Torrania", "row"]
    said = sheet["C2"]
    assert said.value.startswith("conditional (Petra Halloran, 2025-05-09, D2)\n“We could live")
    assert "before: rejects (Petra Halloran, 2025-03-31, D1)" in said.value
    assert sheet["D2"].hyperlink.location == "'Positions'!A3" and said.alignment.wrap_text
    assert "said by others" in [c.value for c in sheet["E"]][-1]


def test_links_lead_to_rows_that_are_there(dossier: Archive) -> None:
    book = opened(dossier)
    count = 0
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.hyperlink:
                    assert cell.hyperlink.target is None, "nothing leads out of the workbook"
                    name, _, place = cell.hyperlink.location.partition("!")
                    assert book[name.strip("'")][place].value is not None
                    count += 1
    assert count > 10
    positions = {r["id"]: r for r in lines(book, "Positions")}
    link = next(c for c in book["Positions"][2] if c.value == "s1").hyperlink.location
    assert book["Statements"][link.partition("!")[2]].row == 2 and positions["p1"]["statement"] == "s1"


def test_no_formula_from_a_document(dossier: Archive) -> None:
    evil = "=cmd|' /C calc'!A0"
    named = replace(dossier.record, documents=tuple(replace(d, title=evil) for d in dossier.record.documents))
    raw = render(Archive(record=named), "xlsx")
    book = load_workbook(io.BytesIO(raw))
    assert not [c for s in book for row in s.iter_rows() for c in row if c.data_type == "f"]
    leaked = next(r for r in lines(book, "Statements") if str(r["quote"]).startswith("=HYPERLINK"))
    assert leaked["title"] == evil
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        assert not any(b"<f>" in packed.read(n) for n in packed.namelist())
        assert not any("external" in n.lower() for n in packed.namelist())


@settings(max_examples=40, deadline=None)
@given(archive=archives())
def test_any_dossier_makes_a_workbook_that_opens(archive: Archive) -> None:
    book = opened(archive)
    for title, (name, _) in SHEETS.items():
        if name in ("statements", "findings"):
            continue
        rows = getattr(archive.record.coding, name)
        told = lines(book, title)
        assert [r["id"] for r in told] == [r.id for r in rows]
        assert [r["quote"] for r in told] == [legible(r.evidence.quote) for r in rows]
    assert not [c for s in book for row in s.iter_rows() for c in row if c.data_type == "f"]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a\x00b\x0b", "a�b�"),
        ("a\r\nb", "a\nb"),
        ("_x0041_", "_x005F_x0041_"),
        ("\uffff", "�"),
        ("مرحبا 👩‍🚒", "مرحبا 👩‍🚒"),
    ],
)
def test_what_a_cell_cannot_hold(text: str, seen: str) -> None:
    assert legible(text) == seen


def test_long_texts_are_cut_and_said_to_be() -> None:
    assert legible("a" * LONGEST) == "a" * LONGEST
    cut = legible("👩" * 20_000)
    assert cut.endswith(CUT) and len(cut.encode("utf-16-le")) // 2 <= LONGEST


def test_an_empty_dossier_says_so(dossier: Archive) -> None:
    record = replace(
        dossier.record, statements=(), findings=(), coding=type(dossier.record.coding)(),
        documents=(Document.of("Nothing."),),
    )  # fmt: skip
    book = opened(Archive(record=record))
    assert "No party has taken a position" in str(book["Table"]["A2"].value)
