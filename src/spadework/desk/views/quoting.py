"""A row's words with who said them, when and where: what stands beside every row of every page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from spadework.desk.desk import Desk
from spadework.desk.gathering import record_of
from spadework.ledger import Kept
from spadework.model import Commitment, Condition, Document, Event, Position, Record, Statement, Status

Quotable = Position | Condition | Commitment | Event


@dataclass(frozen=True, slots=True)
class QuoteView:
    """Attributes:
    row, revision: the row, and its latest revision, for changing it.
    speaker, role, reporters: whose words they are; empty if the document itself tells it.
    said_from, said_to: when it was said, where the text tells.
    reported: publication of the document.
    """

    row: str
    revision: int
    status: Status
    confidence: float
    quote: str
    statement: str | None
    document: str
    title: str
    publisher: str
    reported: date | None
    page: int | None
    speaker: str
    role: str
    reporters: tuple[str, ...]
    said_from: date | None
    said_to: date | None

    @property
    def href(self) -> str:
        """Its place in the document."""
        return f"/documents/{self.document}?row={self.row}#{self.row}"


def quotes(desk: Desk, kept: Iterable[Kept], record: Record | None = None) -> dict[str, QuoteView]:
    """The words of each of these rows, by its id; of rows that have words of one place.

    Args:
        record: has the statements and documents, if it is at hand.
    """
    some = [e for e in kept if isinstance(e.row, Quotable)]
    known = record or record_of(desk, (e.row for e in some))
    books = {d.id: d for d in known.documents}
    said = {s.id: s for s in known.statements}
    return {e.row.id: _quote(e, said, books) for e in some}


def _quote(one: Kept, said: Mapping[str, Statement], books: Mapping[str, Document]) -> QuoteView:
    row = one.row
    assert isinstance(row, Quotable)
    book = books.get(row.evidence.document)
    statement = said.get(row.statement or "")
    return QuoteView(
        row=row.id,
        revision=one.revision,
        status=row.status,
        confidence=row.confidence,
        quote=row.evidence.quote,
        statement=row.statement,
        document=row.evidence.document,
        title=(book.title if book else "") or row.evidence.document,
        publisher=book.publisher if book else "",
        reported=book.published if book else None,
        page=row.evidence.page,
        speaker=statement.speaker if statement else "",
        role=statement.role if statement and statement.role != statement.speaker else "",
        reporters=statement.reporters if statement else (),
        said_from=statement.said_on.first if statement and statement.said_on else None,
        said_to=statement.said_on.last if statement and statement.said_on else None,
    )
