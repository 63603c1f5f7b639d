"""Whether a text names somebody: however it is written, and by the surname alone too."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_SPACE = re.compile(r"\s+")


class Names:
    """Names that must not be told.

    A name is found whatever its case, with any blanks or signs between its words, and with marks in it that cannot be
    seen. Of a person's name of several words the last is looked for alone too, where it is written as a name.

    Args:
        people: names of persons or offices.
        others: names and short forms of parties, which are looked for whole only.
    """

    def __init__(self, people: Iterable[str] = (), others: Iterable[str] = ()) -> None:
        self._whole: dict[str, re.Pattern[str]] = {}
        self._surnames: dict[str, re.Pattern[str]] = {}
        self._known: dict[str, tuple[str, ...]] = {}
        for name in people:
            self._enter(name)
            words = plain(name).split()
            if len(words) > 1 and len(words[-1]) > 2 and words[-1][0].isupper():
                self._surnames[name] = _pattern([words[-1]], upper=True)
        for name in others:
            self._enter(name)

    def __bool__(self) -> bool:
        return bool(self._whole)

    def _enter(self, name: str) -> None:
        if words := plain(name).casefold().split():
            self._whole[name] = _pattern(words)

    def found(self, text: str) -> tuple[str, ...]:
        """The names that the text holds."""
        if not self._whole or not text:
            return ()
        if text not in self._known:
            written = plain(text)
            folded = written.casefold()
            hit = {n for n, p in self._whole.items() if p.search(folded)}
            hit |= {n for n, p in self._surnames.items() if p.search(written)}
            if len(text) > 1000:  # the long ones come once
                return tuple(sorted(hit))
            self._known[text] = tuple(sorted(hit))
        return self._known[text]


def plain(text: str) -> str:
    """The text without what cannot be seen, in compatible characters, with single blanks."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        text = "".join(c for c in text if unicodedata.category(c) != "Cf")
    return _SPACE.sub(" ", text).strip()


def _pattern(words: list[str], *, upper: bool = False) -> re.Pattern[str]:
    """The words in a row. Where letters have no case, words run into each other and no boundary is asked for."""
    forms = [re.escape(w) if not upper else f"(?:{re.escape(w)}|{re.escape(w.upper())})" for w in words]
    before = r"(?<!\w)" if _bounded(words[0][0]) else ""
    after = r"(?!\w)" if _bounded(words[-1][-1]) else ""
    return re.compile(before + r"[\W_]{1,4}".join(forms) + after)


def _bounded(char: str) -> bool:
    return char.isdigit() or char.lower() != char.upper()
