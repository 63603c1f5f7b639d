"""Who said what: statements found in a document's text as places.

This is the seam between the text and the rest of reading: `attributions` takes a document and gives source, cue and
content spans. Names, parties and dates are resolved from them elsewhere. The rules behind it are in
`spadework.reading.rules`.
"""

from __future__ import annotations

from dataclasses import dataclass

from spadework.model import Document, Span
from spadework.reading.rules.assemble import Found, found


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody says something, or takes a stand.

    Attributes:
        source: the words that name the speaker near the cue ("Ruth Ellery, a former envoy", "he"); None if absent.
        cue: the words that report; None in a turn or a free-standing quotation.
        content: what is said, in one piece or several, in the order of the text.
        construction: the rule that found it; a key of `CONFIDENCE`.
        confidence: how often that rule is right (see `CONFIDENCE`).
        turn: a speaker's turn in a transcript; the source is the speaker's label.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    construction: str
    confidence: float
    turn: bool = False


# Precision of each construction on the training cases (1,246 statements), smoothed: (right + 1) / (found + 2).
CONFIDENCE: dict[str, float] = {
    "postposed": 0.97,  # ..., she said
    "that-clause": 0.97,  # said that ...
    "turn": 0.96,  # MS. ANWARI: ...
    "according to": 0.92,
    "inverted": 0.92,  # ..., said Ruth Ellery
    "quotation": 0.89,  # He added: "..."
    "infinitive": 0.87,  # promised to ...
    "bare clause": 0.87,  # said the guns would remain
    "free quotation": 0.86,
    "passive": 0.77,  # was rejected by Norland
    "coordinated": 0.76,  # ... and rejected the plan
    "object": 0.75,  # rejected the plan
    "list": 0.7,  # The Ministers: - reaffirm that ...
    "in the view of": 0.67,
    "noun": 0.6,  # the minister's assurance that ...
    "report that": 0.6,
    "as X said": 0.57,
    "participle": 0.5,  # ..., dismissing the plan
    "fronted": 0.4,  # a levy, which Norland refused
    "refusal": 0.4,  # declined to comment
}


def attributions(document: Document) -> list[Attribution]:
    """All statements of the document, nested ones too, in the order of where they begin.

    Titles are not read. The time it takes grows with the length of the text.
    """

    def span(place: tuple[int, int] | None) -> Span | None:
        return document.span(*place) if place is not None else None

    def made(one: Found) -> Attribution:
        return Attribution(
            source=span(one.source),
            cue=span(one.cue),
            content=tuple(document.span(*piece) for piece in one.content),
            construction=one.construction,
            confidence=CONFIDENCE.get(one.construction, 0.5),
            turn=one.construction == "turn",
        )

    return [made(one) for one in found(document.text)]
