"""Deeds, their doers, and what is none."""

from __future__ import annotations

from datetime import date

import pytest

from spadework.coding.events import events
from spadework.model import Agenda, Attribution, DateRange, Document, Party, Plover, Statement

AGENDA = Agenda(
    parties=(
        Party(id="ar", name="Arland", aliases=("Arlandish", "Arvik")),
        Party(id="bo", name="Borland", aliases=("Borlandish",)),
    )
)
DAY = date(2025, 3, 6)  # a Thursday


def told(text, *statements):
    document = Document.of(text, title="one", published=DAY)
    rows = [
        Statement(
            id=f"s{n}", document=document.id, source=None, cue=None, speaker="", party=party, reported_on=DAY,
            content=(document.span(at := text.index(content), at + len(content)),),
        )
        for n, (party, content) in enumerate(statements)
    ]  # fmt: skip
    return events(rows, {document.id: document}, AGENDA)


@pytest.mark.parametrize(
    ("text", "category", "source", "attribution"),
    [
        ("The Arlandish coastguard seized three boats on Tuesday.", Plover.COERCE, "ar", Attribution.NAMED),
        ("Shells fell on the Borlandish town of Mell early on Tuesday.", Plover.ASSAULT, None, Attribution.OPEN),
        ("A customs post was burned down on Tuesday.", Plover.ASSAULT, None, Attribution.OPEN),
        ("Three boats were seized by Arlandish police on Tuesday.", Plover.COERCE, "ar", Attribution.NAMED),
        ("Arlandish shells struck a school on Tuesday.", Plover.ASSAULT, "ar", Attribution.NAMED),
        (
            "ARVIK, March 6 (Wire) - Borland released forty captives on Tuesday.",
            Plover.CONCEDE,
            "bo",
            Attribution.NAMED,
        ),
        ("Borland withdrew its garrison from the valley on Tuesday.", Plover.RETREAT, "bo", Attribution.NAMED),
    ],
)
def test_deed_and_doer(text, category, source, attribution):
    row = told(text)[0]
    assert (row.category, row.source, row.attribution) == (category, source, attribution)
    assert row.on == DateRange.on(date(2025, 3, 4)) or row.on == DateRange.on(date(2025, 3, 6))


def test_town_that_is_hit_is_not_the_doer():
    (row,) = told("Mortar rounds struck the Arlandish market district.")
    assert row.source is None and row.target == "ar" and row.attribution is Attribution.OPEN


@pytest.mark.parametrize(
    "text",
    [
        "Arland will seize the boats.",
        "Arland did not seize the boats.",
        "Arland has never attacked anybody.",
        "Arland threatened to bomb the bridge.",
        "If Arland attacked, Borland would fight.",
        "Has Arland attacked the bridge?",
        "Arland wants the crew released.",
        "The boats could be seized by Arland.",
        "Arland denied having shelled the town.",
    ],
)
def test_denied_planned_supposed_and_asked_is_no_deed(text):
    assert told(text) == []


def test_what_only_the_adversary_tells_is_alleged():
    text = "Bela Boros accused Arland of moving two batteries to the river."
    (row,) = told(text, ("bo", "moving two batteries to the river"))
    assert (row.source, row.alleged_by) == ("ar", "bo")


def test_who_owns_up_does_not_allege():
    text = "The Arlandish coastguard seized three boats, it said."
    (row,) = told(text, ("ar", "The Arlandish coastguard seized three boats"))
    assert row.source == "ar" and row.alleged_by is None and row.statement == "s0"


def test_evidence_is_the_sentence():
    row = told("It rained. The Arlandish coastguard seized three boats. It rained again.")[0]
    assert row.evidence.quote == "The Arlandish coastguard seized three boats."
