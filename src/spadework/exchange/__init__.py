"""Dossiers to files of other kinds and back: the formats that people's other tools read.

`export` writes, `read` takes in what it can point to in a document, and `redact` leaves out what may not be shared.
"""

from spadework.exchange.front import Format, export, read, render
from spadework.exchange.redaction import Mentions, redact, retold
from spadework.exchange.tables import COLUMNS
from spadework.exchange.taken import Imported, Refusal

__all__ = ["COLUMNS", "Format", "Imported", "Mentions", "Refusal", "export", "read", "redact", "render", "retold"]
