"""The issue-by-party table as it is shown."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from spadework.briefing.guide import Guide
from spadework.comparing import ground
from spadework.desk.desk import Desk
from spadework.desk.views.findings import all_findings, published
from spadework.desk.views.naming import Named
from spadework.desk.views.quoting import QuoteView, quotes
from spadework.ledger.standing import Place
from spadework.model import (
    Agenda,
    Basis,
    Coding,
    FindingKind,
    Position,
    Record,
    Revision,
    RowKind,
    Stance,
    Status,
    from_json,
)
from spadework.table import Cell, Table, table

A_PAGE = 20
MOST_ASCRIBED = 2  # of what others say in a cell; its history has the rest


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
    until: date | None
    quote: str
    confidence: float
    status: Status
    before: bool = False


@dataclass(frozen=True, slots=True)
class CellView:
    """Where one party stands on one option; `held` is empty if nothing is known.

    Attributes:
        more: so many others ascribe something to the party besides those shown.
    """

    party: str
    held: tuple[Held, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class OptionView:
    """One option, with a cell for each party of the table, in its order.

    Attributes:
        overlap: that all who spoke could live with it, in a sentence; empty if not.
    """

    id: str
    text: str
    cells: tuple[CellView, ...]
    overlap: str = ""


@dataclass(frozen=True, slots=True)
class IssueView:
    """One issue.

    Attributes:
        gap: that there is no option with which all who spoke could live, in a sentence; empty if not.
    """

    id: str
    name: str
    options: tuple[OptionView, ...]
    gap: str = ""


@dataclass(frozen=True, slots=True)
class TableView:
    """Attributes:
    as_of: the day for which it is told; None for the end.
    previous, next: the days before and after it on which anything came to be known.
    first, last: of all such days.
    parties: the columns.
    issues: those on which anybody has a stance.
    silent_parties, silent_issues: names of the others.
    """

    as_of: date | None
    previous: date | None
    next: date | None
    first: date | None
    last: date | None
    parties: tuple[Named, ...]
    issues: tuple[IssueView, ...]
    silent_parties: tuple[str, ...]
    silent_issues: tuple[str, ...]


def table_view(desk: Desk, as_of: date | None = None) -> TableView:
    """The table at the end, or as it stood on a day."""
    agenda = desk.agenda
    return desk.remembered(("table", agenda, as_of), lambda: _view(desk, agenda, as_of))


def _view(desk: Desk, agenda: Agenda, as_of: date | None) -> TableView:
    positions = [p for _, some in sorted(_standing(desk, as_of).items()) for p in some]
    record = Record(agenda=agenda, coding=Coding(positions=tuple(positions)))
    made = table(record)
    names = {p.id: p.name for p in made.parties + made.silent_parties}
    days = _days(desk)
    at_the_end = as_of is None or not days or as_of >= days[-1]
    gaps, overlaps = _ground(desk, agenda, made, at_the_end=at_the_end)
    issues = tuple(
        IssueView(
            b.issue.id,
            b.issue.name,
            tuple(
                OptionView(
                    r.option.id,
                    r.option.text,
                    tuple(_cell(p.id, r.cells.get(p.id, Cell()), names) for p in made.parties),
                    overlaps.get((b.issue.id, r.option.id), ""),
                )
                for r in b.rows
            ),
            gaps.get(b.issue.id, ""),
        )
        for b in made.blocks
    )
    at = bisect_left(days, as_of) if as_of else max(len(days) - 1, 0)
    after = bisect_right(days, as_of) if as_of else len(days)
    return TableView(
        as_of=as_of,
        previous=days[at - 1] if at else None,
        next=days[after] if after < len(days) else None,
        first=days[0] if days else None,
        last=days[-1] if days else None,
        parties=tuple(Named(p.id, p.name) for p in made.parties),
        issues=issues,
        silent_parties=tuple(p.name for p in made.silent_parties),
        silent_issues=tuple(i.name for i in made.silent_issues),
    )


def _days(desk: Desk) -> list[date]:
    """The days on which anything came to be known. After a few changes only theirs are looked at."""
    ledger = desk.dossier.ledger

    def renew(old: list[date], later: Sequence[Revision]) -> list[date]:
        out = published(desk)
        changed = {max(p.as_of, out.get(p.evidence.document) or date.min) for p in _changed(later) if p.as_of}
        return sorted((set(old) - changed).union(ledger.days(changed))) if changed else old

    return desk.remembered("days", ledger.days, renew)


def _changed(later: Sequence[Revision]) -> Iterator[Position]:
    """The positions of these revisions, as they were before and after."""
    bodies = (b for r in later if r.kind is RowKind.POSITION for b in (r.before, r.after) if b is not None)
    return (from_json(body, Position) for body in bodies)


def _standing(desk: Desk, as_of: date | None) -> Mapping[Place, tuple[Position, ...]]:
    """The positions that the table needs, by place. After a few changes only their places are looked up."""
    ledger = desk.dossier.ledger

    if as_of is not None:  # there are many days: what is made of each is remembered, and no more
        return _by_place(ledger.standing(as_of))

    def make() -> dict[Place, tuple[Position, ...]]:
        return _by_place(ledger.standing())

    def renew(old: dict[Place, tuple[Position, ...]], later: Sequence[Revision]) -> dict[Place, tuple[Position, ...]]:
        changed = {_place(p) for p in _changed(later)}
        kept = {place: some for place, some in old.items() if place not in changed}
        return kept | _by_place(ledger.standing(None, changed) if changed else ())

    return desk.remembered("standing", make, renew)


def _by_place(positions: Iterable[Position]) -> dict[Place, tuple[Position, ...]]:
    found: dict[Place, list[Position]] = {}
    for p in positions:
        found.setdefault(_place(p), []).append(p)
    return {place: tuple(some) for place, some in found.items()}


def _place(position: Position) -> Place:
    return position.party, position.issue, position.option


def _ground(
    desk: Desk, agenda: Agenda, made: Table, *, at_the_end: bool
) -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    """Gaps by issue and overlaps by option, in words: those of the findings, so that one that was dismissed is none.

    Of another day, or where the findings are behind, they are made of what the table shows.
    """
    ledger = desk.dossier.ledger
    up_to_date = at_the_end and ledger.compared == ledger.last_revision
    found = (
        all_findings(desk) if up_to_date else ground(Record(agenda=agenda, coding=Coding(positions=_shown_in(made))))
    )
    told = [f for f in found if f.status is not Status.REJECTED and f.issue]
    gaps = {f.issue: f.explanation for f in told if f.kind is FindingKind.GAP and f.issue}
    overlaps = {
        (f.issue, f.option): f.explanation for f in told if f.kind is FindingKind.OVERLAP and f.issue and f.option
    }
    return gaps, overlaps


def _shown_in(made: Table) -> tuple[Position, ...]:
    """What a table shows of parties' own words, and of what outsiders quote them with: what one ascribes to another is
    most of a large table, and no ground."""
    cells = [c for b in made.blocks for r in b.rows for c in r.cells.values()]
    return tuple(p for c in cells for p in (*c.own, *(q for q in c.ascribed if q.by is None)))


def _cell(party: str, cell: Cell, names: dict[str, str]) -> CellView:
    shown = cell.own + cell.ascribed[:MOST_ASCRIBED]
    held = tuple(_shown(p, names) for p in shown)
    if cell.before:
        held = (*held[: len(cell.own)], _shown(cell.before, names, before=True), *held[len(cell.own) :])
    return CellView(party, held, len(cell.ascribed[MOST_ASCRIBED:]))


def _shown(p: Position, names: dict[str, str], *, before: bool = False) -> Held:
    return Held(
        position=p.id,
        statement=p.statement,
        stance=p.stance,
        basis=p.basis,
        by=names.get(p.by or "", p.by or ""),
        actor=p.actor or "",
        as_of=p.as_of,
        until=p.until,
        quote=p.evidence.quote,
        confidence=p.confidence,
        status=p.status,
        before=before,
    )


@dataclass(frozen=True, slots=True)
class HeldView:
    """One position in the history of a cell.

    Attributes:
        by: name of the party that ascribes it; empty if it is the party's own, or an outsider's.
        until: the day by which it was given up, where the text tells of a turn.
    """

    stance: Stance
    basis: Basis
    by: str
    actor: str
    as_of: date | None
    until: date | None
    words: QuoteView


@dataclass(frozen=True, slots=True)
class CellHistory:
    """All that is known of one party on one option.

    Attributes:
        held: the latest first, one page of them.
        count: how many there are.
        page, pages: which page this is, and of how many, from 1.
    """

    party: Named
    issue: Named
    option: Named
    as_of: date | None
    held: tuple[HeldView, ...]
    count: int
    page: int
    pages: int


def cell_history(desk: Desk, place: Place, as_of: date | None = None, page: int = 1) -> CellHistory:
    """One page of the positions of a party on an option, the latest first; rejected ones are left out."""
    agenda = desk.agenda
    found, count = desk.dossier.ledger.positions_at(place, as_of, limit=A_PAGE, offset=(page - 1) * A_PAGE)
    guide = Guide(Record(agenda=agenda))
    words = quotes(desk, found)
    party, issue, option = place
    held = tuple(
        HeldView(
            stance=p.stance,
            basis=p.basis,
            by=guide.party(p.by) if p.by else "",
            actor=p.actor or "",
            as_of=p.as_of,
            until=p.until,
            words=words[p.id],
        )
        for p in (e.row for e in found)
        if isinstance(p, Position)
    )
    return CellHistory(
        party=Named(party, guide.party(party)),
        issue=Named(issue, guide.issue(issue)),
        option=Named(option, guide.option(issue, option)),
        as_of=as_of,
        held=held,
        count=count,
        page=page,
        pages=max(-(-count // A_PAGE), 1),
    )
