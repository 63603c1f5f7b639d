"""HTML: one module a page. Each has a `router`; what is listed here is served."""

from __future__ import annotations

from spadework.desk.pages import (
    actors,
    api,
    brief,
    commitments,
    conditions,
    documents,
    exporting,
    findings,
    importing,
    ledger,
    settlement,
    sign_in,
    table,
    timeline,
)

ROUTERS = (
    table.router,
    api.router,
    importing.router,
    exporting.router,
    brief.router,
    sign_in.router,
    ledger.router,
    documents.router,
    findings.router,
    timeline.router,
    conditions.router,
    commitments.router,
    actors.router,
    settlement.router,
)
