"""The summary for the terminal: one screen for somebody in a hurry."""

from __future__ import annotations

import os
import unicodedata
from typing import TYPE_CHECKING

from spadework.briefing.building import title
from spadework.briefing.guide import Guide
from spadework.briefing.views.findings import top
from spadework.briefing.words import KINDS, STANCES, UNSURE, count, days
from spadework.model import Basis, Party, Position, Record, Stance
from spadework.table import Block, Cell, Row, Table, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
    from rich.text import Text

TOP, ROWS = 8, 18  # findings, and rows of the table, that fit one screen
FIRST, PARTY = 26, 12  # columns that the names of options, and the stance of a party, need at least
_PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "·": "-", "→": "->"})


def summary(record: Record, brief: str | os.PathLike[str] | None = None) -> Summary:
    """What to print; `brief` is where the whole can be read, if it was written."""
    return Summary(Guide(record), os.fspath(brief) if brief is not None else None)


def whole_table(record: Record) -> WholeTable:
    """The issue-by-party table to print, all of it."""
    return WholeTable(Guide(record))


class WholeTable:
    """A rich renderable that fits itself to the width and the character set of the terminal."""

    def __init__(self, guide: Guide) -> None:
        self._guide = guide

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        from rich.text import Text

        fit = _fitter(options.encoding)
        tabled = table(self._guide.record)
        if not tabled.blocks:
            yield Text("No party has a position yet.")
            return
        stances = _Stances(self._guide, list(tabled.blocks), fit)
        wide = FIRST + PARTY * len(tabled.parties) <= options.max_width
        yield stances.as_columns(tabled.parties, options.max_width) if wide else stances.as_list()
        yield from _remarks(self._guide, tabled, 0, fit)


