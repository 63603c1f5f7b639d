"""Phrases around a cue: noun phrases, adjuncts of time and place, finite clauses."""

from __future__ import annotations

from spadework.reading.rules.lexicon import forms, word_set
from spadework.reading.rules.tokens import Sentence

ADJUNCT_PREPOSITIONS = word_set("""in at on during from through to by via outside with over inside within near
    before after since throughout
    between upon amid under behind for""")
_TIME_HEADS = word_set("last this next early late earlier later same few past several mid several previous")
ADDRESSEES = word_set("""reporters journalists lawmakers parliament parliamentarians deputies senators legislators
    viewers listeners readers
    delegates supporters investors shareholders analysts correspondents diplomats mps voters troops soldiers students
    congress me us him her them you""")


def finite(sentence: Sentence, start: int, end: int) -> bool:
    """Whether there is a finite verb between the tokens, as far as one can see."""
    for i in range(start, min(end, len(sentence.tokens))):
        tag = sentence.tags[i]
        if tag == "x" and sentence.low(i) not in ("be", "been", "being", "having"):
            return True
        if tag == "v" and not (
            sentence.tag(i - 1) in "Dp" or (sentence.tag(i + 1) in "p" and sentence.tag(i - 1) == ",")
        ):
            return True
        if tag == "w" and i > start and sentence.tag(i - 1) in "PwC" and sentence.tag(i + 1) in "DPTsOa":
            found = forms().get(sentence.low(i), ())
            if any(f.kind in ("s", "past") for f in found):
                return True
        if tag == "w" and sentence.tag(i - 1) == "P" and i > start:
            return True
    return False


def skip_time(sentence: Sentence, at: int) -> int:
    """The token after a phrase of time that starts here ("on Tuesday", "last week", "the same day"), else `at`."""
    tags, i = sentence.tags, at
    if sentence.low(i) in (
        "on",
        "in",
        "at",
        "by",
        "during",
        "since",
        "until",
        "late",
        "early",
        "over",
        "for",
        "from",
        "within",
    ):
        i += 1
    while (
        i < len(tags)
        and i - at < 5
        and (tags[i] in "DN" or sentence.low(i) in _TIME_HEADS or (tags[i] == "a" and sentence.low(i) not in ("also",)))
    ):
        i += 1
    if not (i < len(tags) and tags[i] == "t"):
        return at
    while i < len(tags) and (tags[i] in "tN" or sentence.low(i) in ("ago", "later", "earlier")):
        i += 1
    if sentence.low(i) == "of" and sentence.tag(i + 1) in "DtN" and sentence.tag(i + 2) in "tN.":
        i += 2
    return i


def noun_phrase(sentence: Sentence, at: int) -> int:
    """One past the last token of a simple noun phrase that starts here; `at` if none does."""
    tags, i = sentence.tags, at
    if i < len(tags) and tags[i] in "OP":
        return i + 1
    if i < len(tags) and tags[i] == "“":
        while i < len(tags) and tags[i] != "”":
            i += 1
        return i + 1
    if i < len(tags) and tags[i] == "D":
        i += 1
    noun = False
    while i < len(tags):
        tag = tags[i]
        if (tag in "wv" and not (tag == "v" and noun)) or (
            tag == "C" and not (noun and sentence.tags[i - 1] == "w" and not sentence.low(i - 1).endswith("-"))
        ):
            noun = True
        elif tag not in "NaC" or (tag == "C" and noun):
            if sentence.low(i - 1).endswith("'s") and tag in "CDt":
                i += 1
                continue
            break
        i += 1
    return i


def skip_adjuncts(sentence: Sentence, at: int, *, places: bool = True) -> int:
    """The token after the adverbs, times and (if `places`) prepositional phrases that start here."""
    i = at
    while i < len(sentence.tags):
        low, tag = sentence.low(i), sentence.tags[i]
        after = skip_time(sentence, i)
        if after > i:
            i = after
        elif low in ("there", "here") and sentence.tag(i + 1) in "xvnaw":
            break  # "said there were": the clause's own subject
        elif tag == "a" or (low in ("once", "one") and sentence.low(i + 1) in ("more", "day")):
            i += 1 + (low in ("once", "one"))
        elif places and (tag in "pT" or low in ("after", "before", "since")) and low in ADJUNCT_PREPOSITIONS:
            end = _phrase(sentence, i + 1)
            if end == i + 1:
                break
            i = end
        elif places and i > at and tag == "v" and sentence.tag(i + 1) in "pta":
            i += 1  # "in remarks broadcast on Sunday"
        elif places and i > at and low in ("broadcast", "issued", "read", "posted") and sentence.tag(i + 1) in "pta":
            i += 1
        else:
            break
    return i


def _phrase(sentence: Sentence, at: int) -> int:
    """A noun phrase with the "of", "for" and "with" phrases on it."""
    end = noun_phrase(sentence, at)
    while end > at and sentence.low(end) in ("of", "for", "with", "about", "and") and sentence.tag(end + 1) in "DCwNt":
        after = noun_phrase(sentence, end + 1)
        if after == end + 1:
            break
        end = after
    return end
