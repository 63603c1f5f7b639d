"""What a request is about: the desk, and who asks. Parameters of the handlers of pages and API."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from fastapi import Depends, Request
from pydantic import BeforeValidator

from spadework.desk.desk import Desk
from spadework.errors import SpadeworkError


class NotAllowed(SpadeworkError):
    """Somebody may not do this here."""


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


def reader(request: Request, desk: Annotated[Desk, Depends(the_desk)]) -> Person:
    """Who asks, and may look."""
    person = Person(desk.settings.by)
    request.state.person = person  # for the frame of the page
    return person


def analyst(person: Annotated[Person, Depends(reader)]) -> Person:
    """Who asks, and may change rows. Raises NotAllowed."""
    if not person.may_write:
        raise NotAllowed("a reader may look and not change anything", remedy="Ask for the role of an analyst.")
    return person


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
