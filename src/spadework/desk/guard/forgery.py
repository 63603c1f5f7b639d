"""Requests that another page makes in somebody's name are refused: they come from elsewhere, and lack the token.

The browser itself tells where a request comes from (Sec-Fetch-Site, Origin), which no page can change. Besides,
whatever changes something has to show a token that only our own pages can read: in the header `x-csrf-token`, or in a
field of that kind of form that needs no script.
"""

from __future__ import annotations

import hmac
from urllib.parse import parse_qs, urlsplit

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from spadework.desk.settings import Settings

HEADER, FIELD = "x-csrf-token", "csrf_token"
SAFE = frozenset(("GET", "HEAD", "OPTIONS"))
_FORM = "application/x-www-form-urlencoded"


class Forgery:
    """Refuses requests that were not made by a page of the desk, nor by a program that has its token."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self._names = frozenset(name.lower() for name in settings.names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        if why := self._elsewhere(request):
            await _refuse(request, why, receive, send)
            return
        if request.method in SAFE:
            await self.app(scope, receive, send)
            return
        given = request.headers.get(HEADER, "")
        if not given and request.headers.get("content-type", "").partition(";")[0].strip().lower() == _FORM:
            body = await Request(scope, receive).body()
            given = _field(body)
            receive = _again(body, receive)
        token: str = getattr(request.state, "token", "")
        if not token or not hmac.compare_digest(given.encode(), token.encode()):
            await _refuse(request, "the page is older than the desk. Reload it and do it again", receive, send)
            return
        await self.app(scope, receive, send)

    def _elsewhere(self, request: Request) -> str:
        """Why the request is none of ours by what the browser tells; empty if nothing speaks against it."""
        headers, unsafe = request.headers, request.method not in SAFE
        site = headers.get("sec-fetch-site", "none")
        if site not in ("same-origin", "none"):
            followed = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
            if unsafe or not followed:  # a link may be followed from anywhere, a picture not be loaded
                return "another site asks for it"
        origin = headers.get("origin")
        if unsafe and origin is not None:
            try:
                parts = urlsplit(origin)
                ours = parts.netloc == headers.get("host") or parts.hostname in self._names
            except ValueError:
                ours = False
            if not ours:
                return "another site asks for it"
        return ""


async def _refuse(request: Request, why: str, receive: Receive, send: Send) -> None:
    from spadework.desk.failing import told

    await told(request, 403, f"This was not done: {why}.", kind="Forged")(request.scope, receive, send)


def _field(body: bytes) -> str:
    try:
        return parse_qs(body.decode("ascii"), max_num_fields=1_000).get(FIELD, [""])[0]
    except ValueError:
        return ""


def _again(body: bytes, receive: Receive) -> Receive:
    """The body once more, for whoever comes next."""
    given = False

    async def receiving() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receiving
