"""The first real input, read with no agenda: what an analyst would not forgive us for missing.

The article is not ours and lies beside the checkout; where it does not, there is nothing to test.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from spadework import Dossier
from spadework.model import Basis, FindingKind, Record, Stance

ARTICLE = Path(__file__).resolve().parents[2] / "shared" / "seed" / "article.txt"
pytestmark = pytest.mark.skipif(not ARTICLE.exists(), reason="the article is not beside this checkout")


@pytest.fixture(scope="module")
def record() -> Record:
    dossier = Dossier()
    dossier.add(ARTICLE, published=date(2025, 8, 19))
    return dossier.record()


def of_kind(record: Record, kind: FindingKind):
    return [f for f in record.findings if f.kind is kind]


def stances(record: Record, party: str, quote: str) -> set[Stance]:
    return {
        p.stance
        for p in record.coding.positions
        if p.party == party and p.basis is Basis.OWN and quote in p.evidence.quote and p.confidence >= 0.3
    }


def test_agenda_is_suggested_and_said(record):
    assert any("peace-process" in note for note in record.notes)
    assert {p.name for p in record.agenda.parties} == {"United States", "Russia", "Ukraine", "European states"}


def test_promise_to_meet_is_a_contested_account(record):
    (found,) = of_kind(record, FindingKind.CONTESTED_ACCOUNT)
    assert set(found.parties) == {"us", "russia"}
    assert found.about == "russia"
    assert found.manner == "plays down"
    assert [s.quote for s in found.evidence] == [
        "to meet with Mr. Zelensky in the coming weeks",
        "the prospect of such a meeting",
    ]


def test_troops_are_ruled_out_and_air_support_is_open(record):
    assert stances(record, "us", "ruled out deploying U.S. troops") == {Stance.REJECTS}
    assert stances(record, "us", "open to providing air support") == {Stance.OPEN}
    assert stances(record, "russia", "international force") == {Stance.REJECTS}


def test_turn_to_a_comprehensive_agreement_is_a_shift(record):
    assert any(f.party == "us" and f.issue == "sequence" for f in of_kind(record, FindingKind.SHIFT))


def test_outsiders_speak_for_nobody(record):
    outside = {a.name: a for a in record.agenda.actors if a.speaks_for is None}
    assert "former ambassador" in outside["Steven Pifer"].role
    assert "adviser" in outside["Charles A. Kupchan"].role
    assert all(s.party is None for s in record.statements if s.speaker in ("Steven Pifer", "Charles A. Kupchan"))


@pytest.mark.parametrize(
    ("quote", "speaker"),
    [
        ("Thanks to President Trump", "Karoline Leavitt"),
        ("Mr. Putin had promised to meet", "Karoline Leavitt"),
        ("the prospect of such a meeting", "Sergey V. Lavrov"),
        ("He’s been all over the place", "Charles A. Kupchan"),
        ("The risk I see", "Steven Pifer"),
        ("We’ve got the European nations", "Donald Trump"),
        ("This one is the one", "Donald Trump"),
        ("the Russian leader was ready to negotiate", "Donald Trump"),
    ],
)
def test_quote_has_its_speaker(record, quote, speaker):
    assert {s.speaker for s in record.statements if s.content[0].quote.startswith(quote)} == {speaker}


def test_every_quote_is_verbatim(record):
    (document,) = record.documents
    for statement in record.statements:
        for span in (statement.source, statement.cue, *statement.content):
            if span is not None:
                document.check(span)
