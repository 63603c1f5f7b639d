"""What a request is about: the desk, and who asks. Parameters of the handlers of pages and API."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request
from pydantic import AfterValidator, BeforeValidator

from spadework.desk.desk import Desk
from spadework.errors import SpadeworkError

F = TypeVar("F", bound=Callable[..., Any])
_LOOKING = ("GET", "HEAD", "OPTIONS")


class NotAllowed(SpadeworkError):
    """Somebody may not do this here."""


class NotSignedIn(SpadeworkError):
    """Somebody has to sign in first, or could not."""


class NotThere(SpadeworkError):
    """There is nothing of this name at the desk."""


class DeskRole(StrEnum):
    """What somebody may do at the desk."""

    READER = "reader"
    ANALYST = "analyst"


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks."""

    name: str
    role: DeskRole = DeskRole.ANALYST

    @property
    def may_write(self) -> bool:
        """Whether rows may be changed."""
        return self.role is DeskRole.ANALYST


def the_desk(request: Request) -> Desk:
    """The desk that was asked."""
    desk: Desk = request.app.state.desk
    return desk


def reader(request: Request) -> Person:
    """Who asks, and may look. Raises NotSignedIn."""
    person: Person | None = getattr(request.state, "person", None)
    if person is None:
        raise NotSignedIn("nobody has signed in")
    return person


def analyst(person: Annotated[Person, Depends(reader)]) -> Person:
    """Who asks, and may change rows. Raises NotAllowed."""
    if not person.may_write:
        raise NotAllowed("a reader may look and not change anything", remedy="Ask for the role of an analyst.")
    return person


def for_readers(handler: F) -> F:
    """Marks a handler that changes nothing in the dossier though its method is none for looking: it may compute
    something from a body, say. Without it whatever is no GET needs an analyst."""
    handler.for_readers = True  # type: ignore[attr-defined]
    return handler


def allowed(request: Request) -> None:
    """Whether this person may ask for this, whatever the handler itself checks. Raises NotSignedIn, NotAllowed."""
    endpoint = request.scope["endpoint"]
    if request.method not in _LOOKING and not getattr(endpoint, "for_readers", False):
        analyst(reader(request))


TheDesk = Annotated[Desk, Depends(the_desk)]
Reader = Annotated[Person, Depends(reader)]
Analyst = Annotated[Person, Depends(analyst)]


def _nothing(value: object) -> object:
    """What a form sends where nothing was chosen."""
    return None if value == "" else value


Choice = BeforeValidator(_nothing)
"""For a parameter of the query string that may be left empty."""
Day = Annotated[date | None, Choice]
"""A day of the query string: YYYY-MM-DD, or nothing."""


def _characters(value: str) -> str:
    if "\x00" in value:
        raise ValueError("there is a NUL in it")
    return value


Key = Annotated[str, AfterValidator(_characters)]
"""An id, or words, as they come in an address; PostgreSQL does not even look for a NUL."""
