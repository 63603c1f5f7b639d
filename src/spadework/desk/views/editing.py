"""The form in which a statement and its positions are corrected: what they say, what may be chosen, the text around."""

from __future__ import annotations

from dataclasses import dataclass

from spadework.desk.desk import Desk
from spadework.desk.views.naming import Names
from spadework.desk.views.statements import StatementView, statement_view
from spadework.desk.views.text import Paragraph, marked, places_of
from spadework.ledger.rows import Row

AROUND = 600
"""Characters of the text before and after the statement."""
MOST = 8_000
"""Characters of the text in all."""


@dataclass(frozen=True, slots=True)
class FormView:
    """What the form shows.

    Attributes:
        passage: the text around the statement; its places are chosen in it.
    """

    statement: StatementView
    names: Names
    passage: tuple[Paragraph, ...]


def form_view(desk: Desk, id: str) -> FormView:
    """The form for a statement. Raises NoSuchRow if there is none."""
    s = statement_view(desk, id)
    ledger = desk.dossier.ledger
    document = ledger.document(s.document.id)
    row: Row = ledger.row(s.id)
    places = list(places_of(row))
    first, last = min(p.start for p in places), max(p.end for p in places)
    start = document.text.rfind("\n\n", max(0, first - AROUND), first) + 2 if first > AROUND else 0
    start = start if 1 < start <= first else max(0, first - AROUND)
    end = min(len(document.text), max(last, first) + AROUND, start + MOST)
    closing = document.text.find("\n\n", min(last, end), end)
    end = closing if closing > 0 else end
    return FormView(s, Names(desk.agenda), tuple(marked(document, start, end, places)))
