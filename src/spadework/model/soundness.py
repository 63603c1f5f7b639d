"""Whether a row is sound by itself: what the ledger keeps, what `verify` looks at, and what an import takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spadework.errors import CannotRevise, ProvenanceError
from spadework.model.document import Document, Span
from spadework.model.rows import Commitment, Condition, Event, Finding, IssueNote, Position, SpeechAct, Statement

_Row = Statement | SpeechAct | Position | Condition | Commitment | Event | Finding | IssueNote
LONGEST_NOTE = 20_000
"""Characters that an analyst's note may have."""


def spans_of(row: _Row) -> Iterator[Span]:
    """Every place that the row points to."""
    match row:
        case Statement():
            yield from (s for s in (row.source, row.cue) if s is not None)
            yield from row.content
        case SpeechAct() | IssueNote():
            return
        case Finding():
            yield from row.evidence
        case _:
            yield row.evidence


def check_row(row: _Row, document: Callable[[str], Document]) -> None:
    """Whether the row has an id, a fair confidence and quotes that stand at their places.

    Args:
        document: the document of an id, with its text; raises ProvenanceError if there is none.

    Raises:
        ProvenanceError: a quote is not at its place, not on its page, or from another document than its statement.
        CannotRevise: another of its values cannot be.
    """
    if not row.id:
        raise CannotRevise("a row has no id")
    for share in (row.confidence, row.weight) if isinstance(row, Finding) else (row.confidence,):
        if not 0 <= share <= 1:
            raise CannotRevise(f"{share} is not between 0 and 1")
    if isinstance(row, Statement) and not row.content:
        raise CannotRevise("a statement has no content")
    if isinstance(row, IssueNote):
        _check_note(row.text)
    for span in spans_of(row):
        check_span(span, document(span.document))
        if isinstance(row, Statement) and span.document != row.document:
            raise ProvenanceError(f"a quote is from {span.document!r}, the statement from {row.document!r}")


def missing(finding: Finding, row: Callable[[str], bool], document: Callable[[str], bool]) -> list[str]:
    """Ids of what a finding rests on and that is not known.

    A finding that somebody has decided on outlives the rows it was worked out from, when these are coded anew; it tells
    what was found then. So a row that was taken out will do.

    Args:
        row, document: whether there is, or ever was, one of this id.
    """
    return [r for r in finding.rows if not row(r)] + [d for d in finding.documents if not document(d)]


def check_span(span: Span, document: Document) -> None:
    """Raise ProvenanceError unless the quote stands at its place, on its page, in this document."""
    if span.start < 0:  # would count from the end
        raise ProvenanceError(f"there is no place {span.start}-{span.end}", where=document.title or document.id)
    document.check(span)
    if span.page not in (None, document.page(span.start)):
        raise ProvenanceError(
            f"{span.start} is on page {document.page(span.start)}, not {span.page}", where=document.title or document.id
        )


def _check_note(text: str) -> None:
    if not text.strip():
        raise CannotRevise("a note has no text")
    if len(text) > LONGEST_NOTE:
        raise CannotRevise(f"a note has {len(text)} characters, and may have {LONGEST_NOTE}")
