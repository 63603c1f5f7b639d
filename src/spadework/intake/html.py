"""A saved web page to its main text: trafilatura finds it; where it finds too little, all but the furniture stays."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

from lxml import etree
from lxml import html as lxml_html

# Finding the main text takes seconds for a hundred thousand elements; no article has nearly as many.
_MOST_ELEMENTS = 50_000
_ENOUGH = 400

_FORMATTING = re.compile(r"</?(?:font|span|b|i|u|em|strong|small|big|a|q|sub|sup)\b[^<>]{0,2000}>", re.I)
_NESTING = re.compile(
    r"</?(?:div|section|article|main|center|blockquote|[uo]l|li|t(?:able|body|r|d))\b[^<>]{0,2000}>", re.I
)
_SILENT = frozenset(
    "script style noscript template head title iframe object embed applet svg math canvas audio video map button "
    "select textarea input option datalist dialog nav footer aside menu".split()
)
# Also the names that trafilatura gives to blocks in what it returns.
_BLOCKS = frozenset(
    "p div section article main header h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre table thead tbody tfoot tr "
    "td th caption figure figcaption address hr body html center details summary form fieldset "
    "head_ item list quote row cell graphic".split()
)


def tree_of(source: str) -> Any | None:
    """The page as a tree; None if there is nothing in it. Nothing is loaded and no entity is expanded."""
    tree, too_deep = _parse(source)
    # The parser leaves out what is nested deeper than it goes, thousands of unclosed <font>s for one.
    return _parse(_NESTING.sub("<p>", _FORMATTING.sub("", source)))[0] if too_deep else tree


def _parse(source: str) -> tuple[Any | None, bool]:
    """The tree, and whether the page is nested too deep for it."""
    parser = lxml_html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    try:
        tree = lxml_html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):  # nothing but comments or white space
        tree = None
    return tree, any("depth" in error.message for error in parser.error_log)


def main_text(tree: Any) -> str:
    """The article without menus, advertisements and comments, in blocks parted by blank lines."""
    everything = words_of(tree)
    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        return everything
    found = _article(tree)
    prose = sum(len("".join(p.itertext())) for p in tree.iter("p") if not _hidden(p))
    if len(found) >= min(_ENOUGH, len(everything)) and len(found) >= prose / 5:
        return found
    return everything if len(everything) > len(found) else found


def _article(tree: Any) -> str:
    import trafilatura

    shown = deepcopy(tree)  # for it is pruned, here and there
    for element in [e for e in shown.iter() if _hidden(e)]:
        if element.getparent() is not None:
            element.drop_tree()
    try:
        found = trafilatura.bare_extraction(shown, include_comments=False, include_tables=True)
    except (RecursionError, ValueError, etree.LxmlError):
        return ""  # a page that is too odd for it is read whole
    body = getattr(found, "body", None)
    return "" if body is None else words_of(body, of_page=False)


def words_of(tree: Any, *, of_page: bool = True) -> str:
    """All words under this element, in blocks parted by blank lines; what a browser does not show is left out.

    Args:
        of_page: the tree is a page, where `head` is no heading as it is in what trafilatura returns.
    """
    blocks: list[str] = []
    line: list[str] = []

    def flush() -> None:
        block = "".join(line).strip()
        if block:
            blocks.append(block)
        line.clear()

    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        tag = "head_" if tag == "head" and not of_page else tag
        silent = not tag or (of_page and (tag in _SILENT or _hidden(element)))
        if tag in _BLOCKS or silent:
            flush() if tag in _BLOCKS else None
        elif tag in ("br", "lb") and event == "start":
            line.append("\n")
        if event == "start":
            if silent:
                walk.skip_subtree()
            elif element.text:
                line.append(_flow(element.text, pre=tag == "pre"))
        elif element.tail and element is not tree:
            line.append(_flow(element.tail, pre=False))
    flush()
    return "\n\n".join(blocks)


def _flow(text: str, *, pre: bool) -> str:
    """Text as a browser flows it: line breaks in the source are spaces, except in `pre`."""
    return text if pre else text.replace("\n", " ").replace("\r", " ").replace("\t", " ")


def _hidden(element: Any) -> bool:
    """Whether a browser would not show it. Some pages hide themselves until a script has run: these are shown."""
    if element.tag in ("html", "body", "main", "article"):
        return False
    style = (element.get("style") or "").replace(" ", "").casefold()
    hidden = element.get("hidden") is not None or "display:none" in style or "visibility:hidden" in style
    return hidden or element.tag == "template"
