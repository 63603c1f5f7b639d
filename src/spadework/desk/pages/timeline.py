"""The moves of the parties over time."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from spadework.desk.api.timeline import Wanted
from spadework.desk.asking import Reader, TheDesk
from spadework.desk.rendering import page
from spadework.desk.views.timeline import timeline_view

router = APIRouter()


@router.get("/timeline")
def timeline(
    request: Request,
    desk: TheDesk,
    person: Reader,
    asked: Wanted,
    number: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1,
) -> HTMLResponse:
    """Who moved when."""
    return page(request, "timeline.html.j2", here="timeline", view=timeline_view(desk, asked, number))
