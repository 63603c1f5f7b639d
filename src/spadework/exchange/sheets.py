"""Workbooks: sheets of text under a heading, where nothing that a document says becomes a formula."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from copy import copy
from datetime import date, datetime
from typing import Any

LONGEST = 32_767  # UTF-16 units that a cell can hold
LINE, HIGHEST = 13.5, 405  # points of one line, and of the highest row there can be
MOST = 1_048_575  # rows of a sheet below its header
CUT = " … [cut here; the whole is in the JSON]"
# What XML cannot hold, and what a spreadsheet would read as an escape of it.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def legible(text: str) -> str:
    """The text as a cell can hold it."""
    text = _ILLEGAL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _ESCAPE.sub("_x005F_", text)
    if len(text) > LONGEST // 2 and len(text.encode("utf-16-le")) // 2 > LONGEST:
        text = text[: LONGEST // 2 - len(CUT)] + CUT
    return text


class Sheets:
    """A workbook that is written row by row.

    Args:
        title: of the workbook, in its properties.
        moment: what it gives as the moment of its making; None for now.
    """

    def __init__(self, title: str = "", moment: datetime | None = None) -> None:
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
        from openpyxl.worksheet.hyperlink import Hyperlink

        self._cell_of, self._link_to = WriteOnlyCell, Hyperlink
        self.book = Workbook(write_only=True)
        self.book.properties.creator = "Spadework"
        self.book.properties.title = title or None
        self._moment = moment
        self._wrapped = Alignment(wrap_text=True, vertical="top")
        self._plain = Font(name=_FONT, size=10)
        self._bold = Font(name=_FONT, size=10, bold=True)
        self._link = Font(name=_FONT, size=10, color="0B5394", underline="single")
        self._styles: dict[tuple[str, bool, bool], Any] = {}
        self._widths: dict[str, list[int]] = {}
        self._lines: dict[str, int] = {}
        self._head = PatternFill("solid", fgColor="DDE3EA")
        self._line = Border(bottom=Side(style="thin", color="CCCCCC"))

    def saved(self) -> bytes:
        """The file; with a moment given, the same bytes for the same cells."""
        stream = io.BytesIO()
        self.book.save(stream)
        return stream.getvalue() if self._moment is None else _steady(stream, self._moment)

    def sheet(self, title: str, widths: list[int], frozen: str = "A2") -> Any:
        """A new sheet.

        Args:
            widths: of its columns, in letters.
            frozen: the first cell that is not held in view.
        """
        from openpyxl.worksheet.properties import PageSetupProperties

        sheet = self.book.create_sheet(title)
        sheet.freeze_panes = frozen
        self._widths[title] = widths
        for n, width in enumerate(widths, 1):
            sheet.column_dimensions[letter(n)].width = width
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.print_title_rows = "1:1"
        return sheet

    def append(self, sheet: Any, cells: list[Any]) -> None:
        """A line, as high as its longest text needs: programs do not all work that out when they open a file."""
        self._lines[sheet.title] = n = self._lines.get(sheet.title, 0) + 1
        widths = self._widths[sheet.title]
        high = max((_lines(str(c.value), w) for c, w in zip(cells, widths, strict=False) if c), default=1)
        sheet.row_dimensions[n].height = min(high * LINE, HIGHEST)
        sheet.append(cells)

    def heads(self, sheet: Any, texts: Iterable[str]) -> None:
        """The first line."""
        cells = [self.cell(sheet, text) for text in texts]
        for made in cells:
            made.font, made.fill, made.border = self._bold, self._head, self._line
        self.append(sheet, cells)

    def cell(self, sheet: Any, value: object, *, link: tuple[str, int | None] | None = None) -> Any:
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


def _steady(written: io.BytesIO, moment: datetime) -> bytes:
    """The package with this moment wherever openpyxl puts the present one."""
    told = moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    stream = io.BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename == "docProps/core.xml":
                data = re.sub(rb"(<dcterms:(created|modified)[^>]*>)[^<]*", rb"\g<1>" + told, data)
            steady = zipfile.ZipInfo(info.filename, (1980, 1, 1, 0, 0, 0))
            steady.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(steady, data)
    return stream.getvalue()


def letter(column: int) -> str:
    """`C` for 3."""
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column))


_FONT = "Calibri"
_QUOTED = frozenset("=+-@")
