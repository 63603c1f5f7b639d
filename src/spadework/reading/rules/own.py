"""Nested reports: what a speaker reports of himself is no statement of its own; what he reports of another is."""

from __future__ import annotations

import re

from spadework.reading.rules.lexicon import word_set
from spadework.reading.rules.reports import Report
from spadework.reading.rules.tokens import Sentence

_PRONOUNS = word_set("he she it they him her them himself herself itself his its their")
_FIRST = word_set("i we you our us me who which this that there nobody no none nothing everyone")
_WORDS = re.compile(r"\w{4,}")


def is_own_report(sentence: Sentence, report: Report, outer: Report | None, affiliation: str) -> bool:
    """Whether the statement inside another's words (`outer`, or a turn with this label) is the speaker's own.

    The text alone seldom tells, so this leans on form: a pronoun or a first person is the speaker; a promise or demand
    of another is told in a past before the past ("had promised") or is an outright report ("says that").
    """
    if report.source is None:
        return outer is not None
    if report.verb == "" and outer is None:
        return False
    if sentence.tokens[report.cue[0]].quoted and report.kind == "present":
        return True
    words = [sentence.low(i) for i in range(*report.source)]
    if words[0] in _FIRST:
        return True
    if outer is None:
        label = {w.casefold() for w in _WORDS.findall(affiliation)}
        names = {w for word in words for w in _WORDS.findall(word)}
        return bool(names and names & label)
    if words[0] in _PRONOUNS:
        return True
    if report.kind == "modal" or report.verb == "be":
        return True
    if outer.preposed and outer.content[0][0] >= report.source[0] - 1:
        return report.kind != "perfect" or sentence.low(report.cue[0]) != "had"
    return False
