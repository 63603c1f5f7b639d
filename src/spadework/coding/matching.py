"""Which options of the agenda a clause is about.

A logistic model over a few measures of likeness between the clause and the option: how much of the option's and of the
issue's words the clause covers (weighted by how telling each word is in this dossier), whether a rival option fits
better, whether the sentences just before were about it while the clause speaks of "it" or "the proposal". The weights
are in `weights/matching.json`, trained by `training/matching.py`.
"""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from spadework.coding.likeness import likeness, tokens
from spadework.coding.stances import stance_of
from spadework.model import Agenda, Document, Issue, Option, Stance
from spadework.text import sentences

FEATURES = (
    "bias", "option", "issue", "unique", "rival", "margin", "context_option", "context_issue", "points_back",
    "points_back_option", "points_back_issue", "matched", "number", "other_number", "formula", "not_accepting",
    "negative_option", "issue_and_unique", "focus", "best_issue", "length", "requirement", "question_option",
    "unique_and_best", "only_topic", "key_option", "key_issue", "keys", "context_key",
)  # fmt: skip

CROWD = 0.5
MOST = 3  # options that one clause is about
RIVAL = 0.7  # an option far less likely than another of its issue is an echo of it

# "No drones", "Ukraine cedes no territory", but not "air support, and no ground troops".
_NEGATIVE = re.compile(r"^(?:[^,;(]*\s)?(?:no|none|not|never|without|nobody|nothing)\b|^[^,;(]*n['’]t\b", re.IGNORECASE)
_NEGATED = re.compile(r"\b(?:no|not|never|none|nobody|nothing|without|neither|nor)\b|n['’]t\b", re.IGNORECASE)
# Words of a stance that would pass for words of an option ("open to", an option "Opened").
_STANCE_WORDS = re.compile(
    r"\b(?:(?:be|is|are|was|were|been|remain\w*) open to|open-minded|rul\w+ out|(?:close|shut|open|leave)\w* the door|"
    r"on the table|look(?:ing)? (?:at|into)|in return|hand in hand|first of all|at first|at all)\b",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\b(?:it|its|them|they|this|that|these|those|such|so|the (?:idea|proposal|offer|plan|matter|question|"
    r"request|demand|suggestion|step|move|scheme|figure|number|date|point|issue|former|latter|rest|remainder)|one|ones|either|neither)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Match:
    """An option that a clause is about, with how sure that is.

    `negative`: the option is worded as the absence of something ("No drones").
    """

    issue: str
    option: str
    probability: float
    negative: bool = False


Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    """What an option and its issue are recognised by: phrases, each as its tokens; the first is the text itself."""

    issue: Issue
    option: Option
    option_phrases: tuple[Phrase, ...]
    issue_phrases: tuple[Phrase, ...]
    unique: tuple[Phrase, ...]
    numbers: frozenset[str]
    negative: bool
    option_keys: Phrase
    issue_keys: Phrase


class Matcher:
    """Matches clauses of these documents to the options of an agenda."""

    def __init__(self, agenda: Agenda, documents: Iterable[Document]) -> None:
        documents = list(documents)
        names = {t for p in agenda.parties for name in (p.name, *p.aliases) for t in tokens(name)}
        counts: Counter[str] = Counter()
        self._sentences: dict[str, tuple[list[int], list[tuple[int, int]]]] = {}
        total = 0
        for document in documents:
            spans = list(sentences(document.text))
            self._sentences[document.id] = ([a for a, _ in spans], spans)
            total += len(spans)
            for a, b in spans:
                counts.update(tokens(document.text[a:b]))
        self._weight = {
            t: (0.25 if t in names else 1.0) * math.log(1 + (total + 1) / (c + 1)) for t, c in counts.items()
        }
        self._unseen = math.log(2 + total)
        self._names = names
        # The more options there are to be mistaken for, the less a likeness says (training agendas have about a dozen).
        told = Counter(t for i in agenda.issues for t in _vocabulary(i))
        self.options = [w for issue in agenda.issues for w in self._words_of(issue, told)]
        self._crowd = CROWD * math.log(max(len(self.options), 12) / 12)

    def _words_of(self, issue: Issue, told: Mapping[str, int]) -> list[_Words]:
        each = [_phrases(option.text, option.words) for option in issue.options]
        found = []
        for option, own in zip(issue.options, each, strict=True):
            others = {t for rival in each if rival is not own for phrase in rival for t in phrase}
            unique = tuple(u for p in own if (u := tuple(t for t in p if t not in others))) or own
            numbers = frozenset(t for phrase in own for t in phrase if t[0] == "#")
            negative = bool(_NEGATIVE.search(option.text))
            # Words that no other issue of the agenda has, and of these the ones that no rival option has.
            issue_keys = tuple(t for t in _vocabulary(issue) if told[t] == 1 and t not in self._names)
            option_keys = tuple(t for t in issue_keys if t not in others and any(t in phrase for phrase in own))
            named = _phrases(issue.name, issue.words)
            found.append(_Words(issue, option, own, named, unique, numbers, negative, option_keys, issue_keys))
        return found

    def _best(self, phrases: Sequence[Phrase], have: Sequence[str]) -> tuple[float, float]:
        """The cover of the phrase that is covered best. Listed phrases need the words themselves, not their kin."""
        found = self._cover(phrases[0], have) if phrases else (0.0, 0.0)
        for phrase in phrases[1:]:
            cover, count = self._cover(phrase, have, least=0.8)
            found = max(found, (cover * cover, count))  # half of a phrase is much less than half of its meaning
        return found

    def _cover(self, wanted: Phrase, have: Sequence[str], least: float = 0.0) -> tuple[float, float]:
        """The share of the wanted words, by weight, that are there, and how many they are."""
        if not wanted or not have:
            return 0.0, 0.0
        total = got = count = 0.0
        for w in wanted:
            weight = self._weight.get(w, self._unseen)
            total += weight
            best = max(likeness(w, h) for h in have)
            best = best if best >= least else 0.0
            got += weight * best
            count += best if w not in self._names else 0.25 * best
        return got / total, count

    def _before(self, document: Document, start: int, end: int) -> tuple[str, str]:
        """The rest of the clause's own sentence with the one before it; and the question before, if there is one."""
        starts, spans = self._sentences[document.id]
        at = max(bisect_right(starts, start) - 1, 0)
        if not spans:
            return "", ""
        first, last = spans[at]
        own = document.text[first:start] + " " + document.text[max(end, first) : last]
        previous = document.text[slice(*spans[at - 1])] if at else ""
        question = next(
            (document.text[a:b] for a, b in reversed(spans[max(0, at - 6) : at]) if document.text[b - 1] == "?"), ""
        )
        return f"{own} {previous}", question

    def features(
        self, document: Document, start: int, end: int, text: str, *, cue: str, hinge: str, requirement: bool
    ) -> list[list[float]]:
        """A row of `FEATURES` for each of `self.options`.

        Args:
            start, end: the clause's place, to see what stands around it.
            text: the part of the clause that is matched.
        """
        have = tokens(_STANCE_WORDS.sub(" ", text))
        around, asked = self._before(document, start, end)
        near, question = tokens(around), tokens(asked)
        stance, formula = stance_of(text, cue, hinge)
        back = bool(_BACK.search(text)) or len(have) <= 2
        covers = [
            (self._best(w.option_phrases, have), self._best(w.issue_phrases, have), self._best(w.unique, have)[0])
            for w in self.options
        ]
        contexts = [(self._best(w.option_phrases, near)[0], self._best(w.issue_phrases, near)[0]) for w in self.options]
        strength = [o[0] + i[0] + u for o, i, u in covers]
        best: dict[str, float] = {}
        for w, s in zip(self.options, strength, strict=True):
            best[w.issue.id] = max(best.get(w.issue.id, 0.0), s)
        topics = sorted(best.values(), reverse=True)
        numbers = {t for t in have if t[0] == "#"}
        rows = []
        for n, w in enumerate(self.options):
            (option, matched), (issue, issue_matched), unique = covers[n]
            rivals = [covers[k][2] for k, r in enumerate(self.options) if r.issue.id == w.issue.id and k != n]
            rival = max(rivals, default=0.0)
            context_option, context_issue = contexts[n]
            asked_option = self._best(w.option_phrases, question)[0] if question else 0.0
            is_best = float(best[w.issue.id] == topics[0] and topics[0] > 0)
            told = matched + issue_matched
            rows.append(
                [
                    1.0,
                    option,
                    issue,
                    unique,
                    rival,
                    unique - rival,
                    context_option,
                    context_issue,
                    float(back),
                    back * context_option,
                    back * context_issue,
                    min(told, 4.0) / 4,
                    float(bool(w.numbers & numbers)),
                    float(bool(w.numbers) and bool(numbers) and not w.numbers & numbers),
                    float(formula),
                    float(stance is not Stance.ACCEPTS),
                    float(w.negative and not _NEGATED.search(text)),
                    issue * unique,
                    min(told / (len(have) or 1), 1.0),
                    is_best,
                    math.log1p(len(have)) / 4,
                    float(requirement),
                    asked_option,
                    unique * is_best,
                    is_best * float(len(topics) < 2 or topics[0] > 1.5 * topics[1]),
                    (key := _hits(w.option_keys, have))[0],
                    (issue_key := _hits(w.issue_keys, have))[0],
                    key[1] + issue_key[1],
                    back * _hits(w.option_keys, near)[0],
                ]
            )
        return rows

    def match(
        self,
        document: Document,
        start: int,
        end: int,
        text: str,
        *,
        cue: str = "",
        hinge: str = "",
        requirement: bool = False,
    ) -> list[Match]:
        """The options that the text is about, the surest first; often none."""
        model = weights()
        found = []
        rows = self.features(document, start, end, text, cue=cue, hinge=hinge, requirement=requirement)
        for words, row in zip(self.options, rows, strict=True):
            p = 1 / (1 + math.exp(self._crowd - sum(model[name] * x for name, x in zip(FEATURES, row, strict=True))))
            if p >= model["threshold"]:
                found.append(Match(words.issue.id, words.option.id, p, words.negative))
        best: dict[str, float] = {}
        for m in found:
            best[m.issue] = max(best.get(m.issue, 0.0), m.probability)
        kept = [m for m in found if m.probability >= RIVAL * best[m.issue]]
        return sorted(kept, key=lambda m: -m.probability)[:MOST]


def _vocabulary(issue: Issue) -> tuple[str, ...]:
    """All tokens of an issue and its options, each once."""
    texts = (issue.name, *issue.words, *(t for o in issue.options for t in (o.text, *o.words)))
    return tuple(dict.fromkeys(t for text in texts for t in tokens(text)))


def _hits(keys: Phrase, have: Sequence[str]) -> tuple[float, float]:
    """How alike the best of the keys is to a word of the clause, and the sum over all keys that are there."""
    best = [b for k in keys if (b := max((likeness(k, h) for h in have), default=0.0)) >= 0.6]
    return max(best, default=0.0), min(sum(best), 3.0) / 3


def _phrases(text: str, more: Iterable[str]) -> tuple[Phrase, ...]:
    """The text and the further words, each as its tokens.

    Of "on the ground" only "ground" would be left: such a rest recognises nothing.
    """
    listed = (p for t in more if (p := tokens(t)) and (len(p) > 1 or len(t.split()) == 1))
    return tuple(p for p in dict.fromkeys((tokens(text), *listed)) if p)


@cache
def weights() -> Mapping[str, float]:
    """The trained weights, by feature, and the threshold."""
    text = resources.files("spadework.weights").joinpath("matching.json").read_text(encoding="utf-8")
    loaded: dict[str, float] = json.loads(text)
    return loaded
