"""JSON-LD: every row a W3C Web Annotation on the words it was read from, with PROV-O for who made what from what.

Terms: Web Annotation Data Model (W3C Recommendation, 23 February 2017), sections 3 and 4; PROV-O (W3C Recommendation,
30 April 2013). The context is named by its address; nothing is fetched to write the file. Offsets count code points, as
the model has it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from urllib.parse import quote

import msgspec

from spadework import __version__
from spadework.exchange.checking import Row, references, rows
from spadework.model import Archive, Document, IssueNote, Revision, RowKind, Span, SpeechAct, Statement, Status
from spadework.model.soundness import spans_of

CONTEXT: list[object] = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "prov": "http://www.w3.org/ns/prov#",
        "dcterms": "http://purl.org/dc/terms/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "sw": "urn:spadework:ns:",
        "prov:wasDerivedFrom": {"@type": "@id"},
        "prov:wasAttributedTo": {"@type": "@id"},
        "prov:wasAssociatedWith": {"@type": "@id"},
        "prov:wasGeneratedBy": {"@type": "@id"},
        "prov:wasRevisionOf": {"@type": "@id"},
        "prov:specializationOf": {"@type": "@id"},
        "prov:used": {"@type": "@id"},
        "prov:invalidated": {"@type": "@id"},
        "prov:startedAtTime": {"@type": "xsd:dateTime"},
        "prov:endedAtTime": {"@type": "xsd:dateTime"},
        "dcterms:issued": {"@type": "xsd:date"},
        "sw:reverts": {"@type": "@id"},
    },
]
MACHINE = "machine"
DOSSIER = "urn:spadework:dossier"
AROUND = 32  # code points of prefix and suffix
_MOTIVES = {RowKind.STATEMENT: "identifying", RowKind.FINDING: "linking", RowKind.ISSUE_NOTE: "commenting"}
Node = dict[str, object]


def dump(archive: Archive) -> Iterator[bytes]:
    """The graph, a node a line."""
    yield b'{"@context": ' + _json(CONTEXT) + b',\n"@graph": [\n'
    for n, node in enumerate(_nodes(archive)):
        yield (b",\n" if n else b"") + _json({k: v for k, v in node.items() if v not in (None, "", [], ())})
    yield b"\n]}\n"


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _nodes(archive: Archive) -> Iterator[Node]:
    record = archive.record
    at = {d.id: d for d in record.documents}
    said = {s.id: s for s in record.statements}
    kinds: dict[str, RowKind] = {row.id: kind for kind, row in rows(record)}
    history: dict[tuple[RowKind, str], list[Revision]] = {}
    for r in archive.revisions:
        history.setdefault((r.kind, r.row), []).append(r)
    yield from _agents(archive)
    yield {"id": DOSSIER, "type": ["prov:Entity", "prov:Collection"], "name": record.agenda.name or "Dossier"}
    yield from (_document(d) for d in record.documents)
    for kind, row in rows(record):
        yield _annotation(kind, row, _targets(row, said), at, kinds, history.get((kind, row.id), []))
    for changes in history.values():
        yield from _changes(changes)


def _agents(archive: Archive) -> Iterator[Node]:
    authors = (n.author for n in archive.record.issue_notes)
    for name in dict.fromkeys([MACHINE, *(r.by for r in archive.revisions), *authors]):
        if name == MACHINE:
            yield {
                "id": agent_iri(name),
                "type": ["prov:SoftwareAgent", "Software"],
                "name": "Spadework",
                "sw:version": __version__,
            }
        else:
            yield {"id": agent_iri(name), "type": ["prov:Person", "Person"], "name": name}


def _document(d: Document) -> Node:
    return {
        "id": document_iri(d.id),
        "type": ["prov:Entity", "Text"],
        "dcterms:title": d.title,
        "dcterms:publisher": d.publisher,
        "dcterms:issued": d.published.isoformat() if d.published else None,
        "dcterms:source": d.origin,
        "sw:sha256": d.sha256,
        "sw:pages": list(d.pages),
        "prov:wasDerivedFrom": document_iri(d.rewrite_of) if d.rewrite_of else None,
        "sw:text": d.text,
    }


def _annotation(
    kind: RowKind,
    row: Row,
    targets: tuple[Span, ...],
    at: dict[str, Document],
    kinds: dict[str, RowKind],
    history: list[Revision],
) -> Node:
    upon = [row_iri(kinds[r], r) for r in references(row) if r in kinds]
    documents = [document_iri(d) for d in dict.fromkeys(s.document for s in spans_of(row))]
    first, last = (history[0], history[-1]) if history else (None, None)
    maker = first.by if first else MACHINE if row.status is Status.PROPOSED else None
    made_at = first.at if first else None
    if isinstance(row, IssueNote):
        maker, made_at = row.author, row.written
    return {
        "id": row_iri(kind, row.id),
        "type": ["Annotation", "prov:Entity"],
        "motivation": _MOTIVES.get(kind, "classifying"),
        "creator": agent_iri(maker) if maker else None,
        "created": _moment(made_at) if made_at else None,
        "modified": _moment(last.at) if last and last is not first else None,
        "body": _body(kind, row, at),
        "target": [selected(s, at) for s in targets] or upon or documents or DOSSIER,
        "prov:wasAttributedTo": agent_iri(maker) if maker else None,
        "prov:wasGeneratedBy": f"urn:spadework:revision:{first.number}" if first else None,
        "prov:wasDerivedFrom": documents + upon,
    }


def _targets(row: Row, said: dict[str, Statement]) -> tuple[Span, ...]:
    """The words that a row is about: of a statement its content, of a speech act that of its statement."""
    if isinstance(row, Statement):
        return row.content
    if isinstance(row, SpeechAct):
        return said[row.statement].content if row.statement in said else ()
    return tuple(spans_of(row))


def _body(kind: RowKind, row: Row, at: dict[str, Document]) -> Node:
    """What the row says, field by field, without what stands elsewhere in the annotation."""
    body: Node = {"type": f"sw:{kind.title().replace('_', '')}"}
    elsewhere = _ELSEWHERE
    if isinstance(row, Statement):
        body |= {f"sw:{part}": selected(s, at) for part, s in (("source", row.source), ("cue", row.cue)) if s}
        elsewhere = _ELSEWHERE | {"source", "cue"}
    for name, value in msgspec.to_builtins(row).items():
        if name not in elsewhere and value not in (None, "", []):
            body[f"sw:{name}"] = value if not isinstance(value, dict) else {f"sw:{k}": v for k, v in value.items()}
    return body


_ELSEWHERE = frozenset(("id", "document", "documents", "content", "evidence", "rows", "statement", "within"))


def selected(span: Span, at: Mapping[str, Document]) -> Node:
    """A place, by its words and by its offsets: either is enough to find it.

    Args:
        at: documents by id, for the words around it.
    """
    quote: Node = {"type": "TextQuoteSelector", "exact": span.quote}
    if span.document in at:
        text = at[span.document].text
        quote["prefix"] = text[max(span.start - AROUND, 0) : span.start]
        quote["suffix"] = text[span.end : span.end + AROUND]
    place: Node = {
        "type": "SpecificResource",
        "source": document_iri(span.document),
        "selector": [
            quote,
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
    }
    return place if span.page is None else {**place, "sw:page": span.page}


def _changes(history: list[Revision]) -> Iterator[Node]:
    """Each revision as an activity, and the row as it was after it."""
    previous: str | None = None
    for r in history:
        row, activity = row_iri(r.kind, r.row), f"urn:spadework:revision:{r.number}"
        version = f"{row}:version:{r.number}"
        if previous is None and r.before is not None:
            previous = f"{row}:version:0"
            yield {"id": previous, "type": "prov:Entity", "prov:specializationOf": row, "prov:value": r.before}
        yield {
            "id": activity,
            "type": "prov:Activity",
            "sw:change": r.change,
            "sw:batch": r.batch,
            "sw:reason": r.reason,
            "sw:reverts": f"urn:spadework:revision:{r.reverts}" if r.reverts is not None else None,
            "prov:startedAtTime": _moment(r.at),
            "prov:endedAtTime": _moment(r.at),
            "prov:wasAssociatedWith": agent_iri(r.by),
            "prov:used": previous,
            "prov:invalidated": previous if r.after is None else None,
        }
        if r.after is not None:
            yield {
                "id": version,
                "type": "prov:Entity",
                "prov:specializationOf": row,
                "prov:wasGeneratedBy": activity,
                "prov:wasRevisionOf": previous,
                "prov:wasAttributedTo": agent_iri(r.by),
                "prov:value": r.after,
            }
        previous = version if r.after is not None else None


def _moment(at: datetime) -> str:
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    return at.replace(tzinfo=None).isoformat() + "Z"


def row_iri(kind: RowKind, id: str) -> str:
    """The name of a row, the same in every file."""
    return f"urn:spadework:{kind}:{quote(id, safe='')}"


def document_iri(document: str) -> str:
    """The name of a document, by its id."""
    return f"urn:spadework:document:{quote(document, safe='')}"


def agent_iri(name: str) -> str:
    """The name of a person or of the machine."""
    return f"urn:spadework:agent:{quote(name, safe='')}"
