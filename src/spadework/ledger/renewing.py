"""A re-run of reading or coding: it replaces the machine's untouched proposals and nothing else.

What a person has accepted, corrected, rejected or entered (be it as a proposal) stays, and stands for what the machine
says of the same place; so does a statement on which such a row hangs. A finding on which a person has decided stands
for one of the same matter that rests, for more than half, on the same places: its id may be another one, where a place
was corrected or a document added a word to the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, func, select

from spadework.ledger.batch import ENTRY, MACHINE, Batch, Entry, made
from spadework.ledger.makers import by_people
from spadework.ledger.revising import last_number
from spadework.ledger.rows import Row, kind_of, spans_of, statement_of
from spadework.ledger.schema import entry, revision
from spadework.model import Agenda, Change, Coding, Document, Finding, Position, RowKind, Span, Statement, Status

Coder = Callable[[Sequence[Statement], Sequence[Document], Agenda], Coding]
"""Codes statements, given all documents of the same state of the ledger and the agenda in force."""


@dataclass(frozen=True, slots=True)
class Renewal:
    """What a re-run did.

    Attributes:
        batch: its number, for `undo`; None if it changed nothing.
        entered, removed, changed: how many proposals, by kind.
        kept: how many rows stayed because a person has decided on them.
    """

    batch: int | None
    entered: dict[RowKind, int]
    removed: dict[RowKind, int]
    changed: dict[RowKind, int]
    kept: int

    def __str__(self) -> str:
        told = [
            f"{n} {kind if n == 1 else kind + 's'} {what}"
            for what, by_kind in (("new", self.entered), ("gone", self.removed), ("changed", self.changed))
            for kind, n in by_kind.items()
        ]
        kept = f"; {self.kept} decided by people stayed" if self.kept else ""
        return (", ".join(told) or "nothing changed") + kept


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done to the ledger as it was when revision `base` was its last."""

    base: int
    enter: tuple[Row, ...]
    change: tuple[tuple[Entry, Row], ...]
    remove: tuple[Entry, ...]
    kept: int


def plan(connection: Connection, kinds: Collection[RowKind], new: Iterable[Row], *, keep: Collection[str] = ()) -> Plan:
    """What has to be done so that the untouched rows of these kinds become the new ones.

    Args:
        keep: ids of statements that stay whatever the new rows are.
    """
    base = connection.scalar(select(func.max(revision.c.number))) or 0
    old = {e.row.id: e for e in _entries(connection, kinds)}
    theirs = by_people(connection)
    decided = [e for e in old.values() if e.row.status is not Status.PROPOSED or e.row.id in theirs]
    held = {*keep, *_held(e.row for e in decided)} | {e.row.id for e in decided}
    if RowKind.STATEMENT in kinds:
        held |= _bearing(connection, theirs)
    held |= _around(held, old)
    shadows = _Shadows(e.row for e in decided)
    wanted = {r.id: r for r in new}
    instead = {id: found for id, r in wanted.items() if id not in old and (found := shadows.cover(r)) is not None}
    wanted = {id: _within(r, instead) for id, r in wanted.items() if id not in instead}
    return Plan(
        base=base,
        enter=tuple(r for id, r in wanted.items() if id not in old),
        change=tuple(
            (e, wanted[id]) for id, e in old.items() if id in wanted and id not in held and e.row != wanted[id]
        ),
        remove=tuple(e for id, e in old.items() if id not in wanted and id not in held),
        kept=len(decided),
    )


def _bearing(connection: Connection, theirs: Collection[str]) -> set[str]:
    """Statements on which something hangs that a person has decided on or entered."""
    query = select(entry.c.id, entry.c.statement, entry.c.status).where(entry.c.statement.is_not(None))
    return {parent for id, parent, status in connection.execute(query) if status != Status.PROPOSED or id in theirs}


def _held(rows: Iterable[Row]) -> Iterator[str]:
    """Statements on which these rows hang."""
    for row in rows:
        if (parent := statement_of(row)) is not None:
            yield parent


