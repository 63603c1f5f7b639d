"""JSON: one module a noun. Each has a `router`; what is listed here is served under /api."""

from __future__ import annotations

from spadework.desk.api import rows, table

ROUTERS = (table.router, rows.router)
