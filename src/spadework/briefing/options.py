"""What somebody wants of a brief."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spadework.settling.showing import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a brief is to hold.

    Attributes:
        parts: names of parts (see `spadework.briefing.parts.PARTS`), in the order in which they are to stand; empty for
            all that have anything to tell.
        classification: the line on top of every page ("Restricted until 1 June"); empty for none.
        as_of: look at nothing later than this day; None for all there is.
        since: tell what has changed since this day; None for not at all.
        texts: whether the documents themselves are among the parts where none are named.
        outcome: what settling found (see `spadework.settling.showing.look`); None for no part on settlement.
    """

    parts: tuple[str, ...] = ()
    classification: str = ""
    as_of: date | None = None
    since: date | None = None
    texts: bool = True
    outcome: Outcome | None = None


ALL = Options()
"""Everything that there is to tell."""
