"""Documents as JSON."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from spadework.desk.asking import Key, Reader, TheDesk
from spadework.desk.views.documents import DocumentsView, DocumentView, document_view, documents_view
from spadework.desk.views.searching import Asked

router = APIRouter(tags=["documents"])


@router.get("/documents")
def get_documents(asked: Annotated[Asked, Query()], desk: TheDesk, person: Reader) -> DocumentsView:
    """One page of documents, the newest first; filters ask for one statement in it that meets them all."""
    return documents_view(desk, asked.query, limit=asked.limit, after=asked.after, before=asked.before)


@router.get("/documents/{id}")
def get_document(
    id: Key,
    desk: TheDesk,
    person: Reader,
    row: Key | None = None,
    at: Annotated[int | None, Query(ge=0, le=2**31)] = None,
    page: Annotated[int | None, Query(ge=0, le=2**31)] = None,
) -> DocumentView:
    """Part of a document's text with the places of rows, and the rows: the part that shows a row or a page, or that
    begins at an offset; else the first."""
    return document_view(desk, id, row=row, at=at, page=page)
