"""What parties want first, in return, or left out.

A clause that hangs on another (`clauses`) has two ends: what is to be done first, and what will then be done. Each is
matched to the options by itself, with less demanded of a match than for a position, since the hinge already tells that
something of the negotiation stands at either end; unless both ends are plain, the network must see a part in a
condition in what will be done (`spadework.coding.judge`). Two turns of phrase name the opposite of an end: who keeps
things as they are until something is done offers to change them ("the accounts stay shut until ..."), and who refuses
while something lasts wants its end ("no talks while armed men sit in the passes").
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spadework.coding.clauses import EXCEPT
from spadework.coding.judge import STANCES
from spadework.coding.likeness import tokens
from spadework.coding.matching import Match, Matcher
from spadework.coding.stances import is_condition, keeps, stance_of
from spadework.coding.units import Unit
from spadework.model import Condition, ConditionKind, Span, Stance, row_id

_SAME = re.compile(
    r"\b(?:(?:do|does|did|done|doing) (?:the same|so(?: too)?|likewise)|the same|likewise|as well|too|in (?:turn|kind)|"
    r"reciproc\w+|"
    r"both sides|also|its own|theirs|hers|match(?:es|ed)?|follow(?:s|ed)? suit|mutual\w*|equally)\b",
    re.IGNORECASE,
)
_STATE = re.compile(r"\b(?:while|(?:as|so) long as)$")
_NOT = re.compile(r"\b(?:no|not|never|nobody|none|neither|nothing|nor|cannot|without)\b|n['’]t\b", re.IGNORECASE)

THEN = 0.12  # chance from which an end is on the agenda: what will be done
LEAST = 0.05  # chance from which a clause is read as a condition, both ends and its repetitions taken together
PART = 0.08  # chance by the network from which an option has a part in a condition
PLAIN = 0.6  # from which both ends are plain enough without it
FIRST = 0.25  # what must come first, on another issue; else it is something outside the agenda
FIRST_OF_THE_SAME = 0.6  # and on the same: mostly an echo of what will be done
REPEATED, SCALE = 1.0, 40.0  # how much it counts that the party says the same elsewhere


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read a clause: the two ends, and how likely (natural logarithm)."""

    requires: str | None
    before: str
    score: float
    sure: float


def conditions(units: Iterable[Unit], matcher: Matcher) -> list[Condition]:
    """Conditions in the statements: on an option of the agenda, or that an option of it be met first.

    A hinge alone is no condition: what will then be done must be on the agenda. A party says its conditions more than
    once: among the ways to read a clause, one that another clause of the party shows too is preferred.
    """
    rows: dict[tuple[object, ...], Condition] = {}
    hinged: list[tuple[Unit, ConditionKind, list[_Reading]]] = []
    for unit in units:
        if unit.requirement:
            continue
        excepted = _exception(unit, matcher)
        for c in excepted:
            rows.setdefault((c.party, c.kind, c.before), c)
        if not excepted and (found := _readings(unit, matcher)):
            hinged.append((unit, *found))
    for unit, kind, ways in hinged:
        for holder in unit.who:
            others = [r for u, k, rs in hinged if u is not unit and k is kind and holder.party in u.holders for r in rs]
            score, _, best = max((r.score + _support(r, others), -n, r) for n, r in enumerate(ways))
            doubtful = best.sure < PLAIN and _part(unit, matcher, best.before) < PART
            if score < math.log(LEAST) or doubtful:
                continue
            c = _row(unit, holder.party, kind, best, unit.clause.span)
            rows.setdefault((c.party, c.kind, c.requires, c.before, c.evidence.document, c.evidence.start), c)
    return list(rows.values())


def _support(reading: _Reading, others: Sequence[_Reading]) -> float:
    same = sum(math.exp(o.score) for o in others if (o.requires, o.before) == (reading.requires, reading.before))
    return REPEATED * math.log1p(SCALE * same)


