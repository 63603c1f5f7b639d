"""What parties want first, in return, or left out.

A clause may be read in several ways: what is to be done first, and what will then be done. Each way is weighed by a
logistic model (`weights/conditions.json`, trained by `training/conditions.py`) over what the network says of the part
that each option has in it (`spadework.coding.judge`) and over what the words say: a clause that hangs on another
(`clauses`) has two ends, and each is matched to the options by itself. Two turns of phrase name the opposite of an end:
who keeps things as they are until something is done offers to change them ("the accounts stay shut until ..."), and who
refuses while something lasts wants its end ("no talks while armed men sit in the passes").
"""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np

from spadework.coding.clauses import EXCEPT
from spadework.coding.judge import ROLES, STANCES
from spadework.coding.likeness import tokens
from spadework.coding.matching import SURE, Match, Matcher
from spadework.coding.stances import is_condition, keeps, stance_of
from spadework.coding.units import Unit
from spadework.model import Condition, ConditionKind, Span, Stance, row_id

if TYPE_CHECKING:
    from spadework.coding.judge import Floats

FEATURES = (
    "bias", "hinged", "ruled", "unruled", "then", "then_margin", "first", "unfirst", "nothing", "reciprocity",
    "exception", "same_issue", "conditional",
)  # fmt: skip

_SAME = re.compile(
    r"\b(?:(?:do|does|did|done|doing) (?:the same|so(?: too)?|likewise)|the same|likewise|as well|too|in (?:turn|kind)|"
    r"reciproc\w+|"
    r"both sides|also|its own|theirs|hers|match(?:es|ed)?|follow(?:s|ed)? suit|mutual\w*|equally)\b",
    re.IGNORECASE,
)
_STATE = re.compile(r"\b(?:while|(?:as|so) long as)$")
_NOT = re.compile(r"\b(?:no|not|never|nobody|none|neither|nothing|nor|cannot|without)\b|n['’]t\b", re.IGNORECASE)

FIRST = 0.25  # what must come first, by words, on another issue; else it is something outside the agenda
FIRST_OF_THE_SAME = 0.6  # and on the same: mostly an echo of what will be done
REPEATED, SCALE = 1.0, 40.0  # how much it counts that the party says the same elsewhere
LIKELIEST = 3  # options that are tried at either end, beside those that the words point to


@dataclass(frozen=True, slots=True)
class Reading:
    """A way to read a clause: what first (an option, None something outside the agenda), what then."""

    kind: ConditionKind
    requires: str | None
    before: str


def conditions(units: Iterable[Unit], matcher: Matcher) -> list[Condition]:
    """Conditions in the statements: on an option of the agenda, or that an option of it be met first.

    A party says its conditions more than once: among the ways to read a clause, one that another clause of the party
    shows too is preferred.
    """
    weighed = []
    for unit in units:
        if not unit.requirement and (ways := readings(unit, matcher)):
            weighed.append((unit, {way: chance(row) for way, row in ways.items()}))
    rows: dict[tuple[object, ...], Condition] = {}
    for unit, span, way, holder, sure in chosen(weighed):
        c = _row(unit, holder, way, span, sure)
        rows.setdefault((c.party, c.kind, c.requires, c.before, c.evidence.document, c.evidence.start), c)
    return list(rows.values())


def chosen(weighed: Sequence[tuple[Unit, Mapping[Reading, float]]]) -> Iterable[tuple[Unit, Span, Reading, str, float]]:
    """The best way to read each clause for each that holds it, where that is likely enough, with its chance."""
    everywhere: dict[tuple[str, Reading], float] = defaultdict(float)
    for unit, ways in weighed:
        for holder in set(unit.holders):
            for way, sure in ways.items():
                everywhere[holder, way] += sure**2
    for unit, ways in weighed:
        for holder in unit.holders:
            scores = {
                way: math.log(sure) + REPEATED * math.log1p(SCALE * max(everywhere[holder, way] - sure**2, 0.0))
                for way, sure in ways.items()
            }
            best = max(scores, key=scores.__getitem__)
            if scores[best] >= math.log(weights()["threshold"]):
                yield unit, _place(unit, best), best, holder, ways[best]


def _place(unit: Unit, way: Reading) -> Span:
    """Where it is said; of an exception, where it is told what is left out."""
    cut = EXCEPT.search(unit.clause.text) if way.kind is ConditionKind.EXCEPTION else None
    if not cut:
        return unit.clause.span
    start = unit.start + cut.start()
    return unit.document.span(start, start + max(len(cut.group().rstrip(' .,;”"')), 1))


