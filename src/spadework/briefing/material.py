"""What the parts of a brief are made from: the record with its names and numbers, and the footnotes as they come up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from spadework.briefing.content import Footnote, Group, Look, Mark, NoteRef, Ref, Row, Run, Runs, StatusMark, Text
from spadework.briefing.guide import Guide
from spadework.briefing.options import ALL, Options
from spadework.briefing.words import COMMITMENTS, STANCES, UNSURE, quoted
from spadework.model import (
    Basis,
    Commitment,
    Condition,
    Event,
    Finding,
    Position,
    Record,
    Span,
    Stance,
    Statement,
    Status,
)
from spadework.moment import as_of, changes

AnyRow = Statement | Position | Condition | Commitment | Event | Finding


class Material:
    """A record at hand, and what every part writes in the same way.

    Attributes:
        guide: names, numbers and places; its record is without rejected rows.
        options: what is wanted.
        changes: what has changed since the last brief; None if that is not wanted.
        dismissed: kinds of the findings that analysts have rejected.
    """

    def __init__(self, record: Record, options: Options = ALL) -> None:
        looked_at = as_of(record, options.as_of) if options.as_of else record
        self.guide = Guide(looked_at)
        self.dismissed = frozenset(f.kind for f in looked_at.findings if f.status is Status.REJECTED)
        self.options = options
        self.changes = changes(record, options.since, options.as_of) if options.since else None
        self._footnotes: dict[Span, tuple[int, list[str]]] = {}

    @property
    def record(self) -> Record:
        """The record without rejected rows."""
        return self.guide.record

    @property
    def day(self) -> date | None:
        """The last day that is looked at: the one that was asked for, else that of the last document."""
        period = self.guide.period
        return self.options.as_of or (period.last if period else None)

    # References

    def note(self, span: Span, row: str = "") -> NoteRef:
        """A footnote to this place; the same place has one only.

        Args:
            row: id of the row that rests on it.
        """
        number, rows = self._footnotes.setdefault(span, (len(self._footnotes) + 1, []))
        if row and row not in rows:
            rows.append(row)
        return NoteRef(number)

    def number(self, row: str) -> Runs:
        """The number of a row, leading to it: "S12"; nothing if the record has no such row."""
        number = self.guide.numbers.get(row)
        return (Ref(number, number),) if number else ()

    def place(self, span: Span) -> Ref | Text:
        """Straight to the words within the text of the document, where a footnote would only say again what stands
        here: "D2 ¶7"."""
        cite = self.guide.cite(span)
        return Ref(cite.label, cite.anchor) if cite.anchor else Text(cite.label, Look.FAINT)

    def footnotes(self) -> tuple[Footnote, ...]:
        """The footnotes so far, by number."""
        return tuple(self._footnote(span, n, tuple(rows)) for span, (n, rows) in self._footnotes.items())

    def _footnote(self, span: Span, number: int, rows: tuple[str, ...]) -> Footnote:
        document = self.guide.document(span.document)
        if document is None:
            return Footnote(number, span.quote, "a document that is not at hand", rows=rows, span=span)
        cite = self.guide.cite(span)
        return Footnote(
            number=number,
            quote=span.quote,
            document=document.title or "Untitled",
            tag=self.guide.tag(span.document),
            publisher=document.publisher,
            page=span.page,
            paragraph=self.guide.paragraph(span),
            day=document.published,
            target=cite.anchor or "",
            rows=rows,
            span=span,
        )

    # Words that recur

    def status(self, row: AnyRow) -> Runs:
        """A blank and who stands behind the row."""
        return Text(" "), StatusMark(row.status, row.status is Status.PROPOSED and row.confidence < UNSURE)

    def basis(self, row: Position | Commitment) -> Runs:
        """Who says so, where it is not the party itself."""
        if row.basis is Basis.OWN:
            return ()
        return (Text(f"ascribed by {self.guide.party(row.by)}", Look.EMPHASIS),)

    def deed(self, event: Event) -> Runs:
        """The category of a deed, and who alleges it."""
        told = f"{event.category.lower()}, {event.mode}" if event.mode else event.category.lower()
        mark: tuple[Run, ...] = (Mark("event", told, "◆"),)
        if event.alleged_by:
            mark += (Text(f" alleged by {self.guide.party(event.alleged_by)}", Look.EMPHASIS),)
        return mark


def stance(value: Stance, *, faint: bool = False) -> Mark:
    """The mark of a stance."""
    words = STANCES[value]
    return Mark(value, words.word, words.symbol, faint)


def promise(word: str = "promises") -> Mark:
    """The mark of a commitment."""
    return Mark("commitment", word, "⚑")


def state(commitment: Commitment) -> Runs:
    """Whether it was kept."""
    symbol, word = COMMITMENTS[commitment.state]
    return (Text(f"{symbol} {word}", Look.STRONG),)


def faint(text: str) -> Text:
    """Small print."""
    return Text(text, Look.FAINT)


def strong(text: str) -> Text:
    """What a line is about."""
    return Text(text, Look.STRONG)


def words_of(text: str) -> Text:
    """Words of a document, in quotation marks."""
    return Text(quoted(text), Look.QUOTE)


def joined(lines: list[Runs], between: str = ", ") -> Runs:
    """Runs one behind the other; empty ones do not count."""
    out: list[Run] = []
    for line in filter(None, lines):
        if out:
            out.append(Text(between))
        out += line
    return tuple(out)


def bounded(rows: Sequence[Row | Group], total: int, what: str) -> tuple[Row | Group, ...]:
    """The rows, and a remark if there are more in all: a brief of a very large dossier is still to be opened.

    Args:
        what: what is left out, such as "earlier moves".
    """
    left = total - len(rows)
    if left <= 0:
        return tuple(rows)
    return (*rows, Group((Text(f"{left:,} {what} are left out here; an export has all."),), remark=True))
