"""Where words that a model gives stand in a text, if they do.

White space, quotation marks, apostrophes and dashes may be written otherwise than in the text, for models do not keep
them; letters and digits may not. What is found is a place, so the words that are stored are the document's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Place = tuple[int, int]

_ALIKE = str.maketrans(
    dict.fromkeys("“”„‟«»″", '"')
    | dict.fromkeys("‘’‚‛′`´", "'")
    | dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("\t\n\r\xa0", " ")
)
_AROUND = " \"'.,;:…"  # what models put around a quote of their own accord
_SPACE = re.compile(" +")
_LETTERS = re.compile(r"[^\W_]{2}")
_JOINED = re.compile(r"[^\W_][-‐‑][^\W_]|\d[.,]\d|[nN]['’][tT]")


class Text:
    """A stretch of a document's text in which quotes are looked for."""

    def __init__(self, text: str, start: int = 0, end: int | None = None) -> None:
        end = len(text) if end is None else end
        self._text = text
        self._at: list[int] = []  # by place in the plain text, the place in the document
        plain: list[str] = []
        for n in range(start, end):
            c = text[n].translate(_ALIKE)
            if c == " " and plain and plain[-1] == " ":
                continue
            plain.append(c)
            self._at.append(n)
        self._plain = "".join(plain)
        self._at.append(end)

    def places(self, quote: str) -> Iterator[Place]:
        """Every place in the document where the words of the quote stand, whole words only, in order.

        What a model puts around a quote, such as marks or a full stop, is left away if it does not stand there.
        """
        whole = _SPACE.sub(" ", quote.translate(_ALIKE)).strip()
        bare = whole.strip(_AROUND)
        if not any(c.isalnum() for c in bare):
            return
        found = False
        for words in dict.fromkeys((whole, bare)):
            at = self._plain.find(words)
            while at >= 0:
                end = at + len(words)
                first, last = self._at[at], self._at[end - 1] + 1
                if not _inside_word(self._text, first) and not _inside_word(self._text, last):
                    found = True
                    yield first, last
                at = self._plain.find(words, at + 1)
            if found:
                return


def _inside_word(text: str, at: int) -> bool:
    """Whether a word or a number goes on here: "can|not", "can|’t", "non-|aggression", "60|,000"."""
    around = text[max(at - 2, 0) : at].rjust(2) + text[at : at + 2].ljust(2)
    return any(_JOINED.fullmatch(around[n : n + 3]) for n in (0, 1)) or bool(_LETTERS.fullmatch(around[1:3]))
