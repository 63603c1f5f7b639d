"""Conditions: what a party wants first, in return, or left out; drawn, with circles marked, and listed."""

from __future__ import annotations

from spadework.briefing.content import (
    Block,
    Cell,
    Column,
    Figure,
    Fit,
    Look,
    Paragraph,
    Row,
    Runs,
    Table,
    Text,
    Tone,
)
from spadework.briefing.drawing import INK, SOFT, TINT, Drawing, element
from spadework.briefing.material import Material, bounded, faint, strong, words_of
from spadework.briefing.views.layout import Arrow, Layout, draw
from spadework.briefing.views.preconditions import Edge, graph
from spadework.briefing.words import COLOURS, CONDITIONS, count, short
from spadework.model import Condition

HEADING = "Conditions"
MOST = 1_000
_RED = COLOURS["rejects"]


def blocks(material: Material) -> list[Block]:
    """The drawing, if it is not too large to be read, and the list."""
    made = graph(material.guide)
    if not made.edges and not made.exceptions:
        return []
    told: list[Text] = [
        Text(
            "What a party wants first, in return, or left out. Arrows run from what must come first to what hangs on it"
        )
    ]
    if any(e.circular for e in made.edges):
        told += [Text("; "), Text("red", Look.ALERT), Text(" ones run in a circle, so that nobody can begin")]
    out: list[Block] = [Paragraph((*told, Text(".")), Tone.LEAD)]
    layout = draw(material.guide, made)
    if layout is not None:
        out.append(_figure(layout))
    columns = (
        Column("No.", 0.4, Fit.SHORT),
        Column("Who", 1.3),
        Column("First", 1.7),
        Column("Then", 1.7),
        Column("In these words", 2.6),
    )
    every: list[Edge | Condition] = [*made.edges, *made.exceptions]
    rows = [_edge(material, e) if isinstance(e, Edge) else _exception(material, e) for e in every[:MOST]]
    out.append(Table("conditions", "Conditions", columns, bounded(rows, len(every), "further conditions")))
    return out


def _edge(material: Material, e: Edge) -> Row:
    c = e.condition
    circle: Runs = (faint(", "), Text("circular", Look.ALERT)) if e.circular else ()
    return _row(material, c, (faint(CONDITIONS[c.kind]), *circle), _step(material, c.requires))


def _exception(material: Material, c: Condition) -> Row:
    return _row(material, c, (faint("exception"),), (faint("nothing; all but what the words leave out"),))


def _row(material: Material, c: Condition, kind: Runs, first: Runs) -> Row:
    number = material.guide.numbers[c.id]
    cells = (
        Cell(((Text(number),),)),
        Cell(((strong(material.guide.party(c.party)),), (*kind, *material.status(c)))),
        Cell((first,)),
        Cell((_step(material, c.before),)),
        Cell(((words_of(c.evidence.quote), material.note(c.evidence, c.id)),)),
    )
    return Row(cells, number, c.id)


def _step(material: Material, pair: str | None) -> Runs:
    return (Text(material.guide.step(pair)),) if pair else (faint("not on the agenda"),)


def _figure(layout: Layout) -> Figure:
    d = Drawing("conditions", layout.width, layout.height)
    d.raw(f"<defs>{_tip(d.id('tip'), SOFT)}{_tip(d.id('tip-circular'), _RED)}</defs>")
    for a in layout.arrows:
        tip = d.id("tip-circular" if a.circular else "tip")
        colour, wide = (_RED, 1.8) if a.circular else (SOFT, 1.4)
        d.add("path", class_=_class("arrow", a.circular), d=a.path, fill="none", stroke=colour, stroke_width=wide,
              marker_end=f"url(#{tip})")  # fmt: skip
    for b in layout.boxes:
        colour, wide = (_RED, 1.5) if b.circular else (SOFT, 1.0)
        d.add("rect", class_=_class("box", b.circular), x=b.x, y=b.y, width=layout.box, height=b.height, rx=3,
              fill=TINT, stroke=colour, stroke_width=wide)  # fmt: skip
        for n, line in enumerate(b.lines):
            d.add("text", line, class_="name", x=b.x + 12, y=b.y + 25 + n * layout.line, fill=INK, font_size=13.5)
    for a in layout.arrows:
        d.raw(_label(a))
    circular = sum(a.circular for a in layout.arrows)
    alt = f"{count(len(layout.boxes), 'step')} and {count(len(layout.arrows), 'arrow')}, {circular or 'none'} of them "
    alt += "in a circle. The table below tells the same."
    return Figure("conditions", d.svg(), layout.width, layout.height, alt)


def _tip(id: str, colour: str) -> str:
    return (
        f'<marker id="{id}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        f'<path class="tip" d="M0 0l8 4-8 4z" fill="{colour}"/></marker>'
    )


def _label(a: Arrow) -> str:
    """Who wants it so, above a halo of the same text: not every program paints strokes first."""
    text = short(a.label, 24)
    at = {"x": round(a.x, 1), "y": round(a.y, 1), "font_size": 12.5, "text_anchor": "middle"}
    halo = element("text", text, class_="halo", stroke="#ffffff", stroke_width=4, fill="#ffffff", **at)
    return halo + element("text", text, class_=_class("label", a.circular), fill=_RED if a.circular else SOFT, **at)


def _class(name: str, circular: bool) -> str:
    return f"{name} circular" if circular else name
