"""Who the source of an attribution is, and whom he speaks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spadework.model import Agenda, Role, Span
from spadework.reading.affiliation import holder, outside
from spadework.reading.bodies import Bodies
from spadework.reading.lexicon import MEDIA, POSSESSIVES, ROLES, UNNAMED_OFFICIALS
from spadework.reading.mentions import Kind, Mention, mention
from spadework.reading.people import People
from spadework.reading.person import Occurrence, Person
from spadework.reading.pronouns import Pronouns
from spadework.reading.scene import Scene
from spadework.reading.turns import Turns
from spadework.reading.voices import Said, Speaker, listed

_ANONYMOUS = re.compile(
    r"condition of anonymity|asked not to|familiar with|briefed|knowledge of|close to|not authori[sz]ed"
)
_OFFICE_OF = re.compile(r"(?:the\s)?([\w\s-]+)[’']s\s(office|staff|aides?)\b", re.I)
_AND = re.compile(r"\band\b")
_CUE_PRONOUN = re.compile(r"\b(his|her|its|their)\b", re.IGNORECASE)
_OF_BODY = re.compile(
    r"\b(?:of|in|at|from|for|with)\s(?:(its|his|her)|the)\s(?:own\s)?(?:[\w-]+\s){0,2}"
    r"(ministry|presidency|government|cabinet|army|chancellery|embassy|foreign office|delegation)\b",
    re.I,
)
_LISTED = re.compile(r"(?:\s(?:of|from)\s(?:the\s)?[\w -]{2,30})?(?:,|,?\sand)\s")
_YOUR = re.compile(r"\b(?:your|our)\b", re.I)
_REPORT = re.compile(
    r"\b(?:report|article|story|account|dispatch)\b,?\s+(?:by|from|in|of)\s+((?:the\s)?[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)*)"
)


class Speakers:
    """Resolves the sources of one document, in the order of the text."""

    def __init__(self, scene: Scene, agenda: Agenda | None, said: Sequence[Said]) -> None:
        self.scene, self.said, self._agenda = scene, said, agenda
        self.people = People(scene, agenda, [(s.source.start, s.source.end) for s in said if s.source])
        self.bodies = Bodies(scene)
        self.turns = Turns(scene, self.people, said)
        self.pronouns = Pronouns(scene, self.people, said)
        self._unnamed: dict[str, Speaker] = {}

    def resolve(self) -> list[Speaker]:
        """The speaker of each attribution, in the order given."""
        found: dict[int, Speaker] = {}
        order = sorted(range(len(self.said)), key=lambda i: self.said[i].at)
        last: int | None = None
        for i in order:
            said = self.said[i]
            found[i] = speaker = self._resolve(said, i, found, last)
            self.pronouns.heard(said, speaker)
            if not said.nested:
                last = i
        return [found[i] for i in range(len(self.said))]

    def _resolve(self, said: Said, i: int, found: dict[int, Speaker], last: int | None) -> Speaker:
        if said.source is None:
            return self._from_context(said, found, last)
        if said.turn:
            return self.turns.speaker(said.source)
        what = mention(said.source.quote)
        if what.sex == "1":
            outer = found.get(said.within) if said.within is not None else None
            return _again(outer) if outer else self._author()
        if what.kind is Kind.PRONOUN:
            return self._pronoun(what, said)
        return self._named(said.source) or self._described(what, said, i)

    def _named(self, source: Span) -> Speaker | None:
        """A source in which people are named."""
        named = [o for o in self.people.between(source.start, source.end) if o.end <= source.end + 2]
        text = self.scene.text
        mine = [o for o in named if not self._is_only_mentioned(o, source, text)]
        if not mine:
            return self._around_person(named[0], source) if named else None
        together = [mine[0]]
        for one in mine[1:]:
            if not _LISTED.fullmatch(text, together[-1].end, one.begins):
                break
            together.append(one)
        people = list(dict.fromkeys(o.person for o in together))
        if len(people) > 1 and _AND.search(text, together[0].end, together[-1].begins):
            return listed(people, "joint")
        first = mine[0]
        if not first.person.decided and (possessive := _YOUR.search(text, source.start, source.end)):
            first.person.party, first.person.decided = (
                self.turns.party(source.start, possessive.group().casefold()),
                True,
            )
        whole = len(text[first.start : first.end].split()) > 1
        return Speaker.of(first.person, "named" if whole else "surname")

    @staticmethod
    def _is_only_mentioned(occurrence: Occurrence, source: Span, text: str) -> bool:
        """In "Tein's office" and "a spokesman for Ms Hallam" the person named is not the one who speaks."""
        if text[occurrence.end : occurrence.end + 2] in ("’s", "'s") and occurrence.end + 2 < source.end:
            return True
        before = text[source.start : occurrence.begins].rstrip()
        return bool(
            re.search(r"\b(?:for|of|to|by|with|from|in)(?:\s(?:the|former))?$", before)
        ) and not before.startswith(",")

    def _around_person(self, occurrence: Occurrence, source: Span) -> Speaker:
        """An office or a helper of somebody named: "Tein's office", "a spokesman for Ms Hallam"."""
        person, text = occurrence.person, self.scene.text
        rest = text[occurrence.end + 2 : source.end].strip(" ,")
        if text[occurrence.end : occurrence.end + 2] in ("’s", "'s") and rest:
            return Speaker(f"{rest} of {person.name}", "body", party=person.speaks_for)
        before = text[source.start : occurrence.begins].strip()
        return Speaker(f"{before[:1].lower()}{before[1:]} {person.name}", "unnamed", party=person.speaks_for)

    def _described(self, what: Mention, said: Said, i: int) -> Speaker:
        assert said.source is not None
        forms, at = self.scene.forms, said.source.start
        hits = forms.hits(what.text)
        parties = list(dict.fromkeys(h.party for h in hits))
        between = what.text[hits[0].end : hits[-1].start] if len(parties) > 1 else ""
        if _AND.search(between) and not re.search(r",|\bwho\b", what.text[: hits[-1].end]):
            return Speaker(" and ".join(map(forms.name, parties)), "joint", several=True)
        if what.kind is Kind.JOINT and not parties:
            return self._joint(what)
        if what.possessive in ("his", "her") and what.kind is Kind.BODY:
            owner = self.pronouns.person(POSSESSIVES[what.possessive], at)
            if owner and what.head == "office":
                return Speaker(f"office of {owner.name}", "pronoun", party=owner.speaks_for)
        party = self._party_of(what, at)
        if what.kind is Kind.OFFICE:
            return self._office(what, party, at, i)
        if what.kind is Kind.UNNAMED:
            return self._nameless(what, party, at, i)
        office = _OFFICE_OF.match(what.text) if party is None else None
        if office:
            person = self.people.in_office(office.group(1), None, at)
            if person and person.speaks_for:
                name = f"{office.group(2)} of the {forms.short(person.speaks_for)} {office.group(1)}"
                return Speaker(name, "office", party=person.speaks_for)
        if self.bodies.is_party(what.text, party):
            assert party is not None
            return Speaker(forms.name(party), "party", party=party)
        report = what.head in ("report", "article", "story") and _REPORT.search(self.scene.text)
        if report:
            return Speaker(report.group(1).removeprefix("the "), "body")
        name, party = self.bodies.resolve(what, party, at)
        return Speaker(name, "body", party=party)

    def _joint(self, what: Mention) -> Speaker:
        """Several parties as one. "Both governments" are the principals', where there are two."""
        two = [self.scene.forms.short(p.id) for p in self._agenda.principals] if self._agenda else []
        if (
            len(two) == 2
            and what.head in ("governments", "delegations")
            and what.text.casefold().startswith(("both", "the two"))
        ):
            return Speaker(f"{what.head} of {two[0]} and {two[1]}", "joint", several=True)
        return Speaker(what.label.removeprefix("the "), "joint", several=True)

    def _party_of(self, what: Mention, at: int) -> str | None:
        party = holder(what.text, self.scene.forms)
        possessive = what.possessive
        if what.head in ("mediator", "mediators") and party is None and self._agenda:
            mediators = [p.id for p in self._agenda.parties if p.role is Role.MEDIATOR]
            return mediators[0] if len(mediators) == 1 else None
        if party is None and possessive in ("your", "our", "my"):
            return self.turns.party(at, possessive)
        if party is None and possessive == "its":
            party = self.pronouns.owner(at)
        elif party is None and possessive == "their":
            party = self.scene.doers(at)
        elif party is None and possessive in ("his", "her"):
            person = self.pronouns.person(POSSESSIVES[possessive], at)
            party = person.speaks_for if person else None
        if party is None and not possessive:
            party = self._party_inside(what, at)
        media = bool(MEDIA.search(what.label)) and what.kind is not Kind.OFFICE
        return None if media or outside(what.text, party, self.scene.forms) else party

    def _party_inside(self, what: Mention, at: int) -> str | None:
        """The party of "an official in his ministry", "a spokeswoman for the foreign ministry"."""
        inside = _OF_BODY.search(what.text)
        if inside is None or what.kind is Kind.OTHER:
            return None
        owner, head = (inside.group(1) or "").casefold(), inside.group(2).casefold()
        if owner == "its":
            return self.pronouns.owner(at)
        if owner in ("his", "her"):
            person = self.pronouns.person(POSSESSIVES[owner], at)
            return person.speaks_for if person else None
        return self.scene.body_before(head, at)[0] or self.bodies.state(head, at)

    def _office(self, what: Mention, party: str | None, at: int, i: int) -> Speaker:
        forms = self.scene.forms
        earlier = self._unnamed.get(what.head)
        if what.determiner == "the" and earlier and " " not in what.core:
            return earlier
        office = forms.without(_without_determiner(what))
        if not outside(what.text, party, forms):
            person = self.people.in_office(office, party, at) or self.people.only_holder(office, party)
            if person is None and self.scene.paragraph(at) == 0:
                person = self._named_next(what, party, i)
            if person:
                if party is not None and not person.decided:
                    person.party, person.decided = party, True
                return Speaker.of(person, "office")
            if party is None and " " not in what.core and what.determiner == "the":
                person = self.pronouns.last_with_role(what.head, at)
                if person:
                    return Speaker.of(person, "office")
            if party is None:
                party = self.bodies.state(what.head, at)
        role = office if party is None else f"{forms.short(party)} {office}"
        return Speaker(role, "unnamed", office, party)

    def _nameless(self, what: Mention, party: str | None, at: int, i: int) -> Speaker:
        singular = what.head.removesuffix("s")
        if what.determiner == "the" and what.head in self._unnamed and party in (None, self._unnamed[what.head].party):
            return self._unnamed[what.head]
        if what.head not in UNNAMED_OFFICIALS:
            party = None
        elif party is not None:
            person = self._named_next(what, party, i)
            if person:
                return Speaker.of(person, "office")
        elif what.determiner == "a" and what.head == "member":
            person = self._named_next(what, self.scene.home, i)
            if person:
                return Speaker.of(person, "office")
        speaker = Speaker(what.label, "unnamed", what.label, party, several=what.head.endswith("s"))
        self._unnamed[what.head] = self._unnamed[singular] = speaker
        return speaker

    def _named_next(self, what: Mention, party: str | None, i: int) -> Person | None:
        """A lead's "a senior member of the government" is named in the next paragraph, unless he wants no name."""
        said = self.said[i]
        if (
            said.source is None
            or self.scene.paragraph(said.at) != 0
            or what.determiner not in ("a", "its", "their", "the")
        ):
            return None
        start, end = self.scene.sentences[self.scene.sentence(said.at)]
        if _ANONYMOUS.search(self.scene.text, start, end):
            return None
        for other in self.said[i + 1 : i + 4]:
            if other.source is None or self.scene.paragraph(other.at) > 1:
                continue
            for occurrence in self.people.between(other.source.start, other.source.end):
                office = set(occurrence.title.casefold().split()) & ROLES
                person = occurrence.person
                # "their leader said" and then a bare name, with which nothing else has been done
                bare = what.possessive and not person.decided and self.people.first(person) == occurrence.start
                if (office or bare) and (person.speaks_for in (party, None) or party is None):
                    return person
        return None

    def _pronoun(self, what: Mention, said: Said) -> Speaker:
        speaker = self.pronouns.speaker(what.sex, said)
        return speaker or Speaker(what.text.casefold(), "unknown")

    def _from_context(self, said: Said, found: dict[int, Speaker], last: int | None) -> Speaker:
        """No source: the cue's own pronoun, else who speaks in the same sentence, else who spoke before."""
        if said.cue is not None:
            pronoun = _CUE_PRONOUN.search(said.cue.quote)
            if pronoun:
                speaker = self.pronouns.speaker(POSSESSIVES[pronoun.group().casefold()], said)
                if speaker:
                    return _again(speaker)
            sentence = self.scene.sentence(said.at)
            if last is not None and self.scene.sentence(self.said[last].at) == sentence:
                return _again(found[last])
            subject = self.pronouns.subject(sentence, said)
            if subject:
                return _again(subject)
        return _again(found[last]) if last is not None else self._author()

    def _author(self) -> Speaker:
        """Who speaks in a letter or a press release that says "we": whoever brought it out."""
        forms, publisher = self.scene.forms, self.scene.document.publisher
        hits = forms.hits(publisher)
        if hits:
            return Speaker(forms.name(hits[0].party), "context", party=hits[0].party)
        return Speaker(publisher or "unnamed", "unknown")


def _again(speaker: Speaker) -> Speaker:
    return replace(speaker, how="context")


def _without_determiner(what: Mention) -> str:
    text = re.sub(r"\s*[,;(—–].*$|\s+who\b.*$", "", what.text, flags=re.DOTALL)
    return text[len(what.determiner) :].strip() if what.determiner else text
