"""Institutions: which party's they are, and what to call them."""

from __future__ import annotations

import re

from spadework.reading.antecedents import BUSINESS, KINDS, Organisations
from spadework.reading.lexicon import BODIES, STATE_BODIES, STATE_ROLES, word_set
from spadework.reading.mentions import Mention
from spadework.reading.names import unshouted
from spadework.reading.offices import role_words
from spadework.reading.people import People
from spadework.reading.scene import Scene

_ITSELF = word_set("government authorities administration side leadership itself governments state camp people")
# "The presidency" is that of the president whom the text names: the institution tells of an office.
_OFFICE = {"presidency": "president", "palace": "king", "chancellery": "chancellor", "premiership": "premier"}
# What an organisation is called when its name has just been told.
_GENERIC = word_set("group organisation organization movement body party outfit institution")
_OF_A_STATE = frozenset(
    ("air force", "armed forces", "security forces", "central bank", "coast guard", "general staff")
)
_IN_A_PLACE = re.compile(r"\b(?:in|at)\s(?:the\s)?[A-ZÀ-Þ]")
_GOVERNING = word_set("authorities government army police parliament cabinet")
_HOUSE = word_set("crown secretariat chair bureau")
# "SEORAK, for the ALLIANCE, said": a member that speaks for its group.
_MEMBER = re.compile(
    r"(?<![\w’'-])([A-ZÀ-Þ][\w’'-]{1,60}(?:\s[A-ZÀ-Þ][\w’'-]{0,60}){0,3}),?\s\(?(?:speaking\s)?(?:for|on\sbehalf\sof)\s(?:the\s)?"
)
_MINISTERS = re.compile(r"\b(?!the\b|both\b|two\b|three\b|prime\b|their\b)[a-z]+\sministers\b", re.IGNORECASE)
_TRAIL = re.compile(r"\s*[,;(—–].*$|\s+(?:who|which|working|itself|there)\b.*$", re.DOTALL)
_ARTICLE = re.compile(r"^(?:the|an?|its|his|her|their|our|your|my)\s+(?:own\s+)?", re.I)
_MINISTRY_OF = re.compile(r"^(?:ministry|department) (?:of|for)(?: the)? ([\w -]+)$", re.I)


