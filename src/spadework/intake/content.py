"""What the module of a kind makes of a file's bytes."""

from __future__ import annotations

from dataclasses import dataclass

from spadework.intake.clues import Clues


@dataclass(frozen=True, slots=True)
class Content:
    """What a file says of itself, and its text.

    Attributes:
        text: blocks parted by a blank line, not yet normalised; in normal form already if there are `pages`.
        pages: where each page begins in the text; empty if the kind has no pages.
        warnings: what its user should know, each naming the file.
    """

    clues: Clues
    text: str
    pages: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()
