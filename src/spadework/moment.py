"""The record as it was on a day, and what changed between two days.

Beside the stages, because the brief and the desk show the same. What counts is when a thing was known, which is when
its document came out: words of the 3rd that were reported on the 10th are not known on the 5th. Of an undated document
nobody knows that; it counts as there from the beginning, as in comparing, unless a statement in it is of a later day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from spadework.coding.fulfilment import Reports, judged
from spadework.comparing import compare
from spadework.model import (
    Agenda,
    Basis,
    Coding,
    Commitment,
    CommitmentStatus,
    Condition,
    Document,
    Event,
    Finding,
    Position,
    Record,
    Statement,
    Status,
)
from spadework.table import Cell, table

_SETTLED = (CommitmentStatus.KEPT, CommitmentStatus.BROKEN)


def as_of(record: Record, day: date) -> Record:
    """The record with nothing in it that came out after this day, nor a stance of a later one; findings compared anew.

    Whether a promise was kept is judged by the documents that are left, unless an analyst has corrected the row. Of
    findings on which an analyst has decided those stay whose rows and documents are all still there. Analysts' notes
    stay up to the day on which they were written.
    """
    documents = tuple(d for d in record.documents if d.published is None or d.published <= day)
    there = {d.id for d in documents}
    undated = {d.id for d in documents if d.published is None}
    statements = tuple(
        s for s in record.statements if s.document in there and not (s.document in undated and _later(s.said_on, day))
    )
    notes = tuple(n for n in record.issue_notes if n.written.date() <= day)
    positions = tuple(p for p in record.coding.positions if max(p.as_of or day, p.until or day) <= day)
    if (len(documents), statements, positions) == (len(record.documents), record.statements, record.coding.positions):
        return replace(record, issue_notes=notes)
    said = {s.id for s in statements}

    def known(row: Position | Condition | Commitment | Event) -> bool:
        return row.evidence.document in there and (row.statement is None or row.statement in said)

    c = record.coding
    coding = Coding(
        acts=tuple(a for a in c.acts if a.statement in said),
        positions=tuple(filter(known, positions)),
        conditions=tuple(filter(known, c.conditions)),
        commitments=_commitments(filter(known, c.commitments), record, documents),
        events=tuple(filter(known, c.events)),
    )
    cut = replace(
        record,
        agenda=_known_people(record, statements),
        documents=tuple(replace(d, rewrite_of=d.rewrite_of if d.rewrite_of in there else None) for d in documents),
        statements=statements,
        coding=coding,
        findings=(),
        issue_notes=notes,
    )
    decided = [f for f in record.findings if f.status is not Status.PROPOSED]
    return replace(cut, findings=beside(_resting(decided, cut, there), compare(cut)))


def beside(old: Sequence[Finding], new: Sequence[Finding]) -> tuple[Finding, ...]:
    """New findings with those of the old ones on which a person has decided, what matters most first.

    A new finding that says the same as a decided one gives way to it.
    """
    decided = [f for f in old if f.status is not Status.PROPOSED]
    fresh: Sequence[Finding] = new
    if decided:
        from spadework.ledger.renewing import undecided  # brings the database along; only a kept dossier has such rows

        known = {f.id for f in decided}
        fresh = undecided((f for f in new if f.id not in known), decided)
    return tuple(sorted([*decided, *fresh], key=lambda f: (-f.weight, -f.confidence)))


def _later(said: object, day: date) -> bool:
    last = getattr(said, "last", None)
    return last is not None and last > day


def _known_people(record: Record, statements: tuple[Statement, ...]) -> Agenda:
    """The agenda without those who are heard only later: reading has learnt of most of them from what they say."""
    heard = {s.speaker for s in statements}
    later = {s.speaker for s in record.statements} - heard
    return replace(record.agenda, actors=tuple(a for a in record.agenda.actors if a.name not in later))


def _commitments(rows: Iterable[Commitment], record: Record, documents: tuple[Document, ...]) -> tuple[Commitment, ...]:
    """The promises as they stood by these documents."""
    there = {d.id: d for d in documents}
    before = Reports(there, record.agenda)
    later = Reports({d.id: d for d in record.documents if d.id not in there}, record.agenda)
    last = max((d.published for d in documents if d.published), default=None)

    def then(row: Commitment) -> Commitment:
        if row.status is Status.CORRECTED:
            return row
        if row.state in _SETTLED:
            untold = replace(row, state=CommitmentStatus.OPEN)
            told = later.state(untold) is row.state  # else it was told before, or by a person
            return judged(untold, before, last) if told else row
        overdue = row.deadline is not None and last is not None and row.deadline < last
        return replace(row, state=CommitmentStatus.UNVERIFIED if overdue else CommitmentStatus.OPEN)

    return tuple(map(then, rows))


def _resting(findings: Iterable[Finding], record: Record, documents: set[str]) -> tuple[Finding, ...]:
    """Those whose rows and documents are all there."""
    c = record.coding
    rows = (record.statements, c.positions, c.conditions, c.commitments, c.events)
    ids = {row.id for some in rows for row in some}
    return tuple(f for f in findings if ids.issuperset(f.rows) and documents.issuperset(s.document for s in f.evidence))


@dataclass(frozen=True, slots=True)
class Move:
    """A party stands elsewhere on an option than it did, in its own words.

    Attributes:
        before: None where it had not been heard on the option.
        after: None where it gave up what it held and says nothing in its place.
    """

    party: str
    issue: str
    option: str
    before: Position | None
    after: Position | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What changed between two days, rejected rows apart.

    Attributes:
        since, until: the days; `until` None if everything that there is counts.
        documents: those that came out.
        statements: how many are new, by party, None for those outside the parties; the most first.
        taken, shifted, given_up: stances that parties took, changed, and gave up.
        appeared, gone: findings that are new, and those of then that are none any more.
        made: new promises.
        settled: promises of which it is now told that they were kept, or not.
        fallen_due: promises whose day came and of which nothing is told.
    """

    since: date
    until: date | None
    documents: tuple[Document, ...]
    statements: tuple[tuple[str | None, int], ...]
    taken: tuple[Move, ...]
    shifted: tuple[Move, ...]
    given_up: tuple[Move, ...]
    appeared: tuple[Finding, ...]
    gone: tuple[Finding, ...]
    made: tuple[Commitment, ...]
    settled: tuple[Commitment, ...]
    fallen_due: tuple[Commitment, ...]

    def __bool__(self) -> bool:
        """Whether anything changed at all."""
        told = (self.documents, self.statements, self.appeared, self.gone, self.settled, self.fallen_due)
        return any(told) or bool(self.taken or self.shifted or self.given_up or self.made)


