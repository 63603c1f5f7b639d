"""From a document to its statements: the model points at the words, `spadework.reading` makes statements of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spadework.llm.asking import Question
from spadework.llm.endpoint import CONFIDENCE
from spadework.llm.prompts import to_read
from spadework.llm.quotes import Place, Text
from spadework.llm.schema import Form, Reading
from spadework.llm.tally import Tally
from spadework.model import Agenda, Document, Span, Statement
from spadework.reading import statements
from spadework.reading.combining import trimmed
from spadework.reading.people import Met

_NEAR = 500  # characters between a content and the words that name its speaker, at most
_LEAST = 3  # words of what is left of a content from which its own source and cue were cut
_NOBODY = frozenset(("he", "she", "they", "it", "we", "i", "who", "unnamed", "unnamed source"))
_STOP = re.compile(r"[.!?…][\"”’)]*\s|\n")
_LABEL = re.compile(r"[ \t]*(?:\([^)\n]{0,80}\)[ \t]*)?:")


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution at which a model pointed (see `spadework.reading.Attribution`).

    Attributes:
        speaker: what the model takes the speaker's name to be, if it stands in the document; empty if not.
        party: id of the party for which the model takes the speaker to speak.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    turn: bool
    speaker: str
    party: str | None
    confidence: float = CONFIDENCE


def question(document: Document, start: int, end: int, agenda: Agenda) -> Question[Reading]:
    """What is asked about the piece of the document from `start` to `end`."""
    form = Form(Reading, {"speaks_for": [p.id for p in agenda.parties]})
    return Question(*to_read(document, start, end, agenda), form)


def located(document: Document, start: int, end: int, answer: Reading, tally: Tally) -> Iterator[Found]:
    """The statements of an answer whose content stands in the piece. The rest goes into the tally.

    A source or a cue that does not stand near its content is left away; a statement of which any piece of content does
    not is dropped, for what is missing may turn its sense.
    """
    text = Text(document.text, start, end)
    after = start
    for saying in answer.statements:
        content = _content(document, text, saying.content, after, tally)
        cue = _near(document, text, saying.cue, content, content, tally)
        source = _near(document, text, saying.source, content, [cue] if cue else content, tally)
        if cue and source:
            cue = next(iter(_without(document.text, [cue], [source], 1)), None)  # "he said" as the cue of "he"
        left = _without(document.text, content, [p for p in (source, cue) if p], _LEAST)
        if not left:
            tally.dropped += 1
            continue
        after = left[0][0] + 1  # what is said twice in the same words is first there, then later
        name = next(text.places(saying.speaker or ""), None)
        yield Found(
            source=document.span(*source) if source else None,
            cue=document.span(*cue) if cue else None,
            content=tuple(document.span(*piece) for piece in left),
            turn=source is not None and cue is None and _is_label(document.text, source),
            speaker=document.text[slice(*name)] if name else "",
            party=saying.speaks_for,
        )


def stated(document: Document, found: Iterable[Found], agenda: Agenda, met: Met | None = None) -> list[Statement]:
    """Statements of what was found, each once.

    Who speaks for whom is worked out from the text; where the text does not tell, the model is believed. `met` is what
    people are called, in earlier documents and, afterwards, in this one.
    """
    once = {(f.source, f.cue, f.content): f for f in reversed(list(found))}
    made = statements(document, list(once.values()), agenda, met)
    known = {a.name for a in agenda.actors}
    return [_completed(s, once[s.source, s.cue, s.content], known) for s in made]


def _completed(statement: Statement, found: Found, known: Collection[str]) -> Statement:
    """The statement with what only the model knows of its speaker. Of whom the agenda tells, the agenda knows."""
    if statement.party is not None or statement.speaker in known or " and " in statement.speaker:
        return statement
    unknown = statement.speaker.casefold() in _NOBODY and found.speaker
    return replace(statement, party=found.party, speaker=found.speaker if unknown else statement.speaker)


def _content(document: Document, text: Text, quotes: Sequence[str], after: int, tally: Tally) -> list[Place]:
    """The places of the pieces, each the first after the one before it; none unless all are there."""
    places: list[Place] = []
    for quote in quotes:
        every = list(text.places(quote))
        place = next((p for p in every if p[0] >= after), every[0] if every else None)
        bare = trimmed(document.text, *place) if place else None
        tally.quotes += 1
        tally.absent += bare is None
        if bare:
            places.append(bare)
            after = bare[1]
    return _apart(places) if len(places) == len(quotes) else []


def _apart(places: Sequence[Place]) -> list[Place]:
    """In the order of the text, without those that lie in or across another."""
    kept: list[Place] = []
    for place in sorted(places):
        if not kept or place[0] >= kept[-1][1]:
            kept.append(place)
    return kept


def _near(
    document: Document, text: Text, quote: str | None, content: Sequence[Place], to: Sequence[Place], tally: Tally
) -> Place | None:
    """The place of a source or cue that is nearest: beside the content in its sentence; else in it; else elsewhere."""
    if not quote or not content:
        return None
    every = [p for p in text.places(quote) if _far(p, content) <= _NEAR]
    tally.quotes += 1
    tally.absent += not every

    def far(place: Place) -> tuple[int, int]:
        if any(place[0] < b and a < place[1] for a, b in content):
            return 1, _far(place, to)
        between = min((document.text[min(b, place[1]) : max(a, place[0])] for a, b in content), key=len)
        return 2 if _STOP.search(between) else 0, _far(place, to)

    return min(every, key=far, default=None)


def _far(place: Place, others: Sequence[Place]) -> int:
    """Characters between a place and the nearest of others, 0 if they touch."""
    return min(max(a - place[1], place[0] - b, 0) for a, b in others)


def _without(text: str, whole: Sequence[Place], own: Sequence[Place], least: int) -> list[Place]:
    """The places without others that lie in them, as where a model gives a whole sentence for what is said in it.

    Of what is left of a place that was cut, a part of fewer words than `least` goes.
    """
    left: list[Place] = []
    for start, end in whole:
        inside = sorted(p for p in own if p[0] < end and start < p[1])
        if not inside:
            left.append((start, end))
            continue
        for a, b in ((start, inside[0][0]), (max(p[1] for p in inside), end)):
            bare = trimmed(text, a, b) if a < b else None
            if bare and len(text[slice(*bare)].split()) >= least:
                left.append(bare)
    return left


def _is_label(text: str, source: Place) -> bool:
    """Whether it is the label of a turn: at the beginning of a line, with a colon after it."""
    begins = source[0] == 0 or text[source[0] - 1] == "\n"
    return begins and bool(_LABEL.match(text, source[1]))
