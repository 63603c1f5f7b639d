"""The rows of a dossier as flat tables: each row with its document, day, quote, page and place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from spadework.exchange.cells import places
from spadework.model import (
    Commitment,
    Condition,
    Document,
    Event,
    Finding,
    Position,
    Record,
    Span,
    SpeechAct,
    Statement,
)

Values = dict[str, object]

PLACE = ("document", "title", "publisher", "published", "page", "start", "end", "quote")
_TAIL = ("confidence", "status")
COLUMNS: dict[str, tuple[str, ...]] = {
    "statements": (
        *("id", "speaker", "role", "party", *PLACE, "content_at", "source", "source_at", "cue", "cue_at"),
        *("directness", "said_from", "said_to", "reported_on", "reporters", "within", *_TAIL),
    ),
    "acts": ("id", "statement", "act", *PLACE, *_TAIL),
    "positions": (
        *("id", "party", "actor", "issue", "option", "stance", "basis", "by", "as_of", "until", *PLACE, "statement"),
        *_TAIL,
    ),
    "conditions": ("id", "party", "kind", "requires", "before", *PLACE, "statement", *_TAIL),
    "commitments": (
        *("id", "party", "actor", "action", "made_on", "deadline", "beneficiary", "state", "basis", "by", "issue"),
        *(*PLACE, "statement", *_TAIL),
    ),
    "events": (
        *("id", "category", "mode", "event_source", "event_target", "attribution", "first", "last", "alleged_by"),
        *(*PLACE, "statement", *_TAIL),
    ),
    "findings": (
        *("id", "kind", "explanation", "party", "parties", "about", "issue", "issues", "option", "from_stance"),
        *("to_stance", "actors", "deadline", "attribution", "manner", "weight", "evidence", *PLACE, "rows"),
        *("documents", *_TAIL),
    ),
    "issue_notes": ("id", "issue", "text", "author", "written", "status"),
    "documents": (*("id", "title", "publisher", "published", "origin", "characters", "pages", "rewrite_of", "sha256"),),
}


def rows_of(record: Record, table: str) -> Iterator[Values]:
    """The rows of one of `COLUMNS`, each with a value for every column. Raises KeyError for another name."""
    at = {d.id: d for d in record.documents}
    said = {s.id: s for s in record.statements}
    c = record.coding
    made: dict[str, Callable[[], Iterator[Values]]] = {
        "statements": lambda: map(partial(_statement, at), record.statements),
        "acts": lambda: (_act(at, said, a) for a in c.acts),
        "positions": lambda: (_fields(at, p, COLUMNS["positions"]) for p in c.positions),
        "conditions": lambda: (_fields(at, p, COLUMNS["conditions"]) for p in c.conditions),
        "commitments": lambda: (_fields(at, p, COLUMNS["commitments"]) for p in c.commitments),
        "events": lambda: map(partial(_event, at), c.events),
        "findings": lambda: (v for f in record.findings for v in _finding(at, f)),
        "issue_notes": lambda: ({c: getattr(n, c) for c in COLUMNS["issue_notes"]} for n in record.issue_notes),
        "documents": lambda: map(_document, record.documents),
    }
    return made[table]()


def _place(at: dict[str, Document], spans: tuple[Span, ...]) -> Values:
    """Where the first of the spans begins and the last ends, and what they say."""
    if not spans:
        return dict.fromkeys(PLACE)
    first, document = spans[0], at.get(spans[0].document)
    return {
        "document": first.document,
        "title": document.title if document else None,
        "publisher": document.publisher if document else None,
        "published": document.published if document else None,
        "page": first.page,
        "start": first.start,
        "end": spans[-1].end,
        "quote": " … ".join(s.quote for s in spans),
    }


def _fields(at: dict[str, Document], row: Position | Condition | Commitment, columns: tuple[str, ...]) -> Values:
    place = _place(at, (row.evidence,))
    return {c: place[c] if c in place else getattr(row, c) for c in columns}


def _statement(at: dict[str, Document], row: Statement) -> Values:
    extent = row.said_on
    return {
        "id": row.id,
        "speaker": row.speaker,
        "role": row.role,
        "party": row.party,
        **_place(at, row.content),
        "content_at": places(row.content),
        "source": row.source.quote if row.source else None,
        "source_at": places([row.source]),
        "cue": row.cue.quote if row.cue else None,
        "cue_at": places([row.cue]),
        "directness": row.directness,
        "said_from": extent.first if extent else None,
        "said_to": extent.last if extent else None,
        "reported_on": row.reported_on,
        "reporters": row.reporters,
        "within": row.within,
        "confidence": row.confidence,
        "status": row.status,
    }


def _act(at: dict[str, Document], said: dict[str, Statement], row: SpeechAct) -> Values:
    statement = said.get(row.statement)
    place = _place(at, statement.content if statement else ())
    return {c: place[c] if c in place else getattr(row, c) for c in COLUMNS["acts"]}


def _event(at: dict[str, Document], row: Event) -> Values:
    place = _place(at, (row.evidence,))
    own = {
        "event_source": row.source,
        "event_target": row.target,
        "first": row.on.first if row.on else None,
        "last": row.on.last if row.on else None,
        **place,
    }
    return {c: own[c] if c in own else getattr(row, c) for c in COLUMNS["events"]}


def _finding(at: dict[str, Document], row: Finding) -> Iterator[Values]:
    """One line for each place in which a finding is seen."""
    for n, span in enumerate(row.evidence or (None,), 1):
        own: Values = {
            **_place(at, (span,) if span else ()),
            "evidence": f"{n} of {len(row.evidence)}" if span else None,
        }
        yield {c: own[c] if c in own else getattr(row, c) for c in COLUMNS["findings"]}


def _document(row: Document) -> Values:
    own: Values = {"characters": len(row.text), "pages": len(row.pages) or None}
    return {c: own[c] if c in own else getattr(row, c) for c in COLUMNS["documents"]}
