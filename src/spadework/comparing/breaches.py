"""Deeds told against a promise to keep, stop or leave something: where the documents tell them, and how surely.

A breach is seldom told by name. The paper tells what happened in the words of the promise, and the promiser owns up to
it or finds another name for it; or a bystander reports it; or the sentence itself recalls the promise ("six days after
it had pledged that ..."). No sign is enough by itself: they are added up, each with its weight.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from spadework.coding.holders import mentioned
from spadework.comparing.open_fire import UNKNOWN
from spadework.comparing.standing import FLOOR, Standing
from spadework.comparing.wording import content
from spadework.model import Basis, Commitment, Document, Event, Plover, Span, Statement, Status

# What is promised is that something is left alone, or that it stays as it is.
_NEGATIVE = re.compile(
    r"""\b(?: (?:no|not)(?!\s(?:more|less|later|earlier|only)) | nothing | nobody | none | never | neither | nor
    | without | refrain | abstain | suspend | halt | stop | cease | freeze | avoid | spare
    | keep\b.{0,40}\b(?:out|off|away|from|miles|kilomet\w+|distance) )\b | n['’]t\b""",
    re.VERBOSE | re.IGNORECASE,
)
_KEEPS = re.compile(
    r"""\b(?: keep | remain | continue | hold | respect | observe | abide | maintain | stay | go\son | as\susual
    | as\sbefore | as\slong\sas | so\slong\sas | while | during | in\sthe\smeantime | meanwhile | until | pending
    | secre\w+ | silence | confiden\w+ | restraint | calm )\b""",
    re.VERBOSE | re.IGNORECASE,
)
_AHEAD = re.compile(r"\b(?:will|would|shall|should|to|can|could|is|are|was|were)\b|['’]ll\b", re.IGNORECASE)
# How long it binds says nothing of what is promised.
_HOW_LONG = re.compile(
    r"""\b(?:for\s)?(?:as\slong\sas|so\slong\sas|while|until|till|during|pending|before|in\sthe\smeantime|meanwhile
    |throughout)\b [^,;]*? (?=[,;] | \s(?:no|not|nothing|nobody|none|there)\b | $)""",
    re.VERBOSE | re.IGNORECASE,
)
_NEGATED = re.compile(
    r"\b(?:no(?!\.? \d)|not|never|nothing|nobody|none|neither|nor|without|fail\w*|refus\w+)\b|n['’]t\b", re.IGNORECASE
)
# Deeds by which a promise to leave things as they are is kept rather than broken.
_FRIENDLY = frozenset(
    {Plover.AGREE, Plover.SUPPORT, Plover.COOPERATE, Plover.AID, Plover.CONCEDE, Plover.RETREAT, Plover.CONSULT}
)
# Not told as done: planned, supposed, asked for.
_UNREAL = re.compile(
    r"\b(?:will|would|shall|should|must|may|might|could|cannot|can|if|unless|whether|wants?|wanted|demand\w*|propos\w+|expect\w*"
    r"|hop(?:e[sd]?|ing)|fear\w*|ought)\b|['’]ll\b|\?",
    re.IGNORECASE,
)
# Nobody owns up to keeping a promise; what is confirmed or conceded may be anything.
_OWNS_UP = re.compile(
    r"\b(?:acknowledg\w+|admit\w*|own(?:s|ed)? up|apologi[sz]\w+"
    r"|(?:did|does|do|would|could) not (?:dispute|deny|contest))\b",
    re.IGNORECASE,
)
_PROMISE = re.compile(
    r"\b(?:promise[sd]?|pledge[sd]?|assurances?|undertakings?|guarantees?|commitments?|word)\b", re.IGNORECASE
)
_CONFIRMS = re.compile(r"\b(?:confirm\w*|conced\w+|regret\w*)\b", re.IGNORECASE)
_EXCUSES = re.compile(
    r"\b(?:describ\w+|referr?\w*|call\w*|sp(?:oke|eaks?) of|explain\w*|attribut\w+|blam\w+|put it down"
    r"|justif\w+|defend\w+)\b",
    re.IGNORECASE,
)
_WILL_NOT = re.compile(
    r"\b(?:neither|nor|not|declin\w+|refus\w+) (?:to )?(?:confirm|concede|admit|acknowledge)", re.IGNORECASE
)
_RECALLED = re.compile(
    r"\b(?:had|after|despite|although|though|since|notwithstanding|defiance|contrary|breach)\b", re.IGNORECASE
)
_CLAUSE = re.compile(r"[,;:–—]\s|\s(?:and|but|while|which|who|after|before|since|although|though|despite)\s")
_KEPT = re.compile(
    r"\b(?:(?:is|was|were|has|have|had|been)\s(?:\w+ly\s)?(?:held|holding|kept|respected|observed|honou?red|complied|abided)"
    r"|remain\w* (?:committed|in force)|stood by|in line with|true to)\b",
    re.IGNORECASE,
)
_SUCH = re.compile(
    r"\bsuch (?:a )?(?:thing|step|move|deed|act|\w+s)\b|\b(?:the|that) (?:same|kind|sort)\b", re.IGNORECASE
)
# A speaker's name before a turn: "MS ASK:", "Q:", "ARLAND." The full stop of "U.S. forces" is no end of a name.
_TURN = re.compile(r"[A-Z](?:[A-Z.'’-]|\s(?=[A-Z]))*(?:\s?:|(?<!\b[A-Z])\.)\s")
_ASKS = re.compile(r"(?:Q|QUESTION|PRESENTER|REPORTER|HOST|INTERVIEWER)\b", re.IGNORECASE)

