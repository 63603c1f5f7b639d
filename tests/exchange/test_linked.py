"""JSON-LD: annotations in the shape of the W3C model, selectors that find their words, provenance that leads back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from archives import archives
from hypothesis import given, settings
from pyld import jsonld

from spadework.exchange import render
from spadework.exchange.checking import rows
from spadework.model import Archive

OA, PROV = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/prov#"
# What the W3C's context says of the terms that are used here (https://www.w3.org/ns/anno.jsonld), so that nothing is
# fetched.
ANNO = {
    "oa": OA,
    "dcterms": "http://purl.org/dc/terms/",
    "dctypes": "http://purl.org/dc/dcmitype/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "id": {"@id": "@id", "@type": "@id"},
    "type": {"@id": "@type", "@type": "@vocab"},
    **{t: f"oa:{t}" for t in ("Annotation", "SpecificResource", "TextQuoteSelector", "TextPositionSelector")},
    **{t: f"oa:{t}" for t in ("classifying", "commenting", "identifying", "linking")},
    "Text": "dctypes:Text",
    "Software": "as:Application",
    "Person": "foaf:Person",
    "name": "foaf:name",
    "body": {"@type": "@id", "@id": "oa:hasBody"},
    "target": {"@type": "@id", "@id": "oa:hasTarget"},
    "source": {"@type": "@id", "@id": "oa:hasSource"},
    "selector": {"@type": "@id", "@id": "oa:hasSelector"},
    "creator": {"@type": "@id", "@id": "dcterms:creator"},
    "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
    "created": {"@id": "dcterms:created", "@type": "xsd:dateTime"},
    "modified": {"@id": "dcterms:modified", "@type": "xsd:dateTime"},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
}


def here(url: str, options: object) -> dict[str, Any]:
    assert url == "http://www.w3.org/ns/anno.jsonld"
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": ANNO}}


def graph(archive: Archive) -> list[dict[str, Any]]:
    return json.loads(render(archive, "jsonld"))["@graph"]


def selected(node: Any) -> list[dict[str, Any]]:
    """Every SpecificResource anywhere in a node."""
    if isinstance(node, dict):
        mine = [node] if node.get("type") == "SpecificResource" else []
        return mine + [s for v in node.values() for s in selected(v)]
    return [s for v in node for s in selected(v)] if isinstance(node, list) else []


def check(archive: Archive) -> None:
    texts = {f"urn:spadework:document:{d.id}": d.text for d in archive.record.documents}
    nodes = graph(archive)
    ids = [n["id"] for n in nodes]
    assert len(set(ids)) == len(ids)
    annotations = [n for n in nodes if "Annotation" in n["type"]]
    assert len(annotations) == len(list(rows(archive.record)))
    for a in annotations:
        assert a["target"], "an annotation has one target at least (Web Annotation Data Model, 3.1)"
        assert a["body"]["type"].startswith("sw:")
    for place in selected(nodes):
        quote, position = place["selector"]
        text = texts[place["source"]]
        start, end = position["start"], position["end"]
        assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
        assert text[start:end] == quote["exact"]
        assert text[:start].endswith(quote["prefix"]) and text[end:].startswith(quote["suffix"])
    for node in nodes:  # provenance leads to what is there
        for term, value in node.items():
            if term.startswith("prov:") and term != "prov:value" and not term.endswith("Time"):
                assert set(value if isinstance(value, list) else [value]) <= set(ids), (term, value)
        assert set([node["creator"]] if "creator" in node else []) <= set(ids)


def test_shape_and_provenance(dossier: Archive) -> None:
    check(dossier)
    nodes = {n["id"]: n for n in graph(dossier)}
    row = nodes["urn:spadework:position:p1"]
    assert row["prov:wasDerivedFrom"] == [
        f"urn:spadework:document:{dossier.record.documents[0].id}",
        "urn:spadework:statement:s1",
    ]
    assert row["body"]["sw:stance"] == "rejects" and row["body"]["sw:status"] == "corrected"
    change = nodes["urn:spadework:revision:2"]
    assert change["prov:wasAssociatedWith"] == "urn:spadework:agent:Ana%20Ruiz"
    assert change["prov:startedAtTime"] == "2025-06-02T09:30:00Z"
    after = nodes["urn:spadework:position:p1:version:2"]
    assert after["prov:wasRevisionOf"] == "urn:spadework:position:p1:version:1"
    assert nodes["urn:spadework:agent:machine"]["type"] == ["prov:SoftwareAgent", "Software"]
    assert nodes["urn:spadework:finding:f1"]["prov:wasDerivedFrom"][-1] == "urn:spadework:position:p2"


@settings(max_examples=60, deadline=None)
@given(archive=archives())
def test_any_dossier_is_well_shaped(archive: Archive) -> None:
    check(archive)


def test_a_processor_reads_it(dossier: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    told = json.loads(render(dossier, "jsonld"))
    expanded = jsonld.expand(told, {"documentLoader": here})
    nodes = {n["@id"]: n for n in expanded}
    row = nodes["urn:spadework:position:p1"]
    assert set(row["@type"]) == {f"{OA}Annotation", f"{PROV}Entity"}
    assert row[f"{OA}motivatedBy"] == [{"@id": f"{OA}classifying"}]
    [target] = row[f"{OA}hasTarget"]
    quote, position = target[f"{OA}hasSelector"]
    assert quote[f"{OA}exact"] == [{"@value": dossier.record.coding.positions[0].evidence.quote}]
    assert position[f"{OA}start"][0]["@type"] == "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"
    assert row[f"{PROV}wasDerivedFrom"][1] == {"@id": "urn:spadework:statement:s1"}
    # Nothing is lost for want of a term: what has no IRI is dropped in expansion.
    assert jsonld.expand(told, {"documentLoader": here}) == expanded
    triples = jsonld.to_rdf(told, {"documentLoader": here, "format": "application/n-quads"})
    assert triples.count("\n") > 300 and "urn:spadework:ns:stance" in triples
