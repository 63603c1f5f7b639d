"""Word files: paragraphs, tables, notes, and what is passed over."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from intake_files import SENTENCES, with_members, word

from spadework.errors import NotText, TooLarge
from spadework.intake import docx as reading
from spadework.intake.content import Content

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def read(data: bytes) -> Content:
    return reading.content(data, "a.docx")


def of(body: str, **parts: bytes | None) -> bytes:
    """A Word file with this body."""
    document = f"<w:document {W}><w:body>{body}</w:body></w:document>".encode()
    members: dict[str, bytes | None] = {"word/document.xml": document}
    return with_members(word(), members | {f"word/{name}.xml": data for name, data in parts.items()})


def test_headings_paragraphs_and_tables_in_their_order() -> None:
    content = read(word())
    assert content.clues.title == "Note on the ferry talks"
    assert content.text.split("\n\n") == [
        "Note on the ferry talks", "Where they stand", f"{SENTENCES[0]} {SENTENCES[1]}", "Party", "Position", "Oswin",
        "Rejects any administration of the strait.", SENTENCES[3],
    ]  # fmt: skip
    assert content.warnings == ()


def test_the_title_among_the_properties_goes_first() -> None:
    made = docx.Document(io.BytesIO(word()))
    made.core_properties.title = "Ferries: a note"
    data = io.BytesIO()
    made.save(data)
    assert read(data.getvalue()).clues.title == "Ferries: a note"


def test_macros_are_told_and_left_out() -> None:
    content = read(word(macros=True))
    (told,) = content.warnings
    assert "holds macros; they were not run" in told
    assert "AutoOpen" not in content.text


def test_footnotes_follow_the_paragraph_that_refers_to_them() -> None:
    notes = (
        f'<w:footnotes {W}><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>----</w:t></w:r></w:p></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>Letter of 3 May.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    ).encode()
    body = (
        '<w:p><w:r><w:t xml:space="preserve">A truce </w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
        "<w:r><w:t>was agreed.</w:t></w:r></w:p><w:p><w:r><w:t>Nothing else.</w:t></w:r></w:p>"
    )
    assert read(of(body, footnotes=notes)).text == "A truce was agreed.\n\nLetter of 3 May.\n\nNothing else."


def test_tracked_changes_are_read_as_accepted_and_told() -> None:
    body = (
        '<w:p><w:r><w:t xml:space="preserve">We </w:t></w:r><w:del><w:r><w:delText>reject</w:delText></w:r></w:del>'
        "<w:ins><w:r><w:t>accept</w:t></w:r></w:ins><w:r><w:t> it.</w:t></w:r></w:p>"
    )
    content = read(of(body))
    assert content.text == "We accept it."
    assert "tracked changes" in content.warnings[0]


def test_text_boxes_tabs_breaks_and_fallbacks() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>In the box.</w:t></w:r></w:p></w:txbxContent>"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    body = (
        f'<w:p xmlns:mc="{mc}"><w:r><w:t>One</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t><w:noBreakHyphen/>'
        f"<w:t>four.</w:t></w:r><w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    assert read(of(body)).text == "One two\nthree-four.\n\nIn the box."


def test_the_strict_form_is_read_too() -> None:
    with zipfile.ZipFile(io.BytesIO(word())) as archive:
        document = archive.read("word/document.xml")
    strict = document.replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert SENTENCES[3] in read(with_members(word(), {"word/document.xml": strict})).text


def test_a_part_that_unpacks_to_too_much_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_BYTES", 1_000_000)
    bomb = with_members(word(), {"word/document.xml": b"<a>" + b" " * 2_000_000})
    assert len(bomb) < 60_000
    with pytest.raises(TooLarge, match=r"word/document\.xml in it unpacks to more than 1 MB"):
        read(bomb)


def with_entities(declared: str, used: str) -> bytes:
    document = (
        f"<!DOCTYPE w:document [{declared}]>"
        f"<w:document {W}><w:body><w:p><w:r><w:t>Words {used} here.</w:t></w:r></w:p></w:body></w:document>"
    )
    return with_members(word(), {"word/document.xml": document.encode()})


def test_no_file_is_opened_that_an_entity_names() -> None:
    assert read(with_entities('<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;")).text.startswith("Words")


def test_entities_are_not_expanded() -> None:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    with pytest.raises(NotText, match="damaged"):
        read(with_entities(f'<!ENTITY a0 "ha">{laughs}', "&a9;"))


@pytest.mark.parametrize("cut", [100, 5000, -30])
def test_a_damaged_file_is_told(cut: int) -> None:
    with pytest.raises(NotText, match="damaged"):
        read(word()[:cut])


def test_damaged_xml_is_told() -> None:
    with pytest.raises(NotText, match=r"word/document\.xml in this Word file is damaged"):
        read(with_members(word(), {"word/document.xml": b"<w:document"}))
