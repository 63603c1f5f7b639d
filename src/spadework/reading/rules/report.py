"""A statement in tokens of its sentence."""

from __future__ import annotations

from dataclasses import dataclass

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Report:
    """A statement in tokens of its sentence. `construction` names the rule that found it."""

    source: Stretch | None
    cue: Stretch
    content: tuple[Stretch, ...]
    construction: str
    verb: str = ""
    kind: str = ""
    preposed: bool = False
