"""From statements to positions, conditions and commitments: the model tells what a statement's words show.

Whose word it is (`basis`, `by`) is held against what reading has worked out: a party does not speak for itself in
another's statement, whatever the model says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from spadework.coding.fulfilment import Reports, judged
from spadework.deadlines import deadline
from spadework.llm.asking import Question
from spadework.llm.endpoint import CONFIDENCE
from spadework.llm.prompts import to_code
from spadework.llm.quotes import Text
from spadework.llm.schema import Coded, Form, Promise, Proviso, Stand
from spadework.llm.tally import Tally
from spadework.model import (
    Agenda,
    Basis,
    Coding,
    Commitment,
    Condition,
    Document,
    Position,
    Span,
    Statement,
    row_id,
)

_TOGETHER = 12  # statements in a question
_SIZE = 3_000  # and characters of them

Batch = tuple[Statement, ...]


def batches(statements: Sequence[Statement]) -> Iterator[Batch]:
    """The statements, those of one document together, a few at a time."""
    batch: list[Statement] = []
    for statement in statements:
        full = len(batch) == _TOGETHER or sum(len(s.text) for s in (*batch, statement)) > _SIZE
        if batch and (full or statement.document != batch[0].document):
            yield tuple(batch)
            batch = []
        batch.append(statement)
    if batch:
        yield tuple(batch)


def question(document: Document, batch: Batch, agenda: Agenda) -> Question[Coded]:
    """What is asked about these statements of a document."""
    parties = [p.id for p in agenda.parties]
    options = [f"{i.id}.{o.id}" for i in agenda.issues for o in i.options]
    ids = {"party": parties, "beneficiary": parties, "option": options, "requires": options, "before": options}
    return Question(*to_code(document, batch, agenda), Form(Coded, ids))


class Coder:
    """Makes rows of answers.

    Args:
        statements: all of them, for who reports whom.
        documents: by id.
    """

    def __init__(
        self, statements: Iterable[Statement], documents: Mapping[str, Document], agenda: Agenda, tally: Tally
    ) -> None:
        self._statements = {s.id: s for s in statements}
        self._documents, self._agenda, self._tally = documents, agenda, tally
        self._positions: dict[tuple[object, ...], Position] = {}
        self._conditions: dict[str, Condition] = {}
        self._commitments: dict[str, Commitment] = {}

    def take(self, batch: Batch, answer: Coded) -> None:
        """Enter the rows of an answer whose quotes stand in their statements. The rest goes into the tally."""
        for stand in answer.positions:
            if found := self._found(batch, stand):
                position = self._position(stand, *found)
                held = (position.party, position.actor, position.issue, position.option, position.stance)
                self._positions.setdefault((position.evidence.document, *held), position)
        for proviso in answer.conditions:
            if proviso.requires == proviso.before:  # neither end is on the agenda, or a thing hangs on itself
                self._tally.misfits += 1
            elif found := self._found(batch, proviso):
                condition = self._condition(proviso, *found)
                self._conditions.setdefault(condition.id, condition)
        for promise in answer.commitments:
            if found := self._found(batch, promise):
                commitment = self._commitment(promise, *found)
                self._commitments.setdefault(commitment.id, commitment)

    def coding(self) -> Coding:
        """The rows so far, in the order of the documents."""
        as_of = max((d.published for d in self._documents.values() if d.published), default=None)
        order = {id: n for n, id in enumerate(self._documents)}
        reports = Reports(self._documents, self._agenda)

        def place(row: Position | Condition | Commitment) -> tuple[int, int]:
            return order[row.evidence.document], row.evidence.start

        return Coding(
            positions=tuple(sorted(self._positions.values(), key=place)),
            conditions=tuple(sorted(self._conditions.values(), key=place)),
            commitments=tuple(judged(row, reports, as_of) for row in sorted(self._commitments.values(), key=place)),
        )

    def _found(self, batch: Batch, row: Stand | Proviso | Promise) -> tuple[Statement, Span] | None:
        """The row's statement, and where in its content the quote stands."""
        if not 1 <= row.statement <= len(batch):
            self._tally.misfits += 1
            return None
        statement = batch[row.statement - 1]
        document = self._documents[statement.document]
        text = Text(document.text, statement.content[0].start, statement.content[-1].end)
        self._tally.quotes += 1
        for start, end in text.places(row.quote):
            if any(start < piece.end and piece.start < end for piece in statement.content):
                return statement, document.span(start, end)
        self._tally.absent += 1
        self._tally.dropped += 1
        return None

    def _account(self, statement: Statement, party: str, told: Basis) -> tuple[Basis, str | None, str | None]:
        """Basis, by whom it is ascribed, and who of the party says so himself."""
        host = self._statements.get(statement.within or "")
        if statement.party is not None and statement.party != party:
            return Basis.ASCRIBED, statement.party, None
        if host and host.party != party:
            return Basis.ASCRIBED, host.party, statement.speaker or None
        if told is Basis.ASCRIBED:
            return Basis.ASCRIBED, None, None
        whole = self._agenda.party(party)
        itself = statement.party is None or statement.speaker in (whole.name, *whole.aliases)
        return Basis.OWN, None, None if itself else statement.speaker or None

    def _position(self, row: Stand, statement: Statement, evidence: Span) -> Position:
        basis, by, actor = self._account(statement, row.party, row.basis)
        issue, option = row.option.split(".")
        held = (row.party, actor, by, issue, option, row.stance)
        return Position(
            id=row_id("p", *held, evidence.document, evidence.start, evidence.end),
            party=row.party,
            actor=actor,
            issue=issue,
            option=option,
            stance=row.stance,
            basis=basis,
            by=by,
            as_of=None if row.given_up else statement.day,
            until=statement.reported_on if row.given_up else None,
            evidence=evidence,
            statement=statement.id,
            confidence=CONFIDENCE,
        )

    def _condition(self, row: Proviso, statement: Statement, evidence: Span) -> Condition:
        place = (evidence.document, evidence.start)
        return Condition(
            id=row_id("c", row.party, row.kind, row.requires, row.before, *place),
            party=row.party,
            kind=row.kind,
            requires=row.requires,
            before=row.before,
            evidence=evidence,
            statement=statement.id,
            confidence=CONFIDENCE,
        )

    def _commitment(self, row: Promise, statement: Statement, evidence: Span) -> Commitment:
        basis, by, actor = self._account(statement, row.party, row.basis)
        return Commitment(
            id=row_id("m", evidence.document, evidence.start, row.party, basis),
            party=row.party,
            actor=actor,
            action=evidence.quote,
            evidence=evidence,
            made_on=statement.day,
            deadline=self._deadline(row, statement),
            beneficiary=row.beneficiary if row.beneficiary != row.party else None,
            basis=basis,
            by=by,
            statement=statement.id,
            confidence=CONFIDENCE,
        )

    def _deadline(self, row: Promise, statement: Statement) -> date | None:
        """The last day that the words name, if they stand in the statement."""
        if not row.deadline:
            return None
        document = self._documents[statement.document]
        text = Text(document.text, statement.content[0].start, statement.content[-1].end)
        place = next(text.places(row.deadline), None)
        self._tally.quotes += 1
        self._tally.absent += place is None
        base = (statement.said_on.last if statement.said_on else None) or statement.reported_on
        return deadline(document.text[slice(*place)], base) if place else None
