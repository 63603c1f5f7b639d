"""Nouns that report: "the minister's assurance that", "its demand for", "a promise by X to", "its line is that"."""

from __future__ import annotations

from functools import cache

from spadework.reading.rules.complements import Stretch, forward
from spadework.reading.rules.grammar import noun_phrase
from spadework.reading.rules.lexicon import word_set
from spadework.reading.rules.tokens import Sentence
from spadework.reading.rules.verbs import MAX_CUES, Hit

_NOUNS = {
    "that": """statement statements assertion assertions insistence suggestion suggestions warning warnings
        declaration assurance assurances contention argument arguments complaint complaints
        denial denials announcement admission belief prediction predictions view claim claims
        confirmation acknowledgement acknowledgment conviction hope hopes fear fears conclusion
        finding findings recommendation advice allegation allegations accusation accusations
        guarantee guarantees pledge promise promises threat threats vow undertaking remark
        remarks stipulation proviso condition demand demands request proposal wish position line
        stance estimate forecast opinion verdict judgment judgement charge reply answer
        assumption expectation understanding reminder insinuation report reports rumour rumor""",
    "to": """promise promises pledge pledges offer offers refusal threat threats vow undertaking undertakings
        readiness willingness unwillingness reluctance proposal commitment call calls plea
        appeal request demand opposition objection objections""",
    "for": "demand demands call calls request requests plea appeal preference",
    "of": """rejection denial refusal description criticism condemnation dismissal offer offers idea promise
        suggestion""",
    "on": "insistence",
}
_STANDING = word_set("""position line demand view condition offer message answer reply argument proposal hope fear
        concern aim goal wish preference contention assumption conclusion opinion belief request
        advice objection reading understanding guess verdict priority complaint point claim
        response stance case plan""")
_OWN = word_set("his her its their")
_WITHIN = word_set("of in at for from and on to")
_REACH = 3


@cache
def _takes() -> dict[str, frozenset[str]]:
    out: dict[str, set[str]] = {}
    for take, nouns in _NOUNS.items():
        for noun in nouns.split():
            out.setdefault(noun, set()).add(take)
    return {noun: frozenset(takes) for noun, takes in out.items()}


def nominals(sentence: Sentence) -> list[tuple[Stretch, Stretch, Stretch]]:
    """Source, cue and content of each noun that reports with its owner."""
    out: list[tuple[Stretch, Stretch, Stretch]] = []
    for i, token in enumerate(sentence.tokens):
        if len(out) >= MAX_CUES:
            break
        made: tuple[Stretch, Stretch, Stretch] | None = None
        if token.low in _STANDING and sentence.low(i + 1) in ("is", "was", "remains", "remained", "has", "had"):
            made = _standing(sentence, i)
        elif token.low in _takes():
            made = _owned(sentence, i) or _made_by(sentence, i)
        if made is not None:
            out.append(made)
    return out


def _owner(sentence: Sentence, noun: int) -> Stretch | None:
    """The possessor before the noun ("the Norland minister's firm assurance")."""
    for at in range(noun - 1, max(-1, noun - 2 - _REACH), -1):
        low = sentence.low(at)
        if low in _OWN:
            return at, at + 1
        if low.endswith(("'s", "s'")) and sentence.tag(at) in "wC":
            start = at
            while start > 0 and sentence.tags[start - 1] in "CDw" and at - start < 6:
                start -= 1
                if sentence.tags[start] == "D":
                    break
            return start, at + 1
        if sentence.tag(at) not in "wavN":
            return None
    return None


def _content(sentence: Sentence, noun: int, at: int) -> Stretch | None:
    """What the noun takes, from the word that opens it."""
    low, takes = sentence.low(at), _takes().get(sentence.low(noun), frozenset())
    if low not in takes:
        return None
    if low == "that":
        if sentence.tag(at + 1) in "xv.":
            return None
        return forward(sentence, Hit(noun, at, "say", frozenset("h"), "past", False), [])
    if (
        low == "to"
        and sentence.tag(at + 1) in "wa"
        and sentence.low(noun) not in ("opposition", "objection", "objections")
    ):
        end = _phrase_end(sentence, at + 1, infinitive=True)
        return (at, end) if end > at + 2 else None
    if low == "to" and sentence.low(noun) not in ("opposition", "objection", "objections"):
        return None
    end = _phrase_end(sentence, at + 1)
    return (at + 1, end) if end > at + 1 else None


def _phrase_end(sentence: Sentence, at: int, *, infinitive: bool = False) -> int:
    """One past a phrase that a noun takes: up to a mark or the verb whose subject it is part of."""
    i = at
    while i < len(sentence.tags) and i - at < 30:
        tag = sentence.tags[i]
        if tag in ",;:-“”r" or (tag in "xs" and i > at) or (tag == "v" and i > at and not infinitive):
            break
        i += 1
    while i > at and sentence.tags[i - 1] in "pTsca":
        i -= 1
    return i


def _owned(sentence: Sentence, noun: int) -> tuple[Stretch, Stretch, Stretch] | None:
    owner = _owner(sentence, noun)
    content = _content(sentence, noun, noun + 1) if owner is not None else None
    return (owner, (noun, noun + 1), content) if owner is not None and content is not None else None


def _made_by(sentence: Sentence, noun: int) -> tuple[Stretch, Stretch, Stretch] | None:
    """ "a promise by Norland to hand over the list", "the assurance of the minister for ports that"."""
    by = sentence.low(noun + 1)
    if by not in ("by", "from", "of"):
        return None
    begin = noun + 2
    end = noun_phrase(sentence, begin)
    while end > begin:
        # "Of" tells the owner only before a clause: what follows "the refusal of" is as often what is refused.
        opens = sentence.low(end) == "that" or (by != "of" and sentence.low(end) in ("to", "for", "on"))
        content = _content(sentence, noun, end) if opens or (by, sentence.low(end)) == ("of", "on") else None
        if content is not None:
            return (begin, end), (noun, noun + 1), content
        after = noun_phrase(sentence, end + 1) if sentence.low(end) in _WITHIN and end - begin < 12 else end + 1
        if after == end + 1:
            break
        end = after
    return None


def _standing(sentence: Sentence, noun: int) -> tuple[Stretch, Stretch, Stretch] | None:
    """ "Norland's position is that the guns stay"."""
    owner = _owner(sentence, noun)
    at = noun + 2
    while sentence.tag(at) in "an" or sentence.low(at) == "been":
        at += 1
    if owner is None or at >= len(sentence.tags):
        return None
    if sentence.low(at) == "that" and sentence.tag(at + 1) not in "xv.":
        content = forward(sentence, Hit(noun, at, "say", frozenset("h"), "past", False), [])
    elif sentence.tag(at) == "T" or sentence.tag(at) in ":“":
        content = at, len(sentence.tags)
    else:
        return None
    return (owner, (noun, at), content) if content is not None else None
