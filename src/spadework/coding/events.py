"""Deeds: what somebody did, or what was done and nobody says by whom.

Categories are PLOVER's root categories (Open Event Data Alliance, PLOVER codebook). The verbs that show them are this
project's own list, in `events.txt`. A deed is told in the past tense and affirmed; what is denied, planned, feared or
supposed is none. Talk (consulting, demanding, accusing) is kept with statements and positions, so that of PLOVER's
verbal categories only those are coded that leave a mark on the ground.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from spadework.coding.holders import names
from spadework.dates import date_phrases
from spadework.model import Agenda, Attribution, Document, Event, Plover, Span, Statement, row_id
from spadework.text import sentences, stem, words

_IRREGULAR_PAST = """
    fell struck hit shot fought broke took sent withdrew left gave built drove drew cut shut stole sank overran blew
    seized set put shelled burnt fled held bombed sunk taken broken driven stolen shot given sent beaten beat lit
    laid ran dug blown overrun slain slew flew came went won lost threw thrown caught brought bought sold swept rode
    led met let kept tore torn fed spread split
"""
_PAST = frozenset(_IRREGULAR_PAST.split())
# Before the verb these take the deed back: it was not done, or not yet, or only said to be wished.
_UNDONE = re.compile(
    r"""(?:\b(?:not|never|no|nobody|nothing|neither|nor|without|hardly|barely|will|would|shall|should|could|can|cannot|may|might
    |must|to|if|unless|whether|until|once|when|after\sa|before|of|from|for|against|by|in|be|deny|denied|denies|refused|failed
    |threatened|planned|wants?|wanted|vowed|promised|agreed|hopes?|hoped|feared?|having)|n['’]t)\s+
    (?:\w+ly\s+|have\s+|has\s+|had\s+|been\s+|be\s+|being\s+|ever\s+|yet\s+)*$""",
    re.VERBOSE | re.IGNORECASE,
)
# "If Arland attacked", "wants the crew released": supposed or wished for in the clause, further away from the verb.
_SUPPOSED = re.compile(
    r"""(?:^|[.;:,“”"]\s*|\b(?:that|and|but|or)\s)(?:(?:even|only|as)\s)?(?:if|unless|whether|should|in\scase|were)\b[^,;]*$
    |\b(?:wants?|wanted|demand(?:s|ed|ing)?|needs?|needed|would\slike|call(?:s|ed|ing)\sfor|insist(?:s|ed)\son|ask(?:s|ed|ing)?\sfor)
      \s(?:\w+\s){1,4}$""",
    re.VERBOSE | re.IGNORECASE,
)
_PASSIVE = re.compile(r"\b(?:was|were|been|being|are|is|got)\s+(?:\w+ly\s+|also\s+|then\s+|all\s+)*$", re.IGNORECASE)
_AGENT = re.compile(r"\bby\s+(?!(?:the\s+)?(?:\w+day|end|\d))", re.IGNORECASE)
# Things that strike of themselves: whoever sent them is not named.
_THING = re.compile(
    r"\b(?:shells?|shellfire|rounds?|rockets?|mortars?|missiles?|drones?|bombs?|mines?|grenades?|bullets?|shots?|fire|explosions?"
    r"|blasts?|projectiles?|gunfire|gunmen|attackers?|assailants?|masked men|men in masks"
    r"|unknown\w*|unidentified \w+|arsonists?)\b",
    re.IGNORECASE,
)
_CUT = re.compile(r"[;:]\s|,?\s(?:but|while|whereas)\s|,\s(?:and|which|who|where)\s|\sthat\s|[“”\"]|\s[-–—]+\s")
_ACCUSED_OF = re.compile(
    r"\b(?:accus\w+|suspect\w+|blam\w+)\s+(?P<whom>.{2,60}?)\s+(?:of|for)\s+(?:\w+ly\s+)?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Deed:
    """A verb of the lexicon where it tells of a deed; offsets into the document."""

    start: int
    end: int
    category: Plover
    mode: str


@cache
def _lexicon() -> tuple[Mapping[str, tuple[Plover, str]], re.Pattern[str], Mapping[str, tuple[Plover, str]]]:
    """Verb stems, the pattern that finds the phrases, and the phrases, each with category and mode."""
    stems: dict[str, tuple[Plover, str]] = {}
    phrases: dict[str, tuple[Plover, str]] = {}
    raw = resources.files("spadework.coding").joinpath("events.txt").read_text(encoding="utf-8")
    kind = (Plover.ASSAULT, "")
    for line in raw.splitlines():
        if line.startswith("["):
            category, _, mode = line.strip("[]").partition(" ")
            kind = (Plover(category), mode)
        elif line and not line.startswith("#"):
            for entry in line.split():
                if "_" in entry:
                    phrases[entry.replace("_", " ")] = kind
                else:
                    stems[stem(entry)] = kind
    longest = sorted(phrases, key=len, reverse=True)
    return stems, re.compile(r"\b(?:" + "|".join(map(re.escape, longest)) + r")\b", re.IGNORECASE), phrases


def events(statements: Sequence[Statement], documents: Mapping[str, Document], agenda: Agenda) -> list[Event]:
    """The deeds that the documents tell, in their order. One deed told twice in a document is not merged.

    Args:
        documents: by id.
    """
    told = [(piece, s) for s in statements for piece in s.content]
    rows: list[Event] = []
    for document in documents.values():
        here = [(piece, s) for piece, s in told if piece.document == document.id]
        for start, end in sentences(document.text):
            if document.text[start:end].rstrip("\"”’' ").endswith("?"):
                continue
            for deed in _deeds(document.text, start, end):
                rows.append(_row(document, start, end, deed, here, agenda))
    return list({row.id: row for row in rows}.values())


def _deeds(text: str, start: int, end: int) -> Iterator[_Deed]:
    stems, pattern, phrases = _lexicon()
    taken: set[int] = set()
    for found in pattern.finditer(text, start, end):
        if not _UNDONE.search(text[max(start, found.start() - 40) : found.start()]):
            taken.update(range(found.start(), found.end()))
            yield _Deed(found.start(), found.end(), *phrases[found.group().casefold()])
    for first, last in words(text, start, end):
        word = text[first:last].casefold()
        if first in taken or not (kind := stems.get(stem(word)) or stems.get(_infinitive(word))):
            continue
        before = text[max(start, first - 60) : first]
        if _SUPPOSED.search(text[start:first]):
            continue
        if word.endswith("ing"):
            # "..., killing four" goes on with the deed; "accused of moving guns" charges somebody with it
            if not (re.search(r",\s+$", before) or _ACCUSED_OF.search(before) or re.search(r"\bnotice\s+$", before)):
                continue
        elif (
            not (word.endswith("ed") or word in _PAST)
            or _UNDONE.search(before)
            or before.endswith(("the ", " a ", "an "))
        ):
            continue
        yield _Deed(first, last, *kind)


_IRREGULAR_VERBS = """
    fell:fall struck:strike shot:shoot fought:fight broke:break broken:break took:take taken:take sent:send
    withdrew:withdraw withdrawn:withdraw left:leave gave:give given:give built:build drove:drive driven:drive
    stole:steal stolen:steal sank:sink sunk:sink overran:overrun burnt:burn beaten:beat dug:dig blown:blow
    blew:blow threw:throw thrown:throw laid:lay fled:flee sold:sell
"""
_IRREGULAR = dict(pair.split(":") for pair in _IRREGULAR_VERBS.split())


def _infinitive(word: str) -> str:
    return stem(_IRREGULAR.get(word, word))


def _row(
    document: Document, start: int, end: int, deed: _Deed, told: Sequence[tuple[Span, Statement]], agenda: Agenda
) -> Event:
    text = document.text
    teller = min(
        (s for piece, s in told if piece.start <= deed.start < piece.end),
        key=lambda s: sum(p.end - p.start for p in s.content),
        default=None,
    )
    source, target, attribution = _who(text, start, end, deed, agenda)
    if (
        source is None
        and attribution is Attribution.NAMED
        and teller
        and _speaks_of_self(text[max(start, deed.start - NEAR) : deed.start])
    ):
        source = teller.party
    base = (teller.said_on.last if teller and teller.said_on else None) or document.published
    day = next(
        (p.days for p in date_phrases(text, base, max(start, deed.start - NEAR), min(end, deed.end + NEAR)) if p.days),
        None,
    )
    return Event(
        id=row_id("e", document.id, deed.start),
        category=deed.category,
        mode=deed.mode,
        evidence=document.span(start, end),
        source=source,
        target=target,
        attribution=attribution,
        on=day,
        statement=teller.id if teller else None,
        # who owns up to a deed does not allege it
        alleged_by=teller.party if teller and teller.party and teller.party != source else None,
        confidence=0.7 if source or attribution is Attribution.OPEN else 0.5,
    )


NEAR = 400  # characters around a deed that tell who did it and when: no sentence is longer, but for lists


def _speaks_of_self(before: str) -> bool:
    return bool(re.search(r"\b(?:we|our|I)\b", before))


def _who(text: str, start: int, end: int, deed: _Deed, agenda: Agenda) -> tuple[str | None, str | None, Attribution]:
    """Doer, sufferer, and whether the doer is named at all."""
    before, after = text[max(start, deed.start - NEAR) : deed.start], text[deed.end : min(end, deed.end + NEAR)]
    accused = _ACCUSED_OF.search(before)
    if accused:
        return _first(agenda, accused["whom"]), None, Attribution.NAMED
    cuts = list(_CUT.finditer(before))
    subject = before[cuts[-1].end() :] if cuts and len(before) - cuts[-1].end() > 3 else before
    if _PASSIVE.search(before):
        agent = _AGENT.search(after)
        doer = _first(agenda, after[agent.end() :][:60]) if agent else None
        return doer, _first(agenda, subject), Attribution.NAMED if agent else Attribution.OPEN
    target = _first(agenda, after)
    thing = subject + text[deed.start : deed.end]
    if _THING.search(thing):
        owner = _owner(agenda, thing)
        return owner, target, Attribution.NAMED if owner else Attribution.OPEN
    doer = _first(agenda, subject) or _first(agenda, before)
    return doer, target if target != doer else None, Attribution.NAMED


def _owner(agenda: Agenda, subject: str) -> str | None:
    """The party whose weapon it is: "Vellorian shells", not "shells fell on the Vellorian town"."""
    for party, pattern in names(agenda).items():
        if re.search(rf"(?:{pattern.pattern})(?:['’]s)?\s+(?:\w+\s+)?(?:{_THING.pattern})", subject):
            return party
    return None


def _places(agenda: Agenda, text: str) -> list[tuple[int, str]]:
    return sorted((m.start(), party) for party, pattern in names(agenda).items() for m in pattern.finditer(text))


def _first(agenda: Agenda, text: str) -> str | None:
    """The party first named: as a subject that is the doer, for later names in the clause are where and whose."""
    places = _places(agenda, text)
    return places[0][1] if places else None
