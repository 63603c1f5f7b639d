"""DOCX: paragraphs, headings, tables and footnotes out of a Word file's XML.

The XML is read here rather than through python-docx, which reads every part of the archive whole however large it
unpacks, and knows no footnotes. Macros, pictures and comments are passed over, changes are read as accepted; the user
is told.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from spadework.errors import NotText, TooLarge
from spadework.intake.clues import Clues, label
from spadework.intake.content import Content
from spadework.intake.unpacking import DAMAGED, bounded, opened

MOST_BYTES = 50_000_000
"""The most that one part may unpack to. A thousand pages of Word are about ten million."""

_MAIN = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_CHANGES = frozenset(("ins", "del", "moveFrom", "moveTo"))
_GONE = frozenset(("del", "moveFrom", "rPr", "pPr", "instrText", "delText"))
_NOTES = (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote"))


def contents(data: bytes, where: str) -> list[Content]:
    """The one content of the file, as `content` gives it."""
    return [content(data, where)]


def content(data: bytes, where: str) -> Content:
    """The text of a Word file, its title, and what was passed over.

    Raises:
        NotText: it is damaged or encrypted, or holds no document.
        TooLarge: a part of it unpacks to more than `MOST_BYTES`.
    """
    archive = opened(data, where)
    names = set(archive.namelist())
    if _MAIN not in names:
        raise NotText("there is no document in this Word file", where=where, remedy="Save it again and give that.")
    body = _tree(archive, _MAIN, where)
    notes = {key: text for part, kind in _NOTES if part in names for key, text in _notes(archive, part, kind, where)}
    reader = _Reader(notes)
    blocks = list(reader.blocks(body))
    warnings = []
    if any(name.casefold().endswith("vbaproject.bin") for name in names):
        warnings.append(f"{where}: it holds macros; they were not run and are left out")
    if reader.changes:
        warnings.append(f"{where}: it holds tracked changes; it is read as if all were accepted")
    if "word/comments.xml" in names:
        warnings.append(f"{where}: its comments are left out")
    return Content(Clues(title=_title(archive, names, where) or reader.title), "\n\n".join(blocks), (), tuple(warnings))


class _Reader:
    """A walk through the document; what it meets on the way besides text."""

    def __init__(self, notes: dict[tuple[str, str], str]) -> None:
        self._notes = notes
        self.title = ""
        self.changes = False

    def blocks(self, root: Any) -> Iterator[str]:
        """Each paragraph, also those in tables and text boxes, followed by the notes that it refers to."""
        for paragraph in root.iter(f"{_W}p"):
            if self._is_gone(paragraph):
                continue
            text = self.words(paragraph)
            if text.strip():
                style = _style(paragraph)
                if not self.title and style.startswith(("title", "heading1")):
                    self.title = label(text)
                yield text
            for reference in paragraph.iter(f"{_W}footnoteReference", f"{_W}endnoteReference"):
                kind = _local(reference).removesuffix("Reference")
                if note := self._notes.pop((kind, reference.get(f"{_W}id") or ""), ""):
                    yield note

    def words(self, paragraph: Any) -> str:
        """The words of the paragraph; those of a text box in it are paragraphs of their own."""
        pieces: list[str] = []
        walk = etree.iterwalk(paragraph, events=("start",))
        for _, element in walk:
            name = _local(element)
            self.changes |= name in _CHANGES
            if element is not paragraph and (name in _GONE or name == "p" or element.tag == _FALLBACK):
                walk.skip_subtree()
            elif name == "t":
                pieces.append(element.text or "")
            elif name in ("tab", "ptab"):
                pieces.append(" ")
            elif name in ("br", "cr"):
                pieces.append("\n")
            elif name == "noBreakHyphen":
                pieces.append("-")
        return "".join(pieces)

    def _is_gone(self, paragraph: Any) -> bool:
        """Whether the paragraph is in a part that is shown only where the better one cannot be, or moved away."""
        return any(a.tag == _FALLBACK or _local(a) in ("del", "moveFrom") for a in paragraph.iterancestors())


def _notes(archive: zipfile.ZipFile, part: str, kind: str, where: str) -> Iterator[tuple[tuple[str, str], str]]:
    for note in _tree(archive, part, where).iter(f"{_W}{kind}"):
        if note.get(f"{_W}type") in (None, "normal"):
            yield (kind, note.get(f"{_W}id") or ""), "\n\n".join(_Reader({}).blocks(note))


def _title(archive: zipfile.ZipFile, names: set[str], where: str) -> str:
    """The title among the file's properties; Word takes it from the first file that it was made of, if ever."""
    if "docProps/core.xml" not in names:
        return ""
    try:
        found = _tree(archive, "docProps/core.xml", where).find(_TITLE)
    except NotText:
        return ""
    title = label((found.text or "") if found is not None else "")
    return "" if title.casefold() in ("word document", "untitled", "document") else title


def _tree(archive: zipfile.ZipFile, part: str, where: str) -> Any:
    """The part as a tree, in the namespace of the usual form also if it is in the strict one. No entity is expanded."""
    data = bounded(archive, archive.getinfo(part), MOST_BYTES, f"{where} > {part}")
    if data is None:
        raise TooLarge(f"{part} in it unpacks to more than {MOST_BYTES // 1_000_000} MB", where=where)
    if _STRICT[1:-1].encode() in data:
        data = data.replace(_STRICT[1:-1].encode(), _W[1:-1].encode())
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.parse(io.BytesIO(data), parser).getroot()
    except (etree.LxmlError, ValueError) as e:
        raise NotText(f"{part} in this Word file is damaged", where=where, remedy=DAMAGED) from e


def _style(paragraph: Any) -> str:
    found = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return "" if found is None else (found.get(f"{_W}val") or "").casefold().replace(" ", "")


def _local(element: Any) -> str:
    tag = element.tag
    return tag[len(_W) :] if isinstance(tag, str) and tag.startswith(_W) else ""
