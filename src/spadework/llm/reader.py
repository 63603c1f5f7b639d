"""Reads and codes a dossier's documents with a language model, and tells what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

import msgspec

from spadework.coding.acts import act
from spadework.coding.events import events
from spadework.errors import EndpointError
from spadework.llm import coding, reading
from spadework.llm.agreement import Agreement, agreement
from spadework.llm.asking import Answer, Question, ask
from spadework.llm.budget import READING, Budget
from spadework.llm.endpoint import Endpoint
from spadework.llm.pieces import pieces
from spadework.llm.quotes import Place
from spadework.llm.tally import Tally
from spadework.model import Agenda, Coding, Document, Position, Statement
from spadework.reading import actors
from spadework.reading.people import Met

Progress = Callable[[str, int, int], None]

T = TypeVar("T", bound=msgspec.Struct)


class Reader:
    """One run of a model over documents.

    Args:
        progress: called with the stage, the questions done and their number.

    `notes` tells afterwards how much was asked, what was dropped, and what was not read.
    """

    def __init__(self, endpoint: Endpoint, progress: Progress = lambda stage, done, total: None) -> None:
        self._endpoint, self._progress = endpoint, progress
        self._budget = Budget(endpoint.budget, endpoint.tokens)
        self._tally = Tally()
        self._read: dict[str, list[Place]] = {}
        self._unread: list[tuple[Document, str]] = []  # one a piece, with why
        self._pieces: Counter[str] = Counter()
        self._met = Met()
        self._uncoded: list[tuple[int, str]] = []  # statements, with why

    def read(self, documents: Sequence[Document], agenda: Agenda) -> list[Statement]:
        """The statements of documents, which are in the order of their days.

        Raises:
            EndpointError: nothing at all could be read.
        """
        asked = [(d, *place) for d in documents for place in pieces(d.text)]
        self._pieces.update(d.id for d, _, _ in asked)
        questions = [reading.question(d, a, b, agenda) for d, a, b in asked]
        found: dict[str, list[reading.Found]] = {d.id: [] for d in documents}
        answers = self._ask("reading", questions, READING)
        for (document, start, end), answer in zip(asked, answers, strict=True):
            if answer.parsed is None:
                self._unread.append((document, answer.why))
                continue
            self._read.setdefault(document.id, []).append((start, end))
            found[document.id] += reading.located(document, start, end, answer.parsed.answer, self._tally)
        if asked and not self._read:
            raise EndpointError(
                f"nothing could be read: {_most(why for _, why in self._unread)}",
                where=self._endpoint.host,
                remedy="Look whether the server runs and knows the model.",
            )
        statements: list[Statement] = []
        for document in documents:
            made = reading.stated(document, found[document.id], agenda, self._met)
            # Who is named in full in one is known by surname in the next, and by what this one calls him.
            agenda = agenda.knowing(actors(made))
            statements += made
        return statements

    def code(self, statements: Sequence[Statement], documents: Sequence[Document], agenda: Agenda) -> Coding:
        """Positions, conditions and commitments by the model; acts and events by the rules of `spadework.coding`."""
        by_id = {d.id: d for d in documents}
        coder = coding.Coder(statements, by_id, agenda, self._tally)
        codable = agenda.parties and any(i.options for i in agenda.issues)
        batches = list(coding.batches(statements)) if codable else []
        questions = [coding.question(by_id[b[0].document], b, agenda) for b in batches]
        for batch, answer in zip(batches, self._ask("coding", questions), strict=True):
            if answer.parsed is None:
                self._uncoded.append((len(batch), answer.why))
            else:
                coder.take(batch, answer.parsed.answer)
        made = coder.coding()
        return replace(made, acts=tuple(map(act, statements)), events=tuple(events(statements, by_id, agenda)))

    def agreement(
        self,
        mine: tuple[Sequence[Statement], Sequence[Position]],
        other: tuple[Sequence[Statement], Sequence[Position]],
    ) -> Agreement:
        """The agreement with another reading, in what the model has read."""
        statements = [s for s in other[0] if self._covers(s.document, s.content[0].start)]
        positions = [p for p in other[1] if self._covers(p.evidence.document, p.evidence.start)]
        return agreement(mine, (statements, positions))

    def notes(self) -> list[str]:
        """What the reader of a brief should know about this run."""
        b, t = self._budget, self._tally
        tokens = f", {b.used:,} tokens" if b.used else ""
        told = [
            f"Statements, positions, conditions and commitments are by the model “{self._endpoint.model}” at "
            f"{self._endpoint.host} ({_count(b.sent, 'request')}{tokens}). How often it is right has not been measured."
        ]
        if t.absent or t.dropped:
            told.append(
                f"Of {_count(t.quotes, 'quote')} that the model gave, {t.absent:,} {_were(t.absent)} not in the text; "
                f"{_count(t.dropped, 'row')} that rested on such quotes {_were(t.dropped)} dropped."
            )
        if t.misfits:
            told.append(f"{_count(t.misfits, 'row')} of the model did not fit the form and {_were(t.misfits)} dropped.")
        if t.cut:
            told.append(
                f"{_count(t.cut, 'answer')} of the model ended in the middle; what was whole {_were(t.cut)} taken."
            )
        if self._unread:
            missing = Counter(d.id for d, _ in self._unread)
            names = {d.id: d.origin or d.title or d.id for d, _ in self._unread}
            parts = ", ".join(
                f"all of {names[id]}" if n == self._pieces[id] else f"{n} of {self._pieces[id]} parts of {names[id]}"
                for id, n in missing.items()
            )
            told.append(f"Not read by the model: {parts}. The reason: {_most(why for _, why in self._unread)}.")
        if self._uncoded:
            n = sum(n for n, _ in self._uncoded)
            why = _most(why for _, why in self._uncoded)
            told.append(f"Not coded by the model: {_count(n, 'statement')}. The reason: {why}.")
        return told

    def _ask(self, stage: str, questions: Sequence[Question[T]], share: float = 1.0) -> list[Answer[T]]:
        if not questions:
            return []
        answers = ask(
            self._endpoint, questions, self._budget, share, lambda done, total: self._progress(stage, done, total)
        )
        for answer in answers:
            if answer.parsed:
                self._tally.misfits += answer.parsed.misfits
                self._tally.cut += answer.parsed.cut
        return answers

    def _covers(self, document: str, at: int) -> bool:
        return any(a <= at < b for a, b in self._read.get(document, ()))


def told(found: Agreement) -> str:
    """An agreement with the reader that comes with the package, in a sentence or two."""
    s, p = found.statements, found.positions
    same = f"{_count(s.both, 'statement')} in common, of {s.one:,} by the model and {s.other:,} by that reader"
    stands = f"{_count(p.both, 'position')} on the same option, of {p.one:,} and {p.other:,}"
    return (
        f"Agreement with the reader that comes with Spadework: {same} (F1 {s.f1:.2f}); {stands} (F1 {p.f1:.2f}), "
        f"{found.stances:,} with the same stance."
    )


def _count(n: int, what: str) -> str:
    return f"{n:,} {what}" if n == 1 else f"{n:,} {what}s"


def _were(n: int) -> str:
    return "was" if n == 1 else "were"


def _most(reasons: Iterable[str]) -> str:
    """The reasons, the commonest first; a few at most."""
    return "; ".join(why for why, _ in Counter(reasons).most_common(3))
