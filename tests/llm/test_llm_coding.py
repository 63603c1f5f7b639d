"""What a model makes of statements becomes positions, conditions and commitments, held against what was read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from llm_stub import AGENDA, APRIL, CODED, MAY

from spadework.llm import coding
from spadework.llm.agreement import Shared, agreement
from spadework.llm.schema import Coded
from spadework.llm.tally import Tally
from spadework.model import Basis, Coding, Document, Position, Stance, Statement
from spadework.reading import read

DOCUMENTS = {d.id: d for d in (APRIL, MAY)}


def statement(document: Document, words: str, party: str | None, speaker: str = "", **more: Any) -> Statement:
    at = document.text.index(words)
    return Statement(
        id=f"s{at}",
        document=document.id,
        source=None,
        cue=None,
        content=(document.span(at, at + len(words)),),
        speaker=speaker or (party or "somebody"),
        party=party,
        reported_on=document.published,
        **more,
    )


FERRIES = statement(APRIL, "Vennmark rejected foreign pilots on the ferries", "ve", "Petra Halloran")
QUAY = statement(
    APRIL,
    "We will reopen the quay by 20 April,” she said, “if Torrania halves the harbour toll",
    "ve",
    "Petra Halloran",
)
TOLL = statement(MAY, "the harbour toll would be halved", "to", "Oskar Lind")


def coded(*batch: Statement, **rows: list[dict[str, Any]]) -> tuple[Coding, Tally]:
    tally = Tally()
    coder = coding.Coder([FERRIES, QUAY, TOLL, *batch], DOCUMENTS, AGENDA, tally)
    answer = {"positions": [], "conditions": [], "commitments": []} | rows
    coder.take(batch, msgspec.convert(answer, Coded))
    return coder.coding(), tally


def stand(quote: str, party: str = "ve", **more: Any) -> dict[str, Any]:
    row = {"statement": 1, "party": party, "option": "pilots.foreign", "stance": "rejects", "quote": quote}
    return row | more


def test_rows_carry_their_words_and_their_days() -> None:
    made, tally = coded(FERRIES, QUAY, **CODED[APRIL.id])
    [position], [condition], [commitment] = made.positions, made.conditions, made.commitments
    assert (position.party, position.actor, position.stance, position.basis) == (
        "ve",
        "Petra Halloran",
        Stance.REJECTS,
        Basis.OWN,
    )
    assert position.evidence.quote == "rejected foreign pilots" and position.statement == FERRIES.id
    assert position.as_of == APRIL.published and position.until is None
    assert (condition.requires, condition.before) == ("toll.halved", None)
    assert commitment.action == "We will reopen the quay by 20 April" and commitment.beneficiary == "to"
    assert commitment.deadline == date(2030, 4, 20) and commitment.state == "unverified"  # the last document is of May
    assert (tally.absent, tally.dropped, tally.misfits) == (0, 0, 0)


def test_invented_quotes_and_numbers_are_dropped_and_counted() -> None:
    made, tally = coded(
        FERRIES,
        positions=[
            stand("rejected all pilots"),
            stand("the quay"),
            stand("rejected", statement=7),
            stand("ferries", statement=0),
        ],
    )
    assert made.positions == () and (tally.absent, tally.dropped, tally.misfits) == (2, 2, 2)


def test_the_words_of_a_cue_show_nothing() -> None:
    pieces = replace(
        QUAY,
        content=(
            statement(APRIL, "We will reopen the quay by 20 April", "ve").content[0],
            statement(APRIL, "if Torrania halves the harbour toll", "ve").content[0],
        ),
    )
    made, tally = coded(pieces, positions=[stand("she said"), stand("by 20 April,” she said, “if Torrania halves")])
    assert [p.evidence.quote for p in made.positions] == ["by 20 April,” she said, “if Torrania halves"]
    assert tally.dropped == 1


def test_nobody_speaks_for_himself_in_another_s_statement() -> None:
    [position] = coded(FERRIES, positions=[stand("rejected", "to", basis="own")])[0].positions
    assert (position.party, position.basis, position.by, position.actor) == ("to", Basis.ASCRIBED, "ve", None)


def test_what_is_reported_of_a_party_s_words_is_ascribed() -> None:
    inner = replace(FERRIES, id="inner", within=TOLL.id)
    [position] = coded(inner, positions=[stand("rejected")])[0].positions
    assert (position.basis, position.by, position.actor) == (Basis.ASCRIBED, "to", "Petra Halloran")


def test_an_outsider_s_word_is_ascribed_by_nobody_and_a_joint_one_is_own() -> None:
    outsider = replace(FERRIES, party=None, speaker="an analyst")
    [position] = coded(outsider, positions=[stand("rejected", basis="ascribed")])[0].positions
    assert (position.basis, position.by) == (Basis.ASCRIBED, None)
    joint = replace(FERRIES, party=None, speaker="the two delegations")
    [position] = coded(joint, positions=[stand("rejected")])[0].positions
    assert (position.basis, position.by, position.actor) == (Basis.OWN, None, None)


def test_a_party_that_speaks_as_such_has_no_actor() -> None:
    [position] = coded(replace(FERRIES, speaker="Vennmark"), positions=[stand("rejected")])[0].positions
    assert position.actor is None


def test_what_was_given_up_has_no_day_of_its_own() -> None:
    [position] = coded(FERRIES, positions=[stand("rejected", given_up=True)])[0].positions
    assert (position.as_of, position.until) == (None, APRIL.published)


def test_a_position_told_twice_in_a_document_is_one_row() -> None:
    made, _ = coded(
        FERRIES, positions=[stand("rejected foreign pilots"), stand("rejected"), stand("rejected", stance="open")]
    )
    assert [p.stance for p in made.positions] == [Stance.REJECTS, Stance.OPEN]


def test_a_condition_hangs_on_the_agenda() -> None:
    row = {"statement": 1, "party": "ve", "kind": "precondition", "quote": "if Torrania halves the harbour toll"}
    bad = [{**row, "requires": None, "before": None}, {**row, "requires": "toll.halved", "before": "toll.halved"}]
    made, tally = coded(QUAY, conditions=bad)
    assert made.conditions == () and tally.misfits == 2


def test_a_deadline_is_the_text_s_own() -> None:
    row = {"statement": 1, "party": "ve", "quote": "We will reopen the quay"}
    for words in ("by 1 May", "whenever it suits", "2030-05-01"):
        made, tally = coded(QUAY, commitments=[{**row, "deadline": words}])
        assert made.commitments[0].deadline is None and (tally.absent, tally.dropped) == (1, 0)


def test_statements_are_asked_about_a_few_at_a_time() -> None:
    many = [replace(FERRIES, id=f"s{n}") for n in range(30)] + [TOLL]
    sizes = [len(b) for b in coding.batches(many)]
    assert sum(sizes) == 31 and max(sizes) <= 12 and sizes[-1] == 1
    assert list(coding.batches([])) == []


IDS = st.sampled_from(["ve", "to"])
OPTIONS = st.sampled_from(["pilots.foreign", "pilots.none", "toll.halved"])
QUOTES = st.one_of(
    st.tuples(st.integers(0, len(APRIL.text)), st.integers(0, 50)).map(lambda at: APRIL.text[at[0] : sum(at)]),
    st.text(max_size=8),
    st.sampled_from(["toll", "“the harbour toll would be halved.”", "by 20 April"]),
)
COMMON = {"statement": st.integers(-1, 4), "party": IDS, "quote": QUOTES}
ANSWERS = st.fixed_dictionaries(
    {
        "positions": st.lists(
            st.fixed_dictionaries(
                COMMON | {"option": OPTIONS, "stance": st.sampled_from(list(Stance)), "given_up": st.booleans()}
            ),
            max_size=5,
        ),
        "conditions": st.lists(
            st.fixed_dictionaries(
                COMMON | {"kind": st.just("exception"), "requires": st.none() | OPTIONS, "before": st.none() | OPTIONS}
            ),
            max_size=3,
        ),
        "commitments": st.lists(
            st.fixed_dictionaries(COMMON | {"deadline": st.none() | QUOTES, "beneficiary": st.none() | IDS}), max_size=3
        ),
    }
)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(ANSWERS)
def test_every_row_is_the_documents_own_words(answer: dict[str, Any]) -> None:
    made, tally = coded(FERRIES, QUAY, TOLL, **answer)
    rows = (*made.positions, *made.conditions, *made.commitments)
    for row in rows:
        DOCUMENTS[row.evidence.document].check(row.evidence)
    assert all(c.action == c.evidence.quote for c in made.commitments)
    assert len(rows) + tally.dropped + tally.misfits <= sum(map(len, answer.values()))


def position(party: str = "ve", option: str = "foreign", stance: Stance = Stance.REJECTS) -> Position:
    span = APRIL.span(0, 5)
    return Position(id="p", party=party, issue="pilots", option=option, stance=stance, evidence=span)


def test_a_reading_agrees_with_itself() -> None:
    statements = read(APRIL, AGENDA)
    found = agreement((statements, [position()]), (statements, [position()]))
    assert found.statements.f1 == found.positions.f1 == 1.0 and found.stances == 1
    assert found.statements == Shared(len(statements), len(statements), len(statements))


def test_statements_agree_by_half_of_their_characters_one_to_one() -> None:
    whole = statement(APRIL, "Vennmark rejected foreign pilots on the ferries", "ve")
    most = statement(APRIL, "rejected foreign pilots on the ferries", "to")
    little = statement(APRIL, "foreign pilots", None)
    assert agreement(([whole], []), ([most], [])).statements == Shared(1, 1, 1)
    assert agreement(([whole], []), ([little], [])).statements == Shared(1, 1, 0)
    assert agreement(([whole], []), ([most, whole], [])).statements == Shared(1, 2, 1)
    assert agreement(([whole], []), ([TOLL], [])).statements.f1 == 0.0


def test_positions_agree_by_their_option_and_then_by_their_stance() -> None:
    mine = [position(), position(option="none"), position("to")]
    other = [position(stance=Stance.OPEN), position(option="none"), position(option="none")]
    found = agreement(([], mine), ([], other))
    assert found.positions == Shared(3, 3, 2) and found.stances == 1
    assert found.positions.f1 == 2 * 2 / 6


def test_two_readings_that_find_nothing_agree() -> None:
    assert agreement(([], []), ([], [])).statements.f1 == 1.0
