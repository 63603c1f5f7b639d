"""The words by which the options of an agenda are recognised, and how much of them a text covers."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from spadework.coding.likeness import kinships, likeness, tokens
from spadework.model import Agenda, Document, Issue, Option
from spadework.text import sentences

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases by which one thing is recognised, each as its tokens, the first being the thing's own text.

    `having` tells for each word the phrases that it is in, so that a text is held against no others.
    """

    all: tuple[Phrase, ...]
    having: Mapping[str, tuple[int, ...]]

    @classmethod
    def of(cls, phrases: Iterable[Phrase]) -> Phrases:
        """These phrases, each once; empty ones are left out."""
        kept = tuple(p for p in dict.fromkeys(phrases) if p)
        having: dict[str, list[int]] = {}
        for n, phrase in enumerate(kept):
            for word in phrase:
                having.setdefault(word, []).append(n)
        return cls(kept, {word: tuple(ns) for word, ns in having.items()})


Alike = Mapping[str, float]
"""How alike the best word of a text is to each word of the agenda; words that nothing is like are left out."""

# "No drones", "Ukraine cedes no territory", but not "air support, and no ground troops".
_NEGATIVE = re.compile(r"^(?:[^,;(]*\s)?(?:no|none|not|never|without|nobody|nothing)\b|^[^,;(]*n['’]t\b", re.IGNORECASE)

_DENIAL = re.compile(r"\b(?:no|none|not|never|nobody|nothing)\b|n['’]t\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OptionWords:
    """What an option and its issue are recognised by: phrases, each as its tokens; the first is the text itself.

    Attributes:
        unique: the phrases without the words that a rival option has too.
        negative: the option is worded as the absence of something ("No drones").
        plain: the listed phrases that say so without a "no" ("keep drones out").
        option_keys, issue_keys: words that no other issue of the agenda has; of the option's, no rival option either.
    """

    issue: Issue
    option: Option
    option_phrases: Phrases
    issue_phrases: Phrases
    unique: Phrases
    numbers: frozenset[str]
    negative: bool
    plain: Phrases
    option_keys: Phrase
    issue_keys: Phrase


class Vocabulary:
    """The words of an agenda, weighted by how telling each is in these documents."""

    def __init__(self, agenda: Agenda, documents: Iterable[Document]) -> None:
        self.names = {t for p in agenda.parties for name in (p.name, *p.aliases) for t in tokens(name)}
        counts: Counter[str] = Counter()
        total = 0
        for document in documents:
            for a, b in sentences(document.text):
                counts.update(tokens(document.text[a:b]))
                total += 1
        told = Counter(t for i in agenda.issues for t in _all_tokens(i))
        self.options = tuple(w for issue in agenda.issues for w in self._words_of(issue, told))
        # Names of parties stand in every sentence and tell little.
        self._weight = {
            t: (0.25 if t in self.names else 1.0) * math.log(1 + (total + 1) / (counts[t] + 1)) for t in told
        }
        self._near: dict[str, list[tuple[str, float]]] = {}
        self._akin: dict[str | int, list[str]] = {}
        for word in self._weight:
            for kinship in kinships(word):
                self._akin.setdefault(kinship, []).append(word)

    def _words_of(self, issue: Issue, told: Mapping[str, int]) -> list[OptionWords]:
        each = [_phrases(option.text, option.words) for option in issue.options]
        found = []
        for option, own in zip(issue.options, each, strict=True):
            # "No meeting" names the meeting that it denies: to "The leaders meet" it is no rival for the word.
            rivals = [
                words
                for rival, words in zip(issue.options, each, strict=True)
                if words is not own and not (_NEGATIVE.search(rival.text) and not _NEGATIVE.search(option.text))
            ]
            others = {t for words in rivals for phrase in words.all for t in phrase}
            issue_keys = tuple(t for t in _all_tokens(issue) if told[t] == 1 and t not in self.names)
            found.append(
                OptionWords(
                    issue=issue,
                    option=option,
                    option_phrases=own,
                    issue_phrases=_phrases(issue.name, issue.words),
                    unique=unique if (unique := _without(own, others)).all else own,
                    numbers=frozenset(t for t in own.having if t[0] == "#"),
                    negative=bool(_NEGATIVE.search(option.text)),
                    plain=Phrases.of(tokens(t) for t in option.words if not _DENIAL.search(t)),
                    option_keys=tuple(t for t in issue_keys if t not in others and t in own.having),
                    issue_keys=issue_keys,
                )
            )
        return found

    def alike(self, have: Sequence[str]) -> Alike:
        """How alike the tokens of a text are to the agenda's words."""
        best: dict[str, float] = {}
        for token in have:
            if token not in self._near:
                maybe = {w for kinship in kinships(token) for w in self._akin.get(kinship, ())}
                self._near[token] = [(w, x) for w in maybe if (x := likeness(w, token))]
            for word, x in self._near[token]:
                if x > best.get(word, 0.0):
                    best[word] = x
        return best

    def cover(self, phrases: Phrases, alike: Alike) -> tuple[float, float]:
        """The share of the phrase that is covered best, by weight, and how many of its words are there.

        The first phrase, the text of the option or issue, may be covered by kin of its words; a further one only by
        the words themselves, and half of it is much less than half of its meaning.
        """
        found = (0.0, 0.0)
        for n in {n for word in alike if word in phrases.having for n in phrases.having[word]}:
            share, count = self._cover(phrases.all[n], alike, least=0.8 if n else 0.0)
            found = max(found, (share * share if n else share, count))
        return found

    def said(self, phrases: Phrases, alike: Alike) -> bool:
        """Whether one of the phrases is there as a whole."""
        near = {n for word in alike if word in phrases.having for n in phrases.having[word]}
        return any(all(alike.get(w, 0.0) >= 0.8 for w in phrases.all[n]) for n in near)

    def _cover(self, phrase: Phrase, alike: Alike, least: float = 0.0) -> tuple[float, float]:
        total = got = count = 0.0
        for word in phrase:
            weight, x = self._weight[word], alike.get(word, 0.0)
            total += weight
            if x >= least:
                got += weight * x
                count += 0.25 * x if word in self.names else x
        return (got / total if total else 0.0), count


def keys_hit(keys: Phrase, alike: Alike) -> tuple[float, float]:
    """How alike the best of the keys is to a word of the text, and the sum over all keys that are there, up to 1."""
    best = [x for k in keys if (x := alike.get(k, 0.0)) >= 0.6]
    return max(best, default=0.0), min(sum(best), 3.0) / 3


def _all_tokens(issue: Issue) -> Phrase:
    """All tokens of an issue and its options, each once."""
    texts = (issue.name, *issue.words, *(t for o in issue.options for t in (o.text, *o.words)))
    return tuple(dict.fromkeys(t for text in texts for t in tokens(text)))


def _phrases(text: str, more: Iterable[str]) -> Phrases:
    """The text and the further words, each as its tokens.

    Of "on the ground" only "ground" would be left: such a rest recognises nothing.
    """
    listed = (p for t in more if (p := tokens(t)) and (len(p) > 1 or len(t.split()) == 1))
    return Phrases.of((tokens(text), *listed))


def _without(phrases: Phrases, words: set[str]) -> Phrases:
    return Phrases.of(tuple(t for t in p if t not in words) for p in phrases.all)
