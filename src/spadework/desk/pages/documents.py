"""The documents: a list, and the text of each with what was read from it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from spadework.desk.asking import Key, Reader, TheDesk
from spadework.desk.pages.searched import searched
from spadework.desk.rendering import page as rendered
from spadework.desk.views.documents import document_view, documents_view
from spadework.desk.views.naming import Names
from spadework.desk.views.searching import Asked

router = APIRouter()
PATH = "/documents"
Offset = Annotated[int | None, Query(ge=0, le=2**31)]


@router.get(PATH)
def documents(request: Request, asked: Annotated[Asked, Query()], desk: TheDesk, person: Reader) -> HTMLResponse:
    """A page of documents."""
    view = documents_view(desk, asked.query, limit=asked.limit, after=asked.after, before=asked.before)
    return rendered(
        request,
        "documents.html.j2",
        here="documents",
        view=view,
        **searched(desk, asked, PATH, view),
    )


@router.get(PATH + "/{id}")
def document(
    request: Request,
    id: Key,
    desk: TheDesk,
    person: Reader,
    row: Key | None = None,
    at: Offset = None,
    page: Offset = None,
) -> HTMLResponse:
    """The text of a document, or a part of it."""
    view = document_view(desk, id, row=row, at=at, page=page)
    names = Names(desk.agenda)
    return rendered(request, "document.html.j2", here="documents", view=view, names=names)
