"""Attributions made by naming their words."""

from dataclasses import dataclass

from spadework.model import Document, Span


@dataclass(frozen=True)
class Place:
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    turn: bool = False
    confidence: float = 1.0


def said(document: Document, source: str | None, cue: str | None, *content: str) -> Place:
    """The attribution whose content has these words; source and cue are the nearest of theirs. No cue makes a turn."""
    pieces, at = [], 0
    for words in content:
        at = document.text.index(words, at)
        pieces.append(document.span(at, at + len(words)))
        at += len(words)

    def nearest(words: str | None, to: int, end: int) -> Span | None:
        if words is None:
            return None
        places = [i for i in range(len(document.text)) if document.text.startswith(words, i)]
        outside = [i for i in places if not any(p.start <= i < p.end for p in pieces)] or places
        at = min(outside, key=lambda i: max(to - i, i - end))
        return document.span(at, at + len(words))

    reported = nearest(cue, pieces[0].start, pieces[0].end)
    by = reported or pieces[0]
    return Place(nearest(source, by.start, by.end), reported, tuple(pieces), turn=cue is None and source is not None)
