"""The record as of a day, and what changed since another."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from rows_by_hand import Table, day
from spadework.comparing import compare
from spadework.model import (
    CommitmentStatus,
    DateRange,
    Document,
    FindingKind,
    IssueNote,
    Record,
    Span,
    Stance,
    Status,
)
from spadework.moment import as_of, changes


@pytest.fixture
def talks() -> Record:
    """Arland comes round on the port between 1 and 20 March; Borland promises something for the 10th."""
    table = Table()
    table.position("ar", "port.open", "rejects", "03-01", "the port will never be open", actor="Anna Ask")
    table.position("bo", "port.open", "accepts", "03-01", "the port must be open to all", actor="Bela Boros")
    table.position("ar", "port.open", "accepts", "03-20", "an open port is welcome now", actor="Anna Ask")
    table.position("bo", "fish.quota", "rejects", "03-20", "no quota is good enough", actor="Bela Boros")
    table.commitment("bo", "hand over the harbour maps of the northern quay", "03-01", "03-10")
    table.document("03-20", "Borland handed over the harbour maps of the northern quay on Friday.")
    table.document("03-25", "Nothing else was heard.")
    record = table.record()
    commitments = tuple(replace(c, state=CommitmentStatus.KEPT) for c in record.coding.commitments)
    notes = tuple(
        IssueNote(id=f"n{n}", issue="port", text="?", author="anna", written=datetime(2025, 3, n, 12, tzinfo=UTC))
        for n in (2, 21)
    )
    record = replace(record, coding=replace(record.coding, commitments=commitments), issue_notes=notes)
    return replace(record, findings=compare(record))


def test_nothing_is_left_of_what_came_out_later(talks: Record) -> None:
    then = as_of(talks, day("03-05"))
    assert [d.published for d in then.documents] == [day("03-01")]
    assert {s.text for s in then.statements} == {"the port will never be open", "the port must be open to all"}
    assert {p.stance for p in then.coding.positions} == {Stance.REJECTS, Stance.ACCEPTS}
    assert [n.id for n in then.issue_notes] == ["n2"]


def test_findings_are_those_of_the_day(talks: Record) -> None:
    assert FindingKind.SHIFT in {f.kind for f in talks.findings}
    kinds = {f.kind for f in as_of(talks, day("03-05")).findings}
    assert FindingKind.SHIFT not in kinds and FindingKind.GAP in kinds
    assert as_of(talks, day("03-05")).findings == compare(as_of(talks, day("03-05")))


def test_a_later_day_leaves_the_record_as_it_is(talks: Record) -> None:
    assert as_of(talks, day("12-31")) == talks
    assert as_of(as_of(talks, day("03-22")), day("03-05")) == as_of(talks, day("03-05"))
    before = as_of(talks, day("01-01"))
    assert not before.documents and not before.statements and not before.findings


def test_a_promise_is_judged_by_what_was_out(talks: Record) -> None:
    assert [c.state for c in as_of(talks, day("03-22")).coding.commitments] == [CommitmentStatus.KEPT]
    assert [c.state for c in as_of(talks, day("03-05")).coding.commitments] == [CommitmentStatus.OPEN]
    overdue = replace(talks.coding.commitments[0], deadline=day("02-20"))
    late = replace(talks, coding=replace(talks.coding, commitments=(overdue,)))
    assert [c.state for c in as_of(late, day("03-05")).coding.commitments] == [CommitmentStatus.UNVERIFIED]
    by_hand = replace(overdue, status=Status.CORRECTED)
    late = replace(talks, coding=replace(talks.coding, commitments=(by_hand,)))
    assert [c.state for c in as_of(late, day("03-05")).coding.commitments] == [CommitmentStatus.KEPT]


def test_what_an_analyst_decided_stays_while_its_rows_are_there(talks: Record) -> None:
    accepted = tuple(replace(f, status=Status.ACCEPTED) for f in talks.findings)
    own = replace(accepted[0], id="own", kind=FindingKind.DIVERGENCE, rows=(), evidence=accepted[0].evidence[:1])
    assert own.evidence[0].document == talks.documents[0].id
    then = as_of(replace(talks, findings=(*accepted, own)), day("03-05"))
    assert "own" in {f.id for f in then.findings}
    assert FindingKind.SHIFT not in {f.kind for f in then.findings}


def test_undated_documents_count_unless_a_statement_is_of_later(talks: Record) -> None:
    document = Document.of("We stay. We go.", title="undated")
    said = replace(
        talks.statements[0], id="s1", document=document.id, cue=None, reported_on=None, said_on=None,
        content=(Span(document.id, 0, 7, "We stay"),),
    )  # fmt: skip
    later = replace(said, id="s2", said_on=DateRange.on(day("03-20")), content=(Span(document.id, 9, 14, "We go"),))
    record = replace(
        talks, documents=(*talks.documents, document), statements=(*talks.statements, said, later), findings=()
    )
    then = as_of(record, day("03-05"))
    assert document in then.documents
    assert {"s1"} == {s.id for s in then.statements} & {"s1", "s2"}


def test_people_who_speak_later_are_not_known_yet(talks: Record) -> None:
    table = Table()
    table.statement("ar", "03-01", "we wait", speaker="Arne Ober")
    table.statement("ca", "03-20", "we saw it", speaker="Carla Cole")
    record = table.record()
    agenda = replace(record.agenda, actors=(*record.agenda.actors, replace(record.agenda.actors[0], name="Carla Cole")))
    then = as_of(replace(record, agenda=agenda), day("03-05"))
    assert "Carla Cole" not in {a.name for a in then.agenda.actors}
    assert {"Anna Ask", "Arne Ober"} <= {a.name for a in then.agenda.actors}


def test_changes_tell_what_moved_and_what_is_new(talks: Record) -> None:
    made = changes(talks, day("03-05"))
    assert [d.published for d in made.documents] == [day("03-20"), day("03-25")]
    assert dict(made.statements) == {"ar": 1, "bo": 1}
    assert [(m.party, m.option, m.before.stance, m.after.stance) for m in made.shifted if m.before and m.after] == [
        ("ar", "open", Stance.REJECTS, Stance.ACCEPTS)
    ]
    assert [(m.party, m.option) for m in made.taken] == [("bo", "quota")]
    assert FindingKind.SHIFT in {f.kind for f in made.appeared}
    assert FindingKind.GAP in {f.kind for f in made.gone}
    assert [c.state for c in made.settled] == [CommitmentStatus.KEPT]
    assert not made.made and not made.fallen_due


def test_changes_between_two_days_are_those_of_the_two_records(talks: Record) -> None:
    made = changes(talks, day("02-01"), day("03-05"))
    assert len(made.documents) == 1 and len(made.made) == 1
    assert {m.party for m in made.taken} == {"ar", "bo"} and not made.shifted
    assert {f.id for f in made.appeared} == {f.id for f in as_of(talks, day("03-05")).findings}
    assert not changes(talks, day("03-20"), day("03-24"))
    assert not changes(talks, day("12-30"))
    due = changes(talks, day("03-05"), day("03-12"))
    assert [c.deadline for c in due.fallen_due] == [day("03-10")]


def test_a_stance_given_up_is_told(talks: Record) -> None:
    left = replace(talks.coding.positions[-1], id="left", until=day("03-20"), stance=Stance.ACCEPTS, option="free")
    record = replace(talks, coding=replace(talks.coding, positions=(*talks.coding.positions, left)))
    assert [(m.party, m.option, m.after) for m in changes(record, day("03-05")).given_up] == [("bo", "free", None)]
    assert not changes(record, day("03-20")).given_up


def test_rejected_rows_are_no_changes(talks: Record) -> None:
    rejected = replace(
        talks,
        statements=tuple(replace(s, status=Status.REJECTED) for s in talks.statements),
        coding=replace(
            talks.coding, positions=tuple(replace(p, status=Status.REJECTED) for p in talks.coding.positions)
        ),
        findings=(),
    )
    made = changes(rejected, day("03-05"))
    assert not made.statements and not made.taken and not made.shifted


def test_a_finding_that_rests_on_other_words_now_is_neither_new_nor_gone() -> None:
    table = Table()
    table.position("ar", "port.open", "rejects", "03-01", "the port will never be open")
    table.position("bo", "port.open", "accepts", "03-01", "the port must be open to all")
    table.position("ar", "port.open", "rejects", "03-20", "we say no, whatever they offer for it")
    record = table.record()
    record = replace(record, findings=compare(record))
    made = changes(record, day("03-05"))
    assert FindingKind.GAP in {f.kind for f in record.findings}
    assert not [f for f in (*made.appeared, *made.gone) if f.kind is FindingKind.GAP]


def test_of_several_voices_the_one_that_is_new_is_told() -> None:
    table = Table()
    table.position("ar", "port.open", "rejects", "03-01", "the port will never be open", actor="Anna Ask")
    table.position("ar", "port.open", "accepts", "03-20", "the port is open to all", actor="Arne Ober")
    table.position("ar", "port.open", "rejects", "03-20", "it stays shut, for all we care", actor="Anna Ask")
    (move,) = changes(table.record(), day("03-05")).shifted
    assert move.before and move.after
    assert (move.before.stance, move.after.stance, move.after.actor) == (Stance.REJECTS, Stance.ACCEPTS, "Arne Ober")
