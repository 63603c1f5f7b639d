"""The timeline of moves: stances taken, promises made, deeds done, in the order of their days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spadework.briefing.guide import Guide
from spadework.model import Commitment, DateRange, Event, Position, Stance


@dataclass(frozen=True, slots=True)
class Move:
    """One step of somebody.

    Attributes:
        row: what it was made of.
        said: when it was said or done, where the text tells; None if only the day of the report is known.
        reported: publication date of the document.
        change: for a stance: "first", "changed" (then `before` is set) or "again".
    """

    row: Position | Commitment | Event
    party: str | None
    said: DateRange | None
    reported: date | None
    change: str = ""
    before: Stance | None = None

    @property
    def kind(self) -> str:
        """`position`, `commitment` or `event`."""
        return type(self.row).__name__.lower()

    @property
    def day(self) -> date | None:
        """The day under which it is filed: of saying or doing if known, else of the report."""
        return self.said.last if self.said else self.reported


def moves(guide: Guide) -> tuple[Move, ...]:
    """All moves, oldest first, undated ones last."""
    c = guide.record.coding
    found = [_word(guide, p, p.as_of) for p in c.positions if p.until is None]  # nobody knows since when the others
    found += [_word(guide, k, k.made_on) for k in c.commitments]
    for e in c.events:
        found.append(Move(e, e.source, e.on, _published(guide, e)))
    found.sort(key=lambda m: m.day or date.max)
    return tuple(_with_changes(found, [p for p in c.positions if p.until]))


def _published(guide: Guide, row: Position | Commitment | Event) -> date | None:
    document = guide.document(row.evidence.document)
    return document.published if document else None


def _word(guide: Guide, row: Position | Commitment, on: date | None) -> Move:
    """`on` is the day of saying if that is known, else of publication: only the statement tells which."""
    published = _published(guide, row)
    statement = guide.statements.get(row.statement or "")
    said = statement.said_on if statement else None
    if said is None and on is not None and on != published:
        said = DateRange.on(on)
    return Move(row, row.party, said, published or on)


def _with_changes(found: list[Move], given_up: list[Position]) -> list[Move]:
    """Compares each stance with the one before it of the same holder, option and basis."""
    last = {(p.party, p.issue, p.option, p.basis, p.by): p.stance for p in given_up}
    out = []
    for m in found:
        p = m.row
        if isinstance(p, Position):
            key = (p.party, p.issue, p.option, p.basis, p.by)
            before = last.get(key)
            change = "first" if before is None else "again" if before is p.stance else "changed"
            m = Move(p, m.party, m.said, m.reported, change, before if change == "changed" else None)
            last[key] = p.stance
        out.append(m)
    return out
