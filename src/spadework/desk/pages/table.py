"""The first page: issues by parties, and the history of a cell."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from spadework.desk.asking import Day, Reader, TheDesk
from spadework.desk.rendering import page
from spadework.desk.views.table import cell_history, table_view

router = APIRouter()


@router.get("/")
def table(request: Request, desk: TheDesk, person: Reader, as_of: Day = None) -> HTMLResponse:
    """Where the parties stand."""
    return page(request, "table.html.j2", here="table", view=table_view(desk, as_of))


@router.get("/cell")
def cell(
    request: Request,
    desk: TheDesk,
    person: Reader,
    party: str,
    issue: str,
    option: str,
    as_of: Day = None,
    number: Annotated[int, Query(alias="page", ge=1, le=10_000)] = 1,
) -> HTMLResponse:
    """All that one party said on one option."""
    view = cell_history(desk, (party, issue, option), as_of, number)
    return page(request, "cell.html.j2", here="table", view=view)
