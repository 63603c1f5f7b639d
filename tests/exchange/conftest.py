"""A dossier that an analyst has worked on: machine rows, corrected and rejected ones, a rewrite, pages, a history."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from archives import AGENDA

from spadework.model import (
    Act,
    Archive,
    Basis,
    Change,
    Coding,
    Commitment,
    Condition,
    ConditionKind,
    DateRange,
    Directness,
    Document,
    Event,
    Finding,
    FindingKind,
    IssueNote,
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

APRIL = (
    "Petra Halloran, the foreign minister of Vennmark, said on Monday that Vennmark rejected foreign pilots on the "
    "ferries.\n\n“We promised nothing,” she said. “And the navy will stay in port.”\n\n"
    "Torrania's coast guard boarded a Vennish ferry on Sunday."
)
MAY = (
    "“We could live with foreign pilots on the ferries if the harbour toll is halved,” Ms. Halloran said on Thursday."
    "\n\n"
    '=HYPERLINK("http://example.org","Click") stood in the leaked draft, said Oskar Brandt of Torrania; he asked that '
    "the toll be halved by 1 June."
)
WIRE = MAY.replace("Ms. Halloran", "Minister Halloran")


def spot(document: Document, quote: str, after: int = 0):
    start = document.text.index(quote, after)
    return document.span(start, start + len(quote))


@pytest.fixture
def dossier() -> Archive:
    april = Document.of(
        APRIL, title="Vennmark says no", publisher="Sound Post", published=date(2025, 4, 2), origin="a.txt"
    )
    may = Document.of(
        MAY, title="Softer tones", publisher="Reef Herald", published=date(2025, 5, 9), origin="m.pdf",
        pages=(0, MAY.index("=HYPER")),
    )  # fmt: skip
    wire = replace(Document.of(WIRE, title="Softer tones", publisher="Wire", origin="w.txt"), rewrite_of=may.id)
    s1 = Statement(
        id="s1", document=april.id, source=spot(april, "Petra Halloran, the foreign minister of Vennmark"),
        cue=spot(april, "said"), content=(spot(april, "that Vennmark rejected foreign pilots on the ferries"),),
        speaker="Petra Halloran", role="the foreign minister of Vennmark", party="vennmark",
        said_on=DateRange.on(date(2025, 3, 31)), reported_on=april.published, confidence=0.9,
    )  # fmt: skip
    s2 = Statement(
        id="s2", document=april.id, source=spot(april, "she"), cue=spot(april, "said", 140),
        content=(spot(april, "“We promised nothing,”"), spot(april, "“And the navy will stay in port.”")),
        speaker="Petra Halloran", party="vennmark", directness=Directness.DIRECT, reported_on=april.published,
        status=Status.ACCEPTED,
    )  # fmt: skip
    s3 = Statement(
        id="s3", document=may.id, source=spot(may, "Ms. Halloran"), cue=spot(may, "said"),
        content=(spot(may, "“We could live with foreign pilots on the ferries if the harbour toll is halved,”"),),
        speaker="Petra Halloran", party="vennmark", directness=Directness.DIRECT, reported_on=may.published,
    )  # fmt: skip
    s4 = Statement(
        id="s4", document=may.id, source=spot(may, "Oskar Brandt of Torrania"), cue=spot(may, "said", 130),
        content=(spot(may, "=HYPERLINK(\"http://example.org\",\"Click\") stood in the leaked draft"),),
        speaker="Oskar Brandt", party="torrania", reporters=("Reef Herald; evening",), reported_on=may.published,
    )  # fmt: skip
    p1 = Position(
        id="p1", party="vennmark", issue="pilots", option="foreign", stance=Stance.REJECTS, evidence=s1.content[0],
        actor="Petra Halloran", as_of=date(2025, 3, 31), statement="s1", status=Status.CORRECTED, confidence=0.8,
    )  # fmt: skip
    p2 = replace(
        p1, id="p2", stance=Stance.CONDITIONAL, evidence=s3.content[0], as_of=may.published, statement="s3",
        status=Status.PROPOSED,
    )  # fmt: skip
    p3 = Position(
        id="p3", party="torrania", issue="toll", option="halved", stance=Stance.ACCEPTS, basis=Basis.ASCRIBED,
        evidence=spot(may, "he asked that the toll be halved"), as_of=may.published,
    )  # fmt: skip
    record = Record(
        agenda=AGENDA,
        documents=(april, may, wire),
        statements=(s1, s2, s3, s4),
        coding=Coding(
            acts=(SpeechAct(id="a1", statement="s2", act=Act.DENIES),),
            positions=(p1, p2, p3),
            conditions=(
                Condition(id="c1", party="vennmark", kind=ConditionKind.PRECONDITION, requires="toll.halved",
                          before="pilots.foreign", evidence=s3.content[0], statement="s3"),
            ),
            commitments=(
                Commitment(id="m1", party="torrania", action="halve the toll", evidence=spot(may, "by 1 June"),
                           deadline=date(2025, 6, 1)),
            ),
            events=(
                Event(id="e1", category=Plover.COERCE, mode="board", source="torrania", target="vennmark",
                      evidence=spot(april, "Torrania's coast guard boarded a Vennish ferry"),
                      on=DateRange.on(date(2025, 3, 30))),
            ),
        ),
        findings=(
            Finding(id="f1", kind=FindingKind.SHIFT, explanation="Vennmark moved on pilots.", party="vennmark",
                    issue="pilots", option="foreign", from_stance=Stance.REJECTS, to_stance=Stance.CONDITIONAL,
                    evidence=(p1.evidence, p2.evidence), rows=("p1", "p2"), documents=(april.id, may.id)),
        ),
        notes=("a.txt: nothing odd", "The agenda was given."),
        issue_notes=(
            IssueNote(id="n1", issue="toll", text="Ana Ruiz asked\nthe =envoy.", author="Ana Ruiz",
                      written=datetime(2025, 6, 3, 8, 0, tzinfo=UTC)),
        ),
    )  # fmt: skip
    first = replace(p1, status=Status.PROPOSED, stance=Stance.OPEN)
    at = datetime(2025, 6, 2, 9, 30, tzinfo=UTC)
    revisions = (
        Revision(number=1, batch=1, kind=RowKind.POSITION, row="p1", change=Change.ENTERED, by="machine", at=at,
                 before=None, after=to_json(first)),
        Revision(number=2, batch=2, kind=RowKind.POSITION, row="p1", change=Change.CORRECTED, by="Ana Ruiz", at=at,
                 before=to_json(first), after=to_json(p1), reason="She says no, plainly."),
    )  # fmt: skip
    return Archive(record=record, revisions=revisions)


@pytest.fixture
def talks(dossier: Archive) -> Record:
    return dossier.record
