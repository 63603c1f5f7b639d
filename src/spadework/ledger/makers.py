"""Whose a row is: a person's, or the machine's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import Connection, and_, case, or_, select, text

from spadework.ledger.schema import entry, revision
from spadework.model import Change

MACHINE = "machine"
# In these words, and not as a value that is handed over: else SQLite does not see that the index serves.
BY_PEOPLE = text("revision.by <> 'machine'")
_AT_ONCE = 500


def by_people(connection: Connection, ids: Collection[str] | None = None) -> set[str]:
    """Rows that are as a person, not the machine, has left them, be they proposals: entered, imported, restored.

    What a person did and took back does not count; an undoing leaves the row to whoever made what it brings back. Nor
    does what was settled of an actor for many rows at once.

    Args:
        ids: the rows that are asked about; all if None.
    """
    target, back = revision.alias("target"), revision.alias("back")
    step = (
        select(
            revision.c.number,
            case((revision.c.change == Change.ATTRIBUTED.value, revision.c.previous), else_=target.c.previous),
            or_(
                revision.c.change == Change.ATTRIBUTED.value,
                and_(target.c.number.is_not(None), revision.c.after.is_not_distinct_from(back.c.after)),
            ),
        )
        .join(target, target.c.number == revision.c.reverts, isouter=True)
        .join(back, back.c.number == target.c.previous, isouter=True)
        .where(BY_PEOPLE)
    )
    latest = select(revision.c.number, entry.c.id).join(entry, entry.c.revision == revision.c.number).where(BY_PEOPLE)
    ahead: dict[int, list[str]] = defaultdict(list)
    some_ids = sorted(ids) if ids is not None else None
    for at in range(0, len(some_ids), _AT_ONCE) if some_ids is not None else (0,):
        those = latest.where(entry.c.id.in_(some_ids[at : at + _AT_ONCE])) if some_ids is not None else latest
        for number, id in connection.execute(those):
            ahead[number].append(id)
    found: set[str] = set()
    while ahead:
        numbers, before = sorted(ahead), ahead
        ahead = defaultdict(list)
        for at in range(0, len(numbers), _AT_ONCE):
            some = step.where(revision.c.number.in_(numbers[at : at + _AT_ONCE]))
            for number, previous, undone in connection.execute(some):
                if undone and previous is not None:
                    ahead[previous] += before[number]
                else:
                    found.update(before[number])
    return found
