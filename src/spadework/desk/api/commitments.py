"""Promises, as JSON."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from spadework.desk.asking import Choice, Day, Reader, TheDesk
from spadework.desk.views.commitments import CommitmentsView, Due, commitments_view

router = APIRouter(tags=["commitments"])


@router.get("/commitments")
def get_commitments(
    desk: TheDesk,
    person: Reader,
    as_of: Day = None,
    due: Annotated[Due | None, Choice] = None,
    party: Annotated[str | None, Choice] = None,
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> CommitmentsView:
    """Who promised what to whom by when, and how that stands on a day; the most pressing first."""
    return commitments_view(desk, as_of, due, party, page)
