"""Worked cases and dossiers alike, as what weighs one source against another is trained on: units with gold rows."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "bench"))
from passages import as_case, dossiers  # noqa: E402

from cases import agenda_of, documents_of, gold_statements, nested  # noqa: E402
from spadework.coding.units import Unit, units  # noqa: E402
from spadework.model import Agenda, Directness, Document, Span, Statement, row_id  # noqa: E402

T = TypeVar("T")


@dataclass
class Worked:
    """A case with its gold. `placed`: the gold tells places (`at`), not quotes, as dossiers do."""

    case: dict[str, Any]
    documents: dict[str, Document]
    agenda: Agenda
    statements: list[Statement]
    placed: bool = False

    @property
    def units(self) -> Iterator[Unit]:
        """What the gold's statements show."""
        return units(self.statements, {d.id: d for d in self.documents.values()}, self.agenda)

    def name(self, document: Document) -> str:
        """The case's own name of a document."""
        return next(n for n, d in self.documents.items() if d.id == document.id)

    def place(self, row: dict[str, Any]) -> tuple[int, int]:
        """Where the gold shows a row."""
        if self.placed:
            return row["at"][0], row["at"][1]
        start = self.documents[row["doc"]].text.find(row["quote"])
        return start, start + len(row["quote"])

    def shared(self, row: dict[str, Any], unit: Unit) -> float:
        """How much of the shorter of the two the unit and the place of a row share; 0 where the party is another."""
        if self.documents[row["doc"]].id != unit.document.id or row["party"] not in unit.holders:
            return 0.0
        start, end = self.place(row)
        return (min(end, unit.end) - max(start, unit.start)) / max(min(end - start, unit.end - unit.start), 1)


def worked(case: dict[str, Any], *, placed: bool = False) -> Worked:
    """A case as the trainers take it."""
    documents = documents_of(case)
    said = placed_statements(case, documents) if placed else gold_statements(case, documents)
    return Worked(case, documents, agenda_of(case), said, placed)


def of_folders(folders: Iterable[Path]) -> list[Worked]:
    """The worked cases of some folders, in order."""
    paths = [p for folder in folders for p in sorted(folder.glob("*.json"))]
    return [worked(json.loads(p.read_text(encoding="utf-8"))) for p in paths]


def of_dossiers(folder: Path | None) -> list[Worked]:
    """The dossiers of a folder of passages; none of no folder."""
    return [
        worked(as_case(d, f"{path.stem} {n}"), placed=True)
        for path in sorted(folder.glob("*.txt") if folder else ())
        for n, d in enumerate(dossiers(path), 1)
        if d.passages
    ]


def kept(cases: list[T]) -> list[T]:
    """Those that the judge was not trained on: every fourth of the folders together, in their order."""
    return cases[3::4]


def placed_statements(case: dict[str, Any], documents: dict[str, Document]) -> list[Statement]:
    """The statements of a gold that tells places."""
    found = []
    for g in case["gold"]["statements"]:
        document = documents[g["doc"]]

        def span(s: tuple[int, int], document: Document = document) -> Span:
            return Span(document.id, s[0], s[1], document.text[s[0] : s[1]])

        content = tuple(map(span, g["at"]["content"]))
        found.append(
            Statement(
                id=row_id("s", document.id, g["party"], *(s.start for s in content)),
                document=document.id,
                source=next(map(span, g["at"]["source"]), None),
                cue=next(map(span, g["at"]["cue"]), None),
                content=content,
                speaker=g["speaker"],
                party=g["party"],
                directness=Directness(g["directness"]),
                said_on=None,
                reported_on=document.published,
            )
        )
    return [nested(s, found) for s in found]
