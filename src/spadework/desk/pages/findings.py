"""What comparing brings up, to be accepted or dismissed."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from spadework.desk.api.findings import Wanted
from spadework.desk.asking import Reader, TheDesk
from spadework.desk.rendering import page
from spadework.desk.views.findings import REASONS, findings_view

router = APIRouter()


@router.get("/findings")
def findings(
    request: Request,
    desk: TheDesk,
    person: Reader,
    asked: Wanted,
    number: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1,
) -> HTMLResponse:
    """The findings by kind."""
    view = findings_view(desk, asked, number)
    return page(request, "findings.html.j2", here="findings", view=view, reasons=REASONS)
