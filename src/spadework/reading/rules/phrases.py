"""Cues that are no verbs: "according to X", "in X's view", "by the reckoning of X", "X's claim that"."""

from __future__ import annotations

from dataclasses import dataclass

from spadework.reading.rules.grammar import finite, noun_phrase
from spadework.reading.rules.lexicon import BARE_NOUNS, word_set
from spadework.reading.rules.tokens import Sentence
from spadework.reading.rules.verbs import MAX_CUES

_VIEWS = word_set("view views opinion words judgment judgement estimation assessment telling eyes phrase reading")
_SHOWINGS = word_set("reading account version telling showing figures interpretation")
_BEGINNINGS = BARE_NOUNS | word_set("according in by on")
_COUNTS = word_set("account reckoning estimate estimates count telling calculation calculations version lights")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A cue phrase: its tokens, the cue's own and the source's. `forward`: the content is a clause after it."""

    start: int
    end: int
    cue: tuple[int, int]
    source: tuple[int, int] | None
    construction: str
    forward: bool = False


def phrases(sentence: Sentence) -> list[Phrase]:
    """All cue phrases of the sentence, from left to right."""
    out: list[Phrase] = []
    begin = 0
    for at, low in enumerate(sentence.lows):
        if at < begin or low not in _BEGINNINGS or len(out) >= MAX_CUES:
            continue
        found = _according(sentence, at) or _view(sentence, at) or _noun(sentence, at)
        if found is not None:
            out.append(found)
            begin = found.cue[1]
    return out


def _according(sentence: Sentence, at: int) -> Phrase | None:
    if sentence.low(at) != "according" or sentence.low(at + 1) != "to":
        return None
    end = _source_end(sentence, at + 2, leading=at == 0 or sentence.tag(at - 1) in "csa;")
    if end == at + 2:
        return None
    return Phrase(at, end, (at, at + 2), (at + 2, end), "according to")


def _source_end(sentence: Sentence, at: int, *, leading: bool) -> int:
    tags, i = sentence.tags, at
    while i < len(tags) and i - at < 40:
        if tags[i] in ";:-“”" or (tags[i] in "x" and not leading):
            break
        if tags[i] == "r" and not leading and i > at:
            close = tags.find(",", i)
            return close if close > 0 else len(tags)  # "according to two people who had seen it, runs to"
        if tags[i] == ",":
            if sentence.tag(i + 1) == "r" and leading:
                close = tags.find(",", i + 1)
                return i if close < 0 else close
            stop = i + 1
            while stop < len(tags) and tags[stop] not in ",;“”":
                stop += 1
            # An apposition: short, without a verb, a comma behind it or the sentence's end.
            apposed = sentence.tag(i + 1) in "CD" and not finite(sentence, i + 1, stop) and stop - i < 9
            apposed = apposed and (stop == len(tags) or (tags[stop] == "," and sentence.tag(stop + 1) != "c"))
            if not apposed or (not leading and stop < len(tags)):
                break
            i = stop
            break
        i += 1
    while i > at and tags[i - 1] in "pcs":
        i -= 1
    return i


def _view(sentence: Sentence, at: int) -> Phrase | None:
    low = sentence.low(at)
    if low not in ("in", "by", "on"):
        return None
    nouns = {"in": _VIEWS, "by": _COUNTS, "on": _SHOWINGS}[low]
    if at > 0 and sentence.tag(at - 1) not in ",csr-“;":
        return None
    if sentence.low(at + 1) == "the" and sentence.low(at + 2) in nouns and sentence.low(at + 3) == "of":
        end = _source_end(sentence, at + 4, leading=at == 0)
        return Phrase(at, end, (at, at + 4), (at + 4, end), "in the view of") if end > at + 4 else None
    for own in range(at + 1, min(at + 7, len(sentence.tags) - 1)):
        if sentence.low(own + 1) in nouns and (
            sentence.low(own) in ("his", "her", "its", "their") or sentence.low(own).endswith(("'s", "s'"))
        ):
            # The possessor may be several words ("in the minister's view").
            return Phrase(at, own + 2, (at, own + 2), (at + 1, own + 1), "in the view of")
        if sentence.tags[own] not in "DCwN":
            return None
    return None


def _noun(sentence: Sentence, at: int) -> Phrase | None:
    if sentence.low(at) not in BARE_NOUNS or sentence.low(at + 1) != "that" or sentence.tag(at + 2) in "xv.":
        return None
    before = sentence.low(at - 1)
    apposed = before in ("a", "the") and sentence.tag(at - 2) == ","
    if not apposed and before in ("a", "the", "by", "of", "after", "denied", "amid", "media", "press"):
        start = at - 1 if sentence.tag(at - 1) == "D" else at
        return Phrase(start, at + 2, (at, at + 2), (start, at + 1), "report that", forward=True)
    return None


def after_leading(sentence: Sentence, phrase: Phrase) -> int:
    """First token of the content when the phrase opens the sentence."""
    at = phrase.end
    while sentence.tag(at) in ",-":
        at += 1
    if at == phrase.end and phrase.construction == "in the view of" and sentence.tag(at) not in "DPC":
        return len(sentence.tags)
    return at if at < len(sentence.tags) and noun_phrase(sentence, at) >= at else phrase.end
