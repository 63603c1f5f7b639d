"""A dossier invented for these tests: a city and a union about ferries, with an outsider and a mediator."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from spadework.model import (
    Act,
    Actor,
    Agenda,
    Attribution,
    Basis,
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
    Role,
    Span,
    SpeechAct,
    Stance,
    Statement,
)

MONDAY, THURSDAY = date(2031, 3, 3), date(2031, 3, 6)
FIRST = Document.of(
    "Mayor Ida Quill said the city could live with night ferries. “Not before the boats are painted,” she added.\n\n"
    "Union secretary Bo Tarn said that Ms. Quill had promised to raise the fare by Friday.\n\n"
    "Somebody cut the ropes of two boats on Sunday.",
    title="City could live with night ferries",
    publisher="Aldmoor Echo",
    published=MONDAY,
    origin="https://echo.example/ferries?a=1&b=2",
)
SECOND = Document.of(
    "Ms. Quill now rejects night ferries outright. “I promised nobody anything about fares,” she said on Wednesday.\n\n"
    "Mr. Tarn would not be drawn on fares. No paint before night ferries run, he said.",
    title="City turns on night ferries",
    publisher="Harbour Post",
    published=THURSDAY,
    origin="/home/ida/secret folder/post.txt",
)


def at(document: Document, quote: str) -> Span:
    """The place of the quote."""
    start = document.text.index(quote)
    return document.span(start, start + len(quote))


def statement(id: str, document: Document, source: str, cue: str, *content: str, **more: object) -> Statement:
    fields = {
        "id": id,
        "document": document.id,
        "source": at(document, source) if source else None,
        "cue": at(document, cue) if cue else None,
        "content": tuple(at(document, c) for c in content),
        "reported_on": document.published,
    }
    return Statement(**(fields | more))  # type: ignore[arg-type]


@pytest.fixture
def agenda() -> Agenda:
    return Agenda(
        name="Ferries of Aldmoor",
        parties=(
            Party(id="city", name="City of Aldmoor"),
            Party(id="union", name="Deckhands’ Union"),
            Party(id="judge", name="Harbour Court", role=Role.MEDIATOR),
        ),
        actors=(Actor(name="Ida Quill", role="mayor", speaks_for="city"),),
        issues=(
            Issue(
                id="night", name="Night ferries", options=(Option(id="run", text="Run"), Option(id="stop", text="Stop"))
            ),
            Issue(id="fare", name="Fares", options=(Option(id="up", text="Raised"),)),
            Issue(id="paint", name="Paint", options=(Option(id="new", text="Boats painted"),)),
            Issue(id="crew", name="Crew size"),
        ),
    )


@pytest.fixture
def talks(agenda: Agenda) -> Record:
    """A little of everything that a brief can show."""
    live, never = at(FIRST, "could live with night ferries"), at(SECOND, "now rejects night ferries outright")
    promise, denial = (
        at(FIRST, "Ms. Quill had promised to raise the fare by Friday"),
        at(SECOND, "I promised nobody anything"),
    )
    statements = (
        statement(
            "s-quill",
            FIRST,
            "Mayor Ida Quill",
            "said",
            "the city could live with night ferries",
            speaker="Ida Quill",
            role="mayor",
            party="city",
        ),
        statement(
            "s-paint",
            FIRST,
            "she",
            "added",
            "Not before the boats are painted,",
            speaker="Ida Quill",
            party="city",
            directness=Directness.DIRECT,
        ),
        statement(
            "s-tarn", FIRST, "Union secretary Bo Tarn", "said that", promise.quote, speaker="Bo Tarn", party="union"
        ),
        statement(
            "s-inner",
            FIRST,
            "Ms. Quill",
            "promised",
            "to raise the fare by Friday",
            speaker="Ida Quill",
            party="city",
            reporters=("Bo Tarn",),
            within="s-tarn",
            confidence=0.3,
        ),
        statement(
            "s-denial",
            SECOND,
            "",
            "said on Wednesday",
            "I promised nobody anything about fares,",
            speaker="Ida Quill",
            party="city",
            said_on=DateRange.on(date(2031, 3, 5)),
        ),
        statement("s-nopaint", SECOND, "he", "", "No paint before night ferries run", speaker="Bo Tarn", party="union"),
        statement(
            "s-out", SECOND, "", "", "Mr. Tarn would not be drawn on fares", speaker="a retired pilot", party=None
        ),
    )
    positions = (
        Position(
            id="p-live",
            party="city",
            actor="Ida Quill",
            issue="night",
            option="run",
            stance=Stance.OPEN,
            evidence=live,
            as_of=MONDAY,
            statement="s-quill",
        ),
        Position(
            id="p-never",
            party="city",
            actor="Ida Quill",
            issue="night",
            option="run",
            stance=Stance.REJECTS,
            evidence=never,
            as_of=THURSDAY,
        ),
        Position(
            id="p-said",
            party="city",
            issue="fare",
            option="up",
            stance=Stance.ACCEPTS,
            evidence=promise,
            basis=Basis.ASCRIBED,
            by="union",
            as_of=MONDAY,
            statement="s-tarn",
        ),
        Position(
            id="p-dodge",
            party="union",
            actor="Bo Tarn",
            issue="fare",
            option="up",
            stance=Stance.NONCOMMITTAL,
            evidence=at(SECOND, "would not be drawn on fares"),
            as_of=THURSDAY,
        ),
    )
    conditions = (
        Condition(
            id="k-paint",
            party="city",
            kind=ConditionKind.PRECONDITION,
            requires="paint.new",
            before="night.run",
            evidence=at(FIRST, "Not before the boats are painted,"),
            statement="s-paint",
        ),
        Condition(
            id="k-night",
            party="union",
            kind=ConditionKind.PRECONDITION,
            requires="night.run",
            before="paint.new",
            evidence=at(SECOND, "No paint before night ferries run"),
            statement="s-nopaint",
        ),
    )
    commitments = (
        Commitment(
            id="c-fare",
            party="city",
            action="to raise the fare by Friday",
            evidence=at(FIRST, "to raise the fare by Friday"),
            deadline=date(2031, 3, 7),
            state=CommitmentStatus.UNVERIFIED,
            basis=Basis.ASCRIBED,
            by="union",
            issue="fare",
        ),
    )
    events = (
        Event(
            id="e-ropes",
            category=Plover.ASSAULT,
            mode="sabotage",
            evidence=at(FIRST, "Somebody cut the ropes of two boats"),
            attribution=Attribution.OPEN,
            on=DateRange.on(date(2031, 3, 2)),
        ),
    )
    findings = (
        Finding(
            id="f-shift",
            kind=FindingKind.SHIFT,
            explanation="The city moved from open to rejects on night ferries.",
            evidence=(never, live),
            rows=("p-never", "p-live"),
            party="city",
            issue="night",
            option="run",
            from_stance=Stance.OPEN,
            to_stance=Stance.REJECTS,
            weight=0.9,
        ),
        Finding(
            id="f-account",
            kind=FindingKind.CONTESTED_ACCOUNT,
            explanation="City and union differ on whether the city promised a fare.",
            evidence=(promise, denial),
            rows=("p-said", "s-denial"),
            parties=("union", "city"),
            about="city",
            issue="fare",
            manner="denies",
            weight=0.8,
            confidence=0.4,
        ),
        Finding(
            id="f-circle",
            kind=FindingKind.CIRCULAR_PRECONDITIONS,
            explanation="Paint waits for ferries, ferries for paint.",
            evidence=(conditions[0].evidence, conditions[1].evidence),
            rows=("k-paint", "k-night"),
            parties=("city", "union"),
            weight=0.7,
        ),
    )
    return Record(
        agenda=agenda,
        documents=(FIRST, SECOND),
        statements=statements,
        coding=Coding(
            acts=(SpeechAct(id="a1", statement="s-denial", act=Act.DENIES),),
            positions=positions,
            conditions=conditions,
            commitments=commitments,
            events=events,
        ),
        findings=findings,
        notes=("The agenda was written by hand.",),
    )


@pytest.fixture
def hostile(talks: Record) -> Record:
    """The same with markup, scripts and terminal codes wherever a text may stand."""
    bad = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)> & \x1b[31mred [bold]b[/bold] {{ 7*7 }}"
    text = f"{bad} said it. And this too."
    document = Document.of(text, title=bad, publisher=bad, published=MONDAY, origin="javascript:alert(3)")
    span = document.span(0, len(bad))
    said = Statement(
        id="s-bad",
        document=document.id,
        source=span,
        cue=None,
        content=(span,),
        speaker=bad,
        role=bad,
        reporters=(bad,),
    )
    position = replace(
        talks.coding.positions[0],
        id="p-bad",
        actor=bad,
        issue=bad,
        option=bad,
        party=bad,
        evidence=span,
        statement="s-bad",
    )
    finding = replace(
        talks.findings[0],
        id="f-bad",
        explanation=bad,
        evidence=(span,),
        rows=("p-bad",),
        party=bad,
        issue=bad,
        manner=bad,
    )
    return replace(
        talks,
        agenda=replace(talks.agenda, name=bad),
        documents=(document, replace(SECOND, origin="JavaScript:alert(4)")),
        statements=(said, *talks.statements),
        coding=replace(talks.coding, positions=(position, *talks.coding.positions)),
        findings=(finding, *talks.findings),
        notes=(bad,),
        issue_notes=(
            IssueNote(id="n-bad", issue="night", text=bad, author=bad, written=datetime(2031, 3, 6, tzinfo=UTC)),
        ),
    )
