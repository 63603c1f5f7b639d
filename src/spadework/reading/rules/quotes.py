"""Quotation marks: which stretches of the text are quoted."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spadework.text import paragraphs

_MARK = re.compile(r"[“”„«»\"‘’']")
_OPENS_AFTER = re.compile(r"[\s(\[—–\-“\"„«]")
_PAIRS = {"“": "”", "„": "“”", "«": "»", '"': '"'}
_INNER_STOP = ".,!?…—–-"
# A single quotation mark is also an apostrophe: a quotation in single marks must close this soon.
_SINGLE_REACH = 1500


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation in one paragraph. `start` and `end` take in the marks, `inner_start` and `inner_end` leave them out.

    `goes_on`: it was not closed, and the next paragraph opens it again.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    goes_on: bool = False


def quotes(text: str) -> list[Quote]:
    """The outermost quotations of each paragraph, in the order of the text."""
    blocks = list(paragraphs(text))
    out: list[Quote] = []
    for n, (start, end) in enumerate(blocks):
        reopens = n + 1 < len(blocks) and text[blocks[n + 1][0]] in "“\"„«‘'"
        out.extend(_in_paragraph(text, start, end, reopens))
    return out


def _in_paragraph(text: str, start: int, end: int, reopens: bool) -> list[Quote]:
    found = [m.start() for m in _MARK.finditer(text, start, end)]
    out: list[Quote] = []
    i = 0
    dead: set[str] = set()
    while i < len(found):
        at = found[i]
        mark = text[at]
        close: int | None = None
        if mark in dead or (mark != "„" and mark in "”»’") or not _opens(text, at, start, end):
            i += 1
            continue
        close = _single_close(text, found, i, end) if mark in "‘'" else _double_close(text, found, i)
        if close is None and mark in "‘'":
            i += 1
            continue
        if close is None:
            # Never closed: it runs to the end of the paragraph if the next paragraph takes it up or it opens this one.
            if (reopens or at == start) and end - at > 1:
                out.append(Quote(at, end, at + 1, end, goes_on=reopens))
                return out
            dead.add(mark)
            i += 1
            continue
        place = found[close]
        if place > at + 1:
            out.append(Quote(at, place + 1, at + 1, place))
        i = close + 1
    return out


def _opens(text: str, at: int, start: int, end: int) -> bool:
    before = at == start or _OPENS_AFTER.match(text[at - 1]) is not None
    after = at + 1 < end and not text[at + 1].isspace()
    return before and after


def _double_close(text: str, found: list[int], i: int) -> int | None:
    closing = _PAIRS[text[found[i]]]
    straight = closing == '"'
    for j in range(i + 1, len(found)):
        if text[found[j]] in closing and (not straight or not _reopens(text, found[j])):
            return j
    return None


def _reopens(text: str, at: int) -> bool:
    """Whether a straight mark can only be an opening one."""
    return text[at - 1].isspace() and at + 1 < len(text) and not text[at + 1].isspace()


def _single_close(text: str, found: list[int], i: int, end: int) -> int | None:
    """The mark that closes a single quotation: one after punctuation if there is any, else the first that can."""
    at, closing = found[i], "’" if text[found[i]] == "‘" else "'"
    if text[at] == "'" and not text[at + 1].isalpha():
        return None
    first: int | None = None
    for j in range(i + 1, len(found)):
        place = found[j]
        if place - at > _SINGLE_REACH:
            break
        if text[place] != closing or (place + 1 < end and text[place + 1].isalnum()):
            continue
        if text[place - 1] in _INNER_STOP:
            return j
        if first is None and not text[place - 1].isspace():
            first = j
            if place + 1 >= end or text[place + 1] in ".,;:!?)—–":
                return j
    return first
