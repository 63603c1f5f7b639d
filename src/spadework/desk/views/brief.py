"""What a brief may hold, and what analysts have noted down for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from spadework.briefing import FORMATS, PARTS
from spadework.desk.desk import Desk
from spadework.desk.views.naming import Named
from spadework.model import Status

_CALLED = {
    "html": "Web page (HTML)", "docx": "Word", "pdf": "PDF", "markdown": "Markdown", "xlsx": "Excel workbook",
    "jsonld": "JSON-LD",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note of an analyst about an issue.

    Attributes:
        revision: number of its latest revision; hand it back as `seen` with a change.
    """

    id: str
    text: str
    author: str
    written: datetime
    revision: int


@dataclass(frozen=True, slots=True)
class IssueNotes:
    """An issue and what is noted down about it, oldest first."""

    issue: str
    name: str
    notes: tuple[NoteView, ...]


@dataclass(frozen=True, slots=True)
class PartChoice:
    """A part of a brief, and what it tells."""

    id: str
    told: str


@dataclass(frozen=True, slots=True)
class BriefChoices:
    """What can be chosen.

    Attributes:
        parts: in the order in which they stand if nobody chooses.
        scenarios: names of those that are kept; "draft" is another one.
    """

    formats: tuple[Named, ...]
    parts: tuple[PartChoice, ...]
    scenarios: tuple[str, ...]


def brief_choices(desk: Desk) -> BriefChoices:
    """What can be chosen for this dossier."""
    return BriefChoices(
        tuple(Named(name, _CALLED.get(name, name)) for name in FORMATS),
        tuple(PartChoice(name, told) for name, told in PARTS.items()),
        tuple(kept.name for kept in desk.dossier.ledger.scenarios()),
    )


def issue_notes(desk: Desk) -> tuple[IssueNotes, ...]:
    """The issues of the agenda with their notes; those that were rejected are left out."""
    agenda = desk.dossier.ledger.agenda
    there = [n for n in desk.dossier.issue_notes() if n.status is not Status.REJECTED]
    kept = desk.dossier.ledger.kept([n.id for n in there])
    notes: dict[str, list[NoteView]] = {}
    for n in there:
        if n.id in kept:
            notes.setdefault(n.issue, []).append(NoteView(n.id, n.text, n.author, n.written, kept[n.id].revision))
    return tuple(IssueNotes(i.id, i.name, tuple(notes.get(i.id, ()))) for i in (agenda.issues if agenda else ()))
