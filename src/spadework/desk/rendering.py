"""Views into HTML."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

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
)
"""What the navigation leads to: name, address, what it is called."""
IN_AND_OUT = (("import", "/import", "Import"), ("export", "/export", "Export"), ("brief", "/brief", "Brief"))
"""What the menu of every page leads to."""


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
    made.filters["clock"] = lambda at: f"{at:%H:%M} UTC"
    made.globals.update(w=words, PAGES=PAGES, IN_AND_OUT=IN_AND_OUT)
    return made


def page(request: Request, template: str, *, code: int = 200, here: str = "", **views: Any) -> HTMLResponse:
    """A page.

    Args:
        template: its file.
        code: HTTP status.
        here: name of the page, so that the navigation shows where one is.
        views: what the template shows.
    """
    desk = request.app.state.desk
    text = (
        environment()
        .get_template(template)
        .render(
            request=request,
            here=here,
            person=getattr(request.state, "person", None),
            token=getattr(request.state, "token", ""),
            signing_in=desk.settings.signing_in,
            dossier_title=desk.title,
            **views,
        )
    )
    return HTMLResponse(text, code)
