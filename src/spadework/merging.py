"""Files of rows, or a whole dossier, into a kept dossier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from spadework.errors import InputError
from spadework.exchange import Imported, Refusal, read
from spadework.exchange.checking import Row, rows
from spadework.model import Agenda, Event, Position, Record, Statement, Status

if TYPE_CHECKING:
    from spadework.stored import StoredDossier

Entered = Statement | Position | Event  # what an import may bring


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What became of an import.

    Attributes:
        whole: it was a whole dossier, and this one was empty.
        entered: how many there are now that were not there, by kind ("document", "statement" ...).
        known: rows that were there already, as they are.
        refused: rows that were not taken in.
        notes: what else the user should know.
    """

    whole: bool = False
    entered: dict[str, int]
    known: int = 0
    refused: tuple[Refusal, ...] = ()
    notes: tuple[str, ...] = ()


def merge(dossier: StoredDossier, path: str | Path, format: str | None = None, *, by: str, reason: str = "") -> Merged:
    """Read a file and enter what is new in it.

    A whole dossier goes into an empty one, with its history. Of other files each row becomes a row of this dossier,
    entered by this person; what is a proposal stays one. Documents that are not here yet are added as they are, and no
    machine reads them.

    Args:
        format: see `spadework.exchange.read`.

    Raises:
        InputError, ExchangeError: the file cannot be read, or does not hold.
        DossierExists: a whole dossier, and this one is not empty.
        LedgerError: the database cannot be written.
    """
    agenda = dossier.agenda or dossier.agenda_in_file() or Agenda()
    here, _ = dossier.ledger.snapshot(agenda)
    taken = read(path, format, onto=replace(here, agenda=agenda))
    if taken.whole:
        dossier.load(taken.archive)
        record = taken.archive.record
        return Merged(whole=True, entered=_count(record), notes=taken.notes)
    return _enter(dossier, here, taken, by, reason or f"imported from {Path(path).name}")


def _enter(dossier: StoredDossier, here: Record, taken: Imported, by: str, reason: str) -> Merged:
    refused = list(taken.refused)
    new, lost = _add(dossier, taken.archive.record, refused)
    present = {row.id: row for _, row in rows(here)}
    fresh: list[Entered] = []
    known = 0
    for row in _rows(taken.archive.record):
        if row.id in present:
            if _said(row) == _said(present[row.id]):
                known += 1
            else:
                refused.append(Refusal(f"row {row.id}", "a row of this id is here and says something else; correct it"))
        elif _home(row) not in lost:
            fresh.append(row)
    fresh = _in_order(fresh, present, refused)
    if fresh:
        dossier.ledger.enter(fresh, by=by, reason=reason, proposals=True)
    entered = Counter(type(row).__name__.lower() for row in fresh)
    notes = list(taken.notes)
    if new:
        entered["document"] = new
        notes.append(f"{new} new documents came with it as they are; no machine has read them")
    return Merged(entered=dict(entered), known=known, refused=tuple(refused), notes=tuple(notes))


def _add(dossier: StoredDossier, record: Record, refused: list[Refusal]) -> tuple[int, set[str]]:
    """Enter the documents that are not here: how many, and the ids of those that cannot be kept."""
    new, lost = 0, set()
    for d in record.documents:
        try:
            new += dossier.ledger.add(d)
        except InputError as e:
            lost.add(d.id)
            refused.append(Refusal(d.origin or d.title or d.id, e.what))
    return new, lost


def _rows(record: Record) -> Sequence[Entered]:
    return (*record.statements, *record.coding.positions, *record.coding.events)


def _home(row: Entered) -> str:
    return row.document if isinstance(row, Statement) else row.evidence.document


def _said(row: Row) -> Row:
    """What a row says, apart from what people have decided about it and how sure a machine was."""
    return replace(row, status=Status.PROPOSED, confidence=1.0)


def _in_order(fresh: list[Entered], present: dict[str, Row], refused: list[Refusal]) -> list[Entered]:
    """What a row rests on before the row; what rests on nothing is refused."""
    upon: dict[str | None, list[Entered]] = {}
    coming = {r.id for r in fresh}
    for r in fresh:
        on = _on(r)
        upon.setdefault(on if on in coming else None, []).append(r)
    ready = upon.pop(None, [])[::-1]
    made = []
    while ready:
        r = ready.pop()
        if (on := _on(r)) is None or on in present or on in coming:
            made.append(r)
            ready += upon.pop(r.id, [])[::-1]
        else:
            coming.discard(r.id)
            refused.append(Refusal(f"row {r.id}", f"it rests on the statement {on!r}, which is not here"))
    left = [r for some in upon.values() for r in some]
    refused += [Refusal(f"row {r.id}", f"it rests on the statement {_on(r)!r}, which is not taken in") for r in left]
    return made


def _on(row: Entered) -> str | None:
    return row.within if isinstance(row, Statement) else row.statement


def _count(record: Record) -> dict[str, int]:
    c = record.coding
    counts = {
        "document": record.documents,
        "statement": record.statements,
        "act": c.acts,
        "position": c.positions,
        "condition": c.conditions,
        "commitment": c.commitments,
        "event": c.events,
        "finding": record.findings,
    }
    return {kind: len(some) for kind, some in counts.items() if some}
