"""What kind of file it is, told by its first bytes and its name; kinds that are not read are refused by name."""

from __future__ import annotations

import re
from enum import Enum

from spadework.errors import NotText
from spadework.intake.files import File


class Kind(Enum):
    """The kinds that are read."""

    TEXT = "plain text"
    MARKDOWN = "Markdown"
    HTML = "HTML"


_MAGIC = (
    (b"%PDF-", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word, Excel or Outlook file"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a picture, sound or film"),
    (b"ID3", "an MP3 recording"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xfd7zXZ", "an XZ archive"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x7fELF", "a program"),
)
# What a ZIP holds tells what it is; these names stand in it uncompressed.
_ZIPPED = (
    (b"word/", "a Word document (DOCX)"),
    (b"xl/", "an Excel workbook (XLSX)"),
    (b"ppt/", "a PowerPoint file (PPTX)"),
    (b"opendocument", "an OpenDocument file"),
    (b"epub", "an EPUB book"),
)
# Text, but not prose: to read it as prose would give nonsense.
_SUFFIXES = {
    ".csv": "CSV", ".tsv": "TSV", ".json": "JSON", ".jsonl": "JSON", ".xml": "XML", ".rss": "a feed", ".atom": "a feed",
    ".toml": "TOML", ".yaml": "YAML", ".yml": "YAML", ".eml": "mail", ".mbox": "mail", ".mht": "MHTML",
    ".mhtml": "MHTML", ".rtf": "RTF", ".tex": "LaTeX", ".srt": "a subtitle file", ".vtt": "a subtitle file",
    ".css": "CSS", ".js": "JavaScript", ".py": "Python",
}  # fmt: skip
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?>(?:<!--.{0,2000}?-->\s*)*)<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_XML_START = re.compile(r"\s*<(?:\?xml|rss|feed)\b", re.I)
_HEADING = re.compile(r"^#{1,6} \S", re.M)


def refuse_binary(file: File) -> None:
    """Raise NotText, saying what the file is, if its bytes are of a known kind that is not read."""
    for magic, name in _MAGIC:
        if file.data.startswith(magic):
            raise _refused(name, file.where)
    if file.data.startswith(b"PK\x03\x04"):
        raise _refused(next((name for mark, name in _ZIPPED if mark in file.data), "a ZIP archive"), file.where)


def kind_of(text: str, file: File) -> Kind:
    """The kind of this text.

    Raises:
        NotText: it is text but of a kind that is not read, such as CSV.
    """
    if file.suffix in _SUFFIXES:
        raise _refused(_SUFFIXES[file.suffix], file.where)
    if file.suffix in (".html", ".htm", ".xhtml") or _HTML_START.match(text):
        return Kind.HTML
    if _XML_START.match(text):
        raise _refused("XML", file.where)
    if file.suffix in (".md", ".markdown") or (file.suffix != ".txt" and _HEADING.search(text, 0, 2000)):
        return Kind.MARKDOWN
    return Kind.TEXT


def _refused(name: str, where: str) -> NotText:
    if "archive" in name:
        return NotText(f"this is {name}", where=where, remedy="Unpack it and give the files in it.")
    return NotText(f"{name} is not read yet", where=where, remedy="Save it as text and give that.")
