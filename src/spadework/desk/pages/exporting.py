"""The dossier, taken away for other tools or other people."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from spadework.desk.asking import Reader, TheDesk
from spadework.desk.desk import Desk
from spadework.desk.exporting import Wanted, exported
from spadework.desk.rendering import page
from spadework.desk.views.exporting import export_view
from spadework.errors import ExchangeError, Mentioned
from spadework.exchange import Format, Mentions

router = APIRouter()

Lines = Annotated[str, Query(max_length=8_000)]


@router.get("/export")
def export_page(request: Request, desk: TheDesk, person: Reader) -> HTMLResponse:
    """What can be chosen."""
    return _page(request, desk, Wanted())


@router.get("/export/file")
def export_file(
    request: Request,
    desk: TheDesk,
    person: Reader,
    format: Format = Format.JSON,
    table: Annotated[str, Query(max_length=100)] = "",
    documents: Lines = "",
    actors: Lines = "",
    party: Annotated[list[str], Query(max_length=200)] = [],  # noqa: B006
    field: Annotated[list[str], Query(max_length=200)] = [],  # noqa: B006
    fields: Lines = "",
    mentions: Mentions = Mentions.REFUSE,
) -> Response:
    """The file; or the page once more, with why there is none."""
    wanted = Wanted(
        format,
        (table or None) if format is Format.CSV else None,
        _lines(documents),
        _lines(actors),
        tuple(party),
        tuple(dict.fromkeys((*field, *_lines(fields)))),
        mentions,
    )
    try:
        return exported(desk, wanted)
    except ExchangeError as e:
        return _page(request, desk, wanted, failed=e)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _page(request: Request, desk: Desk, wanted: Wanted, failed: ExchangeError | None = None) -> HTMLResponse:
    places = failed.places if isinstance(failed, Mentioned) else {}
    titles = {id: _title(desk, id) for id in places}
    return page(
        request,
        "export.html.j2",
        here="export",
        code=422 if failed else 200,
        view=export_view(desk),
        wanted=wanted,
        failed=str(failed) if failed else "",
        places=[(id, titles[id], told) for id, told in places.items()],
    )


def _title(desk: Desk, id: str) -> str:
    head = desk.dossier.ledger.head(id)
    return head.title or head.origin or id
