"""Which built-in agenda fits the documents: the one whose words they use.

A word or phrase counts the more, the fewer templates have it (inverse document frequency) and the longer it is;
repeats count with their logarithm. A template's sum is divided by the root of its number of phrases, so that a long
list has no advantage, and by the thousand words of text.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from spadework.agenda.templates import template, templates
from spadework.model import Agenda, Document
from spadework.text import stem, words

FALLBACK = "peace-process"
LEAST = 1.0  # score per 1000 words below which no template fits

Phrase = tuple[str, ...]


def fitting(documents: Iterable[Document]) -> tuple[str, Agenda]:
    """Name and agenda of the template that fits the documents best; `peace-process` when none fits.

    The same documents give the same template; a tie goes to the first in alphabetical order. Tell the user the name.
    """
    ranked = scores(documents)
    best = max(ranked, key=lambda name: ranked[name])  # the first of equals: dictionaries keep their order
    name = best if ranked[best] >= LEAST else FALLBACK
    return name, template(name)


def scores(documents: Iterable[Document]) -> dict[str, float]:
    """How well each template fits, per 1000 words."""
    found, total = _count(f"{d.title}\n\n{d.text}" for d in documents)
    sums: dict[str, float] = dict.fromkeys(templates(), 0.0)
    phrases = _phrases()
    for phrase, count in found.items():
        owners = phrases[phrase]
        rarity = math.log((1 + len(sums)) / len(owners)) * math.sqrt(len(phrase))
        for name in owners:
            sums[name] += rarity * (1 + math.log(count))
    size = Counter(name for owners in phrases.values() for name in owners)
    return {name: s / math.sqrt(size[name]) / max(total, 200) * 1000 for name, s in sums.items()}


def _count(texts: Iterable[str]) -> tuple[Counter[Phrase], int]:
    """How often each phrase of a template occurs, and the number of words. Linear: phrases have few words."""
    phrases = _phrases()
    begins = {phrase[0] for phrase in phrases}
    longest = max(map(len, phrases), default=1)
    found: Counter[Phrase] = Counter()
    total = 0
    for text in texts:
        stems = _stems(text)
        total += len(stems)
        for at, first in enumerate(stems):
            if first not in begins:
                continue
            for length in range(1, longest + 1):
                phrase = tuple(stems[at : at + length])
                if len(phrase) == length and phrase in phrases:
                    found[phrase] += 1
    return found, total


def _stems(text: str) -> list[str]:
    """Stems in order. Hyphens are left out: "cease-fire" is "ceasefire"."""
    return [stem(text[a:b].replace("-", "")) for a, b in words(text)]


@lru_cache(maxsize=1)
def _phrases() -> dict[Phrase, frozenset[str]]:
    """Each phrase of stems, with the templates that have it."""
    owners: defaultdict[Phrase, set[str]] = defaultdict(set)
    for name in templates():
        for text in _words(template(name)):
            owners[tuple(_stems(text))].add(name)
    owners.pop((), None)
    return {phrase: frozenset(names) for phrase, names in owners.items()}


def _words(agenda: Agenda) -> Iterator[str]:
    for issue in agenda.issues:
        yield from issue.words
        for option in issue.options:
            yield from _several(option.words)


def _several(phrases: Sequence[str]) -> Iterator[str]:
    """Only phrases of two words and more tell an option's subject: "published" or "loan" tell none."""
    return (p for p in phrases if " " in p or "-" in p)
