"""Words of a sentence with a rough class each: enough grammar to find subjects, complements and adjuncts.

A sentence's classes form a string of one letter a token, so that phrases can be matched with regular expressions:

    D determiner, possessive     P subject pronoun    O object pronoun   p preposition    T "to"
    c and, but, or               s that, if, because  r who, which       x auxiliary      n not
    a adverb                     t word of time       N number           C capitalised    v past-tense form
    w anything else              , ; : -  themselves  “ ” quotation marks
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import NamedTuple

from spadework.reading.rules.quotes import Quote

_PIECE = re.compile(
    r"""(?P<word>\d[\d,.]*\d|(?:[A-Z]\.){2,}|\w+(?:[’'‑-]\w+)*)|(?P<dash>[—–]|(?<=\s)--?(?=\s))|(?P<mark>[,;:()])"""
)

_CLASSES = {
    "D": """the a an this these those each every any some no all both neither either several many most few his her its
        their my our your whose""",
    "P": "he she it they we i you",
    "O": "him them us me himself herself itself themselves myself ourselves",
    "p": """of in on at by for from with about against between among during into over under through toward towards near
        via without within outside inside behind beyond across along around upon like despite amid concerning
        regarding following onto off above below beside besides throughout plus than up down out""",
    "T": "to",
    "c": "and but or nor yet",
    "s": """that if because as while when whether though although after before since until till unless once where
    whereas
        provided why how what so lest once""",
    "r": "who which whom",
    "x": """am is are was were be been being have has had having do does did will would can could may might must shall
        should cannot isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't
        couldn't shouldn't he's she's it's they're we're i'm he'd she'd they'd we'd i'd he'll she'll they'll we'll i'll
        we've i've they've you're you've""",
    "n": "not never",
    "a": """also again later then now still already even only just instead however too repeatedly reportedly
        earlier soon always long first ever rather simply twice else therefore thus further nevertheless nonetheless
        meanwhile moreover indeed perhaps maybe separately afterward afterwards elsewhere here there away back together
        ago alone aloud""",
    "t": """monday tuesday wednesday thursday friday saturday sunday january february march april june july
        august september october november december jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed
        thu thur thurs fri sat sun today yesterday tomorrow tonight morning evening afternoon night noon midnight day
        days week weeks weekend month months year years hour hours minute minutes spring summer autumn winter
        decade decades century midday lunchtime dawn dusk overnight""",
    "N": "one two three four five six seven eight nine ten eleven twelve twenty thirty hundred thousand",
    "v": """began became came fell rose went took gave got left made put saw said told met brought built bought sold
    kept
        held led lost paid ran sat sent set spoke spent stood struck taught thought threw wore won wrote broke chose
        drew drove flew grew knew lay shot shut showed swore tore understood withdrew felt found fought heard hit let
        meant read seems remains remain includes means shows covers wants""",
}
_CLASS = {word: tag for tag, words in _CLASSES.items() for word in words.split()}


class Token(NamedTuple):
    """A word or mark: where it stands, in lower case with plain apostrophes, its class, whether a quotation holds
    it."""

    start: int
    end: int
    low: str
    tag: str
    quoted: bool


@lru_cache(maxsize=100_000)
def tag_of(low: str, capital: bool) -> str:
    """The class of a word out of context."""
    known = _CLASS.get(low)
    if known and not (capital and low in ("may", "will", "march", "august", "us")):
        return known
    if capital:
        return "t" if known == "t" else "C"
    if low[0].isdigit():
        return "N"
    if low.endswith("ly") and len(low) > 4 and low not in ("family", "ally", "assembly", "reply", "supply", "monopoly"):
        return "a"
    if low.endswith("ed") and len(low) > 4:
        return "v"
    return "w"


@lru_cache(maxsize=100_000)
def _word(word: str, first: bool) -> tuple[str, str]:
    """A word in lower case with plain apostrophes, and its class; `first` of its sentence it has a capital anyway."""
    low = word.lower().replace("’", "'").replace("‑", "-")
    tag = tag_of(low, word[0].isupper())
    if first and tag == "C" and low.endswith("ly"):
        plain = tag_of(low, False)
        tag = plain if plain in "av" else tag
    return low, tag


class Sentence:
    """A stretch of text cut into tokens; what stands in round brackets is left out.

    Attributes:
        start, end: offsets into the document's text.
        tokens: the tokens.
        lows: their words in lower case.
        tags: their classes, one letter a token.
    """

    __slots__ = ("end", "lows", "start", "tags", "text", "tokens")

    def __init__(self, text: str, start: int, end: int, quotes: list[Quote]) -> None:
        self.text, self.start, self.end = text, start, end
        self.tokens = _tokens(text, start, end, quotes)
        self.lows = [t.low for t in self.tokens]
        self.tags = "".join([t.tag for t in self.tokens])

    def low(self, i: int) -> str:
        """The i-th token in lower case; empty beyond either end."""
        return self.lows[i] if 0 <= i < len(self.lows) else ""

    def tag(self, i: int) -> str:
        """The i-th token's class; a full stop beyond either end."""
        return self.tags[i] if 0 <= i < len(self.tags) else "."

    def at(self, offset: int) -> int:
        """Index of the first token that starts at the offset or later."""
        return bisect_left(self.tokens, offset, key=lambda t: t.start)


def _tokens(text: str, start: int, end: int, quotes: list[Quote]) -> list[Token]:
    first = bisect_right(quotes, start, key=lambda q: q.end)
    marks: list[tuple[int, int, str]] = []
    inside: list[tuple[int, int]] = []
    for quote in quotes[first:]:
        if quote.start >= end:
            break
        inside.append((quote.start, quote.end))
        marks.append((quote.start, quote.inner_start, "“"))
        if quote.inner_end < quote.end:
            marks.append((quote.inner_end, quote.end, "”"))
    out: list[Token] = []
    sentence_start, depth, opened, m, k = True, 0, 0, 0, 0
    for piece in _PIECE.finditer(text, start, end):
        at = piece.start()
        while m < len(marks) and marks[m][0] < at:
            out.append(Token(marks[m][0], marks[m][1], marks[m][2], marks[m][2], False))
            sentence_start = sentence_start or (marks[m][2] == "“")
            m += 1
        while k < len(inside) and inside[k][1] <= at:
            k += 1
        quoted = k < len(inside) and inside[k][0] <= at
        word = piece.group()
        if word == "(":
            depth, opened = depth + 1, at
        elif word == ")":
            depth = max(0, depth - 1)
        elif depth and at - opened < 160:
            continue
        elif piece.lastgroup == "word":
            low, tag = _word(word, sentence_start)
            out.append(Token(at, piece.end(), low, tag, quoted))
            sentence_start = False
        else:
            tag = "-" if piece.lastgroup == "dash" else word
            out.append(Token(at, piece.end(), tag, tag, quoted))
    out.extend(Token(b, e, mark, mark, False) for b, e, mark in marks[m:] if b < end)
    return out
