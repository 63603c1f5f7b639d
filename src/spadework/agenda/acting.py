"""How much a candidate speaks and acts in the documents, and whether it mediates.

Being named is not enough: a country in which the talks are held is named often and is no party to them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from spadework.agenda.candidates import Index, Mention
from spadework.agenda.tokens import Token
from spadework.agenda.vocabulary import (
    AUSPICES,
    BEFORE_OF,
    HOSTS,
    MEDIATES,
    MEETING,
    MODALS,
    PREPOSITIONS,
    REPORTING,
    SESSIONS,
    STATE_NOUNS,
)

_BY = MEDIATES | HOSTS | {"appointed"}


@dataclass(slots=True)
class Acting:
    """By candidate: how much it acts, how often it is named, and signs that it mediates."""

    score: Counter[str] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)
    mediates: Counter[str] = field(default_factory=Counter)


def acting(sentences: Iterable[list[Token]], index: Index) -> Acting:
    """Weigh every mention in the sentences. Scores are counted in halves: a reporting verb is 2, a modal 1."""
    found = Acting()
    for words in sentences:
        for mention in index.mentions(words):
            found.named[mention.id] += 1
            found.score[mention.id] += _acts(words, mention)
            found.mediates[mention.id] += _mediates(words, mention)
    return found


def _acts(words: list[Token], mention: Mention) -> int:
    last = words[mention.last]
    after = words[mention.last + 1 : mention.last + 6]
    if (last.owner or mention.adjective or (after and after[0].joined)) and _has_state_noun(after):
        return 2
    before = words[max(0, mention.first - 4) : mention.first]
    lowers = [w.lower for w in before]
    if lowers and lowers[-1] == "the":
        lowers.pop()
    preposition = lowers[-1] if lowers and before[-1].joined and words[mention.first].joined else ""
    if preposition == "of" and any(w in BEFORE_OF for w in lowers):
        return 2
    if mention.adjective:
        return 0
    if words[mention.first].mark == "(" and after and after[0].mark.startswith("):"):
        return 2  # a speaker's label: "Minister Adan (Sorvenia):"
    if lowers[-2:] == ["according", "to"] or (preposition in REPORTING and preposition in ("said", "says", "added")):
        return 2
    if preposition in ("with", "between", "and") and any(w in MEETING for w in lowers):
        return 1
    if preposition in PREPOSITIONS or last.owner or not after or not after[0].joined:
        return 0
    if after[0].lower in REPORTING:
        return 2
    return 1 if after[0].lower in MODALS else 0


def _has_state_noun(after: list[Token]) -> bool:
    """ "American and European diplomats", "Tarkland's new energy minister": the noun is within five words."""
    for word in after:
        if not word.joined or word.lower in REPORTING | MODALS | PREPOSITIONS:
            return False
        if word.lower in STATE_NOUNS:
            return True
    return False


def _mediates(words: list[Token], mention: Mention) -> int:
    """Signs around one mention that the candidate is the go-between."""
    before = [w.lower for w in words[max(0, mention.first - 8) : mention.first] if w.lower not in ("the", "a")]
    after = words[mention.last + 1 : mention.last + 7]
    lowers = [w.lower for w in after]
    if before[-1:] == ["by"] and _BY & set(before[-3:]):
        return 2
    if before[-1:] == ["of"] and AUSPICES & set(before):
        return 2
    hosts = bool(set(lowers[:4]) & HOSTS) and bool(set(lowers) & SESSIONS)
    if mention.adjective or words[mention.last].owner:
        own = set(lowers[:2])
        return 2 if own & MEDIATES or "hosts" in own or lowers[:2] == ["special", "envoy"] or hosts else 0
    if lowers[:1] == ["which"] or lowers[:1] == ["who"]:
        return 2 if set(lowers) & MEDIATES or hosts else 0
    return 2 if set(lowers[:1]) & MEDIATES or (set(lowers[:2]) & HOSTS) or hosts else 0
