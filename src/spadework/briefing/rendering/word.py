"""The body of a Word document: each block as paragraphs and tables, and the footnotes as they come up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import zip_longest

from spadework.briefing.content import (
    Block,
    Brief,
    Callout,
    Cell,
    Column,
    Figure,
    Footnote,
    Group,
    Heading,
    Item,
    Link,
    Look,
    Mark,
    NoteRef,
    Paragraph,
    Passage,
    Piece,
    Points,
    Quotation,
    Ref,
    Row,
    Run,
    Runs,
    Side,
    Sides,
    StatusMark,
    Table,
    Text,
    Tone,
    anchors,
    plain,
)
from spadework.briefing.rendering import wordml as w
from spadework.briefing.rendering.paper import MARKS, cited, printable, web
from spadework.model import Status

WIDE = 9638  # twips of a line on A4
LETTER, BESIDE = 120, 140  # twips that a letter of a table takes, and what stands beside the words of a cell
LONG_WORD = 13  # letters; longer ones are broken
TALL = 190 * 72 / 25.4  # points that a drawing may be high
HANGING, CALLOUT = 284, 227  # twips that a list and a box are set in
FIRST_NUMBERING = 10
MOST_PIXELS = 4_000  # of a drawing's longer side
_LOOKS = {
    Look.PLAIN: "",
    Look.STRONG: "Strong",
    Look.EMPHASIS: "Emphasis",
    Look.QUOTE: "QuotedWords",
    Look.FAINT: "Faint",
    Look.ALERT: "Alert",
}
_TONES = {
    Tone.BODY: "Normal",
    Tone.BOTTOM: "BottomLine",
    Tone.LEAD: "Lead",
    Tone.ABOUT: "About",
    Tone.SAYS: "Says",
    Tone.ASIDE: "Aside",
}


class Body:
    """What stands between title and end of a document.

    Attributes:
        relations: by id the kind and the target of what the document leads to outside its own text.
        media: files of pictures, by path.
        numberings: ids of the numbered lists.
    """

    def __init__(self, brief: Brief) -> None:
        self.relations: dict[str, tuple[str, str]] = {}
        self.media: dict[str, bytes] = {}
        self.numberings: list[int] = []
        self._brief = brief
        self._labels = {
            a: f"a{n}_{re.sub('[^A-Za-z0-9]', '_', a)[:24]}" for n, a in enumerate(sorted(anchors(brief)), 1)
        }
        self._notes = {n.number: n for n in brief.footnotes}
        self._noted: dict[int, int] = {}  # by number of the brief that of the document, which counts as Word does
        self._given: set[str] = set()
        self._bookmarks = 0

    def parts(self) -> Iterator[str]:
        """All parts; what follows a summary begins a page, so that this is one."""
        summary = False
        for part in self._brief.parts:
            apart = ["<w:pageBreakBefore/>"] if summary else []
            yield w.paragraph("Heading1", [self._here(part.id), w.run(printable(part.heading))], *apart)
            summary = part.id == "summary"
            for block in part.blocks:
                yield from self._block(block)

    def footnotes(self) -> bytes:
        """The file with the footnotes that came up so far, after the lines that separate them from the text."""
        separators = (
            w.el("w:footnote", {"w:type": kind, "w:id": id}, _separator(mark))
            for id, kind, mark in (
                (-1, "separator", "w:separator"),
                (0, "continuationSeparator", "w:continuationSeparator"),
            )
        )
        noted = (self._footnote(id, self._notes[number]) for number, id in self._noted.items())
        return w.file("w:footnotes", *separators, *noted)

    def _footnote(self, id: int, note: Footnote) -> str:
        sign = w.el("w:r", None, w.el("w:rPr", None, w.val("w:rStyle", "FootnoteReference")), w.el("w:footnoteRef"))
        said = w.paragraph("FootnoteText", [sign, w.run(" "), *self.runs(cited(note))])
        return w.el("w:footnote", {"w:id": id}, said)

    # Runs

    def runs(self, runs: Runs, style: str = "") -> list[str]:
        """A line.

        Args:
            style: of plain text in it.
        """
        made: list[str] = []
        for n, run in enumerate(runs):
            if n and isinstance(run, NoteRef) and isinstance(runs[n - 1], NoteRef):
                made.append(w.run(",", "FootnoteReference"))
            made += self._run(run, style)
        return made

    def _run(self, run: Run, style: str) -> list[str]:
        match run:
            case Text():
                return [_text(run.text, _LOOKS[run.look] or style)]
            case Mark():
                look = "Faint" if run.faint else f"Mark{run.name.title()}" if run.name in MARKS else ""
                return [w.run(printable(f"{run.symbol}\u00a0{run.word}"), look)]
            case StatusMark():
                return [w.run(run.word, "Proposed" if run.status is Status.PROPOSED else "Checked")]
            case NoteRef():
                return self._note(run.number)
            case Ref():
                if run.target not in self._labels:
                    return [_text(run.text, style)]
                label = self._labels[run.target]
                return [w.el("w:hyperlink", {"w:anchor": label, "w:history": 1}, _text(run.text, "Reference"))]
            case Link():
                if not web(run.url):
                    return [_text(run.url, style)]
                id = self._relation("hyperlink", run.url)
                return [w.el("w:hyperlink", {"r:id": id, "w:history": 1}, _text(run.url, "Hyperlink"))]

    def _note(self, number: int) -> list[str]:
        """A footnote where it comes up first, then what leads to it."""
        if number in self._noted:
            id = self._noted[number]
            return [w.field(f"NOTEREF note{id} \\f \\h", str(id), "FootnoteReference")]
        id = self._noted[number] = len(self._noted) + 1
        sign = w.el(
            "w:r",
            None,
            w.el("w:rPr", None, w.val("w:rStyle", "FootnoteReference")),
            w.el("w:footnoteReference", {"w:id": id}),
        )
        return [self._bookmark(f"note{id}", sign)]

    def _relation(self, kind: str, target: str) -> str:
        id = f"x{len(self.relations) + 1}"
        self.relations[id] = (kind, target)
        return id

    def _bookmark(self, label: str, around: str = "") -> str:
        self._bookmarks += 1
        return w.bookmark(self._bookmarks, label, around)

    def _here(self, anchor: str) -> str:
        """Where references to the anchor lead; nothing if it was given before."""
        if anchor not in self._labels or anchor in self._given:
            return ""
        self._given.add(anchor)
        return self._bookmark(self._labels[anchor])

    # Blocks

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Paragraph():
                yield self._paragraph(block)
            case Heading():
                aside = [w.run("  "), _text(block.aside, "Faint")] if block.aside else []
                yield w.paragraph("Heading2", [self._here(block.anchor), _text(block.text), *aside])
            case Points():
                yield from self._points(block, "Points")
            case Table():
                yield self._table(block)
                yield w.paragraph("Spacer", ())  # or the next table would be part of this one
            case Sides():
                yield self._sides(block)
                yield w.paragraph("Spacer", ())
            case Figure():
                yield from self._figure(block)
            case Passage():
                yield self._passage(block)
            case Callout():
                yield from self._callout(block)
            case Item():
                yield from self._item(block)

    def _paragraph(self, p: Paragraph) -> str:
        return w.paragraph(_TONES[p.tone], self.runs(p.runs))

    def _item(self, item: Item) -> Iterator[str]:
        """All but its last block stay with what follows."""
        label = self._here(item.anchor)
        for n, block in enumerate(item.blocks, 1):
            if isinstance(block, Paragraph):
                follows = ["<w:keepNext/>"] if n < len(item.blocks) else []
                yield w.paragraph(_TONES[block.tone], [label, *self.runs(block.runs)], *follows)
            else:
                if label:
                    yield w.paragraph("Spacer", [label])
                yield from self._block(block)
            label = ""

    def _points(self, points: Points, style: str, *, indent: int = 0) -> Iterator[str]:
        inward = [w.el("w:ind", {"w:left": indent + HANGING, "w:hanging": HANGING})] if indent else []
        numbering = 2
        if points.ordered:
            numbering = FIRST_NUMBERING + len(self.numberings)
            self.numberings.append(numbering)
        for point in points.points:
            label = [_text(point.label, "Faint"), w.run("  ")] if point.label else []
            listed = w.el("w:numPr", None, w.val("w:ilvl", 0), w.val("w:numId", numbering))
            yield w.paragraph(style, [*label, *self.runs(point.runs)], listed, *inward)

    def _callout(self, callout: Callout) -> Iterator[str]:
        style = "Warning" if callout.kind == "warning" else "Callout"
        yield w.paragraph(
            style, [_text(callout.title, "Strong")], "<w:keepNext/>", w.el("w:spacing", {"w:before": 160})
        )
        for block in callout.blocks:
            if isinstance(block, Paragraph):
                yield w.paragraph(style, self.runs(block.runs))
            else:
                yield from self._points(block, style, indent=CALLOUT)
        yield w.paragraph("Spacer", ())

    def _passage(self, passage: Passage) -> str:
        runs = [_text(str(passage.number), "Faint"), w.run("\t")]
        for piece in passage.pieces:
            runs += self._piece(piece)
        for n, back in enumerate(passage.back):
            runs += [w.run("  " if not n else " "), *self._run(back, "Faint")]
        return w.paragraph("Passage", runs)

    def _piece(self, piece: Piece) -> list[str]:
        marks = piece.marks
        look: list[str] = []
        if "cue" in marks:
            look.append(w.el("w:i"))
        if "source" in marks:
            look.append(w.val("w:u", "single"))
        elif "evidence" in marks:
            look.append(w.el("w:u", {"w:val": "thick", "w:color": "B58A2C"}))
        if "content" in marks:
            look.append(w.el("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": "DFE8F2"}))
        refs = [r for ref in piece.refs for r in self._run(ref, "Faint")]
        return [self._here(piece.anchor), _text(piece.text, "", *look), *([w.run(" "), *refs] if refs else [])]

    def _figure(self, figure: Figure) -> Iterator[str]:
        png = drawn(figure)
        if png is None:
            yield w.paragraph("Aside", [_text(figure.alt)])
            return
        n = len(self.media) + 1
        self.media[f"media/drawing{n}.png"] = png
        id = self._relation("image", f"media/drawing{n}.png")
        scale = min(WIDE / w.TWIPS / figure.width, TALL / figure.height, 1.0)
        size = (figure.width * scale, figure.height * scale)
        shown = w.picture(n, printable(figure.name), printable(figure.alt), id, size)
        follows = [] if figure.caption else [w.val("w:keepNext", 0)]
        yield w.paragraph("Drawing", [shown], *follows)
        if figure.caption:
            yield w.paragraph("Caption", self.runs(figure.caption))

    # Tables

    def _table(self, table: Table) -> str:
        widths = _widths(table)
        line = w.edge("bottom", 6, "000000") + w.val("w:vAlign", "bottom")
        heads = [w.cell(width, [_heading(c)], line) for c, width in zip(table.columns, widths, strict=True)]
        rows = [w.row(heads, header=True)]
        for r, following in zip_longest(table.rows, table.rows[1:]):
            if isinstance(r, Group):
                style = "TableRemark" if r.remark else "TableGroup"
                rows.append(w.row([w.cell(sum(widths), [w.paragraph(style, self.runs(r.runs))], span=len(widths))]))
            else:
                rows.append(self._row(r, widths, stays=isinstance(following, Group) and following.remark))
        return w.table("BriefTable", widths, rows, caption=printable(table.caption))

    def _row(self, row: Row, widths: list[int], *, stays: bool) -> str:
        """A row.

        Args:
            stays: on the page of the next one.
        """
        cells = []
        label = self._here(row.anchor)
        for cell, width in zip(row.cells, widths, strict=True):
            cells.append(w.cell(width, self._lines(cell, "Faint" if row.faint else "", label=label, stays=stays)))
            label = ""
        return w.row(cells)

    def _lines(self, cell: Cell, style: str, *, label: str, stays: bool) -> Iterator[str]:
        """A line that begins with a mark says something new, and stands apart from those above it."""
        for n, line in enumerate(cell.lines or ((),) if label else cell.lines):
            about = ["<w:keepNext/>"] if stays else []
            if n and line and isinstance(line[0], Mark):
                about.append(w.el("w:spacing", {"w:before": 90}))
            yield w.paragraph("TableText", [label, *self.runs(line, style)], *about)
            label = ""

    def _sides(self, sides: Sides) -> str:
        """Two beside each other; with more, the next two below."""
        abreast = min(len(sides.sides), 2) or 1
        widths = [WIDE // abreast] * abreast
        bar = w.edge("left", 8, "C9C5BB")
        rows = []
        for n in range(0, len(sides.sides), abreast):
            cells = [w.cell(widths[0], self._side(s), bar) for s in sides.sides[n : n + abreast]]
            cells += [w.cell(widths[0], ()) for _ in range(abreast - len(cells))]
            rows.append(w.row(cells))
        return w.table("SidesTable", widths, rows)

    def _side(self, side: Side) -> Iterator[str]:
        if side.name:
            aside = [w.run("  "), _text(side.aside, "Faint")] if side.aside else []
            yield w.paragraph("Side", [_text(side.name), *aside])
        for quotation in side.quotations:
            yield from self._quotation(quotation)

    def _quotation(self, q: Quotation) -> Iterator[str]:
        words = [_text(q.before, "Faint"), _text(q.quote, "SaidWords"), _text(q.after, "Faint")]
        yield w.paragraph("Quotation", words, "<w:keepNext/>")
        for n, line in enumerate(q.lines, 1):
            last = [w.el("w:spacing", {"w:after": 100})] if n == len(q.lines) else []
            yield w.paragraph("QuotationSource", self.runs(line), *last)


def drawn(figure: Figure) -> bytes | None:
    """The drawing as a PNG, None if it cannot be drawn. Word and LibreOffice read SVG, but not all of it: the paper
    around a label comes out as a black shadow."""
    import vl_convert

    if min(figure.width, figure.height) <= 0:
        return None
    scale = min(3.0, MOST_PIXELS / max(figure.width, figure.height))
    try:
        return bytes(vl_convert.svg_to_png(figure.svg, scale=scale))
    except (RuntimeError, ValueError):  # the first is what its own code raises
        return None


def _text(text: str, style: str = "", *look: str) -> str:
    """Words of a document or about it; those that run from right to left are told to."""
    text = printable(text)
    turned = [w.el("w:rtl")] if _right_to_left(text) else []
    return w.run(text, style, *look, *turned)


def _right_to_left(text: str) -> bool:
    """Whether all letters run from right to left."""
    if text.isascii():
        return False
    kinds = {unicodedata.bidirectional(c) for c in text}
    return bool(kinds & {"R", "AL"}) and "L" not in kinds


def _separator(mark: str) -> str:
    return w.paragraph("Spacer", [w.el("w:r", None, w.el(mark))])


def _heading(column: Column) -> str:
    aside = [w.run("\n"), _text(column.aside, "Faint", w.val("w:b", 0))] if column.aside else []
    return w.paragraph("TableHeading", [_text(column.heading), *aside])


def _widths(table: Table) -> list[int]:
    """Widths by the columns' weights, but no column is narrower than its words of ordinary length need."""
    total = sum(c.weight for c in table.columns)
    wished = [WIDE * c.weight / total for c in table.columns]
    least = [_least(table, n) for n in range(len(wished))]
    short = sum(max(need - wish, 0) for need, wish in zip(least, wished, strict=True))
    spare = sum(max(wish - need, 0) for need, wish in zip(least, wished, strict=True))
    give = min(short / spare, 1.0) if spare else 0.0
    take = min(spare / short, 1.0) if short else 0.0
    return [
        int(wish + (need - wish) * (take if need > wish else give)) for need, wish in zip(least, wished, strict=True)
    ]


def _least(table: Table, n: int) -> float:
    """Twips that the longest word of a column takes; of one that is too long to stand on a line it is broken."""
    heading = max((len(word) for word in table.columns[n].heading.split()), default=0) + 1  # it is bold
    cells = (row.cells[n] for row in table.rows if isinstance(row, Row))
    words = (len(word) for cell in cells for line in cell.lines for word in plain(line).split())
    return min(max((heading, *words)), LONG_WORD) * LETTER + BESIDE
