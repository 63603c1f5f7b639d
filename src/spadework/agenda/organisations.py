"""Organisations by the form of their names: "Lamp and Switch Workers' Union (LSWU)", "Council of Elders"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from spadework.agenda.candidates import Candidate, Name
from spadework.agenda.gazetteer import lookup
from spadework.agenda.tokens import Token
from spadework.agenda.vocabulary import (
    BYSTANDERS,
    CALENDAR,
    OF_HEADS,
    ORGANISATION_HEADS,
    PORTFOLIOS,
    SENTENCE_OPENERS,
    TITLES,
)

_ACRONYM = re.compile(r"[A-Z]{2,6}\Z")


def organisations(sentences: Iterable[list[Token]]) -> dict[Name, Candidate]:
    """Organisations that the table of known parties does not name, by the words of their fullest name."""
    seen: Counter[Name] = Counter()
    written: dict[Name, str] = {}
    acronyms: dict[Name, str] = {}
    for words in sentences:
        for first, last in _places(words):
            name = tuple(w.text for w in words[first : last + 1])
            seen[name] += 1
            written.setdefault(name, _as_written(words[first : last + 1]))
            after = words[last + 1] if last + 1 < len(words) else None
            if after and after.mark == "(" and _ACRONYM.match(after.text):
                acronyms.setdefault(name, after.text)
    found: dict[Name, Candidate] = {}
    fuller: dict[Name, Candidate] = {}  # by beginnings and ends of names: "Workers' Union" of "Track Workers' Union"
    for name in sorted(seen, key=lambda n: (-len(n), n)):
        if name in fuller:
            fuller[name].names.append(written[name])
        elif not _is_known(name):
            head = next(w for w in (name[-1], *name) if w in ORGANISATION_HEADS)
            names = [written[name]] + ([acronyms[name]] if name in acronyms else [])
            found[name] = Candidate("", written[name], "organisation", names, head=head)
            for cut in range(1, len(name) - 1):
                fuller.setdefault(name[cut:], found[name])
                fuller.setdefault(name[:-cut], found[name])
    return found


def _places(words: list[Token]) -> Iterator[tuple[int, int]]:
    """First and last token of each organisation's name."""
    done = -1
    for at, word in enumerate(words):
        if at <= done or word.text not in ORGANISATION_HEADS:
            continue
        first, last = _leftmost(words, at), _rightmost(words, at)
        follows = words[last + 1] if last + 1 < len(words) else None
        if follows and follows.joined and follows.capital and not words[last].owner:
            continue  # "Front Street", or the head comes later
        name = {w.text for w in words[first : last + 1]}
        organ = words[last].text in PORTFOLIOS and words[first].text in ORGANISATION_HEADS  # "Council of Ministers"
        if last > first and not organ and not name & (BYSTANDERS | CALENDAR | {"Government", "Ministry"}):
            yield first, last
            done = last


def _leftmost(words: list[Token], at: int) -> int:
    first = _run_start(words, at)
    # "the Lamp and Switch Workers' Union": one name, for only its first half has the article
    joins = first >= 2 and words[first].joined and words[first - 1].joined and words[first - 1].lower == "and"
    if joins and words[first - 2].capital and not words[first - 2].owner:
        start = _run_start(words, first - 2)
        if start and words[start - 1].lower == "the" and words[start].joined:
            return start
    return first


def _run_start(words: list[Token], at: int) -> int:
    while at and words[at].joined:
        before = words[at - 1]
        possessor = before.owner and not before.text.endswith("s")
        if not before.capital or possessor or before.text in SENTENCE_OPENERS | TITLES:
            break
        at -= 1
    return at


def _rightmost(words: list[Token], at: int) -> int:
    """The end of "... of the Red Cross", "... of Public Workers"."""
    word = words[at]
    if word.text not in OF_HEADS or word.owner:
        return at
    end = at + 1
    while end < len(words) and words[end].joined and words[end].text in ("of", "the") and end <= at + 2:
        end += 1
    if end == at + 1 or end >= len(words) or not (words[end].capital and words[end].joined):
        return at
    while end + 1 < len(words) and words[end + 1].joined and words[end + 1].capital and not words[end].owner:
        end += 1
    return end


def _as_written(words: list[Token]) -> str:
    return " ".join(w.text + _ending(w, w is words[-1]) for w in words)


def _ending(word: Token, last: bool) -> str:
    if not word.owner or last:
        return ""
    return "'" if word.text.endswith("s") else "'s"


def _is_known(name: Name) -> bool:
    return any(name == words for words, _, _ in lookup().get(name[0], ()))
