"""HTML: one module a page. Each has a `router`; what is listed here is served."""

from __future__ import annotations

from spadework.desk.pages import exporting, importing, sign_in, table

ROUTERS = (table.router, importing.router, exporting.router, sign_in.router)
