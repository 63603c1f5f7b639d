"""brat: files that brat opens, that come back, and that others have made."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from archives import AGENDA, archives
from hypothesis import given, settings

from spadework.errors import ExchangeError
from spadework.exchange import export, read
from spadework.model import Archive, Directness, Document, Record, Status


def validate(folder: Path) -> int:
    """A strict reading of the standoff format, apart from ours; how many events there are.

    As brat's own parser does: lines as `str.splitlines` parts them, ids that are there once, offsets in the text, the
    quoted text equal to what stands there with a blank between pieces, triggers of the event's type, and types that the
    configuration names.
    """
    config = (folder / "annotation.conf").read_text(encoding="utf-8")
    events = 0
    for path in folder.glob("*.ann"):
        text = path.with_suffix(".txt").read_bytes().decode()
        bound: dict[str, str] = {}
        linked: list[tuple[str, list[str]]] = []
        known: set[str] = set()
        about: list[str] = []
        for line in path.read_bytes().decode().splitlines():
            id, rest = line.split("\t", 1)
            assert re.fullmatch(r"[TEA#]\d+", id) and id not in known, line
            known.add(id)
            if id[0] == "T":
                head, quote = rest.split("\t", 1)
                kind, ends = head.split(" ", 1)
                spans = [tuple(map(int, e.split(" "))) for e in ends.split(";")]
                assert all(0 <= a < b <= len(text) for a, b in spans)
                assert all(b <= c for (_, b), (c, _) in pairwise(spans)), line
                stands = " ".join(text[a:b] for a, b in spans)
                assert len(quote) == len(stands)
                assert all(q == s or (q == " " and not s.strip()) for q, s in zip(quote, stands, strict=True)), line
                assert re.search(rf"^{kind}\b", config, re.M)
                bound[id] = kind
            elif id[0] == "E":
                kind, *roles = rest.split(" ")
                linked.append((kind, roles))
                events += 1
            else:
                about.append(rest.split("\t")[0].split(" ")[1])
        for kind, roles in linked:
            name, trigger = kind.split(":")
            assert bound[trigger] == name
            assert [bound[t] for _, t in (r.split(":") for r in roles)] == [r.split(":")[0] for r in roles]
            assert sum(r.startswith("Content:") for r in roles) == 1
        assert set(about) <= known
    return events


@settings(max_examples=120, deadline=None)
@given(archive=archives(history=False))
def test_statements_come_back(archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("brat") / "b"
    export(archive, folder, "brat")
    assert validate(folder) == len(archive.record.statements)
    for onto in (None, archive.record):
        taken = read(folder, onto=onto)
        assert not taken.refused
        assert sorted(taken.archive.record.statements, key=id_of) == sorted(archive.record.statements, key=id_of)
        assert taken.archive.record.documents == archive.record.documents


def id_of(row: object) -> str:
    return row.id  # type: ignore[attr-defined]


def test_a_line_end_cuts_a_span(tmp_path: Path, talks: Record) -> None:
    document = Document.of("He said:\n\n“We go. \n\n We stay.” So it was.")
    statement = replace(
        talks.statements[0], document=document.id, source=document.span(0, 2), cue=document.span(3, 7),
        content=(document.span(10, 30), document.span(31, 33)),
    )  # fmt: skip
    record = Record(agenda=AGENDA, documents=(document,), statements=(statement,))
    export(record, tmp_path / "b", "brat")
    [ann] = (tmp_path / "b").glob("*.ann")
    assert "T3\tContent 10 17;21 30;31 33\t“We go. We stay.” So" in ann.read_text(encoding="utf-8").splitlines()
    assert read(tmp_path / "b").archive.record.statements == (statement,)
    # Another tool that drops our notes: what was only cut at a line end is one piece again.
    ann.write_text("".join(line for line in ann.open(encoding="utf-8") if line[0] in "TE"), encoding="utf-8")
    [plain] = read(tmp_path / "b").archive.record.statements
    assert plain.content == statement.content and plain.speaker == "He"


FOREIGN = (
    "E1\tAttribution:T4 Source:T1 Content:T3 Cue:T2\n"
    "T1\tSource 0 14\tPetra Halloran\n"
    "T2\tCue 15 19\tsaid\n"
    "T3\tContent 20 32;34 71\tthat Brandt had told her “we will not\ngo, not now”.\n"
    "T4\tAttribution 15 19\tsaid\n"
    "#1\tAnnotatorNotes E1\tnot sure about the ends\n"
    "T5\tContent 45 69\t“we will not\ngo, not now”\n"
    "T6\tCue 36 40\ttold\n"
    "T7\tAttribution-no-source 36 40\ttold\n"
    "E2\tAttribution-no-source:T7 Content:T5 Cue:T6\n"
    "A1\tStatus E2 proposed\n"
    "R1\tOverlaps Arg1:T1 Arg2:T2\n"
    "*\tEquiv T1 T2\n"
)


def foreign(tmp_path: Path, ann: str) -> Path:
    folder = tmp_path / "polnear"
    folder.mkdir()
    text = "Petra Halloran said that Brandt had\ntold her “we will not\ngo, not now”. Yes."
    (folder / "one.txt").write_bytes(text.encode())
    (folder / "one.ann").write_bytes(ann.encode())
    return folder


def test_files_of_others_are_read(tmp_path: Path) -> None:
    text = "Petra Halloran said that Brandt had\ntold her “we will not\ngo, not now”. Yes."
    at = text.index
    ann = FOREIGN.replace("20 32;34 71", f"20 35;{at('told')} {at(' Yes')}")
    ann = ann.replace("45 69", f"{at('“')} {at('”') + 1}").replace("36 40", f"{at('told')} {at('told') + 4}")
    taken = read(foreign(tmp_path, ann))
    assert not taken.refused
    outer, inner = taken.archive.record.statements
    assert outer.content[0].quote.startswith("that Brandt had\ntold") and len(outer.content) == 1
    assert (outer.speaker, outer.directness, outer.status) == ("Petra Halloran", Directness.MIXED, Status.ACCEPTED)
    assert inner.content[0].quote == "“we will not\ngo, not now”"
    assert (inner.speaker, inner.within, inner.directness) == ("", outer.id, Directness.DIRECT)
    assert inner.status is Status.PROPOSED
    [document] = taken.archive.record.documents
    assert (document.text, document.title) == (text, "one")


@pytest.mark.parametrize(
    ("ann", "why"),
    [
        ("T1\tCue 15 19\tsays\n", "is not what stands at"),
        ("T1\tCue 15 1900\tsaid\n", "no place 15-1900"),
        ("T1\tCue 19 15\tsaid\n", "no place"),
        ("T1\tCue fifteen\tsaid\n", "no type with offsets"),
        ("T1\tCue 15 19;17 20\tsaid id \n", "over each other"),
        ("T1\tCue 15 19\tsaid\nT1\tCue 15 19\tsaid\n", "T1 is there twice"),
        ("T1\tCue 15 19\tsaid\nE1\tAttribution:T1 Cue:T1\n", "no content"),
        ("E1\tAttribution:T1 Content:T9\n", "Content T9 is not there"),
        ("E1\tAttribution:T1 Content\n", "links nothing"),
    ],
)
def test_what_does_not_hold_is_told_with_its_line(ann: str, why: str, tmp_path: Path) -> None:
    good = "T8\tContent 25 31\tBrandt\nE8\tAttribution:T8 Content:T8\n"
    taken = read(foreign(tmp_path, good + ann))
    assert any(why in r.why and re.match(r"one\.ann, line [3-9]", r.where) for r in taken.refused)
    assert [s.text for s in taken.archive.record.statements] == ["Brandt"]


def test_pieces_in_another_order_are_put_in_order(tmp_path: Path) -> None:
    ann = "T1\tContent 25 31;0 5\tBrandt Petra\nE1\tAttribution:T1 Content:T1\n"
    [statement] = read(foreign(tmp_path, ann)).archive.record.statements
    assert [s.quote for s in statement.content] == ["Petra", "Brandt"]


def test_ends_that_were_moved_in_brat_are_taken(dossier: Archive, tmp_path: Path) -> None:
    export(dossier, tmp_path / "b", "brat")
    [ann] = (p for p in (tmp_path / "b").glob("0001-*.ann"))
    text = ann.read_text(encoding="utf-8")
    span = dossier.record.statements[0].content[0]
    moved = text.replace(
        f"Content {span.start} {span.end}\t{span.quote}", f"Content {span.start + 5} {span.end}\t{span.quote[5:]}"
    ).replace("Directness E1 indirect", "Directness E1 mixed")
    assert moved != text
    ann.write_text(moved, encoding="utf-8")
    changed = read(tmp_path / "b").archive.record.statements[0]
    assert changed.content[0].quote == span.quote[5:] and changed.speaker == "Petra Halloran"
    assert changed.id != "s1" and changed.directness is Directness.MIXED


def test_a_folder_without_annotations_is_told(tmp_path: Path) -> None:
    with pytest.raises(ExchangeError, match=r"no \.ann file"):
        read(tmp_path, "brat")
    (tmp_path / "x.ann").write_text("", encoding="utf-8")
    assert "no x.txt" in read(tmp_path).refused[0].why
    (tmp_path / "x.txt").write_bytes(b"\xff\xfe")
    with pytest.raises(ExchangeError, match="UTF-8"):
        read(tmp_path)


@pytest.mark.parametrize(
    "mark", [b'{"documents": [{"file": "one", "title": "\\ud800"}]}', b'{"documents": [{"file": 3}, 4]}', b"["]
)
def test_a_mark_that_is_broken_is_no_mark(mark: bytes, tmp_path: Path) -> None:
    folder = foreign(tmp_path, "T8\tContent 25 31\tBrandt\nE8\tAttribution:T8 Content:T8\n")
    (folder / "spadework.json").write_bytes(mark)
    taken = read(folder)
    assert not taken.refused and taken.archive.record.documents[0].title == "one"
