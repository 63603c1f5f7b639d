"""The brief, written for whoever sits at the desk."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from fastapi import Query
from fastapi.responses import StreamingResponse

from spadework import briefing
from spadework.desk.asking import Day
from spadework.desk.desk import Desk
from spadework.desk.downloads import download
from spadework.model import Record
from spadework.moment import as_of as as_of_day
from spadework.settling import draft
from spadework.settling.showing import Outcome, look

DRAFT = "draft"
SANDBOX = (
    "sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
"""A brief that is looked at can do nothing in the name of the desk: it has no origin, no script, and loads nothing."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants of a brief; see `spadework.briefing.Options`.

    Attributes:
        scenario: name of a scenario that is kept, or "draft"; without one nothing is told of settlement.
    """

    format: str = "html"
    parts: tuple[str, ...] = ()
    classification: str = ""
    as_of: date | None = None
    since: date | None = None
    scenario: str | None = None


def wanted(
    format: Annotated[str, Query(max_length=20, description="A name of `GET /api/brief/choices`.")] = "html",
    part: Annotated[
        list[Annotated[str, Query(max_length=40)]],
        Query(max_length=40, description="Parts in their order; none for all that have anything to tell."),
    ] = [],  # noqa: B006
    classification: Annotated[str, Query(max_length=200, description="A line on every page.")] = "",
    as_of: Annotated[Day, Query(description="Look at nothing later than this day.")] = None,
    since: Annotated[Day, Query(description="Tell what has changed since this day.")] = None,
    scenario: Annotated[str, Query(max_length=60, description="Tell what could be agreed by it; `draft` is one.")] = "",
) -> Wanted:
    """What is wanted, out of the query string."""
    return Wanted(format, tuple(part), " ".join(classification.split()), as_of, since, scenario or None)


def brief_file(desk: Desk, asked: Wanted) -> StreamingResponse:
    """The brief as a file to be saved.

    Raises:
        SpadeworkError: there is no such part, format or scenario, or what is asked for cannot be told.
        DeskError: it cannot be written now.
    """
    name = briefing.format_of("", asked.format)
    suffix = briefing.FORMATS[name][1][0]
    return download(_title(desk, asked, suffix), media_type(suffix), lambda path: _write(desk, asked, path))


def brief_view(desk: Desk, asked: Wanted) -> StreamingResponse:
    """The brief as a page to be looked at, in a sandbox. Raises what `brief_file` does."""
    return download(
        "brief.html",
        "text/html; charset=utf-8",
        lambda path: _write(desk, asked, path, format="html"),
        content_disposition="inline",
        content_security_policy=SANDBOX,
        x_frame_options="SAMEORIGIN",
    )


def media_type(suffix: str) -> str:
    """What a file with this suffix is."""
    known = {".md": "text/markdown; charset=utf-8", ".html": "text/html; charset=utf-8"}
    return known.get(suffix) or mimetypes.guess_type(f"x{suffix}")[0] or "application/octet-stream"


def _title(desk: Desk, asked: Wanted, suffix: str) -> str:
    day = f" {asked.as_of.isoformat()}" if asked.as_of else ""
    return f"{desk.title or 'brief'}{', brief' if desk.title else ''}{day}{suffix}"


def _write(desk: Desk, asked: Wanted, path: Path, *, format: str | None = None) -> None:
    record = desk.dossier.record()
    options = briefing.Options(
        parts=asked.parts,
        classification=asked.classification,
        as_of=asked.as_of,
        since=asked.since,
        outcome=_outcome(desk, asked, record),
    )
    briefing.write(record, path, options, format or asked.format)


def _outcome(desk: Desk, asked: Wanted, record: Record) -> Outcome | None:
    if asked.scenario is None:
        return None
    if asked.scenario == DRAFT:
        return look(draft(as_of_day(record, asked.as_of) if asked.as_of else record))
    return look(desk.dossier.ledger.scenario(asked.scenario).scenario)
