"""People and bodies, as JSON. What is settled of them is one change with all that follows; `/undo` takes it back."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from spadework.desk.api.rows import Reason, SeenRow
from spadework.desk.asking import Analyst, Choice, Reader, TheDesk
from spadework.desk.views.actors import ActorsView, OneActor, actors_view, one_actor
from spadework.ledger.rows import Row

router = APIRouter(tags=["actors"])

Name = Annotated[str, Field(min_length=1, max_length=200)]


class _Asked(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Merging(_Asked):
    """These names are one actor, called `into`. One name and a new one: a renaming."""

    names: list[Name] = Field(min_length=1, max_length=100)
    into: Name
    reason: Reason = ""


class Parting(_Asked):
    """These statements are somebody else's, who speaks for `party` or, without one, for nobody."""

    statements: list[SeenRow] = Field(min_length=1, max_length=1000)
    name: Name
    party: Name | None = None
    reason: Reason = ""


class Affiliating(_Asked):
    """Somebody speaks for `party`, or without one for nobody, from the day `since` on; without a day: always."""

    name: Name
    party: Name | None = None
    since: date | None = None
    reason: Reason = ""


class Settled(BaseModel):
    """What was changed.

    Attributes:
        rows: ids of the statements and of what was coded from them.
    """

    rows: list[str]


@router.get("/actors")
def get_actors(
    desk: TheDesk,
    person: Reader,
    q: Annotated[str, Query(max_length=200)] = "",
    party: Annotated[str | None, Choice] = None,
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> ActorsView:
    """One page of people and bodies, by party: names and aliases, for whom they speak since when, how often they spoke.

    `q` are words of a name or role; `party` an id, or "-" for those who speak for nobody.
    """
    return actors_view(desk, q, party, page)


@router.get("/actors/one")
def get_actor(
    desk: TheDesk,
    person: Reader,
    name: Annotated[str, Query(max_length=1000)],
    after: Annotated[str | None, Choice] = None,
) -> OneActor:
    """Somebody by name, with one page of what he or she said."""
    return one_actor(desk, name, after)


@router.post("/actors/merge")
def merge(asked: Merging, desk: TheDesk, person: Analyst) -> Settled:
    """Let names be one actor; all their statements become that actor's, and later readings follow."""
    return _settled(desk.dossier.merge_actors(*asked.names, into=asked.into, by=person.name, reason=asked.reason))


@router.post("/actors/split")
def split(asked: Parting, desk: TheDesk, person: Analyst) -> Settled:
    """Let some statements be somebody else's."""
    seen = {s.id: s.seen for s in asked.statements}
    done = desk.dossier.split_actor(
        *seen, name=asked.name, party=asked.party, by=person.name, reason=asked.reason, seen=seen
    )
    return _settled(done)


@router.post("/actors/party")
def affiliate(asked: Affiliating, desk: TheDesk, person: Analyst) -> Settled:
    """Let somebody speak for another party, or for nobody, from a day on or always."""
    return _settled(
        desk.dossier.affiliate_actor(asked.name, asked.party, asked.since, by=person.name, reason=asked.reason)
    )


def _settled(rows: list[Row]) -> Settled:
    return Settled(rows=[row.id for row in rows])
