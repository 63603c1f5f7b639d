"""Who stands where at the end of the record, and which voices of one party are at odds.

The other modules of `comparing` read positions through this one, so that all of them agree on what counts: positions
of the party's own that nobody has rejected, with some confidence, in the order of the days on which they were said.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations

from spadework.comparing.voices import opposed, same_voice, voice, voiced
from spadework.comparing.wording import alike, content, names_of, party_words
from spadework.model import (
    Agenda,
    Basis,
    Finding,
    FindingKind,
    Position,
    Record,
    Role,
    Span,
    Stance,
    Statement,
    Status,
    row_id,
)
from spadework.text import sentences

FLOOR = 0.25  # rows less sure than this are not compared
DOUBTFUL = 0.1  # but for those that other words bear out: an account that is denied, a cycle of conditions
ABOUT_THE_SAME_TIME = 10  # days within which one account answers another
ONE_LINE = 7  # days within which two voices of a party should say the same; later the line may have moved
REAFFIRMED = 14  # days, where the first line is heard again after the other voice
SURE = 0.3  # both ends of a shift and of a divergence: two doubtful positions make no finding
Key = tuple[str, str, str]  # party, issue, option


@dataclass(frozen=True)
class Standing:
    """A record as comparing looks at it."""

    record: Record

    @property
    def agenda(self) -> Agenda:
        return self.record.agenda

    @cached_property
    def _order(self) -> Mapping[str, int]:
        return {d.id: n for n, d in enumerate(self.record.documents)}

    @cached_property
    def published(self) -> Mapping[str, date | None]:
        """Day of publication by document id."""
        return {d.id: d.published for d in self.record.documents}

    @cached_property
    def last_day(self) -> date | None:
        """The day of the last document: what has not been reported by then is not known."""
        return max((d for d in self.published.values() if d), default=None)

    @cached_property
    def _statements(self) -> Mapping[str, Statement]:
        return {s.id: s for s in self.record.statements}

    def statement(self, id: str | None) -> Statement | None:
        """The statement of this id; None if there is none."""
        return self._statements.get(id or "")

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Statements that have words, in the order of place, in whatever order the rows come."""
        found = [s for s in self.record.statements if s.content]
        return tuple(sorted(found, key=lambda s: (*self.place(s.content[0]), -s.content[-1].end, s.id)))

    @cached_property
    def who(self) -> frozenset[str]:
        """The stems of the names of parties and people: agendas are dear to look up by, so they are kept here."""
        return party_words(self.agenda)

    @cached_property
    def _names(self) -> dict[str, re.Pattern[str]]:
        return {}

    def names(self, party: str) -> re.Pattern[str]:
        """What finds a party's names and those of its people."""
        if party not in self._names:
            self._names[party] = names_of(self.agenda, party)
        return self._names[party]

    @cached_property
    def issue_words(self) -> Mapping[str, frozenset[str]]:
        """By issue, the stems of its name and options that no other issue has."""
        own = {i.id: content(" ".join((i.name, *(o.text for o in i.options)))) for i in self.agenda.issues}
        often = Counter(word for words in own.values() for word in words)
        return {id: frozenset(w for w in words if often[w] == 1) for id, words in own.items()}

    @cached_property
    def _sentences(self) -> dict[str, tuple[list[int], list[int]]]:
        return {}

    def _split(self, document: str) -> tuple[list[int], list[int]]:
        """Starts and ends of a document's sentences."""
        if document not in self._sentences:
            found = list(sentences(self.record.document(document).text))
            self._sentences[document] = [a for a, _ in found], [b for _, b in found]
        return self._sentences[document]

    def sentences_of(self, document: str) -> list[tuple[int, int]]:
        """Start and end of each of the document's sentences."""
        return list(zip(*self._split(document), strict=True))

    def sentences_in(self, document: str, start: int, end: int) -> list[tuple[int, int]]:
        """Start and end of the document's sentences that have a part between the two offsets."""
        starts, ends = self._split(document)
        first, last = bisect_right(ends, start), bisect_left(starts, end)
        return list(zip(starts[first:last], ends[first:last], strict=True))

    def sentences_before(self, document: str, offset: int, most: int) -> str:
        """The words of the paragraph before an offset, from the last so many beginnings of a sentence there."""
        text, (starts, _) = self.record.document(document).text, self._split(document)
        first = bisect_left(starts, max(text.rfind("\n\n", 0, offset), 0))
        last = bisect_left(starts, offset)
        return text[starts[max(first, last - most)] : offset] if first < last else ""

    @cached_property
    def nested(self) -> Mapping[str, Sequence[Statement]]:
        """By statement, those that it reports."""
        found: dict[str, list[Statement]] = defaultdict(list)
        for s in self.record.statements:
            if s.within:
                found[s.within].append(s)
        return found

    @cached_property
    def turns(self) -> Mapping[str, Sequence[Statement]]:
        """By document, what is said without a word that reports it, as in a transcript, in the order of the text."""
        found: dict[str, list[Statement]] = defaultdict(list)
        for s in sorted((s for s in self.record.statements if s.content), key=lambda s: s.content[0].start):
            if s.cue is None:
                found[s.document].append(s)
        return found

    def day(self, position: Position) -> date:
        """The day for which the position is told; an undated one comes first, so that it never looks new."""
        return position.as_of or self.published.get(position.evidence.document) or date.min

    def place(self, span: Span) -> tuple[int, int]:
        """A sort key: documents by date, then offset."""
        return self._order.get(span.document, len(self._order)), span.start

    @cached_property
    def told(self) -> tuple[Position, ...]:
        """Positions by day, own and ascribed, with the doubtful ones: for where a denial bears them out."""
        known = {key: n for n, key in enumerate((i.id, o.id) for i in self.agenda.issues for o in i.options)}
        rows = [
            p
            for p in self.record.coding.positions
            if p.status is not Status.REJECTED
            and p.until is None
            and p.confidence >= DOUBTFUL
            and (p.issue, p.option) in known
        ]
        stances = list(Stance)

        def key(p: Position) -> tuple[object, ...]:
            in_a_sentence = stances.index(p.stance), known[p.issue, p.option], p.id
            return (self.day(p), *self.place(p.evidence), *in_a_sentence)

        return tuple(sorted(rows, key=key))

    @cached_property
    def told_on(self) -> Mapping[tuple[str, str], Sequence[Position]]:
        """Parties' own positions among those told, by party and issue."""
        found: dict[tuple[str, str], list[Position]] = defaultdict(list)
        for p in self.told:
            if p.basis is Basis.OWN:
                found[p.party, p.issue].append(p)
        return found

    @cached_property
    def positions(self) -> tuple[Position, ...]:
        """All positions that count, own and ascribed, by day."""
        return tuple(p for p in self.told if p.confidence >= FLOOR)

    @cached_property
    def given_up(self) -> tuple[Position, ...]:
        """Positions of which the text itself tells that the party has left them."""
        rows = (p for p in self.record.coding.positions if p.until and p.status is not Status.REJECTED)
        return tuple(p for p in rows if p.confidence >= FLOOR and p.basis is Basis.OWN)

    @cached_property
    def own(self) -> Mapping[Key, tuple[Position, ...]]:
        """Parties' own positions by party, issue and option; the same utterance in several documents once."""
        found: dict[Key, list[Position]] = defaultdict(list)
        for p in self.positions:
            if p.basis is Basis.OWN and not any(self._same_utterance(p, q) for q in found[p.party, p.issue, p.option]):
                found[p.party, p.issue, p.option].append(p)
        return {key: tuple(rows) for key, rows in found.items()}

    def _same_utterance(self, a: Position, b: Position) -> bool:
        return (
            a.evidence.document != b.evidence.document
            and a.stance is b.stance
            and abs((self.day(a) - self.day(b)).days) <= 2
            and alike(a.evidence.quote, b.evidence.quote) >= 0.6
        )

    @cached_property
    def voices(self) -> Mapping[Key, tuple[Position, ...]]:
        """What people of a party say, by party, issue and option.

        What an outsider quotes a named person of the party as saying is that person's voice too.
        """
        found: dict[Key, list[Position]] = defaultdict(list)
        people = {a.name: a for a in self.agenda.actors}
        for p in self.positions:
            known = people.get(p.actor or "")
            quoted = p.by is None and p.actor is not None and (known is None or known.party_on(p.as_of) == p.party)
            if p.basis is Basis.OWN or quoted:
                found[p.party, p.issue, p.option].append(p)
        return {key: tuple(rows) for key, rows in found.items()}

    @cached_property
    def odds(self) -> Mapping[Key, tuple[Position, Position]]:
        """Where two voices of one party differ at about the same time, the two positions, older first."""
        return {key: pair for key, rows in self.voices.items() if (pair := self._at_odds(rows))}

    def _at_odds(self, rows: Sequence[Position]) -> tuple[Position, Position] | None:
        """Two voices of which one can live with what the other rejects, named people before offices."""
        pairs = [(a, b) for a, b in combinations(rows, 2) if self.differ(a, b, rows)]
        return min(pairs, key=lambda p: p[0].actor is None or p[1].actor is None, default=None)

    def differ(self, a: Position, b: Position, rows: Sequence[Position]) -> bool:
        """Whether two positions, older first, are two voices at odds and no move of the party's.

        They speak in the same week, or a little later the first line is heard again. If the first voice comes round to
        the second's line, the party has moved. An office that speaks without a name speaks for the party as such: only
        within a day is it a second voice.
        """
        if min(a.confidence, b.confidence) < SURE:
            return False
        if not opposed(a.stance, b.stance) or same_voice(voice(a), voice(b)) or not (voiced(a) and voiced(b)):
            return False
        apart = (self.day(b) - self.day(a)).days
        later = [r for r in rows if r.id not in (a.id, b.id) and self.day(r) >= self.day(b)]
        if apart and any(same_voice(voice(r), voice(a)) and opposed(r.stance, a.stance) for r in later):
            return False
        if apart <= (ONE_LINE if voice(a) and voice(b) else 1):
            return True
        return apart <= REAFFIRMED and any(
            opposed(r.stance, b.stance)
            and (self.day(r) - self.day(b)).days <= ONE_LINE
            and not same_voice(voice(r), voice(b))
            for r in later
        )

    def unsettled(self, key: Key) -> bool:
        """Whether the party's voices are at odds on the option and nobody has settled it since.

        It is settled by a later word of the party as such, or of one of the two who has come round.
        """
        if key not in self.odds:
            return False
        first, second = self.odds[key]
        last = self.own[key][-1] if key in self.own else second
        if self.day(last) <= self.day(second):
            return True
        return voice(last) is not None and not any(
            same_voice(voice(last), voice(p)) and opposed(last.stance, p.stance) for p in (first, second)
        )

    def latest(self, party: str, issue: str, option: str) -> Position | None:
        """The party's latest own position; None if it never spoke, or if its voices are at odds on the option."""
        rows = self.own.get((party, issue, option))
        return rows[-1] if rows and not self.unsettled((party, issue, option)) else None

    def spoke(self, issue: str) -> tuple[str, ...]:
        """The principals that took a position of their own on the issue; dodging every question is taking none."""
        return tuple(
            p.id
            for p in self.agenda.parties
            if p.role is Role.PRINCIPAL
            and any(
                q.stance is not Stance.NONCOMMITTAL
                for key, rows in self.own.items()
                if key[:2] == (p.id, issue)
                for q in (rows if self.unsettled(key) else rows[-1:])
            )
        )

    def name(self, party: str | None) -> str:
        """The party's name for the reader."""
        try:
            return self.agenda.party(party).name if party else "nobody named"
        except KeyError:
            return party or ""

    def option(self, issue: str, option: str) -> str:
        """The option's text for the reader, in quotation marks."""
        try:
            return f"“{self.agenda.issue(issue).option(option).text}”"
        except KeyError:
            return f"“{option}”"

    def issue(self, issue: str) -> str:
        """The issue's name for the reader."""
        try:
            return self.agenda.issue(issue).name
        except KeyError:
            return issue

    def dated(self, position: Position) -> str:
        """The day of a position for the reader: "3 March 2025"."""
        day = self.day(position)
        return f"{day.day} {day:%B %Y}" if day != date.min else "an unknown day"


def finding(
    standing: Standing, kind: FindingKind, explanation: str, evidence: Iterable[Span], **fields: object
) -> Finding:
    """A finding with its id, its evidence oldest first, and the documents in which that is."""
    spans = tuple(sorted(dict.fromkeys(evidence), key=standing.place))
    documents = tuple(dict.fromkeys(s.document for s in spans))
    parts = [kind, *(fields.get(f) for f in ("party", "parties", "issue", "issues", "option", "to_stance", "deadline"))]
    identity = row_id("f", *parts, *((s.document, s.start) for s in spans))
    row: dict[str, object] = {"documents": documents} | fields
    return Finding(id=identity, kind=kind, explanation=explanation, evidence=spans, **row)  # type: ignore[arg-type]
