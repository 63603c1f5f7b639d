"""Who asks: the cookie of a browser and what it stands for. Whoever has to sign in and has not is sent to the door."""

from __future__ import annotations

from urllib.parse import quote

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from spadework.desk.guard.door import Door

OPEN = frozenset(("/sign-in", "/api/session"))
"""What may be asked before one has signed in, besides /static/."""
_ELSEWHERE = ("cross-site", "same-site")
_ARRIVING = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Spadework</title>
<link rel="icon" href="data:,"><p>Opening the desk. <a href="">Go on</a></p></html>"""


class Visits:
    """Puts `visit`, `person` and `token` into the state of each request, and refuses whoever has not signed in."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self.app, self._door = app, door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http" or scope["path"].startswith("/static/"):
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        name = _cookie(scope)
        came = request.cookies.get(name, "")
        visit = self._door.visit(came)
        if visit.id != came and _from_elsewhere(request):
            # A browser that follows a link from another site leaves its cookie at home (SameSite=Strict). It comes
            # again by itself, from here, and then has it.
            arriving = HTMLResponse(_ARRIVING, headers={"refresh": "0"})
            await arriving(scope, receive, send)
            return
        request.state.visit, request.state.person, request.state.token = visit, visit.person, self._door.token(visit.id)

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start" and request.state.visit.id != came:
                value = _set(name, request.state.visit.id, secure=scope["scheme"] == "https")
                MutableHeaders(scope=message).append("set-cookie", value)
            await send(message)

        if visit.person is None and scope["path"] not in OPEN:
            await self._refused(request)(scope, receive, sending)
            return
        await self.app(scope, receive, sending)

    def _refused(self, request: Request) -> Response:
        from spadework.desk.failing import told

        if request.method not in ("GET", "HEAD") or request.url.path.startswith("/api/"):
            return told(request, 401, "You have to sign in first.", kind="NotSignedIn")
        asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        to = "/sign-in" if asked == "/" else f"/sign-in?next={quote(asked, safe='')}"
        return RedirectResponse(to, 303)


def _from_elsewhere(request: Request) -> bool:
    headers = request.headers
    return (
        request.method == "GET"
        and headers.get("sec-fetch-site") in _ELSEWHERE
        and headers.get("sec-fetch-mode") == "navigate"
    )


def _cookie(scope: Scope) -> str:
    """Its name. Browsers keep the cookies of all ports of a machine together, so the port is in it."""
    port = (scope.get("server") or ("", 0))[1]
    return f"{'__Host-' if scope['scheme'] == 'https' else ''}spadework-{port}"


def _set(name: str, id: str, *, secure: bool) -> str:
    return f"{name}={id}; Path=/; HttpOnly; SameSite=Strict{'; Secure' if secure else ''}"
