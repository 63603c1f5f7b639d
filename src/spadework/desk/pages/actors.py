"""People and bodies."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from spadework.desk.asking import Choice, Reader, TheDesk
from spadework.desk.rendering import page
from spadework.desk.views.actors import actors_view, one_actor

router = APIRouter()


@router.get("/actors")
def actors(
    request: Request,
    desk: TheDesk,
    person: Reader,
    q: Annotated[str, Query(max_length=200)] = "",
    party: Annotated[str | None, Choice] = None,
    number: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1,
) -> HTMLResponse:
    """Who speaks for whom."""
    return page(request, "actors.html.j2", here="actors", view=actors_view(desk, q, party, number))


@router.get("/actors/one")
def actor(
    request: Request,
    desk: TheDesk,
    person: Reader,
    name: Annotated[str, Query(max_length=1000)],
    after: Annotated[str | None, Choice] = None,
) -> HTMLResponse:
    """Somebody, with what he or she said."""
    return page(request, "actor.html.j2", here="actors", view=one_actor(desk, name, after))
