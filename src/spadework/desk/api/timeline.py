"""The moves of the parties, as JSON."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from spadework.desk.asking import Choice, Day, Reader, TheDesk
from spadework.desk.views.timeline import Span, TimelineView, timeline_view

router = APIRouter(tags=["timeline"])


def wanted(
    first: Annotated[Day, Query(alias="from")] = None,
    last: Annotated[Day, Query(alias="to")] = None,
    party: Annotated[str | None, Choice] = None,
    issue: Annotated[str | None, Choice] = None,
) -> Span:
    """Which moves the query string asks for."""
    return Span(first=first, last=last, party=party, issue=issue)


Wanted = Annotated[Span, Depends(wanted)]


@router.get("/timeline")
def get_timeline(
    desk: TheDesk, person: Reader, asked: Wanted, page: Annotated[int, Query(ge=1, le=100_000)] = 1
) -> TimelineView:
    """Stances taken, promises made and deeds done between two days, as a drawing and as a list."""
    return timeline_view(desk, asked, page)
