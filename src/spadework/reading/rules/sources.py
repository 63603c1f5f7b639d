"""Who says it: the words that name the speaker, found from the cue."""

from __future__ import annotations

from dataclasses import dataclass

from spadework.reading.rules.grammar import finite, noun_phrase, skip_time
from spadework.reading.rules.lexicon import forms, word_set
from spadework.reading.rules.tokens import Sentence
from spadework.reading.rules.verbs import Hit

Stretch = tuple[int, int]
REACH = 60
"""Tokens that a subject may lie before its cue."""
_BOUNDARY = ",;:-“”"
_RELATIVES = ("who", "which", "whose", "whom")
_OPENERS = word_set("asked pressed speaking questioned quoted citing when while if as also reached contacted")

_ALONE = word_set("some many others both few most")


@dataclass(frozen=True, slots=True)
class Source:
    """Tokens of the speaker's words.

    Attributes:
        start, end: the tokens.
        clause: first token of the clause that the subject opens (with what stands before the subject, "In March").
        relative: the subject is a relative pronoun, and the tokens are its antecedent's.
    """

    start: int
    end: int
    clause: int
    relative: bool = False


def subject_before(sentence: Sentence, hit: Hit, reporting: frozenset[int]) -> Source | None:
    """The subject of a cue that follows it.

    `reporting`: the tokens that end other cues which take clauses without "that"; a subject may start right after one.
    """
    right = hit.start
    floor = max(0, hit.start - REACH)
    right = _skip_back(sentence, right, floor)
    if right <= floor:
        return None
    if sentence.tag(right - 1) == "-" and (opened := _dash(sentence, right - 1, floor)) is not None:
        right = opened  # "insiders in both states - north and south - said"
    if sentence.low(right - 1) in ("who", "which"):
        return _antecedent(sentence, right - 1, floor)
    if sentence.tag(right - 1) == "c":
        return None  # "fear for their quotas and want": the subject of the verb before
    paired = sentence.tag(right - 1) == ","
    if paired:
        head = _parenthesis(sentence, right - 1, floor)
        if head is None:
            return None
        inner, right_of_head = head
        right_of_head = _before_adverb(sentence, right_of_head, floor)
    else:
        inner, right_of_head = right, right
    start = _phrase_start(sentence, right_of_head, floor, reporting)
    if start is None or start >= right_of_head:
        return None
    clause = start
    start = _without_adjunct(sentence, start, right_of_head)
    end = right_of_head
    if paired and sentence.low(inner) not in _RELATIVES and sentence.low(inner) not in _OPENERS:
        end = right - 1 if sentence.tag(inner) in "DCw" and not finite(sentence, inner, right - 1) else end
    while end > start and (sentence.tag(end - 1) == "a" or sentence.low(end - 1) in ("each", "both", "all")):
        end -= 1
    if end <= start or not _nominal(sentence, start, end):
        return None
    return Source(start, end, clause)


def _dash(sentence: Sentence, close: int, floor: int) -> int | None:
    """The dash that opens the parenthesis that one closes."""
    opened = sentence.tags.rfind("-", max(floor, close - 25), close)
    return opened if opened > floor and sentence.tag(opened - 1) in "wC" else None


def _before_adverb(sentence: Sentence, right: int, floor: int) -> int:
    """Leave out an adverb between commas: "Orr, meanwhile, who ..., said"."""
    at = right
    while at > floor and sentence.tag(at - 1) == "a":
        at -= 1
    return at - 1 if at < right and sentence.tag(at - 1) == "," and at - 1 > floor else right


