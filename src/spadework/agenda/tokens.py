"""Words of a sentence with what capital letters and possessives tell about names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from spadework.model import Document
from spadework.text import sentences

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[A-Z]\.(?=\s)|\w+(?:[’'-]\w+)*")
_TITLES_WITH_STOP = {"Mr", "Mrs", "Ms", "Dr", "St", "Gen", "Col", "Lt", "Prof", "Rev", "Sen", "Rep", "Gov"}


class Token(NamedTuple):
    """A word.

    Attributes:
        text: without a possessive; apostrophes are straight.
        owner: it had a possessive ending.
        joined: nothing but space stands between the word before and this one.
        mark: what stands between, without space.
    """

    text: str
    start: int
    owner: bool
    joined: bool
    mark: str

    @property
    def capital(self) -> bool:
        """It begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def lower(self) -> str:
        """The word in lower case."""
        return self.text.lower()


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words between the two offsets."""
    found: list[Token] = []
    last = start
    plural_owner = False
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        word = match.group().replace("’", "'")
        owner = word.endswith("'s")
        mark = text[last : match.start()].strip()
        if plural_owner and mark in ("'", "’"):
            found[-1] = found[-1]._replace(owner=True)
            mark = ""
        if found and mark == "." and found[-1].text in _TITLES_WITH_STOP:
            mark = ""
        joined = bool(found) and not mark
        found.append(Token(word.removesuffix("'s") or word, match.start(), owner, joined, mark))
        last = match.end()
        plural_owner = word.endswith("s")
    return found


def token_sentences(document: Document) -> Iterator[list[Token]]:
    """The words of each sentence of the publisher's name, the title and the text."""
    for text in (document.publisher, document.title, document.text):
        for start, end in sentences(text):
            if words := tokens(text, start, end):
                yield words
