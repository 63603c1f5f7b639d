"""Who said what: from a `Document` to its `Statement`s."""

from spadework.reading.attribution import Attribution, attributions
from spadework.reading.reader import actors, read, statements

__all__ = ["Attribution", "actors", "attributions", "read", "statements"]
