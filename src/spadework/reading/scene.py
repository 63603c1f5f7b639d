"""The setting of a text: sentences, quotations, the parties named, and the place it is told from."""

from __future__ import annotations

import re
from bisect import bisect_right

from spadework.model import Document
from spadework.reading.lexicon import MEDIA, word_set
from spadework.reading.names import names
from spadework.reading.parties import Hit, Hits, PartyForms
from spadework.text import paragraphs, sentences

_DATELINE = re.compile(r"[A-ZÀ-Þ][^\n]{1,70}?(?:\s-{1,2}|\s?[—–])\s")
_SHOUTED = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ’'.-]+(?:\s[A-ZÀ-Þ][A-ZÀ-Þ’'.-]*)*\b")
_IN_PLACE = re.compile(r"(?:(?:But|And|Back|Meanwhile|Speaking|Hours later)?,?\s*)[Ii]n\s")
_NOT_DOER = word_set(
    """with of from to by for against on between at in near into about toward towards across neighbouring neighboring"""
)
# Whose releases may carry a dateline like a wire's.
_MINISTRY = re.compile(
    r"(?:the )?(?:ministry|department|government|office|embassy|cabinet|chancellery)\b", re.IGNORECASE
)
_TARGETS = word_set("with against to on toward towards than by at")
_PAPER = re.compile(r"\b(?:radio|television|news|newspaper|daily|weekly|tribune|magazine|wire|press agency)\b", re.I)
_DEBATE = re.compile(
    r"\b(?:parliament|assembly|senate|congress|house of|committee|hearing|verbatim|hansard|sitting"
    r"|official re(?:cord|port)|joint press conference)\b",
    re.IGNORECASE,
)
_WORDS_BEFORE = re.compile(r"(?<![\w’'-])((?:[\w’'-]+ ){1,4})$")
_ANEW = re.compile(r"\s(?:an?|the|its|his|her|their)\s", re.IGNORECASE)
_BARE = re.compile(r"(?:^|\s)(?:the|its|that|this|same)\s$", re.IGNORECASE)
_DOUBLE = re.compile(r"[“\"«]")
MAX_QUOTE = 4_000
REACH = 4_000


