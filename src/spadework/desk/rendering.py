"""Views into HTML."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse

from spadework.briefing import words

if TYPE_CHECKING:
    from jinja2 import Environment

PAGES = (
    ("table", "/", "Table"),
    ("ledger", "/ledger", "Ledger"),
    ("findings", "/findings", "Findings"),
    ("timeline", "/timeline", "Timeline"),
    ("conditions", "/conditions", "Conditions"),
    ("commitments", "/commitments", "Commitments"),
    ("settlement", "/settlement", "Settlement"),
    ("actors", "/actors", "Actors"),
    ("documents", "/documents", "Documents"),
    ("brief", "/brief", "Brief"),
)
"""What the navigation leads to: name, address, what it is called."""


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates. Everything that is put into them is escaped, and a name that is missing is an error."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("spadework.desk"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(day=words.day, days=words.days, count=words.count, listing=words.listing, quoted=words.quoted)
    made.globals.update(w=words, PAGES=PAGES)
    return made


def page(request: Request, template: str, *, code: int = 200, here: str = "", **views: Any) -> HTMLResponse:
    """A page.

    Args:
        template: its file.
        code: HTTP status.
        here: name of the page, so that the navigation shows where one is.
        views: what the template shows.
    """

    def address(**changes: object) -> str:
        """This page's own address with other parameters; what is None or empty is left out."""
        wanted = dict(request.query_params) | changes
        query = urlencode({name: str(value) for name, value in wanted.items() if value not in (None, "")})
        return f"{request.url.path}?{query}" if query else request.url.path

    person = getattr(request.state, "person", None)
    token = getattr(request.state, "token", "")
    text = (
        environment()
        .get_template(template)
        .render(
            request=request,
            here=here,
            person=person,
            token=token,
            dossier_title=request.app.state.desk.title,
            address=address,
            **views,
        )
    )
    return HTMLResponse(text, code)
