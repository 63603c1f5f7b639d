"""Damaged files end in an error that says so, or in rows that hold; never in anything else.

Files that were exported are cut, doubled, mixed and sown with what breaks parsers. `-m slow` tries 12,000 of each kind.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from spadework.errors import SpadeworkError
from spadework.exchange import export, read
from spadework.exchange.checking import check, rows
from spadework.model import Archive
from spadework.model.soundness import check_span, spans_of

SEEDS = [
    b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\\ud800", b"\xe2\x80\xa8", b"\r", b"\n", b'"', b"'", b",", b";",
    b"\t", b"\\", b"{", b"}", b"[", b"]" * 50, b"[" * 3000, b'{"a":' * 3000, b"null", b"true", b"-1",
    b"1e999", b"NaN", b"99999999999999999999", b"-", b"0-0", b"1-99999999999999", b"T1\tCue 0 5\tx\n",
    b"E1\tAttribution:T1 Content:T1\n", b"#1\tAnnotatorNotes E1\t{}\n", b"A1\tStatus E1 maybe\n",
    b"*\tEquiv T1 T1\n", b"R1\n", b"T\n", b"0 5;", b"9" * 400, b"0001-01-01", b"9999-12-31", b"2025-02-30",
    b"=1+1", b'"id":', b'"start":', b"\xef\xbb\xbf", b"a" * 5000, b" \xe2\x80\xa6 ", b"()", b"(?:", b".*",
]  # fmt: skip


def damaged(whole: bytes, dice: random.Random) -> bytes:
    """The bytes with one to six faults."""
    for _ in range(dice.randint(1, 6)):
        a, b = sorted(dice.randrange(len(whole) + 1) for _ in "ab")
        if dice.random() < 0.7:
            b = min(b, a + dice.randint(0, 40))
        match dice.randrange(7):
            case 0:
                whole = whole[:a] + dice.choice(SEEDS) + whole[a:]
            case 1:
                whole = whole[:a] + dice.choice(SEEDS) + whole[b:]
            case 2:
                whole = whole[:a] + whole[b:]
            case 3:
                whole = whole[:b] + whole[a:]
            case 4:
                whole = whole[:a] + dice.randbytes(dice.randint(1, 4)) + whole[a + 1 :]
            case 5:
                whole = whole[:a]
            case _:
                lines = whole.split(b"\n")
                dice.shuffle(lines)
                whole = b"\n".join(lines)
    return whole[:200_000]


def files(kind: str, dossier: Archive, folder: Path) -> tuple[Path, list[Path]]:
    """What to read, and the files that may be damaged."""
    match kind:
        case "json":
            made = folder / "d.json"
        case "plover":
            made = folder / "e.jsonl"
        case "csv":
            made = folder / "tables"
        case _:
            made = folder / "brat"
    wrote = export(dossier, made, kind)
    if kind == "csv":
        wrote = tuple(p for p in wrote if p.name in ("statements.csv", "positions.csv"))
    if kind == "brat":
        wrote = (*(p for p in wrote if p.name != "annotation.conf"), made / "spadework.json")
    return made, list(wrote)


def attempts(kind: str, dossier: Archive, folder: Path, count: int) -> Iterator[tuple[int, Path]]:
    made, parts = files(kind, dossier, folder)
    whole = {p: p.read_bytes() for p in parts}
    for n in range(count):
        dice = random.Random(f"{kind} {n}")
        part = dice.choice(parts)
        part.write_bytes(damaged(whole[part], dice))
        yield n, made
        part.write_bytes(whole[part])


def run(kind: str, dossier: Archive, folder: Path, count: int) -> int:
    """How many of the damaged files gave anything."""
    taken = 0
    for n, made in attempts(kind, dossier, folder, count):
        try:
            found = read(made, kind, onto=dossier.record)
        except SpadeworkError:
            continue
        except Exception as e:
            raise AssertionError(f"{kind} {n}: {type(e).__name__}: {e}") from e
        if found.whole:
            check(found.archive)
        documents = {d.id: d for d in (*dossier.record.documents, *found.archive.record.documents)}
        for _, row in rows(found.archive.record):
            taken += 1
            for span in spans_of(row):
                check_span(span, documents[span.document])
    return taken


@pytest.mark.parametrize("kind", ["json", "plover", "csv", "brat"])
def test_damaged_files(kind: str, dossier: Archive, tmp_path: Path) -> None:
    assert run(kind, dossier, tmp_path, 250) > (0 if kind == "json" else 10)


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("kind", ["json", "plover", "csv", "brat"])
def test_many_damaged_files(kind: str, dossier: Archive, tmp_path: Path) -> None:
    assert run(kind, dossier, tmp_path, 12_000)
