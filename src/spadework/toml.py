"""What the standard library lacks for TOML: writing texts, and a guard against keys that eat memory."""

from __future__ import annotations

import re

_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_BARE = re.compile(r"[A-Za-z0-9_-]+\Z")
_PARTS = 20  # of a key; ours have three at most
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'")


def quoted(text: str) -> str:
    """A TOML basic string. Control characters other than the short escapes are written by number."""
    return (
        '"' + "".join(_SHORT.get(c) or (f"\\u{ord(c):04X}" if ord(c) < 32 or ord(c) == 127 else c) for c in text) + '"'
    )


def key(text: str) -> str:
    """The text as a key, in quotes where it needs them."""
    return text if _BARE.match(text) else quoted(text)


def shallow(text: str) -> None:
    """Raise RecursionError for a key of many parts: tomllib's memory grows with the square of their number."""
    for line in text.splitlines():
        if line.count(".") > _PARTS:
            for key in _QUOTED.sub("q", line).split("="):
                if key.count(".") > _PARTS and not re.search(r"\w\s+\w", key):  # else it is prose
                    raise RecursionError
