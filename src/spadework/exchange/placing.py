"""Where a quote that somebody has typed stands in a document."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from functools import lru_cache

from spadework.errors import ProvenanceError
from spadework.model import Document, Span

GAP = " … "  # between the pieces of one content
# People type straight quotation marks and plain spaces for what the text has. One character stands for one.
_PLAIN = {ord(c): '"' for c in "“”„‟«»″"} | {ord(c): "'" for c in "‘’‚‛′"} | {ord(c): "-" for c in "‐‑"}


class Shelf:
    """Documents by what people call them."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents = tuple(documents)
        self._by: dict[str, dict[str, list[Document]]] = {"id": {}, "origin": {}, "title": {}}
        for key, called in self._by.items():
            for d in self.documents:
                called.setdefault(getattr(d, key), []).append(d)

    def named(self, name: str) -> Document:
        """The document of this id, origin or title.

        Raises:
            ProvenanceError: there is none, or there are several.
        """
        for key, called in self._by.items():
            found = called.get(name, []) if name else []
            if len(found) == 1:
                return found[0]
            if found:
                ids = ", ".join(d.id for d in found[:5])
                raise ProvenanceError(f"{len(found)} documents have the {key} {short(name)}; give the id ({ids})")
        raise ProvenanceError(f"no document has the id, origin or title {short(name)}")

    def holding(self, quote: str) -> Document:
        """The document in which the quote stands.

        Raises:
            ProvenanceError: the quote is empty, or it stands in no document or in several.
        """
        pattern = _pattern(quote)
        found = [d for d in self.documents if quote in d.text or pattern.search(_plain(d.text))]
        if len(found) != 1:
            raise ProvenanceError(f"{len(found) or 'no'} documents hold the text {short(quote)}")
        return found[0]


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
    text = _plain(document.text)
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


@lru_cache(maxsize=64)
def _plain(text: str) -> str:
    return text.translate(_PLAIN)


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
