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


def test_what_is_found_does_not_hang_on_the_order_of_the_rows(table):
    for n in range(3):
        day = f"03-0{n + 1}"
        table.statement("ar", day, f"Borland had promised to pay the dues {n} and to open the port.")
        table.statement("bo", day, f"No such promise was made about the dues {n}.")
        table.position("ar", "truce.thirty", "accepts", day, f"Arland agreed to a truce of thirty days {n}.")
        table.commitment("ar", f"Arland will not seize fishing boats {n} while the talks go on", day)
    table.event("COERCE", "03-05", "The Arlandish coastguard seized three fishing boats.", source="ar")
    record = table.record()
    coding = replace(
        record.coding,
        positions=record.coding.positions[::-1],
        commitments=record.coding.commitments[::-1],
        events=record.coding.events[::-1],
    )
    found = compare(record)
    assert {"contested_account", "word_vs_deed"} <= {f.kind.value for f in found}
    assert compare(replace(record, statements=record.statements[::-1], coding=coding)) == found
