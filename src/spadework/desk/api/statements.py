"""Statements by words and filters, as JSON."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from spadework.desk.asking import Key, Reader, TheDesk
from spadework.desk.views.ledger import Facets, StatementsView, facets, statements_view
from spadework.desk.views.searching import Asked
from spadework.desk.views.statements import StatementView, statement_view

router = APIRouter(tags=["statements"])


@router.get("/statements")
def get_statements(asked: Annotated[Asked, Query()], desk: TheDesk, person: Reader) -> StatementsView:
    """One page of the statements that are meant, the newest first, each with its positions."""
    return statements_view(desk, asked.query, limit=asked.limit, after=asked.after, before=asked.before)


@router.get("/statements/{id}")
def get_statement(id: Key, desk: TheDesk, person: Reader) -> StatementView:
    """A statement; of the id of what was coded from one, that statement."""
    return statement_view(desk, id)


@router.get("/facets")
def get_facets(desk: TheDesk, person: Reader) -> Facets:
    """Parties, issues and publishers to filter by."""
    return facets(desk)
