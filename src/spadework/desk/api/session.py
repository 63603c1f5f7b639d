"""Who one is at the desk: signing in and out, and the token that whatever changes something has to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, Field

from spadework.desk.asking import DeskRole, for_readers
from spadework.desk.guard.door import Door, Visit

router = APIRouter(tags=["session"])


@dataclass(frozen=True, slots=True)
class SessionView:
    """Attributes:
    name: who has signed in; with a desk where nobody has to, who works here. Empty before one has signed in.
    role: what this person may do; nothing before one has signed in.
    token: to be sent as the header `x-csrf-token`, with the cookie that came along, with all that is no GET.
    """

    name: str
    role: DeskRole | None
    token: str


class SignIn(BaseModel):
    """A name and a password."""

    name: str = Field(max_length=200)
    password: str = Field(max_length=2_000)


def the_door(request: Request) -> Door:
    """The door of the desk."""
    door: Door = request.app.state.door
    return door


TheDoor = Annotated[Door, Depends(the_door)]


@router.get("/session")
def get_session(request: Request, door: TheDoor) -> SessionView:
    """Who one is, and the token for changes."""
    return _shown(door, request.state.visit)


@router.post("/session")
@for_readers
def sign_in(request: Request, door: TheDoor, given: SignIn) -> SessionView:
    """Sign in. The cookie is another one afterwards, and so is the token. Too many failures make it slow: 429."""
    visit = door.sign_in(given.name, given.password, address_of(request))
    return enter(request, door, visit)


@router.delete("/session")
@for_readers
def sign_out(request: Request, door: TheDoor) -> SessionView:
    """Sign out."""
    return enter(request, door, door.sign_out(request.state.visit.id))


def enter(request: Request, door: Door, visit: Visit) -> SessionView:
    """Go on under another visit; the one that was ends."""
    if visit.id != request.state.visit.id:
        door.sign_out(request.state.visit.id)
    request.state.visit, request.state.person, request.state.token = visit, visit.person, door.token(visit.id)
    return _shown(door, visit)


def address_of(request: Request) -> str:
    """From where somebody asks."""
    return request.client.host if request.client else ""


def _shown(door: Door, visit: Visit) -> SessionView:
    person = visit.person
    return SessionView(person.name if person else "", person.role if person else None, door.token(visit.id))
