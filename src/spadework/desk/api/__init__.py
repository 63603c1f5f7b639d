"""JSON: one module a noun. Each has a `router`; what is listed here is served under /api."""

from __future__ import annotations

from spadework.desk.api import (
    documents,
    imports,
    rows,
    session,
    statements,
    table,
)

ROUTERS = (
    session.router,
    table.router,
    rows.router,
    imports.router,
    statements.router,
    documents.router,
)
