"""What a word's form tells: whether a noun phrase is plural, whether a verb's past and participle differ."""

from __future__ import annotations

from functools import cache

from spadework.reading.rules.lexicon import forms
from spadework.reading.rules.tokens import Sentence


def forms_differ(verb: str) -> bool:
    """Whether the past tense and the participle differ ("wrote, written")."""
    return verb in _differing()


@cache
def _differing() -> frozenset[str]:
    seen: dict[str, set[str]] = {}
    for word, found in forms().items():
        for form in found:
            if form.kind in ("past", "part"):
                seen.setdefault(form.verb, set()).add(word)
    return frozenset(verb for verb, words in seen.items() if len(words) > 1)


def plural_head(sentence: Sentence, start: int, before: str) -> bool:
    """Whether the noun phrase before is plural: its last word, the noun before its "of", or several joined by "and"."""
    if plural(before):
        return True
    at = start - 2
    while at >= 0 and start - at < 12 and sentence.tags[at] in "CDNwpc":
        if sentence.tags[at] == "p" and plural(sentence.low(at - 1)):
            return True
        if sentence.low(at) == "and" and sentence.tag(at + 1) in "DC":
            return True
        at -= 1
    return False


def plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "us", "is", "'s"))
