"""Where the parties stand, as JSON."""

from __future__ import annotations

from fastapi import APIRouter

from spadework.desk.asking import Reader, TheDesk
from spadework.desk.views.table import TableView, table_view

router = APIRouter(tags=["table"])


@router.get("/table")
def get_table(desk: TheDesk, person: Reader) -> TableView:
    """The issue-by-party table: the latest stance of each party on each option."""
    return table_view(desk)
