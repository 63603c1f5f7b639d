"""Markdown to its text: the marks go, the words stay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spadework.intake.clues import label

if TYPE_CHECKING:
    from markdown_it.token import Token

LONGEST = 2_000_000
"""Longer texts keep their marks: taking them off would take minutes."""


@dataclass(frozen=True, slots=True)
class Plain:
    """What is left.

    Attributes:
        title: the first heading of the first level, or else the heading that the text begins with; empty without one.
        text: blocks parted by blank lines; line breaks inside a paragraph are kept, for normalising to judge.
    """

    title: str
    text: str


def plain(source: str) -> Plain:
    """The text of this Markdown. Numbers of lists stay and their bullets go; raw HTML loses its tags."""
    from markdown_it import MarkdownIt

    blocks: list[str] = []
    headings: list[tuple[str, str, bool]] = []
    number, level = "", ""
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(source):
        match token.type:
            case "heading_open":
                level = token.tag
            case "list_item_open":
                number = f"{token.info}{token.markup} " if token.info else ""
            case "inline":
                text = _inline(token)
                if level and text.strip():
                    headings.append((level, label(text), not blocks))
                level = ""
                blocks.append(number + text)
                number = ""
            case "fence" | "code_block":
                blocks.append(token.content)
            case "html_block":
                blocks.append(_without_tags(token.content))
            case _:
                pass
    title = next((h[1] for h in headings if h[0] == "h1"), "") or next((h[1] for h in headings if h[2]), "")
    return Plain(title, "\n\n".join(b for b in blocks if b.strip()))


def _inline(token: Token) -> str:
    """The words of a paragraph, a heading or a cell. A break that was asked for ends a paragraph."""
    pieces = []
    for child in token.children or ():
        match child.type:
            case "text" | "code_inline" | "text_special":
                pieces.append(child.content)
            case "image":
                pieces.append(child.content)  # what stands for it where it cannot be shown
            case "softbreak":
                pieces.append("\n")
            case "hardbreak":
                pieces.append("\n\n")
            case _:
                pass  # emphasis and links have no words of their own; raw tags go
    return "".join(pieces)


def _without_tags(source: str) -> str:
    from spadework.intake.html import tree_of, words_of

    tree = tree_of(source)
    return "" if tree is None else words_of(tree)