class Bodies:
    """Institutions met so far in one document."""

    def __init__(self, scene: Scene, people: People, organisations: Organisations) -> None:
        self._scene, self._people, self._organisations = scene, people, organisations
        self._seen: dict[str, tuple[str, str | None]] = {}
        self._names: dict[tuple[str, frozenset[str]], str] = {}  # "the finance ministry" is "the Ministry of Finance"
        self._members = self._speaking_for()

    def is_party(self, text: str, party: str | None) -> bool:
        """Whether the words are just a name of the party: "Ostrena", "the Government of Brellinia", "Port Orrel"."""
        if party is None:
            return False
        core = _TRAIL.sub("", text).strip()
        hits = self._scene.forms.hits(core)
        if any(h.body and h.end >= len(core) for h in hits):
            return False
        rest = _ARTICLE.sub("", self._scene.forms.without(core) + " ").strip(" ’'s").casefold()
        return not rest or rest in _ITSELF

    def party_name(self, text: str, party: str) -> str:
        """What to call a party in these words: a member of a bloc and a state's company keep their own names."""
        name = _TRAIL.sub("", text).strip()
        if not self._scene.forms.organised(party) and self._organisations.own_name(name, party):
            return name
        return self._scene.forms.member(text, party) or self._scene.forms.name(party)

    def resolve(self, what: Mention, party: str | None, at: int) -> tuple[str, str | None]:
        """Canonical name and party. "The ministry" is the one named last; a state's own are those of the place."""
        forms = self._scene.forms
        core = _ARTICLE.sub("", _TRAIL.sub("", what.text)).strip()
        if party is None and core.casefold() in self._members:
            return unshouted(core), self._members[core.casefold()]
        if party is None and what.definite and what.determiner == "the":
            known = self._anaphor(what, core, at)
            if known:
                return known
        if party is None and not what.possessive and not self.elsewhere(what.text):
            party = self.state("government" if core.casefold() in _OF_A_STATE else what.head, at)
        if party is None and what.determiner == "the" and core.casefold() in _GENERIC:
            party = self._scene.organisation_before(at)
            if party is not None:
                return forms.name(party), party
        if (
            party is None
            and what.determiner == "the"
            and " " not in core
            and what.head in (BODIES | _HOUSE) - _GOVERNING
        ):
            party = self._scene.issuer  # "the secretariat" in a text of the commission's
        if party is None:
            self._remember(core, what.head, core, None)
            return core, None
        plain = _ARTICLE.sub("", forms.without(core, party)) or what.head
        if plain.casefold() == what.head == "ministers":  # which, the text tells once: "the Foreign Ministers met"
            told = _MINISTERS.search(self._scene.text, 0, at)
            plain = told.group() if told else plain
        if fuller := forms.fuller(plain, party):  # "the Authority" of a port, the Harbour Authority
            self._remember(core, what.head, fuller, party)
            return fuller, party
        if _MINISTRY_OF.match(plain):
            plain = plain.lower()
        name = self._names.setdefault((party, role_words(plain)), forms.of(party, plain))
        self._remember(plain, what.head, name, party)
        return name, party

    def _speaking_for(self) -> dict[str, str]:
        """The parties of those who are said to speak for one, by their names in lower case."""
        members = {}
        for found in _MEMBER.finditer(self._scene.text):
            hits = self._scene.hits.between(found.end(), found.end() + 1)
            if hits and not self._scene.forms.hits(found.group(1)):
                members[found.group(1).casefold()] = hits[0].party
        return members

    def elsewhere(self, text: str) -> bool:
        """Whether the words name a place of nobody's at the table: "the labour department in Ridgemont"."""
        return bool(_IN_A_PLACE.search(text)) and not self._scene.forms.hits(text)

    def state(self, head: str, at: int) -> str | None:
        """The party in whose place the text is told, for offices and bodies that every state has."""
        scene = self._scene
        if head not in STATE_BODIES and head not in STATE_ROLES:
            return None
        holder = self._people.in_office(_OFFICE[head], None, at, before=True) if head in _OFFICE else None
        if holder is not None and holder.speaks_for and self._people.near(holder, at):
            return holder.speaks_for
        return scene.forms.with_offices(scene.place(at))

    def _remember(self, core: str, head: str, name: str, party: str | None) -> None:
        self._seen[core.casefold()] = self._seen[head] = (name, party)

    def _anaphor(self, what: Mention, core: str, at: int) -> tuple[str, str | None] | None:
        scene = self._scene
        if " " in core:  # "the foreign ministry" in another place is another one
            known = self._seen.get(core.casefold())
            return known if known and scene.place(at) in (known[1], scene.home, None) else None
        named = self._named_before(what.head, at)
        if named:
            return named
        known = self._seen.get(core.casefold())
        if known is None and what.head in KINDS:
            organisation = self._organisations.called(what.head, at)
            if organisation:
                party = organisation.party
                return (self.party_name(organisation.name, party) if party else organisation.name), party
            forms = self._scene.forms
            side = forms.company if what.head in BUSINESS else forms.union if what.head in ("union", "guild") else None
            if side is not None:
                return forms.name(side), side
        return known

    def _named_before(self, head: str, at: int) -> tuple[str, str | None] | None:
        """The last body of this head that the text names with more words: "Pelkovia's interior ministry"."""
        party, words = self._scene.body_before(head, at)
        if party is None:
            return None
        name = self._scene.forms.of(party, _ARTICLE.sub("", words))
        self._seen[head] = (name, party)
        return name, party
