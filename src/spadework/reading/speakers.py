"""Who the source of an attribution is, and whom he speaks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spadework.model import Agenda, Span
from spadework.reading.descriptions import SPEECH, Descriptions
from spadework.reading.groups import PART
from spadework.reading.lexicon import POSSESSIVES, STATE_ROLES
from spadework.reading.mentions import Kind, Mention, mention
from spadework.reading.names import names
from spadework.reading.offices import role_words
from spadework.reading.people import Met, People
from spadework.reading.person import Occurrence
from spadework.reading.pronouns import Pronouns
from spadework.reading.scene import Scene
from spadework.reading.turns import Turns
from spadework.reading.voices import Said, Speaker, listed

_AND = re.compile(r"\band\b")
_CUE_PRONOUN = re.compile(r"\b(his|her|its|their)\b", re.IGNORECASE)
_PASSIVE = re.compile(
    r"(?:(?:it )?(?:is|was|are|were|has been|have been|had been)) (?:widely |also )?"
    r"(?:said|understood|reported|believed|thought|rumou?red|alleged|put about|noted|agreed|decided|stressed)\b(?! by)",
    re.I,
)
_ANTECEDENT = re.compile(
    r"\b((?:an?|the|its|one of the)\s(?:(?!(?:who|which|and|with|to|by)\b)[^\s,;.“”\"]+\s){0,7}[^\s,;.“”\"]+),?\s$",
    re.I,
)
_LISTED = re.compile(r"(?:\s(?:of|from)\s(?:the\s)?[\w -]{2,30})?(?:,|,?\sand)\s")
_MINUTES = re.compile(r"\d\d\s(?=\S)")
# "On the latter subject the Government of Norland": what a sentence opens with is no part of its subject.
_OPENING = re.compile(
    r"(?:On|In|At|After|Before|During|With|Under|Regarding|Concerning|As\sfor)\s[^,;.“”\"]+\s(?=the\s[A-ZÀ-Þ])"
)
# "Before [lunch the foreign ministry] denied it", "between a sunrise and the [next. The minister] said": what a reader
# takes along from before the subject.
_STRAY = re.compile(
    r"(?:[^“”\"]*[a-zà-ÿ]{3}(?<!\b[A-Z][a-z]{2})(?<!\b[A-Z][a-z]{3})[.?!]\s+(?=[A-ZÀ-Þ])|(?!(?:both|all|half)\b)[a-zà-ÿ][\w-]*\s(?=(?:the|its|his|her|their)\s))"
)
_QUOTING = re.compile(r"[^,]{2,60},\s(?:quoting|citing)\s")  # "Radio Lesk, quoting an official": the official
_HYPHENED = re.compile(r"\b(?:\w+-)+$")
_WHOSE = re.compile(r"\bwhose\s$")
_APPOSITION = re.compile(r"(?:\d\d\b|an?\s|who\s|no\srelation\b)")
_TOLD = re.compile(
    r"(?:is|are|was|were|(?:has|have|had)\sbeen)\s(?:\w+ly\s)?"
    r"(?:told|asked|requested|advised|notified|informed|instructed|reminded|invited|promised|assured|warned|ordered)$"
)
_COLON = re.compile(r":\s{0,3}[“\"‘']?$")
_SUBJECT = re.compile(r"[Ss]?[Hh]e\b")
_PRONOUN_BEFORE = re.compile(r"(?<!\w)((?:[Ss]?[Hh]e|[Tt]hey))\s$")
_ITEM = re.compile(r"(?:\d{1,2}[.)]|\(?[a-z]\)|[-•–—*])\s+")
_LEADS_UP = re.compile(r"([^,:;.\n]{2,160})(?:,[^\n]*[,:]|:)$")
_PART_NAMED = re.compile(r",\s(?:[A-ZÀ-Þ][\w’'-]+\s){1,3}[A-ZÀ-Þ][\w’'-]+(?=[,.])")
_AGREED = re.compile(r"\b(?:agreed|decided|resolved)\b")
_LETTER = re.compile(
    r"\s*(?:(?:[^\n]{1,80}\n\s*){0,4}Dear|[^\n,.]{0,20}[Gg]reetings|Sirs?,|To the|Your Excellency|Excellency|Comrades"
    r"|Colleagues)\b"
)
_BY = re.compile(r"\s(?:[^,.;]{0,40}\s)?by\s")
# What a reader takes for a source though it is a scrap of the cue: "has so [far] refused", "said [late] on Monday".
_NO_SOURCE = re.compile(r"far|last|late|same|first|early|earlier|later|again|once|now|then|only|also")
_YOUR = re.compile(r"\b(?:your|our|my)\b", re.I)


class Speakers:
    """Resolves the sources of one document, in the order of the text."""

    def __init__(self, scene: Scene, agenda: Agenda | None, said: Sequence[Said], met: Met | None = None) -> None:
        self.scene, self._agenda = scene, agenda
        self.said = said = [replace(s, source=self._whole(s.source or self._missed(s) or self._stem(s))) for s in said]
        self.people = People(scene, agenda, [(s.source.start, s.source.end) for s in said if s.source], met)
        self.turns = Turns(scene, self.people, said)
        self.pronouns = Pronouns(scene, self.people, said)
        self.descriptions = Descriptions(scene, agenda, said, self.people, self.turns, self.pronouns)

    def resolve(self, met: Met | None = None) -> list[Speaker]:
        """The speaker of each attribution, in the order given. What people are called here is entered in `met`."""
        found: dict[int, Speaker] = {}
        order = sorted(range(len(self.said)), key=lambda i: self.said[i].at)
        last: int | None = None
        for i in order:
            said = self.said[i]
            found[i] = speaker = self._resolve(said, i, found, last)
            self.pronouns.heard(said, speaker)
            if not said.nested:
                last = i
        if met is not None:
            met.called.update((p.name, p.roles) for p in self.people.all if p.roles)
        return [found[i] for i in range(len(self.said))]

    def _resolve(self, said: Said, i: int, found: dict[int, Speaker], last: int | None) -> Speaker:
        if said.source is None:
            return self._from_context(said, found, last)
        if said.turn:
            return self.turns.speaker(said.source)
        what = mention(said.source.quote)
        addressed = self._addressed(said)
        if addressed and self.scene.issuer is not None and not said.nested:
            return self._author()
        if addressed or _NO_SOURCE.fullmatch(what.text):
            return self._from_context(replace(said, source=None), found, last)
        if what.sex == "1":
            outer = found.get(said.within) if said.within is not None else None
            return _again(outer) if outer else self._author()
        you = self.turns.addressed(said.at) if what.sex == "2" else None
        if you:
            return _again(you)
        if what.sex == "n" and said.cue is not None and _PASSIVE.match(said.cue.quote):
            return self._impersonal(said, found, last)
        if what.kind is Kind.PRONOUN:
            return self._pronoun(what, said, i)
        outer = found.get(said.within) if said.within is not None else None
        apposed = self._apposed(said.source, what)
        return apposed or self._named(said.source) or self.descriptions.speaker(what, said, i, outer)

    def _addressed(self, said: Said) -> bool:
        """Whether the subject of a passive is whom it is said to: "Passengers are advised to stay at home"."""
        if said.source is None or said.cue is None or said.source.end > said.cue.start:
            return False
        text, end = self.scene.text, said.cue.end
        return bool(_TOLD.match(said.cue.quote)) and not _BY.match(text, end)

    def _whole(self, source: Span | None) -> Span | None:
        """A source without what comes before it (the time in "09:20 The ministry", an opening), and with "whose"."""
        if source is None:
            return None
        text, start = self.scene.text, source.start
        time = _MINUTES.match(text, start, source.end) if text[max(0, start - 1) : start] == ":" else None
        start = time.end() if time else start
        for before in (_OPENING, _STRAY, _QUOTING):
            part = before.match(text, start, source.end)
            start = part.end() if part else start
        broken = _HYPHENED.search(text, max(0, start - 24), start) if text[start].isupper() else None
        start = broken.start() if broken else start
        whose = _WHOSE.search(text, max(0, start - 12), start)
        start = whose.start() if whose and text[start].islower() else start
        named = _PART_NAMED.match(text, source.end) if PART.match(text[start : source.end]) else None
        end = named.end() if named else source.end  # "said one of them, Mina Farouk"
        return source if (start, end) == (source.start, source.end) else self.scene.document.span(start, end)

    def _missed(self, said: Said) -> Span | None:
        """The pronoun right before a cue that was read without a source: "Nobody, he scoffed, would pay"."""
        if said.source is not None or said.cue is None:
            return None
        found = _PRONOUN_BEFORE.search(self.scene.text, max(0, said.cue.start - 8), said.cue.start)
        return self.scene.document.span(*found.span(1)) if found else None

    def _apposed(self, source: Span, what: Mention) -> Speaker | None:
        """A source of which only the apposition was read: "Mr Sand, [61, a former envoy], said"."""
        text = self.scene.text
        start = source.start - 4 if text.startswith("who ", max(0, source.start - 4)) else source.start
        if (start == source.start and not _APPOSITION.match(source.quote)) or text[start - 2 : start] != ", ":
            return None
        before = [o for o in self.people.between(max(0, start - 60), start) if o.end == start - 2]
        return Speaker.of(before[0].person, "named") if before and what.kind is not Kind.JOINT else None

    def _named(self, source: Span) -> Speaker | None:
        """A source in which people are named."""
        named = [o for o in self.people.between(source.start, source.end) if o.end <= source.end + 2]
        text = self.scene.text
        mine = [o for o in named if not self._is_only_mentioned(o, source, text)]
        if not mine:
            hits = self.scene.hits.between(source.start, named[0].begins) if named else []
            apart = hits and mention(source.quote).kind in (Kind.BODY, Kind.UNNAMED)  # "the palace at Tembwe"
            return self._around_person(named[0], source) if named and not apart else None
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
            re.search(r"\b(?:for|of|to|by|with|from|in|at|on|near)(?:\s(?:the|former))?$", before)
        ) and not before.startswith(",")

    def _around_person(self, occurrence: Occurrence, source: Span) -> Speaker:
        """An office or a helper of somebody named: "Tein's office", "a spokesman for Ms Hallam"."""
        person, text = occurrence.person, self.scene.text
        rest = text[occurrence.end + 2 : source.end].strip(" ,")
        if text[occurrence.end : occurrence.end + 2] in ("’s", "'s") and rest:
            if rest.split()[-1].casefold() in SPEECH:  # "by Ms Ek's own account"
                return Speaker.of(person, "named")
            return Speaker(self._institution(occurrence, rest), "body", party=person.speaks_for)
        before = text[source.start : occurrence.begins].strip()
        if before.casefold() in ("the office of", "office of"):
            return Speaker(self.people.office(person), "body", party=person.speaks_for)
        helper = Speaker(f"{before[:1].lower()}{before[1:]} {person.name}", "unnamed", party=person.speaks_for)
        return self.descriptions.remember(mention(before), helper)

    def _institution(self, occurrence: Occurrence, rest: str) -> str:
        """What to call "Judge Ellery's tribunal", "Selwyn's ministry", "President Karvon's office"."""
        person, forms = occurrence.person, self.scene.forms
        head, party = rest.split()[-1].casefold(), person.speaks_for
        if party is not None and forms.name(party).casefold().split()[-1] == head:
            return forms.name(party)
        if party is not None and rest.casefold() == "ministry" and "minister" in role_words(person.role):
            return self.people.institution(person, rest.casefold())
        title = " ".join(w for w in occurrence.title.split() if w.casefold() in STATE_ROLES | {"prime"})
        if party is not None and head == "office" and title:
            return f"office of the {forms.short(party)} {title.lower()}"
        return self.people.office(person) if rest == "office" else f"{rest} of {person.name}"

    def _pronoun(self, what: Mention, said: Said, i: int) -> Speaker:
        if what.sex == "r":  # "an official of the ministry, who said": not the last person named
            start, _ = self.scene.sentences[self.scene.sentence(said.at)]
            before = _ANTECEDENT.search(self.scene.text, max(start, self.scene.dateline, said.at - 160), said.at)
            if before and not self.people.between(before.start(), said.at):
                described = mention(before.group(1))
                if described.kind in (Kind.OFFICE, Kind.UNNAMED, Kind.BODY):
                    return self.descriptions.speaker(described, said, i)
        speaker = self.pronouns.speaker(what.sex, said)
        return speaker or Speaker(what.text.casefold(), "unknown")

    def _from_context(self, said: Said, found: dict[int, Speaker], last: int | None) -> Speaker:
        """No source: the cue's own pronoun, else who speaks in the same sentence, else who spoke before."""
        told = (self._announced(said) or (None if said.nested else self._signed())) if said.cue is None else None
        if told:
            return told
        if said.cue is not None:
            pronoun = _CUE_PRONOUN.search(said.cue.quote)
            if pronoun:
                speaker = self.pronouns.speaker(POSSESSIVES[pronoun.group().casefold()], said)
                if speaker:
                    return _again(speaker)
            sentence = self.scene.sentence(said.at)
            if _PASSIVE.match(said.cue.quote):
                return self._impersonal(said, found, last)
            if last is not None and self.scene.sentence(self.said[last].at) == sentence:
                return _again(found[last])
            subject = self.pronouns.subject(sentence, said)
            if subject:
                return _again(subject)
        return _again(found[last]) if last is not None else self._author()

    def _stem(self, said: Said) -> Span | None:
        """Whose the items of a list are: the subject of the sentence that leads up to it ("The two States, met")."""
        if said.source is not None or said.cue is None:
            return None
        at = said.cue.start
        paragraphs, number = self.scene.paragraphs, self.scene.paragraph(at)
        item = _ITEM.match(self.scene.text, paragraphs[number][0])
        if item is None or item.end() < at:
            return None
        for start, end in reversed(paragraphs[max(0, number - 20) : number]):
            if not _ITEM.match(self.scene.text, start):
                subject = _LEADS_UP.match(self.scene.text, start, end)
                return self.scene.document.span(*subject.span(1)) if subject else None
        return None

    def _announced(self, said: Said) -> Speaker | None:
        """Who is named before the colon that a quotation follows: "Ms Ek made the following statement: ..."."""
        at = said.content[0].start
        colon = _COLON.search(self.scene.text, max(0, at - 8), at)
        if colon is None:
            return None
        start, _ = self.scene.sentences[self.scene.sentence(colon.start())]
        named = self.people.between(max(start, colon.start() - 400), colon.start())
        named = [o for o in named if not self.scene.quoted(o.start)]
        if named:
            return Speaker.of(named[0].person, "context")
        she = _SUBJECT.match(self.scene.text, start)
        return (
            self.pronouns.speaker(
                "m" if she.group().casefold() == "he" else "f",
                replace(said, source=self.scene.document.span(*she.span())),
            )
            if she
            else None
        )

    def _impersonal(self, said: Said, found: dict[int, Speaker], last: int | None) -> Speaker:
        """ "It was agreed", after "the two sides", is theirs; of "was said to be choosing" nobody tells by whom."""
        joint = next((s for s in reversed(found.values()) if s.how == "joint"), None)
        if joint and last is not None:
            return _again(joint)
        agreed = said.cue is not None and bool(_AGREED.search(said.cue.quote)) and self.scene.issuer is not None
        met = agreed and (self.pronouns.both("parties", said.at, 3) or self.pronouns.both("parties", said.at))
        if met:
            return met
        two = [self.scene.forms.name(p.id) for p in self._agenda.principals] if self._agenda else []
        if agreed and len(two) == 2:
            return Speaker(" and ".join(two), "joint", several=True)
        return Speaker("unnamed source", "unknown")

    def _author(self) -> Speaker:
        """Who speaks in a letter or a press release that says "we": who signs it, else whoever brought it out."""
        forms, publisher = self.scene.forms, self.scene.document.publisher
        signed = self._signed()
        if signed:
            return signed
        hits = forms.hits(publisher)
        if hits:
            return Speaker(forms.name(hits[0].party), "context", party=hits[0].party)
        return Speaker(publisher or "unnamed", "unknown")

    def _signed(self) -> Speaker | None:
        """Whose name stands at the foot of a letter."""
        if not _LETTER.match(self.scene.text):
            return None
        for start, end in reversed(self.scene.paragraphs[-2:]):
            line, _, below = self.scene.text[start:end].partition("\n")
            name = next(names(line), None) if end - start < 160 else None
            known = self.people.named(name.text, name.title) if name is not None and name.begins < 30 else None
            if name is not None and (known or (name.begins < 3 and not name.organisation and len(name.words) > 1)):
                person = known or self.people.learn(name.text, below, start)
                if not person.decided and person.weak is None:
                    person.weak = self.scene.issuer
                return Speaker.of(person, "context")
        return None


def _again(speaker: Speaker) -> Speaker:
    return replace(speaker, how="context")
