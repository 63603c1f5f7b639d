"""All kinds together: ranking, provenance, the registry."""

from dataclasses import replace
from importlib import import_module

from spadework.comparing import compare
from spadework.comparing.compare import finder
from spadework.model import Coding, FindingKind, Record, Status


def full(table):
    table.position("ar", "port.open", "rejects", "03-01", "The port will never be opened.", actor="Anna Ask")
    table.position("ar", "port.open", "open", "06-01", "Opening the harbour is conceivable.", actor="Anna Ask")
    table.position("bo", "port.open", "accepts", "06-02", "It must open.", actor="Bela Boros")
    table.condition("ar", "port.open", "fish.quota", "06-03")
    table.condition("bo", "fish.quota", "port.open", "06-04")
    return table


def test_every_kind_has_a_module_with_its_definition():
    for kind in FindingKind:
        assert callable(finder(kind))
        assert len(import_module(f"spadework.comparing.{kind}").__doc__ or "") > 200


def test_nothing_gives_nothing(table):
    assert compare(Record(agenda=table.record().agenda)) == ()


def test_findings_are_ranked_sourced_and_the_same_every_time(table):
    record = full(table).record()
    found = compare(record)
    assert {f.kind for f in found} == {"shift", "overlap", "circular_preconditions"}
    assert [f.weight for f in found] == sorted((f.weight for f in found), reverse=True)
    rows = {r.id for r in (*record.coding.positions, *record.coding.conditions)}
    for f in found:
        assert set(f.rows) <= rows and f.explanation.endswith(".") and f.evidence
        assert not {"ar", "bo", "fish.quota"} & set(f.explanation.split())
        for span in f.evidence:
            record.document(span.document).check(span)
    assert compare(record) == found


def test_rows_that_an_analyst_rejected_are_not_compared(table):
    record = full(table).record()
    rejected = tuple(replace(p, status=Status.REJECTED) for p in record.coding.positions)
    assert compare(replace(record, coding=Coding(positions=rejected))) == ()


def test_the_same_utterance_in_two_documents_is_one(table):
    table.position("ar", "port.open", "rejects", "03-01", "The port will never be opened.", actor="Anna Ask", doc="one")
    table.position("ar", "port.open", "rejects", "03-02", "The port will never be opened.", actor="Anna Ask", doc="two")
    table.position("bo", "port.open", "accepts", "03-02", "It must open.", actor="Bela Boros")
    (gap,) = table.found("gap")
    assert len([s for s in gap.evidence if s.quote.startswith("The port")]) == 1
