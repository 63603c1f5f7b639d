"""The ledger of statements: who said what, document by document."""

from __future__ import annotations

from collections.abc import Mapping

from spadework.briefing.content import (
    Block,
    Cell,
    Column,
    Fit,
    Heading,
    Look,
    Paragraph,
    Row,
    Runs,
    Table,
    Text,
    Tone,
)
from spadework.briefing.material import Material, faint, strong
from spadework.briefing.words import DIRECTNESS, day, days, listing
from spadework.model import Statement

HEADING = "Ledger of statements"
MOST = 3_000
"""Statements that are listed, those of the newest documents."""
_COLUMNS = (
    Column("No.", 0.4, Fit.SHORT),
    Column("Said", 0.9),
    Column("Who, for whom", 1.7),
    Column("What", 3.6),
    Column("How", 0.9),
)


def blocks(material: Material) -> list[Block]:
    """A table for each document that anything was said in; what is left out is told first."""
    statements = material.record.statements
    acts: dict[str, list[str]] = {}
    for act in material.record.coding.acts:
        acts.setdefault(act.statement, []).append(str(act.act))
    out: list[Block] = []
    if len(statements) > MOST:
        told = f"Here are the last {MOST:,} of {len(statements):,} statements; an export has all."
        out.append(Paragraph((Text(told),), Tone.LEAD))
    by_document: dict[str, list[Statement]] = {}
    for s in statements[-MOST:]:
        by_document.setdefault(s.document, []).append(s)
    for id, some in by_document.items():
        document = material.guide.document(id)
        name = (document.title or "Untitled") if document else "Document not at hand"
        tag = material.guide.tag(id)
        out.append(Heading(f"{tag} {name}".strip(), day(document.published) if document else ""))
        rows = tuple(_row(material, s, acts) for s in some)
        out.append(Table("statements", f"Statements in {name}", _COLUMNS, rows))
    return out


def _row(material: Material, s: Statement, acts: Mapping[str, list[str]]) -> Row:
    number = material.guide.numbers[s.id]
    party = material.guide.party(s.party) if s.party else ""
    who: Runs = (strong(s.speaker), Text(f", {s.role}" if s.role else ""))
    small = [
        *([party] if party and party != s.speaker else [] if party else ["outside the parties"]),
        *([f"according to {listing(s.reporters)}"] if s.reporters else []),
    ]
    place: Runs = (Text(" "), material.place(s.content[0])) if s.content else ()
    what: Runs = (Text(s.text, Look.QUOTE), *place, *material.status(s))
    cells = (
        Cell(((Text(number),),)),
        Cell(((Text(days(s.said_on)) if s.said_on else faint("not told"),),)),
        Cell((who, *([(faint(", ".join(small)),)] if small else []))),
        Cell((what,)),
        Cell(((faint(", ".join([DIRECTNESS[s.directness], *acts.get(s.id, [])])),),)),
    )
    return Row(cells, number, s.id)
