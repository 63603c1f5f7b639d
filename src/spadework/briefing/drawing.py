"""Drawings as SVG that needs nothing else, and the cleaning of SVG that others have drawn.

Colours are those for white paper, as attributes, so that a drawing is right wherever it is put; each shape has a class
too, by which a page that knows better (at night, say) may colour it anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from lxml import etree

from spadework.briefing.words import COLOURS

SANS = "Helvetica, Arial, 'Liberation Sans', 'Noto Sans', 'DejaVu Sans', sans-serif"
INK, SOFT, RULE, TINT = "#1c2126", "#59616b", "#d8d4ca", "#f4f1ea"
_SVG = "http://www.w3.org/2000/svg"
_ELEMENTS = frozenset(
    "svg g path rect circle ellipse line polyline polygon text tspan title desc defs clipPath linearGradient "
    "radialGradient stop marker a".split()
)
_ATTRIBUTES = frozenset(
    "id class d x y x1 y1 x2 y2 cx cy r rx ry dx dy width height points transform viewBox preserveAspectRatio fill "
    "fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-dasharray stroke-dashoffset stroke-linecap "
    "stroke-linejoin stroke-miterlimit opacity font-family font-size font-weight font-style text-anchor "
    "dominant-baseline clip-path clip-rule gradientUnits gradientTransform offset stop-color stop-opacity marker-start "
    "marker-mid marker-end markerWidth markerHeight refX refY orient paint-order href "
    "lengthAdjust textLength version".split()
)
_LINKED = re.compile(r"url\(\s*['\"]?#([^)'\"]+)['\"]?\s*\)")


def clean(svg: str, name: str) -> tuple[str, float, float]:
    """An SVG that somebody else has drawn, without anything that runs or leads elsewhere; and its width and height.

    Elements and attributes that are not known to be harmless go, and so does every reference out of the drawing. Ids
    begin with the name, so that several drawings can stand on one page.

    Raises:
        ValueError: it is no SVG.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(svg.encode(), parser)
    except etree.XMLSyntaxError as e:
        raise ValueError(f"this is no SVG: {e}") from e
    if root.tag != f"{{{_SVG}}}svg":
        raise ValueError(f"this is no SVG, but {root.tag!r}")
    for element in list(root.iter()):
        local = _local(element.tag)
        if local not in _ELEMENTS:
            _drop(element)
            continue
        for key, value in list(element.attrib.items()):
            kept = _attribute(_local(key), str(value), name)
            del element.attrib[key]
            if kept is not None:
                element.set(_local(key), kept)
    width, height = _size(root)
    root.set("viewBox", root.get("viewBox") or f"0 0 {width:g} {height:g}")
    for key in ("width", "height"):
        if key in root.attrib:
            del root.attrib[key]
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode"), width, height


def _local(tag: object) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _drop(element: etree._Element) -> None:
    """Take it out with all that is in it; the text behind it is not ours to keep either, but harmless."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _attribute(key: str, value: str, name: str) -> str | None:
    """The attribute's value if it may stay."""
    if key not in _ATTRIBUTES:
        return None
    if key == "id":
        return f"{name}-{value}"
    if key == "href":
        return f"#{name}-{value[1:]}" if value.startswith("#") else None
    if "url(" in value.lower():
        found = _LINKED.fullmatch(value.strip())
        return f"url(#{name}-{found[1]})" if found else None
    return value


def _size(root: etree._Element) -> tuple[float, float]:
    box = (root.get("viewBox") or "").replace(",", " ").split()
    try:
        if len(box) == 4:
            return float(box[2]), float(box[3])
        return float((root.get("width") or "").removesuffix("px")), float((root.get("height") or "").removesuffix("px"))
    except ValueError as e:
        raise ValueError("this SVG does not tell its size") from e


# Our own


class Drawing:
    """SVG as it grows.

    Args:
        name: begins every id.
    """

    def __init__(self, name: str, width: float, height: float) -> None:
        self._name, self._width, self._height = name, width, height
        self._out: list[str] = []

    def add(self, tag: str, text: str | None = None, /, **attributes: object) -> None:
        """One element; `_` in an attribute's name stands for a hyphen, `class_` for class."""
        self._out.append(element(tag, text, **attributes))

    def raw(self, svg: str) -> None:
        """What `element` or `mark` has made."""
        self._out.append(svg)

    def id(self, local: str) -> str:
        """An id that no other drawing has."""
        return f"{self._name}-{local}"

    def svg(self) -> str:
        """The whole."""
        head = f'<svg xmlns="{_SVG}" viewBox="0 0 {self._width:g} {self._height:g}" font-family="{SANS}">'
        return head + "".join(self._out) + "</svg>"


def element(tag: str, text: str | None = None, /, **attributes: object) -> str:
    """An SVG element, everything escaped."""
    told = "".join(f' {k.rstrip("_").replace("_", "-")}="{_value(v)}"' for k, v in attributes.items() if v is not None)
    return f"<{tag}{told}/>" if text is None else f"<{tag}{told}>{escape(legible(text))}</{tag}>"


def _value(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else escape(legible(str(value)))


def legible(text: str) -> str:
    """The text without characters that XML cannot hold."""
    return _ILLEGAL.sub("\ufffd", text)


_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def mark(name: str, x: float, y: float, size: float = 16, *, faint: bool = False) -> str:
    """The symbol of a stance, a promise ("commitment") or a deed ("event"), `x` and `y` its upper left corner."""
    colour = COLOURS[name]
    inner = "".join(_shapes(name, colour))
    scale = f" scale({size / 16:g})" if size != 16 else ""
    opacity = ' opacity="0.5"' if faint else ""
    return f'<g class="m-{name}" transform="translate({x:g} {y:g}){scale}"{opacity}>{inner}</g>'


def symbol(name: str) -> str:
    """The same as a symbol "m-NAME" of a page, in the colour of the text that it stands in."""
    return f'<symbol id="m-{name}" viewBox="0 0 16 16">{"".join(_shapes(name, "currentColor"))}</symbol>'


def _shapes(name: str, colour: str) -> Iterator[str]:
    """Drawn, not typed: the same on every machine and on paper. Shape tells the stance without colour."""
    line: dict[str, object] = {"fill": "none", "stroke": colour, "class_": "line"}
    full: dict[str, object] = {"fill": colour, "class_": "full"}
    match name:
        case "accepts":
            yield element("circle", cx=8, cy=8, r=7, **full)
        case "open":
            yield element("circle", cx=8, cy=8, r=6, stroke_width=2, **line)
        case "conditional":
            yield element("circle", cx=8, cy=8, r=6, stroke_width=2, **line)
            yield element("path", d="M8 2a6 6 0 0 0 0 12z", **full)
        case "noncommittal":
            yield element("circle", cx=8, cy=8, r=6, stroke_width=1.5, stroke_dasharray="2 2.2", **line)
            yield element("path", d="M5 8h6", stroke_width=2, **line)
        case "rejects":
            yield element("path", d="M2.5 2.5l11 11M13.5 2.5l-11 11", stroke_width=3, stroke_linecap="round", **line)
        case "commitment":
            yield element("path", d="M4 2h9l-2.5 3.5L13 9H4z", **full)
            yield element("path", d="M4 1v14", stroke_width=1.6, **line)
        case _:
            yield element("path", d="M8 1l7 7-7 7-7-7z", **full)
