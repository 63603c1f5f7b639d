"""Analysts' notes on issues are rows like others: kept, with a history, and to be undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from ledger_talks import AGENDA, fill, numbered, read

from spadework.errors import CannotRevise
from spadework.ledger import Ledger
from spadework.model import Change, Coding, IssueNote, RowKind, Status
from spadework.model.soundness import LONGEST_NOTE

NOTE = IssueNote(
    id="n1", issue="toll", text="They said “half”.\nЖдём. 👍", author="anna", written=datetime(2030, 5, 1, tzinfo=UTC)
)


def test_a_note_is_kept_with_who_and_when(ledger: Ledger) -> None:
    later = replace(NOTE, id="n0", written=datetime(2030, 5, 2, tzinfo=UTC))
    ledger.enter([later, NOTE], by="anna")
    assert ledger.snapshot(AGENDA)[0].issue_notes == (NOTE, later)
    assert [(r.change, r.by) for r in ledger.history("n1")] == [(Change.ENTERED, "anna")]
    assert ledger.counts()[RowKind.ISSUE_NOTE] == 2
    assert ledger.verify() == []


def test_a_note_is_undone_corrected_and_rejected_like_any_row(ledger: Ledger) -> None:
    ledger.enter([NOTE], by="anna")
    ledger.undo(by="anna")
    assert ledger.rows(RowKind.ISSUE_NOTE) == []
    ledger.redo(by="anna")
    changed = ledger.correct("n1", {"text": "They said a third."}, by="ben")
    assert isinstance(changed, IssueNote) and (changed.text, changed.author) == ("They said a third.", "anna")
    ledger.reject("n1", by="ben")
    assert [n.status for n in ledger.rows(RowKind.ISSUE_NOTE)] == [Status.REJECTED]
    ledger.undo(by="ben", batch=ledger.history("n1")[-1].batch)
    assert ledger.rows(RowKind.ISSUE_NOTE) == [changed]
    with pytest.raises(CannotRevise, match="is no issue here"):
        ledger.correct("n1", {"issue": "tolls"}, by="ben")
    with pytest.raises(CannotRevise, match="is no field of this row that can be corrected"):
        ledger.correct("n1", {"author": "ben"}, by="ben")
    assert ledger.verify() == []


@pytest.mark.parametrize("text", [" \n", "x" * (LONGEST_NOTE + 1)])
def test_what_cannot_be_a_note_is_refused(ledger: Ledger, text: str) -> None:
    with pytest.raises(CannotRevise, match="a note has"):
        ledger.enter([replace(NOTE, text=text)], by="anna")
    assert ledger.rows(RowKind.ISSUE_NOTE) == []


def test_no_rerun_touches_a_note(ledger: Ledger) -> None:
    fill(ledger, numbered(1))
    ledger.enter([NOTE], by="anna")
    ledger.recode(lambda *_: Coding())
    ledger.reread(read(numbered(1)), lambda *_: Coding())
    ledger.refind([], ledger.last_revision)
    assert ledger.rows(RowKind.ISSUE_NOTE) == [NOTE]
