"""All comparing in one call.

Each kind of finding has a module of its name with a function `find(standing)`. A new kind is a value of `FindingKind`
and a module; nothing else has to be told of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module

from spadework.comparing.once import counted_once
from spadework.comparing.standing import Standing
from spadework.model import Finding, FindingKind, Record, Status

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


def beside(old: Sequence[Finding], new: Sequence[Finding]) -> tuple[Finding, ...]:
    """New findings with those of the old ones on which a person has decided, what matters most first."""
    decided = {f.id: f for f in old if f.status is not Status.PROPOSED}
    kept = [decided.pop(f.id, f) for f in new]
    return tuple(sorted([*kept, *decided.values()], key=lambda f: (-f.weight, -f.confidence)))
