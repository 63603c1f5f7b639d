"""What a page of things that are searched for shows besides them."""

from __future__ import annotations

from typing import Any

from spadework.desk.desk import Desk
from spadework.desk.views.documents import DocumentsView
from spadework.desk.views.ledger import StatementsView, address, asked_for, facets, filters
from spadework.desk.views.searching import Asked


def searched(desk: Desk, asked: Asked, path: str, view: StatementsView | DocumentsView) -> dict[str, Any]:
    """The search, what it can be narrowed by and is, and the addresses of the pages after this one and before it."""
    query = asked.query
    kept = asked_for(query) | ({"limit": str(asked.limit)} if "limit" in asked.model_fields_set else {})
    return {
        "query": query,
        "facets": facets(desk),
        "filters": filters(desk, query, path),
        "after": address(path, kept | {"after": view.after}) if view.after else None,
        "before": address(path, kept | {"before": view.before}) if view.before else None,
    }
