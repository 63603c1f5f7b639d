"""Whether later documents tell that a promise was kept.

Silence past the deadline is `unverified`, never broken: most of what a promise names must come back in a sentence
about the past before it counts as a report, and only a report after the deadline that it was not done makes it
broken.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property

from spadework.coding.holders import mentioned, names
from spadework.coding.likeness import tokens
from spadework.model import Agenda, Commitment, CommitmentStatus, Document
from spadework.text import sentences

_DONE = re.compile(
    r"\b(?:has|have|had|was|were|been)\b|\b\w+ed\b|\b(?:gave|sent|met|kept|held|left|let|put|began|came|paid|went)\b"
)
_UNDONE = re.compile(
    r"\b(?:not|never|no|far from|without|fail(?:s|ed)?|still|yet|miss(?:es|ed)|overdue|waiting|nothing"
    r"|(?<!the )missing(?! (?:persons?|people|men|soldiers)))\b|n['’]t\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:will|would|shall|to be|promis\w*|pledg\w*|undert\w*|assur\w*|commit\w*|whether|if|would be|should|must"
    r"|asked|demand\w*|expect\w*|nearly|almost|ready|could|might|may|can|plans?|due|want\w*)\b|\?",
    re.IGNORECASE,
)


# What was to be given or done has come: less of what was promised needs to be named.
_COME = re.compile(
    r"\b(?:received|arrived|reached|delivered|handed|published|posted|issued|submitted|transmitted|lodged|filed|tabled|opened"
    r"|reopened|released|freed|returned|lifted|paid|deposited|named|appointed|sent"
    r"|kept (?:its|his|her|their) (?:word|promise)|c[ao]me out|(?:made|went) public|duly"
    r"|in (?:hand|(?:its|his|her|their|our) (?:hands|possession)))\b",
    re.IGNORECASE,
)

_MUTUAL = re.compile(r"\b(?:exchang\w+|mutual\w*|respective\w*|reciproc\w+)\b", re.IGNORECASE)
_SOME, _MOST = 2, 3  # words of the promise


class Reports:
    """The sentences of documents by the words in them, so that what was promised is looked for in few of them only.

    Args:
        documents: by id; those without a day tell nothing, for nobody knows whether they came out after the promise.
    """

    def __init__(self, documents: Mapping[str, Document], agenda: Agenda) -> None:
        self._agenda = agenda
        self._documents = sorted((d for d in documents.values() if d.published), key=lambda d: d.published or date.max)

    @cached_property
    def _sentences(self) -> list[tuple[Document, str]]:
        """In the order of the documents' days."""
        return [(d, d.text[start:end]) for d in self._documents for start, end in sentences(d.text)]

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """By word, in which sentences it stands."""
        found: dict[str, list[int]] = defaultdict(list)
        for n, (_, sentence) in enumerate(self._sentences):
            for token in set(tokens(sentence)):
                found[token].append(n)
        return found

    def state(self, row: Commitment) -> CommitmentStatus:
        """Whether a later document says in terms that what was promised was done, or was not.

        Asked for is most of what the promise names, in a sentence about the past, or some of it where the sentence
        tells that something has come, was paid or opened; anything less decides nothing. Of what is done by each side
        ("exchange lists"), what another is told to have done counts for that one only.
        """
        wanted = set(tokens(_bare(row.action, self._agenda)))
        if not row.deadline or len(wanted) < 3 or row.made_on is None:
            return CommitmentStatus.OPEN
        mutual = _MUTUAL.search(row.action)
        shared = Counter(n for token in wanted for n in self._places.get(token, ()))
        for n in sorted(n for n, count in shared.items() if count >= max(_SOME, 0.3 * len(wanted))):
            document, sentence = self._sentences[n]
            if shared[n] < max(_MOST, 0.6 * len(wanted)) and not _COME.search(sentence):
                continue
            if document.published is None or document.published <= row.made_on or document.id == row.evidence.document:
                continue
            if not _DONE.search(sentence) or _OPEN.search(sentence):
                continue
            if mutual and (named := mentioned(self._agenda, sentence)) and row.party not in named:
                continue
            if not _UNDONE.search(sentence):
                return CommitmentStatus.KEPT
            if document.published > row.deadline:
                return CommitmentStatus.BROKEN
        return CommitmentStatus.OPEN


def judged(row: Commitment, reports: Reports, as_of: date | None) -> Commitment:
    """The commitment with what later documents tell of it. Silence past the deadline is `unverified`, never broken."""
    state = reports.state(row)
    if state is CommitmentStatus.OPEN and row.deadline and as_of and row.deadline < as_of:
        state = CommitmentStatus.UNVERIFIED
    return replace(row, state=state)


def _bare(action: str, agenda: Agenda) -> str:
    """The action without the parties' names and the deadline, which are told with everything."""
    for party in mentioned(agenda, action):
        action = names(agenda)[party].sub(" ", action)
    return re.sub(r"\b(?:by|before|no later than|within|until)\b[^,;]*", " ", action)
