"""SVG: what others have drawn is cleaned, and our own is well-formed."""

from __future__ import annotations

import pytest
from lxml import etree

from spadework.briefing import build
from spadework.briefing.content import Figure
from spadework.briefing.drawing import Drawing, clean, mark
from spadework.briefing.words import COLOURS
from spadework.model import Record

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="200" height="100px" '


def test_what_runs_or_leads_elsewhere_goes() -> None:
    bad = (
        HEAD + 'onload="alert(1)"><script>alert(2)</script><style>@import url(https://evil.example)</style>'
        '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><img src="x"/></body></foreignObject>'
        '<image href="https://evil.example/x.png"/><use xlink:href="https://evil.example#a"/>'
        '<a href="javascript:alert(3)" target="_top"><text onclick="alert(4)" style="fill:url(https://evil.example)">T</text></a>'
        '<rect id="r" fill="url(https://evil.example#g)" width="5"/><animate attributeName="href" to="javascript:1"/>'
        "<!-- c --><?x y?></svg>"
    )
    svg, width, height = clean(bad, "chart")
    assert (width, height) == (200, 100) and 'viewBox="0 0 200 100"' in svg
    for piece in ("script", "alert", "evil", "style", "foreign", "image", "use", "animate", "<!--", "<?", "target"):
        assert piece not in svg, piece
    assert "<text>T</text>" in svg and 'width="5"' in svg


def test_references_within_stay_and_get_the_name() -> None:
    good = HEAD + '><defs><clipPath id="c0"><rect/></clipPath></defs><g clip-path="url(#c0)"><a href="#c0"/></g></svg>'
    svg, _, _ = clean(good, "one")
    assert 'id="one-c0"' in svg and 'clip-path="url(#one-c0)"' in svg and 'href="#one-c0"' in svg


def test_entities_are_not_expanded_and_other_things_are_no_svg() -> None:
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + HEAD + "><text>&a;</text></svg>"
    assert "aaaa" not in clean(bomb, "x")[0]
    for text in ("<html/>", "nothing", "<svg/>", HEAD.replace('width="200"', 'width="wide"') + "/>"):
        with pytest.raises(ValueError, match="SVG"):
            clean(text, "x")


def test_our_drawings_are_well_formed_whatever_the_names(hostile: Record) -> None:
    figures = [b for p in build(hostile).parts for b in p.blocks if isinstance(b, Figure)]
    assert {f.name for f in figures} == {"timeline", "conditions"}
    for f in figures:
        root = etree.fromstring(f.svg.encode())
        assert root.get("viewBox") == f"0 0 {f.width:g} {f.height:g}"
        assert not root.xpath("//*[local-name()='script' or local-name()='image' or local-name()='img']")
        assert all(i.startswith(f.name) for i in root.xpath("//@id"))
        clean(f.svg, f.name)


def test_every_mark_is_drawn() -> None:
    drawing = Drawing("marks", 200, 20)
    for n, name in enumerate(COLOURS):
        drawing.raw(mark(name, n * 20, 0, faint=n % 2 == 0))
    root = etree.fromstring(drawing.svg().encode())
    assert len(root) == len(COLOURS) and len({etree.tostring(g) for g in root}) == len(COLOURS)
