"""People decide, change their minds, and everything can be told and taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_talks import AGENDA, New, document, fill, numbered, read

from spadework.errors import CannotRevise, NoSuchRow, ProvenanceError
from spadework.ledger import Ledger, Query
from spadework.model import (
    Act,
    Change,
    Event,
    Finding,
    FindingKind,
    Plover,
    Position,
    Record,
    RowKind,
    SpeechAct,
    Stance,
    Statement,
    Status,
    to_json,
)


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    return fill(ledger, numbered(1), numbered(2))


def everything(ledger: Ledger) -> Record:
    return ledger.snapshot(AGENDA)[0]


def others(ledger: Ledger) -> None:
    """An event and a finding."""
    p = a_position(ledger)
    ledger.enter([Event(id="e1", category=Plover.COERCE, evidence=p.evidence, source="ve", target="to")], by="carl")
    ledger.enter([Finding(id="f1", kind=FindingKind.GAP, explanation="A gap.", evidence=(p.evidence,))], by="carl")


def a_position(ledger: Ledger) -> Position:
    return everything(ledger).coding.positions[0]


def test_accept_vouches_and_says_who_when_and_why(filled: Ledger) -> None:
    before = a_position(filled)
    (row,) = filled.accept(before.id, by="anna", reason="heard it myself")
    assert row == replace(before, status=Status.ACCEPTED, confidence=1.0) == filled.row(before.id)
    assert filled.accept(before.id, by="ben") == []
    first, last = filled.history(before.id)
    assert (first.change, last.change) == (Change.ENTERED, Change.ACCEPTED)
    assert (last.by, last.reason, last.before, last.after) == ("anna", "heard it myself", to_json(before), to_json(row))
    assert last.at >= first.at and last.at.tzinfo is not None


def test_reject_takes_what_was_coded_along_but_not_what_people_vouched_for(filled: Ledger) -> None:
    statement = next(s for s in everything(filled).statements if s.party)
    hanging = [p for p in everything(filled).coding.positions if p.statement == statement.id]
    filled.accept(hanging[0].id, by="ben")
    changed = filled.reject(statement.id, by="anna")
    assert {type(r) for r in changed} >= {Statement} and all(r.status is Status.REJECTED for r in changed)
    assert filled.row(hanging[0].id).status is Status.ACCEPTED
    assert len({r.batch for r in filled.history(statement.id)[1:]}) == 1
    filled.undo(by="anna")
    assert filled.row(statement.id).status is Status.PROPOSED
    assert not [a for a in everything(filled).coding.acts if a.status is not Status.PROPOSED]
    assert filled.verify() == []


def test_correct_reads_values_as_they_are_typed(filled: Ledger) -> None:
    p = a_position(filled)
    row = filled.correct(
        p.id, {"stance": "open", "party": "to", "actor": "none", "as_of": "2030-03-01", "confidence": "0.8"}, by="anna"
    )
    assert isinstance(row, Position)
    assert (row.stance, row.party, row.actor, row.as_of, row.confidence) == (
        Stance.OPEN,
        "to",
        None,
        date(2030, 3, 1),
        0.8,
    )
    assert row.status is Status.CORRECTED
    s = everything(filled).statements[0]
    told = filled.correct(s.id, {"said_on": "2030-03-01/2030-03-04", "reporters": "A, B"}, by="anna")
    assert isinstance(told, Statement) and told.said_on and told.reporters == ("A", "B")
    assert (told.said_on.first, told.said_on.last) == (date(2030, 3, 1), date(2030, 3, 4))


def test_correct_finds_the_words_that_are_meant(filled: Ledger) -> None:
    p = a_position(filled)
    text = filled.document(p.evidence.document).text
    at = text.index("number 1 of 0")
    by_words = filled.correct(p.id, {"evidence": "number 1 of 0"}, by="anna")
    by_place = filled.correct(p.id, {"evidence": f"{at}-{at + 6}"}, by="anna")
    assert isinstance(by_words, Position) and by_words.evidence.start == at
    assert isinstance(by_place, Position) and by_place.evidence.quote == "number"
    with pytest.raises(CannotRevise, match="4 times"):
        filled.correct(p.id, {"evidence": "said"}, by="anna")
    with pytest.raises(CannotRevise, match="0 times"):
        filled.correct(p.id, {"evidence": "not there at all"}, by="anna")
    with pytest.raises(ProvenanceError):
        filled.correct(p.id, {"evidence": "5-999999"}, by="anna")


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("stance", "opn", "Did you mean 'open'"),
        ("party", "torania", "is no party here"),
        ("issue", "toles", "Did you mean 'toll'"),
        ("option", "foreign", "is no option of toll"),
        ("id", "x", "no field of this row"),
        ("status", "accepted", "no field of this row"),
        ("nonsense", "x", "no field of this row"),
        ("confidence", "much", "does not fit"),
        ("as_of", "yesterday", "does not fit"),
        ("stance", "none", "is no stance"),
    ],
)
def test_a_correction_that_does_not_fit_is_refused(filled: Ledger, field: str, value: str, told: str) -> None:
    p = a_position(filled)
    last = filled.last_revision
    with pytest.raises(CannotRevise, match=told):
        filled.correct(p.id, {field: value}, by="anna")
    assert filled.last_revision == last and filled.row(p.id) == p


@pytest.mark.parametrize(
    ("kind", "field", "value", "told"),
    [
        (RowKind.POSITION, "confidence", "7", "7.0 is not between 0 and 1"),
        (RowKind.POSITION, "confidence", "-3", "not between 0 and 1"),
        (RowKind.STATEMENT, "content", "", "no content"),
        (RowKind.EVENT, "source", "torania", "is no party here"),
        (RowKind.EVENT, "target", "zz", "is no party here"),
        (RowKind.EVENT, "alleged_by", "zz", "is no party here"),
        (RowKind.FINDING, "weight", "9", "9.0 is not between 0 and 1"),
        (RowKind.POSITION, "evidence", [], "0 places"),
        (RowKind.POSITION, "evidence", ["0-5", "6-9"], "2 places"),
        (RowKind.STATEMENT, "cue", [], "0 places"),
        (RowKind.STATEMENT, "speaker", " ", "nobody is named"),
        (RowKind.STATEMENT, "content", ["0-5", "3-9"], "overlap"),
        (RowKind.FINDING, "parties", ["ve", "nobody"], "is no party here"),
        (RowKind.FINDING, "issues", ["nothing"], "is no issue here"),
        (RowKind.FINDING, "option", "cut", "is no option of no issue"),
    ],
)
def test_no_correction_makes_a_row_that_is_not_sound(
    filled: Ledger, kind: RowKind, field: str, value: object, told: str
) -> None:
    others(filled)
    row = filled.rows(kind)[0]
    last = filled.last_revision
    with pytest.raises(CannotRevise, match=told):
        filled.correct(row.id, {field: value}, by="anna")
    assert filled.last_revision == last and filled.row(row.id) == row


def test_a_finding_is_about_parties_and_options_of_the_agenda(filled: Ledger) -> None:
    others(filled)
    filled.correct("f1", {"parties": ["ve", "to"], "issue": "toll", "option": "cut"}, by="anna")
    row = filled.row("f1")
    assert isinstance(row, Finding) and (row.parties, row.issue, row.option) == (("ve", "to"), "toll", "cut")


def test_the_parties_of_an_event_can_be_corrected(filled: Ledger) -> None:
    others(filled)
    row = filled.correct("e1", {"source": "to", "target": "none", "evidence": "number 1 of 0"}, by="anna")
    assert isinstance(row, Event) and (row.source, row.target, row.evidence.quote) == ("to", None, "number 1 of 0")


def test_rows_that_are_not_sound_cannot_be_entered(filled: Ledger) -> None:
    s = everything(filled).statements[0]
    elsewhere = next(x for x in everything(filled).statements if x.document != s.document)
    for made, told in (
        (replace(s, id=""), "no id"),
        (replace(s, id="s1", confidence=float("nan")), "not between"),
        (replace(s, id="s1", content=()), "no content"),
    ):
        with pytest.raises(CannotRevise, match=told):
            filled.enter([made], by="anna")
    for made in (
        replace(s, id="s1", content=elsewhere.content),
        replace(s, id="s1", content=(replace(s.content[0], page=7),)),
    ):
        with pytest.raises(ProvenanceError):
            filled.enter([made], by="anna")


def test_words_that_look_like_a_place_are_words_where_the_text_has_them(ledger: Ledger) -> None:
    d = document("Halloran said that 1-9 was the rule.")
    fill(ledger, d)
    s = everything(ledger).statements[0]
    by_words = ledger.correct(s.id, {"content": "1-9"}, by="anna")
    by_place = ledger.correct(s.id, {"content": "14-22"}, by="anna")
    assert isinstance(by_words, Statement) and by_words.text == "1-9"
    assert isinstance(by_place, Statement) and by_place.text == d.text[14:22]


def test_a_correction_that_changes_nothing_is_refused(filled: Ledger) -> None:
    p = a_position(filled)
    with pytest.raises(CannotRevise, match="already"):
        filled.correct(p.id, {"stance": p.stance}, by="anna")


def test_each_takes_back_their_own_and_not_what_others_changed_since(filled: Ledger) -> None:
    p, q = everything(filled).coding.positions[:2]
    filled.accept(p.id, by="anna")
    filled.accept(q.id, by="ben")
    filled.undo(by="anna")
    assert (filled.row(p.id).status, filled.row(q.id).status) == (Status.PROPOSED, Status.ACCEPTED)
    filled.redo(by="anna")
    filled.correct(p.id, {"stance": "conditional"}, by="ben")
    with pytest.raises(CannotRevise, match="changed since, by ben"):
        filled.undo(by="anna")
    with pytest.raises(CannotRevise, match="nothing of carl"):
        filled.undo(by="carl")


def test_redo_goes_as_far_as_undo_went_and_ends_with_the_next_deed(filled: Ledger) -> None:
    p = a_position(filled)
    filled.accept(p.id, by="anna")
    filled.correct(p.id, {"stance": "conditional"}, by="anna")
    done = filled.row(p.id)
    filled.undo(by="anna")
    filled.undo(by="anna")
    assert filled.row(p.id) == p
    filled.redo(by="anna")
    filled.redo(by="anna")
    assert filled.row(p.id) == done
    with pytest.raises(CannotRevise, match="redo"):
        filled.redo(by="anna")
    filled.undo(by="anna")
    filled.reject(p.id, by="anna")
    with pytest.raises(CannotRevise, match="redo"):
        filled.redo(by="anna")


def test_a_batch_of_the_machine_can_be_taken_back_by_number(filled: Ledger) -> None:
    whole = everything(filled)
    filled.undo(by="anna", batch=2)
    assert {s.document for s in everything(filled).statements} == {numbered(1).id}
    assert len(filled.search(Query()).hits) == len(read(numbered(1)))
    filled.redo(by="anna")  # which takes an undoing back
    assert everything(filled) == whole
    assert filled.verify() == []
    with pytest.raises(NoSuchRow):
        filled.undo(by="anna", batch=99)


def test_restore_brings_back_any_state_of_a_row(filled: Ledger) -> None:
    p = a_position(filled)
    filled.correct(p.id, {"stance": "conditional"}, by="anna")
    filled.reject(p.id, by="ben")
    number = filled.history(p.id)[1].number
    done = filled.restore(number, by="carl", reason="anna was right")
    assert (done.reverts, done.change, done.by) == (number, Change.RESTORED, "carl")
    row = filled.row(p.id)
    assert isinstance(row, Position) and row.stance is Stance.CONDITIONAL and row.status is Status.CORRECTED
    with pytest.raises(CannotRevise, match="is what it was"):
        filled.restore(number, by="carl")
    with pytest.raises(NoSuchRow):
        filled.restore(10_000, by="carl")
    filled.undo(by="carl")
    assert filled.row(p.id).status is Status.REJECTED


def test_rows_made_by_hand_count_as_accepted_and_are_checked(filled: Ledger) -> None:
    p = a_position(filled)
    own = replace(p, id="p-own", stance=Stance.OPEN)
    (row,) = filled.enter([own], by="anna")
    assert row.status is Status.ACCEPTED and filled.row("p-own") == row
    with pytest.raises(CannotRevise, match="already"):
        filled.enter([own], by="anna")
    with pytest.raises(ProvenanceError):
        filled.enter([replace(own, id="p-2", evidence=replace(p.evidence, quote="invented"))], by="anna")
    filled.undo(by="anna")
    with pytest.raises(NoSuchRow):
        filled.row("p-own")
    filled.redo(by="anna")
    assert filled.row("p-own") == row
    assert filled.verify() == []


def test_the_latest_of_a_history_are_told(filled: Ledger) -> None:
    p = a_position(filled)
    for stance in ("open", "rejects", "conditional", "open"):
        if filled.row(p.id).stance != stance:  # type: ignore[union-attr]
            filled.correct(p.id, {"stance": stance}, by="anna")
    whole = filled.history(p.id)
    assert [r.number for r in whole] == sorted(r.number for r in whole)
    assert filled.history(p.id, limit=2) == whole[-2:]
    assert filled.history(limit=2) == whole[:-3:-1]


def test_unknown_rows_are_told(filled: Ledger) -> None:
    for call in (filled.accept, filled.reject):
        with pytest.raises(NoSuchRow, match="p-none"):
            call("p-none", by="anna")
    with pytest.raises(NoSuchRow):
        filled.history("p-none")


def by_hand(ledger: Ledger) -> tuple[Statement, Position]:
    """A statement that anna has entered, and a position on it that nobody has."""
    said, held = everything(ledger).statements[0], a_position(ledger)
    made = replace(said, id="s-own", status=Status.ACCEPTED)
    ledger.enter([made], by="anna")
    return made, replace(held, id="p-own", statement="s-own", status=Status.PROPOSED)


def holds(ledger: Ledger, new: New) -> bool:
    """Whether all is well, and another ledger can be filled with it."""
    other = new()
    other.load(ledger.archive())
    return ledger.verify() == other.verify() == [] and everything(other) == everything(ledger)


def test_what_the_machine_made_of_an_entered_statement_goes_and_comes_with_it(filled: Ledger, new: New) -> None:
    start = everything(filled)
    _, own = by_hand(filled)
    act = SpeechAct(id="a-own", statement="s-own", act=Act.INFORMS)
    filled.recode(lambda *_: replace(start.coding, acts=(*start.coding.acts, act), positions=(own,)))
    filled.accept("p-own", by="anna")
    filled.undo(by="anna")
    coded = everything(filled)
    gone = filled.undo(by="anna")
    assert {r.row for r in gone} == {"s-own", "p-own", "a-own"} and len({r.batch for r in gone}) == 1
    assert holds(filled, new)
    filled.redo(by="anna")
    assert everything(filled) == coded and holds(filled, new)


def test_a_statement_on_which_another_persons_row_rests_is_not_taken_out(filled: Ledger, new: New) -> None:
    said, own = by_hand(filled)
    for row in (own, replace(said, id="s-inner", within="s-own", content=said.content)):
        filled.enter([row], by="ben", proposals=True)
        last = filled.last_revision
        with pytest.raises(CannotRevise, match=f"{row.id} rests on the statement s-own, and ben has"):
            filled.undo(by="anna")
        assert filled.last_revision == last
        filled.undo(by="ben")
    filled.undo(by="anna")
    assert holds(filled, new)


def test_a_row_does_not_come_back_without_its_statement(filled: Ledger, new: New) -> None:
    _, own = by_hand(filled)
    filled.enter([own], by="ben")
    number = filled.last_revision
    filled.undo(by="ben")
    filled.undo(by="anna")
    with pytest.raises(ProvenanceError, match="no statement s-own"):
        filled.restore(number, by="ben")
    assert holds(filled, new)


def test_a_row_that_rests_on_nothing_cannot_be_entered(filled: Ledger) -> None:
    record = everything(filled)
    p, s = record.coding.positions[0], record.statements[0]
    for row in (
        replace(p, id="x", statement="s-none"),
        replace(p, id="x", statement=p.id),
        replace(s, id="x", within="s-none"),
        Event(id="x", category=Plover.COERCE, evidence=p.evidence, statement="s-none"),
    ):
        with pytest.raises(ProvenanceError, match="there is no statement"):
            filled.enter([row], by="anna")
    outer = replace(s, id="s-outer")
    inner = replace(s, id="s-inner", within="s-outer")
    filled.enter([inner, outer], by="anna")  # the order does not matter
    assert filled.verify() == []


DEEDS = st.lists(
    st.tuples(st.sampled_from(["accept", "reject", "correct", "undo", "redo", "restore"]), st.integers(0, 30)),
    max_size=12,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DEEDS)
def test_whatever_is_done_all_of_it_can_be_undone(new: object, deeds: list[tuple[str, int]]) -> None:
    ledger = fill(new(), numbered(1, 2))  # type: ignore[operator]
    start = everything(ledger)
    rows = [r.id for k in (RowKind.STATEMENT, RowKind.POSITION, RowKind.ACT) for r in ledger.rows(k)]
    for deed, n in deeds:
        row = rows[n % len(rows)]
        try:
            match deed:
                case "correct":
                    ledger.correct(row, {"confidence": n / 30}, by="anna")
                case "restore":
                    ledger.restore(n % ledger.last_revision + 1, by="anna")
                case "undo" | "redo":
                    getattr(ledger, deed)(by="anna")
                case _:
                    getattr(ledger, deed)(row, by="anna")
        except CannotRevise:
            pass
    before = everything(ledger)
    assert ledger.verify() == []
    undone = 0
    while True:
        try:
            ledger.undo(by="anna")
        except CannotRevise as e:
            assert "nothing of anna" in str(e)
            break
        undone += 1
        assert undone < 100
    assert everything(ledger) == start
    for _ in range(undone):
        ledger.redo(by="anna")
    assert everything(ledger) == before
    assert ledger.verify() == []
