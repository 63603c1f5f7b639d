"""A dossier that is kept, with the shipped reader: what it holds is what one in memory makes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from spadework import Dossier, SpadeworkError
from spadework.agenda import dump, load, template
from spadework.errors import AgendaError, DossierExists, MissingFile
from spadework.intake import Failed, Skipped
from spadework.model import Agenda, Document, Position, RowKind, Statement, Status
from spadework.stored import StoredDossier
from spadework.storing import Added

EXAMPLE = Path(__file__).parents[1] / "examples" / "sulen-pass"
FILES = sorted(EXAMPLE.glob("[1-4]*"))


@pytest.fixture(scope="module")
def agenda() -> Agenda:
    return load(EXAMPLE / "agenda.toml")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory, agenda: Agenda) -> Path:
    """The example, kept."""
    folder = tmp_path_factory.mktemp("kept") / "talks"
    with Dossier.create(folder, agenda) as dossier:
        assert all(isinstance(o, Added) for o in dossier.add_each(*FILES))
    return folder


@pytest.fixture
def own(kept: Path, tmp_path: Path) -> StoredDossier:
    """A copy of it to be worked on."""
    import shutil

    return Dossier.open(shutil.copytree(kept, tmp_path / "talks"))


def test_what_is_kept_is_what_one_in_memory_makes(kept: Path, agenda: Agenda, tmp_path: Path) -> None:
    memory = Dossier(agenda)
    for file in FILES:
        memory.add(file)
    with Dossier.open(kept) as dossier:
        assert dossier.record() == memory.record()
        assert dossier.table() == memory.table()
        assert dossier.findings() == memory.findings()
        assert (dossier.documents, dossier.readable) == (memory.documents, memory.readable)
        assert dossier.archive().record.statements == memory.archive().record.statements
        assert dossier.verify() == []
        ours, theirs = dossier.brief(tmp_path / "a.html"), memory.brief(tmp_path / "b.html")
        assert ours.read_text() == theirs.read_text()


def test_documents_added_one_by_one_come_to_the_same(own: StoredDossier, agenda: Agenda, tmp_path: Path) -> None:
    with Dossier.create(tmp_path / "second", agenda) as slow:
        for file in FILES:
            slow.add(file)
        ours, theirs = slow.record(), own.record()
        assert {s.id for s in ours.statements} == {s.id for s in theirs.statements}
        assert {p.id for p in ours.coding.positions} == {p.id for p in theirs.coding.positions}


def test_what_was_taken_before_is_skipped(own: StoredDossier) -> None:
    again = list(own.add_each(*FILES, EXAMPLE / "nothing.txt"))
    assert [type(o) for o in again] == [Skipped] * 4 + [Failed]
    text = own.documents[0].text
    (same,) = own.add_each(Document.of(text, title="Other"))
    assert isinstance(same, Skipped) and "already" in same.why
    assert own.add(Document.of(text, title="Other")).title != "Other" and own.warnings
    with pytest.raises(SpadeworkError, match="taken before"):
        own.add(FILES[0])
    with pytest.raises(MissingFile):
        own.add(EXAMPLE / "nothing.txt")


def test_two_who_add_at_once_lose_nothing(own: StoredDossier, monkeypatch: pytest.MonkeyPatch) -> None:
    import spadework.stored as stored

    real, times = stored.code, []
    first, second = (Document.of(f"Petra Halloran said it was {x}.", title=x) for x in ("good", "better"))

    def disturbed(*given: Any) -> Any:
        times.append(1)
        if len(times) == 1:
            with Dossier.open(own.ledger.place.folder) as other:
                assert other.add(second).title == "better"
        return real(*given)

    monkeypatch.setattr(stored, "code", disturbed)
    assert own.add(first).title == "good"
    assert {first.id, second.id} <= {s.document for s in own.statements()} and own.verify() == []


def test_rereading_leaves_what_another_adds_meanwhile(own: StoredDossier, monkeypatch: pytest.MonkeyPatch) -> None:
    late = Document.of("Petra Halloran, the negotiator of Yendal, said it was good.", title="late")
    reread = own.ledger.reread

    def disturbed(*given: Any, **more: Any) -> Any:
        with Dossier.open(own.ledger.place.folder) as other:
            other.add(late)
        return reread(*given, **more)

    monkeypatch.setattr(own.ledger, "reread", disturbed)
    assert RowKind.STATEMENT not in own.reread().removed
    assert [s for s in own.statements() if s.document == late.id]
    assert "Petra Halloran" in {a.name for a in own.ledger.learnt()} and own.verify() == []


def test_an_add_that_was_stopped_before_all_were_coded_together_catches_up(
    own: StoredDossier, agenda: Agenda, tmp_path: Path
) -> None:
    with Dossier.create(tmp_path / "stopped", agenda) as dossier:
        outcomes = dossier.add_each(*FILES)
        for _ in FILES:
            assert isinstance(next(outcomes), Added)
        outcomes.close()  # type: ignore[attr-defined]
        assert dossier.ledger.apart
        assert all(isinstance(o, Skipped) for o in dossier.add_each(*FILES))
        assert not dossier.ledger.apart and dossier.record().coding == own.record().coding
        last = dossier.ledger.last_revision
        list(dossier.add_each(*FILES))
        assert dossier.ledger.last_revision == last


def test_an_add_does_not_fail_because_others_keep_adding(own: StoredDossier, monkeypatch: pytest.MonkeyPatch) -> None:
    import spadework.stored as stored

    real, times = stored.code, []

    def disturbed(*given: Any) -> Any:
        times.append(1)
        own.ledger.add(Document.of(f"Number {len(times)}.", title="other"), *by_another(len(times)))
        return real(*given)

    def by_another(n: int) -> tuple[Any, ...]:
        text = f"Number {n}."
        book = Document.of(text, title="other")
        span = book.span(0, len(text) - 1)
        return ([Statement(id=f"s{n}", document=book.id, source=None, cue=None, content=(span,), speaker="x")],)

    monkeypatch.setattr(stored, "code", disturbed)
    book = Document.of("Petra Halloran said it was good.", title="good")
    assert own.add(book) == book and len(times) > 2
    assert own.ledger.apart and own.ledger.holds(book.id) and own.verify() == []


def test_the_same_text_twice_at_once_is_kept_once(tmp_path: Path, agenda: Agenda) -> None:
    (tmp_path / "a.txt").write_text("Petra Halloran said it was good.")
    (tmp_path / "b.txt").write_text("Petra Halloran said it was good.\n\n")
    with Dossier.create(tmp_path / "talks", agenda) as dossier:
        first, second = dossier.add_each(tmp_path / "a.txt", tmp_path / "b.txt")
        assert isinstance(first, Added) and isinstance(second, Skipped) and "already" in second.why
        assert [o.why for o in dossier.add_each(tmp_path / "b.txt") if isinstance(o, Skipped)] == [
            "it was taken before"
        ]


def test_one_bad_document_stops_no_other(tmp_path: Path, agenda: Agenda, monkeypatch: pytest.MonkeyPatch) -> None:
    import spadework.making as making

    real = making.read_each

    def reads(documents, agenda, tagger):  # type: ignore[no-untyped-def]
        for d in documents:
            if "poison" in d.text:
                raise ZeroDivisionError("a fault")
            yield from real([d], agenda, tagger)

    monkeypatch.setattr(making, "read_each", reads)
    books = [Document.of(f"Petra Halloran said it was {x}.", title=x) for x in ("good", "poison", "better")]
    with Dossier.create(tmp_path / "talks", agenda) as dossier:
        told = {(o.document.title if isinstance(o, Added) else o.where): type(o) for o in dossier.add_each(*books)}
        assert told == {"good": Added, "poison": Failed, "better": Added}
        assert dossier.ledger.counts()["document"] == 2 and dossier.verify() == []


def test_what_the_database_refuses_of_one_document_stops_no_other(tmp_path: Path, agenda: Agenda) -> None:
    books = [Document.of(f"Petra Halloran said it was {x}.", title=x) for x in ("good", "bad", "better")]
    with Dossier.create(tmp_path / "talks", agenda) as dossier:
        add = dossier.ledger.add

        def refuses(document: Document, statements: list[Statement], *more: Any) -> bool:
            if document.title == "bad":  # two rows of one id
                statements = [*statements, replace(statements[0], id="s1"), replace(statements[0], id="s1")]
                dossier.ledger.enter([replace(first, id="s1")], by="anna")
            return add(document, statements, *more)

        (added,) = dossier.add_each(books.pop(0))
        first = dossier.statements()[0]
        dossier.ledger.add = refuses  # type: ignore[method-assign, assignment]
        assert [type(o) for o in dossier.add_each(*books)] == [Failed, Added]
        assert dossier.ledger.counts()["document"] == 2 and dossier.verify() == []
        assert isinstance(added, Added)


def test_a_foreign_document_is_kept_unread(tmp_path: Path, agenda: Agenda) -> None:
    text = "Der Sprecher der Regierung sagte am Montag, dass die Verhandlungen über die Weiden noch nicht beendet sind."
    with Dossier.create(tmp_path / "talks", agenda) as dossier:
        (added,) = dossier.add_each(Document.of(text, title="Deutsch"))
        assert isinstance(added, Added) and "German" in added.warnings[0]
        assert dossier.ledger.counts()[RowKind.STATEMENT] == 0
        assert any("German" in note for note in dossier.record().notes)


def test_without_an_agenda_one_is_suggested_and_written(tmp_path: Path) -> None:
    with Dossier.create(tmp_path / "talks") as dossier:
        assert dossier.agenda is None and dossier.agenda_in_file() is None
        for file in FILES:
            dossier.add(file)
        assert dossier.agenda is not None and load(tmp_path / "talks" / "agenda.toml") == dossier.agenda
        assert any("No agenda was given" in note for note in dossier.record().notes)
    with Dossier.open(tmp_path / "talks") as dossier:
        assert dossier.agenda == dossier.agenda_in_file()


def test_an_agenda_that_is_there_is_taken(tmp_path: Path, agenda: Agenda) -> None:
    (tmp_path / "agenda.toml").write_text(dump(agenda))
    with pytest.raises(DossierExists, match="an agenda here"):
        Dossier.create(tmp_path, template("trade"))
    with Dossier.create(tmp_path) as dossier:
        assert dossier.agenda == agenda
    with pytest.raises(DossierExists, match="a dossier here"):
        Dossier.create(tmp_path)


def test_a_changed_agenda_comes_into_force_with_recode(own: StoredDossier, agenda: Agenda) -> None:
    accepted = next(p for p in own.positions() if p.issue == agenda.issues[0].id)
    own.accept(accepted.id, by="anna")
    path = own.ledger.place.agenda
    assert path is not None
    path.write_text(dump(replace(agenda, issues=agenda.issues[1:])))
    assert own.agenda == agenda
    done = own.recode()
    assert own.agenda == own.ledger.agenda == own.agenda_in_file() != agenda
    assert {p.issue for p in own.positions() if p.status is Status.PROPOSED} == {i.id for i in agenda.issues[1:]}
    assert isinstance(own.ledger.row(accepted.id), Position) and done.kept == 1
    path.write_text("name = 5")
    with pytest.raises(AgendaError):
        own.recode()
    assert own.verify() == []


def test_with_a_recode_its_agenda_is_undone_and_redone(own: StoredDossier, agenda: Agenda) -> None:
    path = own.ledger.place.agenda
    assert path is not None
    path.write_text("# mine\n" + dump(agenda))
    smaller = replace(agenda, issues=agenda.issues[1:])
    batch = own.recode(smaller).batch
    assert own.agenda == own.agenda_in_file() == smaller
    (kept,) = path.parent.glob("agenda.toml.*.old")
    assert kept.read_text() == "# mine\n" + dump(agenda) and kept.name in own.warnings[-1]
    own.undo(by="anna", batch=batch)
    assert own.agenda == own.ledger.agenda == agenda and path.read_text() == "# mine\n" + dump(agenda)
    assert {p.issue for p in own.positions()} == {i.id for i in agenda.issues}
    assert own.recode().batch is None
    path.write_text("# mine too\n" + dump(agenda))
    own.redo(by="anna")
    assert own.agenda == own.ledger.agenda == smaller and path.read_text() == "# mine too\n" + dump(agenda)
    assert own.verify() == []


def test_a_recode_that_fails_leaves_the_agenda_and_its_file(
    own: StoredDossier, agenda: Agenda, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise SpadeworkError("no")

    monkeypatch.setattr(own.ledger, "recode", fails)
    with pytest.raises(SpadeworkError):
        own.recode(replace(agenda, issues=agenda.issues[1:]))
    assert own.agenda == own.ledger.agenda == own.agenda_in_file() == agenda


def test_who_has_it_open_goes_by_the_agenda_that_another_puts_in_force(own: StoredDossier, agenda: Agenda) -> None:
    smaller = replace(agenda, issues=agenda.issues[1:])
    with Dossier.open(own.ledger.place.folder) as other:
        other.recode(smaller)
    own.add(Document.of("Petra Halloran said it was good.", title="late"))
    assert own.agenda == smaller
    assert {p.issue for p in own.positions()} == {i.id for i in smaller.issues}


def test_rereading_the_same_changes_nothing(own: StoredDossier) -> None:
    s = own.statements()[0]
    own.correct(s.id, by="anna", speaker="Somebody Else")
    assert own.reread().batch is None
    assert own.statements()[0].speaker == "Somebody Else"


def test_decisions_reach_the_table_and_the_findings(own: StoredDossier) -> None:
    finding = own.findings()[0]
    own.reject(finding.id, by="anna")
    p = next(p for b in own.table().blocks for r in b.rows for c in r.cells.values() for p in c.own)
    own.reject(p.id, by="anna")
    assert p not in [q for b in own.table().blocks for r in b.rows for c in r.cells.values() for q in c.entries]
    found = own.findings()
    assert next(f for f in found if f.id == finding.id).status is Status.REJECTED
    assert not [f for f in found if p.id in f.rows and f.status is Status.PROPOSED]
    own.undo(by="anna")
    own.undo(by="anna")
    assert next(f for f in own.findings() if f.id == finding.id) == finding


def test_an_archive_fills_an_empty_dossier(own: StoredDossier, tmp_path: Path) -> None:
    own.accept(own.statements()[0].id, by="anna")
    archive = own.archive()
    with Dossier.create(tmp_path / "copy") as copy:
        copy.load(archive)
        assert copy.archive() == archive and copy.agenda == own.agenda == copy.agenda_in_file()
        assert copy.ledger.learnt() and copy.verify() == []
        later = "“We will see,” Ankeri said on Friday."  # a surname, known from the documents
        copy.add(Document.of(later, title="Later", published=date(2026, 6, 1)))
        assert any(s.speaker == "Davud Ankeri" for s in copy.statements())


def test_statements_are_not_given_to_a_kept_dossier(own: StoredDossier) -> None:
    with pytest.raises(SpadeworkError, match="its own statements"):
        own.record([])


def test_notes_on_issues_are_kept_and_travel(own: StoredDossier, tmp_path: Path) -> None:
    issues = [i.id for i in own.agenda.issues] if own.agenda else []
    first = own.note(issues[0], " Ask the envoy.\r\nSoon. ", by="anna")
    second = own.note(issues[1], "Ждём", by="ben")
    assert (first.text, first.author, first.status) == ("Ask the envoy.\nSoon.", "anna", Status.ACCEPTED)
    assert own.issue_notes() == (first, second) and own.issue_notes(issues[1]) == (second,)
    assert own.record().issue_notes == (first, second)
    with pytest.raises(SpadeworkError, match=f"{issues[0]!r}"):
        own.note(issues[0] + "s", "?", by="anna")
    for text in ("a\0b", "a\ud800b", " "):
        with pytest.raises(SpadeworkError, match="note has"):
            own.note(issues[0], text, by="anna")
    own.undo(by="ben")
    assert own.issue_notes() == (first,)
    (whole,) = own.export(tmp_path / "all.json")
    with Dossier.create(tmp_path / "other") as other:
        other.merge(whole, by="cleo")
        assert other.issue_notes() == (first,)
        assert other.archive() == own.archive()


def test_a_draft_is_the_same_without_the_whole_record(tmp_path: Path) -> None:
    from spadework import agenda
    from spadework.settling import draft

    example = Path(__file__).parents[1] / "examples" / "sulen-pass"
    with Dossier.create(tmp_path / "d", agenda.load(example / "agenda.toml")) as dossier:
        for _ in dossier.add_each(*sorted(p for p in example.iterdir() if p.suffix != ".toml")):
            pass
        assert dossier.scenario() == draft(dossier.record())
