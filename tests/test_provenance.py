"""Every quote stands at its place, whatever the text, and the reading does not depend on the order of adding."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spadework import Dossier
from spadework.intake import normalise
from spadework.model import Agenda, Document, Issue, Option, Party, Record, Span

AGENDA = Agenda(
    parties=(
        Party(id="k", name="Kettering Isles", aliases=("Kettering", "Islander")),
        Party(id="o", name="Oswin", aliases=("Oswinian",)),
    ),
    issues=(
        Issue(
            id="light",
            name="The lighthouse",
            options=(
                Option(id="joint", text="A joint crew in the lighthouse"),
                Option(id="none", text="No crew in the lighthouse"),
            ),
        ),
        Issue(
            id="cable", name="The cable", options=(Option(id="lay", text="The cable is laid within 40 days"),)
        ),
    ),
)  # fmt: skip
TEXTS = {
    "news": (
        "HARROW, April 2 (Wire) — The foreign minister of Oswin, Dora Fenn, said on Monday that Oswin would accept a "
        "joint crew in the lighthouse if the Kettering Isles laid the cable first.\n\n“We do not rule it out,” she "
        "said, “but we have been waiting for forty days.” Kettering has dropped its demand for a joint crew.\n\n"
        "The Oswinian navy seized two boats on Sunday. An Islander official, who asked not to be named, blamed Oswin."
    ),
    "questions": (
        "Q: Minister, will there be a joint crew in the lighthouse?\n\nMINISTER FENN: No. Not while I am here.\n\n"
        "Q: The Islanders say you promised to lay the cable by April 20.\n\nMINISTER FENN: We promised nothing. "
        "We will lay it, of course, once they have paid.\n\nThat is all I have to say."
    ),
    "transcript": (
        "THE CHAIR: I give the floor to Oswin.\n\nMS. FENN (Oswin): Thank you, Chair. Oswin rejects a joint crew.\n\n"
        "MR. ADEY (Kettering Isles): We regret that. We undertake to lay the cable within 40 days."
    ),
    "communique": (
        "JOINT COMMUNIQUÉ\n\n1. The two sides agreed that the cable will be laid within 40 days.\n\n"
        "2. Oswin took note of the proposal for a joint crew.\n\n3. Both sides will meet again on 3 May."
    ),
    "messy": (
        "“Oswin, he said, 'will never \"share\" the lighthouse”, according to Mr. O'Dell’s aide… —\n\n"
        "\"Unclosed, and said Ms. Fenn of Oswin.\n\n”Backwards“ said Oswin «or so». “ ” said. ''\n\n"
        "No.\n\n— Said who?! “Oswin” — said\tOswin — “Oswin”."
    ),
    "own words": (
        "Kettering is right to want the cable and Oswin is wrong to refuse it. The lighthouse has stood empty for a "
        "year. I visited it in May; nobody was there."
    ),
    "joined letters": "Oswin “ﬁnally” said e\u0301te\u0301 🇺🇳 crews — “no” — in the lighthouse, said Oswin 👩‍🚒.",
}  # fmt: skip


def document(name: str) -> Document:
    day = date(2031, 4, 2 + list(TEXTS).index(name))
    return Document.of(normalise(TEXTS[name]), title=name, published=day)


def record_of(*documents: Document, agenda: Agenda | None = AGENDA) -> Record:
    dossier = Dossier(agenda)
    for each in documents:
        dossier.add(each)
    return dossier.record()


def spans(noun: object) -> Iterator[Span]:
    """Every span anywhere in the noun."""
    if isinstance(noun, Span):
        yield noun
    elif dataclasses.is_dataclass(noun):
        for f in dataclasses.fields(noun):
            yield from spans(getattr(noun, f.name))
    elif isinstance(noun, tuple | list):
        for each in noun:
            yield from spans(each)
    elif isinstance(noun, dict):
        for each in noun.values():
            yield from spans(each)


def check(record: Record) -> int:
    found = list(spans(record))
    for span in found:
        record.document(span.document).check(span)
    return len(found)


@pytest.mark.parametrize("name", TEXTS)
def test_every_quote_stands_at_its_place(name: str) -> None:
    record = record_of(document(name))
    count = check(record)
    assert count or name in ("own words", "joined letters")


def test_so_it_does_in_a_dossier_of_all_of_them() -> None:
    record = record_of(*map(document, TEXTS))
    assert check(record) > 30
    rows = (record.statements, *(getattr(record.coding, f.name) for f in dataclasses.fields(record.coding)))
    assert all(rows), "each kind of row should be there to be checked"


def test_so_it_does_without_an_agenda() -> None:
    assert check(record_of(*map(document, TEXTS), agenda=None)) > 10


@pytest.mark.parametrize("agenda", [AGENDA, None], ids=["own agenda", "no agenda"])
def test_order_of_adding_does_not_matter(agenda: Agenda | None) -> None:
    documents = [document(name) for name in ("news", "questions", "transcript")]
    first, *others = (record_of(*order, agenda=agenda) for order in permutations(documents))
    assert all(other == first for other in others)


def test_order_of_adding_does_not_matter_on_one_day() -> None:
    a, b = (Document.of(document(n).text, title=n, published=date(2031, 4, 2)) for n in ("news", "transcript"))
    assert record_of(a, b) == record_of(b, a)


def test_rows_point_to_rows_that_are_there() -> None:
    record = record_of(*map(document, TEXTS))
    statements = {s.id for s in record.statements}
    coding = record.coding
    assert {s.within for s in record.statements if s.within} <= statements
    assert {a.statement for a in coding.acts} == statements
    for row in (*coding.positions, *coding.conditions, *coding.commitments, *coding.events):
        assert row.statement is None or row.statement in statements
    named = {r.id for f in dataclasses.fields(coding) for r in getattr(coding, f.name)} | statements
    assert {r for f in record.findings for r in f.rows} <= named


PIECES = st.sampled_from(
    [
        *"Oswin|Kettering|Ms. Fenn|said|that|of|if|no|not|will|rejects|accused|and|Q|by April 20|according to".split(
            "|"
        ),
        *"the cable|a joint crew in the lighthouse|has dropped its demand for|threatened to|only to".split("|"),
        *"“ ” \" ' ‘ ’ , . ? — : ( ) …".split(),
        "\n\n",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=40))
def test_no_heap_of_words_ends_the_run_or_moves_a_quote(pieces: list[str]) -> None:
    text = normalise(" ".join(pieces))
    if text:
        check(record_of(Document.of(text, title="heap", published=date(2031, 4, 2))))


def test_footnote_mark_does_not_end_the_run() -> None:
    check(record_of(Document.of("Dora Fenn of Oswin said a joint crew was out of the question.¹ It rained.")))
