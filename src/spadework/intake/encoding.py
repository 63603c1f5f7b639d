"""Bytes to text: byte order marks, UTF-8, what a web page declares, Windows-1252, and only then a guess."""

from __future__ import annotations

import codecs
import re

from spadework.errors import NotText

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_HIGH = re.compile(r"[^\x00-\x7f]")
# What stands in English text besides accented letters when it was written on Windows.
_TYPOGRAPHY = frozenset("‘’‚“”„–—…•·«»‹›€£¥¢§¶°©®™†‡‰ªº²³¹¼½¾±×÷¿¡´¨\xa0\xad")
_OF_THE_WEB = re.compile(r"cp\d|iso8859|iso2022|koi8|mac-|gb|big5|euc|shift|hz|johab|kz1048|tis")
_SAMPLE = 100_000


def decode(data: bytes, where: str, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """The text of these bytes, and warnings about what could not be read for certain.

    UTF-8 goes before what a page declares, because bytes that are valid UTF-8 by chance are all but impossible while
    wrong declarations are common.

    Args:
        declared: the character set that a header outside the text names.

    Raises:
        NotText: the bytes are no text, or their encoding cannot be told.
    """
    text, warnings = _decode(data, where, declared)
    if len(_CONTROL.findall(text)) > len(text) // 100:
        raise _binary(where)
    return text, warnings


def _decode(data: bytes, where: str, named: str) -> tuple[str, tuple[str, ...]]:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], name, where)
    if b"\0" in data:
        if unmarked := _unmarked_utf16(data):
            return _lenient(data, unmarked, where)
        if data.count(0) > len(data) // 100:
            raise _binary(where)
    if b"\x1b" in data and named.casefold().startswith("iso-2022") and (codec := _known(named)):
        return _lenient(data, codec, where)  # it is all ASCII to the eye
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    damaged = data.decode("utf-8", "replace")
    lost = damaged.count("�")
    if len(_HIGH.findall(damaged)) >= 5 * lost:  # mostly valid sequences: UTF-8 with a few broken characters
        return damaged, (_lost(where, lost),)
    page = _CHARSET.search(data[:4096])
    for name in (named, page[1].decode("ascii", "replace") if page else ""):
        if name and (codec := _known(name)):
            return _lenient(data, codec, where)
    windows = data.decode("cp1252", "replace")
    if _plausible(windows):
        lost = windows.count("�")
        return windows, (_lost(where, lost),) if lost else ()
    return _guess(data, where)


def _lenient(data: bytes, name: str, where: str) -> tuple[str, tuple[str, ...]]:
    text = data.decode(name, "replace")
    lost = text.count("�")
    if lost > len(text) // 20:
        raise _binary(where)
    return text, (_lost(where, lost),) if lost else ()


def _lost(where: str, count: int) -> str:
    damaged = "1 damaged character cannot be read and stands" if count == 1 else f"{count} damaged characters stand"
    return f"{where}: {damaged} as “�”"


def _binary(where: str) -> NotText:
    return NotText("this is no text but a binary file", where=where, remedy="Save it as text and give that.")


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without its mark: in English text every other byte is zero."""
    sample = data[: _SAMPLE - _SAMPLE % 2]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 0.8 * len(sample) / 2 and even == 0:
        return "utf-16-le"
    if even > 0.8 * len(sample) / 2 and odd == 0:
        return "utf-16-be"
    return None


def _known(name: str) -> str | None:
    """The codec for a declared charset, as browsers understand it: Latin-1 and ASCII mean Windows-1252.

    None for UTF-8, which was tried before, for UTF-16, in which the declaration could not have been found, and for what
    is no charset of the web.
    """
    try:
        codec = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    if codec in ("iso8859-1", "ascii"):
        return "cp1252"
    return codec if _OF_THE_WEB.match(codec) else None


def _plausible(text: str) -> bool:
    """Whether the characters beyond ASCII stand where English text has them, were this Windows-1252.

    Other encodings show themselves by capitals with accents in and after words ("RussiaÕs", "war.Ó" from a Mac) or by
    words made of accented letters alone ("Ïðåçèäåíò", which is Russian).
    """
    good = total = 0
    for found in _HIGH.finditer(text[:1_000_000]):
        at, char = found.start(), found.group()
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        total += 1
        if char in _TYPOGRAPHY:
            good += 1
        elif char.isalpha():
            alone = all(not c.isascii() and c.isalpha() for c in (before, after) if c)
            good += not alone and (char.islower() or (not before.islower() and after.isalpha()))
    return good >= 0.9 * total


def _guess(data: bytes, where: str) -> tuple[str, tuple[str, ...]]:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        raise _binary(where)
    text, warnings = _lenient(data, best.encoding, where)
    return text, (
        *warnings,
        f"{where}: the encoding is not told; read as {best.encoding}. If letters are wrong, save it as UTF-8",
    )
