"""Promises: due, overdue, kept, broken."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from spadework.desk.asking import Choice, Day, Reader, TheDesk
from spadework.desk.rendering import page
from spadework.desk.views.commitments import Due, commitments_view

router = APIRouter()


@router.get("/commitments")
def commitments(
    request: Request,
    desk: TheDesk,
    person: Reader,
    as_of: Day = None,
    due: Annotated[Due | None, Choice] = None,
    party: Annotated[str | None, Choice] = None,
    number: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1,
) -> HTMLResponse:
    """Who promised what."""
    view = commitments_view(desk, as_of, due, party, number)
    return page(request, "commitments.html.j2", here="commitments", view=view, sorts=SORTS)


SORTS = {
    Due.OVERDUE: ("overdue", "The day has passed, and no document says whether it was done"),
    Due.SOON: ("due soon", "Within two weeks"),
    Due.LATER: ("due later", ""),
    Due.UNDATED: ("no day named", ""),
    Due.BROKEN: ("broken", "A later document tells that it was not done"),
    Due.KEPT: ("kept", "A later document tells that it was done"),
}
"""How they are called, and what that means."""
