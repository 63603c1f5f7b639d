"""Documents: what was read, and where it came from."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePosixPath, PureWindowsPath
from urllib.parse import urlsplit

from spadework.briefing.content import Block, Cell, Column, Fit, Link, Ref, Row, Runs, Table, Text
from spadework.briefing.material import Material, bounded, faint, strong
from spadework.briefing.words import count, day
from spadework.model import Document

HEADING = "Documents"
MOST = 2_000


def blocks(material: Material) -> list[Block]:
    """A table, by day of publication."""
    documents = material.record.documents
    if not documents:
        return []
    said = Counter(s.document for s in material.record.statements)
    columns = (
        Column("No.", 0.4, Fit.SHORT),
        Column("Document", 3.4),
        Column("Publisher", 1.5),
        Column("Published", 0.9, Fit.SHORT),
        Column("Statements", 0.8, Fit.SHORT),
        Column("SHA-256", 1.0, Fit.SHORT),
    )
    rows = [_row(material, d, said[d.id]) for d in documents[-MOST:]]
    return [Table("documents", "Documents", columns, bounded(rows, len(documents), "earlier documents"))]


def _row(material: Material, d: Document, said: int) -> Row:
    tag = material.guide.tag(d.id)
    title: list[Runs] = [(strong(d.title or "Untitled"), Text(" "), Ref("text", f"{tag}-text"))]
    if d.origin:
        title.append((Link(d.origin),) if web(d.origin) else (faint(file_name(d.origin)),))
    if d.rewrite_of and (first := material.guide.tag(d.rewrite_of)):
        title.append((faint("says again what "), Ref(first, first), faint(" says; both count as one source")))
    pages = [(faint(count(len(d.pages), "page")),)] if d.pages else []
    cells = (
        Cell(((Text(tag),),)),
        Cell((*title, *pages)),
        Cell(((Text(d.publisher),),) if d.publisher else ()),
        Cell(((Text(day(d.published)),),)),
        Cell(((Text(f"{said:,}"),),)),
        Cell(((faint(f"{d.sha256[:12]}…"),),)),
    )
    return Row(cells, tag)


def web(origin: str) -> bool:
    """Whether it is an address that may be linked to: http and https, nothing else."""
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme.lower() in ("http", "https") and bool(parts.netloc)


def file_name(origin: str) -> str:
    """A file's name without its folders: a brief is handed on, and folders tell of its maker."""
    return PureWindowsPath(PurePosixPath(origin).name).name
