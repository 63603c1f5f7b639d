"""The one normal form of text: what is stored, hashed and pointed into.

Quotation marks, dashes and letters stay as written. What cannot be seen goes (zero-width, directional and control
characters, soft hyphens), every space is a plain one, and each paragraph is one line with a blank line after it.
"""

from __future__ import annotations

import re
import unicodedata

from spadework.intake.lines import paragraphs

_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028]")
# A thin space between two quotation marks that open or close together is typesetting, not a space between words.
_THIN = "\u2009\u200a\u202f\xa0"
# NFC turns en and em quads, which are spaces, into these.
_QUADS = ("\u2002", "\u2003")
_NESTED = re.compile(f"(?<=[“‘«])[{_THIN}]+(?=[“‘])|(?<=[”’])[{_THIN}]+(?=[”’»])")


def normalise(text: str) -> str:
    """The text in normal form. To normalise twice is to normalise once.

    Whether a line break ends a paragraph or was only put there to keep lines short is told from the lines (see
    `spadework.intake.lines`). Letters are composed (Unicode NFC).
    """
    return "\n\n".join(paragraphs(_characters(text)))


def one_line(text: str) -> str:
    """The text in normal form as a single line: for titles and names."""
    return " ".join(_characters(text).split())


def _characters(text: str) -> str:
    text = _NEWLINES.sub("\n", text).replace("\u2029", "\n\n")
    fates = {ord(c): fate for c in set(text) if (fate := _fate(c)) != c}
    spaces = [chr(point) for point, fate in fates.items() if fate == " "]
    if len(fates) > len(spaces):
        text = text.translate({point: fate for point, fate in fates.items() if fate != " "})
    text = _NESTED.sub("", _cut(unicodedata.normalize("NFC", _cut(text))))
    for space in (*spaces, *_QUADS):
        text = text.replace(space, " ")
    return text


def _cut(text: str) -> str:
    """At most thirty marks on a letter, as in Unicode's stream-safe format: to compose a million takes for ever."""
    marks = "".join(c for c in set(text) if unicodedata.combining(c))
    return re.sub(f"([{marks}]{{30}})[{marks}]+", r"\1", text) if marks else text


def _fate(char: str) -> str:
    """What becomes of a character: itself, a space, or nothing."""
    if " " <= char <= "~" or char in "\n\t":
        return char
    match unicodedata.category(char):
        case "Cf" | "Cc":
            return ""
        case "Zs":
            return " "
        case "Cs":
            return "\ufffd"  # half a character, which UTF-8 cannot store
        case _:
            return "" if char == "\ufffc" else char  # the place of a picture
