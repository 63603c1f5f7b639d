"""States and territories that no table knows, told by what only states have and by their demonyms.

"Sorvenia's foreign ministry", "the government of Tarkland", "Sorvenia ... the Sorvenian howitzers".
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spadework.agenda.candidates import Candidate, Index, Name
from spadework.agenda.tokens import Token
from spadework.agenda.vocabulary import (
    BEFORE_OF,
    BYSTANDERS,
    CALENDAR,
    DEMONYM_ENDINGS,
    FUNCTION_WORDS,
    MEETING,
    MODALS,
    ORGANISATION_HEADS,
    PORTFOLIOS,
    PREPOSITIONS,
    REPORTING,
    SENTENCE_OPENERS,
    STATE_HEADS,
    STATE_NOUNS,
    STATE_ONLY,
    STATE_OWNED,
    TITLES,
)

_NO_NOUN = REPORTING | MODALS | PREPOSITIONS | FUNCTION_WORDS
_LONGEST = 3


@dataclass(slots=True)
class _Evidence:
    """How often each name is seen in which company."""

    seen: Counter[Name] = field(default_factory=Counter)
    places: Counter[Name] = field(default_factory=Counter)
    strong: Counter[Name] = field(default_factory=Counter)
    speaks: Counter[Name] = field(default_factory=Counter)
    before_noun: Counter[Name] = field(default_factory=Counter)
    surnames: Counter[str] = field(default_factory=Counter)
    tails: Counter[str] = field(default_factory=Counter)
    full: defaultdict[Name, set[str]] = field(default_factory=lambda: defaultdict(set))


def states(sentences: Iterable[list[Token]], index: Index) -> dict[Name, Candidate]:
    """Candidates by the words of their name. Names that the index knows already are passed over."""
    evidence = _Evidence()
    for words in sentences:
        taken = {n for m in index.mentions(words) for n in range(m.first, m.last + 1)}
        for first, last in _runs(words, taken):
            _note(words, first, last, evidence)
    adjectives = _adjectives(evidence)
    derived = {adjective for found in adjectives.values() for adjective in found}
    found: dict[Name, Candidate] = {}
    for name in sorted(evidence.seen):
        if name in derived or not _is_state(name, bool(adjectives.get(name)), evidence):
            continue
        text = " ".join(name)
        full = sorted(evidence.full[name])
        mine = [" ".join(a) for a in adjectives.get(name, [])]
        found[name] = Candidate("", text, "state", [text, *full], mine)
    return found


def _is_state(name: Name, has_adjective: bool, evidence: _Evidence) -> bool:
    persons = evidence.surnames[name[-1]]
    strong = evidence.strong[name]
    if persons and strong < 2 * persons:
        return False
    if len(name) == 1 and evidence.tails[name[0]] and not has_adjective:
        return False  # "Rubio", for there is a "Marco Rubio"
    speaks, seen = evidence.speaks[name], evidence.seen[name]
    return strong > 0 or (has_adjective and (speaks > 0 or seen > 2)) or (speaks > 1 and evidence.places[name] > 0)


def _runs(words: list[Token], taken: set[int]) -> Iterator[tuple[int, int]]:
    """First and last token of each run of capitalised words; a possessive ends one."""
    at = 0
    while at < len(words):
        if not words[at].capital or at in taken:
            at += 1
            continue
        first = at
        while not words[at].owner and at + 1 < len(words):
            after = words[at + 1]
            if not (after.capital and after.joined) or at + 1 in taken:
                break
            at += 1
        yield first, at
        at += 1


def _note(words: list[Token], first: int, last: int, evidence: _Evidence) -> None:
    while first <= last and words[first].text in SENTENCE_OPENERS:
        first += 1
    title = max((n for n in range(first, last + 1) if words[n].text in TITLES), default=None)
    if title is not None:
        if title < last:
            evidence.surnames[words[last].text] += 1
        return
    name = tuple(w.text for w in words[first : last + 1])
    odd = BYSTANDERS | CALENDAR | ORGANISATION_HEADS | STATE_HEADS | PORTFOLIOS
    if not name or len(name) > _LONGEST or set(name) & odd or not all(any(c.islower() for c in w) for w in name):
        return
    evidence.seen[name] += 1
    if len(name) > 1:
        evidence.tails[name[-1]] += 1
    if first and words[first].joined and words[first - 1].lower in ("in", "into", "inside", "across"):
        evidence.places[name] += 1
    after = words[last + 1 : last + 5]
    follows = after[0] if after and after[0].joined else None
    if _possesses_state(words[last], after) or _state_of(words, first, evidence, name):
        evidence.strong[name] += 1
    elif follows and not words[last].owner:
        if follows.lower in REPORTING:
            evidence.speaks[name] += 1
            if len(name) > 1:
                evidence.surnames[name[-1]] += 1
        elif follows.lower not in _NO_NOUN and not follows.capital:
            evidence.before_noun[name] += 1
            if follows.lower in STATE_ONLY:
                evidence.strong[name] += 1


def _possesses_state(owner: Token, after: list[Token]) -> bool:
    """ "Tarkland's own energy minister": what only a state has follows within four words of the same phrase."""
    if not owner.owner:
        return False
    for word in after:
        if not word.joined or word.lower in _NO_NOUN:
            return False
        if word.lower in STATE_OWNED:
            return True
        if word.owner or word.lower in STATE_NOUNS:
            return False
    return False


def _state_of(words: list[Token], first: int, evidence: _Evidence, name: Name) -> bool:
    """ "The government of Tarkland", "President Vladimir Putin of Russia"."""
    at = first - 1
    while at > 1 and (words[at].capital or words[at].lower in ("the", "and")):  # "of Sorvenia, Tarkland and Valda"
        at -= 1
    if at < 1 or words[at].text not in ("of", "between"):
        return False
    head = words[at - 1]
    if head.text in STATE_HEADS and words[at].joined and first <= at + 2:
        evidence.full[name].add(f"{head.text} of {' '.join(name)}")
    nearby = {w.lower for w in words[max(0, at - 4) : at]}
    return bool(nearby & (BEFORE_OF if words[at].text == "of" else MEETING))


def _adjectives(evidence: _Evidence) -> dict[Name, list[Name]]:
    """For each name, the words before nouns, or seen in the plural, that are derived from it."""
    by_start: defaultdict[str, list[Name]] = defaultdict(list)
    for name in sorted(evidence.seen):
        by_start[" ".join(name)[:3]].append(name)
    found: dict[Name, list[Name]] = {}
    for names in by_start.values():
        for name in names:
            mine = [a for a in names if len(a) == len(name) and a[:-1] == name[:-1] and _derived(name[-1], a[-1])]
            if any(evidence.before_noun[a] for a in mine):
                found[name] = mine
    return found


def _derived(noun: str, adjective: str) -> bool:
    """Whether the second looks like a demonym of the first: Sorvenia, Sorvenian; Valda, Valdese."""
    if noun == adjective:
        return False
    for cut in range(3):
        stem, lost = noun[: len(noun) - cut], noun[len(noun) - cut :]
        if len(stem) < 3 or lost.strip("aeiouy"):
            return False
        if adjective.startswith(stem) and adjective[len(stem) :] in DEMONYM_ENDINGS:
            return True
    return False
