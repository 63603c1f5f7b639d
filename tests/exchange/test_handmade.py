"""CSV: what is exported comes back, what is made by hand is placed, what cannot be placed is told."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from archives import archives
from hypothesis import given, settings
from hypothesis import strategies as st

from spadework.errors import ExchangeError
from spadework.exchange import COLUMNS, export, read, render
from spadework.exchange.cells import cell, guarded, several, unguarded
from spadework.model import Archive, Record, Stance, Status

any_text = st.text(st.characters(codec="utf-8"))


@given(any_text)
def test_guarding_is_undone(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).lstrip().startswith(("=", "+", "-", "@", "＝"))


@given(st.lists(any_text.filter(bool), max_size=4).map(tuple))
def test_several_values_in_a_cell_come_back(values: tuple[str, ...]) -> None:
    assert several(cell(values)) == values


@settings(max_examples=120, deadline=None)
@given(archive=archives(history=False))
def test_statements_and_positions_come_back(archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("csv") / "tables"
    export(archive, folder, "csv")
    taken = read(folder, onto=replace(archive.record, statements=()))
    assert not taken.refused and all("only statements and positions" in n for n in taken.notes)
    assert taken.archive.record.statements == archive.record.statements
    assert taken.archive.record.coding.positions == archive.record.coding.positions


def table(archive: Archive, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render(archive, "csv", table=name).decode("utf-8-sig"), newline="")))


def test_every_row_has_its_source_and_its_words(dossier: Archive) -> None:
    by_id = {d.id: d for d in dossier.record.documents}
    for name in COLUMNS:
        rows = table(dossier, name)
        assert rows and list(rows[0]) == list(COLUMNS[name])
        if name in ("documents", "issue_notes"):
            continue
        for row in rows:
            document = by_id[row["document"]]
            assert (row["title"], row["publisher"]) == (document.title, document.publisher)
            assert row["published"] == (document.published.isoformat() if document.published else "")
            first, *_, last = unguarded(row["quote"]).split(" … ") * 2
            assert document.text.startswith(first, int(row["start"]))
            assert document.text.endswith(last, 0, int(row["end"]))
    assert table(dossier, "findings")[1]["evidence"] == "2 of 2"
    [*_, leaked] = table(dossier, "statements")
    assert leaked["quote"].startswith("'=HYPERLINK") and leaked["page"] == "2"


def made(tmp_path: Path, text: str, name: str = "by-hand.csv", encoding: str = "utf-8") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding=encoding, newline="")
    return path


def test_rows_made_by_hand_are_placed(talks: Record, tmp_path: Path) -> None:
    path = made(
        tmp_path,
        "Document;Quote;Party;Issue;Option;Stance;By;comment\r\n"
        'a.txt;"that Vennmark rejected  foreign pilots";Vennmark;Pilots on ferries;Foreign pilots;Rejects;;mine\r\n'
        "\r\n"
        'Vennmark says no;"""We promised nothing,""";vennmark;toll;halved;rejects;torrania;\r\n',
    )
    taken = read(path, onto=talks)
    assert not taken.refused
    assert "comment" in taken.notes[0]
    own, other = taken.archive.record.coding.positions
    assert (own.party, own.issue, own.option, own.stance) == ("vennmark", "pilots", "foreign", Stance.REJECTS)
    assert own.evidence.quote == "that Vennmark rejected foreign pilots"
    assert own.as_of == talks.documents[0].published and own.status is Status.ACCEPTED
    assert other.evidence.quote == "“We promised nothing,”" and other.basis == "ascribed" and other.by == "torrania"
    assert [d.id for d in taken.archive.record.documents] == [talks.documents[0].id]


def test_statements_made_by_hand_may_have_pieces(talks: Record, tmp_path: Path) -> None:
    path = made(
        tmp_path,
        "document,quote,speaker,said_from,source,cue\n"
        "a.txt,“We promised nothing,” … “And the navy will stay in port.”,Petra Halloran,2025-04-01,,\n",
    )
    # the comma in the quote parts cells
    assert read(path, onto=talks).refused
    path = made(
        tmp_path,
        "document,quote,speaker,said_from,source,cue\n"
        'a.txt,"“We promised nothing,” … “And the navy will stay in port.”",Petra Halloran,2025-04-01,,\n'
        'a.txt,"the foreign minister … Petra Halloran",X,,,\n',
    )
    taken = read(path, onto=talks)
    [s] = taken.archive.record.statements
    assert [p.quote for p in s.content] == ["“We promised nothing,”", "“And the navy will stay in port.”"]
    assert s.said_on is not None and str(s.said_on) == "2025-04-01"
    assert [str(r) for r in taken.refused] == [
        "by-hand.csv, line 3: the pieces of the quote do not follow each other in the document"
    ]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("b.txt,We,vennmark,toll,halved,open,", "no document has"),
        ("Softer tones,We,vennmark,toll,halved,open,", "2 documents have the title"),
        ("a.txt,We shall,vennmark,toll,halved,open,", "is not in the document"),
        ("a.txt,Vennmark,vennmark,toll,halved,open,", "more than once"),
        ("a.txt,nothing,vennmark,toll,halved,open,3", "is not at 3"),
        ("a.txt,nothing,vennmark,toll,halved,open,-4", "no whole number"),
        ("a.txt,,vennmark,toll,halved,open,", "empty"),
        ("a.txt,nothing,venmark,toll,halved,open,", "did you mean 'vennmark'"),
        ("a.txt,nothing,,toll,halved,open,", "party: the cell is empty"),
        ("a.txt,nothing,vennmark,tolls,halved,open,", "did you mean 'toll'"),
        ("a.txt,nothing,vennmark,toll,foreign,open,", "option"),
        ("a.txt,nothing,vennmark,toll,halved,opens,", "did you mean 'open'"),
        ("a.txt,nothing,vennmark,toll,halved,,", "stance"),
        ("a.txt,nothing", "party: the cell is empty"),
    ],
)
def test_a_row_that_cannot_be_placed_is_told_and_the_others_go_in(
    row: str, why: str, talks: Record, tmp_path: Path
) -> None:
    good = "a.txt,will stay in port,vennmark,toll,halved,open,"
    path = made(tmp_path, f"document,quote,party,issue,option,stance,start\n{row}\n{good}\n")
    taken = read(path, onto=talks)
    [refused] = taken.refused
    assert refused.where == "by-hand.csv, line 2" and why in refused.why
    assert [p.evidence.quote for p in taken.archive.record.coding.positions] == ["will stay in port"]


def test_a_row_that_rests_on_nothing_is_refused(talks: Record, tmp_path: Path) -> None:
    head = "id,document,quote,speaker,within\n"
    rows = (
        'x1,a.txt,nothing,A,x2\nx2,a.txt,navy,B,x3\nx4,a.txt,port,C,s1\nx5,a.txt,"promised",D,x4\nx4,a.txt,coast,E,\n'
    )
    taken = read(made(tmp_path, head + rows), onto=talks)
    assert [s.id for s in taken.archive.record.statements] == ["x4", "x5"]
    assert [r.where.rpartition(" ")[2] for r in taken.refused] == ["2", "3", "6"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "columns are missing"),
        ("a,b\n1,2\n", "columns are missing"),
        ("document,quote,speaker,quote\n", "twice"),
        ('document,quote,speaker\n"a.txt,x', "no CSV"),
        ("\x00\x01", "columns are missing"),
    ],
)
def test_what_is_no_table_is_told(text: str, why: str, talks: Record, tmp_path: Path) -> None:
    with pytest.raises(ExchangeError, match=why):
        read(made(tmp_path, text), onto=talks)


def test_another_encoding_is_told(talks: Record, tmp_path: Path) -> None:
    path = made(tmp_path, "document,quote,speaker\na.txt,“No”,Ö\n", encoding="cp1252")
    with pytest.raises(ExchangeError, match="UTF-8"):
        read(path, onto=talks)


def test_a_table_is_known_by_its_file(dossier: Archive, tmp_path: Path) -> None:
    assert export(dossier, tmp_path / "positions.csv")[0].read_bytes() == render(dossier, "csv", table="positions")
    with pytest.raises(ExchangeError, match="holds one table"):
        export(dossier, tmp_path / "all.csv")
    with pytest.raises(ExchangeError, match="no table 'rows'"):
        export(dossier, tmp_path / "all.csv", table="rows")
    assert {p.name for p in export(dossier, tmp_path / "all", "csv")} == {f"{t}.csv" for t in COLUMNS}
