"""Documents into the dossier."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from spadework.desk.api.imports import TheJobs
from spadework.desk.asking import Reader
from spadework.desk.rendering import page
from spadework.desk.views.jobs import job_view

router = APIRouter()


@router.get("/import")
def importing(request: Request, jobs: TheJobs, person: Reader) -> HTMLResponse:
    """What to import, and what became of what was."""
    return page(request, "import.html.j2", here="import", jobs=[job_view(job) for job in jobs.all()])
