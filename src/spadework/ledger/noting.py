"""What is kept beside the rows, by key; above all the agenda in force.

A batch that puts another agenda in force has it, and the one before it, noted under its number: whoever takes the rows
back takes the agenda back with them.
"""

from __future__ import annotations

import json

from sqlalchemy import Connection, delete, insert, select

from spadework.errors import CannotRevise
from spadework.ledger.schema import meta
from spadework.model import Agenda, from_json, to_json

_AGENDA = "agenda"


def noted(connection: Connection, key: str) -> str | None:
    """What is noted under a key; None if nothing is."""
    found: str | None = connection.scalar(select(meta.c.value).where(meta.c.key == key))
    return found


def note(connection: Connection, key: str, value: str) -> None:
    """Note it in the place of what was noted under this key."""
    connection.execute(delete(meta).where(meta.c.key == key))
    connection.execute(insert(meta), {"key": key, "value": value})


def in_force(connection: Connection) -> Agenda | None:
    """The agenda in force; None if there is none yet."""
    found = noted(connection, _AGENDA)
    return from_json(found, Agenda) if found else None


def put_in_force(connection: Connection, agenda: Agenda | None, batch: int | None = None) -> None:
    """Put an agenda in force.

    Args:
        batch: the one whose rows were coded by it.
    """
    before, after = noted(connection, _AGENDA) or "", to_json(agenda) if agenda is not None else ""
    if before != after and batch is not None:
        note(connection, _of(batch), json.dumps([before, after]))
    note(connection, _AGENDA, after)


def put_back(connection: Connection, batch: int, by: int) -> None:
    """Put in force again what was before a batch, if that changed it.

    Args:
        by: the batch that takes the other one back.

    Raises:
        CannotRevise: another agenda has come into force since.
    """
    found = noted(connection, _of(batch))
    if found is None:
        return
    before, after = json.loads(found)
    if noted(connection, _AGENDA) != after:
        raise CannotRevise(
            f"the agenda of batch {batch} is no longer the one in force",
            remedy="Undo the later `recode` first, or put that agenda in force again.",
        )
    note(connection, _of(by), json.dumps([after, before]))
    note(connection, _AGENDA, before)


def _of(batch: int) -> str:
    return f"{_AGENDA} {batch}"
