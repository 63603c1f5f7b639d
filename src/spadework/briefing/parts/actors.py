"""Actors: who speaks, for whom, in what office."""

from __future__ import annotations

from spadework.briefing.content import Block, Cell, Column, Fit, Group, Row, Runs, Table, Text
from spadework.briefing.material import Material, bounded, faint, strong
from spadework.briefing.views.actors import Camp, Voice, camps
from spadework.briefing.words import ROLES, count

HEADING = "Who speaks"
MOST = 200  # voices of a party


def blocks(material: Material) -> list[Block]:
    """A table, party by party; those outside the parties come last."""
    found = camps(material.guide)
    if not found:
        return []
    columns = (Column("Who", 1.5), Column("Office", 2.5), Column("Statements", 1.0, Fit.SHORT))
    rows = tuple(row for camp in found for row in _camp(material, camp))
    return [Table("actors", "Who speaks, by party", columns, rows, row_headings=True)]


def _camp(material: Material, camp: Camp) -> list[Row | Group]:
    name = camp.party.name if camp.party else "Outside the parties"
    role = ROLES[camp.party.role] if camp.party else "speak for none of them, or for several at once"
    head = Group((Text(name), faint(f" · {role}")))
    if not camp.voices:
        return [head, Group((Text("Nobody was heard."),), remark=True)]
    voices = [_voice(material, v) for v in camp.voices[:MOST]]
    return [head, *bounded(voices, len(camp.voices), "further voices")]


def _voice(material: Material, v: Voice) -> Row:
    said: Runs = (faint("not heard"),)
    if v.statements:
        first = material.number(v.statements[0].id)
        said = (Text(f"{count(len(v.statements), 'statement')}, "), *first)
        said += (Text(" and on"),) if len(v.statements) > 1 else ()
    return Row((Cell(((strong(v.name),),)), Cell(((Text(v.role),),) if v.role else ()), Cell((said,))))
