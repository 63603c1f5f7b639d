"""What comparing brings up, as JSON. Findings are accepted and dismissed as all rows are (see `rows`)."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field

from spadework.desk.asking import Analyst, Choice, Day, Reader, TheDesk
from spadework.desk.views.findings import Asked, FindingsView, FindingView, finding_views, findings_view
from spadework.errors import NoSuchRow
from spadework.model import Finding, FindingKind

router = APIRouter(tags=["findings"])


def wanted(
    status: Literal["open", "accepted", "dismissed", "all"] = "open",
    kind: Annotated[FindingKind | None, Choice] = None,
    party: Annotated[str | None, Choice] = None,
    issue: Annotated[str | None, Choice] = None,
    since: Day = None,
) -> Asked:
    """Which findings the query string asks for."""
    return Asked(status=status, kind=kind, party=party, issue=issue, since=since)


Wanted = Annotated[Asked, Depends(wanted)]


class Why(BaseModel):
    """Why something is done."""

    reason: str = Field("", max_length=2000)


@router.get("/findings")
def get_findings(
    desk: TheDesk, person: Reader, asked: Wanted, page: Annotated[int, Query(ge=1, le=100_000)] = 1
) -> FindingsView:
    """One page of findings, by kind and then by weight, each with both sides' words and its rows."""
    return findings_view(desk, asked, page)


@router.get("/findings/{id}")
def get_finding(desk: TheDesk, person: Reader, id: str) -> FindingView:
    """One finding."""
    return _one(desk, id)


@router.post("/findings/{id}/reopen")
def reopen(desk: TheDesk, person: Analyst, id: str, why: Why) -> FindingView:
    """Take back the last decision about a finding, whoever made it."""
    _one(desk, id)
    desk.dossier.ledger.take_back(id, by=person.name, reason=why.reason)
    return _one(desk, id)


def _one(desk: TheDesk, id: str) -> FindingView:
    found = desk.dossier.ledger.row(id)
    if not isinstance(found, Finding):
        raise NoSuchRow(f"there is no finding {id!r}")
    return finding_views(desk, [found])[0]
