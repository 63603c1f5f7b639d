"""The desk: a page on this machine on which people work through a negotiation.

`serve` runs it, `make_app` makes the ASGI application. It is thin over the Python API:

    desk.py      the dossier behind the pages, and what is remembered of it between two requests
    views/       what a page shows, as frozen dataclasses: pure functions of the dossier
    pages/       HTML: one module a page, a view in and a template out
    api/         JSON: one module a noun; the same views, and everything that changes a row
    guard/       who may ask what: hosts, sign-in, roles, forged requests, headers, limits
    templates/   Jinja2, everything escaped
    static/      style sheets and small ES modules; nothing is loaded from anywhere else
"""

from __future__ import annotations

from spadework.desk.app import make_app
from spadework.desk.serving import serve
from spadework.desk.settings import Settings

__all__ = ["Settings", "make_app", "serve"]
