"""The people of a document: who is named where, what he is, and whom he speaks for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from spadework.model import Agenda
from spadework.reading.affiliation import BENCH, after_name, before_name, has_role
from spadework.reading.allegiances import Allegiances
from spadework.reading.lexicon import (
    FEMALE_NAMES,
    FEMALE_TITLES,
    MALE_NAMES,
    MALE_TITLES,
    ROLES,
    STOP,
    TITLES,
    gender_of,
    word_set,
)
from spadework.reading.names import Name, unshouted
from spadework.reading.offices import HEADS, fit, role_words
from spadework.reading.person import Occurrence, Person
from spadework.reading.scene import Scene
from spadework.reading.together import assign

_SPEAKS = re.compile(
    r",?[”\"]?\s(?:said|says|told|tells|added|warned|argued|replied|noted|called|confirmed|denied|urged|whose?)\b"
)
# What tells the sex of whom a sentence begins with; "told her" tells that of another.
_SEX = re.compile(r"\b(?:(he|his|himself)|(she|herself)|(?<!ed )(?<!told )(?<!of )(?<!with )(her)(?= \w))\b")
_RANK = word_set("minister deputy prime new former")
_HEADS_STATE = re.compile(r"president|premier|prime minister|chancellor|king|queen|emir|sultan", re.IGNORECASE)
_NEW = word_set("new newly incoming")
# "Planet First, a campaign group"
_ORGANISED = re.compile(
    r",\s(?:the|an?|its|one\sof)\s[^,.;]{0,60}\b(?:group|company|firm|charity|organi[sz]ation|association|bank"
    r"|newspaper|agency|union|federation|institute|think[- ]tank|network|carrier|airline|producer|customer|supplier"
    r"|party|movement|lobby)\b"
)
_IN_THE_CHAIR = re.compile(r"\b(?:(in\sthe\schair)|(?:chaired|presided\sover)\sby|under\sthe\schair\w*\sof)\b")
_HE = re.compile(r"\b(?:[Hh]e|[Ss]he)\b")
_WHO = re.compile(r",\swho\b")
_APPOSED = re.compile(r"(?:\b(?:an?|the|its|his|her|their)\s|[’']s\s)(?:[\w-]+\s){0,4}[a-zà-ÿ-]+,\s$")
MOST_ALIKE = 60  # people of one surname or office that are weighed against each other
MOST_ROLES = 12
_NAMED_AFTER = 500_000_000  # nearness of those named only later is below, of those named before above


@dataclass
class Met:
    """What a reading of several documents knows from the others.

    Attributes:
        called: what those named in earlier ones are called: names with the word sets of their roles.
        papers: who publishes the documents, and so is nobody, whatever the name looks like.
    """

    called: dict[str, list[frozenset[str]]] = field(default_factory=dict)
    papers: frozenset[str] = frozenset()


class People:
    """Everyone named in a document and everyone the agenda knows."""

    def __init__(
        self, scene: Scene, agenda: Agenda | None, sources: Iterable[tuple[int, int]], met: Met | None = None
    ) -> None:
        self._scene = scene
        self.allegiances = Allegiances(scene, self)
        self._by_word: dict[str, list[Person]] = defaultdict(list)
        self._by_head: dict[str, list[Person]] = defaultdict(list)
        self.all: list[Person] = []
        self.occurrences: list[Occurrence] = []
        self._starts: list[int] = []
        self._places: dict[int, list[int]] = defaultdict(list)
        self._papers = met.papers if met else frozenset()
        for actor in agenda.actors if agenda else ():
            if scene.forms.whole(actor.name):
                continue  # a party, learnt from what was said in its name
            person = self._add(actor.name)
            person.role, person.party, person.decided, person.known = actor.role, actor.speaks_for, True, True
            person.gender = person.gender or gender_of("", actor.role)
            self.called(person, actor.role)
            for role in met.called.get(actor.name, ()) if met else ():
                self._called(person, role)
        found = [n for n in scene.names if not self._is_party(n)]
        self._find_full_names(found, sorted(sources))
        for name in found:
            self._note(name)
        assign(scene, self)
        self._seat_the_chair()
        self._learn_sexes()
        self.allegiances.introduce(sorted(sources))

    def between(self, start: int, end: int) -> list[Occurrence]:
        """Who is named between two offsets."""
        return self.occurrences[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def named(self, words: str, title: str = "") -> Person | None:
        """The person of this name, in whatever form: "TAMBERT", "Minister Tambert", "Leo Tambert"."""
        split = unshouted(words).split()
        titles = [i for i, w in enumerate(split) if w.casefold().rstrip(".") in TITLES | ROLES]
        before = split[titles[-1] + 1 :] if titles else []  # "State Secretary Amaral"
        plain = tuple(before or [w for i, w in enumerate(split) if i not in titles and w.casefold() not in STOP])
        return self._match(plain, title) if plain else None

    def learn(self, name: str, description: str, at: int, title: str = "") -> Person:
        """Somebody whom only a label names ("AMBASSADOR LISK (Tavos)")."""
        person = self._add(name)
        person.gender = person.gender or gender_of("", title)
        for words in (description, title):
            if words:
                self.allegiances.describe(person, words, at)
        return person

    def in_office(
        self, role: str, party: str | None, at: int, *, exclude: Person | None = None, before: bool = False
    ) -> Person | None:
        """The holder of an office, named before or soon after the place."""
        wanted = role_words(role)
        heads = wanted & HEADS
        if not heads:
            return None
        best: tuple[tuple[int, int, int, int], Person] | None = None
        for person in self._by_head[min(heads)][-MOST_ALIKE:]:
            how_well = max((fit(wanted, words) for words in person.roles), default=0)
            if how_well < 1 or person is exclude:
                continue
            if before and not (person.known or self._nearness(person, at) > _NAMED_AFTER):
                continue
            theirs, own = person.speaks_for, party or self._scene.issuer
            if party is not None and theirs is not None and theirs != party:
                continue
            if party is not None and theirs is None and person.decided:
                continue
            near = self._nearness(person, at)
            if not near and party is None and len(wanted) == 1 and how_well < 3 and self._has_its_own(theirs):
                continue
            # "the President" in a text of his own presidency
            at_home = party is None and own is not None and theirs == own
            how_well = 3 if at_home and person.known and how_well > 1 else how_well
            rank = (how_well, int(theirs is not None and theirs == own), int(near != 0), near)
            if best is None or rank > best[0]:
                best = rank, person
        return best[1] if best else None

    def _has_its_own(self, party: str | None) -> bool:
        """Whether "the Minister" is the issuer's: in a ministry's text not another state's whom it does not name."""
        issuer = self._scene.issuer
        return issuer is not None and party != issuer and self._scene.forms.governs(issuer)

    def institution(self, person: Person, noun: str) -> str:
        """What to call somebody's ministry, executive or board: "Ostrena finance ministry"."""
        party, forms = person.speaks_for, self._scene.forms
        role = role_words(forms.without(person.role))
        if party is None:
            return f"{noun} of {person.name}"
        if noun in ("ministry", "department") and "minister" in role:
            about = " ".join(sorted(role - _RANK))
            return forms.of(party, f"{about} ministry".strip())
        return forms.of(party, noun)

    def office(self, person: Person) -> str:
        """What to call somebody's office: an institution where he heads a state, else only his."""
        party = person.speaks_for
        role = self._scene.forms.without(person.role.split(",")[0].split(" and ")[0]).strip()
        if party is None or not _HEADS_STATE.fullmatch(role):
            return f"office of {person.name}"
        return f"office of the {self._scene.forms.short(party)} {role}"

    def strangers(self) -> list[Person]:
        """Those whom the agenda does not know."""
        return [p for p in self.all if not p.known]

    def near(self, person: Person, at: int) -> bool:
        """Whether somebody is named in the paragraph of the place, before it, or in the one before that."""
        mine = self._places[id(person)]
        i = bisect_left(mine, at)
        return i > 0 and self._scene.paragraph(at) - self._scene.paragraph(mine[i - 1]) <= 1

    def places(self, person: Person) -> list[int]:
        """Where somebody is named."""
        return self._places[id(person)]

    def first(self, person: Person) -> int:
        """Where somebody is named first."""
        return next(iter(self._places[id(person)]), -1)

    def only_nameless_office(self, at: int) -> Person | None:
        """The one person named before, in an issuer's own text, of whom it does not tell what he is."""
        if not self._scene.issuer:
            return None
        bare = {id(o.person): o.person for o in self.between(0, at) if not o.person.roles and not o.person.known}
        return next(iter(bare.values())) if len(bare) == 1 else None

    def only_holder(self, office: str, party: str | None) -> Person | None:
        """The one person of this party whom the agenda knows by an office that these words contain."""
        wanted = role_words(office)
        fitting = [
            p
            for p in self.all
            if p.known and p.party == party and any(r and r <= wanted and r & HEADS for r in p.roles)
        ]
        return fitting[0] if party is not None and len(fitting) == 1 else None

    def before(self, at: int, gender: str) -> Person | None:
        """The last person named before a place who may be of this gender."""
        for i in range(bisect_left(self._starts, at) - 1, max(-1, bisect_left(self._starts, at) - 40), -1):
            person = self.occurrences[i].person
            if person.gender in ("", gender) or not gender:
                return person
        return None

    def _nearness(self, person: Person, at: int) -> int:
        """Higher is nearer; those named before go before those named after; 0 if not named at all."""
        mine = self._places[id(person)]
        i = bisect_left(mine, at)
        if i:
            return 1_000_000_000 - (at - mine[i - 1])
        return _NAMED_AFTER - (mine[0] - at) if mine else 0

    def _add(self, name: str) -> Person:
        person = Person(name, gender=gender_of(name))
        self.all.append(person)
        for word in set(name.casefold().split()):
            self._by_word[word.strip(".")].append(person)
            if "-" in word:  # "Reed" of "Halden-Reed", and "Halden"
                self._by_word[word.rsplit("-", 1)[1]].append(person)
                self._by_word[word.split("-", 1)[0]].append(person)
        return person

    def _seat_the_chair(self) -> None:
        """ "With Ms Ruth Ellery in the chair", "chaired by Ms Ellery": later she is "the Chair"."""
        for found in _IN_THE_CHAIR.finditer(self._scene.text):
            start, end = self._scene.sentences[self._scene.sentence(found.start())]
            before = self.between(max(start, found.start() - 160), found.start())
            near = before[-1:] if found.group(1) else self.between(found.end(), min(end, found.end() + 60))[:1]
            for occurrence in near:
                self.called(occurrence.person, "chair")

    def _learn_sexes(self) -> None:
        """ "Doval spoke with her counterpart" tells what Doval is, where neither name nor title does."""
        told: dict[int, list[str]] = defaultdict(list)
        scene, sentence = self._scene, -1
        for i, occurrence in enumerate(self.occurrences):
            number = scene.sentence(occurrence.start)
            first, sentence = number != sentence, number
            if not first or occurrence.person.gender or scene.quoted(occurrence.start):
                continue
            if scene.text.startswith(", whose ", occurrence.end):  # "whose son was 19 when he left"
                continue
            end = min([scene.sentences[number][1], *(o.begins for o in self.occurrences[i + 1 : i + 2])])
            found = [f for f in _SEX.finditer(scene.text, occurrence.end, end) if not scene.quoted(f.start())]
            told[id(occurrence.person)] += ["m" if f.group(1) else "f" for f in found]
        for person in self.all:
            sexes = told[id(person)]
            if sexes and len(set(sexes)) == 1:
                person.gender = sexes[0]

    def _is_party(self, name: Name) -> bool:
        hits = self._scene.hits.between(name.begins, name.end)
        return any(h.start <= name.start and h.end >= name.end for h in hits)

    def _find_full_names(self, found: list[Name], sources: list[tuple[int, int]]) -> None:
        """Names of two or more words that something shows to be a person's."""
        text, starts = self._scene.text, [a for a, _ in sources]
        courteous = {
            n.words[-1] for n in found if n.title.casefold().rstrip(".") in MALE_TITLES | FEMALE_TITLES | {"dr"}
        }
        for name in found:
            if len(name.words) < 2 or name.organisation or self._match(name.words, name.title):
                continue
            the = text[max(0, name.begins - 4) : name.begins].casefold() == "the "  # "the Norland Mercury"
            if name.text in self._papers:
                continue
            if not name.title and (the or _ORGANISED.match(text, name.end)):
                continue
            i = bisect_left(starts, name.end) - 1
            in_source = (
                i >= 0
                and sources[i][0] <= name.start
                and name.end <= sources[i][1]
                and not text[sources[i][0] : name.begins].endswith((" of ", " for ", " of the ", " and "))
            )
            first = name.words[0].casefold()
            if (
                in_source
                or name.title
                or first in FEMALE_NAMES
                or first in MALE_NAMES
                or name.words[-1] in courteous
                or _SPEAKS.match(text, name.end)
                or self._taken_up(name)
                or has_role(before_name(text, name.begins, max(0, name.begins - 120)))
                or has_role(after_name(text, name.end, name.end + 80).split(" of ")[0])
            ):
                self._add(name.text)

    def _taken_up(self, name: Name) -> bool:
        """Whether "he" or "she" soon takes up a name that begins its sentence or stands in apposition."""
        text, scene = self._scene.text, self._scene
        if text[name.end : name.end + 2] in ("’s", "'s"):
            return False
        number = scene.sentence(name.begins)
        first = scene.sentences[number][0] == name.begins
        if not (first or _APPOSED.search(text, max(0, name.begins - 40), name.begins)):
            return False
        if _WHO.match(text, name.end):
            return True
        end = scene.sentences[min(number + 1, len(scene.sentences) - 1)][1]
        end = min(end, name.end + 300, scene.paragraphs[scene.paragraph(name.begins)][1])
        return bool(_HE.search(text, name.end, end))

    def _note(self, name: Name) -> None:
        """Enter an occurrence, and learn what its surroundings tell."""
        person = self._match(name.words, name.title)
        if person is None:
            if not name.title or name.organisation or len(name.words) > 3:
                return
            person = self._add(f"{name.title.split()[-1]} {name.text}")
        self._places[id(person)].append(name.start)
        self._starts.append(name.start)
        self.occurrences.append(Occurrence(name.begins, name.start, name.end, person, name.title))
        if name.title:
            person.gender = gender_of("", name.title) or person.gender
        scene = self._scene
        if scene.quoted(name.start):
            return
        start, end = scene.sentences[scene.sentence(name.start)]
        before = before_name(scene.text, name.begins, max(start, scene.dateline))
        after = after_name(scene.text, name.end, end)
        bracketed = scene.text.startswith(" (", name.end)
        after = "" if scene.debate and bracketed and BENCH.search(after) else after
        for words in (f"{before} {name.title}".strip(), after):
            if words:
                self.allegiances.describe(person, words, name.begins)

    def called(self, person: Person, words: str) -> None:
        """Enter what somebody is called, so that his office finds him."""
        role = role_words(self._scene.forms.without(words))
        if _NEW & role:
            role -= _NEW
            for other in self._by_head[next(iter(role & HEADS), "")]:
                if other is not person and other.speaks_for in (None, person.speaks_for):  # now a former minister
                    other.roles[:] = [r | {"former"} if role <= r else r for r in other.roles]
        self._called(person, role)

    def _called(self, person: Person, role: frozenset[str]) -> None:
        if role in person.roles or len(person.roles) >= MOST_ROLES:
            return
        person.roles.append(role)
        for head in role & HEADS:
            if person not in self._by_head[head][-1:]:
                self._by_head[head].append(person)

    def _match(self, words: tuple[str, ...], title: str) -> Person | None:
        """The person of a name: the surname must fit, and the first name where there is one."""
        keys = [w.casefold().strip(".") for w in words]
        candidates = [p for p in self._by_word.get(keys[-1], [])[-MOST_ALIKE:] if _may_be(p, keys)]
        if not candidates:
            return None
        if len(candidates) == 1:
            return candidates[0]
        gender, called = gender_of("", title), role_words(title)

        def rank(person: Person) -> tuple[bool, int, bool, int]:
            return (
                [k.casefold().strip(".") for k in person.name.split()] == keys,
                2 * (person.gender == gender) + (not person.gender) if gender else 0,
                any(called & r for r in person.roles),
                (self._places[id(person)] or [-1])[-1],
            )

        return max(candidates, key=rank)


def _may_be(person: Person, keys: list[str]) -> bool:
    theirs = [w.casefold().strip(".") for w in person.name.split()]
    if len(keys) == 1 and (theirs[-1].endswith(f"-{keys[0]}") or theirs[-1].startswith(f"{keys[0]}-")):
        return True
    return set(keys) <= set(theirs) or set(theirs) <= set(keys) or (keys[0] == theirs[0] and keys[-1] == theirs[-1])
