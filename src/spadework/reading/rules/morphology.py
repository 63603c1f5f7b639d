"""What a word's form tells: whether a noun phrase is plural, whether a verb's past and participle differ."""

from __future__ import annotations

from functools import cache

from spadework.reading.rules.lexicon import forms
from spadework.reading.rules.tokens import Sentence


@cache
def forms_differ(verb: str) -> bool:
    """Whether the past tense and the participle differ ("wrote, written")."""
    kinds = {(f.kind, word) for word, found in forms().items() for f in found if f.verb == verb} if verb else set()
    return len({word for kind, word in kinds if kind in ("past", "part")}) > 1


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
