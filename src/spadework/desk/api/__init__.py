"""JSON: one module a noun. Each has a `router`; what is listed here is served under /api."""

from __future__ import annotations

from spadework.desk.api import commitments, conditions, findings, rows, table, timeline

ROUTERS = (table.router, rows.router, findings.router, timeline.router, conditions.router, commitments.router)
