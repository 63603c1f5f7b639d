"""CSV of statements or positions, made by hand or exported before, into rows whose quotes stand in a document."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Protocol, TypeVar

from spadework.errors import ExchangeError, SpadeworkError
from spadework.exchange.cells import several, unguarded
from spadework.exchange.checking import sound
from spadework.exchange.files import listed, text_of
from spadework.exchange.placing import GAP, Shelf, place, place_pieces, short
from spadework.exchange.tables import COLUMNS
from spadework.exchange.taken import Imported, Refusal
from spadework.model import (
    Archive,
    Basis,
    Coding,
    DateRange,
    Directness,
    Document,
    Position,
    Record,
    Span,
    Stance,
    Statement,
    Status,
    row_id,
)

NEEDED = {
    "positions": ("document", "quote", "party", "issue", "option", "stance"),
    "statements": ("document", "quote", "speaker"),
}
FIELD = 10_000_000  # characters of one cell
ROWS = 2_000_000

E = TypeVar("E", bound=StrEnum)
Made = Statement | Position


def parse(path: Path, onto: Record) -> Imported:
    """The statements and positions of one CSV file, or of the files `statements.csv` and `positions.csv` of a folder.

    Args:
        onto: the dossier whose documents are quoted, and whose agenda names parties, issues and options.

    Raises:
        MissingFile, TooLarge: a file cannot be read.
        ExchangeError: it is no CSV, or has not the columns that either table needs.
    """
    files = [path]
    if path.is_dir():
        files = [f for f in (path / "statements.csv", path / "positions.csv") if f.is_file()]
        if not files:
            raise ExchangeError("the folder holds neither statements.csv nor positions.csv", where=str(path))
    reading = _Reading(onto)
    if path.is_dir() and (more := [f.name for f in listed(path) if f.suffix == ".csv" and f not in files]):
        reading.notes.append(f"only statements and positions are read from CSV, not {', '.join(more)[:300]}")
    for file in files:
        reading.file(file)
    statements, positions = tuple(reading.statements.values()), tuple(reading.positions.values())
    used = {s.document for s in statements} | {p.evidence.document for p in positions}
    record = Record(
        agenda=onto.agenda,
        documents=tuple(d for d in onto.documents if d.id in used),
        statements=statements,
        coding=Coding(positions=positions),
    )
    return Imported(archive=Archive(record=record), refused=tuple(reading.refused), notes=tuple(reading.notes))


class _Reading:
    """One import: the rows so far, and what they are checked by."""

    def __init__(self, onto: Record) -> None:
        self.statements: dict[str, Statement] = {}
        self.positions: dict[str, Position] = {}
        self.refused: list[Refusal] = []
        self.notes: list[str] = []
        self._making = _Making(onto)
        self._documents = {d.id: d for d in onto.documents}
        self._known = {s.id for s in onto.statements}

    def file(self, path: Path) -> None:
        """Take every row of the file that can be taken."""
        table, lines = _table(path, self.notes)
        make = self._making.statement if table == "statements" else self._making.position
        taken: list[tuple[str, Made]] = []
        for line, cells in lines:
            where = f"{path.name}, line {line}"
            try:
                made = make(cells)
                sound(made, self._documents, where)
            except SpadeworkError as e:
                self.refused.append(Refusal(where, e.what))
            else:
                taken.append((where, made))
        for where, made in self._resting(taken):
            same = self.statements if isinstance(made, Statement) else self.positions
            if made.id in same:
                self.refused.append(Refusal(where, f"the same row stands above ({made.id})"))
            elif isinstance(made, Statement):
                self.statements[made.id] = made
            else:
                self.positions[made.id] = made
        self._known |= set(self.statements)

    def _resting(self, taken: list[tuple[str, Made]]) -> list[tuple[str, Made]]:
        """Those that rest on a statement that is there. A statement may rest on a later one of the same file."""
        known = self._known | {made.id for _, made in taken if isinstance(made, Statement)}
        upon: dict[str, list[int]] = {}
        for n, (_, made) in enumerate(taken):
            if (on := _rests_on(made)) is not None:
                upon.setdefault(on, []).append(n)
        lost: dict[int, None] = {}
        wanting = [on for on in upon if on not in known]
        while wanting:  # one that is refused takes others with it
            for n in upon.pop(wanting.pop(), ()):
                lost[n] = None
                if taken[n][1].id not in self._known:
                    wanting.append(taken[n][1].id)
        for n in sorted(lost):
            where, made = taken[n]
            self.refused.append(Refusal(where, f"it rests on the statement {_rests_on(made)!r}, which is not taken in"))
        return [pair for n, pair in enumerate(taken) if n not in lost]


class _Cells:
    """One row by its columns. What cannot be read as it should raises ExchangeError."""

    def __init__(self, cells: dict[str, str]) -> None:
        self._cells = cells

    def raw(self, column: str) -> str:
        """The cell as it was written."""
        return unguarded(self._cells.get(column, ""))

    def text(self, column: str) -> str:
        """The cell without blanks around it."""
        return self.raw(column).strip()

    def day(self, column: str) -> date | None:
        """A day in ISO form; None if the cell is empty."""
        told = self.text(column)
        try:
            return date.fromisoformat(told) if told else None
        except ValueError as e:
            raise ExchangeError(f"{column}: {short(told)} is no day; write it as 2025-08-19") from e

    def number(self, column: str) -> int | None:
        """A whole number; None if the cell is empty."""
        told = self.text(column)
        if not told:
            return None
        if not (told.isascii() and told.isdigit() and len(told) < 16):
            raise ExchangeError(f"{column}: {short(told)} is no whole number")
        return int(told)

    def share(self, column: str) -> float:
        """A number between 0 and 1; 1 if the cell is empty."""
        told = self.text(column)
        try:
            return float(told) if told else 1.0
        except ValueError as e:
            raise ExchangeError(f"{column}: {short(told)} is no number") from e

    def one_of(self, column: str, kind: type[E], otherwise: E | None = None) -> E:
        """A value of a closed vocabulary."""
        told = self.text(column).lower()
        if not told and otherwise is not None:
            return otherwise
        return kind(_known(told, {k.value.lower(): k.value for k in kind}, column))


class _Making:
    """Rows from cells, against one dossier."""

    def __init__(self, onto: Record) -> None:
        self._shelf = Shelf(onto.documents)
        self._parties = {p.name: p.id for p in onto.agenda.parties} | {p.id: p.id for p in onto.agenda.parties}
        self._issues = {i.name: i for i in onto.agenda.issues} | {i.id: i for i in onto.agenda.issues}

    def statement(self, row: _Cells) -> Statement:
        """The statement that a row tells of."""
        document = self._shelf.named(row.text("document"))
        content = _exact(document, row, "content_at", "quote") or place_pieces(document, row.raw("quote"))
        source, cue = (_part(document, row, column) for column in ("source", "cue"))
        spans = [s for s in (source, cue, *content) if s is not None]
        if not row.text("speaker"):
            raise ExchangeError("speaker: the cell is empty")
        return Statement(
            id=row.text("id") or row_id("s", document.id, *(x for s in spans for x in (s.start, s.end))),
            document=document.id,
            source=source,
            cue=cue,
            content=content,
            speaker=row.raw("speaker"),
            role=row.raw("role"),
            party=self._party(row, "party"),
            reporters=several(row.raw("reporters")),
            within=row.text("within") or None,
            directness=row.one_of("directness", Directness, Directness.INDIRECT),
            said_on=_range(row.day("said_from"), row.day("said_to")),
            reported_on=row.day("reported_on") or document.published,
            confidence=row.share("confidence"),
            status=row.one_of("status", Status, Status.ACCEPTED),
        )

    def position(self, row: _Cells) -> Position:
        """The position that a row tells of."""
        document = self._shelf.named(row.text("document"))
        evidence = place(document, row.raw("quote"), row.number("start"))
        party, by = self._party(row, "party"), self._party(row, "by")
        if party is None:
            raise ExchangeError("party: the cell is empty")
        issue, option = self._option(row)
        stance, actor = row.one_of("stance", Stance), row.raw("actor") or None
        spot = (evidence.document, evidence.start, evidence.end)
        exported = bool(row.text("id"))  # an exported row says all it knows
        return Position(
            id=row.text("id") or row_id("p", party, actor, by, issue, option, stance, *spot),
            party=party,
            issue=issue,
            option=option,
            stance=stance,
            evidence=evidence,
            actor=actor,
            basis=row.one_of("basis", Basis, Basis.ASCRIBED if by else Basis.OWN),
            by=by,
            as_of=row.day("as_of") or (None if exported or row.text("until") else document.published),
            until=row.day("until"),
            statement=row.text("statement") or None,
            confidence=row.share("confidence"),
            status=row.one_of("status", Status, Status.ACCEPTED),
        )

    def _party(self, row: _Cells, column: str) -> str | None:
        """A party by its id or its name."""
        told = row.text(column)
        return _known(told, self._parties, column) if told else None

    def _option(self, row: _Cells) -> tuple[str, str]:
        """An issue and its option, each by its id or its name."""
        issue = _known(row.text("issue"), self._issues, "issue")
        options = {o.text: o.id for o in issue.options} | {o.id: o.id for o in issue.options}
        return issue.id, _known(row.text("option"), options, "option")


V = TypeVar("V")


def _known(told: str, names: dict[str, V], column: str) -> V:
    if told in names:
        return names[told]
    near = get_close_matches(told[:100], names, n=1)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    raise ExchangeError(f"{column}: {short(told)} is not known{hint}")


def _part(document: Document, row: _Cells, column: str) -> Span | None:
    """A source or a cue. What is too short to be found alone ("he") needs its place."""
    exact = _exact(document, row, f"{column}_at", column)
    if exact or not row.raw(column):
        return exact[0] if exact else None
    return place(document, row.raw(column))


def _exact(document: Document, row: _Cells, column: str, quote: str) -> tuple[Span, ...]:
    """The places that a row names, if it names any, where its quote must stand."""
    told = row.text(column)
    if not told:
        return ()
    try:
        ends = [(int(start), int(end)) for start, end in (part.split("-") for part in told[:100_000].split(";"))]
    except ValueError as e:
        raise ExchangeError(f"{column}: {short(told)} is not start-end") from e
    spans = tuple(document.span(start, end) for start, end in ends)
    if GAP.join(s.quote for s in spans) != row.raw(quote):
        raise ExchangeError(f"{quote}: {short(row.raw(quote))} does not stand at {short(told)}")
    return spans


def _rests_on(row: Made) -> str | None:
    return row.within if isinstance(row, Statement) else row.statement


def _range(first: date | None, last: date | None) -> DateRange | None:
    first, last = first or last, last or first
    if first is None or last is None:
        return None
    if last < first:
        raise ExchangeError(f"said_to ({last}) is before said_from ({first})")
    return DateRange(first, last)


def _table(path: Path, notes: list[str]) -> tuple[str, Iterator[tuple[int, _Cells]]]:
    """Which table a file holds, and its rows with their lines."""
    text = text_of(path)
    first = text.split("\n", 1)[0]
    mark = max(",;\t", key=first.count)  # spreadsheets of many countries write semicolons
    csv.field_size_limit(FIELD)  # the library's own bound is that of a long speech
    lines = _lines(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True), str(path))
    header = [c.strip().lower() for c in next(lines, (1, []))[1]]
    named_columns = [c for c in header if c]
    if len(set(named_columns)) < len(named_columns):
        raise ExchangeError("a column is there twice", where=f"{path}, line 1")
    table = next((t for t in NEEDED if set(NEEDED[t]) <= set(header)), None)
    if table is None:
        wanted = " or ".join(f"{', '.join(NEEDED[t])} for {t}" for t in NEEDED)
        raise ExchangeError("columns are missing in the first line", where=str(path), remedy=f"Needed are {wanted}.")
    strange = [c for c in header if c and c not in COLUMNS[table]]
    if strange:
        notes.append(f"{path.name}: these columns are not known and were not read: {', '.join(strange)[:300]}")
    return table, ((line, _Cells(dict(zip(header, cells, strict=False)))) for line, cells in lines)


class _Reader(Protocol):
    """What `csv.reader` gives."""

    line_num: int

    def __next__(self) -> list[str]: ...


def _lines(reader: _Reader, where: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold anything, each with the line on which it begins."""
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as e:
            raise ExchangeError(f"this is no CSV: {e}", where=f"{where}, line {line}") from e
        if line > ROWS:
            raise ExchangeError(f"there are more than {ROWS:,} lines", where=where, remedy="Cut the file into several.")
        if any(c.strip() for c in cells):
            yield line, cells
