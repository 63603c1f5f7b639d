"""Which options of the agenda a clause is about.

A logistic model over what the network says of it (`spadework.coding.judge`) and a few measures of likeness between the
clause and the option: how much of the option's and of the issue's words the clause covers (weighted by how telling each
word is in this dossier), whether a rival option fits better, whether the sentences just before were about it while the
clause speaks of "it" or "the proposal". The weights are in `weights/matching.json`, trained by `training/matching.py`.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from spadework.coding.judge import ROLES, STANCES, Judge
from spadework.coding.likeness import tokens
from spadework.coding.stances import stance_of
from spadework.coding.vocabulary import Vocabulary, keys_hit
from spadework.model import Agenda, Document, Stance
from spadework.text import sentences
from spadework.weights import stored

if TYPE_CHECKING:
    import numpy.typing as npt

    from spadework.coding.judge import Floats

FEATURES = (
    "bias", "option", "issue", "unique", "rival", "margin", "context_option", "context_issue", "points_back",
    "points_back_option", "points_back_issue", "matched", "number", "other_number", "formula", "not_accepting",
    "negative_option", "issue_and_unique", "focus", "best_issue", "length", "requirement", "question_option",
    "unique_and_best", "only_topic", "key_option", "key_issue", "keys", "context_key",
)  # fmt: skip
JUDGED = ("judged", "judged_margin", "judged_then", "judged_first", "judged_requires")

CROWD = 0.5
SURE = 7.0  # log-odds beyond which the network is not believed
MOST = 3  # options that one clause is about
RIVAL = 0.7  # an option far less likely than another of its issue is an echo of it

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


class Matcher:
    """Matches clauses of these documents to the options of an agenda."""

    def __init__(self, agenda: Agenda, documents: Iterable[Document]) -> None:
        documents = list(documents)
        self._vocabulary = Vocabulary(agenda, documents)
        self.options = self._vocabulary.options
        spans = {d.id: list(sentences(d.text)) for d in documents}
        self._sentences = {id: ([a for a, _ in found], found) for id, found in spans.items()}
        # The more options there are to be mistaken for, the less a likeness says (training agendas have about a dozen).
        self._crowd = CROWD * math.log(max(len(self.options), 12) / 12)
        self._ranked: dict[tuple[object, ...], list[Match]] = {}
        self._judge = Judge(agenda)
        self._judged: dict[tuple[str, int, int], Floats] = {}
        at = np.array([[o.issue.id for o in self.options]])
        self._numbers = {(w.issue.id, w.option.id): n for n, w in enumerate(self.options)}
        self._rivals = (at == at.T) & ~np.eye(len(self.options), dtype=bool)

    def judge(self, clauses: Iterable[tuple[Document, int, int]]) -> None:
        """Have the network judge these clauses at once, which takes less time than one after the other."""
        by_text: dict[str, dict[tuple[str, int, int], None]] = {}
        for document, start, end in clauses:
            key = (document.id, start, end)
            if key not in self._judged:
                by_text.setdefault(document.text, {})[key] = None
        for text, keys in reversed(by_text.items()):  # what was read last is the likeliest to be at hand still
            found = self._judge.judge(text, [(start, end) for _, start, end in keys])
            self._judged.update(zip(keys, found, strict=True))

    def judged(self, document: Document, start: int, end: int) -> Floats:
        """What the network says of a clause: log-probabilities [options, 11], see `spadework.coding.judge`."""
        self.judge([(document, start, end)])
        return self._judged[document.id, start, end]

    def number(self, issue: str, option: str) -> int:
        """The place of an option among `self.options`."""
        return self._numbers[issue, option]

    def rivals(self, match: Match) -> Iterator[Match]:
        """The other options of a match's issue, each as surely as if it were the one."""
        for w in self.options:
            if w.issue.id == match.issue and w.option.id != match.option:
                yield Match(w.issue.id, w.option.id, 1.0, w.negative)

    def told(self, document: Document, start: int, end: int, requirement: bool) -> list[list[float]]:
        """A row of `JUDGED` for each option."""
        says = self.judged(document, start, end)
        stance, part = says[:, : len(STANCES)], says[:, len(STANCES) :]
        some = np.clip(np.logaddexp.reduce(stance[:, 1:], 1) - stance[:, 0], -SURE, SURE)
        rivals = np.where(self._rivals, some[None], -SURE).max(1, initial=-SURE)
        then = np.clip(np.logaddexp.reduce(part[:, 1:4], 1) - part[:, 0], -SURE, SURE)
        first = np.clip(part[:, ROLES.index("requires")] - part[:, 0], -SURE, SURE)
        nothing = np.zeros_like(some)
        if requirement:
            rows = (nothing, nothing, nothing, some, first)
        else:
            rows = (some, some - rivals, then, nothing, nothing)
        found: list[list[float]] = np.stack(rows, 1).tolist()
        return found

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
        """A row of `FEATURES` for each of `self.options`: what the words say.

        Args:
            start, end: the clause's place, to see what stands around it.
            text: the part of the clause that is matched.
        """
        words = self._vocabulary
        have = tokens(_STANCE_WORDS.sub(" ", text))
        around, asked = self._before(document, start, end)
        alike, near, question = (words.alike(t) for t in (have, tokens(around), tokens(asked)))
        stance, formula = stance_of(text, cue, hinge)
        back = bool(_BACK.search(text)) or len(have) <= 2
        absent = bool(_NEGATED.search(text))
        numbers = {t for t in have if t[0] == "#"}
        issues = {
            w.issue.id: (words.cover(w.issue_phrases, alike), words.cover(w.issue_phrases, near)[0])
            for w in self.options
        }
        # Without a "no" in it, a clause about talks is not about "No talks", though that has fewer words to cover.
        # Nor is one that refuses talks: what it refuses is the thing.
        refused = stance is Stance.REJECTS and not absent
        missing = [w.negative and not absent and (refused or not words.said(w.plain, alike)) for w in self.options]
        covers = [
            (words.cover(w.option_phrases, alike), 0.0 if gone else words.cover(w.unique, alike)[0])
            for w, gone in zip(self.options, missing, strict=True)
        ]
        uniques: dict[str, list[float]] = {}
        best: dict[str, float] = {}
        for w, ((option, _), unique) in zip(self.options, covers, strict=True):
            uniques.setdefault(w.issue.id, []).append(unique)
            strength = option + issues[w.issue.id][0][0] + unique
            best[w.issue.id] = max(best.get(w.issue.id, 0.0), strength)
        topics = sorted(best.values(), reverse=True)
        rows = []
        for w, gone, ((option, matched), unique) in zip(self.options, missing, covers, strict=True):
            (issue, issue_matched), context_issue = issues[w.issue.id]
            rivals = sorted(uniques[w.issue.id])
            rivals.remove(unique)
            rival = rivals[-1] if rivals else 0.0
            context_option = words.cover(w.option_phrases, near)[0]
            is_best = float(best[w.issue.id] == topics[0] and topics[0] > 0)
            told = matched + issue_matched
            key, keys = keys_hit(w.option_keys, alike)
            issue_key, issue_keys = keys_hit(w.issue_keys, alike)
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
                    float(gone),
                    issue * unique,
                    min(told / (len(have) or 1), 1.0),
                    is_best,
                    math.log1p(len(have)) / 4,
                    float(requirement),
                    words.cover(w.option_phrases, question)[0],
                    unique * is_best,
                    is_best * float(len(topics) < 2 or topics[0] > 1.5 * topics[1]),
                    key,
                    issue_key,
                    keys + issue_keys,
                    back * keys_hit(w.option_keys, near)[0],
                ]
            )
        return rows

    def _chances(self, rows: list[list[float]]) -> list[float]:
        """The probabilities of options by their rows: of words alone, or with what the network says."""
        if not rows:
            return []
        found: list[float] = (1 / (1 + np.exp(self._crowd - np.array(rows) @ _vector(len(rows[0]))))).tolist()
        return found

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
        ranked = self.ranked(document, start, end, text, cue=cue, hinge=hinge, requirement=requirement)
        found = [m for m in ranked if m.probability >= weights()["threshold"]]
        best: dict[str, float] = {}
        for m in found:
            best[m.issue] = max(best.get(m.issue, 0.0), m.probability)
        kept = [m for m in found if m.probability >= RIVAL * best[m.issue]]
        return kept[:MOST]

    def ranked(
        self,
        document: Document,
        start: int,
        end: int,
        text: str,
        *,
        cue: str = "",
        hinge: str = "",
        requirement: bool = False,
        alone: bool = False,
    ) -> list[Match]:
        """All options with the chance that the text is about each, the likeliest first.

        `alone`: the text is a part of the clause that is to be taken by itself; the network, which sees the whole, is
        not asked.
        """
        asked = (document.id, start, end, text, cue, hinge, requirement, alone)
        if asked not in self._ranked:  # positions and conditions ask the same
            rows = self.features(document, start, end, text, cue=cue, hinge=hinge, requirement=requirement)
            if not alone:
                says = self.told(document, start, end, requirement)
                rows = [[*row, *doubted(row, one)] for row, one in zip(rows, says, strict=True)]
            found = (
                Match(w.issue.id, w.option.id, chance, w.negative)
                for w, chance in zip(self.options, self._chances(rows), strict=True)
            )
            self._ranked[asked] = sorted(found, key=lambda m: -m.probability)
        return self._ranked[asked]


def doubted(row: list[float], told: list[float]) -> list[float]:
    """What the network says, but rather nothing of an option that names another number: it is no judge of those."""
    return [min(x, _ANOTHER) for x in told] if row[_OTHER_NUMBER] else told


_ANOTHER = -2.0  # log-odds
_OTHER_NUMBER = FEATURES.index("other_number")


def weights() -> Mapping[str, float]:
    """The trained weights, by feature, and the threshold."""
    found: Mapping[str, float] = stored("matching.json")
    return found


def words_alone() -> Mapping[str, float]:
    """The weights for what words say, where the network is not asked."""
    found: Mapping[str, float] = stored("words.json")
    return found


@cache
def _vector(width: int) -> npt.NDArray[np.float64]:
    """The weights of rows of this width, in their order."""
    model = weights() if width > len(FEATURES) else words_alone()
    return np.array([model[name] for name in (*FEATURES, *JUDGED)[:width]])
