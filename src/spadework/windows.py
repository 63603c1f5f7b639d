"""A text cut into windows of whole paragraphs, as token ids with their places: what the tagger reads at once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from spadework.text import sentences

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LIMIT = 128
"""Tokens of a window, the two marks at its ends not counted."""

_LONG = 2_000  # characters; a longer line is cut at a blank before it meets the tokenizer
_WORD = 100  # characters before a window's end within which such a blank is looked for
_SENTENCE = 500  # within which the end of a sentence is looked for first
_AT_ONCE = 64  # lines handed to the tokenizer together, so that a huge text is never in tokens as a whole

_QUOTES = "“\"«„‘'"

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a text.

    Attributes:
        ids: token ids, without the marks at the ends.
        places: for each token its start and end in the text, in code points.
    """

    ids: list[int]
    places: list[Place]


def windows(text: str, tokenizer: Tokenizer, limit: int = LIMIT) -> Iterator[Window]:
    """The windows of a text in order, each of at most `limit` tokens.

    Neighbouring paragraphs share a window while there is room: a cue may stand in the paragraph before its content.
    """
    ids: list[int] = []
    places: list[Place] = []
    for new_ids, new_places in _paragraphs(text, tokenizer):
        for a, b in _parts(text, new_places, limit):
            if ids and len(ids) + b - a > limit:
                yield Window(ids, places)
                ids, places = [], []
            ids = ids + new_ids[a:b]
            places = places + new_places[a:b]
    if ids:
        yield Window(ids, places)


def _parts(text: str, places: list[Place], limit: int) -> Iterator[tuple[int, int]]:
    """A paragraph's tokens in parts of at most `limit`, cut between sentences where that leaves no crumb.

    Rather not before a quotation, whose cue may be in the sentence before.
    """
    begin = 0
    while len(places) - begin > limit:
        stretch = places[begin][0], places[begin + limit][1]
        stops = {bisect_left(places, (at, 0)): text[at] in _QUOTES for at, _ in sentences(text, *stretch)}
        fits = [(not quoted, stop) for stop, quoted in stops.items() if begin + limit // 4 < stop]
        cut = max(fits)[1] if fits else begin + limit
        yield begin, cut
        begin = cut
    if begin < len(places):
        yield begin, len(places)


def _paragraphs(text: str, tokenizer: Tokenizer) -> Iterator[tuple[list[int], list[Place]]]:
    lines = _lines(text)
    while some := list(islice(lines, _AT_ONCE)):
        encoded = tokenizer.encode_batch([text[a:b] for a, b in some], add_special_tokens=False)
        for (start, _), one in zip(some, encoded, strict=True):
            yield one.ids, [(start + a, start + b) for a, b in one.offsets]


def _lines(text: str) -> Iterator[Place]:
    """Start and end of each line that holds something, a long one in parts."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        while end - start > _LONG:
            cut = text.rfind(". ", start + _LONG - _SENTENCE, start + _LONG) + 1
            cut = cut or text.rfind(" ", start + _LONG - _WORD, start + _LONG)
            cut = cut if cut > 0 else start + _LONG
            yield start, cut
            start = cut
        if text[start:end].strip():
            yield start, end
        start = end + 1
