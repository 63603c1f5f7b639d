"""JSON-LD: the brief as data. Its parts and blocks in their order, and every footnote a W3C Web Annotation.

Rows and documents have the names that they have in the export of the ledger (`spadework.exchange.linked`), so that both
can be read together. A line of text is a text, or a node with the rows and footnotes that it leads to. Drawings are
left out; what they show is told.
"""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from enum import StrEnum
from typing import Any
from urllib.parse import quote

from spadework import __version__
from spadework.briefing.content import (
    Brief,
    Footnote,
    Link,
    Mark,
    NoteRef,
    Part,
    Passage,
    Ref,
    Runs,
    StatusMark,
    Text,
    plain,
)
from spadework.briefing.rendering.paper import MAKER, printable, web
from spadework.exchange.linked import CONTEXT, MACHINE, agent_iri, document_iri, row_iri, selected

BRIEF = "urn:spadework:brief"
Node = dict[str, object]
_RUNS = (Text, Mark, StatusMark, NoteRef, Ref, Link)
# How something looks, which is nothing to a machine.
_LOOKS = frozenset(("svg", "width", "height", "weight", "fit", "faint", "row_headings", "tone", "anchor"))


def render(brief: Brief) -> str:
    """The graph: the brief, its documents, its footnotes. The same brief gives the same text."""
    graph = [_agent(), _Writing(brief).whole(), *_documents(brief), *(_Writing(brief).note(n) for n in brief.footnotes)]
    return json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1) + "\n"


def _agent() -> Node:
    return {
        "id": agent_iri(MACHINE),
        "type": ["prov:SoftwareAgent", "Software"],
        "name": MAKER,
        "sw:version": __version__,
    }


class _Writing:
    def __init__(self, brief: Brief) -> None:
        self._brief = brief

    def whole(self) -> Node:
        """The brief itself."""
        b = self._brief
        return _filled(
            {
                "id": BRIEF,
                "type": ["sw:Brief", "prov:Entity", "Text"],
                "dcterms:title": printable(b.title),
                "dcterms:language": "en",
                "sw:classification": printable(b.classification),
                "sw:as_of": b.as_of.isoformat() if b.as_of else None,
                "sw:since": b.since.isoformat() if b.since else None,
                "prov:wasAttributedTo": agent_iri(MACHINE),
                "prov:wasDerivedFrom": [d["id"] for d in _documents(b)],
                "sw:front": self._of(b.front),
                "sw:parts": self._of(b.parts),
            }
        )

    def note(self, note: Footnote) -> Node:
        """A footnote: the words, where they stand, and the rows that rest on them."""
        if note.span is not None:
            target = selected(note.span, {})
        else:
            words: Node = {"type": "TextQuoteSelector", "exact": printable(note.quote)}
            target = {"type": "SpecificResource", "source": _document_iri(note), "selector": [words]}
        target["sw:page"] = note.page
        target["sw:paragraph"] = note.paragraph
        return _filled(
            {
                "id": _note_iri(note.number),
                "type": ["Annotation", "sw:Footnote"],
                "motivation": "identifying",
                "sw:number": note.number,
                "target": _filled(target),
                "sw:rows": [{"id": self._row_iri(row)} for row in note.rows],
            }
        )

    def _row_iri(self, id: str) -> str:
        kind = self._brief.kinds.get(id)
        return row_iri(kind, id) if kind else f"urn:spadework:row:{quote(id, safe='')}"

    def _of(self, value: Any) -> object:
        match value:
            case str():
                return str(value) if isinstance(value, StrEnum) else printable(value)
            case None | bool() | int() | float():
                return value
            case date():
                return value.isoformat()
            case tuple() if value and all(isinstance(v, _RUNS) for v in value):
                return self._line(value)
            case tuple():
                return {"@list": [self._of(v) for v in value]} if value else None
            case Passage():
                text = printable("".join(p.text for p in value.pieces))
                rows = [{"sw:number": r.text} for r in value.back]
                return _filled({"type": "sw:Passage", "sw:paragraph": value.number, "sw:text": text, "sw:back": rows})
        node: Node = {"type": f"sw:{type(value).__name__}"}
        for field in fields(value):
            if field.name not in _LOOKS:
                node[f"sw:{field.name}"] = self._of(getattr(value, field.name))
        if isinstance(value, Part):
            node["sw:part"] = node.pop("sw:id")
        elif id := node.pop("sw:id", None):
            node["sw:row"] = {"id": self._row_iri(str(id))}
        if anchor := getattr(value, "anchor", ""):
            node["sw:number"] = printable(anchor)
        return _filled(node)

    def _line(self, runs: Runs) -> object:
        """A text; with what it leads to if it leads anywhere."""
        text = printable(plain(runs)).strip()
        node: Node = {
            "sw:notes": [{"id": _note_iri(r.number)} for r in runs if isinstance(r, NoteRef)],
            "sw:marks": [printable(r.name) for r in runs if isinstance(r, Mark)],
            "sw:status": [str(r.status) for r in runs if isinstance(r, StatusMark)],
            "sw:refers_to": [printable(r.text) for r in runs if isinstance(r, Ref)],
            "sw:links": [{"id": r.url} for r in runs if isinstance(r, Link) and web(r.url)],
        }
        node = _filled(node)
        return {"type": "sw:Line", "sw:text": text, **node} if node else text


def _documents(brief: Brief) -> list[Node]:
    """What the footnotes lead to, each once."""
    found: dict[str, Node] = {}
    for note in brief.footnotes:
        found.setdefault(
            _document_iri(note),
            _filled(
                {
                    "id": _document_iri(note),
                    "type": ["prov:Entity", "Text"],
                    "dcterms:title": printable(note.document),
                    "dcterms:publisher": printable(note.publisher),
                    "dcterms:issued": note.day.isoformat() if note.day else None,
                    "sw:number": printable(note.tag),
                }
            ),
        )
    return list(found.values())


def _document_iri(note: Footnote) -> str:
    if note.span is not None:
        return document_iri(note.span.document)
    return f"{BRIEF}:document:{quote(printable(note.tag or note.document), safe='')}"


def _note_iri(number: int) -> str:
    return f"{BRIEF}:note:{number}"


def _filled(node: Node) -> Node:
    return {k: v for k, v in node.items() if v not in (None, "", [], ())}
