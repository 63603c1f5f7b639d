"""Places in plain English text: paragraphs, sentences, words. All are offsets into the text given.

Shared by the stages because every row must lead back to code points of the stored text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import snowballstemmer

OPENING = "“‘«„\"'"

# Words that a full stop does not end a sentence after.
_ABBREVIATIONS = frozenset(
    """mr mrs ms messrs mx dr prof rev fr sr jr st gen lt col maj capt cpl sgt adm cmdr brig gov sen rep amb hon pres
    supt
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun
    no nos art arts para paras sec vol ch pp ed eds cf vs viz approx est dept univ assn inc ltd co corp bros
    a.m p.m e.g i.e u.s u.k u.n e.u u.a.e d.c ph.d""".split()
)
# These are short forms only before a number ("No. 7", "Art. 5", "Mar. 3"); else they are words: "The answer was no."
_NUMBERED = frozenset("no nos art arts para paras sec vol ch pp ed sat sun mar wed".split())
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_END = re.compile(r"""(?<![.!?…])[.!?…]++(?:['"”’»)\]]|\u2009)*(?=\s|$)""")
_LAST_WORD = re.compile(r"[\w.’'-]*\w$")
_WORD = re.compile(r"\w+(?:[.,]\d+|[’'-]\w+)*")


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each paragraph: runs of lines with a blank line between, without the space around them."""
    at = 0
    for gap in _BLANK_LINE.finditer(text + "\n\n"):
        block = text[at : gap.start()]
        if block.strip():
            yield at + len(block) - len(block.lstrip()), at + len(block.rstrip())
        at = gap.end()


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence between the two offsets. A line break inside a paragraph does not end one.

    A quotation mark that closes after the full stop belongs to the sentence.
    """
    end = len(text) if end is None else end
    for first, last in paragraphs(text[start:end]):
        at, stop = start + first, start + last
        for mark in _END.finditer(text, at, stop):
            if mark.end() >= stop or not _ends(text, at, mark, stop):
                continue
            yield at, mark.end()
            at = mark.end()
            while at < stop and text[at].isspace():
                at += 1
        if at < stop:
            yield at, stop


def _ends(text: str, at: int, mark: re.Match[str], stop: int) -> bool:
    """Whether this full stop really ends a sentence: a beginning follows, and no short form precedes."""
    rest = text[mark.end() : mark.end() + 12].lstrip()
    follows = rest.lstrip(OPENING + "([—–-").lstrip()[:1]
    if follows and not (follows.isupper() or follows.isdigit()):
        return False
    if mark.group() != ".":
        return True
    before = _LAST_WORD.search(text, max(at, mark.start() - 24), mark.start())
    word = before.group() if before else ""
    if len(word) == 1 and word.isupper():  # an initial: "Sergey V. Lavrov", but "in plan B. It"
        return word == "I"
    if word.casefold() in _NUMBERED and (word.islower() or word.casefold() == "no"):
        return not rest[:1].isdigit()
    return word.casefold() not in _ABBREVIATIONS


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Start and end of each word; hyphened words, contractions and possessives are one."""
    for found in _WORD.finditer(text, start, len(text) if end is None else end):
        yield found.span()


_stemmer = snowballstemmer.stemmer("english")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The word's stem in lower case (Porter2), without a possessive."""
    word = word.casefold().replace("’", "'").removesuffix("'s").rstrip("'")
    return str(_stemmer.stemWord(word))
