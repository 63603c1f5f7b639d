"""What is left out is nowhere in what is handed out, in any format; what cannot be kept back is told."""

from __future__ import annotations

import io
import zipfile
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from archives import archives
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from spadework.errors import ExchangeError, Mentioned
from spadework.exchange import Format, Mentions, export, redact
from spadework.exchange.checking import check, rows
from spadework.exchange.naming import Names
from spadework.model import (
    Actor,
    Archive,
    Change,
    Document,
    Record,
    Revision,
    RowKind,
    Statement,
    Term,
    to_json,
)


def everything(archive: Archive, folder: Path) -> str:
    """All that the exports in every format hold, as one text."""
    told = []
    for format in Format:
        path = folder / {"json": "a.json", "jsonld": "a.jsonld", "xlsx": "a.xlsx", "plover": "a.jsonl"}.get(
            format, format
        )
        for file in export(archive, path, format):
            data = file.read_bytes()
            if file.suffix == ".xlsx":
                with zipfile.ZipFile(io.BytesIO(data)) as packed:
                    data = b"\n".join(packed.read(n) for n in packed.namelist())
            told += [file.name, data.decode()]
    folder_files = [p for p in folder.rglob("*") if p.is_file()]
    return "\n".join([*told, *(p.read_bytes().decode("utf-8", "replace") for p in folder_files)])


# Words that nothing else has.
WHO, WHERE, WHAT = "Zorobabel Quixwood", "Xylofield Gazette 77", "zzyx plover qqq under the wharf tonight"


@st.composite
def secrets(draw: st.DrawFn) -> tuple[Archive, Document, set[str]]:
    """A dossier with an actor and a document that nobody may learn of, woven into its rows and its history."""
    archive = draw(archives())
    record = archive.record
    lead = draw(st.text(max_size=5, alphabet="ab "))
    secret = replace(
        Document.of(f"{lead} {WHAT}. {WHO} said so to {WHO}.", title=f"{WHERE} one"),
        publisher=WHERE, origin=f"{WHERE}.txt", rewrite_of=draw(st.sampled_from([None, record.documents[0].id])),
    )  # fmt: skip
    assume(secret.id not in {d.id for d in record.documents})
    start = secret.text.index(WHAT)
    span = secret.span(start, start + len(WHAT))

    def stained(row):
        """The row with one of its words or places changed for a secret one."""
        changes = {
            "speaker": WHO, "actor": WHO, "action": f"ask {WHO} for it", "explanation": f"{WHO.upper()} moved",
            "actors": (WHO,), "text": f"call {WHO} back", "author": WHO, "reporters": (f"an aide of {WHO}",),
            "role": f"spokesman of {WHO.split()[1]}",
        }  # fmt: skip
        open = [n for n in changes if n in {f.name for f in fields(row)}]
        open += ["evidence"] if hasattr(row, "evidence") else []
        if not open or not draw(st.booleans()):
            return row
        name = draw(st.sampled_from(open))
        if name == "evidence":
            return replace(row, evidence=(span,) if isinstance(row.evidence, tuple) else span)
        return replace(row, **{name: changes[name]})

    said = Statement(id="secret-s", document=secret.id, source=None, cue=None, content=(span,), speaker="A guard")
    statements = (*map(stained, record.statements), said)
    statements = tuple(
        replace(s, within="secret-s") if s.within is None and s is not said and draw(st.booleans()) else s
        for s in statements
    )
    c = record.coding
    positions = tuple(replace(p, statement="secret-s") if draw(st.booleans()) else p for p in map(stained, c.positions))
    coding = replace(
        c, positions=positions, conditions=tuple(map(stained, c.conditions)), events=tuple(map(stained, c.events)),
        commitments=tuple(map(stained, c.commitments)),
    )  # fmt: skip
    notes = (*record.notes, f"{WHERE}.txt: half of it is not English", f"{WHO} was not found")
    record = replace(
        record,
        agenda=replace(record.agenda, actors=(*record.agenda.actors, Actor(name=WHO, role="envoy"))),
        documents=(*record.documents, secret),
        statements=statements,
        coding=coding,
        findings=tuple(map(stained, record.findings)),
        notes=notes,
    )
    woven = replace(archive, record=record, revisions=history(draw, record, stained))
    check(woven)
    names = {WHO, WHO.split()[1], WHO.upper(), WHERE, WHAT, secret.id, secret.sha256, "secret-s"}
    return woven, secret, names


