"""The table made from a few positions is the table made from all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_talks import AGENDA, New, document

from spadework.ledger import Ledger
from spadework.model import Basis, Coding, Document, Position, Record, Stance, Status
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
@given(st.lists(POSITION, max_size=25))
def test_the_table_of_a_few_is_the_table_of_all(new: New, drawn: list[tuple]) -> None:  # type: ignore[type-arg]
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
    for until in (None, DAY - timedelta(days=1), DAY + timedelta(days=2), DAY + timedelta(days=4)):
        those = [p for p in everything.coding.positions if until is None or _by(p, until)]
        then = replace(everything, coding=Coding(positions=tuple(those)))
        few = Record(agenda=AGENDA, coding=Coding(positions=tuple(ledger.standing(until))))
        assert table(few) == table(then)
        _one_place_alone(ledger, table(then), until)
    every = everything.coding.positions
    assert ledger.days() == sorted({p.as_of for p in every if p.as_of and p.status is not Status.REJECTED})


def _by(position: Position, day: date) -> bool:
    """Whether it was held, or had been given up, by a day; what has no day was always there."""
    return (position.until or position.as_of or date.min) <= day


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
