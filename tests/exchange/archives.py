"""Whole dossiers that hold together, drawn by hypothesis: any text, any rows on it, any history."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise

from hypothesis import strategies as st

from spadework.model import (
    Act,
    Actor,
    Agenda,
    Archive,
    Attribution,
    Basis,
    Change,
    Coding,
    Commitment,
    CommitmentStatus,
    Condition,
    ConditionKind,
    DateRange,
    Directness,
    Document,
    Event,
    Finding,
    FindingKind,
    Issue,
    IssueNote,
    Option,
    Party,
    Plover,
    Position,
    Record,
    Revision,
    RowKind,
    SpeechAct,
    Stance,
    Statement,
    Status,
    to_json,
)

AGENDA = Agenda(
    name="Sallow Sound",
    parties=(
        Party(id="vennmark", name="Vennmark", aliases=("Vennish",)),
        Party(id="torrania", name="Torrania", aliases=("Torranian",)),
    ),
    actors=(Actor(name="Petra Halloran", role="foreign minister", speaks_for="vennmark"),),
    issues=(
        Issue(
            id="pilots",
            name="Pilots on ferries",
            options=(Option(id="foreign", text="Foreign pilots"), Option(id="own", text="Own pilots")),
        ),
        Issue(id="toll", name="The harbour toll", options=(Option(id="halved", text="The toll is halved"),)),
    ),
)
days = st.dates(date(1, 1, 1), date(9999, 12, 31))
ranges = st.tuples(days, days).map(lambda ends: DateRange(min(ends), max(ends)))
# What breaks files: separators, quotation marks, formulas, line ends of all kinds, what runs from right to left, what
# is more than one unit in UTF-16, what is composed.
PIECES = st.one_of(
    st.sampled_from(["=", "+", "-", "@", "'", '"', ";", ",", "\t", "\n", "\n\n", "\r\n", "\r", "\x00", "\x1f", " … "]),
    st.sampled_from(
        ["\u2028", "\x85", "\x0c", "\u202e", "\u200f", "مرحبا", "שלום", "👩‍🚒", "🇺🇳", "e\u0301", "\ufeff", "\\", "|"]
    ),
    st.sampled_from(
        ["said", "We will go.", "“No,”", "Petra Halloran", "=1+1", "T1\tCue 0 1\tx", "</w:t>", "_x0041_", "{}"]
    ),
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=6),
)
texts = st.lists(PIECES, min_size=2, max_size=14).map(" ".join)
words = st.lists(PIECES, min_size=1, max_size=3).map("".join).filter(str.strip)
parties = st.sampled_from(["vennmark", "torrania"])
options = st.sampled_from([("pilots", "foreign"), ("pilots", "own"), ("toll", "halved")])
shares = st.floats(0, 1)


def maybe(strategy: st.SearchStrategy) -> st.SearchStrategy:
    return st.one_of(st.none(), strategy)


@st.composite
def documents(draw: st.DrawFn) -> tuple[Document, ...]:
    found: dict[str, Document] = {}
    for text in draw(st.lists(texts.filter(str.strip), min_size=1, max_size=3)):
        pages = draw(st.lists(st.integers(1, len(text)), max_size=2, unique=True))
        made = Document.of(
            text,
            title=draw(st.one_of(st.just(""), words)),
            publisher=draw(st.one_of(st.just(""), words)),
            published=draw(maybe(days)),
            origin=draw(st.one_of(st.just(""), words)),
            pages=draw(st.sampled_from([(), (0, *sorted(pages))])),
        )
        found[made.id] = made
    made = list(found.values())
    if len(made) > 1 and draw(st.booleans()):
        made[1] = replace(made[1], rewrite_of=made[0].id)
    return tuple(made)


@st.composite
def archives(draw: st.DrawFn, history: bool = True) -> Archive:
    """Any dossier."""
    docs = draw(documents())
    numbers = iter(range(1000))

    def span(document: Document | None = None):
        document = document or draw(st.sampled_from(docs))
        start = draw(st.integers(0, len(document.text) - 1))
        return document.span(start, draw(st.integers(start + 1, min(start + 40, len(document.text)))))

    def pieces(document: Document):
        ends = sorted(draw(st.lists(st.integers(0, len(document.text)), min_size=2, max_size=6, unique=True)))
        ends = ends[: len(ends) // 2 * 2]
        return tuple(document.span(a, b) for a, b in zip(ends[::2], ends[1::2], strict=True))

    def tail(prefix: str) -> dict:
        return {
            "id": f"{prefix}{next(numbers)}",
            "confidence": draw(shares),
            "status": draw(st.sampled_from(Status)),
        }

    statements: list[Statement] = []
    for _ in range(draw(st.integers(0, 3))):
        d = draw(st.sampled_from(docs))
        statements.append(
            Statement(
                document=d.id,
                source=draw(maybe(st.just(1))) and span(d),
                cue=draw(maybe(st.just(1))) and span(d),
                content=pieces(d),
                speaker=draw(words),
                role=draw(st.one_of(st.just(""), words)),
                party=draw(maybe(parties)),
                reporters=tuple(draw(st.lists(words, max_size=2))),
                within=draw(maybe(st.sampled_from([s.id for s in statements]))) if statements else None,
                directness=draw(st.sampled_from(Directness)),
                said_on=draw(maybe(ranges)),
                reported_on=draw(maybe(days)) if d.published is None else d.published,
                **tail("s"),
            )
        )
    on = st.sampled_from([None, *(s.id for s in statements)])

    def some(make, most: int = 2) -> tuple:
        return tuple(make() for _ in range(draw(st.integers(0, most))))

    def position() -> Position:
        issue, option = draw(options)
        return Position(
            party=draw(parties), issue=issue, option=option, stance=draw(st.sampled_from(Stance)), evidence=span(),
            actor=draw(maybe(words)), basis=draw(st.sampled_from(Basis)), by=draw(maybe(parties)),
            as_of=draw(maybe(days)), until=draw(maybe(days)), statement=draw(on), **tail("p"),
        )  # fmt: skip

    def condition() -> Condition:
        return Condition(
            party=draw(parties), kind=draw(st.sampled_from(ConditionKind)), evidence=span(),
            requires=draw(maybe(options.map(".".join))), before=draw(maybe(options.map(".".join))),
            statement=draw(on), **tail("c"),
        )  # fmt: skip

    def commitment() -> Commitment:
        return Commitment(
            party=draw(parties), action=draw(words), evidence=span(), actor=draw(maybe(words)),
            made_on=draw(maybe(days)), deadline=draw(maybe(days)), beneficiary=draw(maybe(parties)),
            state=draw(st.sampled_from(CommitmentStatus)), issue=draw(maybe(st.just("toll"))),
            statement=draw(on), **tail("m"),
        )  # fmt: skip

    def event() -> Event:
        return Event(
            category=draw(st.sampled_from(Plover)), evidence=span(), mode=draw(st.sampled_from(["", "visit", "meet"])),
            source=draw(maybe(parties)), target=draw(maybe(parties)), attribution=draw(st.sampled_from(Attribution)),
            on=draw(maybe(ranges)), statement=draw(on), alleged_by=draw(maybe(parties)), **tail("e"),
        )  # fmt: skip

    positions = some(position)
    acts = tuple(
        SpeechAct(statement=s.id, act=draw(st.sampled_from(Act)), **tail("a"))
        for s in statements
        if draw(st.booleans())
    )

    def finding() -> Finding:
        based = draw(
            st.lists(st.sampled_from([*(p.id for p in positions), *(s.id for s in statements), ""]), max_size=2)
        )
        return Finding(
            kind=draw(st.sampled_from(FindingKind)), explanation=draw(words), evidence=some(span),
            rows=tuple(r for r in based if r), party=draw(maybe(parties)),
            parties=tuple(draw(st.lists(parties, max_size=2))), issue=draw(maybe(st.just("toll"))),
            actors=tuple(draw(st.lists(words, max_size=2))), deadline=draw(maybe(days)),
            documents=tuple(d.id for d in docs if draw(st.booleans())), weight=draw(shares), **tail("f"),
        )  # fmt: skip

    def note() -> IssueNote:
        return IssueNote(
            issue=draw(st.sampled_from(["pilots", "toll"])), text=draw(words),
            author=draw(st.sampled_from(["Ana Ruiz", "Ö."])),
            written=draw(st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))), **tail("n"),
        )  # fmt: skip

    record = Record(
        agenda=AGENDA,
        documents=docs,
        statements=tuple(statements),
        coding=Coding(
            acts=acts,
            positions=positions,
            conditions=some(condition),
            commitments=some(commitment),
            events=some(event),
        ),
        findings=some(finding),
        notes=tuple(draw(st.lists(words, max_size=2))),
        issue_notes=some(note),
    )
    return Archive(record=record, revisions=draw(revisions(record)) if history else ())


@st.composite
def revisions(draw: st.DrawFn, record: Record) -> tuple[Revision, ...]:
    """A history that leads to the rows as they are."""
    made: list[Revision] = []
    moments = st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
    for row in record.coding.positions:
        first = to_json(replace(row, status=Status.PROPOSED, actor=None))
        states = draw(st.sampled_from([[None], [None, to_json(row)], [None, first, to_json(row)]]))
        for before, after in pairwise(states):
            made.append(
                Revision(
                    number=len(made) + 1, batch=len(made) // 2 + 1, kind=RowKind.POSITION, row=row.id,
                    change=draw(st.sampled_from(Change)), by=draw(st.sampled_from(["machine", "Ana Ruiz", "Ö."])),
                    at=draw(moments), before=before, after=after,
                    reverts=draw(maybe(st.sampled_from([r.number for r in made]))) if made else None,
                    reason=draw(st.one_of(st.just(""), words)),
                )
            )  # fmt: skip
    return tuple(made)
