"""PDF: A4 pages set by Typst from one template of our own. The brief is its data, never its code.

The fonts come with Typst, so that the pages are the same everywhere; they cover Latin, Cyrillic, Greek, Hebrew and
Arabic letters. For others a font of the machine is taken if there is one, else an empty box is printed.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from spadework.briefing.content import (
    Block,
    Brief,
    Column,
    Figure,
    Group,
    Item,
    Link,
    Mark,
    NoteRef,
    Paragraph,
    Part,
    Points,
    Quotation,
    Ref,
    Row,
    Runs,
    Sides,
    StatusMark,
    Table,
    Text,
    Tone,
    anchors,
    plain,
)
from spadework.briefing.rendering.paper import LINE, MAKER, MARKS, breakable, cited, printable, stamp, web
from spadework.briefing.words import day, short

if TYPE_CHECKING:
    from typst import Compiler

_ALONE = b'#image(bytes(sys.inputs.svg), format: "svg")'
TEMPLATES = Path(__file__).parent / "templates"
ACROSS = 110  # letters of a table's print across a page
TITLE = 28  # letters without a break that a title has room for
PROSE = 60  # letters without a break that prose has room for
QUOTED = 30  # and words of two sides beside each other
HEADING = 8  # lines of a heading that is said again on every page
HIGH = 30  # lines of a row that is not broken over two pages
# Typst sets a table anew for each footnote in it: 300 rows with one each take 4 s, 3,000 would take an hour. Where
# there are more notes than these, or so long that a row's fill a page, they stand at the end.
NOTES, NOTES_LETTERS = 300, 4_000


def render(brief: Brief) -> bytes:
    """The brief as a PDF file: tagged, and by PDF/UA-1 unless there is no font for some letter. The same brief gives
    the same bytes where the same fonts are."""
    import typst

    template = (TEMPLATES / "brief.typ").read_bytes()
    # Files are read from the folder of the template alone.
    compiler = typst.Compiler(template, root=TEMPLATES, font_paths=typst.Fonts())
    given = {"brief": json.dumps(_Data(_drawable(compiler, brief)).whole())}
    moment = int(stamp(brief).timestamp())
    try:
        made = compiler.compile(template, format="pdf", sys_inputs=given, timestamp=moment, pdf_standards=["ua-1"])
    except typst.TypstError:
        made = compiler.compile(template, format="pdf", sys_inputs=given, timestamp=moment)
    assert isinstance(made, bytes)
    return made


def _drawable(compiler: Compiler, brief: Brief) -> Brief:
    """The brief with words instead of drawings that cannot be drawn."""
    import typst

    def drawn(block: Block) -> Block:
        if not isinstance(block, Figure):
            return block
        try:
            if min(block.width, block.height) > 0:
                compiler.compile(_ALONE, format="svg", sys_inputs={"svg": printable(block.svg)})
                return block
        except typst.TypstError:
            pass
        return Paragraph((Text(block.alt),), Tone.ASIDE)

    return replace(brief, parts=tuple(replace(p, blocks=tuple(map(drawn, p.blocks))) for p in brief.parts))


class _Data:
    """The brief as the template reads it: a mapping for each dataclass, with the name of its class as `is`.

    An anchor is given once, a reference only to what there is, and a footnote with its first reference.
    """

    def __init__(self, brief: Brief) -> None:
        self._brief = brief
        self._labels = {a: f"to {n}" for n, a in enumerate(sorted(anchors(brief)))}
        self._notes = {n.number: n for n in brief.footnotes}
        self._given: set[str] = set()
        self._noted: dict[int, bool] = {}  # whether it stands at the foot of a page
        self._longest = PROSE
        self._crowded = False
        self._ends: list[object] = []

    def whole(self) -> dict[str, object]:
        """Everything."""
        b = self._brief
        return {
            "title": self._narrow(b.title, TITLE),
            "running": printable(short(b.title, LINE)),
            "maker": MAKER,
            "classification": printable(short(b.classification, LINE)),
            "as_of": day(b.as_of) if b.as_of else "",
            "since": day(b.since) if b.since else "",
            "front": self._of(b.front),
            "parts": self._of(b.parts),
            "ends": self._ends,
        }

    def _of(self, value: object) -> object:
        match value:
            case StrEnum():
                return str(value)
            case str():
                return breakable(printable(value), self._longest)
            case date():
                return day(value)
            case tuple():
                return [self._of(v) for v in value]
            case NoteRef():
                return self._note(value)
            case Ref() if value.target not in self._labels:
                return self._of(Text(value.text))
            case Link():
                return {"is": "Link", "text": self._of(value.url), "url": web(value.url)}
            case Mark():
                name = value.name if value.name in MARKS else ""
                return {"is": "Mark", "name": name, "faint": value.faint} | {
                    key: printable(getattr(value, key)) for key in ("word", "symbol")
                }
            case StatusMark():
                return {"is": "StatusMark", "status": str(value.status), "word": value.word}
            case Figure():
                return self._of_fields(value) | {"svg": printable(value.svg)}
            case Table():
                return self._table(value)
            case Quotation():
                return self._narrow(value, QUOTED)
            case Item():
                return self._of_fields(value) | {"whole": _high(value) < HIGH}
            case _ if is_dataclass(value):
                return self._of_fields(value)
        return value

    def _of_fields(self, value: object) -> dict[str, object]:
        made: dict[str, object] = {"is": type(value).__name__}
        for field in fields(value):  # type: ignore[arg-type]
            made[field.name] = self._of(getattr(value, field.name))
        if isinstance(anchor := getattr(value, "anchor", ""), str):
            made["anchor"] = self._once(anchor)
        if isinstance(value, Part):
            made["anchor"] = self._once(value.id)
        if isinstance(value, Ref):
            made["target"] = self._labels[value.target]
        return made

    def _once(self, anchor: str) -> str:
        """The label of the anchor, if it was not given to anything yet."""
        if anchor in self._given:
            return ""
        self._given.add(anchor)
        return self._labels.get(anchor, "")

    def _note(self, ref: NoteRef) -> dict[str, object]:
        """With its words where it comes up first, unless they stand at the end."""
        note = self._notes[ref.number]
        number = str(ref.number)
        words = None
        if ref.number not in self._noted:
            self._noted[ref.number] = not self._crowded
            words = self._narrow(cited(note), PROSE)
            if self._crowded:
                self._ends.append({"number": number, "words": words})
        foot = self._noted[ref.number] and not self._crowded
        return {"is": "NoteRef", "number": number, "words": words if foot else None, "foot": foot}

    def _narrow(self, value: object, longest: int) -> object:
        """The value, with words no longer than there is room for."""
        before, self._longest = self._longest, longest
        made = self._of_fields(value) if isinstance(value, Quotation) else self._of(value)
        self._longest = before
        return made

    def _table(self, table: Table) -> dict[str, object]:
        rooms = [_room(c, table.columns) for c in table.columns]
        self._crowded = self._is_crowded(table)
        rows: list[object] = []
        for row in table.rows:
            if isinstance(row, Row):
                cells = [self._narrow(c, room) for c, room in zip(row.cells, rooms, strict=True)]
                high = max((_lines(c.lines, room) for c, room in zip(row.cells, rooms, strict=True)), default=1)
                rows.append(
                    {
                        "is": "Row",
                        "cells": cells,
                        "anchor": self._once(row.anchor),
                        "faint": row.faint,
                        "whole": high < HIGH,
                    }
                )
            else:
                rows.append(self._of_fields(row) | {"heads": not row.remark and not _noted(row)})
        self._crowded = False
        return {
            "is": "Table",
            "caption": self._of(table.caption),
            "columns": [self._narrow(_headed(c, room), room) for c, room in zip(table.columns, rooms, strict=True)],
            "rows": rows,
            "row_headings": table.row_headings,
        }

    def _is_crowded(self, table: Table) -> bool:
        rows = [_noted(r) for r in table.rows]
        if sum(map(len, rows)) > NOTES:
            return True
        return any(sum(len(plain(cited(self._notes[n]))) for n in numbers) > NOTES_LETTERS for numbers in rows)


def _noted(row: Row | Group) -> set[int]:
    """Numbers of the notes that a row refers to."""
    lines = [row.runs] if isinstance(row, Group) else [line for c in row.cells for line in c.lines]
    return {run.number for line in lines for run in line if isinstance(run, NoteRef)}


def _room(column: Column, columns: tuple[Column, ...]) -> int:
    """Letters that a column has room for."""
    return max(int(ACROSS * column.weight / sum(c.weight for c in columns)) - 2, 4)


def _lines(lines: tuple[Runs, ...], room: int) -> int:
    """About how many lines of print these take."""
    return sum(-(-len(plain(line)) // room) or 1 for line in lines)


def _headed(column: Column, room: int) -> Column:
    """The column with as much of its heading as can be said again on every page."""
    most = HEADING * room
    return replace(column, heading=short(column.heading, most), aside=short(column.aside, most))


def _high(item: Item) -> int:
    """About how many lines an item takes."""
    high = 0
    for block in item.blocks:
        match block:
            case Paragraph():
                high += _lines((block.runs,), PROSE)
            case Sides():
                high += max(sum(_said(q) for q in side.quotations) for side in block.sides) if block.sides else 0
            case Points():
                high += _lines(tuple(p.runs for p in block.points), PROSE)
    return high


def _said(q: Quotation) -> int:
    words = Text(q.before + q.quote + q.after)
    return _lines(((words,), *q.lines), QUOTED) + 1
