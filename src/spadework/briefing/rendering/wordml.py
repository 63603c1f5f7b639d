"""WordprocessingML: the elements of a Word document that a brief needs, and nothing of what a brief is.

Names of elements and attributes, and the order in which they stand: ECMA-376, part 1, section 17.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree
from lxml.etree import _Element as Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
SPACES = {"w": W, "r": R, "wp": WP, "a": A, "pic": PIC, "asvg": SVG}
_BLIP = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"  # the extension of a picture that is a drawing as well
EMU = 12_700  # a point
TWIPS = 20  # a point


def name(tag: str) -> str:
    """`w:p` with its whole namespace."""
    prefix, _, local = tag.partition(":")
    return f"{{{SPACES[prefix]}}}{local}" if local else prefix


def el(tag: str, attributes: dict[str, object] | None = None, *children: Element | None) -> Element:
    """An element; None among the children is left out."""
    made = etree.Element(name(tag), {name(k): str(v) for k, v in (attributes or {}).items()}, nsmap=SPACES)
    made.extend(c for c in children if c is not None)
    return made


def val(tag: str, value: object) -> Element:
    """An element with nothing but its value."""
    return el(tag, {"w:val": value})


def run(text: str, style: str = "", *more: Element) -> Element:
    """A run of one style. Line breaks and tabs of the text become those of Word."""
    made = el("w:r")
    properties = ([val("w:rStyle", style)] if style else []) + list(more)
    if properties:
        made.append(el("w:rPr", None, *properties))
    for n, line in enumerate(text.split("\n")):
        if n:
            made.append(el("w:br"))
        for k, piece in enumerate(line.split("\t")):
            if k:
                made.append(el("w:tab"))
            if piece:
                written = el("w:t")
                written.text = piece
                written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                made.append(written)
    return made


def paragraph(style: str, runs: Iterable[Element], *properties: Element) -> Element:
    """A paragraph of a style.

    Args:
        properties: what it has beside its style, in the order of the standard.
    """
    return el("w:p", None, el("w:pPr", None, val("w:pStyle", style), *properties), *runs)


def field(instruction: str, shown: str, style: str = "") -> Element:
    """A field, such as the page number, with what is shown until it is worked out."""
    return el("w:fldSimple", {"w:instr": f" {instruction} "}, run(shown, style))


def bookmark(number: int, label: str, *around: Element) -> list[Element]:
    """A place that a link can lead to, around some runs or none."""
    return [
        el("w:bookmarkStart", {"w:id": number, "w:name": label}),
        *around,
        el("w:bookmarkEnd", {"w:id": number}),
    ]


def cell(width: int, blocks: Iterable[Element], *properties: Element, span: int = 1) -> Element:
    """A cell, which always has a paragraph."""
    made = list(blocks) or [paragraph("TableText", ())]
    about = el(
        "w:tcPr",
        None,
        el("w:tcW", {"w:w": width, "w:type": "dxa"}),
        val("w:gridSpan", span) if span > 1 else None,
        *properties,
    )
    return el("w:tc", None, about, *made)


def row(cells: Iterable[Element], *, header: bool = False, whole: bool = True) -> Element:
    """A row.

    Args:
        header: it is said again on every page.
        whole: it is not broken over two pages.
    """
    about = el("w:trPr", None, el("w:cantSplit") if whole else None, el("w:tblHeader") if header else None)
    return el("w:tr", None, about if len(about) else None, *cells)


def table(style: str, widths: list[int], rows: Iterable[Element], *, caption: str = "") -> Element:
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
        val("w:tblCaption", caption) if caption else None,
    )
    grid = el("w:tblGrid", None, *(el("w:gridCol", {"w:w": w}) for w in widths))
    return el("w:tbl", None, about, grid, *rows)


def picture(number: int, label: str, alt: str, png: str, svg: str, size: tuple[float, float]) -> Element:
    """A drawing in line with the text.

    Args:
        png, svg: ids of the relationships to the two files of it; Word shows the second where it can.
        size: in points.
    """
    extent: dict[str, object] = {"cx": int(size[0] * EMU), "cy": int(size[1] * EMU)}
    blip = el(
        "a:blip",
        {"r:embed": png},
        el("a:extLst", None, el("a:ext", {"uri": _BLIP}, el("asvg:svgBlip", {"r:embed": svg}))),
    )
    graphic = el(
        "pic:pic",
        None,
        el("pic:nvPicPr", None, el("pic:cNvPr", {"id": number, "name": label}), el("pic:cNvPicPr")),
        el("pic:blipFill", None, blip, el("a:stretch", None, el("a:fillRect"))),
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
        el("a:graphic", None, el("a:graphicData", {"uri": PIC}, graphic)),
    )
    return el("w:r", None, el("w:drawing", None, inline))


def serialised(root: Element) -> bytes:
    """The file of it."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=["w", "r"])
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
