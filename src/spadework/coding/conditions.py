"""What parties want first, in return, or left out.

Two sources propose how a clause may be read. One is its form: a clause that hangs on another (`clauses`) has two ends,
what is to be done first and what will then be done, each of which is matched to the options by itself; two turns of
phrase name the opposite of an end: who keeps things as they are until something is done offers to change them ("the
accounts stay shut until ..."), and who refuses while something lasts wants its end ("no talks while armed men sit in
the passes"). The other is the network, which sees the part of each option in a condition (`spadework.coding.judge`), in
two sentences too ("Let the ships move. Then the drawer opens."). How likely each reading is, a logistic model tells by
what both say of it; its weights are in `weights/conditions.json`, trained by `training/conditions.py`.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from spadework.coding.clauses import EXCEPT, happened
from spadework.coding.judge import ROLES, STANCES
from spadework.coding.likeness import tokens
from spadework.coding.matching import Match, Matcher
from spadework.coding.stances import is_condition, keeps, stance_of
from spadework.coding.units import Unit
from spadework.model import Condition, ConditionKind, Stance, row_id
from spadework.weights import stored

_SAME = re.compile(
    r"\b(?:(?:do|does|did|done|doing) (?:the same|so(?: too)?|likewise)|the same|likewise|as well|too|in (?:turn|kind)|"
    r"reciproc\w+|"
    r"both sides|also|its own|theirs|hers|match(?:es|ed)?|follow(?:s|ed)? suit|mutual\w*|equally)\b",
    re.IGNORECASE,
)
_STATE = re.compile(r"\b(?:while|(?:as|so) long as)$")
_NOT = re.compile(r"\b(?:no|not|never|nobody|none|neither|nothing|nor|cannot|without)\b|n['’]t\b", re.IGNORECASE)

THEN = 0.12  # chance from which what all but something is accepted of is on the agenda
FIRST = 0.25  # what must come first, on another issue; else it is something outside the agenda
FIRST_OF_THE_SAME = 0.6  # and on the same: mostly an echo of what will be done
PLAIN = 0.6  # chance of both ends by form and words from which a clause needs nothing else
PART = 0.05  # chance by the network from which that holds for what hangs on nothing of the agenda
ALONE = 0.3  # chance from which the network is believed without any form of a condition
SEEN = 0.02  # chance by the network from which an option is tried in a part
ENDS, STARTS = 3, 4  # options that are tried at each end
REPEATED = 0.5  # how much likelier (log-odds) what the party surely says elsewhere too
SURE = 7.0  # log-odds beyond which the network is not believed
LEAST = -9.0  # natural logarithm of the chance of a reading that the clause's form does not propose

FEATURES = (
    "bias", "then", "first", "nothing_first", "off_agenda", "hinge", "formed", "form", "same_issue", "exception",
    "reciprocity", "conditional", "wanted",
)  # fmt: skip

Key = tuple[ConditionKind, str | None, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a clause: the two ends, and what speaks for it.

    Attributes:
        features: a row of `FEATURES`.
        plain: how plain it is by form and words, a chance.
        seen: the chance by the network alone that what will be done hangs on something.
    """

    kind: ConditionKind
    requires: str | None
    before: str
    features: tuple[float, ...]
    plain: float
    seen: float

    @property
    def key(self) -> Key:
        return self.kind, self.requires, self.before

    @property
    def ends(self) -> bool:
        """Whether all of it is on the agenda."""
        return self.requires is not None or self.kind is ConditionKind.EXCEPTION

    @property
    def form(self) -> float:
        """How likely it is by form (natural logarithm, from the least on)."""
        return self.features[FEATURES.index("form")]

    @property
    def odds(self) -> float:
        """Log-odds that an analyst would read it so."""
        return sum(w * x for w, x in zip(_weights(), self.features, strict=True))


