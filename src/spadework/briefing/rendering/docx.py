"""DOCX: an A4 Word document with footnotes that Word numbers, styles that an office can restyle, links and alt texts.

The package is written by hand (`templates/docx` and `wordml`): python-docx knows no footnotes, and what it starts from
brings a picture, a user's settings and 780 KB of styles along.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from spadework.briefing.content import Brief
from spadework.briefing.rendering import wordml as w
from spadework.briefing.rendering.paper import LINE, MAKER, printable, stamp
from spadework.briefing.rendering.word import Body
from spadework.briefing.words import day, short

TEMPLATES = Path(__file__).parent / "templates" / "docx"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def render(brief: Brief) -> bytes:
    """The brief as a Word document. The same brief gives the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in _parts(brief):
            info = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return stream.getvalue()


def _parts(brief: Brief) -> Iterator[tuple[str, bytes]]:
    """Every file of the package; that of the types first, as the standard has it."""
    body = Body(brief)
    document = w.file("w:document", w.el("w:body", None, *_head(brief, body), *body.parts(), _page()))
    yield "[Content_Types].xml", _template("types.xml")
    yield "_rels/.rels", _template("package.rels")
    yield "docProps/core.xml", _core(brief)
    yield "docProps/app.xml", _template("app.xml")
    yield "word/document.xml", document
    yield "word/_rels/document.xml.rels", _relations(body)
    yield "word/styles.xml", _template("styles.xml")
    yield "word/settings.xml", _template("settings.xml")
    yield "word/numbering.xml", _numbering(body)
    yield "word/footnotes.xml", body.footnotes()
    yield "word/header.xml", _header(brief)
    yield "word/footer.xml", _footer(brief)
    for path, data in body.media.items():
        yield f"word/{path}", data


def _template(name: str) -> bytes:
    return (TEMPLATES / name).read_bytes()


def _head(brief: Brief, body: Body) -> Iterator[str]:
    """Title and front matter."""
    days = [f"As of {day(brief.as_of)}"] if brief.as_of else []
    days += [f"changes since {day(brief.since)}"] if brief.since else []
    yield w.paragraph("Masthead", [w.run("BRIEF", "Strong"), w.run("\t" + ", ".join(days))])
    yield w.paragraph("Title", [w.run(printable(brief.title))])
    for p in brief.front:
        yield w.paragraph("Front", body.runs(p.runs))


def _page() -> str:
    """A4."""
    return w.el(
        "w:sectPr",
        None,
        w.el("w:headerReference", {"w:type": "default", "r:id": "header"}),
        w.el("w:footerReference", {"w:type": "default", "r:id": "footer"}),
        w.el("w:pgSz", {"w:w": 11906, "w:h": 16838}),
        w.el(
            "w:pgMar",
            {
                "w:top": 1361,
                "w:right": 1134,
                "w:bottom": 1247,
                "w:left": 1134,
                "w:header": 624,
                "w:footer": 567,
                "w:gutter": 0,
            },
        ),
    )


def _header(brief: Brief) -> bytes:
    return w.file("w:hdr", _classification(brief))


def _footer(brief: Brief) -> bytes:
    title = printable(short(brief.title, LINE))
    runs = [w.run(f"{title}\t"), w.field("PAGE", "1"), w.run(" of "), w.field("NUMPAGES", "1")]
    return w.file("w:ftr", _classification(brief), w.paragraph("Footer", runs))


def _classification(brief: Brief) -> str:
    return w.paragraph("Header", [w.run(printable(short(brief.classification, LINE)))])


def _core(brief: Brief) -> bytes:
    moment = stamp(brief).strftime("%Y-%m-%dT%H:%M:%SZ")
    return f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{escape(printable(brief.title))}</dc:title>\
<dc:creator>{MAKER}</dc:creator><dc:language>en</dc:language><cp:lastModifiedBy>{MAKER}</cp:lastModifiedBy>\
<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>\
<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified></cp:coreProperties>
""".encode()


def _relations(body: Body) -> bytes:
    """What there always is, and addresses and pictures."""
    made = ""
    for id, (kind, target) in body.relations.items():
        about = {"Id": id, "Type": f"{_RELATIONS}/{kind}", "Target": target}
        made += w.el("Relationship", about | ({"TargetMode": "External"} if kind == "hyperlink" else {}))
    end = "</Relationships>"
    return _template("document.rels").decode().replace(end, made + end).encode()


def _numbering(body: Body) -> bytes:
    """Headings and bullets, and a numbering anew for each numbered list."""
    made = "".join(
        f'  <w:num w:numId="{n}"><w:abstractNumId w:val="3"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>\n'
        for n in body.numberings
    )
    end = "</w:numbering>"
    return _template("numbering.xml").decode().replace(end, made + end).encode()
