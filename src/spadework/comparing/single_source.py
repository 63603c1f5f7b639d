"""Single source: several documents carry what the same unnamed person said. It counts once.

Two statements of people whom the texts describe and do not name are taken as one source's when the sentence of the one
credits the other's publisher ("a diplomat quoted by the Coast Wire"), or when both are described alike and tell much
the same. Two unnamed people who say different things stay two.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from spadework.comparing.standing import Standing, finding
from spadework.comparing.wording import content, listed
from spadework.model import Finding, FindingKind, Statement

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
        paragraph: around the words, in small letters: a wire that repeats another often splits what was one sentence.
        publisher: without the article that a sentence may leave out or translate, in small letters.
        kinds: of people, in the words that describe the speaker.
        speaker: the stems of these words.
        said: the stems of what was said, without those who are named or described.
        around: those of the paragraph.
        repeats: the paragraph says that it repeats a report.
    """

    statement: Statement
    sentence: str
    paragraph: str
    publisher: str
    kinds: frozenset[str]
    speaker: frozenset[str]
    said: frozenset[str]
    around: frozenset[str]
    repeats: bool


def find(standing: Standing) -> Iterator[Finding]:
    """One finding for each source that several documents carry."""
    for group in _groups([_told(standing, s) for s in standing.statements if unnamed(standing, s)]):
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


def _groups(told: Sequence[_Told]) -> list[list[Statement]]:
    """Statements that one source made: also those that are alike only by way of a third."""
    parent = list(range(len(told)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = n = parent[parent[n]]
        return n

    for (n, one), (m, other) in combinations(enumerate(told), 2):
        if one.statement.document == other.statement.document:
            continue
        first, second = root(n), root(m)
        if first != second and _one_source(one, other):
            parent[max(first, second)] = min(first, second)
    groups: dict[int, list[Statement]] = defaultdict(list)
    for n, one in enumerate(told):
        groups[root(n)].append(one.statement)
    return [group for group in groups.values() if len(group) > 1]


def _told(standing: Standing, statement: Statement) -> _Told:
    document = standing.record.document(statement.document)
    text, spans = document.text, [s for s in (statement.source, statement.cue, *statement.content) if s]
    first, last = min(s.start for s in spans), max(s.end for s in spans)
    sentence = " ".join(text[a:b] for a, b in standing.sentences_in(statement.document, first, last)).casefold()
    at = statement.content[0].start
    begin, stop = text.rfind("\n\n", 0, at), text.find("\n\n", at)
    paragraph = text[begin + 1 : stop if stop >= 0 else len(text)]
    speaker = content(statement.speaker)
    return _Told(
        statement,
        sentence,
        paragraph.casefold(),
        _ARTICLE.sub("", document.publisher or "").casefold(),
        kinds=frozenset(m.group().casefold() for m in _UNNAMED.finditer(statement.speaker)),
        speaker=speaker,
        said=content(statement.text) - standing.who - speaker,
        around=content(paragraph) - standing.who - speaker,
        repeats=bool(_CREDIT.search(paragraph) and "report" in paragraph),
    )


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
    strange = [w for w in re.findall(r"(?<!^)\b[A-Z]\w+", speaker) if not content(w) <= standing.who]
    hidden = statement.party is not None or _HIDDEN.search(f"{speaker} {source}")
    return bool(_UNNAMED.search(speaker) and not strange and hidden)


def _one_source(one: _Told, other: _Told) -> bool:
    a, b = one.statement, other.statement
    if a.party and b.party and a.party != b.party:
        return False
    if _credits(one, other) or _credits(other, one):
        return True
    if not _like_described(one, other):
        return False
    credited = _repeats(one, other) or _repeats(other, one)
    return any(
        _much_the_same(mine - other.speaker, theirs - one.speaker, credited)
        for mine, theirs in ((one.said, other.said), (one.around, other.around))
    )


def _much_the_same(what: frozenset[str], that: frozenset[str], credited: bool) -> bool:
    both = len(what & that)
    common = both / (min(len(what), len(that)) or 1)
    return (common >= 0.5 and both >= 2) or (common >= 0.35 and both >= 4) or (common >= 0.2 and credited)


def _like_described(one: _Told, other: _Told) -> bool:
    """Whether two descriptions may be of one person: the same kind of person, or the same of which he knows."""
    return bool(one.kinds & other.kinds) or len(one.speaker & other.speaker) >= 2


def _repeats(later: _Told, earlier: _Told) -> bool:
    """Whether the paragraph of the later says that it repeats a report, or names who published the earlier."""
    return bool(earlier.publisher and earlier.publisher in later.paragraph) or later.repeats


def _credits(later: _Told, earlier: _Told) -> bool:
    """Whether the sentence in which the later speaks names the earlier's publisher."""
    return bool(earlier.publisher and earlier.publisher != later.publisher and earlier.publisher in later.sentence)
