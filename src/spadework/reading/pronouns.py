"""What pronouns and missing subjects stand for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from spadework.reading.lexicon import gender_of
from spadework.reading.people import People
from spadework.reading.person import Occurrence, Person
from spadework.reading.scene import Scene
from spadework.reading.voices import Said, Speaker, listed

_OBLIQUE = re.compile(
    r"\b(?:by|with|to|of|for|about|against|from|that|told|asked|accused|urged|and)(?:\s(?:the|a|an))?\s*$"
)
_TOGETHER = re.compile(
    r"(?:The|Both)\s((?:(?:two|three|four|five|foreign|trade|finance|prime|other)\s){0,2}(?:leaders|ministers|delegations|sides"
    r"|parties|governments|presidents|heads|representatives|negotiators|chairs|participants)"
    r"(?:\sof\s[^,.;\n]{1,60}?)?)(?=,|\s(?:met|agreed|discussed|welcomed|said|signed|held|have|had|were|are|adopted|spoke))"
)
_WINDOW = 40
_NEAR = 6


class Pronouns:
    """Knows who spoke and who was named before each place, in the order of the text."""

    def __init__(self, scene: Scene, people: People, said: Sequence[Said]) -> None:
        self._scene, self._people = scene, people
        self._content = sorted((c.start, c.end) for s in said for c in s.content)
        self._content_starts = [a for a, _ in self._content]
        self._heard: list[tuple[int, Speaker, bool]] = []

    def heard(self, said: Said, speaker: Speaker) -> None:
        """Enter that somebody spoke. Must be called in the order of the text."""
        if said.source is not None or said.cue is not None:
            self._heard.append((said.at, speaker, said.nested))

    def speaker(self, sex: str, said: Said) -> Speaker | None:
        """Who a pronoun of this kind stands for at an attribution."""
        at = said.at
        if sex in ("m", "f"):
            unnamed = self._unnamed(sex, at)
            if unnamed is not None:
                return unnamed
            person = self.person(sex, at, said)
            return Speaker.of(person, "pronoun") if person else None
        if sex == "r":
            return self._nearest(at)
        if sex in ("former", "latter"):
            return self._of_two(sex, at)
        if sex == "p":
            return self._several(at, said)
        return self._thing(at)

    def person(self, sex: str, at: int, said: Said | None = None) -> Person | None:
        """The man or woman whom "he" or "she" means: best of those named or heard shortly before."""
        own = [(c.start, c.end) for c in said.content] if said else []
        sentence, paragraph = self._scene.sentence(at), self._scene.paragraph(at)
        best: tuple[float, int, Person] | None = None
        seen_sentence: set[int] = set()

        def offer(person: Person, place: int, score: float) -> None:
            nonlocal best
            if person.gender and sex in "mf" and person.gender != sex:
                return
            score += 0.6 if person.gender == sex else 0.0
            score -= 1.0 * (sentence - self._scene.sentence(place))
            score -= 0.7 * (paragraph - self._scene.paragraph(place))
            if best is None or (score, place) > best[:2]:
                best = score, place, person

        for place, speaker, nested in reversed(self._heard[-_WINDOW:]):
            if place < at and speaker.person and sentence - self._scene.sentence(place) <= 3 * _NEAR:
                offer(speaker.person, place, 2.0 - (0.8 if nested else 0.0))
        for occurrence in self._named_before(at):
            number = self._scene.sentence(occurrence.start)
            if any(a <= occurrence.start < b for a, b in own):
                offer(occurrence.person, occurrence.start, -2.0)
                continue
            if sentence - number > _NEAR or self._scene.quoted(occurrence.start):
                continue
            score = 1.5 if number not in seen_sentence else 0.8
            seen_sentence.add(number)
            offer(occurrence.person, occurrence.start, score - self._doubt(occurrence))
        if best and sex in "mf" and not best[2].gender:
            best[2].gender = sex
        return best[2] if best else None

    def _unnamed(self, sex: str, at: int) -> Speaker | None:
        """ "A spokeswoman declined ... . She said": the last speaker of the paragraph, though without a name."""
        last = next(((p, s) for p, s, inner in reversed(self._heard[-6:]) if p < at and not inner), None)
        if last is None or last[1].person or last[1].how != "unnamed" or last[1].several:
            return None
        near = self._scene.paragraph(last[0]) == self._scene.paragraph(at)
        fits = gender_of("", last[1].name) in ("", sex) and not self._people.between(last[0], at)
        return replace(last[1], how="pronoun") if near and fits else None

    def owner(self, at: int) -> str | None:
        """The party behind "its" or "their": the doer of the sentence, else whoever spoke last for one."""
        party = self._scene.doer(at)
        if party is None:
            party = next((s.party for p, s, _ in reversed(self._heard[-_WINDOW:]) if p < at and s.party), None)
        return party

    def subject(self, sentence: int, said: Said) -> Speaker | None:
        """Who the sentence is about: the first person named in it before the attribution."""
        start, _ = self._scene.sentences[sentence]
        named = self._people.between(start, said.at)
        return Speaker.of(named[0].person, "pronoun") if named else None

    def just_named(self, words: str, at: int) -> Person | None:
        """Whom a paper's second name for somebody takes up: the first person of the sentence before, or the last."""
        sentence = self._scene.sentence(at)
        start = max(self._scene.sentences[max(0, sentence - 1)][0], at - 600)
        sex = gender_of("", words)
        fitting = [o.person for o in self._people.between(start, at) if o.person.gender in ("", sex) or not sex]
        return fitting[0] if fitting else self.person(sex, at)

    def last_with_role(self, head: str, at: int, *, exclude: Person | None = None) -> Person | None:
        """The last speaker, or else the last person named, who may be called "the envoy", "the senator"."""
        for place, speaker, _ in reversed(self._heard[-_WINDOW:]):
            called = speaker.person is not None and any(head in words for words in speaker.person.roles)
            if place < at and called and speaker.person is not exclude:
                return speaker.person
        near = next(((p, s) for p, s, _ in reversed(self._heard[-6:]) if p < at), None)
        person = near[1].person if near else None
        if near and person is not exclude and self._scene.paragraph(near[0]) == self._scene.paragraph(at):
            return person
        return None

    def _named_before(self, at: int) -> list[Occurrence]:
        window = self._people.between(max(0, at - 1_500), at)
        return window[-_WINDOW:]

    def _doubt(self, occurrence: Occurrence) -> float:
        """Somebody named only in passing is less likely to be taken up by a pronoun."""
        text, doubt = self._scene.text, 0.0
        if text[occurrence.end : occurrence.end + 2] in ("’s", "'s"):
            doubt += 0.6
        if _OBLIQUE.search(text, max(0, occurrence.begins - 24), occurrence.begins):
            doubt += 0.6
        i = bisect_left(self._content_starts, occurrence.start + 1) - 1
        if i >= 0 and occurrence.start < self._content[i][1]:
            doubt += 1.2
        return doubt

    def _nearest(self, at: int) -> Speaker | None:
        """ "Ms. Tarrow, who stressed ..."."""
        named = self._people.between(max(0, at - 120), at)
        if named:
            return Speaker.of(named[-1].person, "pronoun")
        return self._last_heard(at)

    def _several(self, at: int, said: Said) -> Speaker | None:
        # Inside a quotation "they" are those of whom the quotation speaks, not who was heard outside it.
        if said.nested and self._scene.quoted(at):
            spoken_of = [h for h in self._scene.hits.between(max(0, at - 400), at) if self._scene.quoted(h.start)]
            if spoken_of:
                party = spoken_of[-1].party
                return Speaker(self._scene.forms.name(party), "pronoun", party=party, several=True)
        for place, speaker, _ in reversed(self._heard[-6:]):
            if place < at and speaker.several:
                return replace(speaker, how="pronoun")
        together = self._together(at)
        if together:
            return together
        start, _ = self._scene.sentences[self._scene.sentence(at)]
        named = list(dict.fromkeys(o.person for o in self._people.between(start, at)))
        if len(named) > 1:
            return listed(named, "pronoun")
        return self._thing(at)

    def _of_two(self, which: str, at: int) -> Speaker | None:
        """ "The former", "the latter": of the people, else the parties, that this sentence and the one before name."""
        number = self._scene.sentence(at)
        start = max(self._scene.sentences[max(0, number - 1)][0], at - 600)
        people = list(dict.fromkeys(o.person for o in self._people.between(start, at)))
        if len(people) > 1:
            return Speaker.of(people[0] if which == "former" else people[1], "pronoun")
        parties = list(dict.fromkeys(h.party for h in self._scene.hits.between(start, at)))
        if len(parties) < 2:
            return None
        party = parties[0] if which == "former" else parties[1]
        return Speaker(self._scene.forms.name(party), "pronoun", party=party)

    def _together(self, at: int) -> Speaker | None:
        """ "They" after "The leaders of the two communities met today." """
        number = self._scene.sentence(at)
        for n in range(number - 1, max(-1, number - 3), -1):
            start, end = self._scene.sentences[n]
            found = _TOGETHER.match(self._scene.text, max(start, self._scene.dateline), end)
            if found:
                return Speaker(found.group(1), "pronoun", several=True)
        return None

    def _thing(self, at: int) -> Speaker | None:
        """ "It": the body heard in this sentence or the two before, else the party that the sentence is about."""
        sentence = self._scene.sentence(at)
        subject = self._subject_before(sentence, at)
        if subject is not None:
            return Speaker(self._scene.forms.name(subject), "pronoun", party=subject)
        bodies = [(p, s) for p, s, inner in self._heard[-_WINDOW:] if p < at and s.person is None and not inner]
        if bodies and sentence - self._scene.sentence(bodies[-1][0]) <= 2:
            return replace(bodies[-1][1], how="pronoun")
        party = self._scene.doer(at)
        if party is not None:
            return Speaker(self._scene.forms.name(party), "pronoun", party=party)
        if bodies or self._heard:
            return replace(bodies[-1][1], how="pronoun") if bodies else self._last_heard(at)
        party = self._scene.issuer
        return Speaker(self._scene.forms.name(party), "pronoun", party=party) if party else None

    def _subject_before(self, sentence: int, at: int) -> str | None:
        """The party that the sentence before begins with, if "it" begins this one and nobody was heard in between."""
        if sentence == 0 or at - self._scene.sentences[sentence][0] > 3:
            return None
        start, end = self._scene.sentences[sentence - 1]
        if any(start <= place < end for place, _, _ in self._heard[-6:]):
            return None
        hits = self._scene.hits.between(start, start + 8)
        plain = hits and not hits[0].body and self._scene.text[hits[0].end : hits[0].end + 1] == " "
        return hits[0].party if plain else None

    def _last_heard(self, at: int) -> Speaker | None:
        return next((replace(s, how="pronoun") for p, s, _ in reversed(self._heard[-6:]) if p < at), None)
