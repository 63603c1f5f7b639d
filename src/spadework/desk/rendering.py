"""Views into HTML."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

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
IN_AND_OUT = (("brief", "/brief", "Brief"), ("export", "/export", "Export"), ("import", "/import", "Import"))
"""What the menu of every page leads to."""


_SURE = 0.8
_TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\N{REPLACEMENT CHARACTER}")


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates. Everything that is put into them is escaped, and a name that is missing is an error."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("spadework.desk"),
        autoescape=True,
        finalize=harmless,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        day=lru_cache(maxsize=4096)(words.day),
        days=words.days,
        count=words.count,
        listing=words.listing,
        quoted=words.quoted,
    )
    made.filters["sentence"] = lambda text: text[:1].upper() + text[1:]
    made.filters["clock"] = lambda at: f"{at:%H:%M} UTC"
    made.filters.update(
        sureness=sureness,
        ends=lambda spans: [{"start": s.start, "end": s.end} for s in spans],
        pair=lambda choice: (choice.id, choice.name),
        twice=lambda text: (text, text),
        worded=lambda stance: (stance[0], stance[1].word),
    )
    made.filters["stance"] = lru_cache(lambda stance: _macro(made, "stance")(stance))
    made.globals.update(w=words, PAGES=PAGES, IN_AND_OUT=IN_AND_OUT)
    return made


def _macro(made: Environment, name: str) -> Callable[..., Markup]:
    """One of the macros, for what is drawn so often that each call of it in a template counts."""
    found: Callable[..., Markup] = getattr(made.get_template("_macros.html.j2").module, name)
    return found


def harmless(value: Any) -> Any:
    """Text without the characters that turn the direction of what comes after them: by them words could be made to look
    like others. One mark stands for each, so that places stay what they are."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return value.translate(_TURNING)
    return value


def sureness(confidence: float) -> str:
    """A confidence in a word."""
    return "unsure" if confidence < words.UNSURE else "likely" if confidence < _SURE else "sure"


def page(request: Request, template: str, *, code: int = 200, here: str = "", **views: Any) -> HTMLResponse:
    """A page.

    Args:
        template: its file.
        code: HTTP status.
        here: name of the page, so that the navigation shows where one is.
        views: what the template shows.
    """
    desk = request.app.state.desk

    def address(**changes: object) -> str:
        """This page's own address with other parameters; what is None or empty is left out."""
        wanted = dict(request.query_params) | changes
        query = urlencode({name: str(value) for name, value in wanted.items() if value not in (None, "")})
        return f"{request.url.path}?{query}" if query else request.url.path

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
            nothing_added=lambda: desk.empty,
            address=address,
            **views,
        )
    )
    return HTMLResponse(text, code)
