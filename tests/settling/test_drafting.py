"""A draft scenario out of the ledger."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from spadework import Dossier
from spadework.errors import ScenarioError
from spadework.model import (
    Agenda,
    Basis,
    Coding,
    Condition,
    ConditionKind,
    ConstraintKind,
    Document,
    Finding,
    FindingKind,
    Issue,
    Option,
    OriginKind,
    Party,
    Position,
    Record,
    Role,
    Scenario,
    Stance,
    Status,
)
from spadework.settling import draft, dumps, loads, settle

TEXT = (
    "Vennmark will never accept foreign pilots. Vennmark wants the toll halved. Torrania would see a joint office as "
    "premature at this stage. Torrania demands foreign pilots, and says so again. Other foreign pilots are vital. "
    "Vennmark could take foreign pilots once the toll is halved. A rival says Torrania would pay the toll."
)
DOCUMENT = Document.of(TEXT, title="Sound Post", published=date(2030, 4, 2))
AGENDA = Agenda(
    name="Sallow Sound",
    parties=(
        Party(id="ve", name="Vennmark"),
        Party(id="to", name="Torrania"),
        Party(id="un", name="Union of Ports", role=Role.MEDIATOR),
    ),
    issues=(
        Issue(
            id="pilots",
            name="Pilots",
            options=(Option(id="foreign", text="Foreign"), Option(id="own", text="Their own")),
        ),
        Issue(id="toll", name="Toll", options=(Option(id="halved", text="The toll is halved"),)),
        Issue(id="office", name="Office", options=(Option(id="joint", text="Joint"), Option(id="two", text="Two"))),
        Issue(id="flag", name="Flag", options=(Option(id="a", text="A"), Option(id="b", text="B"))),
    ),
)


def position(party: str, option: str, stance: Stance, words: str, day: int = 2, **more: object) -> Position:
    issue, _, option = option.partition(".")
    at = TEXT.index(words)
    row: dict[str, object] = {
        "id": f"p{party}{option}{stance}{day}{more.get('basis', '')}{at}",
        "as_of": date(2030, 4, day),
        "confidence": 1.0,
    } | more
    return Position(
        party=party,
        issue=issue,
        option=option,
        stance=stance,
        evidence=DOCUMENT.span(at, at + len(words)),
        **row,  # type: ignore[arg-type]
    )


REFUSED = position("ve", "pilots.foreign", Stance.REJECTS, "never accept foreign pilots")
WANTED = position("to", "pilots.foreign", Stance.ACCEPTS, "demands foreign pilots")
HALVED = position("ve", "toll.halved", Stance.ACCEPTS, "wants the toll halved")


def record(*positions: Position, conditions: tuple[Condition, ...] = (), findings: tuple[Finding, ...] = ()) -> Record:
    return Record(
        agenda=AGENDA,
        documents=(DOCUMENT,),
        coding=Coding(positions=positions, conditions=conditions),
        findings=findings,
    )


def wants(scenario: Scenario, party: str, option: str) -> float:
    return next(p for p in scenario.preferences if p.party == party).values[option].likely


def condition(requires: str | None, before: str | None, **more: object) -> Condition:
    at = TEXT.index("once the toll")
    span = DOCUMENT.span(at, at + 23)
    return Condition(
        id="c1", party="ve", kind=ConditionKind.PRECONDITION, evidence=span, requires=requires, before=before, **more
    )  # type: ignore[arg-type]


def test_every_number_leads_to_its_sentence_or_says_that_nothing_was_said() -> None:
    made = draft(record(REFUSED, WANTED, HALVED))
    assert made.draft and [p.id for p in made.parties] == ["ve", "to"]
    assert [i.id for i in made.issues] == ["pilots", "toll"]
    for preference in made.preferences:
        assert preference.reserve is None
        for number in (*preference.values.values(), *preference.weights.values()):
            assert (number.origin.kind is OriginKind.QUOTE) == bool(number.origin.rows) == bool(number.origin.quotes)
            assert number.origin.kind is OriginKind.QUOTE or "nothing said" in number.origin.note
            assert number.high - number.low > 0.1
            for span in number.origin.quotes:
                DOCUMENT.check(span)
    assert made.preferences[0].values["pilots.foreign"].origin.rows == (REFUSED.id,)
    assert any("A draft" in n for n in made.notes) and any("Union of Ports" in n for n in made.notes)
    assert any("Office, Flag" in n for n in made.notes)


def test_stance_becomes_value_in_its_order() -> None:
    values = []
    for stance in (Stance.REJECTS, Stance.NONCOMMITTAL, Stance.CONDITIONAL, Stance.OPEN, Stance.ACCEPTS):
        row = position("to", "pilots.foreign", stance, "demands foreign pilots")
        values.append(wants(draft(record(row, HALVED)), "to", "pilots.foreign"))
    assert values == sorted(values) and len(set(values)) == 5


def test_latest_word_counts_and_the_earlier_one_is_told() -> None:
    later = position("ve", "pilots.foreign", Stance.OPEN, "could take foreign pilots", day=20)
    made = draft(record(later, REFUSED, WANTED))
    number = made.preferences[0].values["pilots.foreign"]
    assert number.origin.rows == (later.id,) and "earlier rejects" in number.origin.note
    assert number.likely > 0.5 and not made.preferences[0].red_lines
    given_up = replace(later, until=date(2030, 4, 20))
    assert draft(record(given_up, REFUSED, WANTED)).preferences[0].values["pilots.foreign"].origin.rows == (REFUSED.id,)
    rejected = replace(later, status=Status.REJECTED)
    assert draft(record(rejected, REFUSED, WANTED)).preferences[0].red_lines


def test_what_others_say_is_weaker_and_gives_way() -> None:
    ascribed = replace(WANTED, basis=Basis.ASCRIBED, by="ve", id="px")
    own, other = (draft(record(row, HALVED)).preferences[1].values["pilots.foreign"] for row in (WANTED, ascribed))
    assert other.low < own.low and other.likely < own.likely and "said of it by ve" in other.origin.note
    both = draft(record(REFUSED, replace(REFUSED, stance=Stance.ACCEPTS, basis=Basis.ASCRIBED, id="py"), WANTED))
    assert both.preferences[0].values["pilots.foreign"].origin.rows == (REFUSED.id,)
    refused = replace(REFUSED, basis=Basis.ASCRIBED, by="to", id="pz")
    assert not draft(record(refused, WANTED)).preferences[0].red_lines


def test_doubt_widens() -> None:
    doubtful = draft(record(replace(WANTED, confidence=0.4), HALVED)).preferences[1].values["pilots.foreign"]
    sure = draft(record(WANTED, HALVED)).preferences[1].values["pilots.foreign"]
    looked_at = replace(WANTED, confidence=0.4, status=Status.ACCEPTED)
    assert doubtful.high - doubtful.low > sure.high - sure.low
    assert draft(record(looked_at, HALVED)).preferences[1].values["pilots.foreign"].low == sure.low
    with pytest.raises(ScenarioError, match="no party has taken a position"):
        draft(record(replace(WANTED, confidence=0.2)))


def test_only_a_flat_refusal_is_a_red_line() -> None:
    made = draft(record(REFUSED, WANTED))
    [line] = made.preferences[0].red_lines
    assert line.option == "pilots.foreign" and line.origin.rows == (REFUSED.id,) and line.origin.quotes
    hedged = position("to", "office.joint", Stance.REJECTS, "premature")
    assert not draft(record(hedged, HALVED)).preferences[1].red_lines
    assert not draft(record(replace(REFUSED, confidence=0.4), WANTED)).preferences[0].red_lines


def test_two_voices_make_no_red_line_and_a_wide_number() -> None:
    other = position("ve", "pilots.foreign", Stance.ACCEPTS, "could take foreign pilots", actor="Ada Brook")
    odds = Finding(
        id="f1",
        kind=FindingKind.DIVERGENCE,
        explanation="two voices",
        party="ve",
        issue="pilots",
        option="foreign",
        rows=(REFUSED.id, other.id),
    )
    made = draft(record(REFUSED, other, WANTED, findings=(odds,)))
    number = made.preferences[0].values["pilots.foreign"]
    assert (number.low, number.high) == (0.0, 1.0) and "two voices" in number.origin.note
    assert not made.preferences[0].red_lines


def test_emphasis_and_frequency_become_weight() -> None:
    again = position("to", "pilots.foreign", Stance.ACCEPTS, "foreign pilots are vital", day=3)
    toll = position("to", "toll.halved", Stance.OPEN, "would pay the toll")
    once, twice = draft(record(WANTED, toll)), draft(record(WANTED, again, toll))
    assert twice.preferences[1].weights["pilots"].likely > once.preferences[1].weights["pilots"].likely > 0.499
    assert "named twice, once with emphasis" in twice.preferences[1].weights["pilots"].origin.note
    for preference in twice.preferences:
        assert sum(w.likely for w in preference.weights.values()) == pytest.approx(1.0)


def test_condition_becomes_constraint() -> None:
    made = draft(record(REFUSED, WANTED, HALVED, conditions=(condition("toll.halved", "pilots.foreign"),)))
    [constraint] = made.constraints
    assert constraint.kind is ConstraintKind.REQUIRES and constraint.options == ("pilots.foreign", "toll.halved")
    assert constraint.origin.rows == ("c1",) and "Vennmark" in constraint.origin.note
    assert "asked for as a first step" in made.preferences[0].weights["toll"].origin.note


def test_only_a_condition_that_counts_weighs() -> None:
    def issue_weight(**more: object) -> float:
        made = draft(record(REFUSED, WANTED, HALVED, conditions=(condition("toll.halved", "pilots.foreign", **more),)))
        return made.preferences[0].weights["toll"].likely

    none = draft(record(REFUSED, WANTED, HALVED)).preferences[0].weights["toll"].likely
    assert issue_weight(status=Status.REJECTED, confidence=0.9) == none
    assert issue_weight(status=Status.ACCEPTED, confidence=0.1) == issue_weight(confidence=0.9) > none


@pytest.mark.parametrize(
    ("requires", "before", "more", "told"),
    [
        (None, "pilots.foreign", {}, True),
        ("toll.halved", None, {}, False),
        ("pilots.own", "pilots.foreign", {}, False),
        ("toll.halved", "pilots.foreign", {"status": Status.REJECTED}, False),
        ("toll.halved", "pilots.foreign", {"confidence": 0.1}, False),
    ],
)
def test_condition_that_becomes_none(
    requires: str | None, before: str | None, more: dict[str, object], told: bool
) -> None:
    made = draft(record(REFUSED, WANTED, conditions=(condition(requires, before, **more),)))
    assert made.constraints == ()
    assert any("not on the agenda: “once the toll" in n for n in made.notes) is told


def test_single_option_may_also_not_come_about() -> None:
    made = draft(record(HALVED, WANTED))
    assert [o.id for o in made.issues[1].options] == ["halved", "none"]
    mine = made.preferences[0].values
    assert mine["toll.none"].likely == pytest.approx(1 - mine["toll.halved"].likely)
    assert mine["toll.none"].origin.rows == mine["toll.halved"].origin.rows


def test_draft_is_settled_written_and_read_back() -> None:
    made = draft(record(REFUSED, WANTED, HALVED, conditions=(condition("toll.halved", "pilots.foreign"),)))
    text = dumps(made, documents=(DOCUMENT,))
    assert loads(text) == made
    assert text.startswith("# A DRAFT") and "# “never accept foreign pilots” (Sound Post, 2030-04-02)" in text
    assert "# reserve = 0.4" in text and settle(made).possible


def test_too_few_parties() -> None:
    alone = replace(record(WANTED), agenda=replace(AGENDA, parties=AGENDA.parties[1:]))
    with pytest.raises(ScenarioError, match="two parties who must agree, and 1 is named"):
        draft(alone)


def test_dossier_drafts_and_settles() -> None:
    dossier = Dossier(replace(AGENDA, issues=AGENDA.issues[:2]))
    dossier.add(
        Document.of(
            "Petra Halloran, the foreign minister of Vennmark, said on Monday that Vennmark rejected foreign pilots."
            "\n\nTorrania wants the toll halved, its prime minister said.",
            title="Hard tones",
            published=date(2030, 4, 2),
        )
    )
    made = dossier.scenario()
    assert made.draft and made == draft(dossier.record())
    assert dossier.settle().solutions == settle(made).solutions
