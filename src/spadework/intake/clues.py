"""What a file says about itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spadework.intake.normalise import one_line

_LONGEST = 300
# Titles of web pages are text, but some hold markup that was escaped once too often.
_TAG = re.compile(r"<(script|style)\b[^<]{0,2000}</\1\s*>|</?[a-z!][^<>]{0,300}>", re.I)


@dataclass(frozen=True, slots=True)
class Clues:
    """Metadata as written in a file, not yet believed.

    Attributes:
        dates: where each stands ("datePublished in JSON-LD") and how it is written there, the best first.
    """

    title: str = ""
    publisher: str = ""
    dates: tuple[tuple[str, str], ...] = ()


def label(raw: str) -> str:
    """A title or a name as one clean line of reasonable length, without markup."""
    line = one_line(_TAG.sub(" ", raw[:20_000]))
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"
