"""What parties want first or in return, as JSON."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from spadework.desk.asking import Choice, Reader, TheDesk
from spadework.desk.views.conditions import ConditionsView, conditions_view

router = APIRouter(tags=["conditions"])


@router.get("/conditions")
def get_conditions(
    desk: TheDesk,
    person: Reader,
    party: Annotated[str | None, Choice] = None,
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> ConditionsView:
    """The conditions, those on a circle first, with drawings of the steps that hang together."""
    return conditions_view(desk, party, page)