def readings(unit: Unit, matcher: Matcher) -> dict[Reading, list[float]]:
    """The ways to read a clause, each with its row of `FEATURES`."""
    options = [f"{w.issue.id}.{w.option.id}" for w in matcher.options]
    if not options or _threat(unit):
        return {}
    says = matcher.judged(unit.document, unit.start, unit.end)
    part = says[:, len(STANCES) :]
    odds = np.clip(part[:, 1:] - part[:, :1], -SURE, SURE)  # [options, 4], as ROLES without "none"
    conditional = np.clip(says[:, STANCES.index("conditional")] - says[:, 0], -SURE, SURE)
    at = {option: n for n, option in enumerate(options)}
    wanted = odds[:, ROLES.index("requires") - 1]
    ruled = {**_exception(unit, matcher), **_by_words(unit, matcher)}
    hinged = any(way.kind is not ConditionKind.EXCEPTION for way in ruled)
    ways = dict.fromkeys(ruled)
    firsts = _top(wanted)
    for kind in (ConditionKind.PRECONDITION, ConditionKind.RECIPROCITY):  # exceptions have words of their own
        for n in _top(odds[:, ROLES.index(kind.value) - 1]):
            if kind is ConditionKind.RECIPROCITY:
                ways[Reading(kind, options[n], options[n])] = None
            ways[Reading(kind, None, options[n])] = None
            ways.update((Reading(kind, options[k], options[n]), None) for k in firsts if k != n)
    rows = {}
    for way in ways:
        then = odds[:, ROLES.index(way.kind.value) - 1]
        n = at[way.before]
        k = at[way.requires] if way.requires and way.requires != way.before else None
        rows[way] = [
            1.0,
            float(hinged),
            ruled.get(way, 0.0),
            float(way not in ruled),
            float(then[n]),
            float(then[n] - then.max()),
            float(wanted[k]) if k is not None else 0.0,
            float(wanted.max()) if k is None else 0.0,
            float(way.requires is None),
            float(way.kind is ConditionKind.RECIPROCITY),
            float(way.kind is ConditionKind.EXCEPTION),
            float(k is not None and options[k].split(".")[0] == way.before.split(".")[0]),
            float(conditional[n]),
        ]
    return rows


def chance(row: Sequence[float]) -> float:
    """How likely a way to read a clause is right."""
    model = weights()
    return 1 / (1 + math.exp(-sum(model[name] * x for name, x in zip(FEATURES, row, strict=True))))


@cache
def weights() -> Mapping[str, float]:
    """The trained weights, by feature, and the threshold."""
    text = resources.files("spadework.weights").joinpath("conditions.json").read_text(encoding="utf-8")
    loaded: dict[str, float] = json.loads(text)
    return loaded


def _top(odds: Floats) -> list[int]:
    return [int(n) for n in np.argsort(-odds, kind="stable")[:LIKELIEST] if odds[n] > -5]


def _threat(unit: Unit) -> bool:
    """What will happen if somebody does not do as he should."""
    clause = unit.clause
    return clause.hinge == "if" and bool(_NOT.search(clause.requirement)) and not _NOT.search(clause.main)


def _exception(unit: Unit, matcher: Matcher) -> dict[Reading, float]:
    """What is accepted all but for something, by its words, with how likely (natural logarithm)."""
    text = unit.clause.text
    cut = EXCEPT.search(text)
    if not cut or stance_of(text[: cut.start()], unit.cue, "")[0] in (Stance.REJECTS, Stance.NONCOMMITTAL):
        return {}
    before = matcher.ranked(unit.document, unit.start, unit.end, text[: cut.start()], cue=unit.cue, hinge=unit.hinge)
    return {Reading(ConditionKind.EXCEPTION, None, _step(m)): math.log(m.probability) for m in before[:2]}


def _by_words(unit: Unit, matcher: Matcher) -> dict[Reading, float]:
    """The ways to read a clause that its words tell, with how likely each is (natural logarithm)."""
    clause = unit.clause
    if not clause.requirement or not is_condition(clause.hinge) or len(tokens(clause.requirement)) < 2:
        return {}
    at = unit.document, unit.start, unit.end
    ends = matcher.ranked(*at, clause.main, cue=unit.cue, hinge=unit.hinge)
    firsts = matcher.ranked(*at, clause.requirement, requirement=True)
    refused = bool(_NOT.search(clause.main))
    stays = keeps(clause.main, clause.hinge)
    lasting = bool(_STATE.search(clause.hinge)) and (refused or stays) and not _NOT.search(clause.requirement)
    if not ends:
        return {}
    if _SAME.search(clause.requirement):
        wanted = next((m for m in firsts if m.probability >= FIRST), None)
        if wanted is None or wanted.issue == ends[0].issue:
            own = _step(ends[0])
            return {Reading(ConditionKind.RECIPROCITY, own, own): math.log(ends[0].probability * FIRST)}
    found: dict[Reading, float] = {}
    for end in ends[:3]:
        then = _rival(end, ends) if stays or (refused and end.negative) else end
        nothing = Reading(ConditionKind.PRECONDITION, None, _step(then))
        found[nothing] = max(found.get(nothing, -99.0), math.log(end.probability * FIRST))
        for first in firsts[:4]:
            wanted = _rival(first, firsts) if lasting else first
            least = FIRST_OF_THE_SAME if wanted.issue == then.issue else 0.0
            if _step(wanted) != _step(then) and first.probability >= least:
                way = Reading(ConditionKind.PRECONDITION, _step(wanted), _step(then))
                found[way] = max(found.get(way, -99.0), math.log(end.probability * first.probability))
    return found


def _step(match: Match) -> str:
    return f"{match.issue}.{match.option}"


def _rival(match: Match, others: Sequence[Match]) -> Match:
    """The likeliest other option of the same issue; the option itself where it has none."""
    return next((m for m in others if m.issue == match.issue and m.option != match.option), match)


def _row(unit: Unit, party: str, way: Reading, span: Span, sure: float) -> Condition:
    return Condition(
        id=row_id("c", party, way.kind, way.requires, way.before, span.document, span.start),
        party=party,
        kind=way.kind,
        evidence=span,
        requires=way.requires,
        before=way.before,
        statement=unit.clause.statement.id,
        confidence=round(sure, 3),
    )
