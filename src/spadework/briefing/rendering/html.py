"""A brief as one HTML page that needs nothing else: no network, no script.

Everything is put together with `markupsafe`: whatever is not markup of this module is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib import resources

from markupsafe import Markup

from spadework.briefing.content import (
    Block,
    Brief,
    Callout,
    Cell,
    Column,
    Figure,
    Fit,
    Footnote,
    Group,
    Heading,
    Item,
    Paragraph,
    Part,
    Passage,
    Piece,
    Points,
    Quotation,
    Ref,
    Row,
    Side,
    Sides,
    Table,
    Tone,
)
from spadework.briefing.drawing import symbol
from spadework.briefing.rendering.lines import Lines, attribute, place, source
from spadework.briefing.words import COLOURS, day, quoted

MANY = 400  # footnotes and rows from which browsers are told to lay out only what is on the screen
_OWN = ("timeline", "conditions")  # our drawings, coloured by the page; others stand on a white plate


def render(brief: Brief) -> str:
    """The page. The same brief gives the same page."""
    return str(_Page(brief).whole())


class _Page:
    def __init__(self, brief: Brief) -> None:
        self._brief = brief
        self._lines = Lines(brief)

    def whole(self) -> Markup:
        b = self._brief
        rows = sum(len(x.rows) for p in b.parts for x in p.blocks if isinstance(x, Table)) + len(b.footnotes)
        parts = Markup("\n").join(self._part(p) for p in b.parts)
        return _PAGE.format(
            title=b.title,
            style=Markup(_style() + _printed(b.classification)),
            many=Markup(' class="many"') if rows > MANY else "",
            symbols=Markup("").join(Markup(symbol(name)) for name in COLOURS),
            classification=self._classification(),
            eyebrow=self._eyebrow(),
            front=Markup("\n").join(
                self._paragraph(p, "standfirst" if not n else "note") for n, p in enumerate(b.front)
            ),
            contents=self._contents(),
            parts=parts,
            footnotes=self._footnotes(),
            first=b.parts[0].id if b.parts else "footnotes",
        )

    # Head

    def _classification(self) -> Markup:
        line = self._brief.classification
        return Markup('<p class="classification">{}</p>\n').format(line) if line else Markup("")

    def _eyebrow(self) -> Markup:
        b = self._brief
        dates = [f"as of {day(b.as_of)}"] if b.as_of else []
        dates += [f"since {day(b.since)}"] if b.since else []
        told = Markup("<span>{}</span>").format(", ".join(dates)) if dates else Markup("")
        return Markup("<span>Negotiation brief</span>{}").format(told)

    def _contents(self) -> Markup:
        if len(self._brief.parts) < 2:
            return Markup("")
        entries = [(p.id, p.heading) for p in self._brief.parts]
        entries += [("footnotes", "Footnotes")] if self._brief.footnotes else []
        made = Markup("").join(Markup('<li><a href="#{}">{}</a></li>').format(*e) for e in entries)
        return Markup('<nav class="contents" aria-label="Contents"><ol>{}</ol></nav>').format(made)

    def _part(self, part: Part) -> Markup:
        blocks = Markup("\n").join(self._blocks(part.blocks))
        return Markup('<section id="{0}" aria-labelledby="h-{0}">\n<h2 id="h-{0}">{1}</h2>\n{2}\n</section>').format(
            part.id, part.heading, blocks
        )

    # Blocks

    def _blocks(self, blocks: Iterable[Block]) -> Iterator[Markup]:
        for block in blocks:
            match block:
                case Paragraph():
                    yield self._paragraph(block)
                case Heading():
                    yield self._heading(block)
                case Points():
                    yield self._points(block)
                case Table():
                    yield self._table(block)
                case Sides():
                    yield self._sides(block)
                case Figure():
                    yield self._figure(block)
                case Passage():
                    yield self._passage(block)
                case Callout():
                    yield self._callout(block)
                case Item():
                    yield self._item(block)

    def _paragraph(self, p: Paragraph, tone: str = "") -> Markup:
        name = tone or ("" if p.tone is Tone.BODY else p.tone)
        return Markup("<p{}>{}</p>").format(attribute("class", name), self._lines.runs(p.runs))

    def _heading(self, h: Heading) -> Markup:
        aside = Markup(" <small>{}</small>").format(h.aside) if h.aside else ""
        return Markup("<h3{}>{}{}</h3>").format(attribute("id", h.anchor), h.text, aside)

    def _points(self, points: Points) -> Markup:
        tag = "ol" if points.ordered else "ul"
        labelled = any(p.label for p in points.points)
        made = []
        for p in points.points:
            label = Markup('<span class="kind">{}</span> ').format(p.label) if p.label else ""
            made.append(Markup("<li>{}{}</li>").format(label, self._lines.runs(p.runs)))
        return Markup('<{0} class="points{1}">\n{2}\n</{0}>').format(
            tag, " labelled" if labelled else "", Markup("\n").join(made)
        )

    def _item(self, item: Item) -> Markup:
        blocks = Markup("\n").join(self._blocks(item.blocks))
        return Markup('<article class="item"{}{}>\n{}\n</article>').format(
            attribute("id", item.anchor), attribute("aria-label", item.anchor), blocks
        )

    def _callout(self, c: Callout) -> Markup:
        blocks = Markup("\n").join(self._blocks(c.blocks))
        return Markup('<aside class="callout {}">\n<p class="title">{}</p>\n{}\n</aside>').format(
            c.kind, c.title, blocks
        )

    def _sides(self, sides: Sides) -> Markup:
        return Markup('<div class="sides">\n{}\n</div>').format(Markup("\n").join(map(self._side, sides.sides)))

    def _side(self, side: Side) -> Markup:
        aside = Markup(" <small>{}</small>").format(side.aside) if side.aside else ""
        head = Markup("<h4>{}{}</h4>\n").format(side.name, aside) if side.name else ""
        quotations = Markup("\n").join(map(self._quotation, side.quotations))
        return Markup('<div class="side">\n{}{}\n</div>').format(head, quotations)

    def _quotation(self, q: Quotation) -> Markup:
        lines = Markup("").join(Markup('<span class="line">{}</span>').format(self._lines.runs(x)) for x in q.lines)
        return Markup("<figure><blockquote>{}<b>{}</b>{}</blockquote><figcaption>{}</figcaption></figure>").format(
            q.before, q.quote, q.after, lines
        )

    def _figure(self, f: Figure) -> Markup:
        caption = Markup("<figcaption>{}</figcaption>").format(self._lines.runs(f.caption)) if f.caption else ""
        made = (
            '<figure class="wide drawing{}" id="fig-{}" tabindex="0" role="group" aria-label="{}">'
            '<div style="max-width:{:.0f}px;min-width:min({:.0f}px,46rem)">{}</div>{}</figure>'
        )
        plate = "" if f.name in _OWN else " plate"
        return Markup(made).format(plate, f.name, f.alt, f.width, f.width, Markup(self._linked(f.svg)), caption)

    def _linked(self, svg: str) -> str:
        """The drawing with no link to what is not on this page."""

        def link(found: re.Match[str]) -> str:
            return found[0] if found[1] in self._lines.anchors else "<a>"

        return re.sub(r'<a href="#([^"]+)">', link, svg)

    # Tables

    def _table(self, t: Table) -> Markup:
        total = sum(c.weight for c in t.columns)
        columns = Markup("").join(
            Markup('<col style="width:{:.1f}%">').format(100 * c.weight / total) for c in t.columns
        )
        heads = Markup("").join(
            Markup('<th scope="col">{}{}</th>').format(
                c.heading, Markup(" <small>{}</small>").format(c.aside) if c.aside else ""
            )
            for c in t.columns
        )
        bodies = Markup("\n").join(self._body(t, rows) for rows in _bodies(t.rows))
        made = (
            '<div class="wide" tabindex="0" role="group" aria-label="{1}"><table class="{0} stack">\n'
            '<caption class="sr">{1}</caption>\n<colgroup>{2}</colgroup>\n<thead><tr>{3}</tr></thead>\n'
            "{4}\n</table></div>"
        )
        return Markup(made).format(t.name, t.caption, columns, heads, bodies)

    def _body(self, t: Table, rows: list[Row | Group]) -> Markup:
        made = [self._group(r, len(t.columns)) if isinstance(r, Group) else self._row(t, r) for r in rows]
        return Markup("<tbody>\n{}\n</tbody>").format(Markup("\n").join(made))

    def _group(self, g: Group, wide: int) -> Markup:
        if g.remark:
            return Markup('<tr class="quiet"><td colspan="{}">{}</td></tr>').format(wide, self._lines.runs(g.runs))
        return Markup('<tr class="group"><th scope="rowgroup" colspan="{}">{}</th></tr>').format(
            wide, self._lines.runs(g.runs)
        )

    def _row(self, t: Table, row: Row) -> Markup:
        cells = []
        for n, (column, cell) in enumerate(zip(t.columns, row.cells, strict=True)):
            heading = t.row_headings and n == 0
            cells.append(self._cell(column, cell, heading=heading))
        return Markup("<tr{}{}>{}</tr>").format(
            attribute("id", row.anchor), attribute("class", "again" if row.faint else ""), Markup("").join(cells)
        )

    def _cell(self, column: Column, cell: Cell, *, heading: bool) -> Markup:
        lines = Markup("").join(Markup('<div class="line">{}</div>').format(self._lines.runs(x)) for x in cell.lines)
        if heading:
            return Markup('<th scope="row">{}</th>').format(lines)
        names = " ".join(filter(None, ("short" if column.fit is Fit.SHORT else "", "" if cell.lines else "empty")))
        return Markup('<td data-label="{}"{}>{}</td>').format(column.heading, attribute("class", names), lines)

    # Texts

    def _passage(self, p: Passage) -> Markup:
        pieces = Markup("").join(map(self._piece, p.pieces))
        back = ""
        if p.back:
            refs = Markup(" ").join(map(self._lines.ref, p.back))
            back = Markup('<p class="back"><span class="sr">Rows that rest on this paragraph: </span>{}</p>').format(
                refs
            )
        return Markup('<div class="para"><span class="pn" aria-hidden="true">{}</span><p>{}</p>{}</div>').format(
            p.number, pieces, back
        )

    def _piece(self, piece: Piece) -> Markup:
        made = Markup("{}").format(piece.text)
        if piece.marks or piece.anchor:
            made = Markup("<span{}{}>{}</span>").format(
                attribute("id", piece.anchor), attribute("class", " ".join(piece.marks)), piece.text
            )
        return made + Markup("").join(Markup("<sup>{}</sup>").format(self._lines.ref(r)) for r in piece.refs)

    # Footnotes

    def _footnotes(self) -> Markup:
        if not self._brief.footnotes:
            return Markup("")
        made = Markup("\n").join(map(self._footnote, self._brief.footnotes))
        return Markup(
            '<section id="footnotes" aria-labelledby="h-footnotes">\n<h2 id="h-footnotes">Footnotes</h2>\n'
            "<ol>\n{}\n</ol>\n</section>"
        ).format(made)

    def _footnote(self, n: Footnote) -> Markup:
        spot = Markup(" {}").format(self._lines.ref(Ref(place(n), n.target or n.tag))) if n.tag else ""
        back = Markup(' <a class="back" href="#r{}" aria-label="Back to the text">↑</a>').format(n.number)
        return Markup('<li id="n{0}" value="{0}"><span class="quote">{1}</span> {2}{3}{4}</li>').format(
            n.number, quoted(n.quote), source(n), spot, back if n.number in self._lines.referred else ""
        )


def _bodies(rows: Iterable[Row | Group]) -> Iterator[list[Row | Group]]:
    """The rows by group: each heading with what follows it."""
    some: list[Row | Group] = []
    for row in rows:
        if isinstance(row, Group) and not row.remark and some:
            yield some
            some = []
        some.append(row)
    if some:
        yield some


def _style() -> str:
    """Our own file: the only text, beside drawings, that is not escaped."""
    return resources.files("spadework.briefing").joinpath("rendering", "brief.css").read_text("utf-8")


def _printed(classification: str) -> str:
    """The classification on top and at the foot of every printed page, as a string that CSS cannot take for anything
    else."""
    if not classification:
        return ""
    told = "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):06x} " for c in classification)
    box = f'content: "{told}"; font: bold 9pt sans-serif; color: #000;'
    return f"@page {{ @top-center {{ {box} }} @bottom-center {{ {box} }} }}\n"


_PAGE = Markup("""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Spadework">
<title>{title}</title>
<link rel="icon" href="data:,">
<style>
{style}
</style>
</head>
<body{many}>
<svg width="0" height="0" class="defs" aria-hidden="true" focusable="false">{symbols}</svg>
<a class="skip" href="#{first}">Skip to the first part</a>
<header class="masthead">
{classification}<p class="eyebrow">{eyebrow}</p>
<h1>{title}</h1>
{front}
</header>
{contents}
<main>
{parts}
{footnotes}
</main>
<footer class="colophon">
<p>Made with Spadework on the analyst’s own machine. This page loads nothing and sends nothing.</p>
{classification}</footer>
</body>
</html>
""")  # noqa: E501
