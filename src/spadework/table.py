"""The issue-by-party table: where each party stands at the end, option by option.

Beside the stages, because the brief and the exported workbook show the same.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta

from spadework.model import Basis, Issue, Option, Party, Position, Record, Status

# Voices of one party that differ within these days stand beside each other; later ones supersede earlier ones.
SAME_TIME = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Cell:
    """Where one party stands on one option.

    Attributes:
        own: its latest word; several if its voices differ at about the same time, the latest first.
        ascribed: what others say of it, the latest of each, unless it says the same itself.
        before: its own last word that was different; None if it has always stood there.
    """

    own: tuple[Position, ...] = ()
    ascribed: tuple[Position, ...] = ()
    before: Position | None = None

    @property
    def entries(self) -> tuple[Position, ...]:
        """Own words first."""
        return self.own + self.ascribed


@dataclass(frozen=True, slots=True)
class Row:
    """One option; `cells` by party id, only of parties of which anything is known."""

    option: Option
    cells: dict[str, Cell]


@dataclass(frozen=True, slots=True)
class Block:
    """One issue with its options."""

    issue: Issue
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Attributes:
    parties: those that have a stance anywhere, in the order of the agenda.
    blocks: the issues on which anybody has one.
    silent_parties, silent_issues: the others.
    """

    parties: tuple[Party, ...]
    blocks: tuple[Block, ...]
    silent_parties: tuple[Party, ...]
    silent_issues: tuple[Issue, ...]


def table(record: Record) -> Table:
    """The latest stance of each party on each option. Rejected positions do not count.

    Parties, issues and options that the agenda does not know stand for themselves.
    """
    at: dict[str, dict[str, dict[str, list[Position]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    positions = [p for p in record.coding.positions if p.status is not Status.REJECTED]
    current = [p for p in positions if p.until is None]
    for p in current:
        at[p.issue][p.option][p.party].append(p)
    held = {(p.issue, p.option, p.party) for p in current}
    for p in positions:  # what was given up shows only behind what took its place
        if p.until is not None and (p.issue, p.option, p.party) in held:
            at[p.issue][p.option][p.party].append(p)
    agenda = record.agenda
    spoke = dict.fromkeys(p.party for p in current)
    named = {p.id: p for p in agenda.parties}
    parties = [p for p in named if p in spoke] + [p for p in spoke if p not in named]
    known = {i.id: i for i in agenda.issues}
    issues = [i for i in known if i in at] + [i for i in at if i not in known]
    blocks = []
    for id in issues:
        issue = _with_options(known.get(id) or Issue(id=id, name=id), tuple(at[id]))
        rows = (Row(o, {p: cell(at[id][o.id][p]) for p in parties if at[id][o.id][p]}) for o in issue.options)
        blocks.append(Block(issue, tuple(rows)))
    return Table(
        parties=tuple(named.get(p) or Party(id=p, name=p) for p in parties),
        blocks=tuple(blocks),
        silent_parties=tuple(p for p in agenda.parties if p.id not in spoke),
        silent_issues=tuple(i for i in agenda.issues if i.id not in at),
    )


def _with_options(issue: Issue, options: tuple[str, ...]) -> Issue:
    """The issue with these options at least."""
    have = {o.id for o in issue.options}
    return replace(issue, options=issue.options + tuple(Option(id=o, text=o) for o in options if o not in have))


def cell(positions: list[Position]) -> Cell:
    """What the positions of one party on one option come to."""
    # A stable sort: of two on the same day the one that comes later in the record counts as later.
    latest_first = sorted((p for p in positions if p.until is None), key=lambda p: p.as_of or date.min)[::-1]
    mine = [p for p in latest_first if p.basis is Basis.OWN]
    left = [p for p in positions if p.until is not None]
    own: list[Position] = []
    for p in mine:
        newer = {q.actor for q in own}
        if not own or (p.actor not in newer and _together(p, own[0]) and p.stance not in {q.stance for q in own}):
            own.append(p)
    said = {p.stance for p in own}
    ascribed: dict[str | None, Position] = {}
    for p in latest_first:
        if p.basis is Basis.ASCRIBED:
            ascribed.setdefault(p.by, p)
    before = next((p for p in mine + left if p.stance not in said and p not in own), None)
    return Cell(tuple(own), tuple(p for p in ascribed.values() if p.stance not in said), before)


def _together(one: Position, other: Position) -> bool:
    if one.as_of is None or other.as_of is None:
        return one.as_of is other.as_of
    return abs(one.as_of - other.as_of) <= SAME_TIME
