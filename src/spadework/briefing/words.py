"""How the closed vocabularies read on paper: one place, for the page and for the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from spadework.model import (
    CommitmentStatus,
    ConditionKind,
    DateRange,
    Directness,
    FindingKind,
    Role,
    Stance,
)

# Below this a row is marked "unsure": more a hint where to look than a reading to rely on.
UNSURE = 0.5


@dataclass(frozen=True, slots=True)
class Mark:
    """A stance in word and symbol, so that colour is never alone in telling it.

    Attributes:
        short: for narrow columns.
        ascii: symbol for terminals without Unicode.
        colour: name in rich's palette.
    """

    word: str
    short: str
    symbol: str
    ascii: str
    colour: str


STANCES = {
    Stance.ACCEPTS: Mark("accepts", "accepts", "●", "+", "green"),
    Stance.OPEN: Mark("open", "open", "○", "o", "cyan"),
    Stance.CONDITIONAL: Mark("accepts if …", "if …", "◐", "?", "yellow"),
    Stance.NONCOMMITTAL: Mark("noncommittal", "dodges", "–", "-", "bright_black"),
    Stance.REJECTS: Mark("rejects", "rejects", "×", "x", "red"),
}


# Of marks on white paper: stances, promises and deeds.
COLOURS = {
    "accepts": "#1a6b3c",
    "open": "#1d6680",
    "conditional": "#8a5700",
    "noncommittal": "#5d646d",
    "rejects": "#a8232b",
    "commitment": "#1c2126",
    "event": "#5b3b84",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding in words.

    Attributes:
        label, plural: two or three words, for lists.
        title: heading of the group.
        gloss: what it is, and what it is not.
    """

    label: str
    plural: str
    title: str
    gloss: str


# In the order in which the brief tells them.
KINDS = {
    FindingKind.CONTESTED_ACCOUNT: Kind(
        "contested account",
        "contested accounts",
        "Accounts that do not line up",
        "Parties who differ about the same words, deed or position at about the same time.",
    ),
    FindingKind.SHIFT: Kind(
        "shift",
        "shifts",
        "What has moved",
        "The same party on the same option at two dates. A shift is not a contradiction: time lies between.",
    ),
    FindingKind.WORD_VS_DEED: Kind(
        "word against deed",
        "words against deeds",
        "Words against deeds",
        "A reported deed beside what the doer said or promised.",
    ),
    FindingKind.DIVERGENCE: Kind(
        "divergence",
        "divergences",
        "One party, two voices",
        "Voices of the same party that differ at about the same time.",
    ),
    FindingKind.CIRCULAR_PRECONDITIONS: Kind(
        "circular preconditions",
        "circular preconditions",
        "Each waits for the other",
        "Each wants the other’s step first, so that nobody can begin.",
    ),
    FindingKind.GAP: Kind(
        "gap", "gaps", "No common ground yet", "No option of the issue that all who spoke on it are at least open to."
    ),
    FindingKind.OVERLAP: Kind(
        "overlap",
        "overlaps",
        "Where all could meet",
        "An option that all principals who spoke on it are at least open to.",
    ),
    FindingKind.UNVERIFIED_COMMITMENT: Kind(
        "unverified commitment",
        "unverified commitments",
        "Promised, and no report since",
        "The day has passed, and no document says whether it was done. Unverified is not broken.",
    ),
    FindingKind.SINGLE_SOURCE: Kind(
        "single source",
        "single sources",
        "One source, several outlets",
        "Reports that rest on the same unnamed source count once.",
    ),
}

COMMITMENTS = {
    CommitmentStatus.OPEN: ("○", "open"),
    CommitmentStatus.KEPT: ("●", "kept"),
    CommitmentStatus.BROKEN: ("×", "broken"),
    CommitmentStatus.UNVERIFIED: ("?", "unverified"),
}
CONDITIONS = {
    ConditionKind.PRECONDITION: "precondition",
    ConditionKind.RECIPROCITY: "reciprocity",
    ConditionKind.EXCEPTION: "exception",
}
ROLES = {Role.PRINCIPAL: "principal", Role.MEDIATOR: "mediator", Role.OBSERVER: "observer"}
DIRECTNESS = {
    Directness.DIRECT: "quoted",
    Directness.INDIRECT: "paraphrased",
    Directness.MIXED: "partly quoted",
}
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def day(when: date | None, *, year: bool = True) -> str:
    """`19 Aug 2025`; "undated" for None. Month names do not follow the reader's locale: the brief is in English."""
    if when is None:
        return "undated"
    return f"{when.day} {_MONTHS[when.month - 1]}" + (f" {when.year}" if year else "")


def days(when: DateRange | None) -> str:
    """A range in as few words as it needs: `18–19 Aug 2025`."""
    if when is None:
        return "undated"
    first, last = when.first, when.last
    if first == last:
        return day(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    return f"{day(first, year=first.year != last.year)} – {day(last)}"


def count(n: int, one: str, many: str = "") -> str:
    """`1 document`, `2,310 statements`."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def listing(names: Sequence[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    return f" {last} ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def quoted(text: str) -> str:
    """The text in quotation marks, unless it brings its own. One that is opened or closed elsewhere goes."""
    if text[:1] in ("“", '"') and not any(c in text[1:] for c in '”"'):
        text = text[1:]
    elif text[-1:] in ("”", '"') and not any(c in text[:-1] for c in '“"'):
        text = text[:-1]
    return text if text[:1] in ("“", '"', "«") else f"“{text}”"


def short(text: str, length: int) -> str:
    """The text on one line, cut at a word with an ellipsis if it is longer than `length`."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    return (cut[: cut.rfind(" ")] if cut.rfind(" ") > length // 2 else cut).rstrip(" ,;:–") + "…"
