"""Whether a text is English, told by its script and its function words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from importlib import resources

from spadework.errors import NotEnglish

_FEWEST_WORDS = 30
_FEWEST_LETTERS = 20
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")

_SCRIPTS = {
    "CYRILLIC": "a language in Cyrillic letters",
    "CJK": "Chinese",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
    "ARABIC": "a language in Arabic letters",
    "HEBREW": "Hebrew",
    "GREEK": "Greek",
    "DEVANAGARI": "a language in Devanagari letters",
    "THAI": "Thai",
    "GEORGIAN": "Georgian",
    "ARMENIAN": "Armenian",
}


def require_english(text: str, where: str) -> None:
    """Raise NotEnglish, naming the language if it can be told, unless the text is English or too short to tell.

    A text that is half English passes.
    """
    sample = _sample(text)
    language = _by_script(sample) or _by_words(sample)
    if language:
        raise NotEnglish(
            f"the text is in {language}; only English is read", where=where, remedy="Translate it and give that."
        )


def _sample(text: str, size: int = 20_000) -> str:
    """Beginning, middle and end, for the top of a page may be a menu."""
    middle = len(text) // 2
    return text if len(text) <= 3 * size else f"{text[:size]} {text[middle : middle + size]} {text[-size:]}"


def _by_script(text: str) -> str | None:
    letters = [c for c in text if c.isalpha()]
    others = [c for c in letters if ord(c) > 0x36F]
    if len(others) < _FEWEST_LETTERS or 2 * len(others) < len(letters):
        return None
    scripts = Counter(unicodedata.name(c, "UNKNOWN").split()[0] for c in others)
    seen = {c.casefold() for c in others}
    if scripts["HIRAGANA"] + scripts["KATAKANA"] > len(others) // 10:
        return "Japanese"
    script = scripts.most_common(1)[0][0]
    if script == "CYRILLIC":
        if seen & set("іїєґ"):
            return "Ukrainian"
        if seen & set("ыэ"):
            return "Russian"
    if script == "ARABIC":
        return "Persian" if seen & set("پچژگ") else "Arabic"
    return _SCRIPTS.get(script, "another language")


def _by_words(text: str) -> str | None:
    words = [w.casefold().replace("’", "'") for w in _WORD.findall(text)]
    if len(words) < _FEWEST_WORDS:
        return None
    shares = {name: sum(w in stop for w in words) / len(words) for name, stop in _function_words().items()}
    english = shares.pop("English")
    best = max(shares, key=lambda name: shares[name])
    if shares[best] > max(0.15, english + 0.08) and english < 0.2:
        return best
    # English prose has some 40 in a hundred; even headlines and tables have ten.
    return "another language" if english < 0.05 and len(words) >= 2 * _FEWEST_WORDS else None


@cache
def _function_words() -> dict[str, frozenset[str]]:
    """The lists of `function_words.txt` by language."""
    lists: dict[str, list[str]] = {}
    name = ""
    for line in resources.files(__package__).joinpath("function_words.txt").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        if not line.startswith(" "):
            name, _, line = line.partition(":")
        lists.setdefault(name, []).extend(line.split())
    return {name: frozenset(words) for name, words in lists.items()}
