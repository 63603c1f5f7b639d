"""Where the parties stand, as JSON."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from spadework.desk.asking import Day, Reader, TheDesk
from spadework.desk.views.table import CellHistory, TableView, cell_history, table_view

router = APIRouter(tags=["table"])


@router.get("/table")
def get_table(desk: TheDesk, person: Reader, as_of: Day = None) -> TableView:
    """The issue-by-party table: the latest stance of each party on each option, at the end or on a day."""
    return table_view(desk, as_of)


@router.get("/table/cell")
def get_cell(
    desk: TheDesk,
    person: Reader,
    party: str,
    issue: str,
    option: str,
    as_of: Day = None,
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> CellHistory:
    """All positions of one party on one option that nobody has rejected, the latest first."""
    return cell_history(desk, (party, issue, option), as_of, page)
