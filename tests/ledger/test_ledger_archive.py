"""A dossier leaves one database and enters another, and is the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from ledger_talks import AGENDA, New, fill, numbered

from spadework.errors import DossierExists, ProvenanceError, SpadeworkError
from spadework.ledger import Ledger, Place, Query
from spadework.model import Archive, IssueNote, Stance, from_json, to_json

NOTE = IssueNote(
    id="n1",
    issue="toll",
    text="Ask again.\nSoon.",
    author="anna",
    written=datetime(2030, 5, 1, 9, 30, 0, 5, tzinfo=UTC),
)


def worked_on(ledger: Ledger) -> Ledger:
    """Documents and the decisions of two people."""
    fill(ledger, *(numbered(n) for n in range(6)))
    rows = ledger.snapshot(AGENDA)[0]
    ledger.accept(rows.statements[3].id, by="anna", reason="“sure” 👍")
    ledger.correct(rows.coding.positions[2].id, {"stance": "open"}, by="ben")
    ledger.undo(by="ben")
    ledger.redo(by="ben")
    ledger.reject(rows.statements[5].id, by="anna")
    ledger.undo(by="anna", batch=6)
    ledger.enter([replace(rows.coding.positions[0], id="p-own", stance=Stance.OPEN)], by="ben")
    ledger.notes = ["a note"]
    ledger.enter([NOTE], by="cleo")
    return ledger


@pytest.fixture
def other(postgresql: object) -> Ledger:
    """An empty ledger on PostgreSQL, whatever the first one is on."""
    return Ledger.create(Place(url=postgresql.database()))  # type: ignore[attr-defined]


def test_nothing_is_lost_between_two_databases(ledger: Ledger, other: Ledger) -> None:
    archive = worked_on(ledger).archive()
    other.load(from_json(to_json(archive), Archive))
    assert other.archive() == archive
    assert (other.agenda, other.notes) == (AGENDA, ("a note",))
    assert other.verify() == []
    for query in (Query(), Query(words="number"), Query(stance=Stance.OPEN), Query(party="ve", issue="toll")):
        ours, theirs = (x.search(query, limit=500) for x in (ledger, other))
        assert [h.statement for h in ours.hits] == [h.statement for h in theirs.hits]  # type: ignore[union-attr]
    assert other.standing() == ledger.standing()


def test_work_goes_on_where_it_was(ledger: Ledger, other: Ledger) -> None:
    worked_on(ledger)
    other.load(ledger.archive())
    for each in (ledger, other):
        each.undo(by="ben")
        each.redo(by="anna")
        fill(each, numbered(50))
    ours, theirs = ledger.archive(), other.archive()
    assert ours.record == theirs.record
    assert [(r.row, r.change, r.after) for r in ours.revisions] == [
        (r.row, r.change, r.after) for r in theirs.revisions
    ]


def test_a_record_without_history_is_entered_by_the_machine(new: New) -> None:
    record = fill(new(), numbered(1)).snapshot(AGENDA)[0]
    second = new()
    second.load(Archive(record=record))
    assert second.snapshot(AGENDA)[0] == record and {r.by for r in second.history()} == {"machine"}
    assert second.verify() == []


def test_a_dossier_that_holds_something_is_not_written_over(ledger: Ledger) -> None:
    archive = worked_on(ledger).archive()
    with pytest.raises(DossierExists):
        ledger.load(archive)
    assert ledger.archive() == archive


def test_an_archive_that_does_not_hold_together_is_refused_whole(ledger: Ledger, other: Ledger) -> None:
    good = worked_on(ledger).archive()
    record = good.record
    s = record.statements[0]
    book = record.documents[0]
    other_text = replace(book, text="x" + book.text)
    other_quote = replace(s, content=(replace(s.content[0], quote="no"),))
    of = [
        (replace(record, statements=record.statements[1:]), SpadeworkError),
        (replace(record, documents=record.documents[1:]), ProvenanceError),
        (replace(record, documents=(other_text, *record.documents[1:])), ProvenanceError),
        (replace(record, statements=(replace(s, speaker="Else"), *record.statements[1:])), SpadeworkError),
    ]
    wrong: list[tuple[Archive, type[Exception]]] = [
        (replace(good, format=99), SpadeworkError),
        (replace(good, revisions=good.revisions[1:]), SpadeworkError),
        (replace(good, revisions=good.revisions[: len(good.revisions) // 2]), SpadeworkError),
        *((replace(good, record=r), error) for r, error in of),
        (Archive(record=replace(record, statements=(s, s))), SpadeworkError),
        (Archive(record=replace(record, statements=(other_quote,))), ProvenanceError),
    ]
    for archive, error in wrong:
        with pytest.raises(error):
            other.load(archive)
        assert other.counts()["document"] == 0 and other.last_revision == 0
    other.load(good)
