"""From a file's bytes to a document: the steps of intake in their order."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from spadework.errors import BadDate, EmptyDocument, InputError
from spadework.intake import frontmatter, markdown
from spadework.intake.clues import Clues, label
from spadework.intake.content import Content
from spadework.intake.dates import settle
from spadework.intake.encoding import decode
from spadework.intake.files import File, fetch
from spadework.intake.kinds import HOLDS_SEVERAL, Kind, kind_of_bytes, kind_of_text
from spadework.intake.normalise import normalise
from spadework.model import Document

_BYLINE = re.compile(r"(?:by\b|published|updated|for immediate release|photo|image|source|date)", re.I)
_DATELINE = re.compile(r"^[A-Z][A-Z .,’'-]{2,40}(?:\([^)]{1,20}\))?\s*[—–-]\s")


@dataclass(frozen=True, slots=True)
class Taken:
    """A document, and what its user should know about how it was read.

    Attributes:
        warnings: each names the file.
        digest: SHA-256, hexadecimal, of the bytes that it was made of: of the file; of the member of an archive, of the
            message or of the attachment; of what an entry of a feed says.
    """

    document: Document
    warnings: tuple[str, ...] = ()
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the caller says of a document; it goes before what the file says."""

    published: date | None = None
    title: str | None = None
    publisher: str | None = None


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def take(
    source: str | Path, *, published: date | None = None, title: str | None = None, publisher: str | None = None
) -> Taken:
    """The document in this file: plain text, Markdown, a saved web page, PDF, DOCX or one mail; "-" is standard input.

    Title, publisher and day are the arguments' if given, else the front matter's, else the file's own. A title is also
    found in the first heading of Markdown or of a PDF and in a first line that is plainly a headline; otherwise it is
    the file's name. No day is ever guessed. For what holds several documents there is `take_each`.

    Raises:
        MissingFile: there is no such file, or it may not be read.
        InputError: it is a folder, or holds several documents.
        NotText: it is damaged, encrypted or of a kind that is not read; the message says which.
        TooLarge: it is over `LIMIT` bytes, or over `LARGE` for kinds that hold pictures or files.
        EmptyDocument: nothing to read is left once the markup is off.
        BadDate: a date in it, or `published`, is impossible.
    """
    file = fetch(source)
    kind = kind_of_bytes(file)
    if kind in HOLDS_SEVERAL:
        raise InputError(f"{kind.value} holds several documents", where=file.where, remedy="Use take_each.")
    wishes = Wishes(published, title, publisher)
    if kind is Kind.MAIL:
        from spadework.intake import mail

        content, attachments = mail.content(file.data, file.where)
        if attachments:
            told = ", ".join(a.name for a in attachments[:10])
            content = replace(content, warnings=(*content.warnings, f"{file.where}: attachments left out: {told}"))
        return document_of(content, file, wishes, kind)
    return single(file, kind, wishes)


def single(file: File, kind: Kind | None, wishes: Wishes, *, lenient: bool = False) -> Taken:
    """The document in a file of a kind that holds one.

    Args:
        kind: as `kind_of_bytes` tells it.
        lenient: an impossible day is a warning.
    """
    if kind in (Kind.PDF, Kind.DOCX):
        from spadework.intake import apart

        (content,) = apart.contents("pdf" if kind is Kind.PDF else "docx", file.data, file.where)
        return document_of(content, file, wishes, kind, lenient=lenient)
    raw, warnings = decode(file.data, file.where, file.charset)
    kind = kind_of_text(raw, file)
    if kind is Kind.MARKDOWN and len(raw) > markdown.LONGEST:
        warnings += (f"{file.where}: too long to take Markdown's marks off; they stay in the text",)
    own, body = _parts(raw, kind)
    return document_of(Content(own, body, (), warnings), file, wishes, kind, lenient=lenient)


def document_of(
    content: Content, file: File, wishes: Wishes, kind: Kind, *, lenient: bool = False, digest: str = ""
) -> Taken:
    """The document with this content, named and dated.

    Raises:
        EmptyDocument: there is nothing to read in it.
        BadDate: a date in it is impossible, unless this is to be lenient.
    """
    text = content.text if content.pages else normalise(content.text)
    if not any(c.isalnum() for c in text):
        raise _empty(kind, file.where)
    try:
        day, contradictions = settle(wishes.published, content.clues.dates, file.where)
    except BadDate as e:
        if not lenient or wishes.published is not None:
            raise
        day, contradictions = None, (f"{e.where}: {e.what}; it is left without a day",)
    document = Document.of(
        text,
        title=label(wishes.title or "") or content.clues.title or _headline(text, kind) or label(file.stem),
        publisher=label(wishes.publisher or "") or content.clues.publisher,
        published=day,
        origin=label(file.origin),
        pages=content.pages,
    )
    return Taken(document, (*content.warnings, *contradictions), digest or digest_of(file.data))


def _parts(raw: str, kind: Kind) -> tuple[Clues, str]:
    """What the file says of itself, and its text, the markup off."""
    if kind is Kind.HTML:
        from spadework.intake import html, metadata  # lxml is not loaded for plain text

        if "<" not in raw:
            return Clues(), raw
        tree = html.tree_of(raw)
        return (Clues(), "") if tree is None else (metadata.clues_of(tree), html.main_text(tree))
    own, body = frontmatter.split(raw)
    if kind is Kind.MARKDOWN and len(raw) <= markdown.LONGEST:
        plain = markdown.plain(body)
        return replace(own, title=own.title or plain.title), plain.text
    return own, body


def _headline(text: str, kind: Kind) -> str:
    """The first line of a plain text, if it cannot be anything but a headline; else nothing.

    It stands apart, is short, does not end like a sentence, and prose follows.
    """
    first, _, rest = text.partition("\n\n")
    following = max((len(p) for p in rest.split("\n\n", 4)[:4]), default=0)
    if kind is not Kind.TEXT or not 15 <= len(first) <= 120 or following < 2 * len(first) or following < 120:
        return ""
    if first[-1] in ".:;,!…" or not (first[0].isupper() or first[0] in "“‘\"'") or len(first.split()) < 3:
        return ""
    return "" if _BYLINE.match(first) or _DATELINE.match(first) or ": " in first[:20] else first


def _empty(kind: Kind, where: str) -> EmptyDocument:
    if kind is Kind.HTML:
        return EmptyDocument(
            "the page has no text once the markup is off",
            where=where,
            remedy="If scripts fill it in, save it from the browser as text.",
        )
    return EmptyDocument("there is nothing to read in the file", where=where)
