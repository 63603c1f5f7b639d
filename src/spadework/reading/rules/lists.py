"""Lists in communiqués: 'The Ministers, - reaffirm that ...; - welcome ...'.

The stem names the speaker, and each item opens with its cue.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from spadework.reading.rules.lexicon import forms

Place = tuple[int, int]
_ITEM = re.compile(r"[ \t]*(?:\(?(?:\d{1,3}|[a-z]|[ivx]{2,4})[.)]|[•·*–—-])[ \t]+")
_WORD = re.compile(r"[A-Za-z]+")
_STEM = re.compile(r"[^.!?\n]{2,160}[,:—–-]\s*")
_FINITE_KINDS = ("base", "s", "ing", "past")


@dataclass(frozen=True, slots=True)
class Item:
    """An item whose first word reports: `stem` is the speaker's words, `start` to `end` the item without its bullet."""

    stem: Place
    start: int
    end: int


def lines(text: str, start: int, end: int) -> list[Place]:
    """The lines of a paragraph."""
    out: list[Place] = []
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        out.append((at, stop))
        at = stop + 1
    return out


def items(text: str, blocks: list[Place]) -> list[Item]:
    """The items of every list whose stem is a bare noun phrase and whose items start with a reporting verb."""
    out: list[Item] = []
    stem: Place | None = None
    for block in blocks:
        for start, end in lines(text, *block):
            bullet = _ITEM.match(text, start, end)
            if bullet and stem is not None and _reports(text, bullet.end(), end):
                out.append(Item(stem, bullet.end(), end))
            elif not bullet:
                stem = _stem(text, start, end)
    return out


def _stem(text: str, start: int, end: int) -> Place | None:
    if not _STEM.fullmatch(text, start, end) or not text[start].isupper():
        return None
    words = [w.lower() for w in _WORD.findall(text, start, end)]
    if len(words) > 20 or any(f.kind == "past" for w in words for f in forms().get(w, ())):
        return None
    comma = text.find(",", start, end)
    stop = comma if comma > 0 else end
    while stop > start and text[stop - 1] in " ,:—–-":
        stop -= 1
    return (start, stop) if stop > start else None


def _reports(text: str, start: int, end: int) -> bool:
    first = _WORD.match(text, start, end)
    return first is not None and any(f.kind in _FINITE_KINDS for f in forms().get(first.group().lower(), ()))
