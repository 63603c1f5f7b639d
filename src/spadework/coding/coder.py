"""All of coding in one call."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spadework.coding.acts import act
from spadework.coding.commitments import commitments
from spadework.coding.conditions import conditions
from spadework.coding.events import events
from spadework.coding.matching import Matcher
from spadework.coding.positions import positions
from spadework.coding.units import units
from spadework.model import Agenda, Coding, Document, Statement


def code(statements: Sequence[Statement], documents: Iterable[Document], agenda: Agenda) -> Coding:
    """Positions, conditions, commitments, events and speech acts of the statements.

    Args:
        statements: of these documents, in the order of the documents.
        documents: ordered by date; the last date is the day by which commitments are judged.
        agenda: parties and issues; what is on no issue gets no position.
    """
    by_id = {d.id: d for d in documents}
    matcher = Matcher(agenda, by_id.values())
    said = list(units(statements, by_id, agenda))
    matcher.judge((u.document, u.start, u.end) for u in said)
    as_of = max((d.published for d in by_id.values() if d.published), default=None)
    return Coding(
        acts=tuple(map(act, statements)),
        positions=tuple(positions(said, statements, by_id, agenda, matcher)),
        conditions=tuple(conditions(said, matcher)),
        commitments=tuple(commitments(statements, by_id, agenda, as_of)),
        events=tuple(events(statements, by_id, agenda)),
    )
