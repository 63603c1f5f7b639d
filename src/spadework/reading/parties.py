"""Where a text names the parties of the agenda, in whatever form."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from spadework.model import Agenda, Party, Role
from spadework.reading.demonyms import demonyms
from spadework.reading.lexicon import BODIES, ROLES, STOP, word_set
from spadework.reading.offices import HEADS, role_words

_STATE_OF = re.compile(
    r"^(?:the )?(?:government|republic|kingdom|state|federation|commonwealth|union|province|city|region) of (?:the )?",
    re.I,
)
_STATE = re.compile(r"^(?:the )?(?:government|republic|kingdom|state|commonwealth) of ", re.I)
_RULE = re.compile(r"\b(?:[Gg]overnment|junta|rulers|regime)$")
_MINISTRY = re.compile(r"(?:the )?(?:ministry|department) (?:of|for) (?:the )?(.+)", re.IGNORECASE)
_RANKS = word_set("deputy junior state permanent under")
_PEOPLE = re.compile(r"^[A-ZÀ-Þ]\w+(?:n|i|ese|ish|ic|ch|er)$")
_COMPANY = re.compile(
    r"(?:Ltd|Limited|plc|PLC|Inc|AG|AS|ASA|AB|SA|GmbH|Group|Holdings?|Lines?|Airlines?|Corporation|Company|Bank|Energy|Media"
    r"|Television|TV|Broadcasting|Motors|Steel|Power|Mining|Minerals|Resources|Shipping|Rail|Railways?|Partners|Industries)$"
)
# "the union", but not "the farmers' union", is the one at the table
_DETERMINED = re.compile(
    r"(?:^|[^\w\s'’]\s*|\b(?:the|this|that|its|our|their|his|her|your|both)\s(?:\w+ern\s)?)$", re.IGNORECASE
)
_OF_OTHER = re.compile(r"\s(?:of|in)\s(?:the\s)?")
# What hangs in the air once the party's name is taken away.
_LEADS_TO = re.compile(
    r"(?:\s+(?:of|in|from|for|\w+ed\s+by)(?:\s+the)?(?:\s+\w+ern)?|\bthe|\bneighbou?ring)\s*$", re.IGNORECASE
)
# A party that is no state may be called so as a whole; of a state, these would be somebody else's.
_WHOLE = word_set(
    """company firm airline carrier operator union alliance association federation consortium cooperative employer
    management strikers rebels insurgents guerrillas regulator mediators conciliators"""
)
_BUSINESS = word_set("airline carrier operator broadcaster producer manufacturer retailer employer lender shipowner")
# Heads of institutions' names, where those of federations and fronts would be another name of the party itself.
_CHAMBERS = word_set("council ministry department office chamber assembly parliament court senate")
_REALMS = ("republic", "kingdom", "federation", "principality", "duchy", "emirate", "commonwealth")
_OF_UNION = ("union", "strikers")
_OF_COMPANY = ("company", "firm", "management", "employer", "employers")
_TOWNS = ("city", "town", "province", "region")
_SIDES = frozenset({*_OF_UNION, *_OF_COMPANY, *_REALMS, *_TOWNS})
_REALM = re.compile(
    r"(?:[Tt]he |Government of the )?(Republic|Kingdom|Federation|Principality|Duchy|Emirate|Commonwealth) of "
)
_LAND = re.compile(
    r"\b(?:Republic|Kingdom|Federation|Confederation|States|Islands?|Emirates?|Province|Region|Territory)$"
)
_FIRM = re.compile(
    r"(?: [A-Z][\w-]+){0,2} (?:Air|Airlines|Airways|Cargo|Freight|Lines|Shipping|Steel|Motors|Bank|University)\b"
)
_SOCIETY = re.compile(
    r"\b(?:Federation|Confederation|Association|Society|University|Institute|Academy|Chamber) of (?:the )?$"
)
_NEXT_WORD = re.compile(r"\s((?!for\b|of\b)[\w-]+)")
_REBELS = re.compile(r"\b(?:[Rr]ebels|[Ii]nsurgents|[Gg]uerrillas|Liberation|Resistance|Revolutionary)\b")
_BLOC = re.compile(r"\b(?:Group|Bloc|Alliance|League|Coalition|Countries|States|Community|Partnership|Forum)\b")
_UNION = re.compile(
    r"\b(?:[Uu]nion(?! of [A-Z])|Guild|Brotherhood"
    r"|Workers|Crew|Nurses|Teachers|Miners|Dockers|Pilots|Drivers|strikers)\b"
)
# First words that many bodies share: "Eastern League" is not called "Southern".
_COMMON_FIRST = word_set(
    """northern southern eastern western north south east west upper lower central united national international
    general federal free new old great greater joint inter people's peoples pacific african european american
    asian world global public social civil independent lake lakes highland highlands island islands border
    transport food health mediation interior government ministry department office association federation union
    committee council commission conference workers"""
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a party is named.

    Attributes:
        body: the form names an institution of the party ("the border police"), not the party itself.
    """

    start: int
    end: int
    party: str
    body: bool = False


