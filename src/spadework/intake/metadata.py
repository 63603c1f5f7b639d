"""What a web page says of itself: JSON-LD, OpenGraph and other `meta`, `time`, `title`, in this order of trust.

Only what is marked as the title, the publisher or the day of publication counts. Days in addresses or in the text,
which extractors like to search, would be guesses.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import unescape
from typing import Any

from spadework.intake.clues import Clues, label

_MOST_SCRIPTS, _LONGEST_SCRIPT, _MOST_NODES = 20, 1_000_000, 5_000
_ARTICLES = ("article", "posting", "report", "webpage", "creativework", "analysis", "review")
_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "headline")
_PUBLISHERS = (
    "og:site_name",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "citation_journal_title",
    "application-name",
)
_DATES = (
    "article:published_time", "datepublished", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date",
    "parsely-pub-date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "sailthru.date",
    "citation_publication_date", "date",
)  # fmt: skip


def clues_of(tree: Any) -> Clues:
    """Title, publisher and days of publication as the page gives them."""
    linked = list(_linked(tree))
    meta = _meta(tree)
    publisher = _first(_name(node.get("publisher")) for node in linked) or _first(meta.get(k) for k in _PUBLISHERS)
    title = _first(node.get("headline") for node in linked) or _first(meta.get(k) for k in _TITLES)
    title = title or _without_publisher(_first(_text(e) for e in tree.iter("title")), publisher)
    title = title or _only(_text(e) for e in tree.iter("h1"))
    dates = [("datePublished in JSON-LD", node.get("datePublished")) for node in linked]
    dates += [(f"the page’s “{key}”", meta.get(key)) for key in _DATES]
    dates += [("the page’s <time>", raw) for raw in _times(tree)]
    kept = {raw.strip()[:80]: where for where, raw in reversed(dates) if isinstance(raw, str) and raw.strip()}
    return Clues(title, publisher, tuple((where, raw) for raw, where in reversed(kept.items())))


def _linked(tree: Any) -> Iterator[dict[str, Any]]:
    """The JSON-LD nodes that are an article or the like."""
    scripts = [s for s in tree.iter("script") if "ld+json" in (s.get("type") or "").casefold()]
    for script in scripts[:_MOST_SCRIPTS]:
        source = script.text or ""
        if len(source) > _LONGEST_SCRIPT:
            continue
        try:
            waiting = [json.loads(source, strict=False)]
        except (ValueError, RecursionError):  # broken, or nested as a trap
            continue
        for _ in range(_MOST_NODES):
            if not waiting:
                break
            node = waiting.pop(0)
            if isinstance(node, list):
                waiting[:0] = node[:_MOST_NODES]
            elif isinstance(node, dict):
                types = node.get("@type")
                names = [str(t).casefold() for t in (types if isinstance(types, list) else [types])]
                if any(name.endswith(_ARTICLES) for name in names):
                    yield node
                waiting += [node[k] for k in ("@graph", "mainEntity", "mainEntityOfPage") if k in node]


def _meta(tree: Any) -> dict[str, str]:
    """The first content of each `meta` by its name in lower case."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = (element.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop"):
            if content and (name := element.get(attribute)):
                found.setdefault(name.strip().casefold(), content)
    return found


def _times(tree: Any) -> list[str]:
    """The `time` that is marked as the day of publication; else the only day that the page's `time`s tell."""
    every = [(e, (e.get("datetime") or _text(e)).strip()) for e in tree.iter("time")]
    for element, raw in every:
        marks = f"{element.get('itemprop') or ''} {element.get('class') or ''}".casefold()
        if raw and (element.get("pubdate") is not None or "datepublished" in marks or "publish" in marks):
            return [raw]
    raws = {raw for element, raw in every if element.get("datetime")}
    return list(raws) if len({raw[:10] for raw in raws}) == 1 else []


def _name(node: Any) -> str | None:
    if isinstance(node, list):
        node = node[0] if node else None
    if isinstance(node, dict):
        node = node.get("name")
    return node if isinstance(node, str) else None


def _text(element: Any) -> str:
    return "".join(element.itertext())


def _first(found: Any) -> str:
    """The first that says something, as a clean line."""
    # JSON-LD is not HTML, but many pages escape it as if it were.
    return next((line for raw in found if isinstance(raw, str) and (line := label(unescape(raw[:5000])))), "")


def _only(found: Iterator[str]) -> str:
    """The one that says something, if there is exactly one."""
    lines = [line for raw in found if (line := label(raw))]
    return lines[0] if len(lines) == 1 else ""


def _without_publisher(title: str, publisher: str) -> str:
    """The title without " - The Publisher" after it."""
    for dash in (" - ", " | ", " – ", " — ", " :: "):
        head, found, tail = title.rpartition(dash)
        if found and publisher and tail.strip().casefold() == publisher.casefold():
            return head.strip()
    return title
