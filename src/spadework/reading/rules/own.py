"""Nested reports: what a speaker reports of himself is no statement of its own; what he reports of another is."""

from __future__ import annotations

import re

from spadework.reading.rules.lexicon import word_set
from spadework.reading.rules.report import Report
from spadework.reading.rules.tokens import Sentence

_PRONOUNS = word_set("he she it they him her them himself herself itself his its their")
_OTHERS = word_set("he she it they you his her its their your")
_FIRST = word_set("i we our us me who which this that there nobody no none nothing everyone one anyone")
_WORDS = re.compile(r"\w{4,}")
_STEM = 5


def is_own_report(sentence: Sentence, report: Report, outer: Report | None, affiliation: str) -> bool:
    """Whether the statement inside another's words (`outer`, or a turn with this label) is the speaker's own.

    The text alone seldom tells, so this leans on form: a pronoun, a first person or a shared name is the
    speaker; a stand
    that is only supposed ("would agree") is nobody's report.
    """
    if report.source is None:
        return outer is not None
    if report.verb == "" and outer is None:
        return False
    words = [sentence.low(i) for i in range(*report.source)]
    if words[0] in _FIRST:
        return True
    if outer is not None and (report.kind == "modal" or report.verb == "be"):
        return True
    if outer is None:
        return bool(_stems(words) & _stems(affiliation.casefold().split()))
    if sentence.tokens[report.cue[0]].quoted and words[0] in _OTHERS:
        return False  # in his own words a speaker is "I" and "we"
    if words[0] in _PRONOUNS:
        return True
    if outer.source is not None and _stems(words) & _stems([sentence.low(i) for i in range(*outer.source)]):
        return True
    if outer.preposed and outer.content[0][0] >= report.source[0] - 1:
        return report.kind != "perfect" or sentence.low(report.cue[0]) != "had"
    return False


def _stems(words: list[str]) -> set[str]:
    """The beginnings of the words, so that "Norland's" and "Norlandic" are one; common words of office are left out."""
    return {found[:_STEM] for word in words for found in _WORDS.findall(word)} - _OFFICES


_OFFICES = frozenset(
    w[:_STEM]
    for w in """minister ministry foreign government president spokesman spokeswoman official officials delegation party
    council chief deputy secretary general prime head board committee former with from that which union senior leader
    side sides both their people agency""".split()
)
