"""What Word and PDF files have in common: letters that can be printed, how a footnote reads, where links may lead."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

from spadework.briefing.content import Brief, Footnote, Look, Ref, Run, Runs, Text
from spadework.briefing.words import day, quoted
from spadework.model import Stance

MAKER = "Spadework"
LINE = 80  # letters of a running line
HYPHENATED = 20  # letters of a word that hyphens make fit
MARKS = frozenset((*Stance, "commitment", "event"))
"""Names of marks that have a colour."""
EPOCH = date(1980, 1, 1)  # the first day that a ZIP archive knows

# What XML and PDF cannot hold, and half of a pair that stands alone.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]+")
# Marks that turn the direction of everything behind them around, beyond the words of a document.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """The text with `�` for characters that cannot be printed, and without marks that turn its direction."""
    return _TURNING.sub("", _ILLEGAL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n")))


def breakable(text: str, longest: int) -> str:
    """The text with places to break, of no width, in words that are longer than this; but words of letters alone that
    are not very long are left to hyphenation."""

    def broken(word: re.Match[str]) -> str:
        if word[0].isalpha() and len(word[0]) <= HYPHENATED:
            return word[0]
        return "\u200b".join(word[0][n : n + longest] for n in range(0, len(word[0]), longest))

    return re.sub(rf"\S{{{longest + 1},}}", broken, text)


def web(url: str) -> str:
    """The address if it may be linked to; else an empty text."""
    try:
        parts = urlsplit(url)
        return url if parts.scheme in ("http", "https") and parts.hostname and printable(url) == url else ""
    except ValueError:
        return ""


def cited(note: Footnote) -> Runs:
    """A footnote: the words, and where they stand. `“…” Title, Publisher, 9 May 2026, D2 p. 3 ¶7`"""
    runs: list[Run] = [Text(quoted(note.quote), Look.QUOTE), Text(" "), Text(note.document, Look.EMPHASIS)]
    if note.publisher:
        runs.append(Text(f", {note.publisher}"))
    if note.tag:
        runs += [Text(f", {day(note.day)}, "), Ref(place(note), note.target or note.tag)]
    return tuple(runs)


def place(note: Footnote) -> str:
    """`D2 p. 3 ¶7`"""
    page = f"p. {note.page}" if note.page else ""
    paragraph = f"¶{note.paragraph}" if note.paragraph else ""
    return " ".join(filter(None, (note.tag, page, paragraph)))


def stamp(brief: Brief) -> datetime:
    """The moment that a file gives as that of its making: the brief's last day, so that the same brief gives the same
    bytes."""
    when = max(brief.as_of or EPOCH, EPOCH)
    return datetime(when.year, when.month, when.day, tzinfo=UTC)
