"""Whom the people of a document speak for: by what they are called, by whom they serve, by where the text is told."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from spadework.reading.affiliation import affiliation, has_role
from spadework.reading.introductions import descriptions_before, employer, suits
from spadework.reading.lexicon import BODIES, PAST_SERVICE, ROLES, STATE_BODIES, TITLES, gender_of, word_set
from spadework.reading.offices import HEADS
from spadework.reading.person import Person
from spadework.reading.scene import Scene
from spadework.reading.subjects import before_its

if TYPE_CHECKING:
    from spadework.reading.people import People

_COURTESY = re.compile(r"[\s,]+(?:Sir|Dame|Lord|Lady|Mr|Mrs|Ms|Mx|Dr|Prof)\.?$")
# Parts of a union and offices of a company, where the agenda has one of each.
LODGE = re.compile(r"\b(?:lodge|local|branch|chapter|shop steward|convenor|convener|strike committee)\b", re.I)
_BUSINESS = re.compile(
    r"\b(?:(?:finance|operations|managing|commercial|personnel|sales|technical) director"
    r"|chief \w+ officer|chief executive"
    r"|head of (?:personnel|operations|human resources)|(?:plant|mine|works|general|depot|site) manager|c[ef]o)\b",
    re.I,
)
_NO_PORTFOLIO = word_set(
    "state deputy senior general national parliamentary under permanent former acting first regional special local sir"
)
_OF_STATES = word_set("minister president premier chancellor prime king queen emir ambassador ministry")
_ABROAD = word_set("ambassador consul chargé attaché")
_OF_BODY = re.compile(
    r"(?:^|\b(?:for|of|at|in)\s)(?:(?:the|an?)\s)?(?:[a-z]+\s)??("
    + "|".join(sorted(STATE_BODIES, key=len, reverse=True))
    + r")\b"
)
_PERSON_POSSESSIVE = re.compile(r"\b([A-Z][\w-]+)[’']s\s")
_SERVES = re.compile(
    r"\b(?:for|to|of)\s(?:[\w.-]+\s)*?((?!(?:President|Prime|Minister|Chancellor|King|Queen)\b)[A-Z][\w-]+(?:\s[A-Z][\w-]+)*)$"
)
_OFFICE_POSSESSIVE = re.compile(r"\b(?:the|a)\s((?:[\w-]+\s){0,3}[\w-]+)[’']s\s", re.IGNORECASE)
_THE_OFFICE = re.compile(r"\b[Tt]he\s((?:[a-z-]+\s){0,2}(?:" + "|".join(sorted(map(re.escape, ROLES))) + r"))\b")
_DESCRIBED_AFTER = re.compile(
    r"(?:(?:,| \([^)]*\),?) (?:who|whose)| of (?:the [a-z]|[A-Z])\w*) "
)  # what he is comes after his name
REACH = 800


class Allegiances:
    """Decides for whom people speak, as far as the text tells."""

    def __init__(self, scene: Scene, people: People) -> None:
        self._scene, self._people = scene, people

    def introduce(self, sources: list[tuple[int, int]]) -> None:
        """Those who are named without a description: what the text has told before, or tells obliquely."""
        starts = [a for a, _ in sources]
        scene, people = self._scene, self._people
        seen: set[int] = set()
        for occurrence in people.occurrences:
            person = occurrence.person
            if person.decided:
                continue
            party = None if scene.quoted(occurrence.start) else employer(scene, occurrence.end)
            if party is not None:
                person.party, person.decided = party, True
                continue
            i = bisect_left(starts, occurrence.end) - 1
            if id(person) in seen or person.roles or i < 0 or occurrence.end > sources[i][1]:
                continue
            if scene.text.startswith(":", sources[i][1]):  # the label of a turn
                continue
            seen.add(id(person))
            if people.first(person) != occurrence.start or _DESCRIBED_AFTER.match(scene.text, occurrence.end):
                continue
            for words in descriptions_before(scene, occurrence.begins):
                if suits(person, words) and self._people.in_office(words, None, occurrence.begins, before=True) is None:
                    self.describe(person, words, occurrence.begins)
                    break

        known = self._portfolios()
        for person in people.strangers():
            if person.weak is None and not person.decided and person.roles:
                # a state secretary for finance is of the party whose finance minister the agenda knows
                parties = {party for word in _portfolio(person) for party in known.get(word, ())}
                person.weak = parties.pop() if len(parties) == 1 else None
            if person.weak is None and not person.decided and not person.roles:
                person.weak = self._own(person)

    def _own(self, person: Person) -> str | None:
        """The issuer, of whomever its text calls by the surname alone, as everybody's acquaintance."""
        scene, places = self._scene, self._people.places(person)
        bare = len(person.name.split()) == 2 and person.name.split()[0].casefold().rstrip(".") in TITLES
        if not bare or not places or scene.quoted(places[0]) or scene.paragraph(places[0]) == 0 or scene.debate:
            return None
        return None if any(scene.text[at : at + 2].isupper() for at in places) else scene.issuer  # a turn's label

    def _portfolios(self) -> dict[str, set[str | None]]:
        """The parties of the agenda's people by what their offices are about."""
        known: dict[str, set[str | None]] = {}
        for person in self._people.all:
            if person.known:
                for word in _portfolio(person):
                    known.setdefault(word, set()).add(person.party)
        return known

    def describe(self, person: Person, words: str, at: int) -> None:
        """Take a description of somebody into account, told at a place."""
        told = affiliation(words, self._scene.forms)
        role_like, has_office = has_role(words), any(len(role) > 1 for role in person.roles)
        if role_like:
            self._people.called(person, words)
            if (not person.role or words.startswith("new ")) and told.role.casefold().rstrip(".") not in TITLES:
                person.role = _COURTESY.sub("", told.role.removeprefix("new "))
            person.gender = person.gender or gender_of("", words)
        if person.decided:
            return
        party = told.party
        if told.outsider and has_office and PAST_SERVICE.match(words.removeprefix("who ")):
            return  # "the deputy minister, Jan Ek, who was until last year a lawyer"
        if told.outsider:
            person.decided = True
            return
        its = before_its(self._scene, at) if party is None and told.possessive == "its" else None
        if its is not None:
            person.party, person.decided = its.party, True
            return
        if party is None and told.possessive and (role_like or words.startswith("who ")):
            party = self.owner(told.possessive, at)
        owner = _PERSON_POSSESSIVE.search(words)
        if party is None and owner and role_like:
            superior = self._people.named(owner.group(1))
            party = superior.speaks_for if superior and superior is not person else None
        served = _SERVES.search(words) if role_like else None
        if party is None and served:
            superior = self._people.named(served.group(1))
            party = superior.speaks_for if superior and superior is not person else None
        office = _OFFICE_POSSESSIVE.search(words)
        if party is None and office:
            party = self.behind(office.group(1), at, person)
        if party is not None:
            person.party, person.decided = party, True
        elif told.state and (with_it := self._told_with(words, at)):
            person.weak = with_it
        elif person.weak is None:
            forms = self._scene.forms
            person.weak = forms.union if LODGE.search(words) else forms.company if _BUSINESS.search(words) else None
            if person.weak is None and told.state:
                person.weak = self._told_where(words, at)

    def _told_with(self, words: str, at: int) -> str | None:
        """The party of an office that the text names without one, but has named with it, or with its body, before."""
        scene = self._scene
        role = words.split(",")[0].split(" of ")[0].strip().casefold()
        party = scene.office_before(role, at)
        if party is None and set(role.split()) & _ABROAD:  # of the embassy, not of the place where it is
            party = scene.office_of(role.split()[-1], at) or scene.body_before("embassy", at)[0]
        body = _OF_BODY.search(words.split(",")[0].casefold())  # "a navy spokesman", "a spokesman for the navy"
        party = party or (scene.body_before(body.group(1), at)[0] if body else None)
        return party or scene.forms.ministry(role)

    def _told_where(self, words: str, at: int) -> str | None:
        """The party in whose place, or in whose paragraph, an office is told of."""
        scene = self._scene
        role = words.split(",")[0].split(" of ")[0].casefold()
        minister = bool(set(role.split()) & _OF_STATES)
        party = None if minister else scene.doer_near(at)  # "The company refused. ... spokesman Jan Ek said"
        party = party or scene.forms.with_offices(scene.only_party(at) or scene.place(at))
        return None if minister and party and not scene.forms.governs(party) else party

    def office_before(self, at: int) -> Person | None:
        """The holder of the office that this sentence or the one before names: "The minister met ... . Her deputy"."""
        number = self._scene.sentence(at)
        start = max(self._scene.sentences[max(0, number - 1)][0], self._scene.dateline, at - REACH)
        for words in _THE_OFFICE.findall(self._scene.text, start, at):
            person = self._people.in_office(words, None, at)
            if person is not None:
                return person
        return None

    def behind(self, owner: str, at: int, person: Person | None = None) -> str | None:
        """The party behind "the premier's spokesman", "the ministry's spokesman"."""
        head = owner.split()[-1].casefold()
        if head in ROLES:
            superior = self._people.in_office(owner, None, at, exclude=person)
            return superior.speaks_for if superior else None
        return self._scene.body_before(head, at)[0] if head in BODIES else None

    def owner(self, possessive: str, at: int) -> str | None:
        """The party behind "its", "their", "his", "her"."""
        if possessive == "its":
            return self._scene.doer(at)
        if possessive == "their":
            return self._scene.doers(at)
        if possessive == "our":
            return self._scene.issuer
        if possessive == "whose":  # "the Hospitals Commission, whose spokesman, Jan Ek, said"
            start, _ = self._scene.sentences[self._scene.sentence(at)]
            hits = self._scene.hits.between(max(start, at - 80), at)
            return hits[-1].party if hits else None
        if possessive not in ("his", "her"):
            return None
        person = self._people.before(at, {"his": "m", "her": "f"}.get(possessive, ""))
        return person.speaks_for if person else None


def _portfolio(person: Person) -> set[str]:
    """What his offices are about: "finance", "water"."""
    return {word for role in person.roles for word in role} - HEADS - _NO_PORTFOLIO
