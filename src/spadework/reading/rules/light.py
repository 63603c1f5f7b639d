"""Cues of a light verb and a noun: "gave a firm assurance that", "sees no reason to", "has no objection to"."""

from __future__ import annotations

from spadework.reading.rules.lexicon import Cue, cues
from spadework.reading.rules.stances import carried, carriers
from spadework.reading.rules.tokens import Sentence

_REACH = 5


def carried_cues(sentence: Sentence, at: int, verb: str) -> list[tuple[Cue, int]]:
    """The cue that the verb before `at` makes with a noun of saying or stance after it, and one past its last token."""
    if verb not in carriers():
        return []
    for i in range(at, min(at + _REACH, len(sentence.tokens))):
        takes = carried().get(sentence.low(i))
        if takes is not None and (found := _taken(sentence, i + 1, verb, takes)) is not None:
            return [found]
        if sentence.tags[i] not in "DwaNCn":
            return []
    return []


def _taken(sentence: Sentence, at: int, verb: str, takes: frozenset[str]) -> tuple[Cue, int] | None:
    low = sentence.low(at)
    if low == "that" and "t" in takes:
        return Cue(verb, (), frozenset("h"), frozenset()), at
    if any(not cue.rest and "n" in cue.frames for cue in cues().get(verb, ())):
        return None  # "expressed concern about": the noun belongs to what is said
    if sentence.tag(at) == "T" and "i" in takes and sentence.tag(at + 1) in "wa":
        return Cue(verb, (), frozenset("i"), frozenset()), at
    if low in takes and len(low) > 1:
        return Cue(verb, (low,), frozenset("n"), frozenset()), at + 1
    return None
