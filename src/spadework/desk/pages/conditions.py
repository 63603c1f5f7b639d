"""What parties want first or in return."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from spadework.desk.asking import Choice, Reader, TheDesk
from spadework.desk.rendering import page
from spadework.desk.views.conditions import conditions_view

router = APIRouter()


@router.get("/conditions")
def conditions(
    request: Request,
    desk: TheDesk,
    person: Reader,
    party: Annotated[str | None, Choice] = None,
    number: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1,
) -> HTMLResponse:
    """The conditions with their circles."""
    return page(request, "conditions.html.j2", here="conditions", view=conditions_view(desk, party, number))
