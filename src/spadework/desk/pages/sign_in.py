"""Signing in and out, without a script."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from spadework.desk.api.session import TheDoor, address_of, enter
from spadework.desk.asking import NotSignedIn, for_readers
from spadework.desk.guard.throttle import TooMany
from spadework.desk.rendering import page

router = APIRouter()


@router.get("/sign-in")
def sign_in_page(
    request: Request, door: TheDoor, next: Annotated[str, Query(max_length=2_000)] = "/", out: bool = False
) -> Response:
    """The form; whoever is in already goes on."""
    if request.state.person is not None:
        return RedirectResponse(local(next), 303)
    return _form(request, next=local(next), out=out)


@router.post("/sign-in")
@for_readers
def sign_in(
    request: Request,
    door: TheDoor,
    name: Annotated[str, Form(max_length=200)] = "",
    password: Annotated[str, Form(max_length=2_000)] = "",
    next: Annotated[str, Form(max_length=2_000)] = "/",
) -> Response:
    """Sign in and go on to where one wanted to go."""
    try:
        enter(request, door, door.sign_in(name, password, address_of(request)))
    except NotSignedIn:
        return _form(request, next=local(next), name=name, failed="The name or the password is wrong.", code=401)
    except TooMany as e:
        answer = _form(request, next=local(next), name=name, failed=str(e), code=429)
        answer.headers["retry-after"] = str(e.seconds)
        return answer
    return RedirectResponse(local(next), 303)


@router.post("/sign-out")
@for_readers
def sign_out(request: Request, door: TheDoor) -> Response:
    """Sign out."""
    enter(request, door, door.sign_out(request.state.visit.id))
    return RedirectResponse("/sign-in?out=1", 303)


def local(path: str) -> str:
    """A path of the desk: what leads elsewhere becomes the first page."""
    plain = path.isprintable() and "\\" not in path
    return path if plain and path.startswith("/") and not path.startswith("//") else "/"


def _form(
    request: Request, *, next: str, name: str = "", failed: str = "", out: bool = False, code: int = 200
) -> HTMLResponse:
    return page(request, "sign_in.html.j2", here="sign-in", code=code, next=next, name=name, failed=failed, out=out)
