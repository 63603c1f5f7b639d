"""The brief: what it is to hold, a look at it, and what analysts note down for it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Path, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from spadework.desk.asking import Analyst, Reader, TheDesk
from spadework.desk.briefs import Wanted, brief_file, brief_view, wanted
from spadework.desk.desk import Desk
from spadework.desk.rendering import page
from spadework.desk.views.brief import brief_choices, issue_notes
from spadework.errors import DeskError, RowChanged, SpadeworkError

router = APIRouter()

Asked = Annotated[Wanted, Depends(wanted)]
Words = Annotated[str, Form(max_length=10_000)]


@router.get("/brief")
def brief_page(request: Request, desk: TheDesk, person: Reader, asked: Asked, preview: bool = False) -> HTMLResponse:
    """What can be chosen, and a look at the brief if it is asked for."""
    return _page(request, desk, asked, preview=preview)


@router.get("/brief/file")
def download_brief(request: Request, desk: TheDesk, person: Reader, asked: Asked) -> Response:
    """The brief, to be saved; or the page once more, with why there is none."""
    try:
        return brief_file(desk, asked)
    except DeskError:
        raise
    except SpadeworkError as e:
        return _page(request, desk, asked, failed=str(e), code=422)


@router.get("/brief/view")
def view_brief(desk: TheDesk, person: Reader, asked: Asked) -> Response:
    """The brief, to be looked at in a sandbox."""
    return brief_view(desk, asked)


@router.post("/brief/notes")
def add_note(
    request: Request, desk: TheDesk, person: Analyst, issue: Annotated[str, Form(max_length=200)], text: Words = ""
) -> Response:
    """Note something down about an issue."""
    try:
        desk.dossier.note(issue, text, by=person.name)
    except SpadeworkError as e:
        return _page(request, desk, Wanted(), failed=str(e), code=422)
    return RedirectResponse("/brief#notes", 303)


@router.post("/brief/notes/{id}")
def change_note(
    request: Request,
    desk: TheDesk,
    person: Analyst,
    id: Annotated[str, Path(max_length=200)],
    seen: Annotated[int, Form(ge=1, le=2**62)],
    text: Words = "",
    remove: bool = Form(False),
) -> Response:
    """Change a note, or leave it out."""
    try:
        if remove:
            desk.dossier.ledger.reject(id, by=person.name, seen={id: seen})
        else:
            desk.dossier.ledger.correct(id, {"text": text.replace("\r\n", "\n").strip()}, by=person.name, seen=seen)
    except RowChanged as e:
        told = f"{e.by} has changed this note since you saw it; nothing was written. What you wrote: {text}"
        return _page(request, desk, Wanted(), failed=told, code=409)
    except SpadeworkError as e:
        return _page(request, desk, Wanted(), failed=str(e), code=422)
    return RedirectResponse("/brief#notes", 303)


def _page(
    request: Request, desk: Desk, asked: Wanted, *, preview: bool = False, failed: str = "", code: int = 200
) -> HTMLResponse:
    return page(
        request,
        "brief.html.j2",
        here="brief",
        code=code,
        choices=brief_choices(desk),
        issues=issue_notes(desk),
        asked=asked,
        preview=f"/brief/view?{request.url.query}" if preview else "",
        failed=failed,
    )
