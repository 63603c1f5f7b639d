"""Where the parties stand: the latest stance of each on each option."""

from __future__ import annotations

from spadework.briefing.content import Block, Cell, Column, Group, Paragraph, Row, Runs, Table, Text, Tone
from spadework.briefing.material import Material, faint, stance
from spadework.briefing.words import ROLES, STANCES, day, listing
from spadework.model import Basis, Nature, Party, Position, Role
from spadework.table import Block as IssueBlock
from spadework.table import Cell as Standing
from spadework.table import table

HEADING = "Where the parties stand"
COLUMNS = 6  # parties beside each other on paper


def blocks(material: Material) -> list[Block]:
    """A table, or several where there are many parties, and who and what is missing in it."""
    tabled = table(material.record)
    if not tabled.blocks:
        return []
    told = (
        "The latest stance of each party on each option. An empty cell means that nothing was found, not that the "
        "party has no view."
    )
    out: list[Block] = [Paragraph((Text(told),), Tone.LEAD)]
    chunks = _chunks(tabled.parties)
    for n, parties in enumerate(chunks, 1):
        part = f", part {n} of {len(chunks)}" if len(chunks) > 1 else ""
        out.append(
            Table(
                name="positions",
                caption=f"Issues and options by party{part}",
                columns=(Column("Issue and option", 1.5), *(_column(p) for p in parties)),
                rows=tuple(row for block in tabled.blocks for row in _issue(material, block, parties)),
                row_headings=True,
            )
        )
    if tabled.silent_parties:
        out.append(_aside(f"No stance found of {listing([p.name for p in tabled.silent_parties])}."))
    if tabled.silent_issues:
        out.append(_aside(f"No stance found on: {'; '.join(i.name for i in tabled.silent_issues)}."))
    return out


def _chunks(parties: tuple[Party, ...]) -> list[tuple[Party, ...]]:
    """Parties in tables no wider than paper, and not six in one and a single one in the next."""
    tables = -(-len(parties) // COLUMNS)
    wide = -(-len(parties) // tables)
    return [parties[n : n + wide] for n in range(0, len(parties), wide)]


def _aside(text: str) -> Paragraph:
    return Paragraph((Text(text),), Tone.ASIDE)


def _column(party: Party) -> Column:
    return Column(party.name, aside="" if party.role is Role.PRINCIPAL else ROLES[party.role])


def _issue(material: Material, block: IssueBlock, parties: tuple[Party, ...]) -> list[Row | Group]:
    process: Runs = (faint(" · process"),) if block.issue.nature is Nature.PROCESS else ()
    rows: list[Row | Group] = [Group((Text(block.issue.name), *process))]
    for row in block.rows:
        if row.cells:
            name = Cell(((Text(row.option.text),),))
            rows.append(Row((name, *(_cell(material, row.cells.get(p.id)) for p in parties))))
    quiet = [row.option.text for row in block.rows if not row.cells]
    if quiet:
        rows.append(Group((Text(f"Nothing found on: {'; '.join(quiet)}"),), remark=True))
    return rows


def _cell(material: Material, standing: Standing | None) -> Cell:
    if standing is None:
        return Cell()
    lines: list[Runs] = []
    for entry in standing.entries:
        lines += [(stance(entry.stance), material.note(entry.evidence, entry.id)), _small(material, entry)]
    if standing.before:
        before = standing.before
        told = f"before: {STANCES[before.stance].word}, {day(before.as_of)} "
        lines.append((faint(told), *material.number(before.id)))
    return Cell(tuple(lines))


def _small(material: Material, entry: Position) -> Runs:
    """Who, when, and who stands behind the row."""
    if entry.basis is Basis.ASCRIBED:
        return *material.basis(entry), faint(f", {day(entry.as_of)}"), *material.status(entry)
    who = f"{entry.actor}, " if entry.actor else ""
    return faint(f"{who}{day(entry.as_of)}"), *material.status(entry)
