"""Whole attributions in raw articles: is each source tied to its own cue and content?

A found attribution is right when source, cue and content all agree with those of one gold attribution, and each gold
attribution is taken once; pairs are made so that as many as possible are right. Two roles agree exactly when all their
pieces stand at the same places, and by overlap when they share a character. A role that is absent agrees with one
that is absent. The figures of a single role are of the attributions that have it, paired by that role alone.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reading_published import ROLES, Place, figures

Agree = Callable[["Linked", "Linked"], bool]


@dataclass(frozen=True)
class Linked:
    """The places of one attribution, by role; an absent role has none."""

    source: tuple[Place, ...]
    cue: tuple[Place, ...]
    content: tuple[Place, ...]

    @classmethod
    def of(cls, one: Any) -> Linked:
        """A tagged or a gold attribution; a role may be None, one place, or several."""
        return cls(*(_places(getattr(one, role)) for role in ROLES))

    def stripped(self, text: str) -> Linked:
        """The same without white space at the ends of the pieces."""
        return Linked(*(_stripped(getattr(self, role), text) for role in ROLES))


def _places(given: Any) -> tuple[Place, ...]:
    if not given:
        return ()
    if isinstance(given[0], int):
        return ((given[0], given[1]),)
    return tuple(sorted((start, end) for start, end in given))


def _stripped(places: Sequence[Place], text: str) -> tuple[Place, ...]:
    kept = []
    for start, end in places:
        words = text[start:end]
        if words.strip():
            kept.append((start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())))
    return tuple(kept)


def touch(some: Sequence[Place], others: Sequence[Place]) -> bool:
    """Whether two roles share a character, or are both absent."""
    if not some or not others:
        return not some and not others
    return any(a < d and c < b for a, b in some for c, d in others)


def same(*roles: str) -> Agree:
    """Whether these roles stand at the same places."""
    return lambda a, b: all(getattr(a, role) == getattr(b, role) for role in roles)


def touching(*roles: str) -> Agree:
    """Whether these roles overlap."""
    return lambda a, b: all(touch(getattr(a, role), getattr(b, role)) for role in roles)


def pairs(found: Sequence[Linked], gold: Sequence[Linked], agree: Agree) -> int:
    """How many pairs agree when each attribution is in one pair at most and as many as possible are made.

    A maximum matching by augmenting paths (Kuhn).
    """
    fits = [[n for n, theirs in enumerate(gold) if agree(mine, theirs)] for mine in found]
    taken: dict[int, int] = {}

    def place(mine: int, tried: set[int]) -> bool:
        for n in fits[mine]:
            if n not in tried:
                tried.add(n)
                if n not in taken or place(taken[n], tried):
                    taken[n] = mine
                    return True
        return False

    return sum(place(mine, set()) for mine in range(len(found)))


def score(found: Sequence[Sequence[Linked]], gold: Sequence[Sequence[Linked]]) -> dict[str, dict[str, float]]:
    """The figures of whole attributions and of each role over all articles, exact and by overlap."""

    def counted(agree: Agree, needed: str = "") -> dict[str, float]:
        right = told = wanted = 0
        for mine, theirs in zip(found, gold, strict=True):
            some, others = ([a for a in one if not needed or getattr(a, needed)] for one in (mine, theirs))
            right += pairs(some, others, agree)
            told, wanted = told + len(some), wanted + len(others)
        return figures(right, told, wanted)

    result = {"all three, exact": counted(same(*ROLES)), "all three, overlap": counted(touching(*ROLES))}
    for role in ROLES:
        result[f"{role}, exact"] = counted(same(role), role)
        result[f"{role}, overlap"] = counted(touching(role), role)
    return result


def measure(folder: Path, tagger: Any) -> dict[str, Any]:
    """The figures of a folder of PolNeAR's form, with the places as they are and with white space stripped."""
    loader = Path(__file__).resolve().parents[1] / "training" / "reading"
    sys.path.insert(0, str(loader))
    from corpora import polnear

    articles = polnear(folder)
    print(f"{folder.name}: reading {len(articles)} articles", file=sys.stderr)
    gold = [[Linked.of(a) for a in article.attributions] for article in articles]
    found = [[Linked.of(a) for a in read] for read in tagger.read(article.text for article in articles)]
    texts = [article.text for article in articles]
    bare = [[[a.stripped(t) for a in some] for some, t in zip(one, texts, strict=True)] for one in (found, gold)]
    return {
        "folder": folder.name,
        "articles": len(articles),
        "as they are": score(found, gold),
        "stripped": score(bare[0], bare[1]),
    }


def table(result: dict[str, Any]) -> str:
    """The figures as Markdown."""
    rows = [
        f"Attributions in {result['articles']} articles of {result['folder']}, percent",
        "",
        "| right if | ends of spans | F1 | P | R | right | found | gold |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for ends in ("as they are", "stripped"):
        for name, f in result[ends].items():
            rates = " | ".join(f"{f[key]:.2f}" for key in ("f1", "precision", "recall"))
            rows.append(f"| {name} | {ends} | {rates} | {f['right']:,} | {f['found']:,} | {f['gold']:,} |")
    return "\n".join(rows)