def _around(held: Collection[str], old: dict[str, Entry]) -> set[str]:
    """The statements in which those that are held are nested."""
    found: set[str] = set()
    for id in held:
        while id in old and isinstance(row := old[id].row, Statement) and row.within is not None:
            id = row.within
            found.add(id)
    return found


class _Shadows:
    """Places on which a person has decided."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._by_key: dict[object, list[Row]] = defaultdict(list)
        for row in rows:
            self._by_key[_key(row)].append(row)

    def cover(self, row: Row) -> str | None:
        """The decided row that says something of the same place; None if there is none."""
        return next((other.id for other in self._by_key.get(_key(row), ()) if _same_place(row, other)), None)


def undecided(new: Iterable[Finding], decided: Iterable[Finding]) -> list[Finding]:
    """Those of new findings that are not the same as one on which a person has decided."""
    shadows = _Shadows(decided)
    return [f for f in new if shadows.cover(f) is None]


def _same_place(row: Row, other: Row) -> bool:
    theirs = _core(other)
    shared = sum(any(_meet(span, place) for place in theirs) for span in _core(row))
    if isinstance(row, Finding):
        return 2 * shared > max(len(_core(row)), len(theirs))
    return shared > 0


def _meet(one: Span, other: Span) -> bool:
    """Whether they share more than half of the shorter one."""
    return 2 * one.shared(other) > min(one.end - one.start, other.end - other.start)


def _within(row: Row, instead: dict[str, str]) -> Row:
    """The row, nested in the decided statement where the one it was nested in gives way to that."""
    if not isinstance(row, Statement) or row.within not in instead:
        return row
    outer = instead[row.within]
    return replace(row, within=outer if outer != row.id else None)


def _core(row: Row) -> list[Span]:
    return list(row.content) if isinstance(row, Statement) else list(spans_of(row))


def _key(row: Row) -> object:
    """What two rows have to share to be about the same. Nested statements have their own cue."""
    match row:
        case Statement():
            return row.document, row.cue and (row.cue.start, row.cue.end)
        case Position():
            return kind_of(row), row.evidence.document, row.party, row.issue, row.option
        case Finding():
            of = tuple(sorted(row.parties)), row.issues, row.actors, row.to_stance, row.deadline
            return kind_of(row), row.kind, row.party, row.about, row.issue, row.option, *of
        case _:
            spans = list(spans_of(row))
            return kind_of(row), spans[0].document if spans else None


def _entries(connection: Connection, kinds: Collection[RowKind]) -> Iterator[Entry]:
    query = ENTRY.where(entry.c.kind.in_([k.value for k in kinds]))
    return (made(found) for found in connection.execute(query))


def renewed(plan: Plan, rows: Iterable[Row]) -> list[Row]:
    """The rows as the plan leaves them."""
    gone = {e.row.id for e in plan.remove}
    changed = {row.id: row for _, row in plan.change}
    return [changed.get(r.id, r) for r in rows if r.id not in gone] + list(plan.enter)


def carry_out(connection: Connection, plans: Sequence[Plan], reason: str) -> Renewal | None:
    """Do what is planned, as one batch; None if the ledger has moved on since."""
    if (connection.scalar(select(func.max(revision.c.number))) or 0) != plans[0].base:
        return None
    batch = Batch(connection, MACHINE, reason)
    counts: list[dict[RowKind, int]] = [defaultdict(int) for _ in range(3)]
    for p in plans:
        for row in p.enter:
            batch.enter(row, previous=last_number(connection, row.id))
            counts[0][kind_of(row)] += 1
        for old, row in p.change:
            batch.change(old, row, Change.CORRECTED)
            counts[2][kind_of(row)] += 1
        for old in p.remove:
            batch.remove(old)
            counts[1][kind_of(old.row)] += 1
    batch.save()
    entered, removed, changed = map(dict, counts)
    return Renewal(
        batch=batch.number if entered or removed or changed else None,
        entered=entered,
        removed=removed,
        changed=changed,
        kept=sum(p.kept for p in plans),
    )


def coded_rows(coding: Coding) -> Iterator[Row]:
    """The rows of a coding, one after the other."""
    yield from coding.acts
    yield from coding.positions
    yield from coding.conditions
    yield from coding.commitments
    yield from coding.events
