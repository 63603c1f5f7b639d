"""From a file to a document: the steps of intake in their order."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from spadework.errors import EmptyDocument
from spadework.intake import frontmatter, markdown
from spadework.intake.clues import Clues, label
from spadework.intake.dates import settle
from spadework.intake.encoding import decode
from spadework.intake.files import fetch
from spadework.intake.kinds import Kind, kind_of, refuse_binary
from spadework.intake.normalise import normalise
from spadework.model import Document

_BYLINE = re.compile(r"(?:by\b|published|updated|for immediate release|photo|image|source|date)", re.I)
_DATELINE = re.compile(r"^[A-Z][A-Z .,’'-]{2,40}(?:\([^)]{1,20}\))?\s*[—–-]\s")


@dataclass(frozen=True, slots=True)
class Taken:
    """A document, and what its user should know about how it was read; each warning names the file."""

    document: Document
    warnings: tuple[str, ...] = ()


def take(
    source: str | Path, *, published: date | None = None, title: str | None = None, publisher: str | None = None
) -> Taken:
    """The document in this file: plain text, Markdown or a saved web page; "-" is standard input.

    Title, publisher and day are the arguments' if given, else the front matter's, else the page's own. A title is also
    found in the first heading of Markdown and in a first line that is plainly a headline; otherwise it is the file's
    name. No day is ever guessed.

    Raises:
        MissingFile: there is no such file, or it may not be read.
        InputError: it is a folder.
        NotText: it is binary or of a kind that is not read; the message says which.
        TooLarge: it is over `LIMIT` bytes.
        EmptyDocument: nothing to read is left once the markup is off.
        BadDate: a date in it, or `published`, is impossible.
    """
    file = fetch(source)
    refuse_binary(file)
    raw, warnings = decode(file.data, file.where)
    kind = kind_of(raw, file)
    own, body = _parts(raw, kind)
    if kind is Kind.MARKDOWN and len(raw) > markdown.LONGEST:
        warnings += (f"{file.where}: too long to take Markdown's marks off; they stay in the text",)
    text = normalise(body)
    if not any(c.isalnum() for c in text):
        raise _empty(kind, file.where)
    day, contradictions = settle(published, own.dates, file.where)
    document = Document.of(
        text,
        title=label(title or "") or own.title or _headline(text, kind) or label(file.stem),
        publisher=label(publisher or "") or own.publisher,
        published=day,
        origin=label(file.origin),
    )
    return Taken(document, (*warnings, *contradictions))


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
