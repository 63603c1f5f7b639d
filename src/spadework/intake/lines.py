"""Lines to paragraphs: which line breaks end one, and which only kept a line short."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

# Longer lines than this nobody wraps by hand or by editor: such a line is a paragraph.
_WIDEST = 132
# Shorter ones than this are headings, bylines and lists rather than wrapped prose.
_NARROWEST = 55

_RULE = re.compile(r"(?:[-_=*~#+] ?){3,}")
_ITEM = re.compile(r"(?:[-*•‣◦▪–—]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)])\s")
_CAPITALS_TURN = re.compile(r"(?:[A-Z][A-Z.’'-]*|Mc[A-Z]+)(?: [A-Z][A-Z.’'-]*| \([^()]{1,40}\)){0,5}:(?:\s|$)")
_NAME_TURN = re.compile(r"(?:[A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|of|the|de|van|von|al)){0,5}:|[QA][.:])(?:\s|$)")
_SENTENCE_END = re.compile(r"[.!?…:]['\"”’»)\]]*$")


def paragraphs(text: str) -> Iterator[str]:
    """Each paragraph of the text as one line without space around it; runs of space become one.

    A blank line always ends a paragraph, and so does a rule ("* * *"), which is itself left out. A single line break
    ends one if the file keeps a paragraph a line; if the next word would have fitted on the line, so that it was not
    broken for want of room; or if the next line is indented, an item of a list, or a speaker's turn.
    """
    blocks = list(_blocks(text.split("\n")))
    one_a_line, width = _measure(blocks)
    for block in blocks:
        whole = [block[0]]
        for before, line in pairwise(block):
            if _parts(before, line, one_a_line, width):
                yield from _whole(whole)
                whole = [line]
            else:
                whole += [_glue(before, line), line]
        yield from _whole(whole)


def begins_anew(before: str, line: str) -> bool:
    """Whether the words of the line begin a speaker's turn or an item of a list, however it is set."""
    mine, ended = line.strip(), ends_sentence(before)
    if _CAPITALS_TURN.match(mine) or (ended and _NAME_TURN.match(mine)):
        return True
    return is_item(mine) and (ended or is_item(before))


def is_item(line: str) -> bool:
    """Whether the line begins like an item of a list."""
    return bool(_ITEM.match(line.strip()))


def ends_sentence(line: str) -> bool:
    """Whether the line stops where a sentence does."""
    return bool(_SENTENCE_END.search(line.rstrip()))


def _blocks(lines: Iterable[str]) -> Iterator[list[str]]:
    """Runs of lines with neither a blank line nor a rule in them, their indents kept."""
    block: list[str] = []
    for line in lines:
        line = line.rstrip().expandtabs(4)
        if line.strip() and not _RULE.fullmatch(line.strip()):
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _measure(blocks: list[list[str]]) -> tuple[bool, int]:
    """Whether the file keeps one paragraph a line, and the width that it is wrapped to otherwise."""
    broken = [line.strip() for block in blocks for line in block[:-1]]
    every = [line.strip() for block in blocks if len(block) > 1 for line in block]
    if not broken:
        return True, 0
    ended = sum(bool(_SENTENCE_END.search(line)) for line in broken)
    widths = [len(line) for line in every if " " in line and len(line) <= _WIDEST]
    return ended >= 0.6 * len(broken), max([_NARROWEST, *widths])


def _parts(before: str, line: str, one_a_line: bool, width: int) -> bool:
    """Whether a paragraph ends between these two lines."""
    mine = line.strip()
    ended = ends_sentence(before)
    if begins_anew(before, line):
        return True
    if not ended and mine[0].islower():
        return False
    if (one_a_line and ended) or len(before.strip()) > _WIDEST:
        return True
    indent = len(line) - len(line.lstrip())
    if indent >= 2 and indent > len(before) - len(before.lstrip()) and not _ITEM.match(before.strip()):
        return True
    # Nobody wraps quite evenly: only a line that is clearly short was ended on purpose in the middle of a sentence.
    room = width if ended else width * 4 // 5
    return len(before.strip()) + 1 + len(mine.split(maxsplit=1)[0]) <= room


def _glue(before: str, line: str) -> str:
    """What goes between the two. A word broken at its own hyphen closes up ("cease-", "fire"), others do not."""
    first = line.split(maxsplit=1)[0]
    closes = (
        before.endswith("-") and before[-2:-1].isalpha() and first[0].islower() and first not in ("and", "or", "to")
    )
    return "" if closes else " "


def _whole(pieces: list[str]) -> Iterator[str]:
    """The paragraph of these pieces, unless it turns out to be a rule."""
    pieces[2::2] = (piece.lstrip() for piece in pieces[2::2])
    paragraph = " ".join("".join(pieces).split())
    if not _RULE.fullmatch(paragraph):
        yield paragraph
