"""JSON: one module a noun. Each has a `router`; what is listed here is served under /api."""

from __future__ import annotations

from spadework.desk.api import (
    actors,
    brief,
    commitments,
    conditions,
    documents,
    exporting,
    findings,
    imports,
    rows,
    session,
    settlement,
    statements,
    table,
    timeline,
)

ROUTERS = (
    session.router,
    table.router,
    rows.router,
    imports.router,
    exporting.router,
    brief.router,
    statements.router,
    documents.router,
    findings.router,
    timeline.router,
    conditions.router,
    commitments.router,
    actors.router,
    settlement.router,
)
