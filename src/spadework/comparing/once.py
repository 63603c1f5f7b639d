"""What a rewrite repeats counts once.

A document that says again what an earlier one said (`Document.rewrite_of`) is no second source: its repetitions are
not a second account, a second voice or a restatement. Rows whose words stand in the first document too are set aside;
what only the rewrite has stays.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from typing import TypeVar

from spadework.model import Coding, Commitment, Condition, Document, Event, Position, Record, Span
from spadework.text import sentences, words

_TELLING = 5  # words; fewer can stand in any text, so the sentence around them has to be repeated too
Row = TypeVar("Row", Position, Condition, Commitment, Event)


def counted_once(record: Record) -> Record:
    """The record without the rows of rewrites that the first document of the story has too."""
    documents = {d.id: d for d in record.documents}
    repeats = {
        d.id: _Repeats(d, documents[d.rewrite_of])
        for d in record.documents
        if d.rewrite_of in documents.keys() - {d.id}
    }
    if not repeats:
        return record

    def only_here(spans: Iterable[Span]) -> bool:
        return not all(s.document in repeats and repeats[s.document].has(s) for s in spans)

    def kept(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(row for row in rows if only_here((row.evidence,)))

    statements = tuple(s for s in record.statements if not s.content or only_here(s.content))
    said = {s.id for s in statements}
    coding = record.coding
    return replace(
        record,
        statements=statements,
        coding=Coding(
            acts=tuple(a for a in coding.acts if a.statement in said),
            positions=kept(coding.positions),
            conditions=kept(coding.conditions),
            commitments=kept(coding.commitments),
            events=kept(coding.events),
        ),
    )


class _Repeats:
    """A rewrite beside the first document of its story."""

    def __init__(self, rewrite: Document, first: Document) -> None:
        self._rewrite, self._first = rewrite, first

    @cached_property
    def _said(self) -> str:
        return _plain(self._first.text)

    def has(self, span: Span) -> bool:
        """Whether the first document has these words; of few words, whether it has the sentence around them."""
        said = _plain(span.quote)
        if said.count(" ") - 1 < _TELLING:
            said = _plain(self._sentence(span))
        return said in self._said

    def _sentence(self, span: Span) -> str:
        text = self._rewrite.text
        start = text.rfind("\n\n", 0, span.start) + 1
        end = text.find("\n\n", span.end)
        for first, last in sentences(text, start, len(text) if end < 0 else end):
            if first <= span.start < last:
                return text[first : max(last, span.end)]
        return span.quote


def _plain(text: str) -> str:
    """The words alone, in small letters, a space around each."""
    return f" {' '.join(text[start:end].casefold() for start, end in words(text))} "
