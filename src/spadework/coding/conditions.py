"""What parties want first, in return, or left out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from spadework.coding.clauses import EXCEPT
from spadework.coding.matching import Match, Matcher
from spadework.coding.stances import is_condition, stance_of
from spadework.coding.units import Unit
from spadework.model import Condition, ConditionKind, Span, Stance, row_id

_SAME = re.compile(
    r"\b(?:(?:do|does|did|done|doing) (?:the same|so(?: too)?|likewise)|the same|likewise|as well|too|in (?:turn|kind)|"
    r"reciproc\w+|"
    r"both sides|also|its own|theirs|hers|match(?:es|ed)?|follow(?:s|ed)? suit|mutual\w*|equally)\b",
    re.IGNORECASE,
)

# What must come first is often outside the agenda: rather nothing than a weak match, least of all a rival option.
SURE = 0.35
SURE_OF_A_RIVAL = 0.6


def conditions(units: Iterable[Unit], matcher: Matcher) -> list[Condition]:
    """Conditions in the statements: on an option of the agenda, or that an option of it be met first.

    A hinge alone is no condition: one of its two ends must be on the agenda.
    """
    found: dict[str, Condition] = {}
    for unit in units:
        if unit.requirement:
            continue
        row = _exception(unit, matcher) or _hinged(unit, matcher)
        if row:
            for condition in row:
                found.setdefault(condition.id, condition)
    return list(found.values())


def _matches(unit: Unit, text: str, matcher: Matcher, *, requirement: bool) -> list[Match]:
    cue, hinge = ("", "") if requirement else (unit.cue, unit.hinge)
    return matcher.match(unit.document, unit.start, unit.end, text, cue=cue, hinge=hinge, requirement=requirement)


def _exception(unit: Unit, matcher: Matcher) -> list[Condition] | None:
    text = unit.clause.text
    cut = EXCEPT.search(text)
    if not cut or stance_of(text[: cut.start()], unit.cue, "")[0] in (Stance.REJECTS, Stance.NONCOMMITTAL):
        return None
    before = _matches(unit, text[: cut.start()], matcher, requirement=False)
    if not before:
        return None
    start = unit.start + cut.start()
    span = unit.document.span(start, start + len(cut.group().rstrip(' .,;”"')))
    return [_row(unit, h.party, ConditionKind.EXCEPTION, None, before[0], span) for h in unit.who]


def _hinged(unit: Unit, matcher: Matcher) -> list[Condition] | None:
    clause = unit.clause
    if not clause.requirement or not is_condition(clause.hinge):
        return None
    before = _matches(unit, clause.main, matcher, requirement=False)
    requires = _matches(unit, clause.requirement, matcher, requirement=True)
    if not before:
        return None
    same = bool(_SAME.search(clause.requirement))
    kind = ConditionKind.RECIPROCITY if same else ConditionKind.PRECONDITION
    first = before[0]
    wanted = next(
        (
            m
            for m in requires
            if (m.issue, m.option) != (first.issue, first.option)
            and m.probability >= (SURE_OF_A_RIVAL if m.issue == first.issue else SURE)
        ),
        None,
    )
    if same and (wanted is None or wanted.issue == first.issue):
        wanted = first
    return [_row(unit, h.party, kind, wanted, first, clause.span) for h in unit.who]


def _row(unit: Unit, party: str, kind: ConditionKind, requires: Match | None, before: Match, span: Span) -> Condition:
    need = f"{requires.issue}.{requires.option}" if requires else None
    then = f"{before.issue}.{before.option}"
    # The hinge itself is sure; what hangs on what is as sure as the weaker of the two ends.
    sure = min(before.probability, requires.probability if requires else 1.0)
    return Condition(
        id=row_id("c", party, kind, need, then, span.document, span.start),
        party=party,
        kind=kind,
        evidence=span,
        requires=need,
        before=then,
        statement=unit.clause.statement.id,
        confidence=round(sure, 3),
    )
