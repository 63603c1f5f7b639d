"""DOCX: what Word expects to find, footnotes that are footnotes, links that lead somewhere."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pypdfium2
import pytest
from briefs import FULL, NOTES, hostile, large
from lxml import etree

from spadework.briefing import build, rendered
from spadework.briefing.content import Brief
from spadework.model import Record

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
SAID = [n.quote for n in NOTES]


def opened(brief: Brief) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(rendered(brief, "docx"))) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def tree(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, huge_tree=True))


def words(element: etree._Element) -> str:
    return "".join(element.itertext(f"{W}t"))


@pytest.mark.parametrize("brief", [FULL, hostile(3, 40), Brief("Nothing", ())], ids=["full", "hostile", "empty"])
def test_every_part_of_the_package_is_sound(brief: Brief) -> None:
    parts = opened(brief)
    types = tree(parts["[Content_Types].xml"])
    named = {e.get("PartName") for e in types if e.get("PartName")}
    suffixes = {e.get("Extension") for e in types if e.get("Extension")}
    assert named <= {f"/{p}" for p in parts}
    assert all(f"/{p}" in named or p.rpartition(".")[2] in suffixes for p in parts)
    document = tree(parts["word/document.xml"])
    for name, data in parts.items():
        if name.endswith((".xml", ".rels")):
            tree(data)
    relations = {e.get("Id"): e for e in tree(parts["word/_rels/document.xml.rels"])}
    used = [v for e in document.iter() for k, v in e.attrib.items() if k.startswith(R)]
    assert set(used) <= set(relations)
    for relation in relations.values():
        if relation.get("TargetMode") == "External":
            assert relation.get("Target", "").startswith(("http://", "https://"))
        else:
            assert f"word/{relation.get('Target')}" in parts
    styles = {e.get(f"{W}styleId") for e in tree(parts["word/styles.xml"]).iter(f"{W}style")}
    for part in ("document", "footnotes", "header", "footer"):
        root = tree(parts[f"word/{part}.xml"])
        assert {e.get(f"{W}val") for tag in ("pStyle", "rStyle", "tblStyle") for e in root.iter(W + tag)} <= styles
    marks = [e.get(f"{W}name") for e in document.iter(f"{W}bookmarkStart")]
    assert len(marks) == len(set(marks)) and all(re.fullmatch(r"\w{1,40}", m or "") for m in marks)
    leading = {
        e.get(f"{W}anchor")
        for p in ("document", "footnotes")
        for e in tree(parts[f"word/{p}.xml"]).iter(f"{W}hyperlink")
    }
    assert leading - {None} <= set(marks)
    for table in document.iter(f"{W}tbl"):
        wide = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        for row in table.findall(f"{W}tr"):
            spans = [c.find(f"{W}tcPr/{W}gridSpan") for c in row.findall(f"{W}tc")]
            assert sum(1 if s is None else int(s.get(f"{W}val", "")) for s in spans) == wide
            assert all(c[-1].tag == f"{W}p" for c in row.findall(f"{W}tc"))
        following = table.getnext()
        assert following is not None and following.tag == f"{W}p"  # or Word joins it to the next table


def test_python_docx_reads_it_back() -> None:
    read = docx.Document(io.BytesIO(rendered(FULL, "docx")))
    assert read.core_properties.title == FULL.title and read.core_properties.author == "Spadework"
    assert read.core_properties.language == "en" and read.core_properties.modified.date() == FULL.as_of
    texts = [p.text for p in read.paragraphs]
    headings = [p.text for p in read.paragraphs if p.style.name == "Heading 1"]
    assert headings == [p.heading for p in FULL.parts]
    assert any("Порт" in t for t in texts) and any("Die Fähre fährt täglich" in t for t in texts)
    assert any("Ελληνικά" in t for t in texts)
    table = read.tables[0]
    assert [c.text for c in table.rows[0].cells] == ["Issue and option", "City", "Union\nobserver"]
    assert table.rows[2].cells[1].text == "●\u00a0accepts\nthe mayor, 3 Mar 2031 proposed"
    section = read.sections[0]
    assert section.header.paragraphs[0].text == FULL.classification == section.footer.paragraphs[0].text
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_headings_of_tables_are_repeated_and_rows_kept_whole() -> None:
    document = tree(opened(FULL)["word/document.xml"])
    for table in document.iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        assert all(r.find(f"{W}trPr/{W}cantSplit") is not None for r in rows)
        if table.find(f"{W}tblPr/{W}tblStyle").get(f"{W}val") == "BriefTable":
            assert [r.find(f"{W}trPr/{W}tblHeader") is not None for r in rows] == [True] + [False] * (len(rows) - 1)


@pytest.mark.parametrize("brief", [FULL, large(50), hostile(3, 40)], ids=["full", "large", "hostile"])
def test_every_footnote_is_a_footnote_and_referred_to_once(brief: Brief) -> None:
    parts = opened(brief)
    notes = [n for n in tree(parts["word/footnotes.xml"]) if n.get(f"{W}type") is None]
    referred = [e.get(f"{W}id") for e in tree(parts["word/document.xml"]).iter(f"{W}footnoteReference")]
    assert len(notes) == len(brief.footnotes)
    assert [n.get(f"{W}id") for n in notes] == referred == [str(n) for n in range(1, len(notes) + 1)]
    assert {w.get(f"{W}id") for w in tree(parts["word/settings.xml"]).iter(f"{W}footnote")} == {"-1", "0"}


def test_a_footnote_tells_quote_document_page_and_day() -> None:
    notes = [words(n) for n in tree(opened(FULL)["word/footnotes.xml"])][2:]
    assert " “Мы готовы открыть порт” Заявление министра, Вестник, 6 Mar 2031, D2 ¶7" in notes  # in the brief's order
    assert " “Die Fähre fährt täglich” Brücken für Lübbe, Lübber Bote, 3 Mar 2031, D1 p. 3 ¶2" in notes
    fields = [e.get(f"{W}instr", "") for e in tree(opened(FULL)["word/document.xml"]).iter(f"{W}fldSimple")]
    assert any("NOTEREF note1 " in f for f in fields)


def test_only_addresses_of_the_web_are_links() -> None:
    relations = tree(opened(FULL)["word/_rels/document.xml.rels"])
    assert [e.get("Target") for e in relations if e.get("TargetMode")] == ["https://bote.example/a?b=1&c=2"]


def test_drawings_are_there_in_picture_and_words() -> None:
    parts = opened(FULL)
    assert parts["word/media/drawing1.png"].startswith(b"\x89PNG")
    assert "A green circle beside the name of a harbour." in parts["word/document.xml"].decode()


def test_hostile_words_stay_words() -> None:
    text = opened(hostile(3, 40))["word/document.xml"].decode()
    assert "\u202e" not in text and "&lt;w:p&gt;" in text and "]] #panic()" in text and "\ufffd" in text
    assert "שלום" in text and "w:rtl" not in text.partition("שלום")[0][-60:]  # mixed runs are left to Word


def test_the_same_brief_gives_the_same_bytes_and_tells_nothing_of_the_machine() -> None:
    assert rendered(FULL, "docx") == rendered(FULL, "docx")
    parts = opened(FULL)
    assert b"python" not in b"".join(parts.values()).lower()
    assert str(Path.home()).encode() not in b"".join(parts.values()) or str(Path.home()) == "/"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["full", "hostile", "talks"])
def test_libreoffice_opens_it(name: str, talks: Record, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    brief = {"full": FULL, "hostile": hostile(3, 40), "talks": build(talks)}[name]
    (tmp_path / "brief.docx").write_bytes(rendered(brief, "docx"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        office,
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "brief.docx"),
    ]
    subprocess.run(command, check=True, timeout=110, capture_output=True)
    with pypdfium2.PdfDocument(tmp_path / "brief.pdf") as pdf:
        pages = [page.get_textpage().get_text_range() for page in pdf]
    text = " ".join(" ".join(pages).split())
    assert f"1 of {len(pages)}" in text
    if name != "hostile":
        for part in brief.parts:
            assert part.heading in text
        for note in brief.footnotes:
            assert " ".join(note.quote.split()) in text
