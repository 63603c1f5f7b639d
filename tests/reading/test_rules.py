"""What the rules find, in the constructions that news, briefings and communiqués use."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spadework.reading.rules.assemble import found
from spadework.reading.rules.lexicon import forms


def rows(text: str) -> list[tuple[str | None, str | None, tuple[str, ...]]]:
    return [
        (
            text[slice(*a.source)] if a.source else None,
            text[slice(*a.cue)] if a.cue else None,
            tuple(text[slice(*c)] for c in a.content),
        )
        for a in found(text)
    ]


ONE = [
    (
        "The border would stay shut, its defence ministry said in a statement on Wednesday.",
        ("its defence ministry", "said", ("The border would stay shut",)),
    ),
    ("Ms. Orr said on Monday that the road was open.", ("Ms. Orr", "said", ("the road was open",))),
    ("The minister told reporters the guns would remain.", ("The minister", "told", ("the guns would remain",))),
    ("“It is a limited step,” he said.", ("he", "said", ("It is a limited step",))),
    ('"It is a limited step," said Ana Holt, who chairs the talks.', ("Ana Holt", "said", ("It is a limited step",))),
    ("‘It is a limited step,’ she added.", ("she", "added", ("It is a limited step",))),
    (
        "“We will go,” Mr. Bell said. “We will not come back.”",
        ("Mr. Bell", "said", ("We will go", "We will not come back.")),
    ),
    ("He added: “The risk is real. It grows.”", ("He", "added", ("The risk is real. It grows.",))),
    (
        "Her government, she said, would support such a force.",
        ("she", "said", ("Her government", "would support such a force")),
    ),
    (
        "According to the port authority, ferries were running.",
        ("the port authority", "According to", ("ferries were running",)),
    ),
    ("Some 60 people died, according to the mayor.", ("the mayor", "according to", ("Some 60 people died",))),
    (
        "A spring return is impossible, in the view of Emil Dorn.",
        ("Emil Dorn", "in the view of", ("A spring return is impossible",)),
    ),
    ("Norland rejected the plan on Friday.", ("Norland", "rejected", ("the plan",))),
    ("Norland has not ruled out direct talks.", ("Norland", "has not ruled out", ("direct talks",))),
    (
        "The union promised to keep the trains running.",
        ("The union", "promised", ("to keep the trains running",)),
    ),
    ("The general accused Norland of moving guns.", ("The general", "accused", ("Norland of moving guns",))),
    ("She called the remarks “a beginning.”", ("She", "called", ("the remarks “a beginning.”",))),
    ("The envoy did not rule it out.", ("The envoy", "did not rule it out", ("it",))),
    ("“Will they come?” Ms. Tor asked.", ("Ms. Tor", "asked", ("Will they come?",))),
    ("OSLO, March 3 (NTB) — Norland will stay, its envoy said.", ("its envoy", "said", ("Norland will stay",))),
    ("The envoy let it be known that Norland would wait.", ("The envoy", "let it be known", ("Norland would wait",))),
    ("Norland remains adamant that the guns stay.", ("Norland", "remains adamant", ("the guns stay",))),
    ("Norland has no objection to observers.", ("Norland", "has no objection to", ("observers",))),
    ("The union held out for a longer ban.", ("The union", "held out for", ("a longer ban",))),
    ("The levy was rejected by the shippers.", ("the shippers", "was rejected by", ("The levy",))),
    (
        "The board was told by its lawyers that the lease had lapsed.",
        ("its lawyers", "was told by", ("the lease had lapsed",)),
    ),
    ("It was agreed that the bridge should open.", (None, "was agreed", ("the bridge should open",))),
    ("Norland is said to favour a pause.", (None, "is said", ("Norland", "to favour a pause"))),
    (
        "Mr. Bell was quoted by the Courier as saying the levy was dead.",
        ("Mr. Bell", "was quoted by", ("the levy was dead",)),
    ),
    ("Norland’s line remains that the island was its own.", ("Norland’s", "line remains", ("the island was its own",))),
    ("What Norland wants is a date.", ("Norland", "wants", ("a date",))),
    ("A levy, which Norland has always refused, was left out.", ("Norland", "has always refused", ("A levy",))),
    (
        "Norland, said its envoy, would not be the first to blink.",
        ("its envoy", "said", ("Norland", "would not be the first to blink")),
    ),
    ("The mayor has yet to say whether he will sign.", ("The mayor", "has yet to say", ("whether he will sign",))),
    ("Nobody at the ministry would say who had fired.", ("Nobody at the ministry", "would say", ("who had fired",))),
    ("As Mr. Bell put it, the levy was a tax on hope.", ("Mr. Bell", "put it", ("the levy was a tax on hope",))),
    ("Orr, who said on Monday that the levy was dead, was back in Oslo.", ("Orr", "said", ("the levy was dead",))),
    ("Norland pressed for a date and was given none.", ("Norland", "pressed for", ("a date",))),
    ("Norland rejected the loan, an offer that the board had made by letter.", ("Norland", "rejected", ("the loan",))),
    ("She said there was no list.", ("She", "said", ("there was no list",))),
    (
        "An official who watched the exchange said it was short.",
        ("An official who watched the exchange", "said", ("it was short",)),
    ),
    ("The union issued a statement saying that the mine was shut.", ("The union", "saying", ("the mine was shut",))),
    ("The minister went on to rule out a levy.", ("The minister", "went on to rule out", ("a levy",))),
]


@pytest.mark.parametrize(("text", "expected"), ONE)
def test_one_statement(text: str, expected: tuple[str, str, tuple[str, ...]]) -> None:
    assert rows(text) == [expected]


def test_dodging_is_a_statement() -> None:
    ((source, cue, content),) = rows("The envoy declined to say whether talks would go on.")
    assert (source, cue, content) == ("The envoy", "declined to say", ("whether talks would go on",))


def test_coordinated_cues_make_two_statements() -> None:
    assert rows("She rejected the drones, saying the matter had no place there.") == [
        ("She", "rejected", ("the drones",)),
        ("She", "saying", ("the matter had no place there",)),
    ]


def test_a_report_within_a_report_is_two_statements() -> None:
    assert rows("Mr. Ahn said Norland had promised to hand over the list.") == [
        ("Mr. Ahn", "said", ("Norland had promised to hand over the list",)),
        ("Norland", "had promised", ("to hand over the list",)),
    ]


def test_what_speakers_report_of_themselves_is_no_second_statement() -> None:
    assert len(rows("Ms. Orr said that she had rejected the plan.")) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“They told us the road was open. We believed it,” Mr. Tor said.",
            ("They", "told", ("the road was open.",)),
        ),
        ("“You said in June that the gates would stay shut,” she told him.", None),
        ("“I am told by the harbour board that the tugs are idle,” he said.", None),
        (
            "The council takes note of the assurance by the minister for ports in Tisz that the quay will open.",
            ("the minister for ports in Tisz", "assurance", ("the quay will open",)),
        ),
        (
            "She takes note of the declaration of the delegation of Norland that the guns stay.",
            ("the delegation of Norland", "declaration", ("the guns stay",)),
        ),
        ("He dismissed Norland’s offer of two trains.", ("Norland’s", "offer", ("two trains",))),
    ],
)
def test_what_others_said_inside_what_somebody_says(
    text: str, expected: tuple[str, str, tuple[str, ...]] | None
) -> None:
    inner = {"You": "the gates would stay shut", "the harbour board": "the tugs are idle"}
    if expected is not None:
        assert expected in rows(text)
    else:
        assert any(inner.get(source or "") == content[0] for source, _, content in rows(text))


def test_a_speakers_own_stand_in_a_quotation_is_no_second_statement() -> None:
    assert [source for source, *_ in rows("“We want the bridge, and I told them so,” Mr. Tor said.")] == ["Mr. Tor"]


def test_topics_of_minutes_are_no_speakers() -> None:
    minutes = (
        "QUOTA: The ALLIANCE opposed any lower figure. SEORAK, for the Group, said a quarter would do.\n\n"
        "FUND: PALAOMA said that its members would pay by the tonne."
    )
    assert not any(one.construction == "turn" for one in found(minutes))
    assert {source for source, *_ in rows(minutes)} == {"The ALLIANCE", "SEORAK", "PALAOMA"}


def test_an_apposition_belongs_to_the_source() -> None:
    text = "Paula Trenn, the deputy minister, said that talks would go on."
    assert rows(text)[0][0] == "Paula Trenn, the deputy minister"


def test_free_quotation_has_neither_source_nor_cue() -> None:
    both = rows("“We were born here,” said the mayor.\n\n“We shall stay here, whatever they decide.”")
    assert both[1] == (None, None, ("We shall stay here, whatever they decide.",))


def test_quotation_that_a_later_paragraph_takes_up() -> None:
    both = rows("“The first part goes on.\n\n“And the second ends,” she said.")
    assert [c for _, _, c in both] == [("The first part goes on.",), ("And the second ends",)]


def test_transcript_turns() -> None:
    text = (
        "Transcript of the press conference.\n\n"
        "MS. ORR: Good morning. The road is open.\n\nI shall be brief.\n\n"
        "QUESTION: The mayor said on Friday that it was shut. Is he right?\n\n"
        "The MINISTER OF FINANCE (Pell Varo): No."
    )
    turns = [row for row, one in zip(rows(text), found(text), strict=True) if one.construction == "turn"]
    assert turns == [
        ("MS. ORR", None, ("Good morning. The road is open.", "I shall be brief.")),
        ("The MINISTER OF FINANCE", None, ("No.",)),
    ]
    assert [content for _, cue, content in rows(text) if cue] == [("it was shut",)]


def test_what_a_question_reports_of_its_addressee_is_a_statement() -> None:
    every = rows(
        "Briefing.\n\nMS. ORR: Good morning.\n\nQ: You said in May that the list was complete. Is it?\n\nMS. ORR: No."
    )
    assert [(source, content) for source, cue, content in every if cue] == [("You", ("the list was complete",))]


def test_a_claim_is_what_is_disputed() -> None:
    _, disputed = rows("Norland says the levy is dead, a claim that Thornmark disputes.")
    assert disputed == ("Thornmark", "disputes", ("the levy is dead",))


def test_communique_lists() -> None:
    assert rows("The Ministers,\n- reaffirm that the truce holds;\n- welcome the envoy's report.") == [
        ("The Ministers", "reaffirm", ("the truce holds",)),
        ("The Ministers", "welcome", ("the envoy's report",)),
    ]


def test_an_item_may_begin_with_any_verb() -> None:
    for word in forms():
        rows = found(f"The Ministers,\n- {word} the envoy's concern that the truce is broken;\n- welcome the report.")
        assert rows, word  # the second item, if nothing else


@pytest.mark.parametrize(
    "text",
    [
        "Shells fell on the town early on Saturday, killing two people.",
        "The council has called a demonstration for Saturday.",
        "The claims of the demands were long.",
        "",
        "\n\n",
        '"',
    ],
)
def test_narration_is_no_statement(text: str) -> None:
    assert rows(text) == []


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "text",
    ["“" * 10_000, '"' * 10_001, "“a " * 10_000, "‘a " * 10_000, "he said " * 20_000, "(" * 20_000, "A B " * 20_000,
     "“a\n\n" * 5_000, "x" * 500_000, "he said, she, " * 10_000],
    ids=range(10),
)  # fmt: skip
def test_hostile_text_ends_soon(text: str) -> None:
    assert all(one.content for one in found(text))


PARTS = [
    *("he", "said", "“", "”", '"', "'", "‘", "’", "that", ",", ".", ":", ";", "(", ")", "the", "Minister", "to", "and"),
    *("according", "told", "rejected", "-", "—", "Q.", "MR. X:", "who", "\n\n"),
]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(PARTS),
            st.text(max_size=4),
        ),
        max_size=60,
    )
)  # fmt: skip
def test_every_span_stands_in_the_text(parts: list[str]) -> None:
    text = " ".join(parts)
    for one in found(text):
        assert one.content
        assert all(0 <= a < b <= len(text) for a, b in (p for p in (one.source, one.cue, *one.content) if p))


def test_a_cue_before_a_colon_takes_the_next_paragraph() -> None:
    assert rows("Mr. Bell said:\n\n“We will go. It is time.”") == [
        ("Mr. Bell", "said", ("We will go. It is time.",)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Question: Will you go?\n\nMinister Bell: Yes, soon.\n\nQuestion: When?\n\nMinister Bell: In May.",
        "**Q:** Will you go?\n\n**MR BELL:** Yes, soon.\n\n**Q:** When?\n\n**MR BELL:** In May.",
        "QUESTION\nWill you go?\n\nMR BELL\nYes, soon.\n\nQUESTION\nWhen?\n\nMR BELL\nIn May.",
        "Interviewer: Will you go?\n\nAnna Bell: Yes, soon.\n\nInterviewer: When?\n\nAnna Bell: In May.",
    ],
    ids=["mixed case", "markup", "own line", "interview"],
)
def test_labels_of_many_kinds(text: str) -> None:
    assert [(cue, content) for _, cue, content in rows(text)] == [(None, ("Yes, soon.",)), (None, ("In May.",))]


def test_numbered_questions_of_a_committee() -> None:
    text = "Q1 Chair: Will you go?\n\nAnna Bell: Yes, soon.\n\nQ2 Emil Dorn: When?\n\nAnna Bell: In May."
    assert [source for source, _, _ in rows(text)] == ["Chair", "Anna Bell", "Emil Dorn", "Anna Bell"]
