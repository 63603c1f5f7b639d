"""A re-run replaces the machine's untouched proposals, and nothing that a person has decided on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from ledger_talks import AGENDA, New, code, fill, numbered, read

from spadework.errors import CannotRevise, LedgerError, NoSuchRow, ProvenanceError
from spadework.exchange.checking import check
from spadework.ledger import Ledger, Query
from spadework.ledger.renewing import Coder
from spadework.model import (
    Agenda,
    Coding,
    Document,
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


def same(statements: Sequence[Statement], *_: object) -> Coding:
    return code(statements, BOOKS)


def shifted(statements: Sequence[Statement], *_: object) -> Coding:
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

    def coder(statements: Sequence[Statement], *_: object) -> Coding:
        seen.append(statements)
        return same(statements)

    filled.recode(coder)
    assert s.id not in {x.id for x in seen[0]} and len(seen[0]) == len(now(filled).statements) - 1


def test_a_changed_proposal_keeps_its_id(filled: Ledger) -> None:
    def surer(statements: Sequence[Statement], *_: object) -> Coding:
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
    filled.recode(lambda s, *_: replace(same(s), positions=()), agenda=smaller)
    assert filled.agenda == smaller
    assert [p.id for p in now(filled).coding.positions] == [kept.id]


def test_the_agenda_goes_back_and_forth_with_the_rows(filled: Ledger) -> None:
    smaller = replace(AGENDA, issues=AGENDA.issues[:1])
    done = filled.recode(lambda s, *_: replace(same(s), positions=()), agenda=smaller)
    filled.undo(by="anna", batch=done.batch)
    assert filled.agenda == AGENDA and now(filled).coding.positions
    filled.redo(by="anna")
    assert filled.agenda == smaller and not now(filled).coding.positions
    filled.undo(by="anna", batch=done.batch)
    assert filled.agenda == AGENDA and filled.verify() == []


def test_an_agenda_that_was_replaced_since_is_not_put_back(filled: Ledger) -> None:
    done = filled.recode(lambda s, *_: replace(same(s), positions=()), agenda=replace(AGENDA, issues=AGENDA.issues[:1]))
    filled.agenda = third = replace(AGENDA, issues=AGENDA.issues[1:])
    last = filled.last_revision
    with pytest.raises(CannotRevise, match="no longer the one in force"):
        filled.undo(by="anna", batch=done.batch)
    assert (filled.agenda, filled.last_revision) == (third, last)


def test_what_is_coded_by_an_agenda_that_goes_out_of_force_is_coded_again(filled: Ledger) -> None:
    smaller = replace(AGENDA, issues=AGENDA.issues[:1])
    seen = []

    def disturbed(statements: Sequence[Statement], documents: Sequence[Document], agenda: Agenda) -> Coding:
        seen.append(agenda)
        filled.agenda = smaller
        return same(statements)

    filled.recode(disturbed)
    assert seen == [AGENDA, smaller]


def test_an_add_is_undone_whatever_re_runs_have_changed_since(filled: Ledger) -> None:
    def surer(statements: Sequence[Statement], *_: object) -> Coding:
        coding = same(statements)
        surer = tuple(replace(p, confidence=0.7) for p in coding.positions)
        return replace(coding, acts=coding.acts[1:], positions=surer)

    filled.recode(surer)
    coded = now(filled).coding.positions
    last = filled.history()[-1].batch
    filled.undo(by="anna", batch=last)
    assert {s.id for s in now(filled).statements} == {s.id for d in BOOKS[1:] for s in read(d)}
    assert filled.verify() == []
    filled.redo(by="anna")
    assert set(now(filled).coding.positions) == set(coded) and filled.verify() == []


def test_an_add_of_which_a_person_has_changed_a_row_is_not_undone(filled: Ledger) -> None:
    p = now(filled).coding.positions[0]
    batch = filled.history(p.id)[0].batch
    filled.accept(p.id, by="ben")
    with pytest.raises(CannotRevise, match="by ben"):
        filled.undo(by="anna", batch=batch)


def test_a_re_run_that_another_has_changed_since_is_not_undone(filled: Ledger) -> None:
    def surer(by: float) -> Coder:
        def coder(statements: Sequence[Statement], *_: object) -> Coding:
            coding = same(statements)
            return replace(coding, positions=tuple(replace(p, confidence=by) for p in coding.positions))

        return coder

    first = filled.recode(surer(0.7))
    filled.recode(surer(0.8))
    with pytest.raises(CannotRevise, match="by machine"):
        filled.undo(by="anna", batch=first.batch)


def test_somebody_who_writes_meanwhile_is_not_overrun(filled: Ledger) -> None:
    p = now(filled).coding.positions[0]
    times = []

    def disturbed(statements: Sequence[Statement], *_: object) -> Coding:
        times.append(1)
        if len(times) == 1:
            filled.accept(p.id, by="ben")
        return shifted(statements)

    filled.recode(disturbed)
    assert len(times) == 2 and filled.row(p.id).status is Status.ACCEPTED


def test_a_document_that_comes_meanwhile_is_coded_with_its_text(filled: Ledger) -> None:
    late = numbered(7)
    times = []

    def disturbed(statements: Sequence[Statement], documents: Sequence[Document], agenda: Agenda) -> Coding:
        times.append(agenda)
        if len(times) == 1:
            fill(filled, late)
        return code(statements, documents)

    assert filled.recode(disturbed).batch is None
    assert times == [AGENDA, AGENDA] and filled.verify() == []


def test_rereading_leaves_what_was_not_read(filled: Ledger) -> None:
    late = numbered(7)
    read_then = [d.id for d in BOOKS]
    fill(filled, late)
    done = filled.reread([], lambda s, d, _: code(s, d), documents=read_then)
    assert {s.id for s in now(filled).statements} == {s.id for s in read(late)}
    assert done.removed[RowKind.STATEMENT] == sum(len(read(d)) for d in BOOKS)
    assert now(filled).coding.positions == code(read(late), [late]).positions and filled.verify() == []


def test_it_gives_up_when_others_never_stop(filled: Ledger) -> None:
    p = now(filled).coding.positions[0]

    def busy(statements: Sequence[Statement], *_: object) -> Coding:
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
    assert filled.refind([replace(three, issue="toll")], filled.last_revision)
    assert [f.id for f in filled.findings()] == ["f3", "f1"]
    assert filled.compared == filled.last_revision
    filled.accept(p.id, by="anna")
    assert filled.compared < filled.last_revision
    assert filled.verify() == []
    assert isinstance(filled.row(p.id), Position) and filled.search(Query()).hits


def test_a_dismissed_finding_stays_so_under_another_id(filled: Ledger) -> None:
    p, q, r, other = now(filled).coding.positions[:4]

    def found(id: str, *rows: Position, party: str = "ve") -> Finding:
        return Finding(
            id=id,
            kind=FindingKind.SHIFT,
            explanation="It moved.",
            party=party,
            issue="toll",
            evidence=tuple(x.evidence for x in rows),
            rows=tuple(x.id for x in rows),
        )

    filled.refind([found("f1", p, q)], filled.last_revision)
    filled.reject("f1", by="anna", reason="misread")
    cut = replace(q, evidence=replace(q.evidence, start=q.evidence.start + 1, quote=q.evidence.quote[1:]))
    for same in (found("f2", p, cut), found("f3", p, q, r)):
        filled.refind([same], filled.last_revision)
        assert [f.id for f in filled.findings()] == ["f1"]
    for another in (found("f4", p, r), found("f5", p, q, party="to"), found("f6", p, q, r, other)):
        filled.refind([another], filled.last_revision)
        assert {f.id for f in filled.findings()} == {"f1", another.id}
    filled.refind([found("f2", p, cut)], filled.last_revision)
    filled.undo(by="anna")
    filled.refind([found("f2", p, cut)], filled.last_revision)
    assert [f.id for f in filled.findings()] == ["f2"]
