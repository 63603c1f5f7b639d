"""WordprocessingML: the elements of a Word document that a brief needs, and nothing of what a brief is.

Names of elements and attributes, and the order in which they stand: ECMA-376, part 1, section 17. Elements are text,
which is ten times as quick as a tree; `el` and `run` escape what is not markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
EMU = 12_700  # a point
TWIPS = 20  # a point


def el(tag: str, attributes: Mapping[str, object] | None = None, *children: str) -> str:
    """An element; an empty child is none."""
    told = "".join(f" {k}={quoteattr(str(v))}" for k, v in attributes.items()) if attributes else ""
    inner = "".join(children)
    return f"<{tag}{told}>{inner}</{tag}>" if inner else f"<{tag}{told}/>"


def val(tag: str, value: object) -> str:
    """An element with nothing but its value."""
    return el(tag, {"w:val": value})


def run(text: str, style: str = "", *more: str) -> str:
    """A run of one style. Line breaks and tabs of the text become those of Word.

    Args:
        more: properties beside the style, in the order of the standard.
    """
    properties = (val("w:rStyle", style) if style else "") + "".join(more)
    lines = (
        "<w:tab/>".join(
            f'<w:t xml:space="preserve">{escape(piece)}</w:t>' if piece else "" for piece in line.split("\t")
        )
        for line in text.split("\n")
    )
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{'<w:br/>'.join(lines)}</w:r>"


def paragraph(style: str, runs: Iterable[str], *properties: str) -> str:
    """A paragraph of a style.

    Args:
        properties: what it has beside its style, in the order of the standard.
    """
    return el("w:p", None, el("w:pPr", None, val("w:pStyle", style), *properties), *runs)


def field(instruction: str, shown: str, style: str = "") -> str:
    """A field, such as the page number, with what is shown until it is worked out."""
    return el("w:fldSimple", {"w:instr": f" {instruction} "}, run(shown, style))


def bookmark(number: int, label: str, around: str = "") -> str:
    """A place that a link can lead to, around some runs or none."""
    start = el("w:bookmarkStart", {"w:id": number, "w:name": label})
    return start + around + el("w:bookmarkEnd", {"w:id": number})


def cell(width: int, blocks: Iterable[str], *properties: str, span: int = 1) -> str:
    """A cell, which always has a paragraph."""
    made = "".join(blocks) or paragraph("TableText", ())
    spans = val("w:gridSpan", span) if span > 1 else ""
    about = el("w:tcPr", None, el("w:tcW", {"w:w": width, "w:type": "dxa"}), spans, *properties)
    return el("w:tc", None, about, made)


def row(cells: Iterable[str], *, header: bool = False, whole: bool = True) -> str:
    """A row.

    Args:
        header: it is said again on every page.
        whole: it is not broken over two pages.
    """
    about = ("<w:cantSplit/>" if whole else "") + ("<w:tblHeader/>" if header else "")
    return el("w:tr", None, el("w:trPr", None, about) if about else "", *cells)


def table(style: str, widths: list[int], rows: Iterable[str], *, caption: str = "") -> str:
    """A table of fixed widths.

    Args:
        caption: for those who do not see it.
    """
    about = el(
        "w:tblPr",
        None,
        val("w:tblStyle", style),
        el("w:tblW", {"w:w": sum(widths), "w:type": "dxa"}),
        el("w:tblLayout", {"w:type": "fixed"}),
        el("w:tblLook", {"w:val": "0420", "w:firstRow": 1, "w:noVBand": 1}),
        val("w:tblCaption", caption) if caption else "",
    )
    grid = el("w:tblGrid", None, *(el("w:gridCol", {"w:w": w}) for w in widths))
    return el("w:tbl", None, about, grid, *rows)


def edge(side: str, size: int, colour: str) -> str:
    """A line along one side of a cell; the size in eighths of a point."""
    line = {"w:val": "single", "w:sz": size, "w:space": 0, "w:color": colour}
    return el("w:tcBorders", None, el(f"w:{side}", line))


def picture(number: int, label: str, alt: str, id: str, size: tuple[float, float]) -> str:
    """A drawing in line with the text.

    Args:
        id: of the relationship to its file.
        size: in points.
    """
    extent = {"cx": int(size[0] * EMU), "cy": int(size[1] * EMU)}
    graphic = el(
        "pic:pic",
        None,
        el("pic:nvPicPr", None, el("pic:cNvPr", {"id": number, "name": label}), el("pic:cNvPicPr")),
        el("pic:blipFill", None, el("a:blip", {"r:embed": id}), el("a:stretch", None, el("a:fillRect"))),
        el(
            "pic:spPr",
            None,
            el("a:xfrm", None, el("a:off", {"x": 0, "y": 0}), el("a:ext", extent)),
            el("a:prstGeom", {"prst": "rect"}, el("a:avLst")),
        ),
    )
    inline = el(
        "wp:inline",
        {"distT": 0, "distB": 0, "distL": 0, "distR": 0},
        el("wp:extent", extent),
        el("wp:docPr", {"id": number, "name": label, "descr": alt}),
        el("a:graphic", None, el("a:graphicData", {"uri": SPACES["pic"]}, graphic)),
    )
    return el("w:r", None, el("w:drawing", None, inline))


def file(tag: str, *children: str) -> bytes:
    """A file with this element as its root."""
    spaces = {f"xmlns:{k}": v for k, v in SPACES.items()}
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{el(tag, spaces, *children)}'.encode()