def changes(record: Record, since: date, until: date | None = None) -> Changes:
    """What is known on the second day that was not on the first.

    Args:
        since: the day of the last look; what came out on it was seen.
        until: the day of this look; None for all that there is.
    """
    then = as_of(record, since)
    now = as_of(record, until) if until else record
    seen = {d.id for d in then.documents}
    known = {s.id for s in then.statements}
    fresh = Counter(s.party for s in now.statements if s.id not in known and s.status is not Status.REJECTED)
    appeared, gone = _findings(then, now)
    moves = list(_moves(then, now))
    before = {c.id: c for c in _standing(then)}
    promises = list(_standing(now))
    end = until or max((d.published for d in now.documents if d.published), default=since)
    settled = [c for c in promises if c.state in _SETTLED and (c.id not in before or before[c.id].state != c.state)]
    return Changes(
        since=since,
        until=until,
        documents=tuple(d for d in now.documents if d.id not in seen),
        statements=tuple(sorted(fresh.items(), key=lambda x: -x[1])),
        taken=tuple(m for m in moves if m.before is None),
        shifted=tuple(m for m in moves if m.before and m.after),
        given_up=tuple(m for m in moves if m.after is None),
        appeared=appeared,
        gone=gone,
        made=tuple(c for c in promises if c.id not in before),
        settled=tuple(settled),
        fallen_due=tuple(c for c in promises if c.state not in _SETTLED and c.deadline and since < c.deadline <= end),
    )


def _standing(record: Record) -> Iterator[Commitment]:
    return (c for c in record.coding.commitments if c.status is not Status.REJECTED)


def _cells(record: Record) -> Mapping[tuple[str, str, str], Cell]:
    return {
        (party, block.issue.id, row.option.id): cell
        for block in table(record).blocks
        for row in block.rows
        for party, cell in row.cells.items()
    }


def _moves(then: Record, now: Record) -> Iterator[Move]:
    """Own stances that differ, and those that the text tells were given up."""
    before, after = _cells(then), _cells(now)
    told = set()
    for key, cell in after.items():
        old = before[key].own if key in before else ()
        if not cell.own or {p.stance for p in cell.own} == {p.stance for p in old}:
            continue
        left = cell.before if cell.before and cell.before.until else None
        told.add(key)
        yield Move(*key, _other(old, cell.own) if old else left, _other(cell.own, old))
    known = {p.id for p in then.coding.positions}
    for p in now.coding.positions:
        key = p.party, p.issue, p.option
        given_up = p.until and p.id not in known and p.status is not Status.REJECTED and p.basis is Basis.OWN
        if given_up and key not in told:
            told.add(key)
            yield Move(*key, p, None)


def _other(some: tuple[Position, ...], others: tuple[Position, ...]) -> Position:
    """The first whose stance none of the others has: of several voices the one that is new, or that is gone."""
    stances = {p.stance for p in others}
    return next((p for p in some if p.stance not in stances), some[0])


def _findings(then: Record, now: Record) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """New findings, and those that are gone. One that now rests on other words is neither."""
    old, new = ({f.id: f for f in r.findings if f.status is not Status.REJECTED} for r in (then, now))
    appeared = [f for id, f in new.items() if id not in old]
    gone = [f for id, f in old.items() if id not in new]
    going = Counter(map(_about, gone))
    lasting = going & Counter(map(_about, appeared))
    return tuple(_beyond(appeared, lasting)), tuple(_beyond(gone, lasting))


def _beyond(findings: Iterable[Finding], lasting: Counter[object]) -> Iterator[Finding]:
    """The findings without as many of each kind as have lasted."""
    left = lasting.copy()
    for f in findings:
        if left[_about(f)] > 0:
            left[_about(f)] -= 1
        else:
            yield f


def _about(f: Finding) -> object:
    return f.kind, f.party, frozenset(f.parties), f.issue, f.issues, f.option, f.from_stance, f.to_stance, f.about
