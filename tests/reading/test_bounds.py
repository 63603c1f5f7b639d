"""What must hold of reading whatever the text, and however it finds what it finds."""

from __future__ import annotations

import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spadework.intake import normalise, take
from spadework.model import Actor, Agenda, Document, Party, Span, Statement
from spadework.reading import Attribution, attributions, read, read_each
from spadework.reading.attribution import each

AGENDA = Agenda(
    parties=(
        Party(id="velloria", name="Velloria", aliases=("Vellorian",)),
        Party(id="norland", name="Norland", aliases=("Norlander",)),
    ),
    actors=(Actor(name="Ruth Ellery", role="foreign minister", speaks_for="velloria"),),
)
NEWS = (
    "OSTRENA, 4 May (Wire) — Velloria will not sign the draft, its foreign minister, Ruth Ellery, said on Tuesday.\n\n"
    "“We are not there yet,” she told reporters. “Norland has promised that the port of Tavos would stay open.”\n\n"
    "A Norlander official, who asked not to be named, rejected the claim."
)
BRIEFING = (
    "MODERATOR: Good morning.\n\nQ: Minister, will you sign?\n\nMS. ELLERY: No. Not while the port is shut.\n\n"
    "Q: Thornmark says you agreed to it in March.\n\nMS. ELLERY: We agreed to nothing."
)
COMMUNIQUE = "The Ministers,\n\n- reaffirm that the truce holds;\n\n- welcome the report of the Ostrena Commission."

CUES = "said|says|told reporters that|rejected|denied that|according to|added:|, he said|warned|asked|has promised to"
NAMES = "Ruth Ellery|Ms. Ellery|Velloria|the Vellorian minister|Norland’s envoy|Thornmark|MR. RENK:|Q:|she|they|Tavos"
WORDS = "the draft|would not sign|the port is open|on Tuesday|that|and|no|,|.|…|;|:|?|(|)|—|-|1.|a) |* * *|“We”|not"
SAID = (
    "Velloria said that |“We are not there yet,” Ms. Ellery said. |the port is shut, she told reporters|MR. RENK: No. "
)
QUOTES = "“|”|\"|'|‘|’|«|»|„|‟|″|`|``|''|❝|＂|「|」"
# No-break space, soft hyphen, marks of direction, joiners, a letter in two parts, letters that change their number when
# folded, a line separator, characters beyond the first plane.
ODD = [
    "\u00a0",
    "\u00ad",
    "\u202e",
    "\u200f",
    "\u200d",
    "\ufeff",
    "e\u0301",
    "\u0301",
    "ﬁ",
    "ß",
    "İ",
    "\u2028",
    "\u0085",
]
ODD += ["👩‍🚒", "🇺🇳", "𝐒𝐚𝐢𝐝", "𐍈", "\x00", "\x1b", "\t", "שלום", "说", "¹", "½", "\U0010ffff"]
BREAKS = ["\n", "\n\n", "\n\n\n", " \n \n", "\r\n", "\r\r", "\n- "]

fragments = st.one_of(
    *(st.sampled_from(some.split("|")) for some in (SAID, CUES, NAMES, WORDS, QUOTES)),
    st.sampled_from(ODD),
    st.sampled_from(BREAKS),
    st.text(max_size=5),
)
texts = st.builds(str.join, st.sampled_from([" ", ""]), st.lists(fragments, min_size=3, max_size=60)).map(
    lambda text: text.encode("utf-8", "replace").decode()
)
plain = st.lists(st.one_of(*(st.sampled_from(some.split("|")) for some in (CUES, NAMES, WORDS, QUOTES))), max_size=12)
paragraphs = st.lists(plain.map(" ".join), min_size=1, max_size=8)


def spans(row: Attribution | Statement) -> Iterator[Span]:
    yield from (s for s in (row.source, row.cue, *row.content) if s is not None)


def check(document: Document, rows: list[Attribution] | list[Statement]) -> None:
    for row in rows:
        assert row.content
        assert 0 < row.confidence <= 1
        for span in spans(row):
            assert span.document == document.id
            assert 0 <= span.start < span.end <= len(document.text)
            assert span.quote == document.text[span.start : span.end]
        for before, after in zip(row.content, row.content[1:], strict=False):
            assert before.end <= after.start


@settings(max_examples=100, deadline=None)
@given(texts)
def test_every_span_stands_in_its_document(text: str) -> None:
    for stored in (text, normalise(text)):
        document = Document.of(stored)
        check(document, attributions(document))
        statements = read(document, AGENDA)
        check(document, statements)
        ids = {s.id for s in statements}
        assert all(s.document == document.id and s.within in {None, *ids} - {s.id} for s in statements)


