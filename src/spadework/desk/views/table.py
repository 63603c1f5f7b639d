"""The issue-by-party table as it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spadework.desk.desk import Desk
from spadework.model import Basis, Position, Stance, Status
from spadework.table import Cell, Table


@dataclass(frozen=True, slots=True)
class Named:
    """Something that is called by an id, and how it is called."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Held:
    """A position in a cell.

    Attributes:
        position, statement: ids of the rows.
        by: name of the party that ascribes it; empty if it is the party's own, or if an outsider says so.
        actor: who of the party said it; empty if the party as such.
        quote: the words that show it.
        before: whether it is where the party stood before.
    """

    position: str
    statement: str | None
    stance: Stance
    basis: Basis
    by: str
    actor: str
    as_of: date | None
    quote: str
    confidence: float
    status: Status
    before: bool = False


@dataclass(frozen=True, slots=True)
class CellView:
    """Where one party stands on one option; `held` is empty if nothing is known."""

    party: str
    held: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class OptionView:
    """One option, with a cell for each party of the table, in its order."""

    id: str
    text: str
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class IssueView:
    """One issue."""

    id: str
    name: str
    options: tuple[OptionView, ...]


@dataclass(frozen=True, slots=True)
class TableView:
    """Attributes:
    parties: the columns.
    issues: those on which anybody has a stance.
    silent_parties, silent_issues: names of the others.
    """

    parties: tuple[Named, ...]
    issues: tuple[IssueView, ...]
    silent_parties: tuple[str, ...]
    silent_issues: tuple[str, ...]


def table_view(desk: Desk) -> TableView:
    """The table as it stands now."""
    return desk.remembered("table", lambda: _view(desk.dossier.table()))


def _view(table: Table) -> TableView:
    names = {p.id: p.name for p in table.parties + table.silent_parties}
    issues = tuple(
        IssueView(
            b.issue.id,
            b.issue.name,
            tuple(
                OptionView(
                    r.option.id,
                    r.option.text,
                    tuple(CellView(p.id, _held(r.cells.get(p.id, Cell()), names)) for p in table.parties),
                )
                for r in b.rows
            ),
        )
        for b in table.blocks
    )
    return TableView(
        tuple(Named(p.id, p.name) for p in table.parties),
        issues,
        tuple(p.name for p in table.silent_parties),
        tuple(i.name for i in table.silent_issues),
    )


def _held(cell: Cell, names: dict[str, str]) -> tuple[Held, ...]:
    now = tuple(_shown(p, names) for p in cell.entries)
    return (*now, _shown(cell.before, names, before=True)) if cell.before else now


def _shown(p: Position, names: dict[str, str], *, before: bool = False) -> Held:
    return Held(
        position=p.id,
        statement=p.statement,
        stance=p.stance,
        basis=p.basis,
        by=names.get(p.by or "", p.by or ""),
        actor=p.actor or "",
        as_of=p.as_of,
        quote=p.evidence.quote,
        confidence=p.confidence,
        status=p.status,
        before=before,
    )
