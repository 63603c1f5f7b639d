"""Some rows with what they rest on, as a small record: so the views of the brief serve a page of a large dossier."""

from __future__ import annotations

from collections.abc import Iterable

from spadework.briefing.guide import Guide
from spadework.desk.desk import Desk
from spadework.ledger.rows import Row, spans_of, statement_of
from spadework.model import Agenda, Coding, Commitment, Condition, Event, Finding, Position, Record, Statement


def record_of(desk: Desk, rows: Iterable[Row], agenda: Agenda | None = None) -> Record:
    """A record of these rows, of the statements on which they hang and of their documents, which come without texts.

    Args:
        agenda: that in force, if it is at hand.
    """
    here = list({row.id: row for row in rows}.values())
    have = {row.id for row in here}
    upon = {id for row in here if (id := statement_of(row)) is not None} - have
    here += [k.row for k in desk.dossier.ledger.kept(upon).values()]
    books = desk.dossier.ledger.heads({span.document for row in here for span in spans_of(row)})
    return Record(
        agenda=agenda or desk.agenda,
        documents=tuple(books.values()),
        statements=tuple(r for r in here if isinstance(r, Statement)),
        coding=Coding(
            positions=tuple(r for r in here if isinstance(r, Position)),
            conditions=tuple(r for r in here if isinstance(r, Condition)),
            commitments=tuple(r for r in here if isinstance(r, Commitment)),
            events=tuple(r for r in here if isinstance(r, Event)),
        ),
        findings=tuple(r for r in here if isinstance(r, Finding)),
    )


def guide_of(desk: Desk, rows: Iterable[Row]) -> Guide:
    """The same, ready for the reader; rejected rows are left out."""
    return Guide(record_of(desk, rows))
