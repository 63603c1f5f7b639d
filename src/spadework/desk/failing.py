"""What becomes of errors: a page for people, a problem (RFC 9457) for programs. Both say what, where and what to do."""

from __future__ import annotations

import json
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from spadework.desk.asking import NotAllowed
from spadework.desk.rendering import page
from spadework.errors import CannotRevise, LedgerError, NoSuchRow, NotSaved, RowChanged, SpadeworkError

# The first that fits.
STATUS: tuple[tuple[type[SpadeworkError], int], ...] = (
    (NotAllowed, 403),
    (NoSuchRow, 404),
    (RowChanged, 409),
    (CannotRevise, 422),
    (NotSaved, 503),
    (LedgerError, 500),
    (SpadeworkError, 422),
)


def status_of(error: SpadeworkError) -> int:
    """The HTTP status of an error of ours."""
    return next(code for kind, code in STATUS if isinstance(error, kind))


def problem(status: int, detail: str, **more: Any) -> JSONResponse:
    """An error as a program reads it."""
    return JSONResponse({"status": status, "detail": detail, **more}, status, media_type="application/problem+json")


def told(request: Request, status: int, detail: str, **more: Any) -> Response:
    """An error as whoever asked reads it."""
    if request.url.path.startswith("/api/"):
        return problem(status, detail, **more)
    return page(request, "failed.html.j2", status=status, detail=detail, code=status)


def _more(error: SpadeworkError) -> dict[str, Any]:
    """What a program needs to go on: of a row that somebody else has changed what it is now."""
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
        return told(request, status_of(error), str(error), kind=type(error).__name__, **_more(error))

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        places = [".".join(str(p) for p in e["loc"]) + ": " + e["msg"] for e in error.errors()]
        return told(request, 422, "; ".join(places)[:2000], kind="InvalidRequest")

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> Response:
        response = told(request, error.status_code, str(error.detail), kind="HTTP")
        response.headers.update(error.headers or {})
        return response