def subject_after(sentence: Sentence, at: int) -> Source | None:
    """The subject of a cue before it: '..., said Ruth Ellery, who served ...'."""
    end = at
    tags = sentence.tags
    while end < len(tags) and end - at < 30 and tags[end] not in ",;:-“”r" and sentence.low(end) not in ("that",):
        if end > at and skip_time(sentence, end) > end and sentence.tag(end) in "pDt":
            break
        if tags[end] == "x" or (tags[end] == "P" and end > at):
            break
        if (
            end > at
            and tags[end] == "p"
            and sentence.low(end) in ("in", "at", "during", "after")
            and (sentence.low(end + 1) in ("a", "an"))
        ):
            break
        end += 1
    while end > at and tags[end - 1] in "pTcsa":
        end -= 1
    if end == at or not _nominal(sentence, at, end):
        return None
    if sentence.tag(end) == "," and sentence.tag(end + 1) == "D" and tags[end - 1] == "C":
        stop = end + 1
        while stop < len(tags) and tags[stop] not in _BOUNDARY and tags[stop] not in "rx":
            stop += 1
        if not finite(sentence, end + 1, stop) and (stop == len(tags) or tags[stop] in ",”“-;"):
            end = stop
    return Source(at, end, at)


def first_subject(sentence: Sentence, before: int) -> Stretch | None:
    """The subject of the clause that an "and" continues: its first noun phrase, if a verb follows that."""
    start = max(sentence.tags.rfind(";", 0, before), sentence.tags.rfind("”", 0, before)) + 1
    at = _without_adjunct(sentence, start, before)
    comma = sentence.tags.find(",", at, before)
    if sentence.tag(at) in "psTavt" and comma > 0:
        at = comma + 1
    end = at
    while end < before and sentence.tags[end] in "DCNwOPp" and end - at < 14:
        if (
            end > at
            and sentence.tag(end) == "w"
            and any(f.kind in ("s", "past") for f in forms().get(sentence.low(end), ()))
        ):
            break
        end += 1
    ends = end < before and sentence.tags[end] in "xvaw,"
    return (at, end) if end > at and ends and _nominal(sentence, at, end) else None


def _skip_back(sentence: Sentence, right: int, floor: int) -> int:
    """Leave out adverbs and times between the subject and its cue ("Moncada on Thursday welcomed")."""
    moved = True
    while moved and right > floor:
        moved = False
        if sentence.tag(right - 1) == "a" and sentence.low(right - 1) not in ("here", "there"):
            right, moved = right - 1, True
            continue
        for back in (4, 3, 2, 1):
            at = right - back
            if (
                at > floor
                and sentence.tag(at) in "pt"
                and skip_time(sentence, at) == right
                and "t" in (sentence.tags[at:right])
            ):
                if sentence.tag(at - 1) not in "CwO”PN,":
                    continue
                right, moved = at, True
                break
    return right


def _parenthesis(sentence: Sentence, comma: int, floor: int) -> tuple[int, int] | None:
    """For a comma right before the cue: first token of the parenthesis it closes, and the end of what precedes."""
    at = comma - 1
    best: tuple[int, int] | None = None
    while at > floor:
        tag = sentence.tags[at]
        if tag in "“”;:":
            break
        if tag == ",":
            opens = at + 1
            low, first = sentence.low(opens), sentence.tag(opens)
            if low in _RELATIVES or low in _OPENERS:
                return opens, at
            if sentence.tag(at - 1) not in _BOUNDARY and best is None:
                best = (opens, at)
                # A list inside ("..., and whose brothers", "Commerce, Industry and Labour") goes on to the left.
                if first != "c" and low not in ("whose",) and not finite(sentence, opens, comma):
                    return best
                best = None if first == "c" else best
        at -= 1
    return best


