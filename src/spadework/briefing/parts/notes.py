"""What analysts have noted down about the issues."""

from __future__ import annotations

from spadework.briefing.content import Block, Callout, Heading, Paragraph, StatusMark, Text
from spadework.briefing.material import Material
from spadework.briefing.words import day
from spadework.model import IssueNote, Status

HEADING = "Analysts’ notes"


def blocks(material: Material) -> list[Block]:
    """By issue in the order of the agenda, the oldest first."""
    order = [i.id for i in material.record.agenda.issues]
    notes = material.record.issue_notes
    order += [i for i in dict.fromkeys(n.issue for n in notes) if i not in order]
    out: list[Block] = []
    for issue in order:
        some = [n for n in notes if n.issue == issue]
        if some:
            out += [Heading(material.guide.issue(issue)), *map(_note, some)]
    return out


def _note(note: IssueNote) -> Callout:
    title = f"{note.author}, {day(note.written.date())} {note.written:%H:%M} UTC"
    lines = [line for line in note.text.splitlines() if line.strip()]
    made = [Paragraph((Text(line),)) for line in lines]
    if note.status is Status.CORRECTED:
        made.append(Paragraph((StatusMark(note.status),)))
    return Callout(title, tuple(made))
