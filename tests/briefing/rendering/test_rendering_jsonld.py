"""JSON-LD: expands without loss, every footnote leads to document and words, rows have the names of the export."""

from __future__ import annotations

import json
from typing import Any

import pytest
from briefs import FULL, hostile
from pyld import jsonld

from spadework.briefing import build, rendered
from spadework.briefing.content import Brief
from spadework.exchange.linked import document_iri, row_iri
from spadework.model import Record, RowKind

SW, OA = "urn:spadework:ns:", "http://www.w3.org/ns/oa#"
# The terms of https://www.w3.org/ns/anno.jsonld that are used here, so that nothing is fetched.
ANNO = {
    "oa": OA,
    "as": "http://www.w3.org/ns/activitystreams#",
    "id": "@id",
    "type": "@type",
    **{t: f"oa:{t}" for t in ("Annotation", "SpecificResource", "TextQuoteSelector", "TextPositionSelector")},
    "identifying": "oa:identifying",
    "Text": "http://purl.org/dc/dcmitype/Text",
    "Software": "as:Application",
    "name": "http://xmlns.com/foaf/0.1/name",
    "target": {"@type": "@id", "@id": "oa:hasTarget"},
    "source": {"@type": "@id", "@id": "oa:hasSource"},
    "selector": {"@type": "@id", "@id": "oa:hasSelector"},
    "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
    "exact": "oa:exact",
    "start": "oa:start",
    "end": "oa:end",
}


def loaded(url: str, options: object) -> dict[str, Any]:
    assert url == "http://www.w3.org/ns/anno.jsonld"
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": ANNO}}


def expanded(brief: Brief) -> list[dict[str, Any]]:
    data = json.loads(rendered(brief, "jsonld"))
    return list(jsonld.expand(data, {"documentLoader": loaded}))


def nodes(brief: Brief, kind: str) -> list[dict[str, Any]]:
    return [n for n in expanded(brief) if kind in n.get("@type", ())]


def values(node: Any, key: str) -> list[Any]:
    """Every value of a key, however deep."""
    if isinstance(node, list):
        return [v for n in node for v in values(n, key)]
    if not isinstance(node, dict):
        return []
    return [*node.get(key, ()), *(v for n in node.values() for v in values(n, key))]


def test_the_brief_is_there_part_by_part() -> None:
    (brief,) = nodes(FULL, f"{SW}Brief")
    parts = brief[f"{SW}parts"][0]["@list"]
    assert [p[f"{SW}heading"][0]["@value"] for p in parts] == [p.heading for p in FULL.parts]
    assert [p[f"{SW}part"][0]["@value"] for p in parts] == [p.id for p in FULL.parts]
    texts = [v["@value"] for v in values(parts, f"{SW}text")]
    assert "The port opens if the toll goes." in texts
    assert "Der Minister sagte: Die Fähre fährt täglich." in texts


@pytest.mark.parametrize("brief", [FULL, hostile(3, 40)], ids=["full", "hostile"])
def test_no_key_is_lost_and_no_node_unnamed(brief: Brief) -> None:
    def keys(node: Any) -> None:
        if isinstance(node, dict):
            assert all(k.startswith("@") or ":" in k for k in node)
            for value in node.values():
                keys(value)
        elif isinstance(node, list):
            for value in node:
                keys(value)

    found = expanded(brief)
    keys(found)
    assert sum(f"{SW}Footnote" in n["@type"] for n in found) == len(brief.footnotes)


def test_every_footnote_leads_to_words_in_a_document_and_to_its_rows(talks: Record) -> None:
    brief = build(talks)
    documents = {document_iri(d.id): d for d in talks.documents}
    known = {row_iri(kind, id) for id, kind in brief.kinds.items()}
    notes = nodes(brief, f"{SW}Footnote")
    assert len(notes) == len(brief.footnotes) > 0
    for note in notes:
        (target,) = note[f"{OA}hasTarget"]
        document = documents[target[f"{OA}hasSource"][0]["@id"]]
        quote, place = target[f"{OA}hasSelector"]
        start, end = place[f"{OA}start"][0]["@value"], place[f"{OA}end"][0]["@value"]
        assert document.text[start:end] == quote[f"{OA}exact"][0]["@value"]
        assert {r["@id"] for r in note.get(f"{SW}rows", [])} <= known


def test_rows_have_the_names_that_they_have_in_the_export(talks: Record) -> None:
    brief = build(talks)
    named = {v["@id"] for v in values(nodes(brief, f"{SW}Brief"), f"{SW}row")}
    assert {row_iri(RowKind.FINDING, f.id) for f in talks.findings} <= named
    assert {row_iri(RowKind.STATEMENT, s.id) for s in talks.statements} <= named
    status = {v["@value"] for v in values(nodes(brief, f"{SW}Brief"), f"{SW}status")}
    assert "proposed" in status


def test_the_same_brief_gives_the_same_text() -> None:
    assert rendered(FULL, "jsonld") == rendered(FULL, "jsonld")
