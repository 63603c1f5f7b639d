"""The part of a text in which the words of a search stand, and where in it they stand.

Marks are offsets, so that nothing that a text holds can pass for a mark, nor a mark for text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from spadework.ledger.query import Term
from spadework.text import stem

WIDTH = 240  # characters of a snippet, about
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a text.

    Attributes:
        text: as it stands in the document.
        marks: start and end of what was found, as offsets into `text`, rising.
        start: where `text` begins in the whole.
        cut: whether the text goes on after it.
    """

    text: str
    marks: tuple[tuple[int, int], ...] = ()
    start: int = 0
    cut: bool = False


def snippet(text: str, terms: Sequence[Term], width: int = WIDTH) -> Snippet:
    """The beginning of the text, or the part around the first words that were found."""
    found = plain(text)
    wanted = [t for t in terms if not t.without]
    first = next(_hits(found, wanted), (0, 0))
    start, end = _around(text, *first, width)
    piece = text[start:end]
    marks = tuple(_merged(_hits(found[start:end], wanted)))
    return Snippet(piece, marks, start, end < len(text))


def _around(text: str, first: int, last: int, width: int) -> tuple[int, int]:
    """A piece about as long as `width` that has the place a third of the way in, cut between words."""
    if len(text) <= width:
        return 0, len(text)
    start = max(0, min(first - width // 3, len(text) - width))
    if start:
        start = text.find(" ", start, first + 1) + 1 or start
    end = min(len(text), max(start + width, last))
    if end < len(text):
        end = max(text.rfind(" ", start, end), last) or end
    return start, end


def _hits(found: str, terms: Sequence[Term]) -> Iterator[tuple[int, int]]:
    """Where the words stand, by their first word's place."""
    if not terms:
        return
    # Only words that begin like one of those looked for are stemmed; a stem differs from them in its last letter.
    begins = {re.escape(plain(t.words[0])[: max(2, len(_stem(plain(t.words[0]))) - 1)]) for t in terms}
    for at in re.finditer(rf"\b(?:{'|'.join(sorted(begins))})\w*", found):
        for term in terms:
            end = _matches(found, at, term)
            if end is not None:
                yield at.start(), end
                break


def _matches(found: str, at: re.Match[str], term: Term) -> int | None:
    """Where the term ends if it stands here."""
    following: re.Match[str] | None = at
    for n, word in enumerate(term.words):
        if following is None:
            return None
        here, wanted = following[0], plain(word)
        last = n == len(term.words) - 1
        if not (_stem(here) == _stem(wanted) or (last and term.begins and here.startswith(wanted))):
            return None
        if last:
            return following.end()
        following = _WORD.search(found, following.end())
    return None


def _merged(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    last: tuple[int, int] | None = None
    for span in spans:
        if last is not None and span[0] < last[1]:
            last = (last[0], max(last[1], span[1]))
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    return stem(word)


def plain(text: str) -> str:
    """Small letters without marks, each in its old place: the result is as long as the text."""
    return "".join(map(_bare, text)) if not text.isascii() else text.lower()


@lru_cache(maxsize=10_000)
def _bare(char: str) -> str:
    small = unicodedata.normalize("NFD", char)[0].lower()
    return small if len(small) == 1 else char
