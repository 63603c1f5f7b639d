"""What goes into a ledger comes out of it, and nothing that cannot be pointed at goes in."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_talks import AGENDA, code, document, fill, numbered, read
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from spadework.errors import DossierExists, InputError, LedgerError, NoSuchRow, ProvenanceError
from spadework.ledger import Ledger, Place, Query
from spadework.model import Act, Document, RowKind, Span, SpeechAct


def test_what_went_in_comes_out_in_the_order_of_the_documents(ledger: Ledger) -> None:
    books = [numbered(n) for n in (3, 1, 2)]
    fill(ledger, *books)
    record, last = ledger.snapshot(AGENDA)
    in_order = sorted(books, key=lambda d: d.published or date.max)
    statements = [s for d in in_order for s in read(d)]
    assert record.documents == tuple(in_order)
    assert list(record.statements) == statements
    assert record.coding == code(statements, in_order)
    assert last == len(statements) + len(record.coding.acts) + len(record.coding.positions)
    assert ledger.verify() == []


def test_rows_are_entered_by_the_machine_in_one_batch_a_document(ledger: Ledger) -> None:
    fill(ledger, numbered(1), numbered(2))
    history = ledger.history()
    assert {r.by for r in history} == {"machine"} and {r.change for r in history} == {"entered"}
    assert {r.batch for r in history} == {1, 2}
    assert [r.number for r in history] == list(range(len(history), 0, -1))
    assert all(r.before is None and r.after for r in history)


def test_the_same_text_is_kept_once_and_both_files_are_known(ledger: Ledger) -> None:
    d = numbered(1)
    fill(ledger, d)
    assert not ledger.add(replace(d, title="Again"), digest="other bytes")
    assert ledger.counts()["document"] == 1
    assert ledger.taken("other bytes") == ledger.taken(d.sha256) == d.id
    assert ledger.taken("never seen") is None
    assert ledger.document(d.id) == d
    with pytest.raises(NoSuchRow):
        ledger.document("nothing")


def test_a_quote_that_is_not_at_its_place_is_refused_with_all_that_came_with_it(ledger: Ledger) -> None:
    d = numbered(1)
    said = read(d)
    wrong = replace(said[2], content=(replace(said[2].content[0], quote="Something else"),))
    with pytest.raises(ProvenanceError, match="Something else"):
        ledger.add(d, [*said[:2], wrong])
    assert ledger.counts() == dict.fromkeys(("document", *RowKind), 0)
    assert ledger.last_revision == 0


def test_a_row_that_hangs_on_nothing_is_refused(ledger: Ledger) -> None:
    d = numbered(1)
    fill(ledger, d)
    with pytest.raises(ProvenanceError):
        ledger.enter([SpeechAct(id="a1", statement="s-none", act=Act.DENIES)], by="anna")
    with pytest.raises(ProvenanceError):
        ledger.enter([replace(read(d)[0], id="s1", content=(Span("none", 0, 2, "ab"),))], by="anna")


@pytest.mark.parametrize("statement", ["UPDATE revision SET reason = 'x'", "DELETE FROM revision"])
def test_the_database_itself_refuses_to_alter_a_revision(ledger: Ledger, statement: str) -> None:
    fill(ledger, numbered(1))
    with pytest.raises(DBAPIError, match="never"), ledger._store._engine.connect() as connection, connection.begin():
        connection.execute(text(statement))


def test_the_database_itself_refuses_to_alter_a_text(ledger: Ledger) -> None:
    fill(ledger, numbered(1))
    with pytest.raises(DBAPIError, match="never"), ledger._store._engine.connect() as connection, connection.begin():
        connection.execute(text("UPDATE document SET text = 'x'"))


def test_a_nul_is_refused_on_both_databases_and_nothing_is_lost(ledger: Ledger) -> None:
    with pytest.raises(InputError, match="NUL"):
        ledger.add(Document.of("a\x00b", title="NUL"))
    fill(ledger, numbered(1))
    assert ledger.counts()["document"] == 1


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31), None])
def test_the_first_and_the_last_day_there_are(ledger: Ledger, day: date | None) -> None:
    d = document("Halloran said that toll cut open was right. Petrov said that toll cut rejects was.", day)
    fill(ledger, d, numbered(1))
    record, _ = ledger.snapshot(AGENDA)
    assert d in record.documents and {s.reported_on for s in read(d)} == {day}
    assert set(read(d)) <= set(record.statements)
    if day:
        hits = ledger.search(Query(reported_from=day, reported_to=day)).hits
        assert {h.document.id for h in hits} == {d.id}
        assert len(ledger.search(Query(said_from=day, said_to=day)).hits) >= 1
    assert len(ledger.standing()) == len({(p.party, p.option, p.basis, p.stance) for p in record.coding.positions})
    assert ledger.verify() == []


ODD = "العربية \u202eمعكوس\u202c e\u0301\u0327 👩\u200d🚀 𝔘𝔫𝔦 Zürich naïve 漢字"


def test_offsets_count_code_points_on_both_databases(ledger: Ledger) -> None:
    d = document(f"{ODD} Halloran said {ODD}. {ODD}\n\nPetrov said that {ODD} was toll cut accepts and more.")
    fill(ledger, d)
    record, _ = ledger.snapshot(AGENDA)
    assert record.documents == (d,)
    assert list(record.statements) == read(d)
    for s in record.statements:
        assert d.text[s.content[0].start : s.content[0].end] == s.content[0].quote
    assert ledger.verify() == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00."), min_size=1))
def test_any_text_is_kept_as_it_is(ledger: Ledger, words: str) -> None:
    d = document(f"{words}\n\nHalloran said {words}!. Petrov said no.")
    fill(ledger, d)
    assert ledger.document(d.id).text == d.text
    found = [h.statement for h in ledger.search(Query(document=d.id)).hits]  # type: ignore[union-attr]
    assert sorted(s.id for s in found) == sorted(s.id for s in read(d))


def test_who_does_it_has_to_be_told(ledger: Ledger) -> None:
    fill(ledger, numbered(1))
    row = ledger.search(Query()).hits[0].statement.id  # type: ignore[union-attr]
    for nobody in ("", "  ", "machine", "\n"):
        with pytest.raises(LedgerError, match="nobody"):
            ledger.accept(row, by=nobody)
    ledger.accept(row, by="An\nna\x1b[31m")
    assert ledger.history(row)[-1].by == "An na [31m"


def test_what_is_there_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "dossier.db").write_text("somebody's work")
    with pytest.raises(DossierExists):
        Ledger.create(Place(file=tmp_path / "dossier.db"))
    assert (tmp_path / "dossier.db").read_text() == "somebody's work"


def test_what_an_interrupted_making_left_behind_is_not_taken_for_a_log(tmp_path: Path) -> None:
    with Ledger.create(Place(file=tmp_path / "old.db"), AGENDA) as old:
        fill(old, numbered(1))
        left = tmp_path / "dossier.db.0badcafe.new-wal"
        left.write_bytes((tmp_path / "old.db-wal").read_bytes())
        os.utime(left, (1, 1))
    with Ledger.create(Place(file=tmp_path / "dossier.db"), AGENDA) as new:
        assert new.counts()["document"] == 0 and new.verify() == []
    assert sorted(p.name for p in tmp_path.iterdir()) == ["dossier.db", "old.db"]


def test_a_database_with_something_in_it_is_refused(postgresql: object) -> None:
    url = postgresql.database()  # type: ignore[attr-defined]
    Ledger.create(Place(url=url)).close()
    with pytest.raises(DossierExists):
        Ledger.create(Place(url=url))


def test_a_password_is_not_told() -> None:
    assert str(Place(url="postgresql://anna:secret@host/talks")) == "postgresql://anna@host/talks"
