"""Documents as they are shown: a list of them, and the text of one with what was read from it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass

from spadework.desk.desk import Desk
from spadework.desk.views.naming import Names
from spadework.desk.views.rows import Head, RowView, head_of, rows_view
from spadework.desk.views.statements import Piece, StatementView, kept_view, pieces
from spadework.desk.views.text import Paragraph, Place, Window, around, marked, places_of, window
from spadework.ledger import DocumentHit, Kept, Query
from spadework.ledger.rows import Row, document_of, kind_of, statement_of
from spadework.model import Document, RowKind, Statement
from spadework.model.rows import place_of

MOST_ROWS = 300
"""Rows whose places are marked in one part of a text."""
MOST_PLACES = 3_000


@dataclass(frozen=True, slots=True)
class ListedDocument:
    """A document in a list.

    Attributes:
        snippet: of its text, where what was searched for stands.
        statements: how many were read from it.
        original: the one that it says again; None if it is the first of its kind.
    """

    document: Head
    snippet: tuple[Piece, ...]
    cut: bool
    statements: int
    original: Head | None


@dataclass(frozen=True, slots=True)
class DocumentsView:
    """One page of documents, the newest first; `after` and `before` as in StatementsView."""

    documents: tuple[ListedDocument, ...]
    after: str | None
    before: str | None


@dataclass(frozen=True, slots=True)
class Note:
    """What was read from a paragraph: a statement, or another row that hangs on none."""

    statement: StatementView | None
    other: RowView | None


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, and the notes on what begins in it."""

    paragraph: Paragraph
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """Part of a document.

    Attributes:
        original: the document that it says again.
        length: of the text, in characters.
        window: which part it is.
        chosen: id of the row that was asked for; None if none was.
        left_out: rows of this part whose places are not marked, for there are too many.
        page: number of the page that was asked for, or else on which the part begins; None if it has no pages.
    """

    document: Head
    original: Head | None
    length: int
    window: Window
    passages: tuple[Passage, ...]
    chosen: str | None
    left_out: int
    page: int | None


def documents_view(
    desk: Desk, query: Query, *, limit: int, after: str | None = None, before: str | None = None
) -> DocumentsView:
    """A page of the documents that are meant. Raises SpadeworkError if they cannot be searched for."""
    ledger = desk.dossier.ledger
    page = ledger.search(query, documents=True, limit=limit, after=after, before=before)
    hits = [h for h in page.hits if isinstance(h, DocumentHit)]
    counted = ledger.statements_of([h.document.id for h in hits])
    listed = tuple(
        ListedDocument(
            document=head_of(h.document),
            snippet=pieces(h.snippet),
            cut=h.snippet.cut,
            statements=counted[h.document.id],
            original=_original(desk, h.document),
        )
        for h in hits
    )
    return DocumentsView(listed, page.after, page.before)


def document_view(
    desk: Desk, id: str, *, row: str | None = None, at: int | None = None, page: int | None = None
) -> DocumentView:
    """Part of a document: the one that shows a row, that begins at an offset or that shows a page; else the first.

    Raises:
        NoSuchRow: there is no such document.
    """
    document = desk.dossier.ledger.document(id)
    page = max(1, min(page, len(document.pages))) if page is not None and document.pages else None
    shown = _asked(desk, document, row, at, page)
    rows = desk.dossier.ledger.kept_from(id, (shown.start, shown.end))
    places, left_out, rows = _fitting(rows, shown, row)
    paragraphs = marked(document, shown.start, shown.end, places)
    return DocumentView(
        document=head_of(document),
        original=_original(desk, document),
        length=len(document.text),
        window=shown,
        passages=_passages(desk, document, paragraphs, rows),
        chosen=row,
        left_out=left_out,
        page=page or document.page(shown.start),
    )


def _asked(desk: Desk, document: Document, row: str | None, at: int | None, page: int | None) -> Window:
    if at is not None:
        return window(document.text, at)
    if row is not None:
        kept = desk.dossier.ledger.kept([row]).get(row)
        spots = [p.start for p in places_of(kept.row) if document_of(kept.row) == document.id] if kept else []
        return around(document.text, min(spots, default=0))
    if page is not None:
        return around(document.text, document.pages[page - 1])
    return window(document.text, 0)


def _fitting(rows: list[Kept], shown: Window, chosen: str | None) -> tuple[list[Place], int, list[Kept]]:
    """The places that are marked: of those rows that hang on no statement, in the order of the text."""
    own = [(k.row, [p for p in places_of(k.row) if p.start < shown.end and p.end > shown.start]) for k in rows]
    found = [(r, ps) for r, ps in own if ps and (isinstance(r, Statement) or statement_of(r) is None)]
    found.sort(key=lambda pair: (pair[0].id != chosen, min(p.start for p in pair[1])))
    places: list[Place] = []
    kept: set[str] = set()
    for r, ps in found[:MOST_ROWS]:
        if len(places) + len(ps) > MOST_PLACES:
            break
        places += ps
        kept.add(r.id)
    return places, len(found) - len(kept), [k for k in rows if k.row.id in kept or statement_of(k.row) in kept]


def _passages(desk: Desk, document: Document, paragraphs: list[Paragraph], rows: list[Kept]) -> tuple[Passage, ...]:
    names = Names(desk.agenda)
    coded: dict[str, list[Kept]] = defaultdict(list)
    for k in rows:
        if (on := statement_of(k.row)) is not None:
            coded[on].append(k)
    others = {r.id: r for r in rows_view(desk, [k.row.id for k in rows if _stands_alone(k.row)], there=False)}
    notes: dict[int, list[tuple[tuple[int, int], Note]]] = defaultdict(list)
    ends = [p.end for p in paragraphs]
    for k in rows:
        begins = _begins(k.row)
        if isinstance(k.row, Statement):
            note = Note(kept_view(k, document, coded[k.row.id], names), None)
        elif k.row.id in others:
            note = Note(None, others[k.row.id])
        else:
            continue
        n = min(bisect_right(ends, begins[0]), len(ends) - 1)
        notes[n].append((begins, note))
    return tuple(
        Passage(p, tuple(note for _, note in sorted(notes[n], key=lambda pair: pair[0])))
        for n, p in enumerate(paragraphs)
    )


def _stands_alone(row: Row) -> bool:
    return not isinstance(row, Statement) and kind_of(row) is not RowKind.ACT and statement_of(row) is None


def _begins(row: Row) -> tuple[int, int]:
    if isinstance(row, Statement):
        return place_of(row.source, row.cue, row.content)
    return min(((p.start, p.end) for p in places_of(row)), default=(0, 0))


def _original(desk: Desk, document: Document) -> Head | None:
    if document.rewrite_of is None or not desk.dossier.ledger.holds(document.rewrite_of):
        return None
    return head_of(desk.dossier.ledger.head(document.rewrite_of))
