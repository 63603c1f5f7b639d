"""What is searched for: words as people type them, and filters."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from spadework.errors import SpadeworkError
from spadework.model import Basis, Directness, Stance, Status

MOST_TERMS = 32
_TERM = re.compile(r'(-?)"([^"]*)"?|(\S+)')
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase.

    Attributes:
        words: one, or several that stand in a row.
        without: nothing that has it is wanted.
        begins: the last word is the beginning of one.
    """

    words: tuple[str, ...]
    without: bool = False
    begins: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is searched for; what is None or empty filters nothing.

    Attributes:
        words: all have to be there, in any order and form; "in quotation marks" as they stand; -without; beginn*.
        party: whom the speaker speaks for; with issue, stance or basis whose position it is.
        actor: the speaker's name, or words of it.
        issue, stance, basis: of a position coded from the statement.
        said_from, said_to: days of saying; of publication where the text does not tell.
        reported_from, reported_to: days of publication.
        publisher: of the document, as it is written there.
        document: its id.
    """

    words: str = ""
    party: str | None = None
    actor: str | None = None
    issue: str | None = None
    stance: Stance | None = None
    basis: Basis | None = None
    directness: Directness | None = None
    status: Status | None = None
    said_from: date | None = None
    said_to: date | None = None
    reported_from: date | None = None
    reported_to: date | None = None
    publisher: str | None = None
    document: str | None = None

    @property
    def of_position(self) -> bool:
        """Whether it asks for what was coded from a statement."""
        return any((self.issue, self.stance, self.basis))


def terms(words: str) -> tuple[Term, ...]:
    """The words and phrases of a search. Marks that stand alone are nothing.

    Raises:
        SpadeworkError: there are too many, or they hold what is no character.
    """
    found = []
    if any("\ud800" <= c <= "\udfff" for c in words):
        raise SpadeworkError("the words are not in UTF-8", remedy="Check how the terminal writes them.")
    # Accents typed apart from their letters would part the words.
    for minus, phrase, bare in _TERM.findall(unicodedata.normalize("NFC", words)):
        without = bool(minus) or (bare.startswith("-") and len(bare) > 1)
        parts = tuple(w for w in _WORD.findall(phrase or bare) if w.strip("_"))
        if parts:
            found.append(Term(parts, without, bare.endswith("*")))
    if len(found) > MOST_TERMS or sum(len(t.words) for t in found) > 4 * MOST_TERMS:
        raise SpadeworkError(f"more than {MOST_TERMS} words are searched for", remedy="Take the most telling ones.")
    return tuple(found)
