"""What becomes of errors: a page for people, a problem (RFC 9457) for programs. Both say what, where and what to do."""

from __future__ import annotations

import json
import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from spadework.desk.asking import NotAllowed, NotSignedIn, NotThere
from spadework.desk.guard.throttle import TooMany
from spadework.desk.rendering import page
from spadework.desk.settler import Busy
from spadework.errors import (
    CannotRevise,
    DeskError,
    LedgerError,
    Mentioned,
    NoSuchRow,
    NotSaved,
    RowChanged,
    ScenarioChanged,
    SpadeworkError,
)

_LOG = logging.getLogger("spadework.desk")

# The first that fits.
STATUS: tuple[tuple[type[SpadeworkError], int], ...] = (
    (NotSignedIn, 401),
    (NotAllowed, 403),
    (TooMany, 429),
    (NotThere, 404),
    (NoSuchRow, 404),
    (RowChanged, 409),
    (ScenarioChanged, 409),
    (Busy, 503),
    (CannotRevise, 422),
    (NotSaved, 503),
    (DeskError, 503),
    (LedgerError, 500),
    (SpadeworkError, 422),
)


def status_of(error: SpadeworkError) -> int:
    """The HTTP status of an error of ours."""
    return next(code for kind, code in STATUS if isinstance(error, kind))


def problem(status: int, detail: str, **more: Any) -> JSONResponse:
    """An error as a program reads it."""
    detail = detail.encode(errors="replace").decode()  # it may tell what was sent, and that may be no text
    return JSONResponse({"status": status, "detail": detail, **more}, status, media_type="application/problem+json")


def told(request: Request, status: int, detail: str, **more: Any) -> Response:
    """An error as whoever asked reads it. What fails here, and where, is told to those who have signed in."""
    if status >= 500 and more and getattr(request.state, "person", None) is None:
        _LOG.error("%s %s: %s", request.method, request.url.path, detail)
        detail = "The desk does not work. Whoever runs it finds the reason in its log."
    if request.url.path.startswith("/api/"):
        return problem(status, detail, **more)
    return page(request, "failed.html.j2", status=status, detail=detail, code=status)


class Faults:
    """Answers what nobody foresaw with 500, tells no more of it than its kind, and writes the rest to the log."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, sending)
        except (HTTPException, SpadeworkError) as e:  # of a guard; the application answers its own
            status = e.status_code if isinstance(e, HTTPException) else status_of(e)
            detail = str(e.detail) if isinstance(e, HTTPException) else str(e)
            if not begun:
                await told(Request(scope), status, detail, kind=type(e).__name__)(scope, receive, send)
        except Exception as e:
            _LOG.exception("a fault in Spadework itself at %s %s", scope.get("method"), scope.get("path"))
            if begun:
                raise
            detail = f"A fault in Spadework itself ({type(e).__name__}). Please report it, with what the log says."
            await told(Request(scope), 500, detail, kind="Fault")(scope, receive, send)


def _more(error: SpadeworkError) -> dict[str, Any]:
    """What a program needs to go on: of a row that somebody else has changed what it is now, of what
    is left out where it is still told."""
    if isinstance(error, Mentioned):
        return {"places": error.places}
    if isinstance(error, ScenarioChanged):
        return {"by": error.by, "at": error.at, "version": error.version}
    if not isinstance(error, RowChanged):
        return {}
    return {
        "rows": error.rows,
        "by": error.by,
        "at": error.at,
        "revision": error.revision,
        "row": json.loads(error.after) if error.after is not None else None,
    }


def install(app: FastAPI) -> None:
    """Make the application answer errors so."""

    @app.exception_handler(SpadeworkError)
    async def ours(request: Request, error: SpadeworkError) -> Response:
        response = told(request, status_of(error), str(error), kind=type(error).__name__, **_more(error))
        if isinstance(error, TooMany):
            response.headers["retry-after"] = str(error.seconds)
        return response

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        places = [".".join(str(p) for p in e["loc"]) + ": " + e["msg"] for e in error.errors()]
        return told(request, 422, "; ".join(places)[:2000], kind="InvalidRequest")

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> Response:
        response = told(request, error.status_code, str(error.detail), kind="HTTP")
        response.headers.update(error.headers or {})
        return response
