"""Who said what: from a `Document` to its `Statement`s."""

from spadework.reading.attribution import Attribution, attributions
from spadework.reading.known import as_known
from spadework.reading.language import Language, language_of
from spadework.reading.reader import actors, read, read_each, statements

__all__ = [
    "Attribution",
    "Language",
    "actors",
    "as_known",
    "attributions",
    "language_of",
    "read",
    "read_each",
    "statements",
]
