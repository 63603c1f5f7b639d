"""The ledger: who said what, searched and decided upon."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from spadework.desk.asking import Key, Reader, TheDesk
from spadework.desk.pages.searched import searched
from spadework.desk.rendering import page
from spadework.desk.views.editing import form_view
from spadework.desk.views.ledger import StatementsView, statements_view
from spadework.desk.views.naming import Names
from spadework.desk.views.rows import RowView, row_view
from spadework.desk.views.searching import Asked
from spadework.desk.views.statements import WHOLE, StatementView, statement_view
from spadework.errors import NoSuchRow
from spadework.ledger.snippets import WIDTH

router = APIRouter()
PATH = "/ledger"


class Page(Asked):
    """What the address of the page asks for: a search, or one row."""

    row: Key | None = None


@router.get(PATH)
def ledger(request: Request, asked: Annotated[Page, Query()], desk: TheDesk, person: Reader) -> HTMLResponse:
    """A page of statements, or one row."""
    other = None
    if asked.row is None:
        view = statements_view(desk, asked.query, limit=asked.limit, after=asked.after, before=asked.before)
    else:
        one, other = _one(desk, asked.row)
        view = StatementsView((one,) if one else (), None, None)
    return page(
        request,
        "ledger.html.j2",
        here="ledger",
        view=view,
        other=other,
        names=Names(desk.agenda),
        row=asked.row,
        **searched(desk, asked, PATH, view),
    )


@router.get(PATH + "/rows/{id}")
def row(
    request: Request, id: Key, desk: TheDesk, person: Reader, words: Annotated[Key, Query(max_length=500)] = ""
) -> HTMLResponse:
    """One statement as the page shows it, to be put in the place of what it was."""
    s, other = _one(desk, id, words)
    return page(request, "statement.html.j2", here="ledger", s=s, other=other, names=Names(desk.agenda))


@router.get(PATH + "/rows/{id}/edit")
def edit(request: Request, id: Key, desk: TheDesk, person: Reader) -> HTMLResponse:
    """The form in which a statement and its positions are corrected."""
    return page(request, "editing.html.j2", view=form_view(desk, id))


def _one(desk: TheDesk, id: str, words: str = "") -> tuple[StatementView | None, RowView | None]:
    """The statement, or else a row that no statement tells, such as an event in the document's own words."""
    try:
        return statement_view(desk, id, words, WIDTH if words else WHOLE), None
    except NoSuchRow:
        return None, row_view(desk, id)
