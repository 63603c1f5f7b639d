"""Runs of capitalised words, parted into titles and names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spadework.reading.lexicon import CALENDAR, ORGANISATION, ROLES, STOP, TITLES

_UPPER = "A-ZÀ-ÖØ-Þ" + "".join(c for c in map(chr, range(0x100, 0x250)) if c.isupper())
# A possessive ends the run: in "Aldfell’s Foreign Minister Thole" there are two.
_SHORT = "Mr|Mrs|Ms|Mx|Dr|Prof|Rev|Fr|Gen|Lt|Col|Cmdr|Capt|Adm|Maj|Brig|Sgt|Sen|Rep|Gov|Amb|Hon|Pres|St"
_PARTICLE = r"(?:(?:al|el|an|ar|as|ash|at|de|d|l|ibn|bin)[-’'])?"  # "al-Korvan" is one word
_CAPITALISED = rf"(?:(?:{_SHORT})\.|(?:[A-Z]\.)+(?=\s|[’',;:)])|{_PARTICLE}[{_UPPER}](?:\w|[’'](?!s\b)(?=\w)|-(?=\w))*)"
_RUN = re.compile(
    rf"(?<!\w){_CAPITALISED}(?:[ \n](?:(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|al|el|bin|ibn|ben|abu|ter|af)"
    rf"[ \n]){{0,2}}{_CAPITALISED})*"
)
MAX_WORDS = 12


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text.

    Attributes:
        start, end: the name without titles.
        begins: where its titles begin.
        words: its words.
        title: the words of the run before it ("Foreign Minister", "Ms."); empty if none.
        organisation: it holds a word that only organisations and places bear.
    """

    begins: int
    start: int
    end: int
    words: tuple[str, ...]
    title: str
    organisation: bool

    @property
    def text(self) -> str:
        """The words with single spaces between."""
        return " ".join(self.words)


_WORD = re.compile(r"\S+")


def names(text: str, start: int = 0, end: int | None = None) -> Iterator[Name]:
    """Runs of capitalised words between two offsets, without leading function words and without dates."""
    for run in _RUN.finditer(text, start, len(text) if end is None else end):
        yield from _parts(text, run)


def _parts(text: str, run: re.Match[str]) -> Iterator[Name]:
    """A run broken at days and months."""
    part: list[re.Match[str]] = []
    for word in _WORD.finditer(run.group()):
        if word.group().casefold().rstrip(".") in CALENDAR:
            name = _name(run.start(), part)
            if name:
                yield name
            part = []
        else:
            part.append(word)
    name = _name(run.start(), part)
    if name:
        yield name


def _name(offset: int, words: list[re.Match[str]]) -> Name | None:
    words = words[:MAX_WORDS]
    while words and words[0].group().casefold().rstrip(".") in STOP:
        words = words[1:]
    if not words:
        return None
    keys = [w.group().casefold().rstrip(".") for w in words]
    last_title = max((i for i, k in enumerate(keys) if k in TITLES or k in ROLES), default=-1)
    title = " ".join(w.group() for w in words[: last_title + 1])
    name = words[last_title + 1 :]
    if not name:  # "the Prime Minister": a role and no name
        return None
    organisation = any(k in ORGANISATION for k in keys[last_title + 1 :]) or any(
        w.group().isupper() and len(w.group()) > 3 and "." not in w.group() for w in name
    )
    return Name(
        offset + words[0].start(),
        offset + name[0].start(),
        offset + name[-1].end(),
        tuple(w.group() for w in name),
        title,
        organisation,
    )


def unshouted(name: str) -> str:
    """A name in capitals ("MR. AL-DOSARI") as it is otherwise written."""
    if not any(w.isupper() and len(w.strip(".")) > 1 for w in name.split()):
        return name
    return " ".join(_capitalised(w) if w.isupper() and len(w.strip(".")) > 1 else w for w in name.split())


def _capitalised(word: str) -> str:
    if word in ("OF", "THE", "AND", "FOR"):
        return word.lower()
    return "-".join(part.capitalize() for part in word.split("-"))
