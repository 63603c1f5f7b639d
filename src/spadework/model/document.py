"""Documents and places in them."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta

from spadework.errors import ProvenanceError


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a document, with what stands there.

    Attributes:
        document: the document's id.
        start: first code point of the stored text, from 0.
        end: one past the last code point.
        quote: the text between the two, verbatim.
        page: page number from 1 where the document has pages.
    """

    document: str
    start: int
    end: int
    quote: str
    page: int | None = None

    def shared(self, other: Span) -> int:
        """How many characters two places have in common; 0 in two documents."""
        return max(0, min(self.end, other.end) - max(self.start, other.start)) if self.document == other.document else 0


@dataclass(frozen=True, slots=True)
class DateRange:
    """A day, or the days between which something lies. Both ends belong to it."""

    first: date
    last: date

    @classmethod
    def on(cls, day: date) -> DateRange:
        """The range of one day."""
        return cls(day, day)

    @property
    def day(self) -> date | None:
        """The day itself if the range is one day, else None."""
        return self.first if self.first == self.last else None

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first} to {self.last}"

    def __post_init__(self) -> None:
        if self.last - self.first < timedelta(0):
            raise ValueError(f"a range cannot end ({self.last}) before it begins ({self.first})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text as it is stored: normalised once, so that every offset refers to `text`.

    Attributes:
        title: headline or name.
        publisher: who brought it out; empty if unknown.
        published: the day it came out; None if unknown.
        text: paragraphs parted by a blank line.
        sha256: hash of `text` as UTF-8, hexadecimal.
        origin: the file name or address that it was taken from, or "stdin".
        pages: where each page begins, as an offset into `text`, rising from 0; empty if the document has no pages.
        rewrite_of: id of the document that this one says again in nearly the same words (a wire story in another
            outlet); None if it is the first of its kind. Both together are one source.
    """

    title: str
    text: str
    sha256: str
    publisher: str = ""
    published: date | None = None
    origin: str = ""
    pages: tuple[int, ...] = ()
    rewrite_of: str | None = None

    @classmethod
    def of(
        cls,
        text: str,
        *,
        title: str = "",
        publisher: str = "",
        published: date | None = None,
        origin: str = "",
        pages: tuple[int, ...] = (),
    ) -> Document:
        """A document of this text, which must be normalised already (see `spadework.intake.normalise`)."""
        digest = hashlib.sha256(text.encode()).hexdigest()
        return cls(
            title=title, text=text, sha256=digest, publisher=publisher, published=published, origin=origin, pages=pages
        )

    @property
    def id(self) -> str:
        """The first twelve digits of the hash: the same text has the same id everywhere."""
        return self.sha256[:12]

    def span(self, start: int, end: int) -> Span:
        """The place from `start` to `end`, with its quote.

        Raises:
            ProvenanceError: the place is empty or not in the document.
        """
        if not 0 <= start < end <= len(self.text):
            raise ProvenanceError(f"there is no place {start}-{end} in a text of {len(self.text)}", where=self.title)
        return Span(self.id, start, end, self.text[start:end], self.page(start))

    def page(self, offset: int) -> int | None:
        """The number, from 1, of the page that this offset lies on; None if the document has no pages."""
        return bisect_right(self.pages, offset) or None

    def check(self, span: Span) -> None:
        """Raise ProvenanceError unless the span is of this document and its quote stands at its place."""
        if span.document != self.id or self.text[span.start : span.end] != span.quote or not span.quote:
            raise ProvenanceError(
                f"the quote {span.quote[:60]!r} is not at {span.start}-{span.end}", where=self.title or self.id
            )