def history(draw: st.DrawFn, record: Record, stained) -> tuple[Revision, ...]:
    made: list[Revision] = []
    for kind, row in rows(record):
        states = [None, *([to_json(stained(row))] if draw(st.booleans()) else []), to_json(row)]
        for before, after in pairwise(states):
            made.append(
                Revision(
                    number=len(made) + 1, batch=len(made) + 1, kind=kind, row=row.id, change=Change.CORRECTED,
                    by=draw(st.sampled_from(["machine", "Ana Ruiz", WHO])), at=datetime(2025, 1, 1, tzinfo=UTC),
                    before=before, after=after, reverts=draw(st.sampled_from([None, *range(1, len(made) + 1)])),
                    reason=draw(st.sampled_from(["", f"as {WHO} told me", "typing error"])),
                )
            )  # fmt: skip
    return tuple(made)


@settings(max_examples=80, deadline=None)
@given(woven=secrets())
def test_nothing_of_what_is_left_out_is_in_the_exported_bytes(
    woven: tuple[Archive, Document, set[str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    archive, secret, names = woven
    kept = redact(archive, documents=[secret.title], actors=[WHO], mentions=Mentions.DROP)
    check(kept)
    told = everything(kept, tmp_path_factory.mktemp("out"))
    assert not [n for n in names if n in told]


@settings(max_examples=40, deadline=None)
@given(woven=secrets())
def test_what_has_nothing_to_do_with_it_stays(woven: tuple[Archive, Document, set[str]]) -> None:
    archive, secret, _ = woven
    rewritten = secret.rewrite_of
    kept = redact(archive, documents=[secret.id], mentions="keep")
    gone = {d.id for d in archive.record.documents} - {d.id for d in kept.record.documents}
    assert gone == {secret.id} and (rewritten is None or rewritten not in gone)
    out = {row.id for _, row in rows(archive.record)} - {row.id for _, row in rows(kept.record)}
    for kind, row in rows(archive.record):
        text = to_json(row)
        touched = secret.id in text or any(f'"{id}"' in text for id in out - {row.id}) or WHERE in text
        assert (row.id in out) == touched, (kind, row.id)
    assert redact(archive) == archive


def test_a_document_and_what_rests_on_it_goes(dossier: Archive) -> None:
    kept = redact(dossier, documents=["a.txt"])
    check(kept)
    record = kept.record
    assert [s.id for s in record.statements] == ["s3", "s4"]
    assert [p.id for p in record.coding.positions] == ["p2", "p3"]
    assert not record.coding.acts and not record.coding.events and not record.findings and not kept.revisions
    assert record.coding.conditions and record.coding.commitments
    assert record.notes == ("a.txt: nothing odd", "The agenda was given.")  # "a.txt" is too short a name to look for


def test_a_rewrite_of_what_is_left_out_is_told(dossier: Archive) -> None:
    april, may, wire = dossier.record.documents
    with pytest.raises(Mentioned, match="says again") as told:
        redact(dossier, documents=[may.id])
    assert list(told.value.places) == [wire.id]
    assert [d.id for d in redact(dossier, documents=[may.id], mentions="drop").record.documents] == [april.id]
    kept = redact(dossier, documents=[may.id], mentions="keep").record.documents
    assert [d.rewrite_of for d in kept] == [None, None]


def test_an_actor_whom_texts_name_is_told_with_the_documents(dossier: Archive) -> None:
    with pytest.raises(Mentioned, match="Petra Halloran") as told:
        redact(dossier, actors=["Petra Halloran"])
    assert set(told.value.places) == {d.id for d in dossier.record.documents}
    assert not redact(dossier, actors=["Petra Halloran"], mentions="drop").record.documents
    kept = redact(dossier, actors=["Petra Halloran"], mentions="keep")
    check(kept)
    assert [s.speaker for s in kept.record.statements] == ["Oskar Brandt"]
    assert [p.id for p in kept.record.coding.positions] == ["p3"]
    assert len(kept.record.documents) == 3 and not kept.record.agenda.actors


def test_an_actor_s_aliases_go_too_and_terms_of_a_party_that_goes(dossier: Archive) -> None:
    agenda = dossier.record.agenda
    party = agenda.parties[0]
    first = replace(agenda.actors[0], aliases=("Halloran the Elder",))
    other = Actor(
        name="Otto Reed", aliases=("Petra Halloran's man",), terms=(Term(since=date(2030, 1, 1), speaks_for=party.id),)
    )
    known = replace(dossier, record=replace(dossier.record, agenda=replace(agenda, actors=(first, other))))
    kept = redact(known, actors=[first.name], mentions="keep").record.agenda
    assert [(a.name, a.aliases) for a in kept.actors] == [("Otto Reed", ())]
    kept = redact(known, parties=[party.id], mentions="keep").record.agenda
    assert [t.speaks_for for a in kept.actors for t in a.terms] == [None]


def test_a_party_goes_with_its_people_and_rows(dossier: Archive) -> None:
    kept = redact(dossier, parties=["torrania"], mentions="keep")
    check(kept)
    assert [p.id for p in kept.record.agenda.parties] == ["vennmark"]
    assert "torrania" not in to_json(kept.record.coding) and [s.id for s in kept.record.statements] == [
        "s1",
        "s2",
        "s3",
    ]
    with pytest.raises(Mentioned):
        redact(dossier, parties=["Torrania"])


def test_the_agenda_cannot_be_changed_silently(dossier: Archive) -> None:
    agenda = dossier.record.agenda
    issues = (replace(agenda.issues[0], name="The Quill affair"), agenda.issues[1])
    named = replace(
        dossier, record=replace(dossier.record, agenda=replace(agenda, issues=issues, actors=(Actor(name="A. Quill"),)))
    )
    with pytest.raises(Mentioned, match="issue pilots, name"):
        redact(named, actors=["A. Quill"])


def test_history_begins_anew_where_it_no_longer_tells(dossier: Archive) -> None:
    p3 = dossier.record.coding.positions[2]
    before = replace(p3, actor="Ann Quill")
    by = {"kind": RowKind.POSITION, "row": "p3", "at": datetime(2025, 1, 1, tzinfo=UTC)}
    revisions = (
        Revision(number=1, batch=1, change=Change.ENTERED, by="machine", before=None, after=to_json(before), **by),
        Revision(number=2, batch=2, change=Change.CORRECTED, by="Ana", before=to_json(before), after=to_json(p3), **by),
    )
    archive = replace(dossier, revisions=revisions)
    check(archive)
    [left] = redact(archive, actors=["Ann Quill"]).revisions
    assert (left.number, left.batch, left.before, left.by, left.change) == (1, 1, None, "Ana", Change.ENTERED)
    assert left.after == to_json(p3)


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("Ms. Fenn said", "Dora Fenn", True),
        ("MINISTER FENN: No.", "Dora Fenn", True),
        ("dora\u00a0\nfenn’s aide", "Dora Fenn", True),
        ("Do\u00adra Fe\u200bnn", "Dora Fenn", True),
        ("Dora-Fenn", "Dora Fenn", True),
        ("Ｄｏｒａ Ｆｅｎｎ", "Dora Fenn", True),
        ("a fenn of reeds, Fennimore", "Dora Fenn", False),
        ("Dora said", "Dora Fenn", False),
        ("policy of the line", "Li", False),
        ("习近平说", "习近平", True),
        ("قال بوتين", "بوتين", True),
        ("a senior official said", "A senior official", True),
        ("officials", "A senior official", False),
        ("José", "Jose\u0301", True),
        ("U.S. troops", "U.S.", True),
    ],
)
def test_names_are_found_however_they_are_written(text: str, name: str, found: bool) -> None:
    assert bool(Names([name]).found(text)) is found


def test_namesakes_and_common_words_are_spared() -> None:
    names = Names(["Oskar Brandt"], ["US"], spared=["Anna Brandt", "Oskar Brandt"])
    assert not names.found("Anna Brandt told us. ANNA  BRANDT left.")
    assert names.found("Anna Brandt told Brandt.") == ("Oskar Brandt",)
    assert names.found("Oskar Brandt and Anna Brandt") == ("Oskar Brandt",)
    assert names.found("The US told us") == ("US",)


def test_what_the_agenda_calls_somebody_is_told_also_where_texts_are_kept(dossier: Archive) -> None:
    agenda = dossier.record.agenda
    issues = (replace(agenda.issues[0], name="The Halloran plan"), agenda.issues[1])
    named = replace(dossier, record=replace(dossier.record, agenda=replace(agenda, issues=issues)))
    with pytest.raises(Mentioned, match="issue pilots, name"):
        redact(named, actors=["Petra Halloran"], mentions="keep")


@pytest.mark.parametrize(
    ("what", "why"),
    [
        ({"documents": ["b.txt"]}, "no document has"),
        ({"documents": ["Softer tones"]}, "2 documents have the title"),
        ({"actors": ["Nobody Known"]}, "nobody in the dossier"),
        ({"actors": [" "]}, "without a name"),
        ({"parties": ["atlantis"]}, "has no party"),
        ({"fields": ["statement.speaker"]}, "cannot be left out"),
        ({"fields": ["document.text"]}, "cannot be left out"),
        ({"fields": ["position.confidence"]}, "cannot be left out"),
        ({"fields": ["statements"]}, "cannot be left out"),
        ({"fields": ["colour"]}, "cannot be left out"),
        ({"mentions": "shrug"}, "'shrug' is not known"),
    ],
)
def test_what_cannot_be_left_out_is_told(what: dict, why: str, dossier: Archive) -> None:
    with pytest.raises(ExchangeError, match=why):
        redact(dossier, **what)


def test_fields_are_emptied_in_rows_as_they_are_and_as_they_were(dossier: Archive) -> None:
    kept = redact(
        dossier, fields=["position.actor", "statement.role", "document.origin", "revision.by", "revision.reason"]
    )
    check(kept)
    assert {p.actor for p in kept.record.coding.positions} == {None}
    assert {d.origin for d in kept.record.documents} == {""}
    assert [r.by for r in kept.revisions] == ["machine", "analyst 1"]
    text = to_json(kept)
    assert "the foreign minister of Vennmark" not in text.replace(dossier.record.documents[0].text, "").replace(
        dossier.record.statements[0].source.quote, ""
    )
    assert "plainly" not in text and text.count("Ana Ruiz") == 1  # the note itself tells of her
    assert [n.author for n in kept.record.issue_notes] == ["analyst 1"]
    assert kept.record.notes == ("The agenda was given.",)


def test_whole_lists_go_with_what_rests_on_them(dossier: Archive) -> None:
    kept = redact(dossier, fields=["positions", "revisions", "notes", "issue_notes"])
    check(kept)
    assert (
        not kept.record.coding.positions and not kept.record.findings and not kept.revisions and not kept.record.notes
    )
    assert not kept.record.issue_notes
    assert kept.record.coding.conditions and len(kept.record.statements) == 4