_FEW = 100  # sentences: in fewer no word is common
_NEAR = 320  # characters from a deed to where its promiser answers for it
_JUST_BEFORE = 100  # and back, where the answer comes first

# What signs weigh, beside the words that a promise and a deed have in common, of which a rare one weighs nearly 1.
OWNED, CONFIRMED, EXCUSED = 1.3, 0.9, 0.6  # the promiser answers for it
BY_OTHERS, NAMED, DEED = 0.3, 0.3, 0.3  # somebody else reports it; the promiser is named; a deed of its is coded
AROUND, AT_MOST = 0.4, 0.6  # a word in common that stands only beside the one or the other; all of them together
RECALLED, BESIDE = 2.0, 0.6  # the very sentence recalls the promise; one beside it does
ENOUGH = 1.5
TELLING = 0.6  # of a word by which deeds are looked for: commoner ones find too many, and none by themselves


@dataclass(frozen=True, slots=True)
class Breach:
    """A deed against a promise.

    Attributes:
        deed: the sentence that tells of it.
        answer: what the promiser said of it, if anything; `answered` is how much that weighs.
        unknown: it is said that nobody knows who did it.
    """

    promise: Commitment
    deed: Span
    answer: Statement | None
    score: float
    answered: float = 0.0
    unknown: bool = False

    @property
    def owned(self) -> bool:
        """Whether the promiser owns up to it in so many words."""
        return self.answered >= OWNED

    @property
    def confidence(self) -> float:
        """A half where the signs are only just enough, nearly 1 where there are twice as many."""
        return min(0.95, 0.5 * self.score / ENOUGH)


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence with its content words, and those of its neighbours."""

    document: Document
    start: int
    end: int
    words: frozenset[str]

    @property
    def text(self) -> str:
        return self.document.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around a sentence, whatever promise it is held against.

    Attributes:
        words: content words of the sentence and its neighbours, without names.
        named: the parties that these name.
        answers: by party, what weighs most as its answer for a deed told there.
        reported: the sentence is in somebody's statement.
        unknown: it is said that nobody knows who did it.
    """

    words: frozenset[str]
    named: frozenset[str]
    answers: Mapping[str, tuple[float, Statement]]
    reported: bool
    unknown: bool


def binding(c: Commitment) -> bool:
    """Whether no day is set for a promise, so that a single deed breaks it."""
    return c.deadline is None and c.status is not Status.REJECTED and c.confidence >= FLOOR


@lru_cache(maxsize=10_000)
def _answering(cue: str) -> float:
    if _WILL_NOT.search(cue):
        return 0.0
    weights = (_OWNS_UP, OWNED), (_CONFIRMS, CONFIRMED), (_EXCUSES, EXCUSED)
    return next((weight for pattern, weight in weights if pattern.search(cue)), 0.0)


def _lasting(c: Commitment) -> bool:
    """Whether a promise is to keep or to leave something, so that it is broken by doing and not by waiting."""
    return bool(_NEGATIVE.search(c.action) or _KEEPS.search(c.action))


def points_back(c: Commitment) -> bool:
    """Whether the words of a promise point back to it as first told ("that no such thing would happen")."""
    return bool(_SUCH.search(c.action))


