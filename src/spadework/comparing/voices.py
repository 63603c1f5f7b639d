"""Who speaks in a position, and when two of them differ."""

from __future__ import annotations

import re

from spadework.model import Position, Stance

_OFFICE = re.compile(
    r"\b(?:ministr(?:y|ies)|offices?|embassy|governments?|delegations?|services?|council|secretariat|party|movement|union|chancellery"
    r"|commission|departments?|parliament|cabinet|army|command|staff|side|agency|bureau|authorit(?:y|ies)|administration|mission"
    r"|foreign affairs|committee|front|republic|kingdom|officials?|spokes\w+|negotiators?|diplomats?|kremlin|house)\b",
    re.IGNORECASE,
)


def official(publisher: str) -> bool:
    """Whether a publisher is an office, which speaks for somebody, and no newspaper."""
    return bool(_OFFICE.search(publisher))


def voiced(position: Position) -> bool:
    """Whether somebody said it: what the document tells of a party in passing ("long opposed to ...") has no day."""
    return position.actor is not None or position.statement is not None


def opposed(a: Stance, b: Stance) -> bool:
    """Whether one can live with what the other rejects."""
    return (a.can_live_with and b is Stance.REJECTS) or (b.can_live_with and a is Stance.REJECTS)


def voice(position: Position) -> str | None:
    """The person who speaks; None for a ministry, an embassy or the party itself, which speak for the party as such."""
    actor = position.actor or ""
    return actor if actor and actor[0].isupper() and not _OFFICE.search(actor) else None


def same_voice(a: str | None, b: str | None) -> bool:
    """Whether two names may be of one speaker: the same, or the one a part of the other."""
    mine, theirs = set((a or "").casefold().split()), set((b or "").casefold().split())
    return a == b or (bool(mine and theirs) and (mine <= theirs or theirs <= mine))
