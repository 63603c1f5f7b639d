"""Files into kept dossiers: a whole one into an empty one, on any database; rows into one that has documents."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from postgresql import Server
from spadework import Dossier
from spadework.errors import DossierExists, ExchangeError
from spadework.exchange import export, redact
from spadework.exchange.checking import rows
from spadework.model import Archive, Record, Status
from spadework.stored import StoredDossier


@pytest.fixture
def whole(dossier: Archive, tmp_path: Path) -> Path:
    """A dossier that people have worked on, out of a database: entered, accepted, corrected, undone."""
    with Dossier.create(tmp_path / "first") as kept:
        kept.load(dossier)
        kept.accept("p2", by="Ana Ruiz", reason="so it says")
        kept.correct("p3", by="Ö.", stance="open")
        kept.reject("s4", by="Ö.")
        kept.undo(by="Ö.")
        kept.export(tmp_path / "whole.json")
    return tmp_path / "whole.json"


def test_a_whole_dossier_is_the_same_in_another_folder(whole: Path, tmp_path: Path) -> None:
    with Dossier.create(tmp_path / "second") as kept:
        done = kept.merge(whole, by="somebody")
        assert done.whole and done.entered["document"] == 3 and not done.refused
        kept.export(tmp_path / "again.json")
        assert kept.verify() == []
        assert [r.by for r in kept.history("p2")][-1] == "Ana Ruiz"
        with pytest.raises(DossierExists):
            kept.merge(whole, by="somebody")
    assert (tmp_path / "again.json").read_bytes() == whole.read_bytes()


def test_a_dossier_from_sqlite_is_the_same_on_postgresql(whole: Path, tmp_path: Path, postgresql: Server) -> None:
    url = postgresql.database()
    with Dossier.create(tmp_path / "team", database=url) as kept:
        kept.merge(whole, by="somebody")
        assert kept.verify() == []
        kept.export(tmp_path / "from-postgresql.json")
    assert (tmp_path / "from-postgresql.json").read_bytes() == whole.read_bytes()
    with Dossier.create(tmp_path / "back") as kept:
        kept.merge(tmp_path / "from-postgresql.json", by="somebody")
        kept.export(tmp_path / "back.json")
    assert (tmp_path / "back.json").read_bytes() == whole.read_bytes()


def test_a_shared_dossier_can_be_worked_on(whole: Path, tmp_path: Path) -> None:
    from spadework.exchange import read

    archive = read(whole).archive
    kept_back = redact(archive, documents=["a.txt"], fields=["revision.by"])
    export(kept_back, tmp_path / "shared.json")
    with Dossier.create(tmp_path / "theirs") as kept:
        kept.merge(tmp_path / "shared.json", by="them")
        assert kept.verify() == []
        kept.accept("p3", by="them")
        assert {r.by for r in kept.history()} == {"machine", "analyst 1", "analyst 2", "them"}


@pytest.fixture
def other(dossier: Archive, tmp_path: Path) -> StoredDossier:
    """A dossier with the same documents and agenda, and no rows."""
    kept = Dossier.create(tmp_path / "other", dossier.record.agenda)
    for d in dossier.record.documents:
        kept.ledger.add(d)
    return kept


@pytest.mark.parametrize("format", ["csv", "brat", "plover"])
def test_rows_go_in_once(format: str, dossier: Archive, other: StoredDossier, tmp_path: Path) -> None:
    path = tmp_path / ("e.jsonl" if format == "plover" else format)
    export(dossier, path, format)
    record = dossier.record
    coming: tuple = {
        "csv": (*record.statements, *record.coding.positions),
        "brat": record.statements,
        "plover": record.coding.events,
    }[format]
    with other:
        done = other.merge(path, by="Ana")
        assert sum(done.entered.values()) == len(coming) and not done.refused and not done.known
        there = {row.id: row for _, row in rows(other.ledger.archive().record)}
        assert [there[row.id] for row in coming] == list(coming), "proposals stay proposals"
        assert {r.by for r in other.history()} == {"Ana"}
        again = other.merge(path, by="Ben")
        assert not again.entered and again.known == len(coming)
        assert other.verify() == []


def test_a_row_that_says_something_else_is_refused(dossier: Archive, other: StoredDossier, tmp_path: Path) -> None:
    c = dossier.record.coding
    export(dossier, tmp_path / "tables", "csv")
    changed = replace(
        c, positions=(replace(c.positions[0], option="own"), replace(c.positions[1], status=Status.REJECTED))
    )
    export(replace(dossier.record, coding=changed), tmp_path / "positions.csv")
    with other:
        other.merge(tmp_path / "tables", by="Ana")
        done = other.merge(tmp_path / "positions.csv", by="Ana")
        assert done.known == 1 and [r.where for r in done.refused] == ["row p1"]
        assert other.ledger.row("p1") == c.positions[0], "what somebody has decided is not written over"


def test_documents_of_others_come_as_they_are(talks: Record, tmp_path: Path) -> None:
    export(talks, tmp_path / "brat", "brat")
    with Dossier.create(tmp_path / "empty", talks.agenda) as kept:
        done = kept.merge(tmp_path / "brat", by="Ana")
        assert done.entered == {"statement": 4, "document": 3} and "no machine has read" in done.notes[0]
        assert {d.id: d.text for d in kept.documents} == {d.id: d.text for d in talks.documents}
        assert {d.rewrite_of for d in kept.documents} == {d.rewrite_of for d in talks.documents}


def test_a_bad_file_changes_nothing(other: StoredDossier, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text('{"record": {"agenda": {}, "notes": 3}}', encoding="utf-8")
    with other:
        before = other.ledger.archive()
        with pytest.raises(ExchangeError):
            other.merge(tmp_path / "bad.json", by="Ana")
        assert other.ledger.archive() == before
