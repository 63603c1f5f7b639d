"""Imports as they are shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from spadework.desk.jobs import Became, Job, State


@dataclass(frozen=True, slots=True)
class FileView:
    """A file of an import.

    Attributes:
        became: what became of the document in it, or of each if it holds several.
    """

    number: int
    name: str
    state: State
    statements: int
    became: tuple[Became, ...]


@dataclass(frozen=True, slots=True)
class JobView:
    """An import.

    Attributes:
        told: how far it has come, or why it failed.
        added, skipped, failed: so many documents.
        events: so many have been told of it; a stream of events goes on after this number.
    """

    id: str
    state: State
    by: str
    asked: datetime
    told: str
    added: int
    skipped: int
    failed: int
    events: int
    files: tuple[FileView, ...]


def job_view(job: Job) -> JobView:
    """How it stands now."""
    events = len(job.events)
    files = tuple(
        FileView(number, f.name, f.state, sum(b.statements for b in f.became), tuple(f.became))
        for number, f in enumerate(job.files)
    )
    states = [b.state for f in files for b in f.became]
    return JobView(
        id=job.id,
        state=job.state,
        by=job.by,
        asked=job.asked,
        told=job.told,
        added=states.count(State.ADDED),
        skipped=states.count(State.SKIPPED),
        failed=states.count(State.FAILED),
        events=events,
        files=files,
    )