class PartyForms:
    """The forms by which parties are called: name, aliases, demonyms made from the name, head noun, acronym.

    A form that two parties could bear counts for neither.
    """

    def __init__(self, agenda: Agenda | None) -> None:
        self._parties = {p.id: p for p in agenda.parties} if agenda else {}
        forms: dict[str, tuple[str, bool]] = {}
        derived: dict[str, set[str]] = {}
        self._members: set[str] = set()  # "the pilots" of a pilots' union
        for party in self._parties.values():
            for given in (party.name, *party.aliases):
                form = given.removeprefix("the ").removeprefix("The ").strip()
                if form:
                    forms.setdefault(form, (party.id, _is_body(form, party, determined=given != form)))
            for form in _derived(party):
                derived.setdefault(form, set()).add(party.id)
        self.union, self.company = _sides(self._parties)
        rebels = [p for p in self._parties.values() if _REBELS.search(" ".join((p.name, *p.aliases)))]
        armed = rebels[0].id if len(rebels) == 1 else None
        self._attributive = {f[:-1] for p in self._parties.values() for f in _members(p)}
        for party in self._parties.values():
            for form in _members(party):
                derived.setdefault(form, set()).add(party.id)
                derived.setdefault(form[:-1], set()).add(party.id)
                self._members.add(form)
        for word in ("rebels", "insurgents", "guerrillas") if armed else ():
            derived.setdefault(word, set()).add(armed or "")
            derived.setdefault(word[:-1], set()).add(armed or "")
            self._attributive.add(word[:-1])
        for side, words in ((self.union, _OF_UNION), (self.company, _OF_COMPANY)):
            for form in words if side else ():
                derived.setdefault(form, set()).add(side or "")
        self._heads: set[str] = set()
        for form, owners in derived.items():
            if len(owners) == 1 and form not in forms:
                forms[form] = (next(iter(owners)), False)
                if form.casefold() in BODIES | _SIDES or form in self._members:
                    self._heads.add(form)
        for form in tuple(forms):  # wires drop the accents, bulletins shout: "PUERTO LAZARO", "the ALLIANCE"
            forms.setdefault(_plain(form), forms[form])
        self._shouted = {f.upper().replace("’", "'"): f for f in forms if len(f) > 3 and f.upper() not in forms}
        lower = Counter(f.casefold() for f in forms)
        self._folded = {
            f.casefold().replace("’", "'"): v
            for f, v in forms.items()
            if lower[f.casefold()] == 1 and (not f[:1].isupper() or " " in f)
        }
        ordered = sorted((*forms, *self._shouted), key=len, reverse=True)
        self._straight = {f.replace("’", "'"): v for f, v in forms.items()}
        self._pattern = (
            re.compile(r"(?<![\w-])(?:" + "|".join(map(_either_case, ordered)) + r")(?!\w)(?![’'](?!s\b)\w)")
            if ordered
            else None
        )

    def hits(self, text: str, start: int = 0, end: int | None = None) -> list[Hit]:
        """The parties named between two offsets, in order."""
        if self._pattern is None:
            return []
        found: list[Hit] = []
        for match in self._pattern.finditer(text, start, len(text) if end is None else end):
            form = re.sub(r"\s+", " ", match.group()).replace("’", "'")
            form = self._shouted.get(form, form)
            known = self._straight.get(form) or self._folded.get(form.casefold())
            if _FIRM.match(text, match.end()):  # "Norland Air Cargo" is not Norland
                continue
            if _SOCIETY.search(text, max(0, match.start() - 60), match.start()) and not match.group().islower():
                continue  # nor is the Federation of Norland Growers
            if known and self._meant(form, text, match) and not self._anothers(form, known[0], text, match.start()):
                found.append(Hit(match.start(), match.end(), *known))
        # "the government of Quennia" is not the one that is meant where nothing follows
        bare = {
            hit
            for hit, after in pairwise(found)
            if text[hit.start : hit.end].casefold() == "government" and _OF_OTHER.fullmatch(text, hit.end, after.start)
        }
        return [hit for hit in found if hit not in bare]

    def _meant(self, form: str, text: str, match: re.Match[str]) -> bool:
        """Whether a common noun means the party: "the company", "a company spokesman", "rebel commander"."""
        if form in self._attributive or form in self._heads:
            after = _NEXT_WORD.match(text, match.end())
            if after and after.group(1).casefold().removesuffix("s") in ROLES:
                return True
        if form in self._attributive or (form.casefold() in _REALMS and text.startswith(" of ", match.end())):
            return False
        return form not in self._heads or bool(_DETERMINED.search(text, max(0, match.start() - 20), match.start()))

    def _anothers(self, form: str, party: str, text: str, start: int) -> bool:
        """Whether it ends the name of something else: "the Sunday Ledger" is not the Ledger at the table."""
        last = self.organised(party) and self._parties[party].name.endswith(f" {form}")
        if " " in form or not form[:1].isupper() or not last:
            return False
        before = re.search(r"(?<![\w.])([A-ZÀ-Þ][\w-]+) $", text[max(0, start - 30) : start])
        own = self._parties[party].name.split()
        return before is not None and before.group(1).casefold() not in STOP and before.group(1) not in own

    def without(self, text: str, party: str | None = None) -> str:
        """The text without the words that name this party, or any party; institutions' names stay."""
        out, at = "", 0
        for hit in self.hits(text):
            if hit.body or party not in (None, hit.party):
                continue
            cut = _LEADS_TO.sub("", text[at : hit.start])
            out += cut if cut.strip() or out else ""
            at = hit.end + (2 if text[hit.end : hit.end + 2] in ("’s", "'s") else 0)
        return " ".join((out + text[at:]).split())

    def name(self, party: str) -> str:
        """The party's name as the agenda has it."""
        return self._parties[party].name

    def short(self, party: str) -> str:
        """The name by which institutions of the party are called: without "Government of"."""
        name = self._parties[party].name
        return _STATE_OF.sub("", name) or name

    def of(self, party: str, what: str) -> str:
        """What to call an office or institution of the party: "Norland finance minister", "board of the Rail Union"."""
        name = self.name(party)
        if not self.organised(party) or _LAND.search(name) or what == "authorities":
            return f"{self.short(party)} {what}"
        return f"{what} of {'the ' if any(w.casefold() in BODIES for w in name.split()) else ''}{name}"

    def short_of(self, form: str, party: str) -> bool:
        """Whether the form is part of the name of an organisation: "Norland" of Norland Terminals."""
        return self.organised(party) and set(form.split()) <= set(self._parties[party].name.split())

    def organised(self, party: str) -> bool:
        """Whether the party is, by its name, an organisation and no state or place."""
        name = self._parties[party].name
        return len(name.split()) > 1 and not _STATE.match(name) and not _REALM.match(name)

    def member(self, text: str, party: str) -> str:
        """The name of the member of a bloc that the words are, as the agenda lists it; empty if they are none."""
        named = self._parties[party]
        if not _BLOC.search(named.name):
            return ""
        words = text.removeprefix("the ").removeprefix("The ").casefold()
        whole = set(named.name.casefold().split())
        return next(
            (
                a
                for a in named.aliases
                if a.casefold() == words
                and a[:1].isupper()
                and not a.isupper()
                and whole.isdisjoint(a.casefold().split())
            ),
            "",
        )

    def fuller(self, word: str, party: str) -> str:
        """The alias of which another alias, one capitalised word, is the end; empty if there is none."""
        aliases = self._parties[party].aliases
        if f"the {word}" not in aliases or not word[:1].isupper() or " " in word:
            return ""
        return next((a.removeprefix("the ") for a in aliases if a.endswith(f" {word}") and a != f"the {word}"), "")

    def with_offices(self, party: str | None) -> str | None:
        """Whose ministers and ministries are meant in a party's place: its own, unless it is a body and no state.

        Then they are those of the one party that is called a state, or that alone may be one.
        """
        if party is None or party not in self._parties:
            return self._only_state()
        if self.governs(party):
            return party
        states = [id for id, p in self._parties.items() if _STATE.match(p.name)]
        lands = states or [id for id, p in self._parties.items() if p.role is Role.PRINCIPAL and self._land(id)]
        return lands[0] if len(lands) == 1 else party if not states else None

    def ministry(self, office: str) -> str | None:
        """The party that is a ministry, by its minister: the Department of Energy of "the energy minister"."""
        words = role_words(office)
        about = words - HEADS - _RANKS
        fits = bool(about) or {"permanent", "secretary"} <= words  # whom every ministry has, and no other body
        named = {id: _MINISTRY.match(p.name) for id, p in self._parties.items()}
        theirs = [id for id, name in named.items() if fits and name and about <= role_words(name.group(1))]
        return theirs[0] if len(theirs) == 1 else None

    def governs(self, party: str) -> bool:
        """Whether the party may have ministers, an army and the like."""
        return self._governed(party) or self._land(party)

    def _governed(self, party: str) -> bool:
        """Whether the agenda calls it a state, or lists its government."""
        named = self._parties[party]
        return bool(_STATE.match(named.name) or _REALM.match(named.name)) or any(map(_RULE.search, named.aliases))

    def _land(self, party: str) -> bool:
        """Whether it has a people, or nothing in its name makes it an organisation, a company or a union."""
        named = self._parties[party]
        if any(_PEOPLE.search(a) and a not in named.name and a[:4] in named.name for a in named.aliases if len(a) > 4):
            return True  # the Khazvari of the Khazvar Federation
        ends = {form.casefold().split()[-1] for form in named.aliases if form}
        bodies = _UNION.search(named.name) or {w.casefold() for w in named.name.split()} & BODIES
        return not bodies and ends.isdisjoint(_WHOLE)

    def _only_state(self) -> str | None:
        """The one principal that is a state among others that are none: a government and rebels."""
        two = [id for id, p in self._parties.items() if p.role is Role.PRINCIPAL]
        states = [id for id in two if self._governed(id)]
        others = [id for id in two if id not in states]
        bodies = all({w.casefold() for w in self._parties[id].name.split()} & BODIES for id in others)
        return states[0] if len(states) == 1 and others and bodies else None

    def whole(self, text: str) -> bool:
        """Whether the text is a party's name and nothing else."""
        return any(not h.body and h.end - h.start == len(text) for h in self.hits(text))

    def __contains__(self, party: object) -> bool:
        return party in self._parties