def conditions(units: Iterable[Unit], matcher: Matcher) -> list[Condition]:
    """Conditions in the statements: on an option of the agenda, or that an option of it be met first.

    A party says its conditions more than once: among the ways to read a clause, one that another clause of the party
    shows too is preferred.
    """
    read = [(unit, found) for unit in units if not unit.requirement and (found := readings(unit, matcher))]
    said = _repeated(read)
    rows: dict[tuple[object, ...], Condition] = {}
    for n, (unit, found) in enumerate(read):
        for holder in unit.who:
            elsewhere = {r.key: said[holder.party, r.key].without(n) for r in found}
            plain = [r for r in found if r.plain >= PLAIN and (r.ends or r.seen >= PART)]
            others = [r for r in found if r.kind is not ConditionKind.EXCEPTION]
            if not (plain or others):
                continue

            def likely(r: Reading, elsewhere: dict[Key, float] = elsewhere, plain: list[Reading] = plain) -> float:
                return (r.form if plain else r.odds) + REPEATED * elsewhere.get(r.key, 0.0)

            best = max([r for r in found if r.form] if plain else others, key=likely)
            if plain or _chance(likely(best)) >= (threshold() if best.form else ALONE):
                by_form = math.exp(best.form + LEAST) if best.form else 0.0
                sure = by_form if best.kind is ConditionKind.EXCEPTION else max(_chance(best.odds), best.plain)
                c = _row(unit, holder.party, best, sure)
                rows.setdefault((c.party, c.kind, c.requires, c.before, c.evidence.document, c.evidence.start), c)
    return list(rows.values())


@dataclass(slots=True)
class _Surest:
    """How surely a party says something, in the clause where it is surest, and in any other."""

    clause: int = -1
    chance: float = 0.0
    next: float = 0.0

    def told(self, clause: int, chance: float) -> None:
        if chance > self.chance:
            self.clause, self.chance, self.next = clause, chance, self.next if clause == self.clause else self.chance
        elif clause != self.clause:
            self.next = max(self.next, chance)

    def without(self, clause: int) -> float:
        return self.next if clause == self.clause else self.chance


def _repeated(read: Sequence[tuple[Unit, list[Reading]]]) -> dict[tuple[str, Key], _Surest]:
    """For each party and reading how surely it is said, clause by clause."""
    said: dict[tuple[str, Key], _Surest] = defaultdict(_Surest)
    for n, (unit, found) in enumerate(read):
        for r in found:
            chance = _chance(r.odds)
            for party in unit.holders:
                said[party, r.key].told(n, chance)
    return said


def readings(unit: Unit, matcher: Matcher) -> list[Reading]:
    """The ways to read a clause as a condition, by its form or by what the network sees; mostly none."""
    formed = dict(_formed(unit, matcher))
    if not formed and happened(unit.clause.text):
        return []
    says = matcher.judged(unit.document, unit.start, unit.end)
    stance, part = says[:, : len(STANCES)], np.exp(says[:, len(STANCES) :])
    names = [f"{w.issue.id}.{w.option.id}" for w in matcher.options]
    at = {name: n for n, name in enumerate(names)}
    first = part[:, ROLES.index("requires")]
    starts = [int(n) for n in np.argsort(-first)[:STARTS] if first[n] >= SEEN]
    tried: dict[Key, None] = dict.fromkeys(formed)
    for kind in (ConditionKind.PRECONDITION, ConditionKind.RECIPROCITY):  # an exception is told by its form
        then = part[:, ROLES.index(kind)]
        for b in np.argsort(-then)[:ENDS]:
            if then[b] >= SEEN:
                alone = None if kind is ConditionKind.PRECONDITION else names[b]  # "if they do so too"
                tried |= dict.fromkeys((kind, r, names[b]) for r in (alone, *(names[n] for n in starts if n != b)))
    hinge = is_condition(unit.clause.hinge) and bool(unit.clause.requirement)
    most = float(first.max(initial=0.0))
    found = []
    for key in tried:
        kind, requires, before = key
        b, r = at[before], at[requires] if requires else None
        ahead = kind is not ConditionKind.EXCEPTION
        alone = ahead and requires in (None, before)  # nothing else of the agenda is required
        row = (
            1.0,
            _odds(float(part[b, ROLES.index(kind)])),
            _odds(float(first[r])) if ahead and not alone and r is not None else 0.0,
            -_odds(most) if alone else 0.0,
            float(alone),
            float(hinge),
            float(key in formed),
            formed[key][0] - LEAST if key in formed else 0.0,
            float(ahead and not alone and before.partition(".")[0] == (requires or "").partition(".")[0]),
            float(kind is ConditionKind.EXCEPTION),
            float(kind is ConditionKind.RECIPROCITY),
            _odds(float(np.exp(stance[b, STANCES.index("conditional")]))),
            _odds(float(np.exp(stance[r, STANCES.index("accepts")]))) if not alone and r is not None else 0.0,
        )
        found.append(Reading(*key, row, formed[key][1] if key in formed else 0.0, float(part[b, ROLES.index(kind)])))
    return found


