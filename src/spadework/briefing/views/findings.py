"""Findings with the words of both sides, oldest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spadework.briefing.guide import CodedRow, Guide
from spadework.briefing.words import KINDS
from spadework.model import (
    Basis,
    Commitment,
    Event,
    Finding,
    FindingKind,
    Position,
    Record,
    Span,
    Statement,
)


@dataclass(frozen=True, slots=True)
class Witness:
    """One quote of a finding, with whoever it belongs to.

    Attributes:
        party: id; None if it is nobody's at the table or untold.
        speaker: whose words they are; empty if the document itself says it.
        row: the position or deed that was read out of it, if any; an ascribed position is somebody else's.
        said, reported: day of saying where known, and of publication.
    """

    span: Span
    party: str | None
    speaker: str
    role: str
    row: Position | Event | None
    said: date | None
    reported: date | None

    @property
    def deed(self) -> bool:
        """Whether it tells of a deed rather than of words."""
        return isinstance(self.row, Event)


@dataclass(frozen=True, slots=True)
class Column:
    """What one side says, oldest first. `party` is None, and `name` the speaker's, outside the parties."""

    name: str
    party: str | None
    witnesses: tuple[Witness, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """All findings of one kind."""

    kind: FindingKind
    findings: tuple[Finding, ...]


def groups(guide: Guide) -> tuple[Group, ...]:
    """Findings by kind, kinds with none left out."""
    found = ((k, tuple(f for f in guide.findings if f.kind is k)) for k in KINDS)
    return tuple(Group(k, some) for k, some in found if some)


def top(record: Record, most: int) -> tuple[Finding, ...]:
    """The findings that matter most."""
    return tuple(sorted(record.findings, key=lambda f: (-f.weight, -f.confidence))[:most])


def holders(finding: Finding) -> tuple[str, ...]:
    """Ids of the parties it is about, each once."""
    return tuple(dict.fromkeys([*((finding.party,) if finding.party else ()), *finding.parties]))


class Evidence:
    """Finds whose words a finding's evidence is: through its rows, else through the statement that it lies in."""

    def __init__(self, guide: Guide) -> None:
        self._guide = guide
        c = guide.record.coding
        rows: tuple[CodedRow, ...] = (*c.positions, *c.conditions, *c.commitments, *c.events)
        self._rows = {r.id: r for r in rows}
        self._said: dict[str, list[Statement]] = {}
        for s in guide.record.statements:
            self._said.setdefault(s.document, []).append(s)

    def of(self, finding: Finding) -> tuple[Witness, ...]:
        """One witness for each place of evidence."""
        rows = [self._rows[r] for r in finding.rows if r in self._rows]
        quoted = {s.id: s for r in finding.rows if (s := self._guide.statements.get(r))}
        found = [self._witness(span, rows, list(quoted.values())) for span in dict.fromkeys(finding.evidence)]
        return tuple(sorted(found, key=lambda w: w.said or w.reported or date.max))

    def columns(self, finding: Finding) -> tuple[Column, ...]:
        """Its quotes as they stand beside each other: by voice for a divergence, by date for a shift, else by party."""
        witnesses = self.of(finding)
        name = self._guide.party
        voices = finding.kind is FindingKind.DIVERGENCE
        if finding.kind is FindingKind.SHIFT or (not voices and len({w.party for w in witnesses}) < 2):
            return tuple(Column("", w.party, (w,)) for w in witnesses)
        found: dict[tuple[str | None, str], list[Witness]] = {}
        for w in witnesses:
            voice = w.speaker if voices or w.party is None else ""
            found.setdefault((w.party, voice), []).append(w)
        return tuple(
            Column(voice or (name(party) if party else "The document"), party, tuple(some))
            for (party, voice), some in found.items()
        )

    def _witness(self, span: Span, rows: list[CodedRow], quoted: list[Statement]) -> Witness:
        document = self._guide.document(span.document)
        reported = document.published if document else None
        row = next((r for r in rows if r.evidence == span), None)
        said = self._guide.statements.get(row.statement or "") if row else None
        if said is None and not isinstance(row, Event):
            said = _innermost(span, quoted) or _innermost(span, self._said.get(span.document, []))
        party = said.party if said else None
        when = said.said_on.last if said and said.said_on else None
        if isinstance(row, Position) and when is None and row.as_of != reported:
            when = row.as_of
        if isinstance(row, Event):
            party, when = party or row.source, row.on.last if row.on else None
        if row and not said and not isinstance(row, Event):
            party = row.party
        if isinstance(row, (Position, Commitment)) and row.basis is Basis.ASCRIBED:
            party = row.by  # the words are the ascriber's, whatever the row is about
        return Witness(
            span=span,
            party=party,
            speaker=said.speaker if said else (getattr(row, "actor", None) or ""),
            role=said.role if said else "",
            row=row if isinstance(row, (Position, Event)) else None,
            said=when,
            reported=reported,
        )


def _innermost(span: Span, statements: list[Statement]) -> Statement | None:
    """The shortest statement a piece of which overlaps the place."""
    over = [(c.end - c.start, n) for n, s in enumerate(statements) for c in s.content if c.shared(span)]
    return statements[min(over)[1]] if over else None
