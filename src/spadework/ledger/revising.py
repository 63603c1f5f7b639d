"""What people do with rows: accept, correct, reject, enter, undo, redo, restore. One action is one batch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from spadework.errors import CannotRevise, NoSuchRow, RowChanged
from spadework.ledger.batch import MACHINE, Batch, Entry, get, hanging, need
from spadework.ledger.correcting import corrected
from spadework.ledger.makers import BY_PEOPLE
from spadework.ledger.rows import Row, row_of
from spadework.ledger.schema import revision as table
from spadework.model import Agenda, Change, Revision, RowKind, Statement, Status

_before = table.alias("before")
REVISION = select(table, _before.c.after.label("before")).join(
    _before, _before.c.number == table.c.previous, isouter=True
)


Seen = Mapping[str, int]
"""By the id of a row the number of its latest revision when whoever decides looked at it. See `as_seen`."""


def as_seen(connection: Connection, seen: Seen) -> None:
    """Raise RowChanged if one of these rows has been changed since it was seen; NoSuchRow if one never was there.

    Within a transaction that writes, so that nobody can change one between the look and the change.
    """
    now = {id: last_number(connection, id) for id in seen}
    for id, number in now.items():
        if number is None:
            need(connection, id)
    changed = tuple(id for id, number in now.items() if number != seen[id])
    if changed:
        last = connection.execute(select(table).where(table.c.number == now[changed[0]])).mappings().one()
        raise RowChanged(changed, by=last["by"], at=last["at"], revision=last["number"], after=last["after"])


def judge(connection: Connection, ids: Iterable[str], status: Status, by: str, reason: str) -> list[Row]:
    """Accept or reject rows. What the machine coded from a statement that is rejected is rejected with it.

    A row that an analyst vouches for has the confidence 1.
    """
    batch = Batch(connection, by, reason)
    done: dict[str, Row] = {}

    def to(old: Entry) -> None:
        if old.row.status is status or old.row.id in done:
            return
        row: Row = replace(old.row, status=status)
        if status is Status.ACCEPTED:
            row = replace(row, confidence=1.0)
        batch.change(old, row, Change(status.value))
        done[row.id] = row

    for id in ids:
        old = need(connection, id)
        to(old)
        if status is Status.REJECTED and isinstance(old.row, Statement):
            for entry in hanging(connection, id):
                if entry.row.status is Status.PROPOSED:
                    to(entry)
    batch.save()
    return list(done.values())


def correct(
    connection: Connection, changes: Mapping[str, Mapping[str, Any]], agenda: Agenda, by: str, reason: str
) -> list[Row]:
    """Put other values into rows, by their ids. See `correcting.corrected` for what may stand in them."""
    batch = Batch(connection, by, reason)
    done = []
    for id, fields in changes.items():
        old = need(connection, id)
        row = corrected(old.row, fields, agenda, batch.documents)
        if replace(row, confidence=old.row.confidence) == old.row and "confidence" not in fields:
            raise CannotRevise(f"the row {id} says that already", remedy="If it is right, accept it.")
        row = replace(row, status=Status.CORRECTED)
        batch.change(old, row, Change.CORRECTED)
        done.append(row)
    batch.save()
    return done


def enter(connection: Connection, rows: Sequence[Row], by: str, reason: str, *, proposals: bool = False) -> list[Row]:
    """Rows made by hand. They count as accepted, unless proposals are to stay proposals."""
    batch = Batch(connection, by, reason)
    entered = []
    for row in rows:
        if get(connection, row.id) is not None:
            raise CannotRevise(f"there is a row {row.id} already", remedy="Correct it instead.")
        vouched = row.status is Status.PROPOSED and not proposals
        made: Row = replace(row, status=Status.ACCEPTED) if vouched else row
        batch.enter(made, previous=last_number(connection, row.id))
        entered.append(made)
    batch.save()
    return entered


def revert(connection: Connection, batch: int, by: str, reason: str) -> list[Revision]:
    """Undo every revision of a batch.

    Rows that an `add` entered are taken out whatever re-runs have made of them since, for re-runs come of themselves.

    Raises:
        NoSuchRow: there is no such batch.
        CannotRevise: one of its rows has been changed since.
    """
    done = list(revisions(connection, batch=batch))
    if not done:
        raise NoSuchRow(f"there is no batch {batch}", remedy="`spadework history` lists them.")
    added = all(r.by == MACHINE and r.before is None for r in done)
    new = Batch(connection, by, reason)
    for r in reversed(done):
        now = get(connection, r.row)
        last = last_number(connection, r.row)
        changed = (_body(connection, now.revision) if now else None) != r.after
        if changed and not (added and _by_machine_since(connection, r)):
            who = next(x for x in revisions(connection, row=r.row) if x.number == last)
            raise CannotRevise(
                f"{r.kind} {r.row} has been changed since, by {who.by} (revision {who.number})",
                remedy="Undo that first, or restore the row alone with `spadework restore`.",
            )
        _become(new, now, row_of(r.kind, r.before) if r.before else None, last, r.number)
    new.save()
    return list(revisions(connection, batch=new.number))


def _by_machine_since(connection: Connection, r: Revision) -> bool:
    """Whether nobody but the machine has changed the row after this revision."""
    later = select(table.c.number).where(table.c.row == r.row, table.c.number > r.number, table.c.by != MACHINE)
    return connection.scalar(later.limit(1)) is None


def restore(connection: Connection, number: int, by: str, reason: str) -> Revision:
    """Make a row again what it was after one of its revisions.

    Raises:
        NoSuchRow: there is no such revision.
        CannotRevise: the row is that already.
    """
    found = next(revisions(connection, number=number), None)
    if found is None:
        raise NoSuchRow(f"there is no revision {number}", remedy="`spadework history ROW` lists those of a row.")
    now = get(connection, found.row)
    if (_body(connection, now.revision) if now else None) == found.after:
        raise CannotRevise(f"{found.kind} {found.row} is what it was after revision {number}")
    batch = Batch(connection, by, reason)
    _become(
        batch, now, row_of(found.kind, found.after) if found.after else None, last_number(connection, found.row), number
    )
    batch.save()
    return next(revisions(connection, batch=batch.number))


def take_back(connection: Connection, id: str, by: str, reason: str) -> Row:
    """Make a row again what it was before the last thing that a person did to it, and it alone.

    Raises:
        NoSuchRow: there is no such row.
        CannotRevise: it is as the machine has left it, or it was not there before.
    """
    old = need(connection, id)
    last = next(revisions(connection, number=old.revision))
    if last.by == MACHINE or last.before is None or last.reverts is not None:
        raise CannotRevise(f"nobody has decided about the row {id}, so there is nothing to take back")
    batch, row = Batch(connection, by, reason), row_of(last.kind, last.before)
    _become(batch, old, row, last.number, last.number)
    batch.save()
    return row


def _become(batch: Batch, now: Entry | None, row: Row | None, last: int | None, reverts: int) -> None:
    if row is None and now is not None:
        batch.remove(now, reverts=reverts)
    elif row is not None and now is None:
        batch.enter(row, change=Change.RESTORED, previous=last, reverts=reverts)
    elif row is not None and now is not None:
        batch.change(now, row, Change.RESTORED, reverts=reverts)


def to_undo(connection: Connection, by: str) -> int:
    """The last batch of this person that is neither undone nor an undoing. Raises CannotRevise if there is none."""
    for batch in _batches(connection, by):
        if not _undoes(connection, batch) and not _undone(connection, batch):
            return batch
    raise CannotRevise(f"there is nothing of {by} to undo", remedy="`spadework history` tells who did what.")


def to_redo(connection: Connection, by: str) -> int:
    """The last undoing of this person, if nothing else was done since. Raises CannotRevise if there is none."""
    for batch in _batches(connection, by):
        if not _undoes(connection, batch):
            if not _redoes(connection, batch):
                break
        elif not _undone(connection, batch) and not _redoes(connection, batch):
            return batch
    raise CannotRevise(f"there is nothing of {by} to redo")


def _batches(connection: Connection, by: str) -> Iterator[int]:
    """This person's batches, the latest first."""
    below: int | None = None
    while True:
        mine = select(func.max(table.c.batch)).where(table.c.by == by)
        if by != MACHINE:
            mine = mine.where(BY_PEOPLE)
        found = connection.scalar(mine if below is None else mine.where(table.c.batch < below))
        if found is None:
            return
        yield found
        below = found


