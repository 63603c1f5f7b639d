"""Documents whose statements are told by a pattern, so that tests of what is kept need no reader."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from spadework.ledger import Ledger
from spadework.model import (
    Act,
    Agenda,
    Basis,
    Coding,
    DateRange,
    Directness,
    Document,
    Issue,
    Option,
    Party,
    Position,
    SpeechAct,
    Stance,
    Statement,
    row_id,
)

New = Callable[[], Ledger]

AGENDA = Agenda(
    name="Sallow Sound",
    parties=(Party(id="ve", name="Vennmark"), Party(id="to", name="Torrania"), Party(id="is", name="Iskor")),
    issues=(
        Issue(id="pilots", name="Pilots", options=(Option(id="foreign", text="Foreign"), Option(id="own", text="Own"))),
        Issue(id="toll", name="The toll", options=(Option(id="cut", text="Halved"), Option(id="none", text="None"))),
    ),
)
SPEAKERS = {"Halloran": "ve", "Petrov": "to", "Ó Sé": "is", "Nobody": None}
_SAID = re.compile(r"(?P<who>Halloran|Petrov|Ó Sé|Nobody) (?P<cue>said) (?P<what>[^.]+)\.")
_HELD = re.compile(r"(?P<issue>pilots|toll) (?P<option>\w+) (?P<stance>accepts|open|rejects|conditional)")


def document(
    text: str, published: date | None = date(2030, 4, 2), publisher: str = "Sound Post", title: str = ""
) -> Document:
    """A document of this text."""
    return Document.of(
        text, title=title or text[:20], publisher=publisher, published=published, origin=f"{text[:8]}.txt"
    )


def numbered(n: int, sayings: int = 4) -> Document:
    """The n-th of many documents."""
    names = list(SPEAKERS)
    said = [
        f"{names[(n + k) % len(names)]} said that toll {('cut', 'none')[k % 2]} "
        f"{('accepts', 'rejects', 'open')[(n * k) % 3]} was what number {n} of {k} came to."
        for k in range(sayings)
    ]
    return document("\n\n".join(said), date(2030, 1, 1) + timedelta(days=n % 400), f"Post {n % 7}", f"Number {n}")


def read(d: Document) -> list[Statement]:
    """The statements that the pattern tells."""
    found = []
    for n, m in enumerate(_SAID.finditer(d.text)):
        day = d.published
        found.append(
            Statement(
                id=row_id("s", d.id, *m.span("what")),
                document=d.id,
                source=d.span(*m.span("who")),
                cue=d.span(*m.span("cue")),
                content=(d.span(*m.span("what")),),
                speaker=m["who"],
                party=SPEAKERS[m["who"]],
                directness=list(Directness)[n % 3],
                said_on=DateRange.on(day - timedelta(days=1)) if day and day > date.min and n % 2 else None,
                reported_on=day,
                confidence=0.9,
            )
        )
    return found


def code(statements: Sequence[Statement], documents: Sequence[Document]) -> Coding:
    """An act a statement, and the positions that the pattern tells."""
    by_id = {d.id: d for d in documents}
    return Coding(
        acts=tuple(
            SpeechAct(id=row_id("a", s.id), statement=s.id, act=Act.INFORMS, confidence=0.5) for s in statements
        ),
        positions=tuple(p for s in statements for p in _positions(s, by_id[s.document])),
    )


def _positions(s: Statement, d: Document) -> Iterator[Position]:
    for m in _HELD.finditer(s.content[0].quote):
        start = s.content[0].start
        yield Position(
            id=row_id("p", s.id, m.start()),
            party=s.party or "ve",
            actor=s.speaker if s.party else None,
            issue=m["issue"],
            option=m["option"],
            stance=Stance(m["stance"]),
            basis=Basis.OWN if s.party else Basis.ASCRIBED,
            as_of=s.day,
            evidence=d.span(start + m.start(), start + m.end()),
            statement=s.id,
            confidence=0.6,
        )


def fill(ledger: Ledger, *documents: Document) -> Ledger:
    """Add documents with what the pattern tells of them."""
    for d in documents:
        said = read(d)
        ledger.add(d, said, code(said, [d]), digest=d.sha256)
    return ledger
