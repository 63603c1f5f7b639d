"""RSS and Atom: each entry of a feed with what it says of itself. Nothing that it links to is fetched."""

from __future__ import annotations

import hashlib
import io
from typing import Any

from spadework.errors import NotText, TooLarge
from spadework.intake.clues import Clues, label
from spadework.intake.content import Content

MOST_BYTES = 10_000_000
MOST_ENTRIES = 2_000
_MOST_OF_ONE = 1_000_000


def contents(data: bytes, where: str) -> list[Content]:
    """The entries of a feed in its order.

    Raises:
        NotText: it is no feed, or damaged so that no entry can be read.
        TooLarge: it has more than `MOST_BYTES` bytes or `MOST_ENTRIES` entries.
    """
    import feedparser

    if len(data) > MOST_BYTES:
        raise TooLarge(f"the feed has more than {MOST_BYTES // 1_000_000} MB", where=where)
    if data.count(b"<item") + data.count(b"<entry") > 2 * MOST_ENTRIES:  # before a list of millions is made
        raise TooLarge(f"the feed has more than {MOST_ENTRIES:,} entries", where=where, remedy="Split it.")
    try:
        # A stream, for it takes a string or bytes that look like an address or a file's name for one.
        feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, AssertionError) as e:
        raise NotText("the feed is damaged", where=where, remedy="Get it again, whole, and give that.") from e
    found = feed.get("entries") or []
    if not found:
        raise NotText("there is no entry of a feed in it", where=where, remedy="Give an RSS or an Atom file.")
    if len(found) > MOST_ENTRIES:
        raise TooLarge(f"the feed has more than {MOST_ENTRIES:,} entries", where=where, remedy="Split it.")
    name = label(str(feed.get("feed", {}).get("title") or ""))
    return [_content(entry, name) for entry in found]


def digest_of(entry: Content) -> str:
    """SHA-256 of what an entry says, hexadecimal: the same in the next copy of the feed if nothing changed."""
    told = "\x1f".join((entry.clues.title, entry.clues.publisher, *(raw for _, raw in entry.clues.dates), entry.text))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def _content(entry: Any, feed: str) -> Content:
    source = entry.get("source")
    publisher = label(str(source.get("title") or "")) if isinstance(source, dict) else ""
    # As a plain dictionary: feedparser's own way of asking gives one date for another, with a warning.
    said = {key: dict.get(entry, key) for key in ("published", "created", "updated")}
    dates = tuple((f"the entry’s “{key}”", str(raw)) for key, raw in said.items() if raw)
    return Content(Clues(label(_plain(str(entry.get("title") or ""))), publisher or feed, dates[:1]), _text(entry))


def _text(entry: Any) -> str:
    """The longest of what the entry has for its text."""
    pieces = [c.get("value") for c in entry.get("content") or [] if isinstance(c, dict)]
    pieces += [entry.get("summary")]
    texts = [_plain(p) for p in pieces if isinstance(p, str)]
    return max(texts, key=len, default="")


def _plain(source: str) -> str:
    """Words of a piece of HTML; text without tags stays as it is."""
    from spadework.intake import html

    source = source[:_MOST_OF_ONE]
    if "<" not in source and "&" not in source:
        return source
    tree = html.tree_of(f"<div>{source}</div>")
    return "" if tree is None else html.words_of(tree)
