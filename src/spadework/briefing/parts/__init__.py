"""The parts of a brief, in the order in which they stand if nobody chooses.

Each is a module of its name with a `HEADING`, and a function `blocks(material)` that gives what stands below it;
nothing if there is nothing to tell. A new part is a module and a name here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module

from spadework.briefing.content import Block, Part
from spadework.briefing.material import Material
from spadework.errors import SpadeworkError

PARTS = {
    "summary": "the bottom line first: what moved, what blocks, what could close, the next dates",
    "since": "what has changed since the last brief; needs its day",
    "positions": "where each party stands on each option, in a table",
    "findings": "what moved, clashes and blocks, with the words of both sides",
    "settlement": "what could be agreed, by a scenario",
    "timeline": "stances, promises and deeds by their days, drawn and listed",
    "conditions": "what must come first, drawn and listed, circles marked",
    "commitments": "who promised what by when, and whether it was kept",
    "questions": "what is still open: answers that were none, silence, deeds without a doer",
    "notes": "what analysts have noted down about the issues",
    "actors": "who speaks, for whom, in what office",
    "deeds": "what was done, not said",
    "ledger": "who said what, document by document",
    "guide": "how to read a brief",
    "documents": "what was read, and where it came from",
    "texts": "the documents themselves, with every row's place marked",
}
"""What there is, and what it tells."""


def check(names: Sequence[str]) -> None:
    """Raise SpadeworkError if there is no part of one of these names, or if one is named twice."""
    for n, name in enumerate(names):
        if name not in PARTS:
            raise SpadeworkError(f"there is no part {name!r}", remedy=f"There are: {', '.join(PARTS)}.")
        if name in names[:n]:
            raise SpadeworkError(f"the part {name!r} is named twice", remedy="Name it once.")


def part(name: str, material: Material) -> Part:
    """One part; without blocks if there is nothing to tell."""
    module = import_module(f"spadework.briefing.parts.{name}")
    blocks: Callable[[Material], Sequence[Block]] = module.blocks
    return Part(name, module.HEADING, tuple(blocks(material)))
