"""The body or thing that a sentence begins with and "its" takes up: "The hospital has fuel, its director said"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spadework.reading.lexicon import BODIES, PRIVATE, STATE_BODIES, word_set
from spadework.reading.names import names
from spadework.reading.scene import Scene

_VESSELS = word_set(
    "freighter ship vessel trawler tanker ferry school prison refinery plant mine paper camp port fleet force"
)
_HEADS = {w for w in BODIES | PRIVATE | _VESSELS if not w.endswith("s")} - {"side", "leadership", "central"}
_WORDS = r"(?:(?!(?:of|to|with|for|in|at|on|by|and|from|between|is|was|has|had|will)\s)[\w’'-]+\s){0,4}?"
_SUBJECT = re.compile(
    rf"(?:The|An?)\s({_WORDS}({'|'.join(sorted(map(re.escape, _HEADS), key=len, reverse=True))})\b"
    r"(?:\sof\s(?:the\s)?[\w-]+(?:\s[\w-]+(?=\s(?:has|had|is|was|will|\w+s)\b))?)?)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?:[A-Z][a-z]+\.?\s)?[^\na-zà-ÿ:]{2,}(?:\([^)\n]*\))?:\s")  # of a turn
_ITS = re.compile(r"\bits\b", re.IGNORECASE)
_NEAR = 160
_BACK = 8  # sentences of a quotation that are gone back over
_FORCES = re.compile(r"(?:air|armed|defence|security|police)\sforces?\b|coast\sguard\b|central\sbank\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a sentence is about.

    Attributes:
        words: what it is called, without article.
        party: whose it is; None if it belongs to nobody at the table.
    """

    words: str
    party: str | None


def before_its(scene: Scene, at: int) -> Subject | None:
    """The subject of the sentence in which "its" stands, or of the one before if "its" or a quotation begins it.

    None where the sentence begins with a party, or with nothing that may have a head or a spokesman.
    """
    its = list(_ITS.finditer(scene.text, max(0, at - _NEAR), at))
    at = its[-1].start() if its else at
    number = scene.sentence(at)
    start = max(scene.sentences[number][0], scene.dateline)
    for _ in range(min(number, _BACK)):
        if at - start > 1 and not scene.quoted(start + 1):
            break
        number -= 1
        at = scene.sentences[number][1]
        start = max(scene.sentences[number][0], scene.dateline)
    label = _LABEL.match(scene.text, start, at)
    start = label.end() if label else start
    subject = _SUBJECT.match(scene.text, start, at)
    if subject is None:
        return _named(scene, start, at)
    words = subject.group(1)
    hits = scene.hits.between(start, subject.end(2))
    if hits and (hits[0].body or hits[0].end >= subject.end(2) or scene.is_doer(hits[0])):
        return None
    head = subject.group(2).casefold()
    if hits:
        return Subject(words, None if head in PRIVATE else hits[0].party)
    if head in STATE_BODIES or _FORCES.match(scene.text, subject.start(1)):
        party = scene.body_before(head, start)[0]
        return Subject(words, party or scene.forms.with_offices(scene.place(start)))
    return Subject(words, None)


def _named(scene: Scene, start: int, at: int) -> Subject | None:
    """An organisation by its name that is no party: "Norland Air Cargo has been told by its owners"."""
    name = next(names(scene.text, start, at), None)
    organisation = name is not None and name.begins == start and name.organisation
    if name is None or not organisation or scene.hits.between(start, name.end):
        return None
    return Subject(name.text, None)
