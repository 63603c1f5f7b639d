"""The first page: issues by parties."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from spadework.desk.asking import Reader, TheDesk
from spadework.desk.rendering import page
from spadework.desk.views.table import table_view

router = APIRouter()


@router.get("/")
def table(request: Request, desk: TheDesk, person: Reader) -> HTMLResponse:
    """Where the parties stand."""
    return page(request, "table.html.j2", here="table", view=table_view(desk))
