"""Where the clause ends that a cue stands in, if the sentence's main clause goes on behind it."""

from __future__ import annotations

from spadework.reading.rules.lexicon import forms, word_set
from spadework.reading.rules.sources import Source
from spadework.reading.rules.tokens import Sentence
from spadework.reading.rules.verbs import Hit

_SUBORDINATORS = word_set("after when while although though as since once because before if whereas whether until even")


def limit(sentence: Sentence, hit: Hit, source: Source | None) -> int | None:
    """One past the last token of a relative or fronted clause; None if the sentence's end will do."""
    if source is None:
        return None
    if source.relative:
        return _relative_end(sentence, hit, source)
    opens = source.clause - 1
    fronted = sentence.low(opens) in _SUBORDINATORS and (opens == 0 or sentence.tag(opens - 1) in "atNDw,“c")
    if fronted and not _main_before(sentence, opens):
        return _fronted_end(sentence, hit)
    return None


def _relative_end(sentence: Sentence, hit: Hit, source: Source) -> int | None:
    """The comma behind which the verb of "X, who said ..., has ordered" stands."""
    if sentence.tag(source.clause - 1) != ",":
        return None
    for i in _commas(sentence, hit.end):
        at = i + 1
        while sentence.tag(at) == "a":
            at += 1
        kinds = {f.kind for f in forms().get(sentence.low(at), ())}
        if sentence.tag(at) in "xv" or (sentence.tag(at) == "w" and kinds & {"past", "s"}):
            return i
    return None


def _main_before(sentence: Sentence, opens: int) -> bool:
    """Whether the main clause stands before the subordinate one."""
    if sentence.tag(opens - 1) == "c":
        return False
    return any(tag in "xvP" for tag in sentence.tags[:opens])


def _fronted_end(sentence: Sentence, hit: Hit) -> int | None:
    """The comma that closes "After X had said ..., Y did ...": a subject follows, and then a verb."""
    for i in _commas(sentence, hit.end):
        at = i + 1
        while sentence.tag(at) in "DCwNOPp" and at - i < 14:
            at += 1
        if at > i + 1 and sentence.tag(i + 1) in "DCPwN" and (sentence.tag(at) in "xv" or sentence.tag(i + 1) == "P"):
            return i
    return None


def _commas(sentence: Sentence, at: int) -> list[int]:
    """The commas from `at` on outside quotations."""
    out: list[int] = []
    depth = 0
    for i in range(at, len(sentence.tags)):
        tag = sentence.tags[i]
        depth += (tag == "“") - (tag == "”")
        if tag == "," and depth <= 0 and i > at:
            out.append(i)
    return out
