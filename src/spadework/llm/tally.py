"""What a model gave that could not be used."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Tally:
    """Counts over a run.

    Attributes:
        quotes: quotes that the model gave.
        absent: of these, those that are not in the document, or not where they would have to be.
        dropped: rows left out for it.
        misfits: rows that did not fit the form: an unknown party or option, a stance that is none, a field missing.
        cut: answers that ended in the middle.
    """

    quotes: int = 0
    absent: int = 0
    dropped: int = 0
    misfits: int = 0
    cut: int = 0
