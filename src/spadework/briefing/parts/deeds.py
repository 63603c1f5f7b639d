"""Deeds: what was done, not said, by PLOVER's categories."""

from __future__ import annotations

from spadework.briefing.content import Block, Cell, Column, Fit, Paragraph, Row, Runs, Table, Text, Tone
from spadework.briefing.material import Material, bounded, faint, strong, words_of
from spadework.briefing.words import days
from spadework.model import Attribution, Event

HEADING = "Deeds reported"
MOST = 1_000


def blocks(material: Material) -> list[Block]:
    """A table, in the order of the documents."""
    events = material.record.coding.events
    if not events:
        return []
    columns = (
        Column("No.", 0.4, Fit.SHORT),
        Column("When", 1.0),
        Column("Who, to whom", 1.5),
        Column("Deed", 1.3),
        Column("In these words", 3.0),
    )
    rows = bounded([_row(material, e) for e in events[-MOST:]], len(events), "earlier deeds")
    told = "What was done, not said. Categories are PLOVER’s."
    return [Paragraph((Text(told),), Tone.LEAD), Table("events", "Deeds", columns, rows)]


def _row(material: Material, e: Event) -> Row:
    number = material.guide.numbers[e.id]
    who = material.guide.party(e.source) if e.source else "not a party"
    doer = "doer not named" if e.attribution is Attribution.OPEN else who
    whom: Runs = (Text(f" to {material.guide.party(e.target)}"),) if e.target else ()
    cells = (
        Cell(((Text(number),),)),
        Cell(((Text(days(e.on)) if e.on else faint("day not told"),),)),
        Cell(((strong(doer), *whom),)),
        Cell((material.deed(e), material.status(e))),
        Cell(((words_of(e.evidence.quote), material.note(e.evidence, e.id)),)),
    )
    return Row(cells, number, e.id)