class Scene:
    """What the resolvers ask about a document. Everything is computed once, in linear time.

    Attributes:
        text: the document's text.
        hits: where parties are named.
        dateline: end of the dateline of the first paragraph, 0 if there is none.
        home: the party in whose place the text is told, None if unknown.
        issuer: the party whose own text it is (a statement, a readout), None for a paper's.
        names: the names in it.
        debate: whether it is the record of a sitting, where people of all sides and none speak in somebody's house.
    """

    def __init__(self, document: Document, forms: PartyForms) -> None:
        self.document, self.text, self.forms = document, document.text, forms
        self.paragraphs = list(paragraphs(self.text))
        self.sentences = [s for a, b in self.paragraphs for s in sentences(self.text, a, b)]
        self._sentence_starts = [a for a, _ in self.sentences]
        self._paragraph_starts = [a for a, _ in self.paragraphs]
        self.hits = Hits(forms.hits(self.text))
        self.names = list(names(self.text))
        self.quotes = [q for a, b in self.paragraphs for q in _quotations(self.text, a, b)]
        self._quote_starts = [a for a, _ in self.quotes]
        self.dateline = self._dateline()
        self.home = self._home()
        wire = self.dateline and not (forms.whole(document.publisher) or _MINISTRY.match(document.publisher))
        paper = wire or MEDIA.search(document.publisher) or _PAPER.search(document.publisher)
        issued = forms.hits(document.publisher) if not paper else []
        self.issuer = issued[0].party if issued else None
        self.debate = bool(_DEBATE.search(f"{document.publisher}. {document.title}. {self.text[:200]}"))

    def sentence(self, at: int) -> int:
        """The number of the sentence that holds the place."""
        return max(0, bisect_right(self._sentence_starts, at) - 1)

    def paragraph(self, at: int) -> int:
        """The number of the paragraph that holds the place."""
        return max(0, bisect_right(self._paragraph_starts, at) - 1)

    def quoted(self, at: int) -> bool:
        """Whether the place is inside quotation marks."""
        i = bisect_right(self._quote_starts, at) - 1
        return i >= 0 and at < self.quotes[i][1]

    def quoted_share(self, start: int, end: int) -> float:
        """How much of the words between two offsets stands in quotation marks, 0 to 1."""
        total = inside = 0
        i = max(0, bisect_right(self._quote_starts, start) - 1)
        while i < len(self.quotes) and self.quotes[i][0] < end:
            a, b = max(self.quotes[i][0], start), min(self.quotes[i][1], end)
            inside += sum(map(str.isalnum, self.text[a:b])) if a < b else 0
            i += 1
        total = sum(map(str.isalnum, self.text[start:end]))
        return inside / total if total else 0.0

    def doers(self, at: int) -> str | None:
        """The party that "their" stands for: one called by a plural ("the Liberals", "the dockers") as the doer."""
        number = self.sentence(at)
        for back in range(2):
            if number - back < 0:
                break
            start, end = self.sentences[number - back]
            for hit in self.hits.between(max(start, self.dateline, at - REACH), at if back == 0 else end):
                if self.is_doer(hit) and self.text[hit.end - 1] == "s":
                    return hit.party
        return None

    def doer(self, at: int) -> str | None:
        """The party that "its" or "it" at this place most likely stands for: the first of its sentence that is not
        governed by a preposition or used as an adjective, else of the sentence before."""
        number = self.sentence(at)
        for back in range(3):
            if number - back < 0:
                return None
            start, end = self.sentences[number - back]
            hits = self.hits.between(max(start, self.dateline, at - REACH), at if back == 0 else end)
            for hit in hits:
                if self.is_doer(hit):
                    return hit.party
            if hits:
                return hits[0 if back == 0 else -1].party
        return None

    def doer_near(self, at: int) -> str | None:
        """The party that this paragraph is about so far: its first doer, from this sentence backwards."""
        paragraph = self.paragraph(at)
        for number in range(self.sentence(at), max(-1, self.sentence(at) - 4), -1):
            start, end = self.sentences[number]
            if self.paragraph(start) != paragraph:
                break
            for hit in self.hits.between(max(start, self.dateline, at - REACH), min(end, at)):
                if self.is_doer(hit) and not self.quoted(hit.start):
                    return hit.party
        return None

    def only_party(self, at: int) -> str | None:
        """The party that this paragraph names so far, outside quotations, if it is the only one and no target."""
        start = max(self.paragraphs[self.paragraph(at)][0], self.dateline, at - REACH)
        named = {h.party for h in self.hits.between(start, at) if not self.quoted(h.start)}
        targets = any(self._governor(h) in _TARGETS for h in self.hits.between(start, at))
        return named.pop() if len(named) == 1 and not targets else None

    def place(self, at: int) -> str | None:
        """The party in whose place the sentence is told ("In Tisz, the foreign ministry said"), else the text's."""
        number = self.sentence(at)
        paragraph = self.paragraph(at)
        for n in range(number, max(-1, number - 4), -1):
            start, end = self.sentences[n]
            if self.paragraph(start) != paragraph:
                break
            found = _IN_PLACE.match(self.text, max(start, self.dateline), end)
            if found:
                hits = self.hits.between(found.end(), found.end() + 12)
                if hits:
                    return hits[0].party
        return self.home or self._told_in(paragraph)

    def _told_in(self, paragraph: int) -> str | None:
        """The party in whose place the paragraph before begins, in a text that has no place of its own."""
        if paragraph == 0:
            return None
        start, end = self.paragraphs[paragraph - 1]
        found = _IN_PLACE.match(self.text, max(start, self.dateline), end)
        hits = self.hits.between(found.end(), found.end() + 12) if found else []
        return hits[0].party if hits else None

    def stated_place(self, at: int) -> str | None:
        """The party in whose place this very sentence is told: "In Tisz two officials said"."""
        start, end = self.sentences[self.sentence(at)]
        found = _IN_PLACE.match(self.text, max(start, self.dateline), end)
        hits = self.hits.between(found.end(), found.end() + 12) if found else []
        return hits[0].party if hits else None

    def body_before(self, head: str, at: int) -> tuple[str | None, str]:
        """The party of the last body of this head that is named with it, and the words without the party's name."""
        last, low = None, max(0, at - REACH)
        for found in reversed(list(re.finditer(rf"\b{re.escape(head)}\b", self.text[low:at], re.IGNORECASE))):
            before = _WORDS_BEFORE.search(self.text, max(low, low + found.start() - 120), low + found.start())
            if before is None:
                continue
            last = last or before
            if not _BARE.search(before.group(1)):  # "the agency" itself tells nothing new
                last = before
                break
        hits = [h for h in self.forms.hits(last.group(1)) if not h.body] if last else []
        if last is None or not hits:
            return None, ""
        words = last.group(1)[hits[-1].start :]
        # "Wellington published a notice": the notice is its own, and not called so.
        return hits[-1].party, head if _ANEW.search(words) else self.forms.without(words + head)

    def office_before(self, role: str, at: int) -> str | None:
        """The party of an office that the text has already named with it: "its deputy prime minister"."""
        if len(role) > 60:
            return None
        pattern = re.compile(rf"(\bits|[\w.-]+[’']s|[\w.-]+)\s{re.escape(role)}\b", re.IGNORECASE)
        for found in pattern.finditer(self.text, max(0, at - REACH), at):
            if found.group(1).casefold() == "its":
                return self.doer(found.start())
            hits = self.hits.between(found.start(1), found.end(1))
            if hits:
                return hits[-1].party
        return None

    def office_of(self, role: str, at: int) -> str | None:
        """The party of an office last named with it before the place: "the ambassador of the Kingdom of Norland"."""
        pattern = re.compile(rf"\b{re.escape(role)} (?:of|from) (?:the )?", re.IGNORECASE)
        for found in reversed(list(pattern.finditer(self.text, max(0, at - REACH), at))):
            hits = self.hits.between(found.end(), found.end() + 24)
            if hits:
                return hits[0].party
        return None

    def organisation_before(self, at: int) -> str | None:
        """The party last named, outside quotations, that is an organisation and no state."""
        for hit in reversed(self.hits.between(max(0, at - REACH), at)):
            if not self.quoted(hit.start) and self.forms.organised(hit.party):
                return hit.party
        return None

    def is_doer(self, hit: Hit) -> bool:
        """Whether a party is named for itself, and not by an adjective, as an owner or after a preposition."""
        if self._governor(hit) in _NOT_DOER:
            return False
        # "Vellaria will", but neither "Vellarian soldiers" nor "Vellaria's soldiers"; and "Jordan will"
        words = self.text[hit.start : hit.end]
        own = words in (self.forms.name(hit.party), self.forms.short(hit.party))
        owner = self.text.startswith(("’s", "'s"), hit.end)
        return not owner and (own or not words.endswith(("n", "ish", "ese", "i")))

    def _governor(self, hit: Hit) -> str:
        """The word before a party's name and its article."""
        before = self.text[max(0, hit.start - 24) : hit.start].casefold().split()
        while before and before[-1] in ("the", "neighbouring", "neighboring"):
            before.pop()
        return before[-1].strip('“"(') if before else ""

    def _dateline(self) -> int:
        if not self.paragraphs:
            return 0
        start, end = self.paragraphs[0]
        found = _DATELINE.match(self.text, start, min(end, start + 90))
        return found.end() if found and _SHOUTED.match(self.text, start) else 0

    def _home(self) -> str | None:
        start = self.paragraphs[0][0] if self.paragraphs else 0
        if self.dateline:
            city = _SHOUTED.match(self.text, start)
            head = (city.group().title() if city else "") + " " + self.text[start : self.dateline]
        else:
            head = self.text[start : start + 160].split("\n")[0].split(". ")[0] if self.paragraphs else ""
            if len(head) > 100:  # a sentence and no heading
                head = ""
        for words in (self.document.publisher if not self.dateline else "", head, self.document.publisher):
            hits = self.forms.hits(words)
            if hits:
                return hits[0].party
        return None


def _quotations(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Quotations of a paragraph. One that never closes goes on to the paragraph's end."""
    straight = not _DOUBLE.search(text, start, end)  # British papers: 'so he said'
    found, at = [], start
    while at < end:
        mark = text[at]
        single = (mark == "‘" or (straight and mark == "'")) and (at == start or not text[at - 1].isalnum())
        if mark in '“"«„' or single:
            stop = _closing(text, at + 1, end, mark)
            found.append((at + 1, min(stop, at + MAX_QUOTE)))
            at = stop
        at += 1
    return found


def _closing(text: str, at: int, end: int, mark: str) -> int:
    if mark in "‘'":
        while True:
            at = text.find("’" if mark == "‘" else "'", at, end)
            if at < 0:
                return end
            if at + 1 >= end or not text[at + 1].isalnum():
                return at
            at += 1
    stops = {"“": "”", '"': '"', "«": "»", "„": "“”"}[mark]
    places = [i for i in (text.find(s, at, end) for s in stops) if i >= 0]
    return min(places, default=end)
