"""XLSX: the text of the brief on the first sheet, then a sheet for each of its tables, its findings and its footnotes.

Every cell is text and never a formula. Rows of one kind stand on one sheet, with what they stood under in a column of
its own, so that they can be filtered and sorted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from spadework.briefing.content import (
    Block,
    Brief,
    Callout,
    Figure,
    Fit,
    Footnote,
    Group,
    Heading,
    Item,
    Mark,
    NoteRef,
    Paragraph,
    Part,
    Passage,
    Points,
    Quotation,
    Row,
    Runs,
    Side,
    Sides,
    Table,
    Text,
    plain,
)
from spadework.briefing.rendering.paper import cited, printable, stamp
from spadework.briefing.words import day, quoted
from spadework.exchange.sheets import MOST, Sheets, letter

T = TypeVar("T")
SUMMARY, FOOTNOTES = "Summary", "Footnotes"
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_ACROSS = 130  # letters of the columns of a table beside each other
Value = str | int | date


@dataclass(frozen=True)
class _Line:
    """A line of a sheet.

    Attributes:
        under: what it stands under.
        notes: numbers of its footnotes.
        id: of the row of the ledger that it shows.
    """

    values: tuple[Value, ...]
    under: str = ""
    notes: tuple[int, ...] = ()
    id: str = ""


@dataclass
class _Grid:
    """A sheet to be: its headings with their widths, and its lines."""

    title: str
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    lines: list[_Line] = field(default_factory=list)


def render(brief: Brief) -> bytes:
    """The brief as a workbook. The same brief gives the same bytes."""
    return _Workbook(brief).whole()


class _Workbook:
    def __init__(self, brief: Brief) -> None:
        self._brief = brief
        self._notes = {n.number: n for n in brief.footnotes}
        self._sheets = Sheets(printable(brief.title), stamp(brief))
        self._taken: set[str] = set()
        self._names = [self._named(SUMMARY), self._named(FOOTNOTES)]

    def whole(self) -> bytes:
        """The file."""
        grids: dict[str, list[_Grid]] = {str(n): self._grids(p) for n, p in enumerate(self._brief.parts)}
        self._summary(grids)
        for some in grids.values():
            for grid in some:
                self._written(grid)
        if self._brief.footnotes:
            self._footnotes()
        return self._sheets.saved()

    def _named(self, heading: str) -> str:
        """A name that a sheet may have: short, without some signs, and not that of another."""
        bare = _FORBIDDEN.sub(" ", printable(heading)).strip().strip("'")
        n, name = 1, bare[:31].strip().strip("'") or "Sheet"
        while name.casefold() in self._taken:
            n += 1
            name = f"{bare[: 30 - len(str(n))].strip() or 'Sheet'} {n}"
        self._taken.add(name.casefold())
        return name

    # What stands where

    def _grids(self, part: Part) -> list[_Grid]:
        """The sheets of a part: one for its findings and the like, one for its texts, one for tables of one kind."""
        grids: dict[tuple[str, ...], _Grid] = {}

        def grid(headings: tuple[str, ...], widths: tuple[int, ...]) -> _Grid:
            if headings not in grids:
                grids[headings] = _Grid(self._named(part.heading), headings, widths)
            return grids[headings]

        under = ""
        for block in part.blocks:
            match block:
                case Heading():
                    under = " ".join(filter(None, (block.text, f"({block.aside})" if block.aside else "")))
                case Table() if block.rows:
                    total = sum(c.weight for c in block.columns)
                    widths = tuple(max(int(_ACROSS * c.weight / total), 10) for c in block.columns)
                    headings = tuple(f"{c.heading} ({c.aside})" if c.aside else c.heading for c in block.columns)
                    grid(headings, widths).lines += _rows(block, under)
                case Item():
                    grid(("No.", "What it is about", "What it says", "Words"), (8, 34, 60, 90)).lines.append(
                        _item(block, under)
                    )
                case Passage():
                    text = "".join(p.text for p in block.pieces)
                    rows = " ".join(dict.fromkeys(r.text for r in block.back))
                    line = _Line((block.number, text, rows), under)
                    grid(("Paragraph", "Text", "Rows that rest on it"), (10, 110, 24)).lines.append(line)
        return list(grids.values())

    def _summary(self, grids: dict[str, list[_Grid]]) -> None:
        """All that is not in a table, and where the tables are."""
        b = self._brief
        name = self._names[0]
        sheet = self._sheets.sheet(name, [28, 24, 110, 60])
        self._sheets.heads(sheet, ("Part", "What", "Text", "Sources"))
        head = [
            ("Title", b.title),
            ("Classification", b.classification),
            ("As of", day(b.as_of) if b.as_of else ""),
            ("Changes since", day(b.since) if b.since else ""),
            *(("How it was made", _told(p.runs)) for p in b.front),
        ]
        for what, text in head:
            if text:
                self._line(sheet, _Line(("Brief", what, text)))
        for n, part in enumerate(b.parts):
            for line in _texts(part):
                self._line(sheet, line)
            for grid in grids[str(n)]:
                told = f"{len(grid.lines)} rows on the sheet “{grid.title}”"
                cells = [self._cell(sheet, v) for v in (part.heading, "Table")]
                self._sheets.append(
                    sheet, [*cells, self._sheets.cell(sheet, told, link=(grid.title.replace("'", "''"), 1))]
                )

    def _line(self, sheet: object, line: _Line) -> None:
        cells = [self._cell(sheet, v) for v in line.values]
        self._sheets.append(sheet, [*cells, self._cell(sheet, self._sources(line.notes))])

    def _written(self, grid: _Grid) -> None:
        """A sheet; columns that would be empty are left out."""
        under = any(line.under for line in grid.lines)
        notes = any(line.notes for line in grid.lines)
        ids = any(line.id for line in grid.lines)
        headings = [*_if(under, "Group"), *grid.headings, *_if(notes, "Sources"), *_if(ids, "Id")]
        widths = [*_if(under, 26), *grid.widths, *_if(notes, 70), *_if(ids, 18)]
        sheet = self._sheets.sheet(grid.title, widths)
        self._sheets.heads(sheet, map(printable, headings))
        for line in grid.lines[: MOST - 1]:
            sources = self._sources(line.notes)
            values = [*_if(under, line.under), *line.values, *_if(notes, sources), *_if(ids, line.id)]
            self._sheets.append(sheet, [self._cell(sheet, v) for v in values])
        sheet.auto_filter.ref = f"A1:{letter(len(headings))}{len(grid.lines) + 1}"

    def _footnotes(self) -> None:
        headings = ("No.", "Quote", "Document", "Publisher", "Day", "Document no.", "Page", "Paragraph", "Rows")
        grid = _Grid(self._names[1], headings, (8, 90, 40, 26, 14, 10, 8, 10, 24))
        grid.lines = [_footnote(n) for n in self._brief.footnotes]
        self._written(grid)

    def _cell(self, sheet: object, value: Value) -> object:
        return self._sheets.cell(sheet, printable(value) if isinstance(value, str) else value)

    def _sources(self, notes: Iterable[int]) -> str:
        """The footnotes in full, a line each."""
        return "\n".join(f"[{n}] {plain(cited(self._notes[n]))}" for n in notes)


def _if(there: bool, value: T) -> list[T]:
    return [value] if there else []


def _footnote(n: Footnote) -> _Line:
    place: tuple[Value, ...] = (n.tag, n.page or "", n.paragraph or "")
    return _Line((n.number, n.quote, n.document, n.publisher, n.day or "", *place, ", ".join(n.rows)))


def _rows(table: Table, under: str) -> Iterator[_Line]:
    """The lines of a table; what heads some of them stands in each of them."""
    group = under
    for row in table.rows:
        if isinstance(row, Group) and not row.remark:
            group = " · ".join(filter(None, (under, _told(row.runs))))
        elif isinstance(row, Group):
            yield _Line((_told(row.runs), *[""] * (len(table.columns) - 1)), group)
        else:
            yield _row(table, row, group)


def _row(table: Table, row: Row, under: str) -> _Line:
    values: list[Value] = []
    for column, cell in zip(table.columns, row.cells, strict=True):
        text = "\n".join(map(_told, cell.lines))
        short = column.fit is Fit.SHORT and re.fullmatch(r"[0-9]{1,9}", text)
        values.append(int(text) if short else text)
    return _Line(tuple(values), under, _noted(line for c in row.cells for line in c.lines), row.id)


def _item(item: Item, under: str) -> _Line:
    """A finding: what it is about, what it says, and the words of each side."""
    about, says, words = "", [], []
    lines: list[Runs] = []
    for block in item.blocks:
        match block:
            case Paragraph() if not about:
                about = _told(block.runs)
                lines.append(block.runs)
            case Paragraph():
                says.append(_told(block.runs))
                lines.append(block.runs)
            case Points():
                says += [_told(p.runs) for p in block.points]
                lines += [p.runs for p in block.points]
            case Sides():
                words += [_side(s) for s in block.sides]
                lines += [line for s in block.sides for q in s.quotations for line in q.lines]
    return _Line((item.anchor, about, "\n".join(says), "\n".join(words)), under, _noted(lines), item.id)


def _side(side: Side) -> str:
    name = " ".join(filter(None, (side.name, f"({side.aside})" if side.aside else "")))
    return "\n".join([*([f"{name}:"] if name else []), *map(_quotation, side.quotations)])


def _quotation(q: Quotation) -> str:
    return "\n".join((quoted(q.quote), *map(_told, q.lines)))


def _texts(part: Part) -> Iterator[_Line]:
    """What of a part is in no table."""
    under = ""
    for block in part.blocks:
        if isinstance(block, Heading):
            under = block.text
            continue
        for label, runs in _lines(block):
            text = _told(runs)
            if text:
                yield _Line((part.heading, label or under, text), notes=_noted([runs]))


def _lines(block: Block) -> Iterator[tuple[str, Runs]]:
    match block:
        case Paragraph():
            yield "", block.runs
        case Points():
            yield from ((p.label, p.runs) for p in block.points)
        case Callout():
            for inner in block.blocks:
                yield from ((block.title, runs) for _, runs in _lines(inner))
        case Figure():
            yield "Drawing", (Text(block.alt),)
        case Sides():
            for side in block.sides:
                for q in side.quotations:
                    yield (
                        side.name,
                        (Text(quoted(q.quote)), *(run for line in q.lines for run in (Text(" "), *line))),
                    )


def _noted(lines: Iterable[Runs]) -> tuple[int, ...]:
    """Numbers of the footnotes, each once."""
    return tuple(dict.fromkeys(r.number for line in lines for r in line if isinstance(r, NoteRef)))


def _told(runs: Runs) -> str:
    """A line as text, with the symbols of marks and the numbers of footnotes."""
    out = []
    for run in runs:
        match run:
            case Mark():
                out.append(f"{run.symbol} {run.word}")
            case NoteRef():
                out.append(f" [{run.number}]")
            case _:
                out.append(plain((run,)))
    return "".join(out).strip()
