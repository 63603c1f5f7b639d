"""What every view needs to know of a record: names for ids, numbers for rows, places for spans."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Protocol, TypeVar

from spadework import text as plain
from spadework.briefing.words import KINDS
from spadework.model import (
    Commitment,
    Condition,
    DateRange,
    Document,
    Event,
    Finding,
    Party,
    Position,
    Record,
    Span,
    Status,
)


class _Row(Protocol):
    @property
    def status(self) -> Status: ...


R = TypeVar("R", bound=_Row)

# What coding reads out of one place.
CodedRow = Position | Condition | Commitment | Event


@dataclass(frozen=True, slots=True)
class Cite:
    """How a place is cited: `D2 ¶7`, and the anchor that it leads to (None if the document is not at hand)."""

    label: str
    anchor: str | None


def kept(record: Record) -> Record:
    """The record without the rows that an analyst has rejected."""

    def keep(rows: tuple[R, ...]) -> tuple[R, ...]:
        return tuple(r for r in rows if r.status is not Status.REJECTED)

    c = record.coding
    return replace(
        record,
        statements=keep(record.statements),
        coding=replace(
            c,
            acts=keep(c.acts),
            positions=keep(c.positions),
            conditions=keep(c.conditions),
            commitments=keep(c.commitments),
            events=keep(c.events),
        ),
        findings=keep(record.findings),
        issue_notes=keep(record.issue_notes),
    )


class Guide:
    """A record made ready for the reader. Ids that the agenda does not know stand for themselves.

    Attributes:
        record: without rejected rows.
        parties, issues: of the agenda by id.
        statements: by id.
    """

    def __init__(self, record: Record) -> None:
        self.record = kept(record)
        self.parties = {p.id: p for p in record.agenda.parties}
        self.issues = {i.id: i for i in record.agenda.issues}
        self.statements = {s.id: s for s in self.record.statements}
        self._documents = {d.id: (n, d) for n, d in enumerate(self.record.documents, 1)}
        self._paragraphs: dict[str, list[tuple[int, int]]] = {}

    # Names

    def party(self, id: str | None) -> str:
        """Name of the party."""
        return self.parties[id].name if id in self.parties else id or "an outside source"

    def issue(self, id: str | None) -> str:
        """Name of the issue."""
        return self.issues[id].name if id in self.issues else id or ""

    def option(self, issue: str | None, option: str | None) -> str:
        """Text of the option."""
        options = self.issues[issue].options if issue in self.issues else ()
        return next((o.text for o in options if o.id == option), option or "")

    def step(self, pair: str | None) -> str:
        """Text of "issue.option": an option's words alone ("held") seldom say what it is about."""
        issue, _, option = (pair or "").partition(".")
        return f"{self.issue(issue)}: {self.option(issue, option)}" if option else self.issue(issue)

    def any_party(self, id: str) -> Party:
        """The party, made up from its id if the agenda does not know it."""
        return self.parties.get(id) or Party(id=id, name=id)

    # Numbers

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Findings in the order of the brief: by kind, what matters most first."""
        kinds = list(KINDS)
        return tuple(sorted(self.record.findings, key=lambda f: (kinds.index(f.kind), -f.weight, -f.confidence, f.id)))

    @cached_property
    def numbers(self) -> dict[str, str]:
        """By row id the number under which the brief tells of it: S statement, P position, K condition,
        C commitment, E event, F finding."""
        c = self.record.coding
        positions = sorted(c.positions, key=lambda p: p.as_of or date.max)
        ids = {
            "S": [s.id for s in self.record.statements],
            "P": [p.id for p in positions],
            "K": [k.id for k in c.conditions],
            "C": [k.id for k in c.commitments],
            "E": [e.id for e in c.events],
            "F": [f.id for f in self.findings],
        }
        return {id: f"{letter}{n}" for letter, some in ids.items() for n, id in enumerate(some, 1)}

    # Places

    def document(self, id: str) -> Document | None:
        """The document, or None if it is not in the record."""
        return self._documents[id][1] if id in self._documents else None

    def tag(self, document: str) -> str:
        """Number of the document: `D2`; empty if it is not in the record."""
        return f"D{self._documents[document][0]}" if document in self._documents else ""

    def stands(self, span: Span) -> bool:
        """Whether the quote is at its place in a document of the record."""
        document = self.document(span.document)
        return document is not None and document.text[span.start : span.end] == span.quote and bool(span.quote.strip())

    def paragraphs(self, document: str) -> list[tuple[int, int]]:
        """Start and end of each paragraph of a document of the record."""
        if document not in self._paragraphs:
            self._paragraphs[document] = list(plain.paragraphs(self._documents[document][1].text))
        return self._paragraphs[document]

    def cite(self, span: Span) -> Cite:
        """How the place is cited. Paragraph numbers lead the reader of a printed copy, where links do not."""
        tag = self.tag(span.document)
        if not tag:
            return Cite("document not at hand", None)
        if not self.stands(span):
            return Cite(tag, tag)
        spots = self.paragraphs(span.document)
        n = self._at(span)
        page = f" p. {span.page}" if span.page else ""
        return Cite(f"{tag}{page} ¶{n + 1}", f"{tag}-{max(span.start, spots[n][0])}")

    def paragraph(self, span: Span) -> int | None:
        """Number, from 1, of the paragraph in which it begins; None if it does not stand at its place."""
        return self._at(span) + 1 if self.stands(span) else None

    def _at(self, span: Span) -> int:
        spots = self.paragraphs(span.document)
        return min(bisect_right(spots, span.start, key=lambda p: p[1]), len(spots) - 1)  # the first that ends behind it

    def around(self, span: Span, reach: int = 180) -> tuple[str, str]:
        """What stands before and after the span in its sentences, cut at `reach` characters on either side."""
        document = self.document(span.document)
        if document is None or not self.stands(span):
            return "", ""
        spots = self.paragraphs(span.document)
        start, end = spots[max(bisect_right(spots, span.start, key=lambda p: p[0]) - 1, 0)]
        # Nothing further off can be shown: a paragraph may be a whole book.
        start, end = max(start, span.start - 2 * reach), min(end, span.end + 2 * reach)
        sentences = [s for s in plain.sentences(document.text, start, end) if s[1] > span.start and s[0] < span.end]
        first = min([span.start, *(s[0] for s in sentences)])
        last = max([span.end, *(s[1] for s in sentences)])
        before, after = document.text[first : span.start], document.text[span.end : last]
        if len(before) > reach:
            before = "…" + before[-reach:].partition(" ")[2]
        if len(after) > reach:
            after = after[:reach].rpartition(" ")[0] + "…"
        return before, after

    @property
    def period(self) -> DateRange | None:
        """From the first to the last day of publication; None if no document is dated."""
        published = [d.published for d in self.record.documents if d.published]
        return DateRange(min(published), max(published)) if published else None
