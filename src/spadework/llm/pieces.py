"""A document in pieces of bounded size, cut where paragraphs end."""

from __future__ import annotations

from collections.abc import Iterator

from spadework.reading.language import foreign_paragraphs, language_of
from spadework.text import paragraphs, sentences

SIZE = 4_000  # characters, about a thousand tokens

Place = tuple[int, int]


def pieces(text: str, size: int = SIZE) -> Iterator[Place]:
    """Start and end of each piece, in order; together all of the text that is in English.

    A paragraph is cut only if it is longer than `size` by itself: where sentences end; a longer sentence at a space.
    """
    foreign = set(foreign_paragraphs(text)) if language_of(text).also else set()
    open_: Place | None = None
    for paragraph in paragraphs(text):
        if paragraph in foreign:
            if open_:
                yield open_
            open_ = None
            continue
        for start, end in _bounded(text, paragraph, size):
            if open_ and end - open_[0] <= size:
                open_ = open_[0], end
                continue
            if open_:
                yield open_
            open_ = start, end
    if open_:
        yield open_


def _bounded(text: str, paragraph: Place, size: int) -> Iterator[Place]:
    start, end = paragraph
    if end - start <= size:
        yield paragraph
        return
    for first, last in sentences(text, start, end):
        while last - first > size:
            cut = text.rfind(" ", first + 1, first + size)
            cut = cut if cut > first else first + size
            yield first, cut
            first = cut + (text[cut] == " ")
        if last > first:
            yield first, last
