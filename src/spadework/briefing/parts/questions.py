"""Open questions: answers that were none, silence, deeds without a doer."""

from __future__ import annotations

from spadework.briefing.content import Block, Heading, Paragraph, Point, Points, Runs, Text
from spadework.briefing.material import Material, faint, strong, words_of
from spadework.briefing.views.questions import Silence, questions
from spadework.briefing.words import day, listing
from spadework.model import Event, Position

HEADING = "Open questions"
MOST = 100  # of a kind


def blocks(material: Material) -> list[Block]:
    """What an analyst would ask next."""
    asked = questions(material.guide)
    out: list[Block] = []
    if asked.dodged:
        out += [Heading("Noncommittal answers"), _points([_dodged(material, p) for p in asked.dodged[-MOST:]])]
        out += _more(len(asked.dodged), "earlier ones")
    if asked.silent:
        out += [Heading("Their own word is missing"), _points([_silent(s) for s in asked.silent])]
    if asked.untouched:
        names = "; ".join(i.name for i in asked.untouched)
        out += [Heading("On the agenda, and no stance found"), Paragraph((Text(f"{names}."),))]
    if asked.doer_open:
        heading = Heading("Done, and nobody named as the doer")
        out += [heading, _points([_deed(material, e) for e in asked.doer_open[-MOST:]])]
        out += _more(len(asked.doer_open), "earlier ones")
    return out


def _points(points: list[Point]) -> Points:
    return Points(tuple(points))


def _more(total: int, what: str) -> list[Paragraph]:
    return [Paragraph((faint(f"{total - MOST:,} {what} are left out here."),))] if total > MOST else []


def _dodged(material: Material, p: Position) -> Point:
    who = f", {p.actor}," if p.actor else ""
    told = f"{who} on {material.guide.issue(p.issue)}: "
    runs: Runs = (
        strong(material.guide.party(p.party)),
        Text(told),
        words_of(p.evidence.quote),
        material.note(p.evidence, p.id),
        faint(f" {day(p.as_of)}"),
        *material.status(p),
    )
    return Point(runs, id=p.id)


def _silent(s: Silence) -> Point:
    one = len(s.parties) == 1
    said = f" {'has' if one else 'have'} not been heard on it in {'its' if one else 'their'} own voice."
    return Point((Text(f"{s.issue.name}: "), strong(listing([p.name for p in s.parties])), Text(said)))


def _deed(material: Material, e: Event) -> Point:
    number = material.number(e.id)
    runs: Runs = (
        words_of(e.evidence.quote),
        material.note(e.evidence, e.id),
        Text(" "),
        *number,
        *material.status(e),
    )
    return Point(runs, id=e.id)