@pytest.mark.parametrize("text", [NEWS, BRIEFING, COMMUNIQUE], ids=["news", "briefing", "communiqué"])
def test_so_does_every_span_of_sensible_text(text: str) -> None:
    document = Document.of(text)
    found, statements = attributions(document), read(document, AGENDA)
    assert found and statements
    check(document, found)
    check(document, statements)


@settings(max_examples=50, deadline=None)
@given(texts)
def test_to_read_twice_is_to_read_the_same(text: str) -> None:
    document = Document.of(normalise(text))
    assert attributions(document) == attributions(document)
    assert read(document, AGENDA) == read(document, AGENDA)


def test_documents_read_ahead_are_read_the_same() -> None:
    documents = [Document.of(text) for text in (NEWS, "", BRIEFING * 20, "Nothing was said.", COMMUNIQUE, NEWS * 3)]
    assert list(each(documents)) == [attributions(d) for d in documents]
    assert list(read_each(documents)) == [read(d) for d in documents]


def test_what_was_read_before_makes_no_difference() -> None:
    documents = [Document.of(text) for text in (NEWS, BRIEFING, COMMUNIQUE)]
    first, *others = (
        {d.id: (attributions(d), read(d, AGENDA)) for d in order} for order in permutations(documents)
    )  # fmt: skip
    assert all(other == first for other in others)


@settings(max_examples=50, deadline=None)
@given(paragraphs, st.sampled_from(["\r\n", "\r"]), st.sampled_from(["\n", "\n\n"]))
def test_newlines_of_other_systems_make_no_difference(lines: list[str], newline: str, between: str) -> None:
    text = between.join(lines)
    ours, theirs = (Document.of(normalise(t)) for t in (text, text.replace("\n", newline)))
    assert ours == theirs
    assert read(ours, AGENDA) == read(theirs, AGENDA)


@pytest.mark.parametrize("text", [NEWS, BRIEFING, COMMUNIQUE], ids=["news", "briefing", "communiqué"])
def test_nor_do_they_in_a_file(tmp_path: Path, text: str) -> None:
    rows = []
    for newline in ("\n", "\r\n", "\r"):
        path = tmp_path / "a.txt"
        path.write_bytes(text.replace("\n", newline).encode())
        rows.append(read(take(path).document, AGENDA))
    assert rows[0] and rows[0] == rows[1] == rows[2]


HOSTILE = {
    "curly": "“",
    "straight": '"',
    "single": "‘",
    "guillemets": "«",
    "low": "„",
    "apart": "“ ",
    "before a word": "“a ",
    "two kinds": "“‘",
}
TALKING = {
    "before a cue": "“Norland said ",
    "a paragraph each": "“We go\n\n",
    "unclosed talk": "“We go, Ms. Ellery said, ‘no ",
}


def calls(work: Callable[[], object]) -> int:
    """How many functions are called. Unlike seconds, it is the same on every machine."""
    count = 0

    def called(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(called)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    "mark",
    [
        *(pytest.param(mark, id=name) for name, mark in HOSTILE.items()),
        *(pytest.param(mark, id=name, marks=pytest.mark.slow) for name, mark in TALKING.items()),
    ],
)
def test_ten_thousand_opening_quotation_marks(mark: str) -> None:
    half, whole = (Document.of(normalise(mark * n)) for n in (5_000, 10_000))
    read(half, AGENDA)  # whatever is loaded or compiled once is not counted
    assert calls(lambda: read(whole, AGENDA)) < 2.5 * calls(lambda: read(half, AGENDA)) + 10_000
    tracemalloc.start()
    try:
        found, statements = attributions(whole), read(whole, AGENDA)
        assert tracemalloc.get_traced_memory()[1] < 200_000_000
    finally:
        tracemalloc.stop()
    check(whole, found)
    check(whole, statements)


READ_ALL = """
import resource, sys
from spadework.model import Document
from spadework.reading import read
paragraph = sys.stdin.read()
document = Document.of("\\n\\n".join(f"{n}. {paragraph}" for n in range(5_000_000 // len(paragraph) + 1)))
assert len(document.text) >= 5_000_000
statements = read(document)
for span in (s for t in statements for s in (t.source, t.cue, *t.content) if s is not None):
    document.check(span)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "darwin" else 1)
print(len(statements), peak)
"""


@pytest.mark.slow
@pytest.mark.timeout(3_600)  # for a slow machine that does other things; time must end, not be short
def test_five_megabytes_are_read_in_bounded_memory() -> None:
    pytest.importorskip("resource", reason="the peak of a process is told on Unix only")
    # A process of its own, for the peak is that of a process's whole life.
    done = subprocess.run([sys.executable, "-c", READ_ALL], input=NEWS, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    statements, kibibytes = map(int, done.stdout.split())
    assert statements > 5_000
    assert kibibytes < 2_000_000
