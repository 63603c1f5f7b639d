"""What a dossier can be taken away as, and what may be left out."""

from __future__ import annotations

from dataclasses import dataclass

from spadework.desk.desk import Desk
from spadework.desk.views.naming import Named
from spadework.exchange import COLUMNS, Format


@dataclass(frozen=True, slots=True)
class FormatView:
    """A format.

    Attributes:
        told: what it is good for, one sentence.
    """

    id: Format
    name: str
    told: str


FORMATS = (
    FormatView(Format.JSON, "JSON", "Everything, with its history. It can be imported again whole."),
    FormatView(Format.XLSX, "Excel workbook", "A sheet for each kind of row, with quotes and places."),
    FormatView(Format.CSV, "CSV", "One table, or all of them in a ZIP archive."),
    FormatView(Format.JSONLD, "JSON-LD", "For other tools: PROV-O, Web Annotation, SKOS."),
    FormatView(Format.PLOVER, "PLOVER events", "Events as JSON lines, for event data."),
    FormatView(Format.BRAT, "brat", "Texts with annotations beside them, in a ZIP archive."),
)
FIELDS = (
    Named("revision.by", "Names of analysts"),
    Named("revisions", "The history"),
    Named("notes", "Notes"),
    Named("findings", "Findings"),
    Named("document.publisher", "Publishers"),
    Named("statement.role", "What speakers are"),
)
"""Fields that people often leave out; there are more, see docs/exchange.md."""


@dataclass(frozen=True, slots=True)
class ExportView:
    """What can be chosen."""

    formats: tuple[FormatView, ...]
    tables: tuple[str, ...]
    parties: tuple[Named, ...]
    fields: tuple[Named, ...]


def export_view(desk: Desk) -> ExportView:
    """What can be chosen for this dossier."""
    agenda = desk.dossier.ledger.agenda
    parties = tuple(Named(p.id, p.name) for p in agenda.parties) if agenda else ()
    return ExportView(FORMATS, tuple(COLUMNS), parties, FIELDS)
