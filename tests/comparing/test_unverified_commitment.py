"""Promised, overdue, and nobody says whether it was done."""

from datetime import date

from spadework.model import CommitmentStatus

LIST = "to hand over the list of detainees by 10 March"


def test_past_its_day_with_no_report_is_unverified_never_broken(table):
    table.commitment("ar", LIST, "03-01", deadline="03-10")
    table.document("04-01", "Talks went on.")
    (found,) = table.found("unverified_commitment")
    assert (found.party, found.deadline) == ("ar", date(2025, 3, 10))
    assert "no document says whether it was done" in found.explanation
    assert not table.found("word_vs_deed")


def test_before_its_day_nothing_is_said(table):
    table.commitment("ar", LIST, "03-01", deadline="03-10")
    table.document("03-09", "Talks went on.")
    assert not table.found("unverified_commitment")


def test_kept_or_broken_is_verified(table):
    table.commitment("ar", LIST, "03-01", deadline="03-10", state=CommitmentStatus.KEPT)
    table.commitment("bo", "to send a map by 10 March", "03-01", deadline="03-10", state=CommitmentStatus.BROKEN)
    table.document("04-01", "Talks went on.")
    assert not table.found("unverified_commitment")


def test_a_promise_told_twice_is_one(table):
    table.commitment("ar", LIST, "03-01", deadline="03-10")
    table.commitment("ar", "to deliver the names of the detained by 10 March", "03-02", deadline="03-10")
    table.document("04-01", "Talks went on.")
    assert len(table.found("unverified_commitment")) == 1


def test_one_thing_that_several_promised_together_is_one_finding_without_a_party(table):
    for party in ("ar", "bo"):
        table.commitment(party, "to lay a joint programme before the assembly by 10 March", "03-01", deadline="03-10")
    table.document("04-01", "Talks went on.")
    (found,) = table.found("unverified_commitment")
    assert found.party is None and set(found.parties) == {"ar", "bo"} and len(found.rows) == 2


def test_what_each_is_to_do_is_each_ones(table):
    for party in ("ar", "bo"):
        table.commitment(party, "to exchange lists of the missing by 10 March", "03-01", deadline="03-10")
    table.document("04-01", "Talks went on.")
    assert {f.party for f in table.found("unverified_commitment")} == {"ar", "bo"}
