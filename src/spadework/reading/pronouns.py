"""What pronouns and missing subjects stand for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from spadework.reading.groups import group_before
from spadework.reading.lexicon import BODIES, ROLES, gender_of, word_set
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
    r"(?:\sof\s[^,.;\n]{1,60}?)?)(?=,|\s(?:met|said|held|have|had|were|are|spoke|\w+ed)\b)"
)
_OFFICE = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts)\s(?:(?!the\b|an?\b|his\b|her\b|its\b)[\w-]+\s){0,3}?(?i:"
    + "|".join(sorted(map(re.escape, ROLES), key=len, reverse=True))
    + r")\b(?!\s(?:secretary|minister|president|director|manager|officer|commissioner|chair|governor|general)\b)"
    r"(?:\sof\sthe(?:\s[\w-]+){1,4}?(?=\s\w+s\b|[,.]))?(?![’'-]|,?\s(?:(?:Mr|Ms|Mrs|Dr)\.?\s)?[A-ZÀ-Þ])"
)
_BODY = re.compile(
    r"((?:The|Its|Their|[A-ZÀ-Þ][\w-]*[’']s)\s(?:[\w’'-]+\s){0,4}?(?:"
    + "|".join(sorted(BODIES - {"side", "sides", "people"}, key=len, reverse=True))
    + r")\b)(?=(?:\sof(?:\s[\w’'-]+){1,5}?)?[,\s]\s?"
    r"(?:(?:has|had|did|does|was|is|will|would|who|which|whose|put|held|met|gave|[\w-]+(?:ed|s))\b))",
    re.IGNORECASE,
)
# "The head of Ms Ek's office, Ivo Sand": he has a name.
_NAMED_AFTER = re.compile(r"[^,.;:“”\"]{0,60},\s(?:(?:Mr|Ms|Mrs|Dr|Gen|Col)\.?\s)?[A-ZÀ-Þ][\w’'-]+\s[A-ZÀ-Þ]")
_GOVERNED = re.compile(_OBLIQUE.pattern.replace("by|", "by|through|via|beside|in|on|at|", 1), re.IGNORECASE)
_ADDRESSED = re.compile(r"\b[Tt]o\s$")
_WROTE = re.compile(r"[^\n]*?\b(?:wrote|writes|written)\b")
_SOLE = word_set("president premier chancellor minister king queen emir sultan mayor governor speaker ambassador")
_AND_THEN = re.compile(r",\s(?:and|but)\s$")
_PEOPLE = ("leaders", "presidents", "ministers", "premiers", "principals", "heads", "negotiators", "envoys")
_WINDOW = 40
_NEAR = 6


class Pronouns:
    """Knows who spoke and who was named before each place, in the order of the text."""

    def __init__(self, scene: Scene, people: People, said: Sequence[Said]) -> None:
        self._scene, self._people = scene, people
        self._content = sorted((c.start, c.end) for s in said for c in s.content)
        self._content_starts = [a for a, _ in self._content]
        self._heard: list[tuple[int, Speaker, bool]] = []
        self._turn: tuple[int, Person | None] = (0, None)  # the end of the last turn, and whose it is
        self._sexes: dict[str, str] = {}  # of those described and not named
        self.describe: Callable[[str, int], Speaker | None] = lambda _words, _at: None

    def heard(self, said: Said, speaker: Speaker) -> None:
        """Enter that somebody spoke. Must be called in the order of the text."""
        if said.turn:
            self._turn = said.content[-1].end, speaker.person
        if said.source is not None or said.cue is not None:
            self._heard.append((said.at, speaker, said.nested))

    def speaker(self, sex: str, said: Said) -> Speaker | None:
        """Who a pronoun of this kind stands for at an attribution."""
        at = said.at
        if sex in ("m", "f"):
            unnamed = self._unnamed(sex, at)
            if unnamed is not None:
                return unnamed
            meant = self._meant(sex, at, said)
            return Speaker.of(meant, "pronoun") if isinstance(meant, Person) else meant
        if sex == "r":
            return self._nearest(at)
        if sex in ("former", "latter"):
            return self._of_two(sex, at)
        if sex == "p":
            return self._several(at, said)
        return self._thing(at)

    def person(self, sex: str, at: int, said: Said | None = None) -> Person | None:
        """The man or woman with a name whom "he" or "she" means."""
        meant = self._meant(sex, at, said)
        if isinstance(meant, Speaker) and not meant.person and not meant.party:
            meant = self._meant(sex, at, said, named=True)
        return meant if isinstance(meant, Person) else meant.person if meant else None

    def _meant(self, sex: str, at: int, said: Said | None = None, *, named: bool = False) -> Person | Speaker | None:
        """Whom "he" or "she" means: best of those named, heard or (unless only the named count) described before."""
        own = [(c.start, c.end) for c in said.content] if said else []
        sentence, paragraph = self._scene.sentence(at), self._scene.paragraph(at)
        best: tuple[float, int, Person | Speaker] | None = None
        seen_sentence: set[int] = set()
        speaking = self._turn[1] if at < self._turn[0] else None

        def offer(person: Person | Speaker, place: int, score: float) -> None:
            nonlocal best
            if person is speaking:  # who speaks of himself says "I"
                return
            gender = person.gender if isinstance(person, Person) else self._sexes.get(person.name, "")
            gender = gender or (gender_of("", person.name) if isinstance(person, Speaker) else "")
            if gender and sex in "mf" and gender != sex:
                return
            score += 0.6 if gender == sex else 0.0
            score -= 1.0 * (sentence - self._scene.sentence(place))
            score -= 0.7 * (paragraph - self._scene.paragraph(place))
            if best is None or (score, place) > best[:2]:
                best = score, place, person

        for place, speaker, nested in reversed(self._heard[-_WINDOW:]):
            inside = any(a <= place < b for a, b in own)
            if place < at and speaker.person and not inside and sentence - self._scene.sentence(place) <= 3 * _NEAR:
                offer(speaker.person, place, 2.0 - (0.8 if nested else 0.0))
        for occurrence in self._named_before(at):
            number = self._scene.sentence(occurrence.start)
            if any(a <= occurrence.start < b for a, b in own):
                offer(occurrence.person, occurrence.start, 0.0 if self._tells_of_himself(occurrence, at) else -2.0)
                continue
            if sentence - number > _NEAR or self._scene.quoted(occurrence.start):
                continue
            if occurrence.person.gender not in ("", sex) and sex in "mf":
                continue
            score = 1.5 if number not in seen_sentence else 0.8
            seen_sentence.add(number)
            offer(occurrence.person, occurrence.start, score - self._doubt(occurrence))
        for place, score, words in () if named else self._offices(at):
            told = self.describe(words, place)
            described = told.person or told if told else None
            if described and not any(a <= place < b for a, b in own):
                offer(described, place, score)
        if best and sex in "mf" and isinstance(best[2], Person) and not best[2].gender:
            best[2].gender = sex
        elif best and sex in "mf" and isinstance(best[2], Speaker):
            self._sexes[best[2].name] = sex
        return best[2] if best else None

    def _tells_of_himself(self, occurrence: Occurrence, at: int) -> bool:
        """Whether a report begins with him: "Its envoy, Ivo Sand, had no quarrel with the fee, he told the radio"."""
        scene = self._scene
        start, _ = scene.sentences[scene.sentence(at)]
        lead = scene.text[start : occurrence.begins]
        return not scene.quoted(occurrence.start) and (not lead or lead.endswith(", "))

    def _offices(self, at: int) -> Iterator[tuple[int, float, str]]:
        """Those told of without a name in this sentence or the two before, and how likely ("The minister left")."""
        number, paragraph = self._scene.sentence(at), self._scene.paragraph(at)
        for n in range(number, max(-1, number - 3), -1):
            start, end = self._scene.sentences[n]
            if self._scene.paragraph(start) != paragraph:
                return
            for found in _OFFICE.finditer(self._scene.text, max(start, self._scene.dateline, at - 1_000), min(end, at)):
                if self._scene.quoted(found.start()):
                    continue
                if _NAMED_AFTER.match(self._scene.text, found.end()):
                    continue
                oblique = _GOVERNED.search(self._scene.text, max(0, found.start() - 24), found.start())
                if not oblique or n != number or _AND_THEN.search(self._scene.text, found.end(), at):
                    yield found.start(), 0.7 if oblique else 1.4, found.group()

    def _unnamed(self, sex: str, at: int) -> Speaker | None:
        """ "A spokeswoman declined ... . She said": the last speaker of the paragraph, though without a name."""
        main = [(p, s) for p, s, inner in self._heard[-6:] if p < at and not inner]
        last = main[-1] if main else None
        if last is None or last[1].person or last[1].how != "unnamed" or last[1].several:
            return None
        if _ADDRESSED.search(self._scene.text, max(0, last[0] - 4), last[0]):  # "To a guest who asked about it he said"
            return None
        sentence = self._scene.sentence(last[0])
        if any(s.person and self._scene.sentence(p) == sentence for p, s in main):
            return None  # "Ms Ek said, when a reporter mentioned it. She": not the reporter
        near = self._scene.paragraph(last[0]) == self._scene.paragraph(at)
        fits = gender_of("", last[1].name) in ("", sex) and not self._people.between(last[0], at)
        return replace(last[1], how="pronoun") if near and fits else None

    def unnamed_before(self, at: int) -> tuple[int, Speaker] | None:
        """Who was heard last in this paragraph or the one before, if without a name, and where."""
        last = next(((p, s) for p, s, _ in reversed(self._heard[-6:]) if p < at), None)
        near = last is not None and self._scene.paragraph(at) - self._scene.paragraph(last[0]) <= 1
        return last if last and near and last[1].person is None and last[1].how == "unnamed" else None

    def heard_in(self, paper: str, at: int) -> Speaker | None:
        """Who was heard last in a sentence that tells of a paper: "In a memo to the staff she wrote"."""
        told = re.compile(rf"\b{re.escape(paper)}\b", re.IGNORECASE)
        for place, speaker, _ in reversed(self._heard[-_WINDOW:]):
            start, end = self._scene.sentences[self._scene.sentence(place)]
            start, end = max(start, place - 500), min(end, place + 500)
            wrote = _WROTE.match(self._scene.text, start, end) or told.search(self._scene.text, start, end)
            if place < at and (speaker.person or speaker.party) and wrote:
                return replace(speaker, how="pronoun")
        return None

    def both(self, head: str, at: int, count: int = 2) -> Speaker | None:
        """ "The two sides", "the three leaders": those of different parties whom a sentence before names together."""
        heard = next((s for p, s, _ in reversed(self._heard[-_WINDOW:]) if p < at and s.how == "joint"), None)
        if heard and head not in _PEOPLE:
            return heard
        number = self._scene.sentence(at)
        for n in range(number - 1, max(-1, number - 30), -1):
            start, end = self._scene.sentences[n]
            found = [o.person for o in self._people.between(max(start, self._scene.dateline), min(end, start + 1_000))]
            people = [p for p in dict.fromkeys(found) if p.speaks_for]
            parties = dict.fromkeys(p.speaks_for for p in people if p.speaks_for)
            if len(people) == count == len(parties) and not self._scene.quoted(start):
                names = [self._scene.forms.short(p) for p in parties]
                named = f"{', '.join(names[:-1])} and {names[-1]}"
                return Speaker(f"{head} of {named}" if head in _PEOPLE else named, "joint", several=True)
        return None

    def last_party(self, at: int) -> str | None:
        """For whom the last speaker of this paragraph spoke."""
        last = next(((p, s) for p, s, _ in reversed(self._heard[-6:]) if p < at), None)
        return last[1].party if last and self._scene.paragraph(last[0]) == self._scene.paragraph(at) else None

    def owner(self, at: int) -> str | None:
        """The party behind "its" or "their": the doer of the sentence, else whoever spoke last for one."""
        party = self._scene.doer(at)
        if party is None:
            party = next((s.party for p, s, _ in reversed(self._heard[-_WINDOW:]) if p < at and s.party), None)
        return party

    def subject(self, sentence: int, said: Said) -> Speaker | None:
        """Who the sentence is about: the first person named in it before the attribution."""
        start = max(self._scene.sentences[sentence][0], self._scene.dateline)
        named = self._people.between(start, said.at)
        hits = self._scene.hits.between(start, start + 8)
        if hits and not hits[0].body and hits[0].end < said.at and self._scene.is_doer(hits[0]):
            return Speaker(self._scene.forms.name(hits[0].party), "pronoun", party=hits[0].party)
        return Speaker.of(named[0].person, "pronoun") if named else None

    def just_named(self, words: str, at: int) -> Person | None:
        """Whom a paper's second name for somebody takes up: the first person of the sentence before, or the last."""
        sentence = self._scene.sentence(at)
        start = max(self._scene.sentences[max(0, sentence - 1)][0], at - 600)
        sex = gender_of("", words)
        named = [o for o in self._people.between(start, at) if self._scene.text[o.end : o.end + 2] not in ("’s", "'s")]
        fitting = [o.person for o in named if o.person.gender in ("", sex) or not sex]
        return fitting[0] if fitting else self.person(sex, at)

    def last_with_role(self, head: str, at: int, *, exclude: Person | None = None) -> Person | None:
        """The last speaker, or else the last person named, who may be called "the envoy", "the senator"."""
        for place, speaker, _ in reversed(self._heard[-_WINDOW:]):
            called = speaker.person is not None and any(head in words for words in speaker.person.roles)
            if place < at and called and speaker.person is not exclude:
                return speaker.person
        start = self._scene.paragraphs[self._scene.paragraph(at)][0]
        for occurrence in reversed(self._people.between(max(start, at - 600), at)):
            called = any(head in words for words in occurrence.person.roles)
            if called and occurrence.person is not exclude:
                return occurrence.person
        near = next(((p, s) for p, s, _ in reversed(self._heard[-6:]) if p < at), None)
        person = near[1].person if near else None
        if (
            near
            and person is not exclude
            and person
            and _varies(person, head)
            and self._scene.paragraph(near[0]) == self._scene.paragraph(at)
        ):
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
        group = group_before(self._scene, at)
        if group and self._scene.sentences[self._scene.sentence(group[0])][0] == group[0]:
            return self.describe(group[1], group[0])
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
        told = self._body_before(sentence, at)
        if told is not None:
            return told
        subject = self._subject_before(sentence, at)
        if subject is not None:
            return Speaker(self._scene.forms.name(subject), "pronoun", party=subject)
        bodies = [(p, s) for p, s, inner in self._heard[-_WINDOW:] if p < at and not inner and _is_body(s)]
        if bodies and sentence - self._scene.sentence(bodies[-1][0]) <= 2:
            return replace(bodies[-1][1], how="pronoun")
        party = self._scene.doer(at)
        if party is not None:
            return Speaker(self._scene.forms.name(party), "pronoun", party=party)
        if bodies or self._heard:
            return replace(bodies[-1][1], how="pronoun") if bodies else self._last_heard(at)
        party = self._scene.issuer
        return Speaker(self._scene.forms.name(party), "pronoun", party=party) if party else None

    def _body_before(self, sentence: int, at: int) -> Speaker | None:
        """The institution with which this sentence or the one before begins: "The embassy put out three lines. It"."""
        for n in (sentence, sentence - 1):
            if n < 0 or self._scene.paragraph(self._scene.sentences[n][0]) != self._scene.paragraph(at):
                return None
            start = max(self._scene.sentences[n][0], self._scene.dateline)
            found = _BODY.match(self._scene.text, start, min(self._scene.sentences[n][1], at))
            if found and not any(start <= place < at and not inner for place, _, inner in self._heard[-6:]):
                return self.describe(found.group(1), start)
        return None

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


def _is_body(speaker: Speaker) -> bool:
    """Whether "it" may mean the speaker: not somebody described, nor several."""
    return speaker.person is None and not speaker.several and (not speaker.role or speaker.role != speaker.name)


def _varies(person: Person, head: str) -> bool:
    """Whether a paper may call somebody so for a change: "the diplomat" of anybody, "the mayor" not of a minister."""
    return head not in _SOLE or not person.roles
