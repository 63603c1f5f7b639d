"""A reported deed against the doer's own promise."""

import pytest

from spadework.model import Attribution, Basis


def test_fire_in_a_truce_has_no_doer_when_none_is_named(table):
    table.position("ar", "truce.thirty", "accepts", "03-01", "Arland agreed to a truce of thirty days.")
    table.position("bo", "truce.thirty", "accepts", "03-01", "Borland agreed to a truce of thirty days.")
    table.event("ASSAULT", "03-03", "Shells fell on the market in the second day of the truce.")
    (found,) = table.found("word_vs_deed")
    assert found.party is None and found.attribution is Attribution.OPEN and found.issue == "truce"


def test_open_fire_under_one_partys_promise_names_the_promiser(table):
    table.position("ar", "truce.thirty", "accepts", "03-01", "Arland agreed to a truce of thirty days.")
    table.event("ASSAULT", "03-03", "Shells fell on the market in the second day of the truce.")
    (found,) = table.found("word_vs_deed")
    assert found.party == "ar" and found.attribution is Attribution.OPEN


def test_fire_before_the_truce_breaks_no_word(table):
    table.event("ASSAULT", "02-01", "Shells fell on the market.")
    table.position("ar", "truce.thirty", "accepts", "03-01", "Arland agreed to a truce of thirty days.")
    assert not table.found("word_vs_deed")


def test_promise_not_to_and_then_the_deed(table):
    table.commitment("ar", "Arland will not seize fishing boats while the talks go on", "03-01")
    table.event("COERCE", "03-05", "The Arlandish coastguard seized three fishing boats.", source="ar")
    (found,) = table.found("word_vs_deed")
    assert found.party == "ar" and found.attribution is Attribution.NAMED
    assert len(found.documents) == 2


@pytest.mark.parametrize(
    ("source", "text", "more"),
    [
        ("bo", "The Borlandish coastguard seized three fishing boats.", {}),
        ("ar", "The Arlandish coastguard closed a school.", {}),
        ("ar", "The Arlandish coastguard seized three fishing boats.", {"alleged_by": "bo"}),
    ],
    ids=["somebody else's deed", "another matter", "only the adversary says so"],
)
def test_no_breach(table, source, text, more):
    table.commitment("ar", "Arland will not seize fishing boats while the talks go on", "03-01")
    table.event("COERCE", "03-05", text, source=source, **more)
    assert not table.found("word_vs_deed")


def test_a_promise_that_only_others_report_is_not_broken(table):
    table.commitment(
        "ar", "Arland will not seize fishing boats while talks go on", "03-01", basis=Basis.ASCRIBED, by="med"
    )
    table.event("COERCE", "03-05", "The Arlandish coastguard seized three fishing boats.", source="ar")
    assert not table.found("word_vs_deed")


def test_a_passed_deadline_is_no_deed(table):
    table.commitment("ar", "to hand over the list of fishing boats by 10 March", "03-01", deadline="03-10")
    table.document("04-01", "No list of fishing boats is mentioned.")
    assert not table.found("word_vs_deed")
