"""All comparing in one call.

Each kind of finding has a module of its name with a function `find(standing)`. A new kind is a value of `FindingKind`
and a module; nothing else has to be told of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module

from spadework.comparing.once import counted_once
from spadework.comparing.standing import Standing
from spadework.model import Finding, FindingKind, Record

Finder = Callable[[Standing], Iterator[Finding]]


def finder(kind: FindingKind) -> Finder:
    """The function that finds this kind."""
    find: Finder = import_module(f"spadework.comparing.{kind.value}").find
    return find


def compare(record: Record) -> tuple[Finding, ...]:
    """What the rows of a record show when they are laid side by side, what matters most first.

    Nothing is guessed: what the rows cannot decide is left out. What a rewrite repeats counts once. Findings are ranked
    by weight, then by confidence, then by the order of the documents.
    """
    standing = Standing(counted_once(record))
    found = {f.id: f for kind in FindingKind for f in finder(kind)(standing)}
    first = {id: standing.place(f.evidence[0]) if f.evidence else (0, 0) for id, f in found.items()}
    return tuple(sorted(found.values(), key=lambda f: (-f.weight, -f.confidence, first[f.id])))


def ground(record: Record) -> tuple[Finding, ...]:
    """Where the parties cannot meet and where they could: the gaps and overlaps among the positions of a record."""
    standing = Standing(record)
    return tuple(f for kind in (FindingKind.GAP, FindingKind.OVERLAP) for f in finder(kind)(standing))
