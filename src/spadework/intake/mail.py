"""Mail: the words of a message, what its headers say, and the files attached to it.

A message is text, whatever it claims about its character set: the claim is believed only where the bytes are not
UTF-8. Of a text and a web page that say the same the text is taken. Marks of quoting (">") go and the quoted words
stay, as paragraphs of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr

from spadework.errors import NotText, TooLarge
from spadework.intake.clues import Clues, label
from spadework.intake.content import Content
from spadework.intake.encoding import decode

MOST_PARTS = 1_000
_MOST_LOOKS = 200_000_000
_SEPARATOR = re.compile(rb"^From \S[^\n]{0,200}\b\d\d:\d\d(?::\d\d)?\b[^\n]{0,40}\b\d{4}\b[^\n]{0,20}\r?$", re.M)
_BLANK_LINE = re.compile(rb"^$|\n\r?\n$")
_ESCAPED = re.compile(rb"^>(>*From )", re.M)
_QUOTED = re.compile(r"^((?:[>|] ?)+)", re.M)
_SIGNATURE = "\n-- \n"
_TEXTS = ("text/plain", "text/html")
_FAULTS = (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in a message: the name that it was sent under, or one made from its kind."""

    name: str
    data: bytes


def messages(data: bytes) -> Iterator[bytes]:
    """The messages of an mbox file, without the lines that part them."""
    marks = [m for m in _SEPARATOR.finditer(data) if _BLANK_LINE.search(data[max(m.start() - 3, 0) : m.start()])]
    ends = [*(m.start() for m in marks[1:]), len(data)]
    for mark, end in zip(marks, ends, strict=False):
        yield _ESCAPED.sub(rb"\1", data[mark.end() : end].strip(b"\r\n"))


def content(data: bytes, where: str) -> tuple[Content, list[Attachment]]:
    """The words of a message with what its headers say, and its attachments.

    Raises:
        NotText: it cannot be taken apart.
        TooLarge: it has more than `MOST_PARTS` parts.
    """
    # The parser holds every line against every boundary that is open.
    if len(re.findall(rb"boundary", data, re.I)) * data.count(b"\n") > _MOST_LOOKS:
        raise TooLarge("the mail is nested as no mail is", where=where, remedy="It is left out; it may be a trap.")
    try:
        message = message_from_bytes(data)
        parts = list(_leaves(message, where))
        clues = _clues(message)
    except _FAULTS as e:
        raise NotText("the mail is damaged", where=where, remedy="Save it again from the mail program.") from e
    warnings: list[str] = []
    bodies = [p for p in parts if not _is_attached(p) and p.get_content_type() in _TEXTS]
    plain = [p for p in bodies if p.get_content_type() == "text/plain"]
    words = "\n\n".join(_words(p, where, warnings) for p in plain)
    if len(words.split()) < 5:
        pages = "\n\n".join(_words(p, where, warnings) for p in bodies if p not in plain)
        words = pages if len(pages.split()) > len(words.split()) else words
    attached = [p for p in parts if p not in bodies]
    return Content(clues, words, (), tuple(warnings)), list(_attachments(attached))


def _leaves(message: Message, where: str) -> Iterator[Message]:
    """The parts that hold no others; a message that was attached counts as one."""
    waiting: list[Message] = [message]
    count = 0
    while waiting:
        part = waiting.pop(0)
        count += 1
        if count > MOST_PARTS:
            raise TooLarge(f"the mail has more than {MOST_PARTS:,} parts", where=where, remedy="Split it.")
        payload = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(payload, list):
            inner = [p for p in payload if isinstance(p, Message)]
            waiting[:0] = _best(inner) if part.get_content_subtype() == "alternative" else inner
        else:
            yield part


def _best(alternatives: list[Message]) -> list[Message]:
    """Of parts that say the same: the text and the page, of which one is taken later, or all if there is neither."""
    texts = [p for p in alternatives if p.get_content_type() in _TEXTS or p.get_content_maintype() == "multipart"]
    return texts or alternatives


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(
        part.get_filename() and part.get_content_disposition() != "inline"
    )


def _words(part: Message, where: str, warnings: list[str]) -> str:
    data = _bytes(part)
    if not data.strip():
        return ""
    text, told = decode(data, where, declared=part.get_content_charset() or "")
    warnings += [t for t in told if t not in warnings]
    if part.get_content_type() == "text/html":
        from spadework.intake import html

        tree = html.tree_of(text) if "<" in text else None
        return text if tree is None else html.words_of(tree)
    text = text.replace("\r\n", "\n")
    if (part.get_param("format") or "") == "flowed":
        text = re.sub(r"(?<=[^\n ]) \n(?=[^\n>])", " ", text)
    at = text.rfind(_SIGNATURE, max(len(text) - 2_000, 0))
    return _unquoted(text if at < 0 else text[:at])


def _unquoted(text: str) -> str:
    """The text without marks of quoting, a blank line where their depth changes."""
    lines, depth = [], 0
    for line in text.split("\n"):
        found = _QUOTED.match(line)
        now = found[1].count(">") + found[1].count("|") if found else 0
        if now != depth:
            lines.append("")
        depth = now
        lines.append(line[found.end() :] if found and ">" in found[1] else line)
    return "\n".join(lines)


def _attachments(parts: list[Message]) -> Iterator[Attachment]:
    for number, part in enumerate(parts, 1):
        kind = part.get_content_type()
        name = _filename(part)
        if kind == "message/rfc822":
            payload = part.get_payload()
            if isinstance(payload, list) and payload and isinstance(payload[0], Message):
                yield Attachment(name or f"message {number}.eml", payload[0].as_bytes())
            continue
        data = _bytes(part)
        if data:
            yield Attachment(name or f"part {number}{_suffix(kind)}", data)


def _suffix(kind: str) -> str:
    return {"text/plain": ".txt", "text/html": ".html", "application/pdf": ".pdf"}.get(kind, "")


def _bytes(part: Message) -> bytes:
    try:
        data = part.get_payload(decode=True)
    except _FAULTS:
        return b""
    return data if isinstance(data, bytes) else b""


def _filename(part: Message) -> str:
    """The name without folders."""
    try:
        name = part.get_filename() or ""
    except _FAULTS:
        return ""
    return label(_decoded(name).replace("\\", "/").rsplit("/", 1)[-1])


def _clues(message: Message) -> Clues:
    sender = _header(message, "From")
    name, address = parseaddr(sender)
    day = _header(message, "Date")
    return Clues(
        label(re.sub(r"^\s*(?:(?:re|fwd?|aw|wg)\s*:\s*)+", "", _header(message, "Subject"), flags=re.I)),
        label(name or address),
        (("the mail’s Date", day),) if day.strip() else (),
    )


def _header(message: Message, name: str) -> str:
    # As it stands there: what get() gives has lost the bytes that were not encoded.
    raw = next((value for key, value in message.raw_items() if key.casefold() == name.casefold()), "")
    return " ".join(_decoded(str(raw)).split())


def _decoded(raw: str) -> str:
    """A header's words, whatever they were encoded in; what stands there unencoded is read as bytes of unknown kind."""
    try:
        pieces = decode_header(raw)
    except (HeaderParseError, ValueError):
        pieces = [(raw, None)]
    words = []
    for piece, charset in pieces:
        data = piece.encode("utf-8", "surrogateescape") if isinstance(piece, str) else piece
        try:
            words.append(decode(data, "", declared=charset or "")[0] if data else "")
        except NotText:
            words.append(data.decode("utf-8", "replace"))
    return "".join(words)