class Hits:
    """Hits of one text, sought by place."""

    def __init__(self, hits: list[Hit]) -> None:
        self.all = hits
        self._starts = [h.start for h in hits]

    def between(self, start: int, end: int) -> list[Hit]:
        """Those that begin between two offsets."""
        return self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def _plain(form: str) -> str:
    """The form without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", form) if not unicodedata.combining(c))


def _either_case(form: str) -> str:
    pattern = re.escape(form).replace("\\ ", r"\s+")
    pattern = re.sub(r"['’]", "['’]", pattern)
    if form.split()[-1].casefold() in BODIES and " " in form:  # "the transport workers' union"
        return f"(?i:{pattern})"
    if form[:1].islower():  # "government", but also "Government"; never "bank" for "Bank"
        pattern = f"[{form[0]}{form[0].upper()}]" + pattern[1:]
    return pattern


def _is_body(form: str, party: Party, *, determined: bool) -> bool:
    """An alias such as "the border police" is an institution; "the commission" for a commission is the party."""
    last = form.casefold().split()[-1]
    if last == "palace":
        return True
    if last in ("government", "authorities", "side") or last in _WHOLE or form == party.name:
        return False
    head = re.split(r" (?:of|for) ", form.casefold())[0].split()[-1]
    if head in ROLES:  # "the Secretary-General" is an office of the party, though the agenda lists it as its name
        return True
    called = party.name.casefold().split()
    if " of " in form and head in _CHAMBERS and head not in called:
        return True  # "the Council of State"
    return last in BODIES | {"house"} and last not in called and (form[:1].islower() or " " in form or determined)


def _members(party: Party) -> list[str]:
    """What a union's members, or the people of an alias, are called: "pilots", "rebels"."""
    words = [w.rstrip("’'") for w in party.name.split()] if _UNION.search(party.name) else []
    named = [w.lower() for w in words if w.endswith("s") and len(w) > 4 and w.casefold() not in BODIES]
    aliases = [a.removeprefix("the ").removeprefix("The ") for a in party.aliases]
    plain = [a for a in aliases if " " not in a and a.islower() and a.endswith("s") and len(a) > 4]
    return named + [a for a in plain if a not in BODIES]


