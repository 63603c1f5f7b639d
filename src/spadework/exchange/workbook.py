"""XLSX: the issue-by-party table, findings, positions, statements, commitments and sources, each row with its words.

Every text is stored as text, also one that looks like a formula. Rows lead to each other by links within the workbook.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from spadework.exchange.sheets import MOST, Sheets, letter
from spadework.exchange.tables import COLUMNS, Values, rows_of
from spadework.model import Agenda, Archive, Basis, Position, Record, Stance
from spadework.table import Cell, table

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
    writing = _Writing(archive.record)
    writing.stances()
    for title in SHEETS:
        writing.rows(title)
    writing.sources()
    return writing.saved()


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


class _Writing(Sheets):
    """The sheets of one workbook."""

    def __init__(self, record: Record) -> None:
        from openpyxl.styles import PatternFill

        super().__init__()
        self.record, self.names = record, _Names(record.agenda)
        self._fills = {s: PatternFill("solid", fgColor=c) for s, c in _COLOURS.items()}
        self._source_row = {d.id: n for n, d in enumerate(record.documents, 2)}
        self._tags = {d.id: f"D{n}" for n, d in enumerate(record.documents, 1)}
        self._position_row = {p.id: n for n, p in enumerate(record.coding.positions, 2)}
        self._statement_row = {s.id: n for n, s in enumerate(record.statements, 2)}

    def stances(self) -> None:
        """The issue-by-party table: where each party stands at the end, in its own words."""
        tabled = table(self.record)
        sheet = self.sheet("Table", [28, 34, *(w for _ in tabled.parties for w in (44, 6))], frozen="C2")
        self.heads(sheet, ("issue", "option", *(h for p in tabled.parties for h in (p.name, "row"))))
        for block in tabled.blocks:
            for row in block.rows:
                cells = [self.cell(sheet, block.issue.name), self.cell(sheet, row.option.text)]
                cells += [c for p in tabled.parties for c in self._stance(sheet, row.cells.get(p.id))]
                self.append(sheet, cells)
        if not tabled.blocks:
            self.append(sheet, [self.cell(sheet, "No party has taken a position on any issue of the agenda.")])

    def _stance(self, sheet: Any, cell: Cell | None) -> tuple[Any, Any]:
        """What a party says, and a link to the row of its latest position: a text that is a link is not wrapped."""
        if cell is None or not cell.entries:
            return self.cell(sheet, None), self.cell(sheet, None)
        lines = [self._said(p) for p in cell.own] + [self._said(p) for p in cell.ascribed]
        if cell.before is not None:
            lines.append(f"before: {self._said(cell.before)}")
        first = cell.entries[0]
        row = self._position_row.get(first.id)
        made, link = self.cell(sheet, "\n".join(lines)), self.cell(sheet, row, link=("Positions", row))
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
        sheet = self.sheet(title, widths)
        self.heads(sheet, (h.replace("_", " ") for h in headers))
        count = 0
        for count, values in enumerate(rows_of(self.record, name), 1):
            if count > MOST - 1:
                self.append(sheet, [self.cell(sheet, "A sheet holds no more rows; take the CSV or the JSON.")])
                break
            document = str(values["document"] or "")
            cells = [self.cell(sheet, self.names.of(c, values)) for c in columns]
            cells.append(self.cell(sheet, values["quote"]))
            label = self._tags.get(document, document)
            cells.append(self.cell(sheet, label, link=(SOURCES, self._source_row.get(document))))
            cells += [self.cell(sheet, values[c]) for c in PLACE[2:]]
            for c in tail:
                row = self._statement_row.get(str(values[c])) if c == "statement" else None
                cells.append(self.cell(sheet, values[c], link=("Statements", row)))
            self.append(sheet, cells)
        if count:
            sheet.auto_filter.ref = f"A1:{letter(len(headers))}{count + 1}"

    def sources(self) -> None:
        """The documents, by the numbers under which the rows name them."""
        columns = [c for c in COLUMNS["documents"] if c != "id"]
        sheet = self.sheet(SOURCES, [6, *(WIDTHS.get(c, 16) for c in columns), 16])
        self.heads(sheet, (h.replace("_", " ") for h in ("number", *columns, "id")))
        for values in rows_of(self.record, "documents"):
            original = values["rewrite_of"]
            cells = [self.cell(sheet, self._tags[str(values["id"])])]
            for c in columns:
                link = (SOURCES, self._source_row.get(str(original))) if c == "rewrite_of" else None
                cells.append(self.cell(sheet, values[c], link=link))
            self.append(sheet, [*cells, self.cell(sheet, values["id"])])


_MARKS = ("“", "‘", "«", '"')
