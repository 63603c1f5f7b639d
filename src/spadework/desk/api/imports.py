"""Documents into the dossier, and how far that has come."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import asdict
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, File, Form, Header, Path, Query, Request, UploadFile
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field

from spadework.desk.asking import Analyst, NotThere, Reader, TheDesk
from spadework.desk.desk import Desk
from spadework.desk.jobs import File as Source
from spadework.desk.jobs import Job, Jobs, Wishes
from spadework.desk.uploads import kept
from spadework.desk.views.jobs import JobView, job_view
from spadework.errors import InputError

router = APIRouter(tags=["import"])

_LOOKS = 0.2  # seconds from one look for new events to the next
_HEARTBEAT = 15.0  # seconds without an event after which a sign of life is sent


class Address(BaseModel):
    """An http or https address to fetch, and what is said of what is there."""

    address: str = Field(max_length=2_000, examples=["https://example.org/communique.html"])
    publisher: str | None = Field(None, max_length=500)
    published: date | None = None
    title: str | None = Field(None, max_length=500)


def the_jobs(request: Request) -> Jobs:
    """The imports of the desk."""
    jobs: Jobs = request.app.state.jobs
    return jobs


TheJobs = Annotated[Jobs, Depends(the_jobs)]


def the_job(jobs: TheJobs, id: Annotated[str, Path(max_length=40, description="Id of the import.")]) -> Job:
    """The job that is named. Raises NotThere."""
    job = jobs.get(id)
    if job is None:
        raise NotThere("there is no such import", where=id, remedy="Imports are forgotten when the desk ends.")
    return job


TheJob = Annotated[Job, Depends(the_job)]


@router.post("/imports", status_code=202)
def import_files(
    jobs: TheJobs,
    person: Analyst,
    files: Annotated[list[UploadFile], File(description="Files of any kind that is read, ZIP archives among them.")],
    publisher: Annotated[str | None, Form(max_length=500, description="Who brought all of them out.")] = None,
    published: Annotated[date | None, Form(description="Day of publication of all of them.")] = None,
    title: Annotated[str | None, Form(max_length=500, description="Title, of a single document.")] = None,
) -> JobView:
    """Add documents: they are queued, read one after the other, and each is saved before the next.

    What becomes of each is told by `GET /api/jobs/{id}` and, as it happens, by `GET /api/jobs/{id}/events`. What is in
    the dossier already is skipped; a file that cannot be read stops no other.
    """
    _single(title, len(files))
    folder, sources = kept(files)
    return job_view(jobs.add(Job(person.name, sources, Wishes(publisher, published, title), folder)))


@router.post("/imports/address", status_code=202)
def import_address(jobs: TheJobs, person: Analyst, given: Address) -> JobView:
    """Add what is at an address: the one request that leaves the machine, because somebody asked for it.

    Addresses of this machine and of private networks are refused.
    """
    address = given.address.strip()
    if not address.lower().startswith(("http://", "https://")):
        raise InputError("this is no http or https address", where=address[:200])
    job = Job(person.name, [Source(address, address)], Wishes(given.publisher, given.published, given.title))
    return job_view(jobs.add(job))


@router.get("/jobs")
def get_jobs(jobs: TheJobs, person: Reader) -> list[JobView]:
    """The imports since the desk was opened, the latest first."""
    return [job_view(job) for job in jobs.all()]


@router.get("/jobs/{id}")
def get_job(job: TheJob, person: Reader) -> JobView:
    """How an import stands."""
    return job_view(job)


@router.post("/jobs/{id}/cancel")
def cancel_job(jobs: TheJobs, job: TheJob, person: Analyst) -> JobView:
    """End an import after the document that is being read. What was added stays."""
    jobs.cancel(job)
    return job_view(job)


@router.get(
    "/jobs/{id}/events",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}},
)
def get_events(
    desk: TheDesk,
    job: TheJob,
    person: Reader,
    last_event_id: Annotated[int, Header(ge=0, description="Number of the last event that was seen.")] = 0,
    after: Annotated[int, Query(ge=0, description="The same, for whoever cannot set a header.")] = 0,
) -> StreamingResponse:
    """What happens to an import, as server-sent events, from the beginning or after the last one that was seen.

    `job` tells how far it has come, `file` what becomes of a file, `end` that it is over; the data are JSON.
    """
    return StreamingResponse(_stream(desk, job, max(last_event_id, after)), media_type="text/event-stream")


async def _stream(desk: Desk, job: Job, seen: int) -> AsyncIterator[str]:
    yield "retry: 2000\n\n"
    quiet = 0.0
    while not desk.closing.is_set():
        new = job.events[seen:]
        for event in new:
            yield _event("job" if event.file is None else "file", event.number, asdict(event))
        seen += len(new)
        if job.state.over and seen >= len(job.events):
            yield _event("end", seen, {"state": job.state})
            return
        quiet = 0.0 if new else quiet + _LOOKS
        if quiet >= _HEARTBEAT:
            quiet = 0.0
            yield ": still here\n\n"
        await asyncio.sleep(_LOOKS)


def _event(kind: str, number: int, data: dict[str, Any]) -> str:
    return f"id: {number}\nevent: {kind}\ndata: {json.dumps(data)}\n\n"


def _single(title: str | None, files: int) -> None:
    if title and files > 1:
        raise InputError("a title is that of a single document", remedy="Leave it out, or give one file.")
