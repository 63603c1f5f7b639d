"""People whom the text itself ties to a party: "Russia's foreign minister, Sergey V. Lavrov".

Former officials are tied to nobody. Where the text has no more than "Mr. Putin", the table of leaders helps, within
their terms of office.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from spadework.agenda.candidates import Candidate
from spadework.agenda.gazetteer import leaders, lookup
from spadework.agenda.vocabulary import (
    BYSTANDERS,
    CALENDAR,
    MODALS,
    ORGANISATION_HEADS,
    PORTFOLIOS,
    PREPOSITIONS,
    REPORTING,
    SENTENCE_OPENERS,
    TITLES,
)
from spadework.model import Actor

# Lengths are bounded, so that a line of a million letters costs no more than its length.
_WORD = r"(?<![\w'’-])[A-ZÀ-Þ][\w’'-]{0,38}\w(?!\w)"
_PARTICLE = "(?:al|bin|de|del|da|dos|van|von|der|la|el|ben)"
_NAME = rf"{_WORD}(?: (?:[A-Z]\.|{_WORD}|{_PARTICLE} {_WORD}|(?:al|el)-[A-Z]\w{{1,30}})){{0,3}}"
_OFFICE = (
    r"(?:minister|president|premier|chancellor|king|queen|emir|spokesman|spokeswoman|spokesperson|ambassador|envoy|"
    r"negotiator|secretary|director|chief|head|leader|commander|governor|chairman|chairwoman|chair|commissioner|"
    r"mediator|conciliator|facilitator|executive|delegate|representative|deputy|general secretary|secretary[- ]general|"
    r"director[- ]general|vice[- ]president)"
)
_OF = r"(?: (?:of|for) (?:the )?(?!former)(?:displaced |foreign |public |internal )?[\w-]+(?: and [\w-]+)?)?"
_NO_OFFICE = (
    "|".join(sorted((PREPOSITIONS | MODALS | REPORTING) - {"no-longer"}))
    + "|a|an|the|and|of|who|that|which|as|if|its|his|her|their|former|ex|late|then|so|when|what|how|while|where"
)
_ROLE = rf"(?i:(?:(?!(?:{_NO_OFFICE})\b)\w[\w-]{{0,30}} ){{0,3}}?{_OFFICE}{_OF})"
_FORMER = re.compile(r"\b(?:former|ex|formerly|ousted|deposed|retired|onetime|one-time)\b|\bex-", re.IGNORECASE)
_OFFICE_NEAR = re.compile(_OFFICE, re.IGNORECASE)
_TITLED = re.compile(
    rf"\b(?:Mr\.?|Mrs\.?|Ms\.?|President|Prime Minister|Chancellor|Premier) ((?:{_WORD} )?(?:[A-Z]\. )?{_WORD})"
)
_ADMINISTRATION = re.compile(rf"\b({_WORD}) (administration|government|cabinet)\b")
_HEADS = {"head", "director", "chief", "chair", "executive", "representative", "deputy"}
_HIGH = ("President", "Prime Minister", "Chancellor", "Premier")


class People:
    """Collects actors by surname; the fullest name stands."""

    def __init__(self, candidates: Mapping[str, Candidate]) -> None:
        self._party: dict[str, str] = {}
        for candidate in candidates.values():
            for name in (*candidate.names, *candidate.adjectives, *candidate.short):
                self._party.setdefault(_plain(name), candidate.id)
        names = sorted(self._party, key=lambda n: (-len(n), n))
        self._names = re.compile("|".join(re.escape(n) for n in names)) if names else None
        who = "(?P<who>" + "|".join(re.escape(n) for n in names) + ")"
        person, role = f"(?P<name>{_NAME})", f"(?P<role>{_ROLE})"
        the = r"(?:(?:the|The|a|an) )?"
        shapes = (
            rf"(?<![\w-]){who}(?:'s|')? {role},? {person}",
            rf"{person}, {the}{who}(?:'s|')? {role}(?![\w-])",
            rf"{person}, {the}{role} (?:of|for) {the}{who}(?![\w-])",
            rf"(?<![\w-]){the}{role},? {person},? of {the}{who}(?![\w-])",
            rf"(?<![\w-]){the}{role} of {the}{who}(?:,| is| was)? {person}",
        )
        self._shapes = [re.compile(shape) for shape in shapes] if names else []
        self._states = {c.id for c in candidates.values() if c.kind in ("state", "territory")}
        self._titled: set[str] = set()
        self.actors: dict[str, Actor] = {}

    def read(self, sentence: str) -> None:
        """Take the people whom this sentence ties to a candidate."""
        sentence = _plain(sentence)
        if not _OFFICE_NEAR.search(sentence) or self._names is None or not self._names.search(sentence):
            return
        for shape in self._shapes:
            for match in shape.finditer(sentence):
                whole = sentence[max(0, match.start() - 24) : match.end()]
                if not _FORMER.search(whole):
                    self._add(match["name"], match["role"], self._party[match["who"]])

    def know(self, sentence: str, day: date | None, present: set[str]) -> None:
        """Take leaders in office whom the sentence only names with a title ("Mr. Putin"), if their party is present."""
        for match in _TITLED.finditer(_plain(sentence)):
            called = match[1]
            self._titled.add(called.split()[-1])
            for leader in leaders():
                fits = any(called == c or called.endswith(" " + c) for c in leader.called)
                titled = leader.surname_tells or match[0].startswith(_HIGH)
                if fits and titled and leader.party in present and leader.in_office(day):
                    surname = called.split()[-1]
                    if surname not in self.actors:
                        self.actors[surname] = Actor(name=leader.name, role=leader.role, speaks_for=leader.party)

    def president(self, sentence: str, country: str) -> None:
        """Tie "Mr. Smith" to the country if the sentence speaks of "the Smith administration".

        For those whom `know` has seen with a title and the table of leaders does not have.
        """
        for match in _ADMINISTRATION.finditer(_plain(sentence)):
            surname = match[1]
            new = surname in self._titled and surname not in self.actors and surname not in _known_words()
            if match[2] == "administration" and new and not any(surname in x.called for x in leaders()):
                self.actors[surname] = Actor(name=surname, role="president", speaks_for=country)

    def _add(self, name: str, role: str, party: str) -> None:
        words = name.split()
        titled = False
        while words and (words[0] in TITLES or words[0].rstrip(".") in TITLES):
            role = role or words[0].lower()
            words.pop(0)
            titled = True
        bare = {w.rstrip(".") for w in words}
        bad = SENTENCE_OPENERS | ORGANISATION_HEADS | CALENDAR | PORTFOLIOS | BYSTANDERS
        if (
            not words
            or bare & bad
            or set(role.split()) & (BYSTANDERS | ORGANISATION_HEADS)
            or words[0].lower() in REPORTING
            or any(w in _known_words() for w in words)
        ):
            return
        bare_head = role.lower() in _HEADS and party in self._states  # a state has ministers, not "a head"
        if (len(words) == 1 and not titled) or role.split()[-1:] in (["the"], ["of"], ["for"]) or bare_head:
            return
        name, surname = " ".join(words), words[-1]
        old = self.actors.get(surname)
        if old is None or (old.speaks_for == party and len(name) > len(old.name)):
            self.actors[surname] = Actor(name=name, role=role.strip().lower(), speaks_for=party)


def administrations(sentences: Iterable[str], actors: Mapping[str, Actor]) -> dict[str, list[str]]:
    """By party, the names of governments after their heads: "Trump administration"."""
    found: dict[str, list[str]] = {}
    for sentence in sentences:
        for match in _ADMINISTRATION.finditer(sentence):
            actor = actors.get(match[1])
            if actor and actor.speaks_for:
                names = found.setdefault(actor.speaks_for, [])
                if match[0] not in names:
                    names.append(match[0])
    return found


@lru_cache(maxsize=1)
def _known_words() -> frozenset[str]:
    return frozenset(words[0] for entries in lookup().values() for words, _, _ in entries if len(words) == 1)


def _plain(text: str) -> str:
    return text.replace("’", "'")
