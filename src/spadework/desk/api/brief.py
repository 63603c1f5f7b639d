"""The brief, taken away, and what analysts note down for it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field

from spadework.desk.asking import Analyst, Reader, TheDesk
from spadework.desk.briefs import Wanted, brief_file, wanted
from spadework.desk.views.brief import BriefChoices, IssueNotes, brief_choices, issue_notes

router = APIRouter(tags=["brief"])


class Note(BaseModel):
    """A note about an issue."""

    issue: str = Field(max_length=200, description="Id of an issue of the agenda.")
    text: str = Field(min_length=1, max_length=10_000)


@router.get("/brief/choices")
def get_choices(desk: TheDesk, person: Reader) -> BriefChoices:
    """What a brief may hold, and as what it can be written."""
    return brief_choices(desk)


@router.get(
    "/brief",
    response_class=StreamingResponse,
    responses={200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}},
)
def get_brief(desk: TheDesk, person: Reader, asked: Annotated[Wanted, Depends(wanted)]) -> StreamingResponse:
    """The brief as a file, in the format, with the parts, and as of the day that you choose."""
    return brief_file(desk, asked)


@router.get("/notes")
def get_notes(desk: TheDesk, person: Reader) -> list[IssueNotes]:
    """What analysts have noted down, by issue."""
    return list(issue_notes(desk))


@router.post("/notes", status_code=201)
def post_note(desk: TheDesk, person: Analyst, given: Note) -> list[IssueNotes]:
    """Note something down about an issue. Gives all notes.

    A note is a row: `PATCH /api/rows/{id}` changes its `text`, `POST /api/rows/{id}/reject` leaves it out of briefs.
    """
    desk.dossier.note(given.issue, given.text, by=person.name)
    return list(issue_notes(desk))
