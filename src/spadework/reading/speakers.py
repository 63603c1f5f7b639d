"""Who the source of an attribution is, and whom he speaks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spadework.model import Agenda, Span
from spadework.reading.descriptions import Descriptions
from spadework.reading.lexicon import POSSESSIVES
from spadework.reading.mentions import Kind, Mention, mention
from spadework.reading.people import People
from spadework.reading.person import Occurrence
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
_PASSIVE = re.compile(
    r"(?:is|was|are|were|has been|have been|had been) (?:widely |also )?"
    r"(?:said|understood|reported|believed|thought|rumou?red|alleged)\b(?! by)"
)
_ANTECEDENT = re.compile(
    r"\b((?:an?|the|its|one of the)\s(?:(?!(?:who|which|and|with|to|by)\b)[^\s,;.“”\"]+\s){0,7}[^\s,;.“”\"]+),?\s$",
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
        self.turns = Turns(scene, self.people, said)
        self.pronouns = Pronouns(scene, self.people, said)
        self.descriptions = Descriptions(scene, agenda, said, self.people, self.turns, self.pronouns)

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
            return self._pronoun(what, said, i)
        outer = found.get(said.within) if said.within is not None else None
        return self._named(said.source) or self.descriptions.speaker(what, said, i, outer)

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
        if said.cue is not None:
            pronoun = _CUE_PRONOUN.search(said.cue.quote)
            if pronoun:
                speaker = self.pronouns.speaker(POSSESSIVES[pronoun.group().casefold()], said)
                if speaker:
                    return _again(speaker)
            sentence = self.scene.sentence(said.at)
            if _PASSIVE.match(said.cue.quote):  # "was said to be choosing": nobody tells by whom
                return Speaker("unnamed source", "unknown")
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
