"""The views: what they make of a record, before anything is drawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from spadework import table
from spadework.briefing import words
from spadework.briefing.guide import Guide
from spadework.briefing.views import actors, findings, lanes, layout, preconditions, questions, timeline
from spadework.briefing.views.passages import Passages
from spadework.model import Agenda, Document, Position, Record, Stance, Statement, Status


def test_table_shows_the_latest_own_word_and_the_one_before(talks: Record) -> None:
    made = table.table(talks)
    cell = made.blocks[0].rows[0].cells["city"]
    assert [p.stance for p in cell.own] == [Stance.REJECTS]
    assert cell.before is not None and cell.before.stance is Stance.OPEN
    assert [i.id for i in made.silent_issues] == ["paint", "crew"]
    assert [p.id for p in made.silent_parties] == ["judge"]


def test_table_keeps_what_others_say_apart(talks: Record) -> None:
    fare = table.table(talks).blocks[1].rows[0]
    assert not fare.cells["city"].own
    assert [p.by for p in fare.cells["city"].ascribed] == ["union"]


def test_table_shows_two_voices_that_differ_on_the_same_day(talks: Record) -> None:
    never = talks.coding.positions[1]
    other = replace(never, id="x", actor="Her deputy", stance=Stance.CONDITIONAL)
    assert {p.stance for p in table.cell([never, other]).own} == {Stance.REJECTS, Stance.CONDITIONAL}
    long_ago = replace(other, as_of=date(2031, 1, 1))
    assert [p.stance for p in table.cell([long_ago, never]).own] == [Stance.REJECTS]


def test_table_takes_rows_that_the_agenda_does_not_know(talks: Record) -> None:
    made = table.table(replace(talks, agenda=Agenda()))
    assert [p.name for p in made.parties] == ["city", "union"]
    assert [b.issue.name for b in made.blocks] == ["night", "fare"]


def test_rejected_rows_are_left_out(talks: Record) -> None:
    rejected = tuple(replace(p, status=Status.REJECTED) for p in talks.coding.positions)
    assert not table.table(replace(talks, coding=replace(talks.coding, positions=rejected))).blocks


def test_timeline_tells_the_day_of_saying_from_the_day_of_report(talks: Record) -> None:
    steps = timeline.moves(Guide(talks))
    assert steps[0].row.id == "e-ropes"
    assert [m.day for m in steps] == sorted(m.day for m in steps if m.day)
    live = next(m for m in steps if m.row.id == "p-live")
    assert live.said is None and live.reported == date(2031, 3, 3)
    never = next(m for m in steps if m.row.id == "p-never")
    assert (never.change, never.before) == ("changed", Stance.OPEN)


def test_restating_is_no_change(talks: Record) -> None:
    again = replace(talks.coding.positions[1], id="again", as_of=date(2031, 3, 8))
    coding = replace(talks.coding, positions=(*talks.coding.positions, again))
    steps = timeline.moves(Guide(replace(talks, coding=coding)))
    assert next(m for m in steps if m.row.id == "again").change == "again"


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3000), st.sampled_from("abc")), min_size=2, max_size=60))
def test_marks_of_the_timeline_never_overlap(days: list[tuple[int, str]]) -> None:
    document = Document.of("Yes.", title="t")
    positions = tuple(
        Position(
            id=f"p{n}",
            party=p,
            issue="i",
            option="o",
            stance=Stance.OPEN,
            evidence=document.span(0, 3),
            as_of=date.fromordinal(737000 + d),
        )
        for n, (d, p) in enumerate(days)
    )
    guide = Guide(Record(agenda=Agenda(), documents=(document,)))
    guide.record = replace(guide.record, coding=replace(guide.record.coding, positions=positions))
    drawn = lanes.chart(guide, timeline.moves(guide))
    if len({d for d, _ in days}) < 2:
        assert drawn is None
        return
    assert drawn is not None
    assert len(drawn.dots) + sum(m.count for m in drawn.more) == len(days)
    spots = sorted((d.x, d.y) for d in drawn.dots)
    for n, (x, y) in enumerate(spots):
        assert 0 <= x <= drawn.width - lanes.MARK and 0 <= y <= drawn.height - lanes.MARK
        for x2, y2 in spots[n + 1 :]:
            assert abs(x - x2) >= lanes.MARK - 0.01 or abs(y - y2) >= lanes.MARK - 0.01


def test_actors_stand_with_their_party_and_outsiders_apart(talks: Record) -> None:
    camps = actors.camps(Guide(talks))
    assert [c.party.id if c.party else None for c in camps] == ["city", "union", "judge", None]
    assert [(v.name, v.role, len(v.statements)) for v in camps[0].voices] == [("Ida Quill", "mayor", 4)]
    assert [v.name for v in camps[3].voices] == ["a retired pilot"]


def test_findings_have_both_sides_beside_each_other_oldest_first(talks: Record) -> None:
    guide = Guide(talks)
    sides = findings.Evidence(guide)
    by_id = {f.id: f for f in guide.findings}
    account = sides.columns(by_id["f-account"])
    assert [(c.name, c.witnesses[0].speaker) for c in account] == [
        ("Deckhands’ Union", "Bo Tarn"),
        ("City of Aldmoor", "Ida Quill"),
    ]
    shift = sides.columns(by_id["f-shift"])
    assert [s.row.stance for c in shift for s in c.witnesses if isinstance(s.row, Position)] == [
        Stance.OPEN,
        Stance.REJECTS,
    ]


def test_top_findings_are_those_of_most_weight(talks: Record) -> None:
    assert [f.id for f in findings.top(talks, 2)] == ["f-shift", "f-account"]


def test_preconditions_mark_the_circle(talks: Record) -> None:
    guide = Guide(replace(talks, findings=()))
    made = preconditions.graph(guide)
    assert [e.circular for e in made.edges] == [True, True]
    drawing = layout.draw(guide, made)
    assert drawing is not None and len(drawing.boxes) == 2
    only = replace(guide.record, coding=replace(guide.record.coding, conditions=guide.record.coding.conditions[:1]))
    assert [e.circular for e in preconditions.graph(Guide(only)).edges] == [False]


def test_preconditions_on_themselves_and_off_the_agenda_are_drawn(talks: Record) -> None:
    one, two = talks.coding.conditions
    odd = (replace(one, before=one.requires), replace(two, requires=None, before=None))
    guide = Guide(replace(talks, coding=replace(talks.coding, conditions=odd), findings=()))
    drawing = layout.draw(guide, preconditions.graph(guide))
    assert drawing is not None and len(drawing.boxes) == 3


def test_questions_name_dodges_silence_and_deeds_without_a_doer(talks: Record) -> None:
    asked = questions.questions(Guide(talks))
    assert [p.id for p in asked.dodged] == ["p-dodge"]
    assert {s.issue.id: [p.id for p in s.parties] for s in asked.silent} == {"night": ["union"], "fare": ["city"]}
    assert [i.id for i in asked.untouched] == ["paint", "crew"]
    assert [e.id for e in asked.doer_open] == ["e-ropes"]


def test_passages_mark_nested_statements_and_say_where_they_end(talks: Record) -> None:
    guide = Guide(talks)
    second = Passages(guide).of(talks.documents[0])[1]
    inner = [s for s in second.segments if "inner" in s.classes]
    assert "".join(s.text for s in inner).endswith("to raise the fare by Friday")
    assert [r for s in second.segments for r in s.rows] == ["s-tarn", "s-inner"]
    assert {"p-said", "c-fare", "f-account"} <= set(second.rows)


def test_number_of_a_statement_stands_behind_the_closing_quote(talks: Record) -> None:
    first = Passages(Guide(talks)).of(talks.documents[0])[0]
    before = "".join(
        s.text for s in first.segments[: next(n for n, s in enumerate(first.segments) if s.rows == ("s-paint",)) + 1]
    )
    assert before.endswith("painted,”")


@settings(deadline=None)
@given(st.data())
def test_passages_lose_no_letter_whatever_spans_cross(data: st.DataObject) -> None:
    text = "\n\n".join(
        data.draw(
            st.lists(st.text("ab .”", min_size=1, max_size=20).map(lambda t: "x" + t + "x"), min_size=1, max_size=4)
        )
    )
    document = Document.of(text, title="t")
    places = st.tuples(st.integers(0, len(text) - 1), st.integers(0, len(text) - 1)).map(sorted)
    said = []
    for n in range(data.draw(st.integers(0, 6))):
        start, end = data.draw(places)
        span = document.span(start, end + 1)
        said.append(Statement(id=f"s{n}", document=document.id, source=span, cue=None, content=(span,), speaker="x"))
    guide = Guide(Record(agenda=Agenda(), documents=(document,), statements=tuple(said)))
    made = Passages(guide).of(document)
    spots = guide.paragraphs(document.id)
    assert ["".join(s.text for s in p.segments) for p in made] == [text[a:b] for a, b in spots]
    numbered = [r for p in made for s in p.segments for r in s.rows]
    assert len(numbered) == len(set(numbered))
    for p, (a, b) in zip(made, spots, strict=True):
        at = a
        for s in p.segments:
            inside = any(c.start <= at < c.end and c.quote.strip() for x in said for c in x.content)
            assert ("content" in s.classes) == inside
            at += len(s.text)
        assert at == b


def test_numbers_are_one_a_row(talks: Record) -> None:
    numbers = Guide(talks).numbers
    assert len(set(numbers.values())) == len(numbers)
    assert numbers["f-account"] == "F1" and numbers["s-quill"] == "S1" and numbers["p-live"] == "P1"


def test_a_quote_that_is_not_at_its_place_is_cited_by_its_document_only(talks: Record) -> None:
    guide = Guide(talks)
    good = talks.coding.positions[0].evidence
    assert guide.cite(good).label == "D1 ¶1"
    assert guide.cite(replace(good, quote="something else")).anchor == "D1"
    assert guide.cite(replace(good, document="gone")).anchor is None
    assert guide.cite(replace(good, page=4)).label == "D1 p. 4 ¶1"


def test_words() -> None:
    assert words.listing(["a", "b", "c"]) == "a, b and c" and words.listing([]) == "" and words.listing(["a"]) == "a"
    assert words.quoted("“half open") == "“half open”" and words.quoted("“a” and “b”") == "“a” and “b”"
    assert words.short("one two three four", 10) == "one two…"
    assert words.day(None) == "undated"
    assert set(words.KINDS) == set(type(next(iter(words.KINDS)))) and set(words.STANCES) == set(Stance)
