"""The front door: documents in, a record out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from spadework import Dossier, SpadeworkError
from spadework.agenda import fitting, template
from spadework.errors import MissingFile
from spadework.intake import Failed, Taken
from spadework.model import (
    Agenda,
    Basis,
    Document,
    FindingKind,
    Issue,
    Option,
    Party,
    Record,
    Stance,
    from_json,
    to_json,
)

AGENDA = Agenda(
    name="Sallow Sound",
    parties=(
        Party(id="ve", name="Vennmark", aliases=("Vennish",)),
        Party(id="to", name="Torrania", aliases=("Torranian",)),
    ),
    issues=(
        Issue(
            id="pilots",
            name="Pilots on ferries",
            options=(
                Option(id="foreign", text="Foreign pilots on the ferries"),
                Option(id="none", text="No foreign pilots"),
            ),
        ),
        Issue(id="toll", name="The harbour toll", options=(Option(id="cut", text="The harbour toll is halved"),)),
    ),
)
LATER = Document.of(
    "“Vennmark could live with foreign pilots on the ferries,” Ms. Halloran said on Thursday.",
    title="Softer tones",
    published=date(2030, 4, 12),
)
EARLIER = Document.of(
    "Petra Halloran, the foreign minister of Vennmark, said on Monday that Vennmark rejected foreign pilots on the "
    "ferries.\n\nTorrania wants the harbour toll halved, its prime minister said.",
    title="Hard tones",
    published=date(2030, 4, 2),
)
UNDATED = Document.of("Torrania said it was raining in the sound.", title="Weather")


@pytest.fixture
def dossier() -> Dossier:
    made = Dossier(AGENDA)
    for document in (LATER, EARLIER):
        made.add(document)
    return made


def test_documents_stand_in_order_of_date_undated_ones_last(dossier: Dossier) -> None:
    first = Dossier(AGENDA)
    for document in (UNDATED, LATER, EARLIER):
        first.add(document)
    assert first.documents == (EARLIER, LATER, UNDATED)
    assert first.record().documents == first.documents


def test_same_text_is_kept_once_and_told(dossier: Dossier) -> None:
    again = Document.of(EARLIER.text, title="The same in another paper", published=date(2030, 5, 1))
    assert dossier.add(again) == EARLIER
    assert len(dossier.documents) == 2
    assert dossier.warnings == ["The same in another paper: the same text as Hard tones; kept once"]


def test_stages_are_there_by_name(dossier: Dossier) -> None:
    record = dossier.record()
    assert dossier.statements() == record.statements and record.statements
    assert dossier.positions() == record.coding.positions and record.coding.positions
    assert dossier.findings() == record.findings
    assert record.agenda.issues == AGENDA.issues and record.agenda.name == "Sallow Sound"


def test_surname_is_who_was_named_in_full_before(dossier: Dossier) -> None:
    (later,) = [s for s in dossier.statements() if s.document == LATER.id]
    assert (later.speaker, later.party) == ("Petra Halloran", "ve")
    assert "Petra Halloran" in {a.name for a in dossier.record().agenda.actors}


def test_surname_alone_is_nobody_known() -> None:
    alone = Dossier(AGENDA)
    alone.add(LATER)
    (statement,) = alone.statements()
    assert statement.speaker != "Petra Halloran"


def test_two_days_make_a_shift(dossier: Dossier) -> None:
    own = [(p.as_of, p.stance) for p in dossier.positions() if p.party == "ve" and p.basis is Basis.OWN]
    assert (date(2030, 4, 1), Stance.REJECTS) in own and (date(2030, 4, 11), Stance.OPEN) in own
    (shift,) = [f for f in dossier.findings() if f.kind is FindingKind.SHIFT]
    assert (shift.party, shift.issue, shift.from_stance, shift.to_stance) == (
        "ve",
        "pilots",
        Stance.REJECTS,
        Stance.OPEN,
    )
    assert shift.documents == (EARLIER.id, LATER.id)


def test_without_an_agenda_the_template_that_fits_is_taken_and_named() -> None:
    dossier = Dossier()
    dossier.add(EARLIER)
    record = dossier.record()
    name, _ = fitting([EARLIER])
    note = record.notes[0]
    assert f"“{name}”" in note and "Vennmark" in note
    assert record.agenda.issues == template(name).issues


def test_undated_documents_are_told(dossier: Dossier) -> None:
    assert not dossier.record().notes
    dossier.add(UNDATED)
    (note,) = dossier.record().notes
    assert note.startswith("1 of 3 documents have no date of publication")


def test_record_goes_to_json_and_back(dossier: Dossier) -> None:
    record = dossier.record()
    assert from_json(to_json(record), Record) == record
    assert from_json(to_json(record, indent=2), Record) == record


def test_adding_after_a_record_reads_anew() -> None:
    dossier = Dossier(AGENDA)
    dossier.add(LATER)
    before = dossier.record()
    assert dossier.record() is before
    dossier.add(EARLIER)
    after = dossier.record()
    assert len(after.documents) == 2 and after != before
    assert "Petra Halloran" in {s.speaker for s in after.statements if s.document == LATER.id}


def test_adding_what_is_there_changes_nothing(dossier: Dossier) -> None:
    before = dossier.record()
    dossier.add(EARLIER)
    assert dossier.record() is before


def test_given_statements_are_not_taken_for_read_ones(dossier: Dossier) -> None:
    dossier.record([])
    assert dossier.statements()


def test_given_statements_are_taken_as_read(dossier: Dossier) -> None:
    one = dossier.statements()[:1]
    assert dossier.record(one).statements == one
    assert dossier.record([]).statements == () == dossier.record([]).coding.positions


def test_empty_dossier_has_an_empty_record() -> None:
    record = Dossier(AGENDA).record()
    assert not record.documents and not record.statements and not record.findings


def test_files_and_what_is_told_of_them(tmp_path) -> None:
    path = tmp_path / "note.txt"
    path.write_text(EARLIER.text, encoding="utf-8")
    dossier = Dossier(AGENDA)
    document = dossier.add(path, published=date(2025, 4, 2), title="Told", publisher="Sound Post")
    assert (document.title, document.publisher, document.published) == ("Told", "Sound Post", date(2025, 4, 2))
    assert document.text == EARLIER.text


def test_file_that_is_not_there_leaves_the_dossier_as_it_was(dossier: Dossier, tmp_path) -> None:
    with pytest.raises(MissingFile, match=r"gone\.txt"):
        dossier.add(tmp_path / "gone.txt")
    assert len(dossier.documents) == 2


def test_brief_is_written_where_it_is_told(dossier: Dossier, tmp_path) -> None:
    path = dossier.brief(tmp_path / "brief.html")
    assert path == tmp_path / "brief.html"
    page = path.read_text(encoding="utf-8")
    assert "Pilots on ferries" in page and "Hard tones" in page


def test_brief_that_cannot_be_written_is_an_error_of_ours(dossier: Dossier, tmp_path) -> None:
    with pytest.raises(SpadeworkError):
        dossier.brief(tmp_path / "no such folder" / "brief.html")


def test_progress_is_told_by_stage() -> None:
    told: list[tuple[str, int, int]] = []
    dossier = Dossier(AGENDA, progress=lambda *step: told.append(step))
    dossier.add(EARLIER)
    dossier.add(LATER)
    dossier.record()
    assert [s for s in told if s[0] == "reading"] == [("reading", 0, 2), ("reading", 1, 2)]
    assert [s for s, _, _ in told][-3:] == ["coding", "comparing", "done"]


STORY = "\n\n".join(
    f"{line} The boats in the harbour of the {place} island stayed at their moorings until the {n}th day."
    for n, (place, line) in enumerate(
        (
            ("first", "Petra Halloran, the foreign minister of Vennmark, said that Vennmark rejected foreign pilots."),
            ("second", "Torrania wants the harbour toll halved, its prime minister said after a meeting with owners."),
            ("third", "The ferry companies have asked for a decision before the winter, and have named no day for it."),
            ("fourth", "Rain kept most of the boats in port, and those that sailed came back before it was dark."),
        ),
        4,
    )
)
WIRE = Document.of(STORY, title="The wire", published=date(2030, 4, 2))
PAPER = Document.of("Anger in the ports\n\n" + STORY, title="The paper", published=date(2030, 4, 3))


@pytest.mark.parametrize("order", [(WIRE, PAPER), (PAPER, WIRE)])
def test_a_rewrite_is_linked_to_what_came_out_first_and_told(order: tuple[Document, Document]) -> None:
    dossier = Dossier(AGENDA)
    dossier.add(order[0])
    added = dossier.add(order[1])
    assert added.rewrite_of == order[0].id, "to what is there already"
    (told,) = dossier.warnings
    assert told == f"{order[1].title}: much the same text as {order[0].title}; both count as one source"
    wire, paper = dossier.documents
    assert (wire.id, wire.rewrite_of) == (WIRE.id, None)
    assert (paper.id, paper.rewrite_of) == (PAPER.id, WIRE.id)
    assert dossier.record().documents == (wire, paper)


def test_what_a_rewrite_repeats_makes_no_finding_of_its_own() -> None:
    alone, both = Dossier(AGENDA), Dossier(AGENDA)
    alone.add(WIRE)
    both.add(WIRE)
    both.add(PAPER)
    assert len(both.statements()) > len(alone.statements()), "it is read all the same"
    assert both.findings() == alone.findings()


def test_whatever_a_source_holds_can_be_added(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.txt").write_text("Anger in the ports\n\n" + STORY, encoding="utf-8")
    dossier = Dossier(AGENDA)
    first, bad, again = dossier.add_each(tmp_path, publisher="The desk")
    assert isinstance(first, Taken) and first.document.publisher == "The desk"
    assert isinstance(bad, Failed)
    assert isinstance(again, Taken) and again.document.rewrite_of == first.document.id
    assert [d.origin for d in dossier.documents] == ["a.txt", "c.txt"]
    assert any("much the same text" in w for w in dossier.warnings)


def test_a_brief_in_another_format_of_chosen_parts(tmp_path: Path) -> None:
    from spadework.briefing import Options

    dossier = Dossier()
    dossier.add(
        Document.of("The minister said that the port would stay shut.", title="Port", published=date(2030, 1, 2))
    )
    path = dossier.brief(tmp_path / "b.md", Options(parts=("ledger",), classification="Mine"))
    text = path.read_text(encoding="utf-8")
    assert "**Mine**" in text and "the port would stay shut" in text and "## Summary" not in text
    assert dossier.brief(tmp_path / "b", format="html").read_bytes().startswith(b"<!doctype html>")
    with pytest.raises(SpadeworkError, match="no part 'x'"):
        dossier.brief(tmp_path / "c.md", Options(parts=("x",)))
