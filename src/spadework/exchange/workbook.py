"""XLSX: the issue-by-party table, findings, positions, statements, commitments and sources, each row with its words.

Every text is stored as text, also one that looks like a formula. Rows lead to each other by links within the workbook.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from spadework.exchange.tables import COLUMNS, Values, rows_of
from spadework.model import Agenda, Archive, Basis, Position, Record, Stance
from spadework.table import Cell, table

if TYPE_CHECKING:
    from openpyxl import Workbook

LONGEST = 32_767  # UTF-16 units that a cell can hold
LINE, HIGHEST = 13.5, 405  # points of one line, and of the highest row there can be
MOST = 1_048_575  # rows of a sheet below its header
CUT = " … [cut here; the whole is in the JSON]"
# What XML cannot hold, and what a spreadsheet would read as an escape of it.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")

WIDTHS = {
    "quote": 70,
    "explanation": 60,
    "action": 45,
    "title": 30,
    "speaker": 24,
    "role": 24,
    "origin": 30,
    "sha256": 20,
}
NARROW = frozenset("id document page start end confidence weight published first last as_of until status".split())
SHEETS = {  # the columns of each, the most telling ones first
    "Findings": (
        "findings",
        "kind explanation party parties issue issues option from_stance to_stance actors evidence",
    ),
    "Positions": ("positions", "party actor issue option stance basis by as_of until"),
    "Statements": ("statements", "speaker role party directness said_from said_to reported_on source cue reporters"),
    "Commitments": ("commitments", "party actor action made_on deadline beneficiary state basis by issue"),
    "Conditions": ("conditions", "party kind requires before"),
    "Events": ("events", "category mode event_source event_target attribution first last alleged_by"),
}
SOURCES = "Sources"
PLACE = ("quote", "document", "title", "publisher", "published", "page", "start", "end")
TAIL = ("statement", "confidence", "status", "id")
_PARTIES = frozenset(("party", "by", "beneficiary", "event_source", "event_target", "alleged_by", "parties", "about"))
_COLOURS = {
    Stance.ACCEPTS: "D5EBD8",
    Stance.OPEN: "E6F1DA",
    Stance.CONDITIONAL: "FBF0CF",
    Stance.NONCOMMITTAL: "ECECEC",
    Stance.REJECTS: "F6D9D5",
}


def dump(archive: Archive) -> bytes:
    """The workbook."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.creator = "Spadework"
    writing = _Writing(book, archive.record)
    writing.stances()
    for title in SHEETS:
        writing.rows(title)
    writing.sources()
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def legible(text: str) -> str:
    """The text as a cell can hold it."""
    text = _ILLEGAL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _ESCAPE.sub("_x005F_", text)
    if len(text) > LONGEST // 2 and len(text.encode("utf-16-le")) // 2 > LONGEST:
        text = text[: LONGEST // 2 - len(CUT)] + CUT
    return text


@dataclass
class _Names:
    """Names for the ids of an agenda; an id that it does not know stands for itself."""

    agenda: Agenda
    parties: dict[str, str] = field(init=False)
    issues: dict[str, str] = field(init=False)
    options: dict[tuple[str, str], str] = field(init=False)

    def __post_init__(self) -> None:
        self.parties = {p.id: p.name for p in self.agenda.parties}
        self.issues = {i.id: i.name for i in self.agenda.issues}
        self.options = {(i.id, o.id): o.text for i in self.agenda.issues for o in i.options}

    def of(self, column: str, values: Values) -> object:
        """What a reader sees in a column."""
        value = values[column]
        if column in _PARTIES and value:
            ids = value if isinstance(value, tuple) else (value,)
            return ", ".join(self.parties.get(p, p) for p in map(str, ids))
        if column == "issues" and isinstance(value, tuple):
            return ", ".join(self.issues.get(i, i) for i in map(str, value))
        if column == "issue" and value:
            return self.issues.get(str(value), value)
        if column == "option" and value:
            return self.options.get((str(values.get("issue")), str(value)), value)
        if column in ("requires", "before") and value:
            issue, _, option = str(value).partition(".")
            return f"{self.issues.get(issue, issue)}: {self.options.get((issue, option), option)}"
        return ", ".join(value) if isinstance(value, tuple) else value


class _Writing:
    """The sheets of one workbook."""

    def __init__(self, book: Workbook, record: Record) -> None:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
        from openpyxl.worksheet.hyperlink import Hyperlink

        self._cell_of, self._link_to = WriteOnlyCell, Hyperlink
        self.book, self.record, self.names = book, record, _Names(record.agenda)
        self._wrapped = Alignment(wrap_text=True, vertical="top")
        self._plain = Font(name=_FONT, size=10)
        self._bold = Font(name=_FONT, size=10, bold=True)
        self._link = Font(name=_FONT, size=10, color="0B5394", underline="single")
        self._styles: dict[tuple[str, bool, bool], Any] = {}
        self._widths: dict[str, list[int]] = {}
        self._lines: dict[str, int] = {}
        self._head = PatternFill("solid", fgColor="DDE3EA")
        self._fills = {s: PatternFill("solid", fgColor=c) for s, c in _COLOURS.items()}
        self._line = Border(bottom=Side(style="thin", color="CCCCCC"))
        self._source_row = {d.id: n for n, d in enumerate(record.documents, 2)}
        self._tags = {d.id: f"D{n}" for n, d in enumerate(record.documents, 1)}
        self._position_row = {p.id: n for n, p in enumerate(record.coding.positions, 2)}
        self._statement_row = {s.id: n for n, s in enumerate(record.statements, 2)}

    def stances(self) -> None:
        """The issue-by-party table: where each party stands at the end, in its own words."""
        tabled = table(self.record)
        sheet = self._sheet("Table", [28, 34, *(w for _ in tabled.parties for w in (44, 6))], frozen="C2")
        self._heads(sheet, ("issue", "option", *(h for p in tabled.parties for h in (p.name, "row"))))
        for block in tabled.blocks:
            for row in block.rows:
                cells = [self._cell(sheet, block.issue.name), self._cell(sheet, row.option.text)]
                cells += [c for p in tabled.parties for c in self._stance(sheet, row.cells.get(p.id))]
                self._append(sheet, cells)
        if not tabled.blocks:
            self._append(sheet, [self._cell(sheet, "No party has taken a position on any issue of the agenda.")])

    def _stance(self, sheet: Any, cell: Cell | None) -> tuple[Any, Any]:
        """What a party says, and a link to the row of its latest position: a text that is a link is not wrapped."""
        if cell is None or not cell.entries:
            return self._cell(sheet, None), self._cell(sheet, None)
        lines = [self._said(p) for p in cell.own] + [self._said(p) for p in cell.ascribed]
        if cell.before is not None:
            lines.append(f"before: {self._said(cell.before)}")
        first = cell.entries[0]
        row = self._position_row.get(first.id)
        made, link = self._cell(sheet, "\n".join(lines)), self._cell(sheet, row, link=("Positions", row))
        made.fill = link.fill = self._fills[first.stance]
        return made, link

    def _said(self, p: Position) -> str:
        who = p.actor
        if p.basis is Basis.ASCRIBED:
            who = f"said by {self.names.parties.get(p.by, p.by) if p.by else 'others'}"
        day = p.as_of or (f"given up by {p.until}" if p.until else None)
        told = ", ".join(str(x) for x in (who, day, self._tags.get(p.evidence.document)) if x)
        quote = p.evidence.quote
        return f"{p.stance} ({told})\n{quote if quote[:1] in _MARKS else f'“{quote}”'}"

    def rows(self, title: str) -> None:
        """One of `SHEETS`."""
        name, columns = SHEETS[title][0], SHEETS[title][1].split()
        tail = [c for c in TAIL if c in COLUMNS[name]]
        headers = [*columns, *PLACE, *tail]
        widths = [WIDTHS.get(h, 12 if h in NARROW else 18) for h in headers]
        sheet = self._sheet(title, widths)
        self._heads(sheet, (h.replace("_", " ") for h in headers))
        count = 0
        for count, values in enumerate(rows_of(self.record, name), 1):
            if count > MOST - 1:
                self._append(sheet, [self._cell(sheet, "A sheet holds no more rows; take the CSV or the JSON.")])
                break
            document = str(values["document"] or "")
            cells = [self._cell(sheet, self.names.of(c, values)) for c in columns]
            cells.append(self._cell(sheet, values["quote"]))
            label = self._tags.get(document, document)
            cells.append(self._cell(sheet, label, link=(SOURCES, self._source_row.get(document))))
            cells += [self._cell(sheet, values[c]) for c in PLACE[2:]]
            for c in tail:
                row = self._statement_row.get(str(values[c])) if c == "statement" else None
                cells.append(self._cell(sheet, values[c], link=("Statements", row)))
            self._append(sheet, cells)
        if count:
            sheet.auto_filter.ref = f"A1:{_letter(len(headers))}{count + 1}"

    def sources(self) -> None:
        """The documents, by the numbers under which the rows name them."""
        columns = [c for c in COLUMNS["documents"] if c != "id"]
        sheet = self._sheet(SOURCES, [6, *(WIDTHS.get(c, 16) for c in columns), 16])
        self._heads(sheet, (h.replace("_", " ") for h in ("number", *columns, "id")))
        for values in rows_of(self.record, "documents"):
            original = values["rewrite_of"]
            cells = [self._cell(sheet, self._tags[str(values["id"])])]
            for c in columns:
                link = (SOURCES, self._source_row.get(str(original))) if c == "rewrite_of" else None
                cells.append(self._cell(sheet, values[c], link=link))
            self._append(sheet, [*cells, self._cell(sheet, values["id"])])

    def _sheet(self, title: str, widths: list[int], frozen: str = "A2") -> Any:
        from openpyxl.worksheet.properties import PageSetupProperties

        sheet = self.book.create_sheet(title)
        sheet.freeze_panes = frozen
        self._widths[title] = widths
        for n, width in enumerate(widths, 1):
            sheet.column_dimensions[_letter(n)].width = width
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.print_title_rows = "1:1"
        return sheet

    def _append(self, sheet: Any, cells: list[Any]) -> None:
        """A line, as high as its longest text needs: programs do not all work that out when they open a file."""
        self._lines[sheet.title] = n = self._lines.get(sheet.title, 0) + 1
        widths = self._widths[sheet.title]
        high = max((_lines(str(c.value), w) for c, w in zip(cells, widths, strict=False) if c), default=1)
        sheet.row_dimensions[n].height = min(high * LINE, HIGHEST)
        sheet.append(cells)

    def _heads(self, sheet: Any, texts: Iterable[str]) -> None:
        """The first line."""
        cells = [self._cell(sheet, text) for text in texts]
        for made in cells:
            made.font, made.fill, made.border = self._bold, self._head, self._line
        self._append(sheet, cells)

    def _cell(self, sheet: Any, value: object, *, link: tuple[str, int | None] | None = None) -> Any:
        """A cell of text, a number or a day; None for an empty one.

        Args:
            link: the sheet and the row that a click leads to; no link where there is no row.
        """
        if value is None or value == "":
            return None  # an empty cell need not be written
        linked = link is not None and link[1] is not None
        made = self._cell_of(sheet)
        number, quoted = "General", False
        if isinstance(value, date) and value.year >= 1900:  # before that spreadsheets have no days
            made.value, number = value, "yyyy-mm-dd"
        elif isinstance(value, int | float):
            made.value = value
        else:
            made.value = text = legible(str(value))
            made.data_type = "s"  # never a formula
            quoted = text[:1] in _QUOTED  # nor when somebody edits the cell
        made._style = self._style(sheet, number, quoted, linked)
        if link is not None and linked:
            made.hyperlink = self._link_to(ref="A1", location=f"'{link[0]}'!A{link[1]}")
        return made

    def _style(self, sheet: Any, number: str, quoted: bool, linked: bool) -> Any:
        """One of the few styles there are. To look each up anew for every cell takes most of the time."""
        key = (number, quoted, linked)
        if key not in self._styles:
            pattern = self._cell_of(sheet)
            pattern.alignment, pattern.font = self._wrapped, self._link if linked else self._plain
            pattern.number_format, pattern.quotePrefix = number, quoted
            self._styles[key] = pattern._style
        return copy(self._styles[key])


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column of this width."""
    return sum(max(-(-len(line) // max(width - 1, 1)), 1) for line in text.split("\n"))


_FONT = "Calibri"
_MARKS = ("“", "‘", "«", '"')
_QUOTED = frozenset("=+-@")


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column))
