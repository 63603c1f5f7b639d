"""Whether a text names somebody: however it is written, and by the surname alone too."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_SPACE = re.compile(r"\s+")


class Names:
    """Names that must not be told.

    A name is found whatever its case, with any blanks or signs between its words, and with marks in it that cannot be
    seen; one of a few capitals ("US") only in capitals. Of a person's name of several words the last is looked for
    alone too, where it is written as a name.

    Args:
        people: names of persons or offices.
        others: names and short forms of parties, which are looked for whole only.
        spared: people who may be named; their surnames are not those of the others.
    """

    def __init__(self, people: Iterable[str] = (), others: Iterable[str] = (), spared: Iterable[str] = ()) -> None:
        self._folded: dict[str, re.Pattern[str]] = {}
        self._written: dict[str, re.Pattern[str]] = {}
        self._known: dict[str, tuple[str, ...]] = {}
        surnames: set[str] = set()
        for name in people:
            words = self._enter(name)
            if len(words) > 1 and len(words[-1]) > 2 and words[-1][0].isupper():
                surnames.add(words[-1].casefold())
                self._written[name] = _pattern([words[-1]], upper=True)
        for name in others:
            self._enter(name)
        mine = {n.casefold() for n in self._folded}
        namesakes = [plain(n).casefold().split() for n in set(spared) if n.casefold() not in mine]
        self._spared = [_pattern(w) for w in namesakes if len(w) > 1 and w[-1] in surnames]

    def __bool__(self) -> bool:
        return bool(self._folded or self._written)

    def _enter(self, name: str) -> list[str]:
        words = plain(name).split()
        if words and len(name) <= _SHORT and name.isupper() and name.isascii():
            self._written[name] = _pattern(words)
        elif words:
            self._folded[name] = _pattern([w.casefold() for w in words])
        return words

    def found(self, text: str) -> tuple[str, ...]:
        """The names that the text holds."""
        if not text or not self:
            return ()
        if text not in self._known:
            found = self._found(plain(text))
            if len(text) > 1000:  # the long ones come once
                return found
            self._known[text] = found
        return self._known[text]

    def _found(self, text: str) -> tuple[str, ...]:
        folded = text.casefold()
        hit = {n for n, p in self._folded.items() if p.search(folded)}
        for namesake in self._spared if len(folded) == len(text) else ():
            text = _without(text, namesake, folded)
        hit |= {n for n, p in self._written.items() if p.search(text)}
        return tuple(sorted(hit))


_SHORT = 4


def _without(text: str, namesake: re.Pattern[str], folded: str) -> str:
    """The text with blanks in the place of a name."""
    for found in namesake.finditer(folded):
        text = text[: found.start()] + " " * (found.end() - found.start()) + text[found.end() :]
    return text


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
