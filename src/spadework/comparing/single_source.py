"""Single source: several documents carry what the same unnamed person said. It counts once.

Two statements are taken as one source's when both speakers are unnamed and described alike, and the later document
either credits the earlier's publisher (or says "quoted", "the report") or tells much the same. Two unnamed people who
say different things stay two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from spadework.comparing.standing import Standing, finding
from spadework.comparing.wording import content, listed, party_words
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
_CREDIT = re.compile(
    r"\b(?:quot\w+|cit(?:ed|ing|es)|report(?:ed|s)?|according to|told|carried|account)\b", re.IGNORECASE
)


def find(standing: Standing) -> Iterator[Finding]:
    """One finding for each source that several documents carry."""
    told = [s for s in standing.record.statements if unnamed(standing, s)]
    groups: list[list[Statement]] = []
    for a, b in combinations(told, 2):
        if a.document != b.document and _one_source(standing, a, b):
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


def unnamed(standing: Standing, statement: Statement) -> bool:
    """Whether the speaker is a person whom the text describes and does not name."""
    if not statement.content or not statement.speaker:
        return False
    if any(a.name == statement.speaker for a in standing.agenda.actors):
        return False
    source = f"{statement.speaker} {statement.source.quote if statement.source else ''}"
    strange = [
        w for w in re.findall(r"(?<!^)\b[A-Z]\w+", statement.speaker) if not content(w) <= party_words(standing.agenda)
    ]
    return (
        bool(_UNNAMED.search(statement.speaker))
        and not strange
        and (statement.party is not None or bool(_HIDDEN.search(source)))
    )


def _one_source(standing: Standing, a: Statement, b: Statement) -> bool:
    mine, theirs = content(a.speaker), content(b.speaker)
    if not _like_described(a.speaker, b.speaker) or (a.party and b.party and a.party != b.party):
        return False
    names = party_words(standing.agenda) | mine | theirs
    return any(
        _much_the_same(content(one) - names, content(other) - names, credited)
        for credited in [_credits(standing, b, a) or _credits(standing, a, b)]
        for one, other in ((a.text, b.text), (_around(standing, a), _around(standing, b)))
    )


def _much_the_same(what: frozenset[str], that: frozenset[str], credited: bool) -> bool:
    both = len(what & that)
    common = both / (min(len(what), len(that)) or 1)
    return (common >= 0.5 and both >= 2) or (common >= 0.35 and both >= 4) or (common >= 0.2 and credited)


def _like_described(a: str, b: str) -> bool:
    """Whether two descriptions may be of one person: the same kind of person, or the same of which he knows."""
    kinds = [{m.group().casefold() for m in _UNNAMED.finditer(text)} for text in (a, b)]
    return bool(kinds[0] & kinds[1]) or len(content(a) & content(b)) >= 2


def _around(standing: Standing, statement: Statement) -> str:
    """The paragraph of the statement: a wire that repeats another often splits what was one sentence."""
    text, at = standing.record.document(statement.document).text, statement.content[0].start
    start, end = text.rfind("\n\n", 0, at), text.find("\n\n", at)
    return text[start + 1 : end if end >= 0 else len(text)]


def _credits(standing: Standing, later: Statement, earlier: Statement) -> bool:
    """Whether the paragraph names the other document's publisher or says that it repeats a report."""
    around = _around(standing, later)
    publisher = standing.record.document(earlier.document).publisher
    return bool(
        (publisher and publisher.casefold() in around.casefold()) or (_CREDIT.search(around) and "report" in around)
    )