def _part(unit: Unit, matcher: Matcher, step: str) -> float:
    """The chance, by the network alone, that the clause makes an option of this issue hang on something."""
    issue = step.partition(".")[0]
    says = matcher.judged(unit.document, unit.start, unit.end)
    nothing = min(float(says[n, len(STANCES)]) for n, w in enumerate(matcher.options) if w.issue.id == issue)
    return 1 - math.exp(nothing)


def _exception(unit: Unit, matcher: Matcher) -> list[Condition]:
    text = unit.clause.text
    cut = EXCEPT.search(text)
    if not cut or stance_of(text[: cut.start()], unit.cue, "")[0] in (Stance.REJECTS, Stance.NONCOMMITTAL):
        return []
    before = matcher.ranked(
        unit.document, unit.start, unit.end, text[: cut.start()], cue=unit.cue, hinge=unit.hinge, alone=True
    )
    if not before or before[0].probability < THEN:
        return []
    start = unit.start + cut.start()
    span = unit.document.span(start, start + len(cut.group().rstrip(' .,;”"')))
    all_but = _Reading(None, _step(before[0]), 0.0, before[0].probability)
    return [_row(unit, h.party, ConditionKind.EXCEPTION, all_but, span) for h in unit.who]


def _readings(unit: Unit, matcher: Matcher) -> tuple[ConditionKind, list[_Reading]] | None:
    clause = unit.clause
    if not clause.requirement or not is_condition(clause.hinge) or len(tokens(clause.requirement)) < 2:
        return None
    if clause.hinge == "if" and _NOT.search(clause.requirement) and not _NOT.search(clause.main):
        return None  # a threat: what will happen if somebody does not do as he should
    at = unit.document, unit.start, unit.end
    ends = matcher.ranked(*at, clause.main, cue=unit.cue, hinge=unit.hinge)
    firsts = matcher.ranked(*at, clause.requirement, requirement=True)
    refused = bool(_NOT.search(clause.main))
    stays = keeps(clause.main, clause.hinge)
    lasting = bool(_STATE.search(clause.hinge)) and (refused or stays) and not _NOT.search(clause.requirement)
    if not ends:
        return None
    if _SAME.search(clause.requirement):
        wanted = next((m for m in firsts if m.probability >= FIRST), None)
        if wanted is None or wanted.issue == ends[0].issue:
            own = _step(ends[0])
            return ConditionKind.RECIPROCITY, [
                _Reading(own, own, math.log(ends[0].probability * FIRST), ends[0].probability)
            ]
    found = []
    for end in ends[:3]:
        then = _rival(end, ends) if stays or (refused and end.negative) else end
        nothing = _Reading(None, _step(then), math.log(end.probability * FIRST), end.probability)
        found.append(nothing)
        for first in firsts[:4]:
            wanted = _rival(first, firsts) if lasting else first
            least = FIRST_OF_THE_SAME if wanted.issue == then.issue else 0.0
            if _step(wanted) != _step(then) and first.probability >= least:
                sure = min(end.probability, first.probability)
                score = math.log(end.probability * first.probability)
                found.append(_Reading(_step(wanted), _step(then), score, sure))
    return ConditionKind.PRECONDITION, found


def _step(match: Match) -> str:
    return f"{match.issue}.{match.option}"


def _rival(match: Match, others: Sequence[Match]) -> Match:
    """The likeliest other option of the same issue; the option itself where it has none."""
    return next((m for m in others if m.issue == match.issue and m.option != match.option), match)


def _row(unit: Unit, party: str, kind: ConditionKind, reading: _Reading, span: Span) -> Condition:
    return Condition(
        id=row_id("c", party, kind, reading.requires, reading.before, span.document, span.start),
        party=party,
        kind=kind,
        evidence=span,
        requires=reading.requires,
        before=reading.before,
        statement=unit.clause.statement.id,
        # The hinge itself is sure; what hangs on what is as sure as the weaker of the two ends.
        confidence=round(reading.sure, 3),
    )