def _odds(chance: float) -> float:
    return max(-SURE, min(SURE, math.log((chance + 1e-6) / (1 - chance + 1e-6))))


def _chance(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


def threshold() -> float:
    """The chance from which a reading is a condition."""
    return float(stored("conditions.json")["threshold"])


@cache
def _weights() -> tuple[float, ...]:
    return tuple(stored("conditions.json")[name] for name in FEATURES)


def _formed(unit: Unit, matcher: Matcher) -> Iterator[tuple[Key, tuple[float, float]]]:
    """The ways to read a clause that its form proposes: how likely each is (natural logarithm), and how plain."""
    cut = EXCEPT.search(unit.clause.text)
    if cut and stance_of(unit.clause.text[: cut.start()], unit.cue, "")[0] not in (Stance.REJECTS, Stance.NONCOMMITTAL):
        left = unit.clause.text[: cut.start()]
        at = unit.document, unit.start, unit.end
        for m in matcher.ranked(*at, left, cue=unit.cue, hinge=unit.hinge, alone=True)[:1]:
            yield (
                (ConditionKind.EXCEPTION, None, _step(m)),
                (_log(m.probability), PLAIN if m.probability >= THEN else 0.0),
            )
    yield from _hinged(unit, matcher)


def _log(chance: float) -> float:
    return max(LEAST, math.log(chance + 1e-9))


def _hinged(unit: Unit, matcher: Matcher) -> Iterator[tuple[Key, tuple[float, float]]]:
    clause = unit.clause
    if not clause.requirement or not is_condition(clause.hinge) or len(tokens(clause.requirement)) < 2:
        return
    if clause.hinge == "if" and _NOT.search(clause.requirement) and not _NOT.search(clause.main):
        return  # a threat: what will happen if somebody does not do as he should
    at = unit.document, unit.start, unit.end
    ends = matcher.ranked(*at, clause.main, cue=unit.cue, hinge=unit.hinge)
    firsts = matcher.ranked(*at, clause.requirement, requirement=True)
    refused = bool(_NOT.search(clause.main))
    stays = keeps(clause.main, clause.hinge)
    lasting = bool(_STATE.search(clause.hinge)) and (refused or stays) and not _NOT.search(clause.requirement)
    if _SAME.search(clause.requirement) and ends:
        wanted = next((m for m in firsts if m.probability >= FIRST), None)
        if wanted is None or wanted.issue == ends[0].issue:
            own = _step(ends[0])
            yield (ConditionKind.RECIPROCITY, own, own), (_log(ends[0].probability * FIRST), ends[0].probability)
            return
    for end in ends[:ENDS]:
        then = _rival(end, ends) if stays or (refused and end.negative) else end
        yield (ConditionKind.PRECONDITION, None, _step(then)), (_log(end.probability * FIRST), end.probability)
        for first in firsts[:STARTS]:
            wanted = _rival(first, firsts) if lasting else first
            least = FIRST_OF_THE_SAME if wanted.issue == then.issue else 0.0
            if _step(wanted) != _step(then) and first.probability >= least:
                both = end.probability, first.probability
                yield (ConditionKind.PRECONDITION, _step(wanted), _step(then)), (_log(both[0] * both[1]), min(both))


def _step(match: Match) -> str:
    return f"{match.issue}.{match.option}"


def _rival(match: Match, others: Sequence[Match]) -> Match:
    """The likeliest other option of the same issue; the option itself where it has none."""
    return next((m for m in others if m.issue == match.issue and m.option != match.option), match)


def _row(unit: Unit, party: str, reading: Reading, chance: float) -> Condition:
    span = unit.clause.span
    cut = EXCEPT.search(unit.clause.text) if reading.kind is ConditionKind.EXCEPTION else None
    if cut:
        start = unit.start + cut.start()
        span = unit.document.span(start, start + len(cut.group().rstrip(' .,;”"')))
    return Condition(
        id=row_id("c", party, reading.kind, reading.requires, reading.before, span.document, span.start),
        party=party,
        kind=reading.kind,
        evidence=span,
        requires=reading.requires,
        before=reading.before,
        statement=unit.clause.statement.id,
        confidence=round(chance, 3),
    )
