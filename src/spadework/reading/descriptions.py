"""Sources that are described and not named: offices, institutions, officials without a name, several together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spadework.model import Agenda, Role, Span
from spadework.reading.affiliation import holder, is_staff, outside, sent_by
from spadework.reading.allegiances import LODGE
from spadework.reading.antecedents import BUSINESS, Organisations
from spadework.reading.bodies import Bodies
from spadework.reading.groups import PART, group_before, part_of
from spadework.reading.lexicon import ADVOCATES, BODIES, MEDIA, POSSESSIVES, ROLES, UNNAMED_OFFICIALS, word_set
from spadework.reading.mentions import Kind, Mention, mention
from spadework.reading.people import People
from spadework.reading.person import Person
from spadework.reading.pronouns import Pronouns
from spadework.reading.scene import Scene
from spadework.reading.subjects import before_its
from spadework.reading.together import in_full
from spadework.reading.turns import Turns
from spadework.reading.voices import Said, Speaker

_ANONYMOUS = re.compile(
    r"condition of anonymity|asked not to|familiar with|briefed|knowledge of|close to|not authori[sz]ed"
)
_OFFICE_OF = re.compile(r"(?:the\s)?([\w\s-]+)[’']s\s(office|staff|aides?)\b", re.I)
_AND = re.compile(r"\band\b")
# what papers call somebody a second time: "the 58-year-old grandmother"
_VARIATION = re.compile(
    r"the\s(?:[\w-]+\s){0,3}(?:\d\d-year-old\b|(?:grand)?(?:mother|father)\b|veteran$|politician$|man$|woman$|lady$|gentleman$|bloke$|newcomer$"
    r"|native$|hardliner$|moderate$|reformer$|firebrand$|[\w-]+-turned-\w+|ex-\w+$|Nobel\b|former\s(?!government)(?:[\w-]+\s){0,2}[\w-]+$"
    r"|(?:old|veteran)\s(?:hand|[\w-]+(?:er|or|man|woman))$)",
    re.I,
)
_STATE_MODIFIERS = word_set("military army government presidential palace police navy defence defense ministry cabinet")
_NAMED_BODIES = word_set(
    "ministry department navy army police palace coastguard presidency chancellery embassy cabinet"
)
_PLAIN_OFFICIALS = word_set("official officials officer officers minister ministers spokesman spokeswoman aide aides")
_ABROAD = word_set("western foreign european american former retired union company opposition")
_OWN_OFFICES = word_set(
    "chairman chair chairwoman chairperson secretary director president secretary-general commissioner"
)
_PAPERS = word_set(
    "note statement letter text message declaration communiqué communique memo notice release leaflet paper document"
)
SPEECH = word_set(
    """account count view answer demand reckoning telling recollection version estimate contention insistence complaint
    reply"""
)
_PAPER_OF = re.compile(r"(.+?)(?:[’']s|s[’'])\s(?:[\w-]+\s){0,2}(?:" + "|".join(sorted(_PAPERS | SPEECH)) + r")$", re.I)
_OPPOSITE = ("guest", "host", "interlocutor", "visitor", "caller")
_FOREIGN = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]+\s[a-z]+")
_NEW = re.compile(r"^(?:new|newly\s\w+|incoming|outgoing)\s(?=\w)")
# "Norland Freight, the port's largest customer": an organisation, and what it is.
_ORGANISATION = re.compile(
    r"(?:[Tt]he\s)?([A-ZÀ-Þ][\w’'&-]*(?:\s(?:of\s|for\s|and\s)?[A-ZÀ-Þ][\w’'&-]*)*),\s((?:the|an?|its|one\sof)\s[^,]+)"
)
_STATES = ("governments", "delegations", "capitals", "sides", "parties")
_SIDES = ("sides", "parties", "neighbours", "neighbors", "countries")
_BOTH = re.compile(r"(?:both|(?:the|these)\stwo|neither|either)\b", re.I)
_TWO = re.compile(r"^(?:both|two)\s", re.I)
_TO_OFFICE = re.compile(
    r"\b(?:for|to)\sthe\s((?:[\w-]+\s){0,2}(?:"
    + "|".join(sorted(map(re.escape, ROLES), key=len, reverse=True))
    + r"))(?:$|,|\sw(?:ho|hom|hose)\b)",
    re.I,
)
_ONE_OF = re.compile(r"of\s(?:(its|his|her|their)|the|these|those)\s", re.I)
_HIS_BODY = re.compile(
    r"(?<=\s)(his|her)\s(?:own\s)?(ministry|department|executive|delegation|board|union|office|party)\b"
)
_ASIDE = re.compile(r",\s(?=[a-z])|\swho\b")
_PUT_OUT = r"(?:distributed|issued|published|circulated|released|signed|sent|put\sout|handed\sout)\sby\s(?:the\s)?"
# "The labour ministry in Lesk issued a notice ... The notice says": it is the ministry's word.
_PUTS_OUT = (
    r"\s(?:had\s|has\s)?(?:distributed|issued|published|circulated|released|put\sout)"
    r"\s(?:an?|its|their)\s(?:[\w-]+\s){0,2}"
)
_WHO_PUTS = re.compile(r"\b((?:the|its|their|his|her)\s[\w’'-]+(?:\s[\w’'-]+){0,5})$", re.I)
_STAFF = word_set("deputy counsel lawyer spokesman spokeswoman spokesperson adviser advisor aide assistant secretary")
_FROM = re.compile(r"[a-z]\sfrom\s(?:the\s)?[A-ZÀ-Þ]")  # "the official from Lesk"
# "A video released by the navy of Velmar" is the navy's word.
_RELEASED = re.compile(r"[^,]+?\s(?:released|published|issued|circulated)\sby\s((?:the|its|his|her|their)\s[^,]+)$")
_RELATIVE = re.compile(r",?\s(?:who|whom|whose|which)\s(?!(?:speaks|leads|heads|chairs|represents|negotiates)\b)")
_ITS = re.compile(r"(?:(?<=\bof)|(?<=\bin)|(?<=\bat))\sits\s(?:own\s)?")
_THE_OTHER = re.compile(
    r"the\s(?:other|opposing|opposite)\s(?:side|party|government|delegation|capital|state|team|camp)$", re.I
)
_OF_BODY = re.compile(
    r"\b(?:of|in|at|from|for|with)\s(?:(its|his|her)|the)\s(?:own\s)?(?:[\w-]+\s){0,2}"
    r"(ministry|presidency|government|cabinet|army|chancellery|palace|embassy|foreign office|delegation)\b",
    re.I,
)
_CALLED = re.compile(r"[Tt]he\s[^A-ZÀ-Þ,]+,\s((?:the\s)?[A-ZÀ-Þ][^,]*)$")  # "the carriers' lobby, the Liner Forum"
_OF_OURS = re.compile(r"\b(?:of|in|at|from)\s(your|our|my)\s", re.I)
_OF_POSSESSIVE = re.compile(r"[\w-]+ of (its|his|her|their)\b", re.I)
_INNER_PRONOUN = re.compile(r"\b(?:close to|for|with|under|around|of) (?P<who>him\b|her\b(?!\s\w)|hers?$|his$)")
_APPOSITION = re.compile(r",\s((?:an?|the)\s[^,.;“”\"]{3,60}|[A-ZÀ-Þ][\w’' -]{2,40}),")
_OF_ORGANISATION = re.compile(r"\b(?:of|in|at|from|for|with|close\sto)\s(?:the|that|this)\s(\w+)$", re.I)
_REPORT = re.compile(
    r"\b(?:report|article|story|account|dispatch)\b,?\s+(?:(?:published|issued|released|written)\s(?:\w+\s){0,3})?(?:by|from|in|of)\s+((?:the\s)?[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)*)"
)


class Descriptions:
    """Resolves descriptions, in the order of the text."""

    def __init__(
        self,
        scene: Scene,
        agenda: Agenda | None,
        said: Sequence[Said],
        people: People,
        turns: Turns,
        pronouns: Pronouns,
    ) -> None:
        self.scene, self.said, self._agenda = scene, said, agenda
        self.people, self.turns, self.pronouns = people, turns, pronouns
        self.organisations = Organisations(scene)
        self.bodies = Bodies(scene, people, self.organisations)
        self._unnamed: dict[str, Speaker] = {}
        pronouns.describe = self._described

    def speaker(self, what: Mention, said: Said, i: int, outer: Speaker | None = None) -> Speaker:
        """Who the description stands for, which is not whoever reports it (`outer`)."""
        assert said.source is not None
        forms, at = self.scene.forms, said.source.start
        what = self._apposed(what, said.source)
        called = _CALLED.match(what.text) if what.kind in (Kind.BODY, Kind.OTHER) else None
        what = mention(called.group(1)) if called else what
        apart = _ORGANISATION.match(what.text) if not forms.hits(what.text.split(",")[0]) else None
        if apart and not self.people.named(apart.group(1)):
            head = mention(apart.group(2)).head
            party = holder(apart.group(2), forms) if head in BODIES | BUSINESS | {"member"} else None
            return Speaker(apart.group(1), "body", apart.group(2), party)
        what, by_person = self._of_person(what, said)
        hits = forms.hits(what.text)
        parties = list(dict.fromkeys(h.party for h in hits))
        subject = _ASIDE.split(what.text)[0]
        several = list(dict.fromkeys(h.party for h in forms.hits(subject)))
        if len(several) > 1 and "," not in subject and _AND.search(subject):
            name = " and ".join(map(forms.name, several)) if forms.hits(what.core) else what.label
            return Speaker(name, "joint", several=True)
        if PART.match(what.text):
            return self._part(what, said)
        other = self._other(at) if not parties and _THE_OTHER.match(what.text) else None
        if other is not None:
            return Speaker(forms.name(other), "pronoun", party=other)
        if what.kind is Kind.JOINT and not parties:
            return self._joint(what, at)
        if not parties and what.head.endswith("s") and _singular(what.head) in BODIES and _BOTH.match(what.text):
            return self._joint(what, at)  # "the two health ministries"
        if what.possessive in ("his", "her") and what.kind is Kind.BODY:
            owner = self.pronouns.person(POSSESSIVES[what.possessive], at)
            if owner and what.head in ("office", "staff", "camp", "team"):
                name = self.people.office(owner) if what.head == "office" else f"{what.head} of {owner.name}"
                return Speaker(name, "pronoun", party=owner.speaks_for)
        if what.determiner == "the" and _VARIATION.match(what.text):
            person = self.pronouns.just_named(what.text, at)
            if person:
                return Speaker.of(person, "pronoun")
        its = before_its(self.scene, at) if what.possessive == "its" and not parties else None
        if its is not None and its.party is None and what.kind is not Kind.OTHER:
            return Speaker(f"{what.label} of the {its.words}", "unnamed", what.label)
        party = by_person or (its.party if its else self._party_of(what, at))
        alike = what.head == "counterpart" or (what.head == "colleague" and parties)  # "your Ostrenan colleague"
        if alike and party is not None and what.possessive in ("his", "her", "your"):
            return self._counterpart(what, party, at)
        if what.possessive in ("his", "her", "its", "their") and what.head in SPEECH:  # "by her own account"
            owner_speaks = self.pronouns.speaker(POSSESSIVES[what.possessive], said)
            if owner_speaks:
                return owner_speaks
        if what.head in _OPPOSITE and what.possessive in ("his", "her"):
            opposite = self._opposite(what, at)
            if opposite:
                return Speaker.of(opposite, "pronoun")
        if what.head in ("predecessor", "successor") and what.possessive in ("his", "her"):
            predecessor = self._before_or_after(what, at)
            if predecessor:
                return Speaker.of(predecessor, "office")
        if what.kind is Kind.OFFICE:
            return self._office(what, party, at, i, outer.person if outer else None)
        if what.kind is Kind.UNNAMED and what.determiner in ("the", ""):
            whole = hits[0].party if len(parties) == 1 else None
            if whole and self.bodies.is_party(what.text, whole):  # "the conciliators" of the agenda
                return Speaker(forms.name(whole), "party", party=whole)
        if what.kind is Kind.UNNAMED:
            return self._nameless(what, party, at, i, belongs=by_person is not None)
        office = _OFFICE_OF.match(what.text) if party is None else None
        if office:
            person = self.people.in_office(office.group(1), None, at)
            if person and person.speaks_for:
                name = f"{office.group(2)} of the {forms.short(person.speaks_for)} {office.group(1)}"
                return Speaker(name, "office", party=person.speaks_for)
        if self.bodies.is_party(what.text, party):
            assert party is not None
            return Speaker(self.bodies.party_name(what.text, party), "party", party=party)
        report = what.head in ("report", "article", "story") and _REPORT.search(self.scene.text)
        if report:
            return Speaker(report.group(1).removeprefix("the "), "body")
        owned = _PAPER_OF.match(what.text) or _RELEASED.match(what.text)
        issuer = owned.group(1) if owned else self._issuer(what, at)
        if issuer and (whose := mention(issuer)).kind in (Kind.BODY, Kind.OFFICE):
            return self.speaker(whose, said, i, outer)
        author = self._author(what, at) if what.head in _PAPERS and party is None else None
        if author:
            return author
        if what.kind is Kind.OTHER and what.determiner in ("a", "an"):
            return Speaker(what.label, "unnamed", what.label, party if what.head in _PAPERS else None)
        if what.kind is Kind.OTHER and by_person is not None:
            return Speaker(what.label, "unnamed", what.label)
        if what.kind is Kind.OTHER and what.possessive in ("his", "her"):  # "her driver" speaks for nobody
            owner = self.pronouns.person(POSSESSIVES[what.possessive], at, said)
            return Speaker(f"{what.label} of {owner.name}" if owner else what.label, "unnamed", what.label)
        name, party = self.bodies.resolve(what, party, at)
        return Speaker(name, "body", party=party)

    def _described(self, words: str, at: int) -> Speaker | None:
        """Whom words that are no source describe, for pronouns that take them up."""
        what = mention(words)
        theirs = what.possessive in ("his", "her") and what.head != "counterpart"  # of whom nothing is known but whose
        if what.kind not in (Kind.OFFICE, Kind.UNNAMED, Kind.BODY) or theirs:
            return None
        party = self._party_of(what, at)
        if what.kind is Kind.OFFICE and what.determiner == "the":
            office = self.scene.forms.without(_without_determiner(what))
            person = self.people.in_office(office, party, at, before=True)
            if person is not None:
                return Speaker.of(person, "office")
            party = party or self._whose_office(what, office, at)
            if party is not None:
                return Speaker(self.scene.forms.of(party, office), "unnamed", office, party)
        if what.kind is Kind.BODY:
            if self.bodies.is_party(what.text, party):
                return Speaker(self.scene.forms.name(party or ""), "pronoun", party=party)
            name, party = self.bodies.resolve(what, party, at)
            return Speaker(name, "pronoun", party=party)
        if party is not None and what.head == "counterpart":
            return self._counterpart(what, party, at)
        return Speaker(what.label, "unnamed", what.label, party, several=what.head.endswith("s"))

    def _counterpart(self, what: Mention, party: str, at: int) -> Speaker:
        """ "Her counterpart in Corvas": who holds the same office there."""
        addressed = self.turns.addressed(at) if what.possessive == "your" else None
        owner = addressed.person if addressed else self.pronouns.person(POSSESSIVES.get(what.possessive, ""), at)
        role = owner.role.rsplit("’s ")[-1].rsplit("'s ")[-1] if owner else ""
        person = self.people.in_office(role, party, at, exclude=owner) if role else None
        if person and person.speaks_for == party:
            return Speaker.of(person, "office")
        return Speaker(self.scene.forms.of(party, role or "counterpart"), "unnamed", role, party)

    def _opposite(self, what: Mention, at: int) -> Person | None:
        """ "Her guest": the one last named who speaks for another side than she does."""
        owner = self.pronouns.person(POSSESSIVES[what.possessive], at)
        if owner is None or owner.speaks_for is None:
            return None
        named = (o.person for o in reversed(self.people.between(0, at)[-40:]))
        return next((p for p in named if p.speaks_for not in (None, owner.speaks_for)), None)

    def _before_or_after(self, what: Mention, at: int) -> Person | None:
        """ "His predecessor": whom the agenda, or an earlier text, knows in the same office."""
        owner = self.pronouns.person(POSSESSIVES[what.possessive], at)
        for role in owner.roles if owner else ():
            held = self.people.in_office(" ".join(role), owner.speaks_for, at, exclude=owner) if owner else None
            if held and held.known:
                return held
        return None

    def _apposed(self, what: Mention, source: Span) -> Mention:
        """ "One of the two, a city official", "The third, the dockers,": what the part of a group is called."""
        first, _, rest = what.text.partition(",")
        if not PART.match(first):
            return what
        after = _APPOSITION.match(self.scene.text, source.end)
        rest = rest or (after.group(1) if after else "")
        apposed = mention(rest)
        told = apposed.kind in (Kind.OFFICE, Kind.UNNAMED, Kind.BODY) or self.scene.forms.hits(rest)
        return apposed if told and apposed.kind is not Kind.NOBODY else replace(what, text=first)

    def _part(self, what: Mention, said: Said) -> Speaker:
        """ "One", "another", "a third": somebody of the group told of last."""
        last = self.pronouns.unnamed_before(said.at)
        group = group_before(self.scene, said.at)
        if last and (group is None or last[0] >= group[0] - 1):
            head, party = mention(last[1].name).head, last[1].party
        elif group:
            described = mention(group[1])
            head, party = described.head, self._party_of(described, group[0])
        else:
            return Speaker(what.label, "unknown", what.label)
        name = part_of(what.text, head)
        return Speaker(name, "unnamed", name, party, several=name.endswith("s"))

    def _issuer(self, what: Mention, at: int) -> str:
        """Who put out the paper of this head that the text told of last; empty if it does not tell."""
        if what.head not in _PAPERS or what.determiner not in ("the", "this", "that"):
            return ""
        told = list(re.finditer(rf"{_PUTS_OUT}{re.escape(what.head)}\b", self.scene.text[max(0, at - 600) : at]))
        who = told and _WHO_PUTS.search(self.scene.text, max(0, at - 800), max(0, at - 600) + told[-1].start())
        return who.group(1) if who else ""

    def _author(self, what: Mention, at: int) -> Speaker | None:
        """ "The note continues": whoever was heard in a sentence that tells of the note."""
        bare = " " not in what.core and len(what.text.split()) == 2
        by = re.compile(rf"\b{re.escape(what.head)}\s{_PUT_OUT}").search(self.scene.text, max(0, at - 600), at)
        hits = self.scene.hits.between(by.end(), by.end() + 1) if by and bare else []
        if hits:
            return Speaker(f"{what.head} of the {self.scene.forms.name(hits[0].party)}", "body", party=hits[0].party)
        return self.pronouns.heard_in(what.head, at) if bare and what.determiner in ("the", "this", "that") else None

    def _of_person(self, what: Mention, said: Said) -> tuple[Mention, str | None]:
        """ "Officials close to him", "a clerk of hers": the words with the person's name, and his party."""
        inner = _INNER_PRONOUN.search(what.text)
        if inner is None:
            return what, None
        person = self.pronouns.person("m" if inner.group("who") in ("him", "his") else "f", said.at, said)
        if person is None:
            return what, None
        words = what.text[: inner.start("who")] + person.name + what.text[inner.end("who") :]
        return replace(what, text=words), person.speaks_for

    def _other(self, at: int) -> str | None:
        """Of two principals, the one that did not speak last."""
        two = [p.id for p in self._agenda.principals] if self._agenda else []
        one = self.pronouns.owner(at) or self.scene.issuer
        return next(p for p in two if p != one) if len(two) == 2 and one in two else None

    def _joint(self, what: Mention, at: int) -> Speaker:
        """Several parties as one. "Both governments" are the principals', where there are two."""
        told = in_full(self.scene, what.head, at)
        if told:
            return Speaker(told, "joint", several=True)
        together = self.pronouns.both(what.head, at, 3 if "three" in what.text.casefold().split() else 2)
        if together and (what.head in ("leaders", "principals") or what.head not in _STATES):
            return together
        two = [self.scene.forms.short(p.id) for p in self._agenda.principals] if self._agenda else []
        if len(two) == 2 and (_BOTH.match(what.text) or what.head in _STATES):
            names = f"{two[0]} and {two[1]}"
            heads = what.head if what.kind is Kind.JOINT else _TWO.sub("", what.core)
            return Speaker(names if what.head in _SIDES else f"{heads} of {names}", "joint", several=True)
        return together or Speaker(what.label.removeprefix("the "), "joint", several=True)

    def _party_of(self, what: Mention, at: int) -> str | None:
        party = holder(_RELATIVE.split(what.text)[0], self.scene.forms)
        inner = _OF_POSSESSIVE.match(what.text)
        possessive = what.possessive or (inner.group(1).casefold() if inner else "")
        ours = _OF_OURS.search(what.text) if party is None else None
        if ours:
            return None if what.head == "opposition" else self.turns.party(at, ours.group(1).casefold())
        if possessive == "whose":
            return self.people.allegiances.owner("whose", at)
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
            person = person or self.people.allegiances.office_before(at)
            party = person.speaks_for if person else None
        if party is None and not possessive:
            party = self._party_inside(what, at)
        own = any(h.end >= len(what.core) for h in self.scene.forms.hits(what.core))  # "the Ledger" of the agenda
        media = bool(MEDIA.search(what.core)) and what.kind is not Kind.OFFICE and not own
        if party is not None and what.head in ADVOCATES and sent_by(what.text, party, self.scene.forms):
            return party
        return None if media or outside(what.text, party, self.scene.forms) else party

    def _party_inside(self, what: Mention, at: int) -> str | None:
        """The party of "an official in his ministry", "a spokeswoman for the foreign ministry"."""
        inside = _OF_BODY.search(what.text)
        if what.kind is Kind.OTHER:
            return None
        modifiers = set(what.core.casefold().replace("foreign ministry", "ministry").split()[:-1])
        if what.kind is Kind.UNNAMED and inside is None and (superior := _TO_OFFICE.search(what.text)):
            return self.people.allegiances.behind(superior.group(1), at)
        if what.kind is Kind.UNNAMED and inside is None:  # "a navy spokesman", of the navy named last
            told = (self.scene.body_before(head, at)[0] for head in sorted(modifiers & _NAMED_BODIES))
            named = next((party for party in told if party), None)
            if named is None and modifiers & {"ministry", "department"}:
                named = self.pronouns.last_party(at)
            if named is not None:
                return named
        if what.kind is Kind.UNNAMED and inside is None and modifiers & _STATE_MODIFIERS and not modifiers & _ABROAD:
            return self.bodies.state("government", at)  # "a military spokesman"
        if inside is None and what.kind is Kind.UNNAMED and LODGE.search(what.core):
            return self.scene.forms.union
        if inside is None and what.kind is Kind.UNNAMED and what.core.casefold() in _PLAIN_OFFICIALS:
            there = what.text.endswith((" there", " here"))  # "In Corvas two officials said", "Officials there said"
            here = self.scene.place(at) if there else self.scene.stated_place(at)
            if here is not None:
                return here
        if inside is None:
            whose = _OF_ORGANISATION.search(what.text)
            organisation = self.organisations.called(whose.group(1).casefold(), at) if whose else None
            return organisation.party if organisation else None
        owner, head = (inside.group(1) or "").casefold(), inside.group(2).casefold()
        if owner == "its":
            return self.pronouns.owner(at)
        if owner in ("his", "her"):
            person = self.pronouns.person(POSSESSIVES[owner], at)
            return person.speaks_for if person else None
        return self.scene.body_before(head, at)[0] or self.bodies.state(head, at)

    def _office(self, what: Mention, party: str | None, at: int, i: int, outer: Person | None) -> Speaker:
        forms = self.scene.forms
        earlier = self._unnamed.get(what.core.casefold())  # "the adviser", "the press secretary"
        if what.determiner == "the" and earlier:
            return earlier
        office, new = _NEW.subn("", forms.without(_without_determiner(what)))
        person = self._named_next(what, party, i) if new else None  # not the one whom the agenda knows
        if person is None:
            person = self.people.in_office(office, party, at, exclude=outer)
            if new and person is not None and person.known:  # of whom the text has told by then
                person = self.people.in_office(office, party, at, exclude=person)
            person = person or (None if new else self.people.only_holder(office, party))
        if not outside(what.text, party, forms) or (person and person.known and person.party):
            if person is None and self.scene.paragraph(at) == 0:
                person = self._named_next(what, party, i)
            if person:
                if party is not None and not person.decided:
                    person.party, person.decided = party, True
                return Speaker.of(person, "office")
            if party is None and what.determiner == "the" and (" " not in office or _FOREIGN.fullmatch(office)):
                person = self.pronouns.last_with_role(what.head, at, exclude=outer)
                if person:
                    return Speaker.of(person, "office")
            person = self.people.only_nameless_office(at) if party is None and " " not in office else None
            if person is not None and person.speaks_for == self.scene.issuer and what.determiner == "the":
                return Speaker.of(person, "office")
            party = party or self._whose_office(what, office, at)
        if what.possessive in ("his", "her") and party is not None:
            superior = self.pronouns.person(POSSESSIVES[what.possessive], at)
            if superior and superior.speaks_for == party:
                return self.remember(what, Speaker(f"{office} of {superior.name}", "unnamed", office, party))
        if what.possessive in ("my", "your") and what.head in _STAFF:
            whose = (self.turns.addressed if what.possessive == "your" else self.turns.speaking)(at)
            if whose is not None and whose.person:
                return Speaker(f"{office} of {whose.name}", "unnamed", office, party)
        role = office if party is None else forms.of(party, office)
        role = what.label if _FROM.search(what.text) else role
        return Speaker(role, "unnamed", office, party)

    def _whose_office(self, what: Mention, office: str, at: int) -> str | None:
        """The party of an office that is named without one: as told before, of the place, or of whose text it is."""
        party = self.scene.office_of(what.head, at) if what.determiner == "the" else None
        party = party or self.scene.forms.ministry(office)
        if party is None and not self.bodies.elsewhere(what.text):
            party = self.bodies.state(what.head, at)
        if party is None and " " not in office and what.determiner == "the" and what.head in _OWN_OFFICES:
            party = self.scene.issuer  # "the chairman" in a text of the commission's
        return party

    def _nameless(self, what: Mention, party: str | None, at: int, i: int, *, belongs: bool) -> Speaker:
        singular = what.head.removesuffix("s")
        if (
            what.determiner in ("the", "this", "that")
            and what.head in self._unnamed
            and party in (None, self._unnamed[what.head].party)
        ):
            return self._unnamed[what.head]
        belongs = (
            belongs
            or what.possessive == "whose"
            or bool(_TO_OFFICE.search(what.text))
            or bool(BODIES & set(what.core.casefold().split()[:-1]))
        )
        belongs = belongs or bool(_OF_POSSESSIVE.match(what.text) or _OF_OURS.search(what.text))
        if party is None and what.head == "colleague" and what.determiner in ("a", "another"):
            party, belongs = self.pronouns.last_party(at), True
        serves = party is not None and (
            (singular in ROLES and (belongs or is_staff(what.text, party, self.scene.forms)))
            or (what.head in ADVOCATES and sent_by(what.text, party, self.scene.forms))
        )
        last = what.text.find(what.core) + len(what.core) - 1
        itself = any(h.start <= last < h.end for h in self.scene.forms.hits(what.text))  # "three trustees" of an alias
        if what.head not in UNNAMED_OFFICIALS and not serves and not itself:
            party = None
        elif party is not None:
            person = self._named_next(what, party, i)
            if person:
                return Speaker.of(person, "office")
        elif what.determiner == "a" and what.head == "member":
            person = self._named_next(what, self.scene.home, i)
            if person:
                return Speaker.of(person, "office")
        label = self._label(what, party, at)
        speaker = Speaker(label, "unnamed", label, party, several=what.head.endswith("s") and what.determiner != "one")
        self._unnamed[singular] = speaker
        return self.remember(what, speaker)

    def remember(self, what: Mention, speaker: Speaker) -> Speaker:
        """Keep somebody described for whoever is called so again: "An aide to Ms Ek ... . The aide"."""
        self._unnamed[what.head] = self._unnamed[what.core.casefold()] = speaker
        return speaker

    def _label(self, what: Mention, party: str | None, at: int) -> str:
        """The description, with the party's name for "its": "official of the Ostrena interior ministry"."""
        label = what.label
        one = _ONE_OF.match(label)
        if one:  # "one of its delegates"
            core = what.core.split()
            her = (one.group(1) or "").casefold() in ("his", "her")
            person = self.pronouns.person(POSSESSIVES[one.group(1).casefold()], at) if her else None
            owner = f" of {person.name}" if person else f" of {self.scene.forms.short(party)}" if party else ""
            owner = owner if one.group(1) else ""
            return f"{' '.join([*core[:-1], core[-1].removesuffix('s')])}{owner}"
        his = _HIS_BODY.search(label)
        superior = self.pronouns.person(POSSESSIVES[his.group(1).casefold()], at) if his else None
        if his and superior and superior.speaks_for:
            body = f"the {self.people.institution(superior, his.group(2))}"
            return f"{label[: his.start(1)]}{body}{label[his.end() :]}"
        owned = _ITS.search(label) if party else None
        if owned is None or party is None:
            return label
        return f"{label[: owned.start()]} the {self.scene.forms.short(party)} {label[owned.end() :]}"

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
                person = occurrence.person
                fits = any(what.head in role for role in person.roles) and not person.known
                office = fits or set(occurrence.title.casefold().split()) & ROLES
                # "their leader said" and then a bare name, with which nothing else has been done
                bare = what.possessive and not person.decided and self.people.first(person) == occurrence.start
                if (office or bare) and (person.speaks_for in (party, None) or party is None):
                    return person
        return None


def _singular(noun: str) -> str:
    return f"{noun[:-3]}y" if noun.endswith("ies") else noun.removesuffix("s")


def _without_determiner(what: Mention) -> str:
    text = re.sub(r"\s*[,;(—–].*$|\s+(?:who|appointed|named|sent)\b.*$", "", what.text, flags=re.DOTALL)
    return text[len(what.determiner) :].strip() if what.determiner else text
