"""The lines between two "---" at the top of a text file: "key: value", a small part of YAML."""

from __future__ import annotations

import re

from spadework.intake.clues import Clues, label

_MOST_LINES = 100
_KEY = re.compile(r"([A-Za-z][\w .-]{0,40}?)\s*:(?:\s+(.*)|)$")
_COMMENT = re.compile(r"\s+#.*$")


def split(text: str) -> tuple[Clues, str]:
    """What the front matter says, and the text after it. Without front matter the text is returned as it is.

    The keys read are `title`, `publisher` or `source`, and `published` or `date`; others are passed over. If the lines
    between the marks are not all "key: value" they are no front matter but text between two rules.
    """
    start = text.lstrip("\ufeff\r\n")
    lines = start[:20_000].splitlines(keepends=True)
    if not lines or lines[0].rstrip() != "---":
        return Clues(), text
    pairs: dict[str, str] = {}
    key = ""
    for n, line in enumerate(lines[1:_MOST_LINES], 1):
        bare = line.rstrip()
        if bare in ("---", "..."):
            return (_clues(pairs), start[sum(map(len, lines[: n + 1])) :]) if pairs else (Clues(), text)
        if not bare or bare.lstrip().startswith("#"):
            continue
        if bare[0] in " \t-":  # goes on from the line above: a folded value or a list
            if not key:
                break
            pairs[key] = f"{pairs[key]} {bare.strip()}".lstrip("|>-+ ")
            continue
        found = _KEY.match(bare)
        if not found:
            break
        key = found[1].casefold()
        pairs.setdefault(key, (found[2] or "").strip())
    return Clues(), text


def _clues(pairs: dict[str, str]) -> Clues:
    values = {key: _value(raw) for key, raw in pairs.items()}
    source = values.get("source", "")
    publisher = values.get("publisher") or ("" if "://" in source else source)
    dates = tuple((f"“{key}” in the front matter", values[key]) for key in ("published", "date") if values.get(key))
    return Clues(label(values.get("title", "")), label(publisher), dates)


def _value(raw: str) -> str:
    for mark in "\"'":
        if raw.startswith(mark) and (end := raw.find(mark, 1)) > 0:
            return raw[1:end] if mark == "'" or "\\" not in raw else raw[1:].rsplit(mark, 1)[0].replace('\\"', '"')
    return "" if raw.startswith("#") else _COMMENT.sub("", raw)
