"""Transcripts: whose turn it is, and whom "you" and "we" mean in one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spadework.model import Span
from spadework.reading.affiliation import BENCH, holder
from spadework.reading.lexicon import MEDIA, STATE_ROLES, TITLES
from spadework.reading.mentions import Kind, mention
from spadework.reading.names import names, unshouted
from spadework.reading.offices import HEADS, role_words
from spadework.reading.people import People
from spadework.reading.person import Person
from spadework.reading.scene import Scene
from spadework.reading.voices import Said, Speaker

_PRESIDING = re.compile(
    r"(?:(?:the|mr|madam|mrs|ms)\.?\s)?(speaker|president|chair|chairman|chairwoman|moderator)"
    r"(?:\sof\s(?:the\s)?(?:chamber|house|assembly|senate|parliament|committee|session|meeting|conference|diet))?$",
    re.I,
)
# Whom a committee or a court hears: its record names him at the head, or its title does.
_HEARD = re.compile(r"(?:the\s)?(?:witness|deponent|interviewee|respondent)$", re.I)
_CHAIR = re.compile(r"\b(?:chair\w*|presid\w+|speaker|moderat\w+|convener)\b[^.;,()]{0,24}$", re.I)
_CHAIRS = re.compile(r"[,\s(]+(?:is\s|was\s)?(?:in\sthe\schair|(?:the\s)?chair\w*|presid\w+|moderat\w+)\b", re.I)
_WORDS = re.compile(r"[^\W\d_][\w-]*")
_BROADCASTER = re.compile(r"(?:Radio|Television|TV)\s|.*\sBroadcasting$", re.IGNORECASE)
_DEAR = re.compile(r"\s*(?:Dear\s|(?:\w+\s)?[Gg]reetings\sto\s|To\s)")
_PRESENTER = re.compile(r"(?:host|presenter|interviewer|question|questioner|moderator|q|reporter|audience)\b", re.I)


class Turns:
    """The turns of a document that is a transcript or a briefing."""

    def __init__(self, scene: Scene, people: People, said: Sequence[Said]) -> None:
        self._scene, self._people, self._said = scene, people, said
        self._strangers: set[str] | None = None  # labels of whom nothing is known
        self._holders: dict[str, Speaker] = {}  # by the office that their label names

    def speaker(self, source: Span) -> Speaker:
        """The label of a transcript's turn: "MINISTER TAMBERT (Mordra)", "The SPEAKER", "MERE POTAKA"."""
        words = unshouted(" ".join(source.quote.split()).strip(" :.-—"))
        if words.casefold() in ("a", "answer"):
            return self._answering(source.start)
        if _HEARD.match(words):
            return self._answering(source.start)
        inside = re.search(r"\(([^)\n]+)\)", self._scene.text[source.start : source.end + 60].split(":")[0] + ")")
        told = inside.group(1) if inside else ""
        bare = re.sub(r"\s*\(.*", "", words)
        told = "" if self._scene.debate and BENCH.search(told) else told
        party = holder(told, self._scene.forms)
        named = bare.removeprefix("the ").removeprefix("The ")
        if MEDIA.search(bare) or _BROADCASTER.match(bare):  # who asks
            return Speaker(bare, "unnamed", bare)
        if self._scene.forms.whole(named):  # a delegation's label
            owner = self._scene.forms.hits(named)[0].party
            return Speaker(self._scene.forms.name(owner), "party", party=owner)
        person = self._people.named(bare)
        if person is None and party is None and told:  # "The AMBASSADOR (Delphine Boyd)", later only "The AMBASSADOR"
            person = self._introduced(bare, told, source.start)
        if person is not None:
            if party and not person.decided:
                person.party, person.decided = party, True
            self._people.called(person, bare)
            self._holders[bare.casefold()] = Speaker.of(person, "surname")
            return self._holders[bare.casefold()]
        held = self._holders.get(bare.casefold()) or self._officer(bare, party, source)
        if held is not None:
            self._holders[bare.casefold()] = held
            return held
        title = " ".join(w for w in bare.split() if w.casefold().rstrip(".") in TITLES) or bare.rsplit(" ", 1)[0]
        person = self._people.learn(bare, told, source.start, title)
        if not person.decided and person.weak is None and not _PRESENTER.match(bare) and not self._scene.debate:
            person.weak = self._host(source)
        return Speaker.of(person, "surname")

    def _introduced(self, office: str, told: str, at: int) -> Person | None:
        """Whom a label's brackets name after the office: "The DEPUTY MINISTER (Ms. Iyer)"."""
        name = next((n for n in names(told) if not n.organisation and n.begins == 0), None)
        if name is None or not (_PRESIDING.match(office) or mention(office).kind is Kind.OFFICE):
            return None
        person = self._people.named(name.text, name.title)
        if person is None:
            return self._people.learn(name.text, office, at, name.title)
        self._people.allegiances.describe(person, office, at)
        return person

    def _officer(self, bare: str, party: str | None, source: Span) -> Speaker | None:
        """Whom a label names by an office: the one so called at the head of the record, or whom the agenda knows."""
        presiding = _PRESIDING.match(bare)
        what = mention(bare)
        if what.kind is not Kind.OFFICE and not presiding:
            return None
        wanted = role_words(bare)
        heads = [o.person for o in self._people.between(0, self._first(len(self._scene.text)))]
        here = [p for p in heads if any(wanted <= role for role in p.roles)]
        known = [p for p in self._people.all if any(wanted == role for role in p.roles)]
        officers = [p for p in known + here if party in (None, p.speaks_for)]
        if presiding:  # a party's chairman is not the chair of the meeting
            officers = [p for p in self._people.all if self._presides(p, presiding.group(1).casefold(), wanted)]
        if officers:
            return Speaker.of(officers[0], "office")
        if presiding and (name := self._in_the_chair()):
            return Speaker.of(self._people.named(name) or self._people.learn(name, "", 0), "surname")
        if presiding:
            label = what.label if " of " in bare else presiding.group(1).capitalize()
            return Speaker(label, "unnamed", label)
        if party is None and wanted & STATE_ROLES:
            party = self._scene.forms.with_offices(self._scene.home)
        return Speaker(what.label, "unnamed", what.label, party or self._host(source))

    def _presides(self, person: Person, office: str, wanted: frozenset[str]) -> bool:
        """Whether a person's office is that of this very meeting: all of its words stand at the head of the record."""
        if office not in person.role.casefold().split():
            return False
        document = self._scene.document
        head = self._scene.text[: self._first(len(self._scene.text))][:1_000]
        about = {w for w in role_words(person.role) - wanted if w not in HEADS}
        if not about:
            return any(o.person is person for o in self._people.between(0, self._first(len(self._scene.text))))
        return about <= set(_WORDS.findall(f"{document.title} {document.publisher} {head}".casefold()))

    def _in_the_chair(self) -> str:
        """Who presides by the head of the record: "Chair: Ruth Ellery", "Ruth Ellery in the chair"; empty if untold."""
        text = self._scene.text
        first = self._first(len(text))
        for name in names(text, 0, first):
            if not name.organisation and len(name.words) > 1:
                before, after = text[max(0, name.begins - 40) : name.begins], text[name.end : name.end + 30]
                if _CHAIR.search(f"{before.rsplit(chr(10))[-1]} {name.title}") or _CHAIRS.match(after):
                    return name.text
        return ""

    def _first(self, at: int) -> int:
        """Where the first turn begins."""
        return min((s.source.start for s in self._said if s.turn and s.source), default=at)

    def _host(self, source: Span) -> str | None:
        """Whose briefing it is, by title or publisher: that of the one who speaks in it and is not known otherwise."""
        if self._strangers is None:
            labels = {s.source.quote for s in self._said if s.turn and s.source}
            self._strangers = {w for w in labels if not _PRESENTER.match(w.strip(" :.")) and self._undecided(w)}
        if self._strangers - {source.quote}:
            return None
        forms, document = self._scene.forms, self._scene.document
        for words in (document.title, document.publisher):
            parties = {h.party for h in forms.hits(words)}
            if parties:
                return parties.pop() if len(parties) == 1 else None
        return None

    def _undecided(self, label: str) -> bool:
        person = self._people.named(re.sub(r"\s*\(.*", "", unshouted(label.strip(" :.-—"))))
        return person is None or (person.speaks_for is None and not person.decided)

    def _answering(self, at: int) -> Speaker:
        """Who answers where labels say "Q" and "A", or "The WITNESS": who is named at its head or in its title."""
        heads = [o.person for o in self._people.between(0, self._first(at))]
        title = [p for n in names(self._scene.document.title) if (p := self._people.named(n.text)) is not None]
        before = [o.person for o in self._people.between(0, at)]
        for some in (heads, title, before):
            named = [p for p in some if p.known] or some
            if named:
                return Speaker.of(named[0], "context")
        return Speaker("Answer", "unknown")

    def party(self, at: int, possessive: str) -> str | None:
        """ "Your envoy" in a question is the envoy of whoever answers; "our" is the speaker's own."""
        speaker = self.addressed(at) if possessive == "your" else self.speaking(at)
        return speaker.party if speaker else None

    def addressed(self, at: int) -> Speaker | None:
        """Whom "you" means: in a question whoever answers, in a letter whoever it goes to."""
        later = (s.source for s in self._said if s.turn and s.source and s.source.start > at)
        source = min(later, key=lambda s: s.start, default=None)
        return self.speaker(source) if source else self._addressee()

    def _addressee(self) -> Speaker | None:
        """Who is named in the salutation ("Dear Ms Ek,"); the title may tell for whom ("Letter to the Mayor")."""
        scene = self._scene
        for start, end in scene.paragraphs[:2]:
            named = self._people.between(start, min(end, start + 100))
            if named and _DEAR.match(scene.text, start, end):
                person = named[0].person
                if not person.decided and person.weak is None:
                    person.weak = holder(scene.document.title, scene.forms)
                return Speaker.of(person, "context")
        return None

    def speaking(self, at: int) -> Speaker | None:
        """Whose turn it is at a place."""
        for said in self._said:
            if said.turn and said.source and said.content and said.content[0].start <= at <= said.content[-1].end:
                return self.speaker(said.source)
        return None
