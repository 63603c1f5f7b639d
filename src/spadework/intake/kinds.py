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
    PDF = "PDF"
    DOCX = "a Word document (DOCX)"
    MAIL = "mail"
    MBOX = "a mailbox"
    FEED = "a feed"
    ZIP = "a ZIP archive"


HOLDS_SEVERAL = frozenset((Kind.MBOX, Kind.FEED, Kind.ZIP))
"""The kinds of which one file is several documents."""

_MAGIC = (
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
# What a ZIP holds tells what it is.
_ZIPPED = (
    ("xl/workbook", "an Excel workbook (XLSX)"),
    ("ppt/presentation", "a PowerPoint file (PPTX)"),
    ("META-INF/manifest.xml", "an OpenDocument file"),
    ("META-INF/container.xml", "an EPUB book"),
    ("META-INF/MANIFEST.MF", "a program"),
)
# Text, but not prose: to read it as prose would give nonsense.
_SUFFIXES = {
    ".csv": "CSV", ".tsv": "TSV", ".json": "JSON", ".jsonl": "JSON", ".xml": "XML", ".toml": "TOML", ".yaml": "YAML",
    ".yml": "YAML", ".mht": "MHTML", ".mhtml": "MHTML", ".rtf": "RTF", ".tex": "LaTeX", ".srt": "a subtitle file",
    ".vtt": "a subtitle file", ".css": "CSS", ".js": "JavaScript", ".py": "Python",
}  # fmt: skip
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?>(?:<!--.{0,2000}?-->\s*)*)<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_FEED_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?>(?:<\?[^>]{0,500}\?>\s*|<!--.{0,2000}?-->\s*|<!DOCTYPE[^>\[]{0,200}>\s*)*)"
    r"<(?:rss|feed|(?:\w{1,10}:)?RDF)\b",
    re.I | re.S,
)
_MAILBOX_START = re.compile(rb"\s*From \S[^\n]{0,200}\b\d\d:\d\d[^\n]{0,60}\r?\n[A-Za-z-]{2,60}:")
_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,60}):")
# Only mail has these; a memorandum too has "From:", "To:" and "Date:" on its top.
_OF_MAIL = frozenset((b"message-id", b"received", b"mime-version", b"return-path", b"delivered-to", b"dkim-signature"))
_XML_START = re.compile(r"\s*<(?:\?xml|rss|feed)\b", re.I)
_HEADING = re.compile(r"^#{1,6} \S", re.M)


def kind_of_bytes(file: File) -> Kind | None:
    """The kind of a file that is not plainly a text; None if it has to be decoded to tell.

    Raises:
        NotText: its bytes are of a known kind that is not read; the message says which. Or it is a damaged archive.
    """
    data = file.data
    if data[:20].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-") or (
        file.suffix == ".pdf" and b"%PDF-" in data[:1024]
    ):
        return Kind.PDF
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise _refused(name, file.where)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(file)
    if file.suffix == ".mbox" or _MAILBOX_START.match(data):
        return Kind.MBOX
    if file.suffix == ".eml" or (file.suffix not in (".txt", ".md", ".html") and _is_mail(data)):
        return Kind.MAIL
    return Kind.FEED if _FEED_START.match(_top(data)) else None


def _zipped(file: File) -> Kind:
    from spadework.intake.unpacking import opened

    names = set(opened(file.data, file.where).namelist())
    if "word/document.xml" in names:
        return Kind.DOCX
    for mark, name in _ZIPPED:
        if any(n.startswith(mark) for n in names):
            raise _refused(name, file.where)
    return Kind.ZIP


def _is_mail(data: bytes) -> bool:
    """Whether the first lines are the headers of a mail."""
    names = set()
    for line in data[:8000].lstrip(b"\r\n").split(b"\n")[:60]:
        if not line.strip():
            break
        if line[:1] in b" \t":
            continue
        found = _HEADER.match(line)
        if not found:
            return False
        names.add(found[1].lower())
    return bool(names & _OF_MAIL) and len(names) >= 3


def _top(data: bytes) -> str:
    """The beginning of what may be XML, in whatever encoding."""
    top = data[:4000]
    if top.startswith((b"\xff\xfe", b"\xfe\xff")):
        return top.decode("utf-16", "replace")
    return top.decode("utf-8-sig", "replace")


def kind_of_text(text: str, file: File) -> Kind:
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
