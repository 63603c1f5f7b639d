"""A dossier as a file of another kind, with what may not be shared left out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fastapi.responses import StreamingResponse

from spadework.desk.desk import Desk
from spadework.desk.downloads import download
from spadework.errors import ExchangeError
from spadework.exchange import COLUMNS, Format, Mentions, export, redact

_KINDS = {
    Format.JSON: ("application/json", ".json"),
    Format.JSONLD: ("application/ld+json", ".jsonld"),
    Format.XLSX: ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx"),
    Format.PLOVER: ("application/x-ndjson", ".jsonl"),
    Format.BRAT: ("application/zip", " brat.zip"),
    Format.CSV: ("application/zip", " csv.zip"),
}
_ONE_TABLE = ("text/csv; charset=utf-8", ".csv")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to take away; see `spadework.exchange.redact` for what is left out.

    Attributes:
        table: of CSV the one table; without it all.
    """

    format: Format = Format.JSON
    table: str | None = None
    documents: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    mentions: Mentions = Mentions.REFUSE

    @property
    def redacted(self) -> bool:
        """Whether anything is left out."""
        return bool(self.documents or self.actors or self.parties or self.fields)


def exported(desk: Desk, wanted: Wanted) -> StreamingResponse:
    """The file.

    Raises:
        Mentioned: what is left out is still told by what would stay.
        ExchangeError: something that is named is not there, or the table does not go with the format.
        DeskError: it cannot be written now.
    """
    if wanted.table is not None and (wanted.format is not Format.CSV or wanted.table not in COLUMNS):
        raise ExchangeError(f"there is no table {wanted.table!r} of {wanted.format}")
    media_type, suffix = _ONE_TABLE if wanted.table else _KINDS[wanted.format]
    name = f"{desk.title or 'dossier'}{f' {wanted.table}' if wanted.table else ''}{suffix}"

    def write(path: Path) -> None:
        archive = desk.dossier.archive()
        if wanted.redacted:
            archive = redact(
                archive,
                documents=wanted.documents,
                actors=wanted.actors,
                parties=wanted.parties,
                fields=wanted.fields,
                mentions=wanted.mentions,
            )
        export(archive, path, wanted.format, table=wanted.table)

    return download(name, media_type, write)
