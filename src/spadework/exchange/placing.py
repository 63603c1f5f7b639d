"""Where a quote that somebody has typed stands in a document."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

from spadework.errors import ProvenanceError
from spadework.model import Document, Span

GAP = " … "  # between the pieces of one content
# People type straight quotation marks and plain spaces for what the text has. One character stands for one.
_PLAIN = {ord(c): '"' for c in "“”„‟«»″"} | {ord(c): "'" for c in "‘’‚‛′"} | {ord(c): "-" for c in "‐‑"}


def named(documents: Iterable[Document], name: str) -> Document:
    """The document of this id, origin or title.

    Raises:
        ProvenanceError: there is none, or there are several.
    """
    documents = tuple(documents)
    for key in ("id", "origin", "title"):
        found = [d for d in documents if getattr(d, key) == name]
        if len(found) == 1:
            return found[0]
        if found:
            ids = ", ".join(d.id for d in found)
            raise ProvenanceError(f"{len(found)} documents have the {key} {short(name)}; give the id ({ids})")
    raise ProvenanceError(f"no document has the id, origin or title {short(name)}")


def place(document: Document, quote: str, start: int | None = None) -> Span:
    """Where the quote stands, as the text has it. Blanks and the form of quotation marks may differ.

    Args:
        start: where it is said to begin; it must then stand there.

    Raises:
        ProvenanceError: it is not there, or it is there more than once.
    """
    if start is not None and start >= 0 and quote and document.text.startswith(quote, start):
        return document.span(start, start + len(quote))
    pattern = _pattern(quote)
    text = document.text.translate(_PLAIN)
    if start is not None:
        found = pattern.match(text, start) if 0 <= start <= len(text) else None
        if found is None:
            raise ProvenanceError(f"the quote {short(quote)} is not at {start}")
        return document.span(*found.span())
    spots = [m.span() for m, _ in zip(pattern.finditer(text), range(2), strict=False)]
    if not spots:
        raise ProvenanceError(f"the quote {short(quote)} is not in the document")
    if len(spots) > 1 or pattern.search(text, spots[0][0] + 1):
        raise ProvenanceError(f"the quote {short(quote)} is there more than once; give start, or quote more of it")
    return document.span(*spots[0])


def holds(document: Document, quote: str) -> bool:
    """Whether the quote stands anywhere in the document. Raises ProvenanceError if it is empty."""
    return quote in document.text or _pattern(quote).search(document.text.translate(_PLAIN)) is not None


def _pattern(quote: str) -> re.Pattern[str]:
    words = quote.translate(_PLAIN).split()
    if not words:
        raise ProvenanceError("the quote is empty")
    return re.compile(r"\s+".join(map(re.escape, words)))


def place_pieces(document: Document, quote: str) -> tuple[Span, ...]:
    """Where a content stands whose pieces may be parted by " … ".

    Raises:
        ProvenanceError: as `place`, for any piece; or the pieces do not follow each other.
    """
    pieces = [p for p in quote.split(GAP) if p.strip()]
    if len(pieces) < 2:
        return (place(document, quote),)
    try:
        return (place(document, quote),)
    except ProvenanceError:
        spans = tuple(place(document, p) for p in pieces)
    if any(a.end > b.start for a, b in itertools.pairwise(spans)):
        raise ProvenanceError("the pieces of the quote do not follow each other in the document")
    return spans


def short(quote: str) -> str:
    """A quote for a message."""
    return repr(quote if len(quote) <= 60 else quote[:59] + "…")
