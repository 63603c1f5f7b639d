"""Rows by the days on which their documents came out, and what was changed since."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from ledger_talks import document, fill

from spadework.errors import CannotRevise
from spadework.ledger import Ledger
from spadework.model import RowKind, Statement, Status

DAY = date(2030, 4, 2)
SAID = "Halloran said that toll cut accepts was wanted.\n\nPetrov said that toll none rejects was wanted."


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    days = (DAY + timedelta(days=3), None, DAY, DAY)
    return fill(ledger, *(document(f"{n}. {SAID}", day) for n, day in enumerate(days)))


def test_they_are_counted_by_day(filled: Ledger) -> None:
    kinds = (RowKind.STATEMENT, RowKind.POSITION)
    assert filled.reported(kinds) == {None: 4, DAY: 8, DAY + timedelta(days=3): 4}
    assert filled.reported((RowKind.EVENT,)) == {}
    assert filled.last_day == DAY + timedelta(days=3)


def test_an_empty_ledger_has_no_days(ledger: Ledger) -> None:
    assert ledger.last_day is None and ledger.reported((RowKind.STATEMENT,)) == {} and ledger.days() == []
    assert ledger.newest((RowKind.STATEMENT,), most=5) == []


def test_the_newest_come_first_within_days_and_of_a_party(filled: Ledger) -> None:
    def days(**asked: object) -> list[date | None]:
        found = filled.newest((RowKind.STATEMENT, RowKind.POSITION), **asked)  # type: ignore[arg-type]
        return [
            filled.head(k.row.document if isinstance(k.row, Statement) else k.row.evidence.document).published
            for k in found
        ]  # type: ignore[union-attr]

    every = days(most=99)
    assert len(every) == 16 and every == sorted(every, key=lambda d: d or date.min, reverse=True)
    assert days(most=3) == every[:3]
    assert set(days(first=DAY, last=DAY, most=99)) == {DAY} and days(first=DAY + timedelta(days=4), most=9) == []
    theirs = filled.newest((RowKind.POSITION,), party="ve", most=99)
    assert len(theirs) == 4 and {k.row.party for k in theirs} == {"ve"}  # type: ignore[union-attr]
    filled.reject(theirs[0].row.id, by="anna")
    assert theirs[0].row.id not in {k.row.id for k in filled.newest((RowKind.POSITION,), most=99)}


def test_what_was_changed_since(filled: Ledger) -> None:
    last = filled.last_revision
    assert filled.since(last, 9) == []
    row = filled.rows(RowKind.POSITION)[0]
    filled.accept(row.id, by="anna")
    filled.undo(by="anna")
    assert [(r.row, r.number) for r in filled.since(last, 9) or ()] == [(row.id, last + 1), (row.id, last + 2)]
    assert filled.since(last, 1) is None


def test_one_decision_is_taken_back_whoever_made_it(filled: Ledger) -> None:
    one, two = filled.rows(RowKind.POSITION)[:2]
    filled.reject(one.id, two.id, by="anna")
    assert filled.take_back(one.id, by="ben") == one
    assert filled.row(two.id).status is Status.REJECTED
    for id in (one.id, filled.rows(RowKind.POSITION)[3].id):
        with pytest.raises(CannotRevise, match="nothing to take back"):
            filled.take_back(id, by="ben")
    assert filled.verify() == []