def _phrase_start(sentence: Sentence, right: int, floor: int, reporting: frozenset[int]) -> int | None:
    """Where the noun phrase that ends before `right` starts, if it starts where a clause can."""
    at = right - 1
    tags = sentence.tags
    while at >= floor:
        tag, low = tags[at], sentence.low(at)
        if at + 1 in reporting and at + 1 < right:
            return at + 1
        if tag in ",;:-“":
            if tag == "," and _list_comma(sentence, at, right, floor):
                at -= 1
                continue
            return at + 1
        if tag == "”":
            opened = tags.rfind("“", floor, at)
            nickname = sentence.tag(opened - 1) == "C" and sentence.text[sentence.tokens[at].start - 1].isalnum()
            if opened < 0 or at - opened > 3 or not nickname:
                return at + 1
            at = opened - 1
            continue
        if tag == "r" and at < right - 1 and sentence.tag(at - 1) in "wC" and at - 1 > floor:
            at -= 1  # a clause inside the subject: "an official who relayed the exchange said"
            continue
        if tag == "s" or tag == "r":
            return at + 1
        if tag == "x":
            # A clause inside the subject ("a caller who had picked apples"): go on before its pronoun.
            back = at
            while back > floor and tags[back] not in "r,;:-“”s" and at - back < 12:
                back -= 1
            if tags[back] == "r" and sentence.tag(back - 1) in "CwN":
                at = back - 1
                continue
            return None
        if tag == "c" and low in ("but", "or", "nor", "yet"):
            return at + 1
        if tag == "c" and finite(sentence, max(floor, _clause_floor(tags, at)), at):
            return at + 1
        if tag == "P":
            return at if at == right - 1 else None
        at -= 1
    return 0 if floor == 0 else None


def _clause_floor(tags: str, at: int) -> int:
    """First token after the last mark or conjunction before `at`."""
    back = at - 1
    while back >= 0 and tags[back] not in ",;:-s":
        back -= 1
    return back + 1


def _list_comma(sentence: Sentence, comma: int, right: int, floor: int) -> bool:
    """Whether the comma parts the members of a list that is the subject ("Samoa, Fiji and Tonga agreed")."""
    between = sentence.tags[comma + 1 : right]
    if "c" not in between or len(between) > 8 or set(between) - set("CDcwN,"):
        return False
    conj = comma + 1 + between.index("c")
    back = comma - 1
    while back >= floor and sentence.tags[back] in "CDwN":
        back -= 1
    if conj == comma + 1 or (back >= floor and sentence.tags[back] not in "s"):
        return False
    return comma - back <= 4


def _without_adjunct(sentence: Sentence, start: int, end: int) -> int:
    """The subject's first token after "But", "In March", "Hours later", "On the soldiers" and the like."""
    at = start
    for _ in range(4):
        tag, low = sentence.tag(at), sentence.low(at)
        if tag in "ca" or (tag == "s" and low not in ("that",)):
            nxt = at + 1
        else:
            nxt = skip_time(sentence, at)
            if nxt > at and sentence.tag(nxt) in "pc" and sentence.low(nxt) not in ("after", "before"):
                nxt = at  # "the week of talks": the subject itself
            if nxt == at and tag in "pT" and low != "of":
                nxt = noun_phrase(sentence, at + 1)
        if nxt <= at or nxt >= end:
            break
        at = nxt
    return at


def _antecedent(sentence: Sentence, pronoun: int, floor: int) -> Source | None:
    """The noun phrase that "who" or "which" stands for."""
    end = pronoun - (sentence.tag(pronoun - 1) == ",")
    start = end - 1
    while start >= floor and sentence.tags[start] in "CDNwp" and end - start < 12:
        start -= 1
    start += 1
    while start < end and sentence.tags[start] in "p":
        start += 1
    if start >= end:
        return None
    return Source(start, end, pronoun, relative=True)


def _nominal(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the tokens can name a speaker."""
    first, low = sentence.tag(start), sentence.low(start)
    if first not in "DPCNwvr“" or end - start > 45:
        return False
    if end - start == 1:
        return (first in "PCrw" and low not in ("there", "what")) or low in _ALONE
    if first == "v" and sentence.tag(start + 1) in "pTsD":
        return False
    return any(t in "CwPN" for t in sentence.tags[start:end])
