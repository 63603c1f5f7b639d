"""From a document to its statements: who said what, when, and for whom."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from typing import Protocol

from spadework.model import Actor, Agenda, Directness, Document, Span, Statement, place_of, row_id
from spadework.reading.attribution import each
from spadework.reading.dates import SayingDates
from spadework.reading.language import foreign_paragraphs, language_of
from spadework.reading.lexicon import MEDIA, OUTSIDER
from spadework.reading.parties import PartyForms
from spadework.reading.people import Met
from spadework.reading.scene import Scene
from spadework.reading.speakers import Speakers
from spadework.reading.tagger import Tagger
from spadework.reading.voices import Said, Speaker

_FIRST_PERSON = re.compile(r"\b(?:we|our|I|my)\b", re.IGNORECASE)


class Attributed(Protocol):
    """What this module needs of an attribution (see `spadework.reading.attribution.Attribution`)."""

    @property
    def source(self) -> Span | None: ...
    @property
    def cue(self) -> Span | None: ...
    @property
    def content(self) -> tuple[Span, ...]: ...
    @property
    def confidence(self) -> float: ...
    @property
    def turn(self) -> bool: ...


def read(document: Document, agenda: Agenda | None = None, tagger: Tagger | None = None) -> list[Statement]:
    """All statements of a document, in the order of the text; none if it is not English (see `language_of`).

    Of a document that is English in part, what is said in paragraphs of another language is left out. Without an agenda
    every statement's party is None. `tagger` is the trained reader to use instead of the shipped one. Confidence is
    that of the attribution; how sure the speaker is, is not in it.
    """
    return next(read_each([document], agenda, tagger))


def read_each(
    documents: Sequence[Document], agenda: Agenda | None = None, tagger: Tagger | None = None
) -> Iterator[list[Statement]]:
    """The statements of each document (see `read`): who is named in full in one is known by surname in the next.

    Faster than one document at a time: the next ones are read while one is handed out.
    """
    papers = frozenset(d.publisher.removeprefix("The ") for d in documents if MEDIA.search(d.publisher))
    known, learnt, met = agenda, dict[str, Actor](), Met(papers=papers)
    for document, found in zip(documents, each(documents, tagger), strict=True):
        language = language_of(document.text)
        said: Sequence[Attributed] = found if language.english else ()
        made = statements(document, _english(document.text, said) if language.also else said, agenda, met)
        learnt |= {actor.name: actor for actor in actors(made)}  # whoever changes office has the new one from here on
        agenda = known.knowing(tuple(learnt.values())) if known is not None else None
        yield made


def statements(
    document: Document, found: Sequence[Attributed], agenda: Agenda | None = None, met: Met | None = None
) -> list[Statement]:
    """Statements of attributions that somebody has found already.

    `met` holds what is known from the other documents; what the people of this one are called is entered.

    Raises:
        ProvenanceError: a span is not of this document.
    """
    kept = sorted((a for a in found if a.content), key=lambda a: place_of(a.source, a.cue, a.content))
    for span in (s for a in kept for s in (a.source, a.cue, *a.content) if s is not None):
        document.check(span)
    within = _nesting(kept)
    said = [Said(a.source, a.cue, a.content, a.turn, w) for a, w in zip(kept, within, strict=True)]
    scene = Scene(document, PartyForms(agenda))
    speakers = Speakers(scene, agenda, said, met).resolve(met)
    dates = SayingDates(scene, said, speakers).find()
    ids = [row_id("s", document.id, *_spans(a)) for a in kept]
    made = []
    for i, (attribution, speaker) in enumerate(zip(kept, speakers, strict=True)):
        outer = within[i]
        made.append(
            Statement(
                id=ids[i],
                document=document.id,
                source=attribution.source,
                cue=attribution.cue,
                content=attribution.content,
                speaker=speaker.name,
                role=speaker.role,
                party=speaker.party,
                reporters=_reporters(i, within, speakers),
                within=ids[outer] if outer is not None else None,
                directness=Directness.DIRECT if _goes_on(kept, i) else _directness(scene, attribution),
                said_on=dates[i],
                reported_on=document.published,
                confidence=attribution.confidence,
            )
        )
    return made


def actors(found: Sequence[Statement]) -> tuple[Actor, ...]:
    """The people and bodies that statements have taught: for reading later documents with `Agenda.knowing`.

    Those who are only described ("a diplomat briefed on the talks") are left out, and those of whom it is not told for
    whom they speak, unless they plainly speak for nobody. Of a transcript's labels ("LISK (Tavos)") the surname alone
    is enough.
    """
    learnt: dict[str, Actor] = {}
    for statement in found:
        name = statement.speaker
        words = name.split()
        label = statement.cue is None and statement.source is not None and statement.party is not None
        told = statement.party or OUTSIDER.search(statement.role)  # else a later document may tell
        if statement.role and name.casefold().endswith(statement.role.casefold()):
            continue  # somebody described, and not named: "Norland Prime Minister"
        if not told or len(words) < 2 - label or not all(w[:1].isupper() for w in (words[0], words[-1])):
            continue
        if " and " in name:
            continue
        before = learnt.get(name)
        if before is None or (before.speaks_for is None and statement.party) or (not before.role and statement.role):
            learnt[name] = Actor(name=name, role=statement.role, speaks_for=statement.party)
    return tuple(learnt.values())


def _english(text: str, found: Sequence[Attributed]) -> list[Attributed]:
    """Those whose content does not begin in a paragraph of another language."""
    foreign = list(foreign_paragraphs(text))

    def stays(at: int) -> bool:
        before = bisect(foreign, (at, len(text)))
        return before == 0 or at >= foreign[before - 1][1]

    return [a for a in found if a.content and stays(a.content[0].start)]


def _place(attribution: Attributed) -> tuple[int, int]:
    spans = [s for s in (attribution.source, attribution.cue, *attribution.content) if s is not None]
    return min(s.start for s in spans), -max(s.end for s in spans)


def _spans(attribution: Attributed) -> list[int]:
    spans = (attribution.source, attribution.cue, *attribution.content)
    return [n for s in spans for n in ((s.start, s.end) if s else (-1, -1))]


def _nesting(found: Sequence[Attributed]) -> list[int | None]:
    """For each attribution the innermost other in whose content it lies as a whole."""
    pieces = sorted((c.start, -c.end, i) for i, a in enumerate(found) for c in a.content)
    open_pieces: list[tuple[int, int, int]] = []
    outer: list[int | None] = [None] * len(found)
    at = 0
    for i in sorted(range(len(found)), key=lambda i: _place(found[i])):
        start, minus_end = _place(found[i])
        while at < len(pieces) and pieces[at][0] <= start:
            open_pieces.append((pieces[at][0], -pieces[at][1], pieces[at][2]))
            at += 1
        open_pieces = [p for p in open_pieces if p[1] > start]
        fits = [p for p in open_pieces if p[2] != i and p[1] >= -minus_end and _size(found[p[2]]) > _size(found[i])]
        outer[i] = min(fits, key=lambda p: p[1] - p[0])[2] if fits else None
    return outer


def _size(attribution: Attributed) -> int:
    return sum(c.end - c.start for c in attribution.content)


def _reporters(i: int, within: Sequence[int | None], speakers: Sequence[Speaker]) -> tuple[str, ...]:
    chain: list[str] = []
    outer = within[i]
    while outer is not None and len(chain) < 8:
        chain.append(speakers[outer].name)
        outer = within[outer]
    return tuple(reversed(chain))


def _goes_on(found: Sequence[Attributed], i: int) -> bool:
    """Whether it is a further paragraph of a transcript's turn, without a label of its own."""
    if found[i].source is not None or found[i].cue is not None:
        return False
    before = next((a for a in reversed(found[max(0, i - 8) : i]) if a.turn or a.cue is None), None)
    return before is not None and before.turn


def _directness(scene: Scene, attribution: Attributed) -> Directness:
    """Direct: a turn, or all in quotation marks. A quoted fragment in the reporter's sentence is mixed."""
    if attribution.turn:
        return Directness.DIRECT
    total = sum(c.end - c.start for c in attribution.content)
    share = sum(scene.quoted_share(c.start, c.end) * (c.end - c.start) for c in attribution.content) / total
    if share == 0:
        own_voice = attribution.source.quote.casefold() in ("we", "i") if attribution.source else not attribution.cue
        first_person = own_voice and any(_FIRST_PERSON.search(c.quote) for c in attribution.content)
        return Directness.DIRECT if first_person or (own_voice and attribution.source) else Directness.INDIRECT
    first = attribution.content[0]
    follows = attribution.cue is not None and attribution.cue.start < first.start
    begins = first.quote.lstrip("“\"‘'«„")[:1]
    fragment = follows and begins.islower()
    return Directness.DIRECT if share > 0.97 and not fragment else Directness.MIXED
