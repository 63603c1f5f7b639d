"""Nobody changes a row that they have not seen as it is."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_talks import AGENDA, document, fill, numbered

from spadework.errors import CannotRevise, NoSuchRow, ProvenanceError, RowChanged
from spadework.ledger import Ends, Held, Ledger, Query, Said
from spadework.ledger.search import Hit
from spadework.model import Basis, DateRange, Position, SpeechAct, Stance, Statement, Status, to_json
from spadework.model.soundness import spans_of


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    return fill(ledger, numbered(1), numbered(2))


def hit(ledger: Ledger) -> Hit:
    found = ledger.search(Query()).hits[0]
    assert isinstance(found, Hit) and found.positions
    return found


def test_what_somebody_has_changed_is_told_and_left_alone(filled: Ledger) -> None:
    h = hit(filled)
    p, seen = h.positions[0], dict(h.revisions)
    theirs = filled.correct(p.id, {"stance": "conditional"}, by="ben", seen=seen[p.id])
    before = filled.last_revision
    for change in (
        lambda: filled.accept(p.id, by="anna", seen=seen),
        lambda: filled.reject(h.statement.id, p.id, by="anna", seen=seen),
        lambda: filled.correct(p.id, {"stance": "open"}, by="anna", seen=seen[p.id]),
        lambda: filled.correct_all({p.id: {"stance": "open"}}, by="anna", seen=seen),
        lambda: filled.restore(seen[p.id], by="anna", seen=seen),
    ):
        with pytest.raises(RowChanged) as told:
            change()
        last = filled.history(p.id)[-1]
        assert (told.value.by, told.value.revision, told.value.rows) == ("ben", last.number, (p.id,))
        assert told.value.after == to_json(theirs) == last.after
    assert filled.last_revision == before and filled.row(p.id) == theirs
    now = filled.kept([p.id])[p.id]
    assert (now.row, now.by, now.revision) == (theirs, "ben", before)
    assert filled.accept(p.id, by="anna", seen={p.id: now.revision})[0].status is Status.ACCEPTED


def test_a_row_that_was_taken_out_counts_as_changed(filled: Ledger) -> None:
    h = hit(filled)
    made = filled.enter_said(Said(document=h.document.id, content=(Ends(0, 4),), speaker="X"), by="ben")
    seen = filled.kept([made.id])[made.id].revision
    filled.undo(by="ben")
    with pytest.raises(RowChanged) as told:
        filled.accept(made.id, by="anna", seen={made.id: seen})
    assert told.value.after is None and filled.kept([made.id]) == {}
    with pytest.raises(NoSuchRow):
        filled.accept("s0", by="anna", seen={"s0": 1})


def test_many_are_changed_together_or_not_at_all_and_taken_back_together(filled: Ledger) -> None:
    h = hit(filled)
    p = h.positions[0]
    changes = {h.statement.id: {"speaker": "Ann"}, p.id: {"stance": "open"}}
    with pytest.raises(CannotRevise):
        filled.correct_all({**changes, p.id: {"stance": "opn"}}, by="anna", seen=h.revisions)
    assert filled.row(h.statement.id) == h.statement
    done = filled.correct_all(changes, by="anna", seen=h.revisions)
    assert [type(r) for r in done] == [Statement, Position]
    assert len(filled.undo(by="anna")) == 2
    assert filled.row(h.statement.id) == h.statement and filled.row(p.id) == p


def test_two_who_write_at_once(filled: Ledger) -> None:
    """Each adds a name to what they saw. Whoever is refused looks again; in the end every name is there."""
    id = hit(filled).statement.id

    def add(who: str) -> int:
        refused = 0
        for n in range(6):
            while True:
                now = filled.kept([id])[id]
                assert isinstance(now.row, Statement)
                try:
                    filled.correct(id, {"role": f"{now.row.role} {who}{n}"}, by=who, seen=now.revision)
                    break
                except RowChanged:
                    refused += 1
        return refused

    with ThreadPoolExecutor(3) as several:
        list(several.map(add, ("anna", "ben", "carl")))
    row = filled.row(id)
    assert isinstance(row, Statement)
    assert sorted(row.role.split()) == sorted(f"{who}{n}" for who in ("anna", "ben", "carl") for n in range(6))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans(), st.sampled_from(list(Stance))), max_size=12))
def test_no_update_is_ever_lost(filled: Ledger, steps: list[tuple[str, bool, Stance]]) -> None:
    """Whatever people look at and write, a write goes through only onto what its writer has seen."""
    id = hit(filled).positions[0].id
    first = filled.kept([id])[id]
    seen = dict.fromkeys("abc", first)
    current = first
    for who, looks, stance in steps:
        if looks:
            seen[who] = filled.kept([id])[id]
            assert seen[who] == current
            continue
        try:
            filled.correct(id, {"stance": stance, "confidence": 0.5}, by=who, seen=seen[who].revision)
        except RowChanged:
            assert seen[who].revision < current.revision
        else:
            assert seen[who].revision == current.revision
            current = filled.kept([id])[id]
            seen[who] = current
    assert filled.kept([id])[id] == current


def test_a_statement_by_hand(ledger: Ledger) -> None:
    d = document("Nobody at all thought so. The envoy of Iskor told us that the toll was too high.", date(2030, 4, 2))
    fill(ledger, d)
    at = d.text.index
    given = Said(
        document=d.id,
        content=(Ends(at("the toll"), at(".", 30)),),
        source=Ends(at("The envoy"), at(" told")),
        cue=Ends(at("told"), at(" that")),
        speaker=" an envoy of Iskor ",
        party="is",
        said_from=date(2030, 4, 1),
    )
    made = ledger.enter_said(given, by="anna", reason="the reader missed it")
    assert made.text == "the toll was too high" and made.speaker == "an envoy of Iskor"
    assert made.source and made.source.quote == "The envoy of Iskor" and made.cue and made.cue.quote == "told us"
    assert (made.said_on, made.reported_on) == (DateRange.on(date(2030, 4, 1)), d.published)
    assert made.status is Status.ACCEPTED and ledger.row(made.id) == made
    with pytest.raises(CannotRevise, match="already"):
        ledger.enter_said(given, by="anna")
    held = ledger.enter_held(
        Held(
            document=d.id, evidence=given.content[0], party="is", issue="toll", option="none", stance=Stance.REJECTS,
            statement=made.id,
        ),
        by="anna",
    )  # fmt: skip
    assert (held.actor, held.as_of, held.statement) == (made.speaker, date(2030, 4, 1), made.id)
    assert [k.row for k in ledger.kept_upon(made.id)] == [held]
    assert {k.row.id for k in ledger.kept_from(d.id)} == {made.id, held.id}
    found = ledger.search(Query(party="is", issue="toll", stance=Stance.REJECTS)).hits
    assert [h.statement.id for h in found if isinstance(h, Hit)] == [made.id]
    assert ledger.verify() == []
    assert ledger.agenda == AGENDA


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"speaker": "  "}, "speaker: nobody"),
        ({"content": ()}, "content: no place"),
        ({"content": (Ends(0, 9), Ends(5, 12))}, "content: its places overlap"),
        ({"content": (Ends(0, 999_999),)}, "content: there is no place"),
        ({"cue": Ends(7, 7)}, "cue: there is no place"),
        ({"source": Ends(-4, 2)}, "source: there is no place"),
        ({"party": "iskor"}, "is no party here"),
        ({"said_from": date(2030, 2, 2), "said_to": date(2030, 2, 1)}, "said_to: 2030-02-01 is before"),
        ({"within": "s0"}, "there is no statement s0"),
        ({"document": "d0"}, "there is no document"),
    ],
)
def test_what_is_wrong_with_a_statement_by_hand_is_told(filled: Ledger, change: dict[str, object], told: str) -> None:
    fine: dict[str, object] = {"document": numbered(1).id, "content": (Ends(0, 4),), "speaker": "X"}
    before = filled.last_revision
    with pytest.raises((CannotRevise, ProvenanceError, NoSuchRow), match=told):
        filled.enter_said(Said(**{**fine, **change}), by="anna")  # type: ignore[arg-type]
    assert filled.last_revision == before


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"party": "x"}, "is no party here"),
        ({"issue": "tool"}, "Did you mean 'toll'"),
        ({"option": "foreign"}, "is no option of toll"),
        ({"by": "to"}, "by: nobody ascribes"),
        ({"basis": Basis.ASCRIBED, "by": "ve"}, "by: what a party says of itself"),
        ({"evidence": Ends(3, 3)}, "evidence: there is no place"),
        ({"statement": "s0"}, "there is no row"),
    ],
)
def test_what_is_wrong_with_a_position_by_hand_is_told(filled: Ledger, change: dict[str, object], told: str) -> None:
    fine: dict[str, object] = {
        "document": numbered(1).id, "evidence": Ends(0, 4), "party": "ve", "issue": "toll", "option": "cut",
        "stance": Stance.OPEN,
    }  # fmt: skip
    with pytest.raises((CannotRevise, ProvenanceError, NoSuchRow), match=told):
        filled.enter_held(Held(**{**fine, **change}), by="anna")  # type: ignore[arg-type]


def test_pages_go_both_ways(ledger: Ledger) -> None:
    fill(ledger, *(numbered(n) for n in range(12)))
    for query in (Query(), Query(words="number"), Query(words="number", party="to")):
        pages = [ledger.search(query, limit=7)]
        while pages[-1].after is not None:
            pages.append(ledger.search(query, limit=7, after=pages[-1].after))
        assert pages[0].before is None and len(pages) > 1
        for page, back in zip(pages[:0:-1], pages[-2::-1], strict=True):
            assert page.before is not None
            assert ledger.search(query, limit=7, before=page.before).hits == back.hits
    at_top = ledger.search(Query(), limit=7, before=str(2**62))
    assert (at_top.hits, at_top.before) == (ledger.search(Query(), limit=7).hits, None)
    below = ledger.search(Query(), limit=7, after="0")
    assert below.hits == () and below.after is None and below.before is not None
    assert ledger.search(Query(), limit=7, before=below.before).hits[-1] == pages_end(ledger)


def pages_end(ledger: Ledger) -> object:
    page = ledger.search(Query(), limit=1000)
    assert page.after is None
    return page.hits[-1]


def test_what_is_known_of_documents(ledger: Ledger) -> None:
    fill(ledger, *(numbered(n) for n in range(9)))  # Post 0 and Post 1 have two each
    assert ledger.publishers(2) == ["Post 0", "Post 1"] and len(ledger.publishers(100)) == 7
    ids = [d.id for d in ledger.documents()]
    assert ledger.statements_of(ids) == dict.fromkeys(ids, 4)
    assert ledger.statements_of(["d0"]) == {"d0": 0} and ledger.statements_of([]) == {}


def test_rows_of_a_part_of_a_document(filled: Ledger) -> None:
    d = filled.document(numbered(1).id)
    every = filled.kept_from(d.id)
    places = {k.row.id: [(s.start, s.end) for s in spans_of(k.row)] for k in every}
    for start, end in ((0, 10), (40, 130), (0, len(d.text)), (len(d.text), len(d.text) + 5)):
        inside = {id for id, spans in places.items() if any(a < end and b > start for a, b in spans)}
        assert {k.row.id for k in filled.kept_from(d.id, (start, end))} == inside
    assert not any(isinstance(k.row, SpeechAct) for k in every)
    with pytest.raises(NoSuchRow):
        filled.kept_from("d0")
