"""Who said what: statements found in a document's text as places.

This is the seam between the text and the rest of reading: `attributions` takes a document and gives source, cue and
content spans. Names, parties and dates are resolved from them elsewhere.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spadework.model import Document, Span
from spadework.reading.combining import Candidate, candidates
from spadework.reading.confidence import confidence, weights
from spadework.reading.tagger import Tagger, shipped
from spadework.windows import Place


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody says something, or takes a stand.

    Attributes:
        source: the words that name the speaker near the cue ("Ruth Ellery, a former envoy", "he"); None if absent.
        cue: the words that report; None in a turn or a free-standing quotation.
        content: what is said, in one piece or several, in the order of the text.
        confidence: the chance that it is one, calibrated (see `spadework.reading.confidence`).
        turn: a speaker's turn in a transcript; the source is the speaker's label.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    confidence: float
    turn: bool = False


def attributions(document: Document, tagger: Tagger | None = None) -> list[Attribution]:
    """All statements of the document, nested ones too, in the order of where they begin.

    `tagger` is the trained reader to use instead of the one that comes with the package. Titles are not read. The time
    it takes grows with the length of the text.
    """
    return next(each([document], tagger))


def each(documents: Iterable[Document], tagger: Tagger | None = None) -> Iterator[list[Attribution]]:
    """The attributions of each document. The next ones are read while one is handed out."""
    taken: deque[Document] = deque()

    def texts() -> Iterator[str]:
        for document in documents:
            taken.append(document)
            yield document.text

    for every in candidates(texts(), tagger or shipped()):
        document = taken.popleft()
        yield [_made(document, *one) for one in _kept(every)]


def _kept(every: list[Candidate]) -> list[tuple[Candidate, float]]:
    """Those that are sure enough; of rivals for one cue only the surest."""
    sure = sorted(((confidence(one), n) for n, one in enumerate(every)), reverse=True)
    keep = weights()["keep"]
    taken: set[int] = set()
    chosen: dict[int, float] = {}
    for value, n in sure:
        cue = every[n].cue
        if value < keep or (cue is not None and not taken.isdisjoint(range(*cue))):
            continue
        taken.update(range(*cue) if cue is not None else ())
        chosen[n] = value
    return [(every[n], chosen[n]) for n in sorted(chosen)]


def _made(document: Document, one: Candidate, sure: float) -> Attribution:
    def span(place: Place | None) -> Span | None:
        return document.span(*place) if place is not None else None

    return Attribution(
        source=span(one.source),
        cue=span(one.cue),
        content=tuple(document.span(*piece) for piece in one.content),
        confidence=round(sure, 4),
        turn=one.rule == "turn",
    )