def _target(connection: Connection, batch: int) -> int | None:
    """The batch that this one undoes or redoes; None for any other."""
    one = next(revisions(connection, batch=batch, limit=1))
    if one.reverts is None:
        return None
    target = next(revisions(connection, number=one.reverts))
    return target.batch if one.after == target.before else None  # else it restores


def _undoes(connection: Connection, batch: int) -> bool:
    return _target(connection, batch) is not None


def _redoes(connection: Connection, batch: int) -> bool:
    target = _target(connection, batch)
    return target is not None and _target(connection, target) is not None and not _redoes(connection, target)


def _undone(connection: Connection, batch: int) -> bool:
    """Whether another batch undoes this one, and is not undone itself."""
    first = next(revisions(connection, batch=batch, limit=1)).number
    later = connection.scalars(select(table.c.batch).where(table.c.reverts == first, table.c.reverts.is_not(None)))
    return any(_target(connection, b) == batch and not _undone(connection, b) for b in later.all())


def last_number(connection: Connection, row: str) -> int | None:
    """Number of the row's latest revision; None if it never was there."""
    found: int | None = connection.scalar(select(func.max(table.c.number)).where(table.c.row == row))
    return found


def _body(connection: Connection, number: int) -> str | None:
    found: str | None = connection.scalar(select(table.c.after).where(table.c.number == number))
    return found


def revisions(
    connection: Connection,
    *,
    row: str | None = None,
    batch: int | None = None,
    number: int | None = None,
    after: int | None = None,
    limit: int | None = None,
    newest: bool = False,
) -> Iterator[Revision]:
    """Revisions by number; of a row, of a batch, one of them, or those after one."""
    query = REVISION.order_by(table.c.number.desc() if newest else table.c.number)
    if after is not None:
        query = query.where(table.c.number > after)
    for column, value in ((table.c.row, row), (table.c.batch, batch), (table.c.number, number)):
        if value is not None:
            query = query.where(column == value)
    for found in connection.execute(query.limit(limit) if limit else query).mappings():
        yield told(found)


def told(found: Any) -> Revision:
    """The revision that a result of `REVISION` tells."""
    return Revision(
        number=found["number"],
        batch=found["batch"],
        kind=RowKind(found["kind"]),
        row=found["row"],
        change=Change(found["change"]),
        by=found["by"],
        at=datetime.fromisoformat(found["at"]),
        before=found["before"],
        after=found["after"],
        reverts=found["reverts"],
        reason=found["reason"],
    )