def _sides(parties: dict[str, Party]) -> tuple[str | None, str | None]:
    """The union and the company where a union is one of two principals, whatever the other is called."""
    two = [p for p in parties.values() if p.role is Role.PRINCIPAL]
    unions = [p for p in two if _UNION.search(" ".join((p.name, *p.aliases)))]
    if len(two) != 2 or len(unions) != 1:
        return None, None
    other = two[0] if two[1] is unions[0] else two[1]
    return unions[0].id, None if _STATE.match(other.name) else other.id


def _derived(party: Party) -> list[str]:
    """Forms that the agenda does not list but a reader would understand."""
    core = _STATE_OF.sub("", party.name).removeprefix("the ").strip()
    forms = [core] if core != party.name else []
    forms += [word for word in _TOWNS if party.name.casefold().startswith(f"{word} of ")]
    if _STATE.match(party.name):  # "the government" can only be that one's
        forms += ["government", "Government"]
    for form in (party.name, *party.aliases):
        realm = _REALM.match(form)
        if realm:  # "the Kingdom" of Velloria
            forms.append(realm.group(1))
    words = core.split()
    forms += demonyms(core)
    if len(words) > 1:
        first = words[0]
        if not _STATE.match(party.name):  # "the union", "the authority", if no other party is one
            heads = [w for w in words if w.casefold() in BODIES]
            forms += [form for w in heads for form in (w.lower(), w)]
        if any(_COMPANY.match(w) for w in words) and (_COMPANY.match(words[-1]) or words[-1].casefold() not in BODIES):
            forms += ["company", "firm", "management"]
        if words[-1].endswith("s") and words[-1].casefold() not in BODIES and len(words[-1]) > 4:
            forms.append(core[:-1])  # "Social Democrats": "the Social Democrat leader"
        if first.casefold() not in _COMMON_FIRST and len(first) > 3 and first[0].isupper():
            forms.append(first)
        capitals = "".join(w[0] for w in words if w[0].isupper())
        if len(capitals) > 2:
            forms.append(capitals)
    if {a.split()[-1] for a in party.aliases if a} & _BUSINESS:
        forms += ["company", "firm"]
    for alias in party.aliases:
        if " " not in alias and alias[:1].isupper() and alias[-1:] in "nich" and len(alias) > 4:
            forms.append(alias + "s")  # demonyms in the plural: "the Ostrenans"
    return [f for f in forms if len(f) > 2]
