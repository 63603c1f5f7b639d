"""What the units of a dossier say of the agenda's issues, judged by the network wherever likeness gives reason to."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from spadework.coding.judge import Judge, Judgement, asked, shipped
from spadework.coding.matching import Matcher
from spadework.coding.units import Unit
from spadework.model import Agenda, Issue


@dataclass(frozen=True, slots=True)
class Judged:
    """A unit and an issue, and what the unit says of the issue's options, in their order."""

    unit: Unit
    issue: Issue
    answer: Judgement


def judged(units: Iterable[Unit], agenda: Agenda, matcher: Matcher, judge: Judge | None = None) -> list[Judged]:
    """Every unit with every issue that it may be about.

    A unit whose words have nothing of an issue's, by a measure that costs next to nothing, is not put to the network.
    """
    pairs = [(unit, issue) for unit in units if not unit.requirement for issue in _likely(unit, agenda, matcher)]
    answers = (judge or shipped()).judge(asked(unit, issue, agenda) for unit, issue in pairs) if pairs else iter(())
    return [Judged(unit, issue, answer) for (unit, issue), answer in zip(pairs, answers, strict=True)]


def _likely(unit: Unit, agenda: Agenda, matcher: Matcher) -> list[Issue]:
    likeness: dict[str, float] = {}
    for words, p in zip(matcher.options, matcher.likeness(unit), strict=True):
        likeness[words.issue.id] = max(likeness.get(words.issue.id, 0.0), p)
    return [issue for issue in agenda.issues if likeness[issue.id] >= told()["likeness"]]


@cache
def told() -> Mapping[str, float]:
    """From which probability a clause shows a position, or a condition, and is put to the network at all."""
    text = resources.files("spadework.weights").joinpath("coder/coder.json").read_text(encoding="utf-8")
    loaded: dict[str, float] = json.loads(text)
    return loaded
