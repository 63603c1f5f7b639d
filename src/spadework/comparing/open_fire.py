"""Fire in a truce: a promise of several to lay arms aside, and violence of which nobody knows who did it.

The promise is a commitment, or a position on the issue of the agenda that is about laying arms aside, or a truce of
which a statement tells. The doer is open where the event names none, or where the text beside it says that none is
known; the violence counts where the text sets it against the truce, or where it says that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from spadework.comparing.standing import FLOOR, Standing
from spadework.model import Attribution, Commitment, Event, Issue, Option, Plover, Span, Status

_TRUCE = r"truce|cease-?\s?fire|armistice|cessation"
_STOP = (
    r"stop\w*|halt\w*|paus\w+|end(?:s|ed|ing)?|lull|cease\w*|suspend\w*|suspension|silenc\w+|hold|moratorium|keep"
    r"|nothing|nobody|no"
)
_FORCE = (
    r"fight\w*|shell\w*|fir(?:e|es|ed|ing)|shoot\w*|shots?|attack\w*|strikes|hostilities|raids?|bomb\w*|drones?|flights?"
    r"|guns?|weapons?|artillery|mortars?|rockets?|rifles?|sorties"
)
_PEACE = re.compile(
    rf"\b(?:{_TRUCE}|(?:{_STOP})\b.{{0,40}}?\b(?:{_FORCE})|(?:{_FORCE})\b.{{0,20}}?\b(?:{_STOP}))\b", re.IGNORECASE
)
_ARMS = re.compile(rf"\b(?:{_FORCE})\b", re.IGNORECASE)
_STOPS = re.compile(r"(?:\w+\s){0,2}(?:stop\w*|halt\w*|paus\w+|ceas\w+|suspen\w+|moratorium)\b", re.IGNORECASE)
_NAMED_TRUCE = re.compile(rf"\b(?:{_TRUCE}|halt|pause|lull)\b", re.IGNORECASE)
_WATCHING = re.compile(
    r"\b(?:monitor|observ|verif|supervis|watch|control|surveil)", re.IGNORECASE
)  # of a truce, not the truce itself
_NO_TRUCE = re.compile(r"(?:no|none|without|free|go(?:es)? on|continu\w+)\b", re.IGNORECASE)
UNKNOWN = re.compile(
    r"""\b(?: (?:nobody|no\sone|no-one|no\sgroup|neither\s(?:side|army|party|government))\s(?:has\s|had\s)?
        (?:yet\s)?(?:claim\w+|known?s?|knew|admitted|said\swho|named)
    | (?:not|n['’]t|never|un)\s?(?:be\s|been\s|yet\s|immediately\s)*
      (?:clear|known|established|identified|determined|say|tell|know)\b.{0,40}?\b(?:whom?|whose|where|which|from)
    | (?:who|whose|where|origin|from\swhere)\b.{0,50}?
      \b(?:(?:was|were|is|are|could)\s(?:not|unclear|unknown)|wasn['’]t|weren['’]t)
    | (?:nothing|no\sway|impossible|unable)\sto\s(?:show|say|tell|establish|know)\b.{0,30}?\b(?:who|whose|where|which)
    | (?:no|not|nor|nobody|none)\b.{0,30}?\bclaim\w*\s(?:responsibility|the\s(?:attack|raid|fire|blast|shelling))
    | (?:could|may|might)\shave\s(?:been|come)\b.{0,40}?\b(?:either|any|both)
    | (?:accus\w+|blam\w+|nam(?:e[sd]?|ing)|arrest\w*|charg\w+)\s(?:nobody|no\sone|no-one)
    | not\spoint\s(?:a|the|any)\sfinger | no\w*\s(?:has\s)?own(?:s|ed)?\sup
    | from\ssomewhere | somewhere\sbetween | whoever\s(?:fired|did|was) | unidentified
    | unknown\s(?:gunmen|attackers|men|persons|origin|hands) )\b""",
    re.VERBOSE | re.IGNORECASE,
)
_SIGNED = "signed|agreed|declared|accepted|announced|concluded"
_MADE = re.compile(
    rf"\b(?:{_TRUCE})\b[^.;]{{0,160}}?\b(?:{_SIGNED}|in (?:force|effect)|held|holds|bind\w*|oblig\w+"
    rf"|took (?:hold|effect)|c[ao]me into)\b|\b(?:{_SIGNED})\b[^.;]{{0,160}}?\b(?:{_TRUCE})\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\b(?:both|each|two|three|sides|all|mutual|neither|parties|between|jointly)\b", re.IGNORECASE)
_NEAR = 400  # characters from the violence to where a truce is named
_BESIDE = 600  # and to where it is said that nobody knows who did it


@dataclass(frozen=True, slots=True)
class Broken:
    """Violence against a truce, where the truce is told, who had promised it and on which issue."""

    event: Event
    told: Span
    parties: tuple[str, ...]
    issue: Issue | None


def is_truce(c: Commitment) -> bool:
    """Whether a promise is to lay arms aside."""
    return bool(_PEACE.search(c.action))


def broken(standing: Standing) -> Iterator[Broken]:
    """The violence against a truce, that of which it is said that nobody knows who did it first."""
    issue = truce_issue(standing)
    promises = _promises(standing, issue)
    announced = [] if promises else _announced(standing)
    if not promises and not announced:
        return
    events = [
        e
        for e in standing.record.coding.events
        if e.category is Plover.ASSAULT and e.status is not Status.REJECTED and e.confidence >= FLOOR
    ]
    beside = [(bool(UNKNOWN.search(_around(standing, e, _BESIDE))), e) for e in events]
    for unknown, event in sorted(beside, key=lambda pair: not pair[0]):
        against_it = _NAMED_TRUCE.search(_around(standing, event, _NEAR))
        if not (unknown or event.attribution is Attribution.OPEN) or not (against_it or (unknown and promises)):
            continue
        before = [p for p in promises if _before(standing, p, event)]
        if not before and promises:
            continue
        parties = tuple(dict.fromkeys(p[0] for p in before))
        told = before[-1][2] if before else announced[0]
        yield Broken(event, told, parties, issue if any(p[3] for p in before) or not before else None)


def of_several(standing: Standing, found: Broken) -> bool:
    """Whether the truce binds more than one, as far as rows or words tell.

    A truce takes two: that only one side's position on it is known means little. A promise to hold fire binds the one.
    """
    alone = any(c.party in found.parties and c.evidence == found.told for c in standing.record.coding.commitments)
    return (
        len(found.parties) != 1
        or not alone
        or any(_SEVERAL.search(s.quote) for s in (found.told, found.event.evidence))
    )


_Promise = tuple[str, date | None, Span, bool]


def truce_issue(standing: Standing) -> Issue | None:
    """The issue of the agenda that is about laying arms aside, if there is one."""
    return next((i for i in standing.agenda.issues if not _WATCHING.search(i.name) and _is_peace(i)), None)


def _is_peace(issue: Issue) -> bool:
    """Whether an option stops what is done with arms, or is called a truce."""
    options = [o.text for o in issue.options if _lays_down(o)]
    return bool(_PEACE.search(issue.name)) or any(
        _PEACE.search(t) or (_ARMS.search(issue.name) and _STOPS.match(t)) for t in options
    )


def _lays_down(option: Option) -> bool:
    return not _NO_TRUCE.match(option.text)


def _promises(standing: Standing, issue: Issue | None) -> list[_Promise]:
    """Which principals bound themselves to a truce, since when, where that is told, and whether on the issue."""
    principals = {p.id for p in standing.agenda.principals}
    told: list[_Promise] = [
        (c.party, c.made_on, c.evidence, False)
        for c in standing.record.coding.commitments
        if c.status is not Status.REJECTED and c.party in principals and is_truce(c)
    ]
    if issue:
        told += [
            (p.party, standing.day(p), p.evidence, True)
            for p in standing.positions
            if p.issue == issue.id and p.stance.can_live_with and _lays_down(issue.option(p.option))
        ]
    return told


def _before(standing: Standing, promise: _Promise, event: Event) -> bool:
    """Whether the promise is older than the violence; one told beside it is recalled there."""
    _, made, told, _ = promise
    on = event.on.last if event.on else standing.published.get(event.evidence.document)
    beside = told.document == event.evidence.document
    return bool(beside and made == standing.published.get(told.document)) or bool(on and made and made <= on)


def _announced(standing: Standing) -> list[Span]:
    """Statements that tell of a truce, else what the documents themselves tell of one that was made."""
    said = [s.content[0] for s in standing.statements if re.search(rf"\b(?:{_TRUCE})", s.text, re.IGNORECASE)]
    return said or [
        d.span(a, b)
        for d in standing.record.documents
        for a, b in standing.sentences_of(d.id)
        if _MADE.search(d.text[a:b])
    ]


def _around(standing: Standing, event: Event, reach: int) -> str:
    text = standing.record.document(event.evidence.document).text
    return text[max(0, event.evidence.start - reach) : event.evidence.end + reach]
