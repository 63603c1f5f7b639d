"""JSON: one module a noun. Each has a `router`; what is listed here is served under /api."""

from __future__ import annotations

from spadework.desk.api import exporting, imports, rows, session, table

ROUTERS = (session.router, table.router, rows.router, imports.router, exporting.router)
