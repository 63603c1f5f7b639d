"""The texts as they were read, with every row's place marked."""

from __future__ import annotations

from spadework.briefing.content import Block, Heading, Paragraph, Passage, Piece, Ref, Text, Tone
from spadework.briefing.material import Material
from spadework.briefing.views.passages import Passage as Read
from spadework.briefing.views.passages import Passages, Segment
from spadework.briefing.words import day

HEADING = "Texts"
MOST = 3_000_000
"""Characters of text that are printed, those of the newest documents."""


def blocks(material: Material) -> list[Block]:
    """Paragraph by paragraph; what is left out is told first."""
    documents = list(material.record.documents)
    if not documents:
        return []
    left = len(documents)
    room = MOST
    while left and (room := room - len(documents[left - 1].text)) >= 0:
        left -= 1
    left = min(left, len(documents) - 1)  # one at least
    told = "The documents as they were read. Numbers lead back to the rows that rest on a paragraph."
    if left:
        told += f" The texts of {left:,} earlier documents are left out here."
    passages = Passages(material.guide)
    out: list[Block] = [Paragraph((Text(told),), Tone.LEAD)]
    for d in documents[left:]:
        tag = material.guide.tag(d.id)
        imprint = ", ".join(filter(None, (d.publisher, day(d.published))))
        out.append(Heading(f"{tag} {d.title or 'Untitled'}", imprint, f"{tag}-text"))
        out += [_passage(material, p) for p in passages.of(d)]
    return out


def _passage(material: Material, p: Read) -> Passage:
    pieces = tuple(_piece(material, s) for s in p.segments)
    return Passage(p.number, pieces, tuple(r for row in p.rows for r in _refs(material, row)))


def _piece(material: Material, s: Segment) -> Piece:
    return Piece(s.text, s.classes, s.anchor or "", tuple(r for row in s.rows for r in _refs(material, row)))


def _refs(material: Material, row: str) -> list[Ref]:
    number = material.guide.numbers.get(row)
    return [Ref(number, number)] if number else []
