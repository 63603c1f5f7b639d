"""HTML: one module a page. Each has a `router`; what is listed here is served."""

from __future__ import annotations

from spadework.desk.pages import commitments, conditions, findings, table, timeline

ROUTERS = (table.router, findings.router, timeline.router, conditions.router, commitments.router)
