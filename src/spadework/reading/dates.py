"""When a statement was made, as far as the text tells: not when it was published, and not what day it is about."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from spadework.dates import DatePhrase, date_phrases
from spadework.model import DateRange
from spadework.reading.headings import heading_day
from spadework.reading.occasions import Occasions
from spadework.reading.scene import Scene
from spadework.reading.voices import Said, Speaker

# A day after one of these is not the day on which somebody spoke.
_ELSEWHEN = re.compile(
    r"\b(?:before|until|till|by|since|after|from|due|expected|scheduled|planned|for|between|through|next|of|ahead of"
    r"|starting|beginning|to)(?:\s(?:the|early|late|midnight|noon)(?:\son)?)?\s*$",
    re.IGNORECASE,
)
_PERFECT = re.compile(r"^(?:has|have|had)\b", re.IGNORECASE)
_PRESENT = re.compile(
    r"^(?:also |again |now )?(?!was\b|has\b)(?:\w*[^s\W]s|would like|want|believe|say|expect|estimate|are)\b"
)
# Inside a dated turn, a time of day alone is that day's: "told me by telephone at noon"
_TIME_OF_DAY = re.compile(
    r"\b(?:(?:at|around|before|after) (?:noon|midday|lunch|breakfast|dawn|dusk|dinner|one|two|three|four|five|six"
    r"|seven|eight|nine|ten|eleven|twelve)(?: o’clock)?|over (?:breakfast|lunch|coffee|dinner)|an hour ago"
    r"|(?:ten|twenty|five) minutes ago|just now|a moment ago|on my way here)\b(?! (?:days|weeks|months|years|of))"
)
_REPLIES = re.compile(
    r"\b(?:repl(?:y|ied|ies)|answered|retorted|countered|shot back|hit back|responded|rejoined|snapped|objected"
    r"|protested|interjected|agreed|disagreed|chimed in|put in)\b"
)
_WRITES = re.compile(r"(?:he |she )?writes\b")
NEAR = 800  # characters around the cue in which its date is sought
FAR = 160  # characters between cue and date beyond which the date is likely another's
CARRY = 12  # paragraphs over which a speaker's date is carried on


class SayingDates:
    """Finds the day of each attribution of a document."""

    def __init__(self, scene: Scene, said: Sequence[Said], speakers: Sequence[Speaker]) -> None:
        self._scene, self._said, self._speakers = scene, said, speakers
        self._published = scene.document.published
        self._all = [p for p in date_phrases(scene.text, self._published) if p.start >= scene.dateline]
        self._phrases = [p for p in self._all if not self._elsewhen(p)]
        self._content = sorted((c.start, c.end) for s in said for c in s.content)
        self._content_starts = [a for a, _ in self._content]
        self._starts = [p.start for p in self._phrases]
        self._anchors = sorted({s.cue.start for s in said if s.cue} | {s.source.start for s in said if s.source})
        self._heading = heading_day(scene)
        # a communiqué comes out on the day on which its words are agreed
        issued = scene.issuer is not None and not any(s.turn for s in said) and self._published is not None
        self._issued = DateRange.on(self._published) if issued and self._published else None
        self._occasions = Occasions(scene, self._all, self._among)
        self._reckoned: dict[int, DateRange | None] = {}
        publisher = scene.forms.hits(scene.document.publisher)
        # a party's own paper says "the agency recalls" on the day it comes out
        self._own_paper = publisher[0].party if publisher and not scene.dateline else None
        self._days: dict[int, DateRange | None] = {}

    def find(self) -> list[DateRange | None]:
        """The date of each attribution, in the order given; None where the text does not tell."""
        order = sorted(range(len(self._said)), key=lambda i: self._said[i].at)
        explicit = {i: self._explicit(i) for i in order if not self._said[i].turn}
        latest: dict[str, int] = {}  # by speaker, and by party with a colon before
        previous: int | None = None
        for i in order:
            said = self._said[i]
            if said.turn:
                self._days[i] = self._heading or (DateRange.on(self._published) if self._published else None)
                continue
            phrase = explicit[i]
            day = self._resolved(phrase, i, previous) if phrase else self._at_event(i)
            if day is None and said.nested:
                day = self._in_turn(i)
            if day is None and not said.nested:
                day = self._implied(i, explicit, latest, previous)
            self._days[i] = day
            if day is not None and not said.nested:
                latest[self._speakers[i].name] = i
                latest[f":{self._speakers[i].party}"] = i
            if not said.nested:
                previous = i
        self._from_next(order)
        return [self._days[i] for i in range(len(self._said))]

    def _explicit(self, i: int) -> DatePhrase | None:
        """The date phrase of the attribution's own sentence, nearest to cue or source, outside what is said."""
        said, scene = self._said[i], self._scene
        spans = [s for s in (said.source, said.cue) if s is not None]
        if not spans:
            return None
        at = (said.cue or spans[0]).start
        start, end = scene.sentences[scene.sentence(at)]
        start, end = max(start, at - NEAR), min(end, at + NEAR)
        best: tuple[float, DatePhrase] | None = None
        for phrase in self._among(start, end):
            if self._in_content(phrase, said) and not self._before_infinitive(phrase, said):
                continue
            if phrase.follows and not 0 <= spans[0].start - phrase.end <= 12:
                continue  # "..., a day after the talks ended" dates the talks
            if phrase.days is not None and self._published and phrase.days.first > self._published:
                continue
            if said.source and said.source.start <= phrase.start < said.source.end:
                continue  # "a caller, who picked apples last year"
            cost = min(self._cost(phrase, s.start, s.end) for s in spans)
            if phrase.days is not None and phrase.days.day is None and phrase.start - start > 16:
                cost = phrase.start - spans[-1].end if phrase.start >= spans[-1].end else FAR
                cost = cost * 8  # a range must stand first in the sentence or right after the cue
            if said.cue and _PERFECT.match(said.cue.quote):
                cost *= 3  # what was said before the day of the sentence must be dated close by
            if cost <= FAR and (best is None or cost < best[0]):
                best = cost, phrase
        return best[1] if best else None

    def _cost(self, phrase: DatePhrase, start: int, end: int) -> float:
        """Distance in characters, more where another attribution or a clause lies between."""
        low, high = (end, phrase.start) if phrase.start >= end else (phrase.end, start)
        between = self._scene.text[low:high]
        others = bisect_left(self._anchors, high) - bisect_left(self._anchors, low)
        return max(0, high - low) + 60 * others + 12 * between.count(",") + (0 if phrase.days else 10)

    def _in_content(self, phrase: DatePhrase, said: Said) -> bool:
        outer = self._said[said.within].content if said.within is not None else ()
        if any(c.start <= phrase.start < c.end for c in said.content):
            return True
        if said.within is not None:  # its date must stand where it stands itself: in the outer content
            return not any(c.start <= phrase.start < c.end for c in outer)
        return self._scene.quoted(phrase.start)

    def _before_infinitive(self, phrase: DatePhrase, said: Said) -> bool:
        """In "urged the president on Tuesday to renounce the truce" the day is the urging's."""
        if said.cue is None or said.nested:
            return False
        first = said.content[0]
        text = self._scene.text
        return (
            0 <= first.start - said.cue.end <= 3
            and phrase.start - first.start < 60
            and text[phrase.start - 3 : phrase.start] == "on "
            and text[phrase.end : phrase.end + 4] in (" to ", " of ")
            and not re.search(r"\bto\b|\bthat\b", text[first.start : phrase.start])
        )

    def _resolved(self, phrase: DatePhrase, i: int, previous: int | None) -> DateRange | None:
        """The days of a phrase; those that hang on another day are reckoned from it, once for all who share them."""
        if phrase.days is None and phrase.start in self._reckoned:
            return self._reckoned[phrase.start]
        if phrase.days is not None:
            if self._said[i].within is not None:
                return self._reported(phrase, self._said[i])
            return phrase.days
        base = self._day_around(i, phrase) if phrase.follows else None
        if base is None and previous is not None:
            base = self._days.get(previous)
        if base is None:
            base = self._day_around(i, phrase)
        shift = timedelta(phrase.shift)
        day = DateRange(base.first + shift, base.last + shift) if base else None
        self._reckoned[phrase.start] = day
        return day

    def _reported(self, phrase: DatePhrase, said: Said) -> DateRange | None:
        """A day told inside a dated turn is reckoned from the turn's day."""
        base = self._heading.last if self._heading else self._published
        if said.within is None or not self._said[said.within].turn or base is None or base == self._published:
            return phrase.days
        again = next(date_phrases(self._scene.text, base, phrase.start, phrase.end), None)
        return again.days if again else phrase.days

    def _day_around(self, i: int, phrase: DatePhrase) -> DateRange | None:
        """The nearest day named in the same sentence or the two before."""
        scene = self._scene
        number = scene.sentence(self._said[i].at)
        for n in range(number, max(-1, number - 3), -1):
            start, end = scene.sentences[n]
            start, end = max(start, phrase.start - NEAR), min(end, phrase.start + NEAR)
            found = [
                p
                for p in self._among(start, end)
                if p.days is not None and p.days.day is not None and (n < number or not scene.quoted(p.start))
            ]
            if found:
                nearest = min(found, key=lambda p: abs(p.start - phrase.start))
                return nearest.days
        return None

    def _implied(
        self, i: int, explicit: dict[int, DatePhrase | None], latest: dict[str, int], previous: int | None
    ) -> DateRange | None:
        """A date told for the same occasion: in the same sentence, the one before, or earlier by the same speaker."""
        said, speaker, scene = self._said[i], self._speakers[i], self._scene
        cue = said.cue.quote if said.cue else ""
        if self._heading and not _PERFECT.match(cue):
            return self._heading
        if _PRESENT.match(cue) and self._own_paper is not None and speaker.party == self._own_paper and self._published:
            return DateRange.on(self._published)
        if _WRITES.match(cue):  # "the letter which Mr. Ek sent on Monday": what it says was said that day
            return self._told_before(i, previous)
        if _PERFECT.match(cue) or _PRESENT.match(cue):
            return None
        before = self._told_before(i, previous)
        if before is not None:
            return before
        if _REPLIES.search(cue) and previous is not None:  # on the occasion on which the other spoke
            apart = scene.paragraph(said.at) - scene.paragraph(self._said[previous].at)
            if apart <= 1 and self._days.get(previous) is not None:
                return self._days[previous]
        known = latest.get(speaker.name)
        if known is not None:
            apart = scene.paragraph(said.at) - scene.paragraph(self._said[known].at)
            if apart <= CARRY:
                return self._days[known]
        colleague = latest.get(f":{speaker.party}") if speaker.party else None
        if colleague is not None and scene.paragraph(said.at) - scene.paragraph(self._said[colleague].at) <= 2:
            return self._days[colleague]
        return self._issued

    def _from_next(self, order: list[int]) -> None:
        """Two statements of one side in one paragraph, of which only the second is dated, were made together."""
        main = [i for i in order if not self._said[i].nested and not self._said[i].turn]
        for i, after in reversed(list(pairwise(main))):
            span = self._said[i].cue
            cue = span.quote if span else ""
            if (
                self._days[i] is None
                and self._same_side(i, after)
                and self._scene.paragraph(self._said[i].at) == self._scene.paragraph(self._said[after].at)
                and not _PERFECT.match(cue)
                and not _PRESENT.match(cue)
            ):
                self._days[i] = self._days[after]

    def _same_side(self, i: int, after: int) -> bool:
        """One speaker, or an institution and whoever goes on for it ("ministry spokeswoman Petra Lauk said")."""
        one, other = self._speakers[i], self._speakers[after]
        return one.name == other.name or (one.party is not None and one.party == other.party and one.person is None)

    def _among(self, start: int, end: int) -> list[DatePhrase]:
        """The phrases, usable as days of saying, between two offsets."""
        return self._phrases[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _at_event(self, i: int) -> DateRange | None:
        """The day of the gathering at which it was said, if the text dates that elsewhere."""
        said = self._said[i]
        if said.nested or said.cue is None:
            return None
        return self._occasions.day(said.cue.start, self._in_any_content)

    def _in_turn(self, i: int) -> DateRange | None:
        """What a turn reports with a time of day and no day was said on the turn's own."""
        said = self._said[i]
        if said.within is None or not self._said[said.within].turn or said.cue is None:
            return None
        start, end = self._scene.sentences[self._scene.sentence(said.cue.start)]
        found = _TIME_OF_DAY.search(self._scene.text, max(start, said.cue.start - 60), min(end, said.cue.end + 60))
        own = found is not None and not any(c.start <= found.start() < c.end for c in said.content)
        return self._days[said.within] if own and said.within in self._days else None

    def _told_before(self, i: int, previous: int | None) -> DateRange | None:
        """The day of the sentence before, if it is about the same person: "Asked on Saturday ... . He said"."""
        said, speaker, scene = self._said[i], self._speakers[i], self._scene
        first = scene.sentence(min(said.at, said.content[0].start))
        start, end = scene.sentences[first - 1] if first else (0, 0)
        if not first or scene.paragraph(start) != scene.paragraph(said.at):
            return None
        phrases = [p for p in self._among(start, end) if not p.follows and not self._in_any_content(p.start)]
        about = speaker.person is not None and speaker.person.name.split()[-1] in scene.text[start:end]
        heard = bisect_left(self._anchors, end) > bisect_left(self._anchors, start)
        if not about and not heard:  # "A Dorvelian official disagreed on Thursday."
            about = speaker.party is not None and speaker.party in {h.party for h in scene.hits.between(start, end)}
        if not about:
            return None
        for phrase in phrases:
            days = self._resolved(phrase, i, previous)
            if days is not None and days.day is not None:
                return days
        return None

    def _in_any_content(self, place: int) -> bool:
        i = bisect_right(self._content_starts, place) - 1
        return any(a <= place < b for a, b in self._content[max(0, i - 8) : i + 1])

    def _elsewhen(self, phrase: DatePhrase) -> bool:
        text = self._scene.text
        if phrase.days is None:
            return False
        if text[phrase.end : phrase.end + 2] in ("’s", "'s"):
            return not re.search(r"\b(?:at|in|during|on)\s*$", text[max(0, phrase.start - 8) : phrase.start], re.I)
        return bool(_ELSEWHEN.search(text, max(0, phrase.start - 24), phrase.start))
