"""Two names become one, words become somebody else's, somebody changes sides: as one batch that can be undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from ledger_talks import AGENDA, code, document, fill, read

from spadework.errors import CannotRevise, NoSuchRow
from spadework.ledger import Ledger
from spadework.model import Actor, Basis, Change, Position, Record, RowKind, Statement, Status, Term

DAY = date(2030, 4, 2)
BOOKS = [
    document("Halloran said that toll cut accepts was wanted.\n\nPetrov said that toll cut rejects was wanted.", DAY),
    document("Halloran said that toll none rejects was wanted.", DAY + timedelta(days=5)),
    document("Nobody said that pilots own open was wanted.", DAY + timedelta(days=9)),
]


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    return fill(ledger, *BOOKS)


def now(ledger: Ledger) -> Record:
    return ledger.snapshot(ledger.agenda or AGENDA)[0]


def who(ledger: Ledger) -> list[tuple[str, str | None]]:
    return [(s.speaker, s.party) for s in now(ledger).statements]


def holders(ledger: Ledger) -> list[tuple[str, str | None, Basis]]:
    return [(p.party, p.actor, p.basis) for p in now(ledger).coding.positions]


def test_two_names_become_one_and_come_apart_again(filled: Ledger) -> None:
    before = now(filled)
    done = filled.merge_actors(["Halloran"], "Petrov", by="anna")
    assert who(filled)[:3] == [("Petrov", "to")] * 3
    assert {a for _, a, b in holders(filled) if b is Basis.OWN} == {"Petrov"}
    assert {p for p, _, b in holders(filled)[:3]} == {"to"}
    assert all(s.status is Status.PROPOSED for s in now(filled).statements)
    assert {r.id for r in done} == {r.row for r in filled.history() if r.change is Change.ATTRIBUTED}
    petrov = filled.agenda.actor_called("Halloran")  # type: ignore[union-attr]
    assert petrov == Actor(name="Petrov", speaks_for="to", aliases=("Halloran",))
    assert filled.verify() == []
    filled.undo(by="anna")
    assert now(filled) == before and filled.agenda == AGENDA
    filled.redo(by="anna")
    assert who(filled)[0] == ("Petrov", "to") and filled.agenda.actor_called("Halloran") == petrov  # type: ignore[union-attr]


def test_a_name_becomes_another_one(filled: Ledger) -> None:
    filled.merge_actors(["Halloran"], "Sile Halloran", by="anna")
    assert who(filled)[0] == ("Sile Halloran", "ve")
    filled.merge_actors(["Sile Halloran"], "S. Halloran", by="anna")
    assert set(filled.agenda.actor_called("Halloran").aliases) == {"Halloran", "Sile Halloran"}  # type: ignore[union-attr]
    assert who(filled)[0] == ("S. Halloran", "ve")


def test_what_is_settled_of_actors_decides_nothing_about_rows(filled: Ledger) -> None:
    filled.merge_actors(["Halloran"], "Petrov", by="anna")
    done = filled.recode(lambda statements, *_: code([], []))
    assert done.kept == 0 and filled.rows(RowKind.POSITION) == []


def test_what_a_person_decided_stays_decided(filled: Ledger) -> None:
    p = now(filled).coding.positions[0]
    filled.accept(p.id, by="anna")
    filled.merge_actors(["Halloran"], "Petrov", by="ben")
    assert filled.row(p.id) == replace(p, actor="Petrov", party="to", status=Status.ACCEPTED, confidence=1.0)
    done = filled.recode(lambda statements, *_: code([], []))
    assert done.kept == 1 and [r.id for r in filled.rows(RowKind.POSITION)] == [p.id]


def test_somebody_speaks_for_another_party_from_a_day_on(filled: Ledger) -> None:
    filled.affiliate_actor("Halloran", "to", DAY + timedelta(days=3), by="anna")
    assert who(filled)[:3] == [("Halloran", "ve"), ("Petrov", "to"), ("Halloran", "to")]
    assert [p for p, a, _ in holders(filled) if a == "Halloran"] == ["ve", "to"]
    actor = filled.agenda.actor_called("Halloran")  # type: ignore[union-attr]
    assert actor == Actor(
        name="Halloran", speaks_for="ve", terms=(Term(since=DAY + timedelta(days=3), speaks_for="to"),)
    )
    filled.affiliate_actor("Halloran", None, DAY + timedelta(days=3), by="anna")
    assert who(filled)[2] == ("Halloran", None)
    late = now(filled).coding.positions[2]
    assert isinstance(late, Position) and (late.basis, late.by) == (Basis.ASCRIBED, None)
    filled.affiliate_actor("Halloran", "is", by="anna")
    assert {p for s, p in who(filled) if s == "Halloran"} == {"is"}
    for _ in range(3):
        filled.undo(by="anna")
    assert filled.agenda == AGENDA and who(filled)[2] == ("Halloran", "ve") and filled.verify() == []


def test_words_are_somebody_else_s(filled: Ledger) -> None:
    first, _, last = [s for s in now(filled).statements if s.speaker in ("Halloran", "Petrov")]
    filled.merge_actors(["Petrov"], "Halloran", by="anna")
    filled.split_actor([last.id], "Petrov", "to", by="anna")
    changed = filled.row(last.id)
    assert isinstance(changed, Statement)
    assert (changed.speaker, changed.party, changed.status) == ("Petrov", "to", Status.CORRECTED)
    assert filled.row(first.id).speaker == "Halloran"  # type: ignore[union-attr]
    agenda = filled.agenda
    assert agenda is not None and agenda.actor_called("Petrov") == Actor(name="Petrov", speaks_for="to")
    assert [(p.party, p.actor) for p in now(filled).coding.positions if p.statement == last.id] == [("to", "Petrov")]
    with pytest.raises(CannotRevise, match="already"):
        filled.split_actor([last.id], "Petrov", "to", by="anna")
    with pytest.raises(NoSuchRow):
        filled.split_actor(["s-none"], "Petrov", "to", by="anna")
    with pytest.raises(CannotRevise, match="no party"):
        filled.split_actor([first.id], "Petrov", "nowhere", by="anna")


def test_who_speaks_is_told_by_name_and_party(filled: Ledger) -> None:
    told = {(s.name, s.party): (s.count, s.first, s.last) for s in filled.speakers()}
    assert told == {
        ("Halloran", "ve"): (2, DAY, DAY + timedelta(days=5)),
        ("Petrov", "to"): (1, DAY - timedelta(days=1), DAY - timedelta(days=1)),
        ("Nobody", None): (1, DAY + timedelta(days=9), DAY + timedelta(days=9)),
    }
    assert filled.speakers(["Halloran", "No one"]) == [s for s in filled.speakers() if s.name == "Halloran"]
    filled.reject(now(filled).statements[0].id, by="anna")
    assert next(s.count for s in filled.speakers() if s.name == "Halloran") == 1


@pytest.mark.parametrize("name", ["", "  ", "x" * 300, "a\x00b"])
def test_what_is_no_name_is_refused(filled: Ledger, name: str) -> None:
    with pytest.raises(CannotRevise, match="is no name"):
        filled.merge_actors(["Halloran"], name, by="anna")


def test_nobody_is_merged_with_himself(filled: Ledger) -> None:
    for names, into in ((["Halloran"], "Halloran"), (["No one"], "Halloran"), ([], "Halloran")):
        with pytest.raises(CannotRevise):
            filled.merge_actors(names, into, by="anna")
    assert read(BOOKS[0])[0].speaker == "Halloran"
