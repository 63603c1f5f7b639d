"""The table made from a few positions is the table made from all, at the end and as of any day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_talks import AGENDA, New, document

from spadework.ledger import Ledger
from spadework.model import Basis, Coding, Document, Position, Record, Stance, Status
from spadework.moment import as_of
from spadework.table import Table, table

DAY = date(2030, 5, 1)

POSITION = st.tuples(
    st.integers(0, 3),  # document
    st.sampled_from(["ve", "to"]),
    st.sampled_from(["cut", "none"]),
    st.sampled_from([Stance.ACCEPTS, Stance.OPEN, Stance.REJECTS]),
    st.sampled_from([None, "A", "B"]),
    st.sampled_from([None, None, "to", "is"]),  # by
    st.one_of(st.none(), st.integers(0, 6)),  # as of
    st.sampled_from([False] * 5 + [True]),  # given up
    st.sampled_from([Status.PROPOSED] * 3 + [Status.REJECTED]),
)


def books() -> list[Document]:
    return [document(f"{n}. " + "Words stand here. " * 60, DAY + timedelta(days=2 * n)) for n in range(4)]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(POSITION, max_size=25), st.integers(-1, 8))
def test_the_table_of_a_few_is_the_table_of_all(new: New, drawn: list[tuple], after: int) -> None:  # type: ignore[type-arg]
    ledger = _ledger(new)
    documents = books()
    rows: dict[int, list[Position]] = {n: [] for n in range(4)}
    for n, (at, party, option, stance, actor, by, day, left, status) in enumerate(drawn):
        when = DAY + timedelta(days=day) if day is not None else None
        rows[at].append(
            Position(
                id=f"p{n}",
                party=party,
                issue="toll",
                option=option,
                stance=stance,
                actor=actor if by is None else None,
                basis=Basis.OWN if by is None else Basis.ASCRIBED,
                by=by,
                as_of=None if left else when,
                until=DAY + timedelta(days=day or 0) if left else None,
                evidence=documents[at].span(4 * n, 4 * n + 3),
                status=status,
            )
        )
    for at, d in enumerate(documents):
        ledger.add(d, [], Coding(positions=tuple(rows[at])))
    everything, _ = ledger.snapshot(AGENDA)
    few = Record(agenda=AGENDA, coding=Coding(positions=tuple(ledger.standing())))
    assert table(few) == table(everything)
    for until in (None, DAY + timedelta(days=after)):
        then = as_of(everything, until) if until else everything
        few = Record(agenda=AGENDA, coding=Coding(positions=tuple(ledger.standing(until))))
        assert table(few) == table(then)
        _one_place_alone(ledger, table(then), until)
    out = {d.id: d.published or date.min for d in documents}
    told = (p for p in everything.coding.positions if p.as_of and p.status is not Status.REJECTED)
    assert ledger.days() == sorted({max(p.as_of, out[p.evidence.document]) for p in told if p.as_of})
    week = [DAY + timedelta(days=n) for n in range(9)]
    assert ledger.days(week[::2]) == [day for day in ledger.days() if day in week[::2]]


def test_of_two_documents_of_one_day_the_same_one_counts_whichever_was_added_first(new: New) -> None:
    for turned in (False, True):
        for other in (DAY, None):
            ledger = new()
            books = [document("A yes was heard. " * 9, DAY), document("B no was heard. " * 9, other)]
            stances = (Stance.ACCEPTS, Stance.REJECTS)
            for n, (book, stance) in sorted(enumerate(zip(books, stances, strict=True)), reverse=turned):
                row = Position(
                    id=f"p{n}", party="ve", issue="toll", option="cut", stance=stance, actor="A", as_of=DAY,
                    evidence=book.span(0, 5),
                )  # fmt: skip
                ledger.add(book, [], Coding(positions=(row,)))
            whole = table(ledger.snapshot(AGENDA)[0])
            assert table(Record(agenda=AGENDA, coding=Coding(positions=tuple(ledger.standing())))) == whole
            assert [p.id for p in whole.blocks[0].rows[0].cells["ve"].own] == ["p1"]


def test_what_came_out_later_is_not_known_yet(new: New) -> None:
    ledger, book = new(), document("They say no. " * 9, DAY + timedelta(days=7))
    row = Position(
        id="p", party="ve", issue="toll", option="cut", stance=Stance.REJECTS, as_of=DAY, evidence=book.span(0, 11)
    )
    ledger.add(book, [], Coding(positions=(row,)))
    place = ("ve", "toll", "cut")
    for day, known in ((DAY, []), (DAY + timedelta(days=6), []), (DAY + timedelta(days=7), [row])):
        assert ledger.standing(day) == known
        assert [k.row for k in ledger.positions_at(place, day)[0]] == known
    undated = document("They say no to it. " * 9, None)
    late = replace(row, id="u", as_of=DAY + timedelta(days=9), option="none", evidence=undated.span(0, 11))
    ledger.add(undated, [], Coding(positions=(late,)))
    whole, _ = ledger.snapshot(AGENDA)
    for day, few in ((DAY + timedelta(days=8), [row]), (DAY + timedelta(days=9), [row, late])):
        assert ledger.standing(day) == few
        assert set(as_of(whole, day).coding.positions) == set(few)
    assert ledger.days() == [DAY + timedelta(days=7), DAY + timedelta(days=9)]


def _one_place_alone(ledger: Ledger, whole: Table, until: date | None) -> None:
    for block in whole.blocks:
        for row in block.rows:
            for party, cell in row.cells.items():
                place = (party, block.issue.id, row.option.id)
                part = table(Record(agenda=AGENDA, coding=Coding(positions=tuple(ledger.standing(until, [place])))))
                assert [r.cells for b in part.blocks for r in b.rows if r.cells] == [{party: cell}]
                _, count = ledger.positions_at(place, until)
                first, _ = ledger.positions_at(place, until, limit=2)
                rest, _ = ledger.positions_at(place, until, limit=count, offset=2)
                every = [e.row for e in first + rest]
                assert len(every) == count and set(cell.entries) <= set(every)
                days = [e.as_of or date.min for e in every]
                assert days == sorted(days, reverse=True)


def _ledger(new: New) -> Ledger:
    return new()
