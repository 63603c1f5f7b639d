"""The brief before it is rendered: what its parts say, and what leads where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from spadework.briefing import PARTS, Options, build
from spadework.briefing.content import (
    Block,
    Brief,
    Callout,
    Figure,
    Heading,
    Item,
    NoteRef,
    Paragraph,
    Part,
    Points,
    Ref,
    Row,
    Runs,
    Sides,
    StatusMark,
    Table,
    anchors,
    plain,
)
from spadework.briefing.options import ALL
from spadework.errors import SpadeworkError
from spadework.model import Agenda, Basis, Commitment, CommitmentStatus, Finding, FindingKind, IssueNote, Record, Status
from spadework.settling import draft
from spadework.settling.showing import look

NOTES = (
    IssueNote(id="n1", issue="fare", text="Ask.\nAgain.", author="anna", written=datetime(2031, 3, 5, 9, tzinfo=UTC)),
    IssueNote(id="n2", issue="gone", text="?", author="ben", written=datetime(2031, 3, 6, tzinfo=UTC)),
    IssueNote(
        id="n3", issue="fare", text="no", author="ben", written=datetime(2031, 3, 6, tzinfo=UTC), status=Status.REJECTED
    ),
)


def made(record: Record, *parts: str, **options: object) -> Brief:
    return build(record, Options(parts=parts, **options))  # type: ignore[arg-type]


def only(record: Record, name: str, **options: object) -> Part:
    (part,) = made(record, name, **options).parts
    return part


def lines(block: Block) -> Iterator[Runs]:
    """Every line of runs of a block."""
    match block:
        case Paragraph():
            yield block.runs
        case Points():
            yield from (p.runs for p in block.points)
        case Table():
            for row in block.rows:
                yield from [line for c in row.cells for line in c.lines] if isinstance(row, Row) else [row.runs]
        case Sides():
            yield from (line for s in block.sides for q in s.quotations for line in q.lines)
        case Figure():
            yield block.caption
        case Callout() | Item():
            for inner in block.blocks:
                yield from lines(inner)


def told(part: Part) -> str:
    return "\n".join(plain(line) for block in part.blocks for line in lines(block))


def headings(part: Part) -> list[str]:
    return [b.text for b in part.blocks if isinstance(b, Heading)]


def test_parts_stand_in_the_order_that_was_chosen(talks: Record) -> None:
    assert [p.id for p in made(talks, "deeds", "summary", "notes").parts] == ["deeds", "summary", "notes"]
    given = [p.id for p in build(talks).parts]
    assert given == [p for p in PARTS if p not in ("since", "settlement", "notes")]


def test_a_part_that_was_asked_for_says_that_it_is_empty(talks: Record) -> None:
    assert told(only(Record(agenda=Agenda()), "findings")) == "Nothing of this kind was found."


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (Options(parts=("finding",)), "no part 'finding'.*summary"),
        (Options(parts=("deeds", "deeds")), "named twice"),
        (Options(parts=("since",)), "needs the day of the last brief"),
        (Options(parts=("settlement",)), "needs a scenario"),
        (Options(since=date(2031, 3, 6), as_of=date(2031, 3, 6)), "comes before"),
    ],
)
def test_what_cannot_be_told_is_refused(options: Options, why: str, talks: Record) -> None:
    with pytest.raises(SpadeworkError, match=why):
        build(talks, options)


def test_every_footnote_has_its_quote_document_and_day_and_is_referred_to(talks: Record) -> None:
    brief = build(talks)
    referred = [
        r.number for p in brief.parts for b in p.blocks for line in lines(b) for r in line if isinstance(r, NoteRef)
    ]
    assert (
        [n.number for n in brief.footnotes] == list(dict.fromkeys(referred)) == list(range(1, len(brief.footnotes) + 1))
    )
    texts = {d.title: d for d in talks.documents}
    for n in brief.footnotes:
        assert n.quote in texts[n.document].text and n.day == texts[n.document].published
        assert n.paragraph and n.quote[:20] in texts[n.document].text.split("\n\n")[n.paragraph - 1]
        assert n.target in anchors(brief) and n.rows


def test_a_footnote_tells_the_page(talks: Record) -> None:
    paged = replace(talks.documents[0], pages=(0, 130))
    evidence = replace(talks.coding.positions[2].evidence, page=2)
    positions = (replace(talks.coding.positions[2], evidence=evidence),)
    record = replace(talks, documents=(paged,), coding=replace(talks.coding, positions=positions), findings=())
    assert [n.page for n in made(record, "positions").footnotes] == [2]


def test_references_lead_to_what_is_there(talks: Record) -> None:
    brief = build(talks)
    known = anchors(brief)
    found = {r.target for p in brief.parts for b in p.blocks for line in lines(b) for r in line if isinstance(r, Ref)}
    assert found and found <= known
    assert "S1" not in anchors(made(talks, "findings"))


def test_every_proposal_is_marked_and_what_an_analyst_did_is_counted(talks: Record) -> None:
    positions = tuple(
        replace(p, status=s)
        for p, s in zip(
            talks.coding.positions, [Status.ACCEPTED, Status.CORRECTED, Status.REJECTED, Status.PROPOSED], strict=True
        )
    )
    record = replace(talks, coding=replace(talks.coding, positions=positions))
    brief = build(record, replace(ALL, since=date(2031, 3, 4)))
    assert "Of 17 rows 2 were accepted or corrected by an analyst." in [plain(p.runs) for p in brief.front]
    parts = {p.id: p for p in brief.parts}
    for name in ("summary", "since", "positions", "findings", "timeline", "conditions", "commitments", "questions",
                 "deeds", "ledger"):  # fmt: skip
        marks = [r for b in parts[name].blocks for line in lines(b) for r in line if isinstance(r, StatusMark)]
        assert any(m.status is Status.PROPOSED for m in marks), name
    table = next(b for b in parts["timeline"].blocks if isinstance(b, Table))
    by_id = {
        r.id: {m.status for c in r.cells for x in c.lines for m in x if isinstance(m, StatusMark)}
        for r in table.rows
        if isinstance(r, Row)
    }
    assert by_id["p-live"] == {Status.ACCEPTED} and by_id["p-never"] == {Status.CORRECTED} and "p-said" not in by_id


def test_the_bottom_line_comes_first_and_is_short(talks: Record) -> None:
    gap = Finding(id="f-gap", kind=FindingKind.GAP, explanation="No way on fares.", issue="fare", weight=0.7)
    part = only(replace(talks, findings=(*talks.findings, gap)), "summary")
    first = part.blocks[0]
    assert isinstance(first, Paragraph)
    told = plain(first.runs)
    assert told.startswith("Parties took positions on 2 issues. There is no common ground yet on Fares. Last to move")
    assert "Last to move: City of Aldmoor on Night ferries, “Run”: open → rejects (6 Mar 2031). F2 (proposed)" in told
    assert "What blocks most: contested account, Deckhands’ Union and City of Aldmoor on Fares. F1 (un" in told
    assert headings(part) == ["What moved", "What blocks", "Next dates"]


def bottom(record: Record, **options: object) -> str:
    first = only(record, "summary", **options).blocks[0]
    assert isinstance(first, Paragraph)
    return plain(first.runs)


def test_the_bottom_line_claims_no_more_than_was_found(talks: Record) -> None:
    bare = replace(talks, findings=())
    assert bottom(bare).endswith("Whether they could meet on any does not show.")
    own = [p for p in talks.coding.positions if p.basis is Basis.OWN]
    alone = replace(bare, coding=replace(bare.coding, positions=tuple(p for p in own if p.party == own[0].party)))
    assert bottom(alone).endswith("; no other party did.") and "common ground" not in bottom(alone)
    said = tuple(replace(p, basis=Basis.ASCRIBED, by=None, actor=None) for p in own)
    assert bottom(replace(bare, coding=replace(bare.coding, positions=said))).startswith("No party took a position")
    nothing = "There is no document to tell from."
    assert bottom(talks, as_of=date(1990, 1, 1)) == bottom(Record(agenda=Agenda())) == nothing


def test_what_was_dismissed_was_found(talks: Record) -> None:
    gap = Finding(
        id="f-gap", kind=FindingKind.GAP, explanation="No way.", issue="fare", weight=0.7, status=Status.REJECTED
    )
    told_of = told(only(replace(talks, findings=(gap,)), "summary"))
    assert "Dismissed by analysts: all gaps that were found." in told_of
    looked = told_of.partition("Looked for and not found: ")[2].partition(".")[0]
    assert "overlaps" in looked and "gaps" not in looked


def test_the_summary_bounds_what_it_tells(talks: Record) -> None:
    many = tuple(replace(talks.findings[n % 3], id=f"f{n}", explanation="long " * 200) for n in range(300))
    part = only(replace(talks, findings=many), "summary")
    points = sum(len(b.points) for b in part.blocks if isinstance(b, Points))
    assert points <= 20 and len(told(part)) < 6000


def test_next_dates_are_those_to_come_then_those_that_passed(talks: Record) -> None:
    fare = talks.coding.commitments[0]
    days = (date(2031, 3, 20), date(2031, 3, 10), date(2031, 3, 1))
    promises = tuple(replace(fare, id=f"c{d.day}", deadline=d, action=f"act {d.day}") for d in days)
    kept = replace(fare, id="kept", deadline=date(2031, 3, 12), state=CommitmentStatus.KEPT)
    record = replace(talks, coding=replace(talks.coding, commitments=(*promises, kept)))
    part = only(record, "summary")
    dates = next(b for h, b in zip(part.blocks, part.blocks[1:], strict=False)
                 if isinstance(h, Heading) and h.text == "Next dates" and isinstance(b, Points))  # fmt: skip
    assert [p.label for p in dates.points] == ["10 Mar 2031", "20 Mar 2031", "1 Mar 2031, no report"]


def test_a_brief_as_of_a_day_knows_nothing_later(talks: Record) -> None:
    brief = build(replace(talks, issue_notes=NOTES), replace(ALL, as_of=date(2031, 3, 5)))
    everything = "\n".join(told(p) for p in brief.parts)
    assert brief.as_of == date(2031, 3, 5)
    assert "could live with night ferries" in everything and "now rejects" not in everything
    assert "D2" not in anchors(brief) and "ben" not in everything


def test_since_last_time_tells_what_is_new(talks: Record) -> None:
    part = only(talks, "since", since=date(2031, 3, 4))
    text = told(part)
    assert "after 4 Mar 2031: 1 document with 3 new statements" in text
    assert "City of Aldmoor open → rejects Night ferries: Run" in text
    assert "Deckhands’ Union noncommittal Fares: Raised" in text
    assert {"Documents that came out", "Positions that shifted", "Positions taken for the first time"} <= set(
        headings(part)
    )
    quiet = told(only(talks, "since", since=date(2031, 3, 6)))
    assert quiet.startswith("Nothing that came out after 6 Mar 2031")


def test_notes_stand_under_their_issue_with_who_and_when(talks: Record) -> None:
    part = only(replace(talks, issue_notes=NOTES), "notes")
    assert headings(part) == ["Fares", "gone"]
    callouts = [b for b in part.blocks if isinstance(b, Callout)]
    assert [c.title for c in callouts] == ["anna, 5 Mar 2031 09:00 UTC", "ben, 6 Mar 2031 00:00 UTC"]
    assert [plain(p.runs) for p in callouts[0].blocks if isinstance(p, Paragraph)] == ["Ask.", "Again."]


def test_positions_of_many_parties_are_spread_over_tables(talks: Record) -> None:
    position = talks.coding.positions[0]
    many = tuple(replace(position, id=f"p{n}", party=f"party {n}") for n in range(13))
    part = only(replace(talks, coding=replace(talks.coding, positions=many)), "positions")
    assert [len(t.columns) - 1 for t in part.blocks if isinstance(t, Table)] == [5, 5, 3]


def test_rows_and_columns_fit(talks: Record) -> None:
    for part in build(replace(talks, issue_notes=NOTES)).parts:
        for block in part.blocks:
            if isinstance(block, Table):
                assert all(len(r.cells) == len(block.columns) for r in block.rows if isinstance(r, Row)), part.id


def test_conditions_are_drawn_with_the_circle_marked(talks: Record) -> None:
    part = only(talks, "conditions")
    figure = next(b for b in part.blocks if isinstance(b, Figure))
    assert figure.svg.startswith("<svg") and 'class="arrow circular"' in figure.svg
    assert "2 steps and 2 arrows, 2 of them in a circle" in figure.alt
    assert told(part).count("circular") == 2


def test_a_settlement_is_told_and_a_draft_is_called_one(talks: Record) -> None:
    agreed = replace(talks.coding.positions[0], id="p-union", party="union", actor=None)
    record = replace(talks, coding=replace(talks.coding, positions=(agreed, *talks.coding.positions)))
    outcome = look(draft(record), draws=20)
    brief = build(record, replace(ALL, outcome=outcome))
    part = next(p for p in brief.parts if p.id == "settlement")
    assert told(part).startswith("By the draft scenario that nobody has confirmed")
    assert [c.kind for c in part.blocks if isinstance(c, Callout)] == ["warning"]
    summary = next(p for p in brief.parts if p.id == "summary")
    assert "By the draft scenario that nobody has confirmed" in told(summary)
    if outcome.settlement.possible:
        assert any(isinstance(b, Figure) and b.name == "frontier" for b in part.blocks)
        assert any(isinstance(b, Table) and b.name == "packages" for b in part.blocks)
    else:
        assert "What would open one" in headings(part)


def test_long_lists_say_what_they_leave_out(talks: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    from spadework.briefing.parts import deeds, ledger, timeline

    for module in (deeds, ledger, timeline):
        monkeypatch.setattr(module, "MOST", 2)
    event = talks.coding.events[0]
    coding = replace(talks.coding, events=tuple(replace(event, id=f"e{n}") for n in range(5)))
    record = replace(talks, coding=coding)
    assert "3 earlier deeds are left out here" in told(only(record, "deeds"))
    assert "the last 2 of 7 statements" in told(only(record, "ledger"))
    assert "earlier moves are left out here" in told(only(record, "timeline"))
    assert len(made(record, "deeds").footnotes) <= 2


def test_commitments_not_kept_come_with_their_state(talks: Record) -> None:
    part = only(talks, "commitments")
    assert "? unverified" in told(part) and "by Deckhands" in told(part)
    assert isinstance(talks.coding.commitments[0], Commitment)
