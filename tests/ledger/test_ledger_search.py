"""Search finds what a look at every row would find, page by page, and marks it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_talks import AGENDA, SPEAKERS, code, document, fill, numbered, read

from spadework.errors import SpadeworkError
from spadework.ledger import Hit, Ledger, Query
from spadework.ledger import search as searching
from spadework.ledger.query import Term, terms
from spadework.ledger.snippets import snippet
from spadework.model import Basis, Directness, Document, Position, Stance, Statement, Status

WORDS = ("harbour toll pilot ferry winter lamp accord envoy drought meadow").split()


@pytest.fixture
def many(ledger: Ledger) -> Ledger:
    """Documents of chance, with decisions of people about some rows."""
    pick = random.Random(3)
    for n in range(24):
        said = []
        for _ in range(5):
            words = " ".join(pick.choices(WORDS, k=5))
            held = pick.choice(["", " toll cut accepts", " toll none rejects", " pilots own open toll cut rejects"])
            said.append(f"{pick.choice(list(SPEAKERS))} said {words}{held}.")
        day = date(2030, 1, 1) + timedelta(days=pick.randrange(900)) if n % 6 else None
        fill(ledger, document("\n\n".join(said) + f"\n\n{n}", day, f"Post {n % 3}", f"Title {n}"))
    rows = all_of(ledger, Query())
    for hit in rows[::7]:
        ledger.reject(hit.statement.id, by="anna")
    for hit in rows[3::11]:
        for p in hit.positions[:1]:
            ledger.correct(p.id, {"stance": "conditional"}, by="anna")
    return ledger


def all_of(ledger: Ledger, query: Query, limit: int = 7) -> list[Hit]:
    """All pages."""
    found: list[Hit] = []
    after = None
    while True:
        page = ledger.search(query, limit=limit, after=after)
        found += page.hits  # type: ignore[arg-type]
        after = page.after
        if after is None:
            return found


def meets(query: Query, s: Statement, d: Document, positions: list[Position]) -> bool:
    """What the filters mean, told once more and slowly."""
    said = s.said_on or None
    first, last = (said.first, said.last) if said else (s.reported_on, s.reported_on)
    if query.issue or query.stance or query.basis:
        held = [
            p
            for p in positions
            if p.status is not Status.REJECTED
            and query.issue in (None, p.issue)
            and query.stance in (None, p.stance)
            and query.basis in (None, p.basis)
            and query.party in (None, p.party)
        ]
        if not held:
            return False
    elif query.party is not None and s.party != query.party:
        return False
    words = set(s.text.lower().split())
    return (
        (query.actor is None or query.actor.casefold() in s.speaker.casefold())
        and query.directness in (None, s.directness)
        and query.status in (None, s.status)
        and (query.said_from is None or (last is not None and last >= query.said_from))
        and (query.said_to is None or (first is not None and first <= query.said_to))
        and (query.reported_from is None or (d.published is not None and d.published >= query.reported_from))
        and (query.reported_to is None or (d.published is not None and d.published <= query.reported_to))
        and (query.publisher is None or d.publisher.casefold() == query.publisher.casefold())
        and query.document in (None, d.id)
        and all(w in words for w in query.words.split())
    )


def queries() -> Iterator[Query]:
    pick = random.Random(5)
    choices: dict[str, list[object]] = {
        "words": ["toll", "harbour ferry", "lamp", "meadow winter"],
        "party": ["ve", "to", "is", "none-such"],
        "actor": ["Halloran", "sé", "PETROV"],
        "issue": ["toll", "pilots"],
        "stance": list(Stance),
        "basis": list(Basis),
        "directness": list(Directness),
        "status": list(Status),
        "said_from": [date(2030, 6, 3), date(2031, 1, 1)],
        "said_to": [date(2030, 9, 9), date(2032, 2, 2)],
        "reported_from": [date(2030, 6, 3), date(1, 1, 1)],
        "reported_to": [date(2030, 9, 9), date(9999, 12, 31)],
        "publisher": ["Post 1", "post 2", "Post"],
    }
    for name, values in choices.items():
        for value in values:
            yield Query(**{name: value})  # type: ignore[arg-type]
    for _ in range(60):
        names = pick.sample(list(choices), pick.randrange(2, 5))
        yield Query(**{name: pick.choice(choices[name]) for name in names})  # type: ignore[arg-type]


def test_filters_find_what_a_look_at_every_row_finds(many: Ledger) -> None:
    record, _ = many.snapshot(AGENDA)
    books = {d.id: d for d in record.documents}
    held: dict[str | None, list[Position]] = {}
    for p in record.coding.positions:
        held.setdefault(p.statement, []).append(p)
    counts = []
    for query in queries():
        expected = {s.id for s in record.statements if meets(query, s, books[s.document], held.get(s.id, []))}
        found = all_of(many, query)
        assert {h.statement.id for h in found} == expected, query
        assert len(found) == len(expected), query
        days = [h.document.published or date.min for h in found]
        assert days == sorted(days, reverse=True)
        counts.append(len(found))
    assert sum(n > 0 for n in counts) > 30  # else nothing was tested


@pytest.mark.parametrize("few", [0, 2000])
def test_documents_are_found_by_words_and_by_what_is_said_in_them(
    many: Ledger, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "_FEW", few)  # both ways of looking
    record, _ = many.snapshot(AGENDA)
    by_words = {h.document.id for h in many.search(Query(words="harbour lamp"), documents=True, limit=99).hits}
    assert by_words == {d.id for d in record.documents if {"harbour", "lamp"} <= set(d.text.replace(".", " ").split())}
    for query in (
        Query(party="ve"),
        Query(stance=Stance.OPEN, issue="pilots"),
        Query(publisher="post 1"),
        Query(actor="sé"),
    ):
        found = {h.document.id for h in many.search(query, documents=True, limit=99).hits}
        assert found == {h.document.id for h in all_of(many, query)}, query
    first = many.search(Query(words="toll"), documents=True, limit=3)
    second = many.search(Query(words="toll"), documents=True, limit=3, after=first.after)
    assert not {h.document.id for h in first.hits} & {h.document.id for h in second.hits}


def test_pages_stay_where_they_are_when_something_is_added(many: Ledger) -> None:
    query = Query(words="toll")
    whole = [h.statement.id for h in all_of(many, query)]
    first = many.search(query, limit=4)
    fill(many, document("Halloran said toll toll toll.", date(2040, 1, 1)))
    second = many.search(query, limit=4, after=first.after)
    assert [h.statement.id for h in (*first.hits, *second.hits)] == whole[:8]  # type: ignore[union-attr]


def test_a_decision_moves_a_row_between_filters(ledger: Ledger) -> None:
    fill(ledger, document("Halloran said lamp toll cut open."))
    (hit,) = all_of(ledger, Query(words="lamp"))
    assert all_of(ledger, Query(stance=Stance.OPEN, status=Status.PROPOSED))
    ledger.correct(hit.positions[0].id, {"stance": "rejects"}, by="anna")
    assert not all_of(ledger, Query(stance=Stance.OPEN))
    ledger.accept(hit.statement.id, by="anna")
    assert all_of(ledger, Query(stance=Stance.REJECTS, status=Status.ACCEPTED))
    ledger.correct(hit.statement.id, {"speaker": "Ida Marsh"}, by="anna")
    assert all_of(ledger, Query(actor="marsh")) and not all_of(ledger, Query(actor="halloran"))
    ledger.reject(hit.positions[0].id, by="anna")
    assert not all_of(ledger, Query(issue="toll"))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("inspectors", 2),
        ("inspector", 2),
        ('"foreign inspectors"', 1),
        ('"inspectors foreign"', 0),
        ("inspectors -foreign", 1),
        ("inspec*", 2),
        ("zurich", 1),
        ("Zürich", 1),
        ("flock inspectors", 1),
        ("nothing-there", 0),
        ("!!! ???", 3),
        ("' OR 1=1 --", 0),
        ('") OR text : (x', 0),
        ("\\", 3),
        ("q:* & | ! <->", 0),
        ("_ rains", 1),
        ("Zu\u0308rich", 1),
    ],
)
def test_words_as_people_type_them(ledger: Ledger, words: str, found: int) -> None:
    fill(
        ledger,
        document("Halloran said foreign inspectors came to the flocks."),
        document("Petrov said our inspectors and vets are enough in Zürich."),
        document("Petrov said it rains."),
    )
    assert len(ledger.search(Query(words=words)).hits) == found


def test_what_cannot_be_searched_is_told(ledger: Ledger) -> None:
    with pytest.raises(SpadeworkError, match="not wanted"):
        ledger.search(Query(words="-foreign"))
    with pytest.raises(SpadeworkError, match="more than 32"):
        ledger.search(Query(words=" ".join(f"w{n}" for n in range(40))))
    with pytest.raises(SpadeworkError, match="to go on from"):
        ledger.search(Query(), after="x'; DROP TABLE entry")
    with pytest.raises(SpadeworkError, match="to go on from"):
        ledger.search(Query(), after="9" * 20)
    with pytest.raises(SpadeworkError, match="UTF-8"):
        ledger.search(Query(words="a\udcff"))
    with pytest.raises(SpadeworkError, match="1 to 1000"):
        ledger.search(Query(), limit=0)


@given(st.text(max_size=60))
def test_any_words_are_parsed(words: str) -> None:
    for term in terms(words):
        assert term.words and all(w.strip() for w in term.words)


@given(st.text(max_size=300), st.lists(st.sampled_from(["lamp", "accord", "é", "ﬀ", "İ"]), max_size=3))
def test_marks_lie_within_the_text_and_rise(text: str, wanted: list[str]) -> None:
    found = snippet(text, [Term((w,)) for w in wanted], width=80)
    assert text[found.start : found.start + len(found.text)] == found.text
    ends = [0, *(x for mark in found.marks for x in mark), len(found.text)]
    assert ends == sorted(ends)


def test_marks_stand_where_the_words_stand() -> None:
    text = "<b>Öffnung</b> of the harbours, \x02said\x03 the Harbour’s master: harbouring. " + "x " * 300 + "harbour"
    found = snippet(text, terms("harbour"))
    assert [found.text[a:b] for a, b in found.marks] == ["harbours", "Harbour", "harbouring"]
    assert found.start == 0 and found.cut
    late = snippet("y " * 400 + "the envoy’s accord was signed", terms('"accord was" -envoy'))
    assert [late.text[a:b] for a, b in late.marks] == ["accord was"] and late.start > 0
    assert snippet("Zürich", terms("zurich")).marks == ((0, 6),)
    assert snippet("beginning", terms("beg*")).marks == ((0, 9),)


def test_hits_carry_their_document_without_its_text(ledger: Ledger) -> None:
    d = numbered(1)
    fill(ledger, d)
    hit = all_of(ledger, Query())[0]
    assert hit.document == replace(d, text="")
    assert set(hit.positions) == {p for p in code(read(d), [d]).positions if p.statement == hit.statement.id}
