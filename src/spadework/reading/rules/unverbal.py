"""Statements whose cue is a phrase, a noun or a passive."""

from __future__ import annotations

from dataclasses import replace

from spadework.reading.rules.complements import forward
from spadework.reading.rules.grammar import finite
from spadework.reading.rules.nominals import nominals
from spadework.reading.rules.passives import passives
from spadework.reading.rules.phrases import Phrase, after_leading
from spadework.reading.rules.pieces import Stretch, continuation
from spadework.reading.rules.report import Report
from spadework.reading.rules.tokens import Sentence
from spadework.reading.rules.verbs import Hit


def phrase_report(sentence: Sentence, phrase: Phrase, clauses: dict[int, Hit], bare: set[int]) -> Report | None:
    if phrase.forward:
        hit = Hit(phrase.cue[0], phrase.cue[1] - 1, "say", frozenset("s"), "past", False)
        ahead = forward(sentence, hit, [])
        if ahead is None:
            return None
        return Report(phrase.source, phrase.cue, (ahead,), phrase.construction)
    report = Report(phrase.source, phrase.cue, (), phrase.construction, preposed=True)
    end = len(sentence.tags)
    before = sentence.tag(phrase.start - 1)
    if phrase.start == 0 or before in "csa;:“" or (before == "," and sentence.tag(phrase.start - 2) == "c"):
        at = after_leading(sentence, phrase)
        if at >= end or (not finite(sentence, at, end) and end - at < 4):
            return None
        return replace(report, content=((at, end),), preposed=False)
    start = 0
    stop = phrase.start - (before == ",")
    while start < stop and (sentence.tag(start) in ",;-" or sentence.low(start) in ("but", "and", "yet")):
        start += 1
    if stop <= start:
        return None
    pieces: tuple[Stretch, ...] = ((start, stop),)
    subject = (
        not finite(sentence, start, stop) and sentence.tag(start) in "DCPwN" and "“" not in sentence.tags[start:stop]
    )
    if phrase.end + 2 < end and sentence.tag(phrase.end) == "," and before == "," and subject:
        pieces = (*pieces, (phrase.end + 1, end))  # "Norland, according to its envoy, wants a map"
    elif phrase.end < end and sentence.tag(phrase.end) == ",":
        more = continuation(sentence, phrase.end, pieces[0], clauses, bare)
        if more is not None:
            pieces = (*pieces, more)
    return replace(report, content=pieces)


def other_reports(sentence: Sentence) -> list[Report]:
    """Statements whose cue is a noun or a passive."""
    named = [Report(source, cue, (content,), "noun") for source, cue, content in nominals(sentence)]
    return named + [
        Report(p.source, p.cue, p.content, "passive", p.verb, "past", preposed=p.content[0][0] < p.cue[0])
        for p in passives(sentence)
    ]
