"""Whether later documents tell that a promise was kept.

Silence past the deadline is `unverified`, never broken: most of what a promise names must come back in a sentence
about the past before it counts as a report, and only a report after the deadline that it was not done makes it
broken.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from spadework.coding.holders import mentioned, names
from spadework.coding.likeness import tokens
from spadework.model import Agenda, Commitment, CommitmentStatus, Document
from spadework.text import sentences

_DONE = re.compile(
    r"\b(?:has|have|had|was|were|been)\b|\w+ed\b|\b(?:gave|sent|met|kept|held|left|let|put|began|came|paid|went)\b"
)
_UNDONE = re.compile(
    r"\b(?:not|never|no|without|fail(?:s|ed)?|still|yet|miss(?:es|ed)|overdue|waiting|missing|nothing)\b|n['’]t\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:will|would|shall|to be|promis\w*|pledg\w*|undert\w*|assur\w*|commit\w*|whether|if|would be|should|must"
    r"|asked|demand\w*|expect\w*|nearly|almost|ready|could|might|may|can|plans?|due|want\w*)\b|\?",
    re.IGNORECASE,
)


def judged(row: Commitment, documents: Mapping[str, Document], agenda: Agenda, as_of: date | None) -> Commitment:
    """The commitment with what later documents tell of it. Silence past the deadline is `unverified`, never broken."""
    state = _reported(row, documents, agenda)
    if state is CommitmentStatus.OPEN and row.deadline and as_of and row.deadline < as_of:
        state = CommitmentStatus.UNVERIFIED
    return replace(row, state=state)


def _reported(row: Commitment, documents: Mapping[str, Document], agenda: Agenda) -> CommitmentStatus:
    """Whether a later document says in terms that what was promised was done, or was not.

    Asked for is most of what the promise names, in a sentence about the past; anything less decides nothing.
    """
    wanted = set(tokens(_bare(row.action, agenda)))
    if not row.deadline or len(wanted) < 3 or row.made_on is None:
        return CommitmentStatus.OPEN
    for document in sorted(documents.values(), key=lambda d: d.published or date.max):
        if document.published is None or document.published <= row.made_on or document.id == row.evidence.document:
            continue
        for start, end in sentences(document.text):
            sentence = document.text[start:end]
            shared = wanted & set(tokens(sentence))
            if len(shared) < max(3, 0.6 * len(wanted)) or not _DONE.search(sentence) or _OPEN.search(sentence):
                continue
            if not _UNDONE.search(sentence):
                return CommitmentStatus.KEPT
            if document.published > row.deadline:
                return CommitmentStatus.BROKEN
    return CommitmentStatus.OPEN


def _bare(action: str, agenda: Agenda) -> str:
    """The action without the parties' names and the deadline, which are told with everything."""
    for party in mentioned(agenda, action):
        action = names(agenda)[party].sub(" ", action)
    return re.sub(r"\b(?:by|before|no later than|within|until)\b[^,;]*", " ", action)
