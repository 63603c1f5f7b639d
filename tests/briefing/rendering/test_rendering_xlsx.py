"""XLSX: text first, then a sheet for each table, and no formula anywhere."""

from __future__ import annotations

import io
import zipfile

import openpyxl
from briefs import EVIL, FORMULAS, FULL, hostile, large

from spadework.briefing import build, rendered
from spadework.briefing.content import Brief
from spadework.model import Record


def opened(brief: Brief) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(rendered(brief, "xlsx")))


def rows(book: openpyxl.Workbook, name: str) -> list[tuple[object, ...]]:
    return list(book[name].iter_rows(values_only=True))


def test_a_sheet_for_the_text_one_for_each_table_and_one_for_the_footnotes() -> None:
    book = opened(FULL)
    assert book.sheetnames == [
        "Summary",
        "Where the parties stand",
        "Where the parties stand 2",
        "Findings",
        "Texts",
        "Footnotes",
    ]
    assert book.properties.title == FULL.title and book.properties.creator == "Spadework"
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.title == "Summary" or sheet.auto_filter.ref == sheet.dimensions


def test_the_first_sheet_tells_what_is_in_no_table() -> None:
    book = opened(FULL)
    told = rows(book, "Summary")
    assert ("Brief", "Classification", "Nur für den Dienstgebrauch", None) in told
    assert any(r[:3] == ("Bottom line", None, "The port opens if the toll goes. [2]") for r in told)
    assert any(r[1] == "contested account" and "(proposed)" in str(r[2]) for r in told)
    links = {c.value: c.hyperlink.location for r in book["Summary"] for c in r if c.hyperlink}
    assert links["3 rows on the sheet “Where the parties stand”"] == "'Where the parties stand'!A1"


def test_a_row_has_what_it_stands_under_its_words_sources_and_id() -> None:
    told = rows(opened(FULL), "Where the parties stand")
    assert told[0] == ("Group", "Issue and option", "City", "Union (observer)", "Sources", "Id")
    assert told[1][:3] == ("Port process", "The port opens", "● accepts [1]\nthe mayor, 3 Mar 2031 (proposed)")
    assert "[1] “Die Fähre fährt täglich” Brücken für Lübbe, Lübber Bote, 3 Mar 2031, D1 p. 3 ¶2" in str(told[1][4])
    assert told[2][:2] == ("Port process", "Nothing found on: a tunnel")
    assert told[3][5] == "p1" and told[3][0] == "Toll"
    finding = rows(opened(FULL), "Findings")[1]
    assert finding[:2] == ("What has moved (since 1 March)", "F1") and "“No tolls,” she said" in str(finding[4])


def test_footnotes_are_rows_with_their_place_in_columns() -> None:
    told = rows(opened(FULL), "Footnotes")
    assert len(told) == 1 + len(FULL.footnotes)
    assert told[1][:4] == (1, "Die Fähre fährt täglich", "Brücken für Lübbe", "Lübber Bote")
    assert str(told[1][4])[:10] == "2031-03-03" and told[1][5:] == ("D1", 3, 2, "p1")


def test_no_cell_is_a_formula_and_no_sheet_has_a_bad_name() -> None:
    data = rendered(hostile(), "xlsx")
    book = openpyxl.load_workbook(io.BytesIO(data))
    found = {c.value for sheet in book for row in sheet for c in row if c.value is not None}
    assert all(c.data_type != "f" for sheet in book for row in sheet for c in row)
    for formula in FORMULAS:
        assert formula.strip() in {str(v).strip() for v in found}
    assert any(str(v).startswith("=1+1 �") for v in found) and "\x0b" in EVIL
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in book.sheetnames)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not any(b"<f>" in archive.read(n) or b"externalLink" in archive.read(n) for n in archive.namelist())


def test_a_ledger_of_many_documents_is_one_sheet(talks: Record) -> None:
    brief = build(talks)
    ledger = rows(opened(brief), "Ledger of statements")
    assert len(ledger) == 1 + len(talks.statements) and len({r[0] for r in ledger[1:]}) > 1
    assert len(rows(opened(large(100)), "Ledger")) == 101


def test_the_same_brief_gives_the_same_bytes() -> None:
    assert rendered(FULL, "xlsx") == rendered(FULL, "xlsx")
    with zipfile.ZipFile(io.BytesIO(rendered(FULL, "xlsx"))) as archive:
        assert archive.read("docProps/core.xml").count(b"2031-03-06T00:00:00Z") == 2