class Summary:
    """A rich renderable that fits itself to the width and the character set of the terminal."""

    def __init__(self, guide: Guide, brief: str | None) -> None:
        self._guide = guide
        self._brief = brief

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        from rich.text import Text

        fit = _fitter(options.encoding)
        yield Text(fit(title(self._guide.record)), style="bold")
        yield Text(fit(self._counts()), style="dim")
        for note in self._guide.record.notes:
            yield Text(fit(note), style="dim")
        yield from self._findings(fit)
        tabled = table(self._guide.record)
        if tabled.blocks:
            yield Text()
            wide = FIRST + PARTY * len(tabled.parties) <= options.max_width
            shown = _screenful(tabled, ROWS if wide else ROWS // 2)
            stances = _Stances(self._guide, shown, fit)
            yield stances.as_columns(tabled.parties, options.max_width) if wide else stances.as_list()
            yield from _remarks(self._guide, tabled, len(tabled.blocks) - len(shown), fit)
        if self._brief is not None:
            yield Text()
            yield Text(fit(f"Every row with its sentence: {self._brief}"))

    def _counts(self) -> str:
        r = self._guide.record
        period = f", {days(self._guide.period)}" if self._guide.period else ""
        speakers = len({s.speaker for s in r.statements})
        said = (
            f"{count(len(r.statements), 'statement')} by {count(speakers, 'speaker')}" if speakers else "no statement"
        )
        c = r.coding
        rest = [(len(c.positions), "position"), (len(c.commitments), "commitment"), (len(r.findings), "finding")]
        return " · ".join(
            [count(len(r.documents), "document") + period, said, *(count(n, what) for n, what in rest if n)]
        )

    def _findings(self, fit: Callable[[str], str]) -> RenderResult:
        from rich.table import Table as Grid
        from rich.text import Text

        found = top(self._guide.record, TOP)
        yield Text()
        if not found:
            yield Text("Comparing brought nothing up.")
            return
        grid = Grid.grid(padding=(0, 1))
        grid.add_column(no_wrap=True, style="dim")
        grid.add_column()
        for f in found:
            line = Text.assemble((fit(KINDS[f.kind].label), "bold"), ": ", fit(f.explanation))
            if f.confidence < UNSURE:
                line.append(" (unsure)", style="dim")
            grid.add_row(self._guide.numbers[f.id], line)
        yield grid
        if len(self._guide.findings) > len(found):
            yield Text(
                f"and {count(len(self._guide.findings) - len(found), 'more finding', 'more findings')}", style="dim"
            )


def _remarks(guide: Guide, tabled: Table, left: int, fit: Callable[[str], str]) -> RenderResult:
    from rich.text import Text

    ascribed = any(p.basis is Basis.ASCRIBED for p in guide.record.coding.positions)
    remarks = ["* others say so of it, not the party itself"] if ascribed else []
    remarks += [count(left, "further issue") + " in the brief"] if left else []
    if tabled.silent_issues:
        remarks.append(count(len(tabled.silent_issues), "issue") + " without a stance")
    if remarks:
        yield Text(fit(" · ".join(remarks)), style="dim")


class _Stances:
    """The issue-by-party table, with a column a party if there is room, else as a list."""

    def __init__(self, guide: Guide, blocks: list[Block], fit: Callable[[str], str]) -> None:
        self._guide, self._blocks, self._fit = guide, blocks, fit

    def as_columns(self, parties: tuple[Party, ...], width: int) -> RenderableType:
        from rich.console import Group
        from rich.padding import Padding
        from rich.table import Table as Grid
        from rich.text import Text

        each = min(max(int(width * 0.55) // len(parties), PARTY), 20)

        def grid() -> Grid:
            made = Grid.grid(padding=(0, 1, 0, 0))
            for _, wide in [(None, width - each * len(parties)), *((p, each) for p in parties)]:
                made.add_column(width=wide - 1)
            return made

        head = grid()
        head.add_row("", *(Text(self._fit(p.name), style="bold") for p in parties))
        lines: list[RenderableType] = [head]
        for block in self._blocks:
            lines.append(Text(self._fit(block.issue.name), style="bold"))
            rows = grid()
            for row in _known(block):
                cells = [self._cell(row.cells.get(p.id, Cell())) for p in parties]
                rows.add_row(Padding(Text(self._fit(row.option.text)), (0, 0, 0, 2)), *cells)
            lines.append(rows)
        return Group(*lines)

    def as_list(self) -> RenderableType:
        from rich.console import Group
        from rich.padding import Padding
        from rich.text import Text

        lines: list[RenderableType] = []
        for block in self._blocks:
            lines.append(Text(self._fit(block.issue.name), style="bold"))
            for row in _known(block):
                line = Text(self._fit(row.option.text) + ": ")
                line += Text(", ").join(self._grouped(row))
                lines.append(Padding(line, (0, 0, 0, 2)))
        return Group(*lines)

    def _grouped(self, row: Row) -> list[Text]:
        """The parties behind each stance. What others say of a party counts only where its own word is missing."""
        from rich.text import Text

        camps: dict[tuple[Stance, Basis], tuple[Position, list[str]]] = {}
        for party, cell in row.cells.items():
            for entry in cell.own or cell.ascribed:
                _, names = camps.setdefault((entry.stance, entry.basis), (entry, []))
                names.append(self._guide.party(party))
        order = list(Stance)
        return [
            Text.assemble(self._stance(entry), " (", self._fit("; ".join(dict.fromkeys(names))), ")")
            for entry, names in sorted(camps.values(), key=lambda c: order.index(c[0].stance))
        ]

    def _cell(self, cell: Cell) -> Text:
        from rich.text import Text

        return Text("\n").join(self._stance(e) for e in cell.entries)

    def _stance(self, position: Position) -> Text:
        from rich.text import Text

        mark = STANCES[position.stance]
        symbol = mark.symbol if self._fit(mark.symbol) == mark.symbol else mark.ascii
        star = "*" if position.basis is Basis.ASCRIBED else ""
        return Text(f"{symbol} {self._fit(mark.short)}{star}", style=mark.colour)


def _known(block: Block) -> list[Row]:
    return [row for row in block.rows if row.cells]


def _screenful(tabled: Table, most: int) -> list[Block]:
    """The first issues that fit a screen, one at least."""
    shown: list[Block] = []
    rows = 0
    for block in tabled.blocks:
        rows += 1 + len(_known(block))
        if shown and rows > most:
            break
        shown.append(block)
    return shown


def _fitter(encoding: str) -> Callable[[str], str]:
    """Makes text fit to print: on one line, with no characters that steer a terminal, none it cannot show."""

    def fit(text: str) -> str:
        text = " ".join("".join(" " if c.isspace() else "" if _steers(c) else c for c in text).split())
        try:
            text.encode(encoding)
        except (UnicodeError, LookupError):
            text = text.translate(_PLAIN).encode("ascii", "replace").decode()
        return text

    return fit


def _steers(character: str) -> bool:
    """Control characters and those that turn the direction of writing."""
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn")
