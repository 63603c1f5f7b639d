"""Commitments: who promised what, and whether any document tells of it being done."""

from __future__ import annotations

from spadework.briefing.content import Block, Cell, Column, Fit, Paragraph, Row, Runs, Table, Text, Tone
from spadework.briefing.material import Material, faint, joined, state, strong
from spadework.briefing.words import day
from spadework.model import Commitment

HEADING = "Commitments"


def blocks(material: Material) -> list[Block]:
    """A table, those by their state."""
    commitments = sorted(material.record.coding.commitments, key=lambda c: c.state)
    if not commitments:
        return []
    told = (
        "Who promised what, and whether any document tells of it being done. Past its day with no report it is "
        "unverified, never broken."
    )
    columns = (
        Column("No.", 0.4, Fit.SHORT),
        Column("Commitment", 2.6),
        Column("Who, to whom", 1.5),
        Column("By when", 0.9, Fit.SHORT),
        Column("State", 0.9, Fit.SHORT),
    )
    rows = tuple(_row(material, c) for c in commitments)
    return [
        Paragraph((Text(told),), Tone.LEAD),
        Table("commitments", "Commitments and their state", columns, rows),
    ]


def _row(material: Material, c: Commitment) -> Row:
    number = material.guide.numbers[c.id]
    about: Runs = (faint(f"{material.guide.issue(c.issue)} "),) if c.issue else ()
    whom: Runs = (Text(f" to {material.guide.party(c.beneficiary)}"),) if c.beneficiary else ()
    who = (strong(material.guide.party(c.party)), *whom)
    deadline = Text(day(c.deadline)) if c.deadline else faint("no day named")
    lines = (
        ((Text(number),),),
        ((Text(c.action), material.note(c.evidence, c.id)), (*about, *material.status(c))),
        (who, joined([(faint(c.actor),) if c.actor else (), material.basis(c)])),
        ((deadline,), (faint(f"made {day(c.made_on)}"),) if c.made_on else ()),
        (state(c),),
    )
    return Row(tuple(Cell(tuple(filter(None, cell))) for cell in lines), number, c.id)
