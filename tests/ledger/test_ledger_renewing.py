"""A re-run replaces the machine's untouched proposals, and nothing that a person has decided on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from ledger_talks import AGENDA, New, code, fill, numbered, read

from spadework.errors import LedgerError, NoSuchRow, ProvenanceError
from spadework.exchange.checking import check
from spadework.ledger import Ledger, Query
from spadework.model import (
    Coding,
    Finding,
    FindingKind,
    Position,
    Record,
    RowKind,
    Stance,
    Statement,
    Status,
)

BOOKS = [numbered(n) for n in range(3)]


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    return fill(ledger, *BOOKS)


def now(ledger: Ledger) -> Record:
    return ledger.snapshot(AGENDA)[0]


def same(statements: Sequence[Statement]) -> Coding:
    return code(statements, BOOKS)


def shifted(statements: Sequence[Statement]) -> Coding:
    """Another coder: other ids, other stances, evidence of another length."""
    coding = same(statements)
    changed = (
        replace(
            p,
            id=f"{p.id}x",
            stance=Stance.CONDITIONAL,
            evidence=replace(p.evidence, end=p.evidence.end - 1, quote=p.evidence.quote[:-1]),
        )
        for p in coding.positions
    )
    return replace(coding, positions=tuple(changed))


def test_the_same_again_changes_nothing(filled: Ledger) -> None:
    last = filled.last_revision
    done = filled.recode(same)
    assert (done.batch, str(done), filled.last_revision) == (None, "nothing changed", last)


def test_untouched_proposals_are_replaced_and_decided_ones_stand_for_theirs(filled: Ledger) -> None:
    before = now(filled).coding.positions
    accepted, corrected, rejected, *rest = before
    filled.accept(accepted.id, by="anna")
    filled.correct(
        corrected.id, {"stance": "rejects"} if corrected.stance != "rejects" else {"stance": "open"}, by="ben"
    )
    filled.reject(rejected.id, by="anna")
    decided = [filled.row(p.id) for p in (accepted, corrected, rejected)]
    done = filled.recode(shifted)
    after = now(filled).coding.positions
    assert [p for p in after if p.status is not Status.PROPOSED] == decided
    assert {p.id for p in after if p.status is Status.PROPOSED} == {f"{p.id}x" for p in rest}
    assert done.entered == done.removed == {RowKind.POSITION: len(rest)} and done.kept == 3
    assert filled.verify() == []
    filled.undo(by="anna", batch=done.batch)
    assert {p.id for p in now(filled).coding.positions} == {p.id for p in before}
    assert filled.verify() == []


def test_proposals_that_a_person_has_brought_stay(filled: Ledger) -> None:
    p = next(p for p in now(filled).coding.positions if p.statement)
    said = next(s for s in now(filled).statements if s.id == p.statement)
    span = said.content[0]
    own = replace(
        p,
        id="p-own",
        statement=said.id,
        evidence=replace(span, end=span.start + 6, quote=span.quote[:6]),
        status=Status.PROPOSED,
    )
    filled.enter([own], by="anna", proposals=True)
    done = filled.recode(same)
    assert filled.row("p-own") == own and done.kept == 1
    filled.accept("p-own", by="ben")
    filled.undo(by="ben")
    filled.reread([], same)
    assert filled.row("p-own") == own and {s.id for s in now(filled).statements} == {said.id}
    assert filled.verify() == []


def test_what_a_person_did_and_took_back_is_the_machines_again(filled: Ledger) -> None:
    p, q = now(filled).coding.positions[:2]
    filled.accept(p.id, by="anna")
    filled.undo(by="anna")
    done = filled.recode(shifted)
    filled.undo(by="anna", batch=done.batch)
    again = filled.recode(shifted)
    assert again.entered == again.removed == done.removed and not again.kept
    filled.restore(filled.history(q.id)[0].number, by="anna")
    filled.recode(lambda *given: replace(same(*given), positions=()))
    assert [r.id for r in now(filled).coding.positions] == [q.id]


def test_what_is_of_rejected_statements_is_not_coded(filled: Ledger) -> None:
    s = next(s for s in now(filled).statements if any(p.statement == s.id for p in same([s]).positions))
    filled.reject(s.id, by="anna")
    seen: list[Sequence[Statement]] = []

    def coder(statements: Sequence[Statement]) -> Coding:
        seen.append(statements)
        return same(statements)

    filled.recode(coder)
    assert s.id not in {x.id for x in seen[0]} and len(seen[0]) == len(now(filled).statements) - 1


def test_a_changed_proposal_keeps_its_id(filled: Ledger) -> None:
    def surer(statements: Sequence[Statement]) -> Coding:
        coding = same(statements)
        return replace(coding, positions=tuple(replace(p, confidence=0.7) for p in coding.positions))

    done = filled.recode(surer)
    assert set(done.changed) == {RowKind.POSITION} and not done.entered and not done.removed
    assert {p.confidence for p in now(filled).coding.positions} == {0.7}
    assert filled.recode(surer).batch is None


def test_rereading_keeps_what_people_hold_on_to(filled: Ledger) -> None:
    said = now(filled).statements
    filled.accept(said[0].id, by="anna")
    held = next(p for p in now(filled).coding.positions if p.statement not in (said[0].id, None))
    filled.accept(held.id, by="anna")
    done = filled.reread([], same)
    assert {s.id for s in now(filled).statements} == {said[0].id, held.statement}
    assert filled.row(held.id).status is Status.ACCEPTED
    assert done.removed[RowKind.STATEMENT] == len(said) - 2
    assert filled.verify() == []
    filled.reread([s for d in BOOKS for s in read(d)], same)
    assert {s.id for s in now(filled).statements} == {s.id for s in said}
    assert {a.statement for a in now(filled).coding.acts} == {s.id for s in said}
    assert filled.verify() == []


def test_a_statement_cut_another_way_does_not_stand_beside_the_decided_one(filled: Ledger) -> None:
    old = now(filled).statements[0]
    filled.accept(old.id, by="anna")
    span = old.content[0]
    shorter = replace(old, id="s-cut", content=(replace(span, end=span.end - 3, quote=span.quote[:-3]),))
    filled.reread([shorter, *now(filled).statements[1:]], same)
    with pytest.raises(NoSuchRow):
        filled.row("s-cut")


def test_what_is_nested_in_a_statement_that_gives_way_is_nested_in_the_decided_one(filled: Ledger) -> None:
    old = now(filled).statements[0]
    filled.accept(old.id, by="anna")
    span = old.content[0]
    shorter = replace(old, id="s-cut", content=(replace(span, end=span.end - 3, quote=span.quote[:-3]),))
    inner = replace(old, id="s-inner", cue=None, within="s-cut")
    done = filled.reread([shorter, inner, *now(filled).statements[1:]], same)
    row = filled.row("s-inner")
    assert isinstance(row, Statement) and row.within == old.id
    assert filled.verify() == []
    filled.undo(by="anna", batch=done.batch)
    filled.undo(by="anna", batch=filled.reread([], same).batch)
    assert len(now(filled).statements) == len(read(BOOKS[0])) * 3 and filled.verify() == []


def test_a_new_agenda_is_in_force_with_the_rows_it_made(filled: Ledger) -> None:
    smaller = replace(AGENDA, issues=AGENDA.issues[:1])
    kept = now(filled).coding.positions[0]
    filled.accept(kept.id, by="anna")
    filled.recode(lambda s: replace(same(s), positions=()), agenda=smaller)
    assert filled.agenda == smaller
    assert [p.id for p in now(filled).coding.positions] == [kept.id]


def test_somebody_who_writes_meanwhile_is_not_overrun(filled: Ledger) -> None:
    p = now(filled).coding.positions[0]
    times = []

    def disturbed(statements: Sequence[Statement]) -> Coding:
        times.append(1)
        if len(times) == 1:
            filled.accept(p.id, by="ben")
        return shifted(statements)

    filled.recode(disturbed)
    assert len(times) == 2 and filled.row(p.id).status is Status.ACCEPTED


def test_it_gives_up_when_others_never_stop(filled: Ledger) -> None:
    p = now(filled).coding.positions[0]

    def busy(statements: Sequence[Statement]) -> Coding:
        (filled.accept if filled.row(p.id).status is Status.PROPOSED else filled.reject)(p.id, by="ben")
        if filled.row(p.id).status is Status.REJECTED:
            filled.undo(by="ben")
            filled.undo(by="ben")
        return shifted(statements)

    with pytest.raises(LedgerError, match="others keep writing"):
        filled.recode(busy)


def test_a_decided_finding_outlives_the_rows_it_rests_on(filled: Ledger, new: New) -> None:
    p, q = now(filled).coding.positions[:2]
    found = Finding(id="f1", kind=FindingKind.GAP, explanation="A gap.", evidence=(p.evidence,), rows=(p.id, q.id))
    filled.refind([found], filled.last_revision)
    filled.accept("f1", by="anna")
    filled.recode(shifted)
    assert filled.rows(RowKind.FINDING) == [filled.row("f1")] and filled.verify() == []
    with pytest.raises(NoSuchRow):
        filled.row(p.id)
    archive = filled.archive()
    check(archive)
    other = new()
    other.load(archive)
    assert other.verify() == []
    with pytest.raises(ProvenanceError, match="never was there"):
        filled.enter([replace(found, id="f2", rows=("p-none",))], by="anna")


def test_findings_are_replaced_unless_decided_on(filled: Ledger) -> None:
    p = now(filled).coding.positions[0]
    one, two, three = (
        Finding(id=f"f{n}", kind=FindingKind.GAP, explanation=f"Finding {n}.", evidence=(p.evidence,), weight=n / 10)
        for n in (1, 2, 3)
    )
    assert filled.refind([one, two], filled.last_revision)
    filled.reject("f1", by="anna")
    assert filled.refind([three], filled.last_revision - 1) is None
    assert filled.refind([three], filled.last_revision)
    assert [f.id for f in filled.findings()] == ["f3", "f1"]
    assert filled.compared == filled.last_revision
    filled.accept(p.id, by="anna")
    assert filled.compared < filled.last_revision
    assert filled.verify() == []
    assert isinstance(filled.row(p.id), Position) and filled.search(Query()).hits
