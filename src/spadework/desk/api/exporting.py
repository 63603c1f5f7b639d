"""The dossier, taken away."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse

from spadework.desk.asking import Reader, TheDesk
from spadework.desk.exporting import Wanted, exported
from spadework.desk.views.exporting import ExportView, export_view
from spadework.exchange import Format, Mentions

router = APIRouter(tags=["export"])

Name = Annotated[str, Query(max_length=1_000)]
Names = Annotated[list[Name], Query(max_length=200)]


@router.get("/export/choices")
def get_choices(desk: TheDesk, person: Reader) -> ExportView:
    """What the dossier can be taken away as, and what may be left out."""
    return export_view(desk)


@router.get(
    "/export",
    response_class=StreamingResponse,
    responses={200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}},
)
def get_export(
    desk: TheDesk,
    person: Reader,
    format: Format = Format.JSON,
    table: Annotated[str | None, Query(max_length=100, description="With CSV: this table alone.")] = None,
    document: Names = [],  # noqa: B006
    actor: Names = [],  # noqa: B006
    party: Names = [],  # noqa: B006
    field: Names = [],  # noqa: B006
    mentions: Mentions = Mentions.REFUSE,
) -> StreamingResponse:
    """The whole dossier as a file; a folder of files comes as a ZIP archive.

    `document`, `actor`, `party` and `field` name what is left out, with all that rests on it; each can be repeated. If
    a text that stays still tells it, the answer is 422 and `places` says where, unless `mentions` is `drop` (such texts
    are left out too) or `keep`.
    """
    return exported(desk, Wanted(format, table, tuple(document), tuple(actor), tuple(party), tuple(field), mentions))
