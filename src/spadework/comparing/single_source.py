"""Single source: several documents carry what the same unnamed person said. It counts once.

Two statements of people whom the texts describe and do not name are taken as one source's when the sentence of the one
credits the other's publisher ("a diplomat quoted by the Coast Wire"), or when both are described alike and tell much
the same. Two unnamed people who say different things stay two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from spadework.comparing.standing import Standing, finding
from spadework.comparing.wording import content, listed, party_words
from spadework.model import Finding, FindingKind, Statement
from spadework.text import sentences

_UNNAMED = re.compile(
    r"\b(?:officials?|diplomats?|sources?|persons?|people|advis[eo]rs?|aides?|negotiators?|insiders?|delegates?|members?|officers?|"
    r"executives?|staffers?|lawmakers?|participants?|civil servants?)\b",
    re.IGNORECASE,
)
_HIDDEN = re.compile(
    r"anonym|not (?:be |to be |been )?(?:named|identified|authori[sz]ed)|condition|familiar|knowledge|briefed|close to|"
    r"senior|who (?:asked|declined|spoke|was|is|has|follows|took)|unnamed|with direct|quot|cit",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(r"(?:an?|one|another|two|three|four|several|some)\s", re.IGNORECASE)
# Who speaks for an office speaks openly, and a paper is nobody.
_OPEN = re.compile(
    r"\bspokes\w+|\b(?:statement|communiqu\w+|letter|report|survey|poll|study|paper|newspaper|agency|tribunal|court)\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:the|la|le|les|el|los|il|der|die|das|de|o|a)\s", re.IGNORECASE)
_CREDIT = re.compile(
    r"\b(?:quot\w+|cit(?:ed|ing|es)|report(?:ed|s)?|according to|told|carried|account)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Told:
    """What somebody unnamed said, where it is told.

    Attributes:
        sentence: in which the words or the speaker stand, in small letters.
        paragraph: around the words: a wire that repeats another often splits what was one sentence.
        publisher: without the article that a sentence may leave out or translate, in small letters.
    """

    statement: Statement
    sentence: str
    paragraph: str
    publisher: str


def find(standing: Standing) -> Iterator[Finding]:
    """One finding for each source that several documents carry."""
    told = [_told(standing, s) for s in standing.record.statements if unnamed(standing, s)]
    groups: list[list[Statement]] = []
    for one, other in combinations(told, 2):
        a, b = one.statement, other.statement
        if a.document != b.document and _one_source(standing, one, other):
            group = next((g for g in groups if a in g or b in g), None)
            if group is None:
                groups.append(group := [])
            group += [s for s in (a, b) if s not in group]
    for group in groups:
        documents = sorted(
            {s.document for s in group},
            key=lambda d: standing.place(next(s.content[0] for s in group if s.document == d)),
        )
        publishers = [standing.record.document(d).publisher or standing.record.document(d).title for d in documents]
        yield finding(
            standing,
            FindingKind.SINGLE_SOURCE,
            f"{listed(publishers)} carry the word of the same unnamed source ({group[0].speaker.strip()}); "
            "it counts once.",
            (s.content[0] for s in group),
            rows=tuple(s.id for s in group),
            party=group[0].party,
            weight=0.6,
            confidence=min(s.confidence for s in group),
        )


def _told(standing: Standing, statement: Statement) -> _Told:
    document = standing.record.document(statement.document)
    text, spans = document.text, [s for s in (statement.source, statement.cue, *statement.content) if s]
    first, last = min(s.start for s in spans), max(s.end for s in spans)
    begin, stop = max(text.rfind("\n\n", 0, first), 0), text.find("\n\n", last)
    within = [(a, b) for a, b in sentences(text, begin, len(text) if stop < 0 else stop) if a < last and first < b]
    sentence = " ".join(text[a:b] for a, b in within).casefold()
    at = statement.content[0].start
    begin, stop = text.rfind("\n\n", 0, at), text.find("\n\n", at)
    paragraph = text[begin + 1 : stop if stop >= 0 else len(text)]
    return _Told(statement, sentence, paragraph, _ARTICLE.sub("", document.publisher or "").casefold())


def unnamed(standing: Standing, statement: Statement) -> bool:
    """Whether the speaker is a person whom the text describes and does not name."""
    speaker = statement.speaker
    if not statement.content or not speaker or _OPEN.search(speaker):
        return False
    if any(a.name == speaker for a in standing.agenda.actors) or not re.search(r"(?:^|\s)[a-z]{4,}", speaker):
        return False  # a name has only capital letters
    source = statement.source.quote if statement.source else ""
    if _SOMEBODY.match(speaker) or _SOMEBODY.match(source):
        return True
    strange = [w for w in re.findall(r"(?<!^)\b[A-Z]\w+", speaker) if not content(w) <= party_words(standing.agenda)]
    hidden = statement.party is not None or _HIDDEN.search(f"{speaker} {source}")
    return bool(_UNNAMED.search(speaker) and not strange and hidden)


def _one_source(standing: Standing, one: _Told, other: _Told) -> bool:
    a, b = one.statement, other.statement
    if a.party and b.party and a.party != b.party:
        return False
    if _credits(one, other) or _credits(other, one):
        return True
    if not _like_described(a.speaker, b.speaker):
        return False
    names = party_words(standing.agenda) | content(a.speaker) | content(b.speaker)
    credited = _repeats(one, other) or _repeats(other, one)
    return any(
        _much_the_same(content(mine) - names, content(theirs) - names, credited)
        for mine, theirs in ((a.text, b.text), (one.paragraph, other.paragraph))
    )


def _much_the_same(what: frozenset[str], that: frozenset[str], credited: bool) -> bool:
    both = len(what & that)
    common = both / (min(len(what), len(that)) or 1)
    return (common >= 0.5 and both >= 2) or (common >= 0.35 and both >= 4) or (common >= 0.2 and credited)


def _like_described(a: str, b: str) -> bool:
    """Whether two descriptions may be of one person: the same kind of person, or the same of which he knows."""
    kinds = [{m.group().casefold() for m in _UNNAMED.finditer(text)} for text in (a, b)]
    return bool(kinds[0] & kinds[1]) or len(content(a) & content(b)) >= 2


def _repeats(later: _Told, earlier: _Told) -> bool:
    """Whether the paragraph of the later says that it repeats a report, or names who published the earlier."""
    around, publisher = later.paragraph, earlier.publisher
    return bool((publisher and publisher in around.casefold()) or (_CREDIT.search(around) and "report" in around))


def _credits(later: _Told, earlier: _Told) -> bool:
    """Whether the sentence in which the later speaks names the earlier's publisher."""
    return bool(earlier.publisher and earlier.publisher != later.publisher and earlier.publisher in later.sentence)