class Telling:
    """The sentences of a record by the words in them."""

    def __init__(self, standing: Standing) -> None:
        self._standing = standing
        self._agenda = standing.agenda
        self._sentences = [
            _Told(d, a, b, content(d.text[a:b]))
            for d in standing.record.documents
            for a, b in standing.sentences_of(d.id)
        ]
        self._having: dict[str, list[int]] = defaultdict(list)
        for n, told in enumerate(self._sentences):
            for word in told.words:
                self._having[word].append(n)
        order = {d.id: n for n, d in enumerate(standing.record.documents)}
        self._starts = [(order[t.document.id], t.start) for t in self._sentences]
        self._statements: dict[str, list[Statement]] = defaultdict(list)
        self._by: dict[str, list[Statement]] = defaultdict(list)
        for s in standing.statements:
            self._statements[s.document].append(s)
            self._by[s.party or ""].append(s)
        self._events: dict[tuple[str, int], list[Event]] = defaultdict(list)
        for e in standing.record.coding.events:
            if e.status is not Status.REJECTED and e.confidence >= FLOOR:
                self._events[e.evidence.document, e.evidence.start].append(e)
        self._owned_by: dict[str, set[int]] = {}
        self._around: dict[int, _Around] = {}
        self._promised = {c.statement for c in standing.record.coding.commitments}
        self._who = standing.who
        self._principals = {p.id for p in self._agenda.principals}

    def _at(self, span: Span) -> int:
        """The number of the sentence in which a span begins; -1 if it is before all."""
        return bisect_right(self._starts, self._standing.place(span)) - 1

    def _weight(self, word: str) -> float:
        """How telling a word is in this record: 1 if it is in one sentence only, 0 if it is in all."""
        total = max(len(self._sentences), _FEW)
        return max(0.0, math.log(total / (len(self._having[word]) or 1)) / math.log(total))

    def against(self, promise: Commitment) -> Iterator[Breach]:
        """The sentences that tell of a deed against the promise, with enough signs."""
        if promise.basis is Basis.OWN and (recalled := self._recalled(promise)):
            yield recalled
        wanted = content(_HOW_LONG.sub(" ", promise.action)) - self._who
        if points_back(promise) or not _AHEAD.search(promise.action):  # its words are elsewhere
            return
        beside = self._beside(promise) - self._who
        telling = (word for word in wanted if self._weight(word) >= TELLING)
        places = {n for word in telling for n in self._having.get(word, ())} | self._owned(promise.party)
        for n in sorted(places):
            told = self._sentences[n]
            if self._later(promise, told):
                found = self._weighed(promise, n, wanted, beside)
                if (
                    found.score >= ENOUGH
                    and self._done(promise, told, wanted & told.words)
                    and self._believed(found, told)
                ):
                    yield found

    def _owned(self, party: str) -> set[int]:
        """The sentences of what the party owns up to, and those before them, in which the deed is told."""
        if party not in self._owned_by:
            at = [self._at(s.content[0]) for s in self._by[party] if self._answers(s) == OWNED]
            self._owned_by[party] = {k for n in at for k in (n - 1, n) if k >= 0}
        return self._owned_by[party]

    def _beside(self, promise: Commitment) -> frozenset[str]:
        """The words of the sentences around the promise."""
        text = self._standing.record.document(promise.evidence.document).text
        return content(text[max(0, promise.evidence.start - _NEAR) : promise.evidence.end + _NEAR])

    def _later(self, promise: Commitment, told: _Told) -> bool:
        here = told.document.span(told.start, told.end)
        if self._standing.place(here) <= self._standing.place(promise.evidence):
            return False
        if promise.evidence.document == told.document.id:
            return any(e.on and promise.made_on and e.on.last > promise.made_on for e in self._deeds(promise, told))
        return not (promise.made_on and told.document.published and told.document.published < promise.made_on)

    def _deeds(self, promise: Commitment, told: _Told) -> list[Event]:
        """The promiser's unfriendly deeds in the sentence."""
        return [
            e
            for e in self._events[told.document.id, told.start]
            if e.source == promise.party and e.category not in _FRIENDLY
        ]

    def _done(self, promise: Commitment, told: _Told, common: frozenset[str]) -> bool:
        """Whether the sentence tells of something done against the promise, where it speaks of what was promised."""
        text = _OWNS_UP.sub(" ", told.text)
        clauses = [c for c in _CLAUSE.split(text) if content(c) & common] if common else []
        clauses = clauses or [text]
        if all(_UNREAL.search(c) for c in clauses) or _KEPT.search(told.text):
            return False
        negated = any(_NEGATED.search(c) for c in clauses)
        return not negated if _NEGATIVE.search(promise.action) else negated or bool(_KEEPS.search(promise.action))

    def _believed(self, found: Breach, told: _Told) -> bool:
        """Whether the deed is the promiser's, by more than an adversary's or the promiser's own bare word."""
        promise, owned = found.promise, found.answered >= CONFIRMED
        if _TURN.match(told.text) and (_ASKS.match(told.text) or not self._tellers(told)):
            return False
        if promise.basis is not Basis.OWN and not (found.owned and found.answer and _PROMISE.search(found.answer.text)):
            return False  # a promise that others report, unless the promiser owns up to that too
        if not owned and not _lasting(promise):
            return False  # that something was not done is seldom a refusal to do it
        said = [s for s in self._tellers(told, 0) if s.party in self._principals and s.id not in self._promised]
        if not all(self._answers(s) or self._deeds(promise, told) for s in said if s.party == promise.party):
            return False
        if owned or (found.unknown and not any(s.party != promise.party for s in said)):
            return True
        return not (any(s.party != promise.party for s in said) or self._by_another(promise, told))

    def _by_another(self, promise: Commitment, told: _Told) -> bool:
        """Whether the sentence lays the deed at another's door, or only an adversary does so."""
        others = self._principals - {promise.party}
        named = self._principals.intersection(mentioned(self._agenda, told.text))
        events = self._events[told.document.id, told.start]
        return bool(named and promise.party not in named) or any(
            e.source in others or e.alleged_by in others for e in events
        )

    def _tellers(self, told: _Told, part: float = 0.5) -> list[Statement]:
        """The statements in which more than this part of the sentence is."""
        least = (told.end - told.start) * part
        return [
            s
            for s in self._statements[told.document.id]
            if sum(max(0, min(p.end, told.end) - max(p.start, told.start)) for p in s.content) > least
        ]

    def _bystander(self, s: Statement) -> bool:
        return s.party not in self._principals

    @staticmethod
    def _answers(s: Statement) -> float:
        """What a statement weighs as an answer for a deed: owned up to, or given another name."""
        return _answering(s.cue.quote) if s.cue else 0.0

    def _weighed(self, promise: Commitment, n: int, wanted: frozenset[str], beside: frozenset[str]) -> Breach:
        told, around = self._sentences[n], self._around_of(n)
        common = wanted & told.words
        loose = (wanted | beside) & around.words - common
        weight, answer = around.answers.get(promise.party, (0.0, None))
        named, unknown = promise.party in around.named, not answer and around.unknown
        recalled = any(_PROMISE.search(t.text) and wanted & t.words for t in self._near(n, 2) if t is not told)
        score = (
            sum(map(self._weight, common))
            + min(AT_MOST, AROUND * sum(map(self._weight, loose)))
            + (OWNED if unknown else weight)
            + BY_OTHERS * around.reported
            + DEED * bool(self._deeds(promise, told))
            + NAMED * named
            + BESIDE * recalled
        )
        if not (answer or unknown or named) or not (common or loose):
            score = 0.0  # nothing ties it to the promiser, or to the promise
        return Breach(promise, told.document.span(told.start, told.end), answer, score, weight, unknown)

    def _near(self, n: int, reach: int) -> list[_Told]:
        """A sentence and so many before and after it in its document."""
        document = self._sentences[n].document
        return [t for t in self._sentences[max(0, n - reach) : n + reach + 1] if t.document is document]

    def _around_of(self, n: int) -> _Around:
        if n not in self._around:
            self._around[n] = self._look_around(n)
        return self._around[n]

    def _look_around(self, n: int) -> _Around:
        told = self._sentences[n]
        text = told.document.text
        near = self._near(n, 1)
        answers: dict[str, tuple[float, Statement]] = {}
        for s in self._statements[told.document.id]:  # of two that weigh the same the first
            weight = self._answers(s)
            if weight and told.start - _JUST_BEFORE <= s.content[0].start <= told.end + _NEAR:
                answers[s.party or ""] = max(answers.get(s.party or "", (0.0, s)), (weight, s), key=lambda a: a[0])
        return _Around(
            words=frozenset().union(*(t.words for t in near)) - self._who,
            named=frozenset(mentioned(self._agenda, text[near[0].start : near[-1].end])),
            answers=answers,
            reported=bool(self._tellers(told)),
            unknown=bool(UNKNOWN.search(text[max(0, told.start - _NEAR) : told.end + 2 * _NEAR])),
        )

    def _recalled(self, promise: Commitment) -> Breach | None:
        """The deed of the sentence that recalls the promise: "..., a day after she had given her word that ..."."""
        told = self._sentences[self._at(promise.evidence)]
        host = self._standing.statement(promise.statement)
        if host is None or not host.cue or told.document.id != promise.evidence.document:
            return None
        begin = min(s.start for s in (host.cue, host.source, promise.evidence) if s)
        deed = told.document.text[told.start : max(told.start, begin)]
        if (
            not _lasting(promise)
            or len(deed) < 30
            or not _RECALLED.search(deed[-40:] + host.cue.quote)
            or any(
                s is not host and not self._bystander(s) and s.content[0].start < begin for s in self._tellers(told, 0)
            )
        ):
            return None
        doers = list(mentioned(self._agenda, deed))
        if doers and promise.party not in doers:
            return None
        unknown = bool(UNKNOWN.search(told.document.text[told.start : told.end + 2 * _NEAR]))
        return Breach(promise, told.document.span(told.start, told.end), None, RECALLED, unknown=unknown)
