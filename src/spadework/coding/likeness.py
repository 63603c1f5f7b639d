"""How alike two words are: the same stem, the same number, a shared beginning, or kin in the field's vocabulary."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources

from spadework.text import stem, words

_UNITS = dict(
    zip(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen""".split(),
        range(20),
        strict=True,
    )
)
_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_SCALES = {"hundred": 100, "thousand": 1000}  # "180 billion" is often called "180": larger ones stay words
_BEGINNING = 5  # letters that tokens of a shared beginning have in common at least
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")

STOP = frozenset(
    """a an the this that these those of to in on at by for with from into onto over under about as and or but nor so
    yet if then than it its it's he she they them his her their him we us our i my me you your who whom whose which what
    when where why how be is are was were been being am do does did done have has had having will would shall should
    can could may might must not no nor never there here very more most much many also any other such each both all
    said say says told tell tells mr mrs ms dr between up out off down per cent percent s t one""".split()
)


def number(word: str) -> float | None:
    """The number that a word stands for ("14", "1,200", "sixty", "twenty-five"), else None."""
    word = word.casefold()
    if word == "one":  # nearly always a pronoun
        return None
    if _FIGURE.fullmatch(word):
        return float(word.replace(",", ""))
    if word in _UNITS:
        return float(_UNITS[word])
    tens, _, unit = word.partition("-")
    if tens in _TENS and (not unit or unit in _UNITS):
        return float(_TENS[tens] + _UNITS.get(unit, 0))
    return float(_SCALES[word]) if word in _SCALES else None


@cache
def _kin() -> dict[str, frozenset[int]]:
    """The groups of the thesaurus that each stem belongs to."""
    groups: dict[str, set[int]] = {}
    text = resources.files("spadework.coding").joinpath("thesaurus.txt").read_text(encoding="utf-8")
    for n, line in enumerate(text.splitlines()):
        if line and not line.startswith("#"):
            for word in line.split():
                for part in word.split("_")[:1] if "_" in word else [word]:
                    groups.setdefault(stem(part), set()).add(n)
    return {word: frozenset(ns) for word, ns in groups.items()}


@lru_cache(maxsize=50_000)
def kinships(word: str) -> frozenset[str | int]:
    """What a token shares with every token that it is like: itself, its beginning, its groups of the thesaurus."""
    return frozenset((word, word[:_BEGINNING], *_kin().get(word, ())))


@lru_cache(maxsize=200_000)
def likeness(a: str, b: str) -> float:
    """How alike two tokens as `tokens` gives them are: 1 the same, 0.8 a shared beginning, 0.6 kin, else 0."""
    if a == b:
        return 1.0
    if a[0] == "#" or b[0] == "#":
        return 0.0
    short, long = sorted((a, b), key=len)
    shared = short[: max(_BEGINNING, len(short) - 2)]
    if len(short) >= _BEGINNING and len(long) - len(short) <= 5 and long.startswith(shared):
        return 0.8
    kin = _kin()
    return 0.6 if not kin.get(a, frozenset()).isdisjoint(kin.get(b, frozenset())) else 0.0


@lru_cache(maxsize=50_000)
def tokens(text: str) -> tuple[str, ...]:
    """The stems of the words that mean something; numbers as "#" and the figure, compound ones put together."""
    found: list[str] = []
    pending: float | None = None
    half = re.sub(r"\band (?:a )?half\b", "", text)
    halved = half != text
    for start, end in words(half):
        word = half[start:end]
        value = number(word)
        if value is not None:
            if pending is not None and word.casefold() in _SCALES:
                pending *= value
            else:
                if pending is not None:
                    found.append(f"#{pending:g}")
                pending = value
            continue
        if pending is not None:
            found.append(f"#{pending + 0.5 * halved:g}")
            pending = None
        lowered = word.casefold().replace("’", "'").removesuffix("'s").replace("cease-fire", "ceasefire")
        if lowered in STOP:
            continue
        for part in lowered.split("-") if "-" in lowered else [lowered]:
            leading = re.match(r"\d+(?:\.\d+)?", part)
            if leading and not part.isdigit():
                found.append(f"#{float(leading.group()):g}")
            elif (value := number(part)) is not None:
                found.append(f"#{value:g}")
            elif part and part not in STOP:
                found.append(stem(part))
    if pending is not None:
        found.append(f"#{pending + 0.5 * halved:g}")
    return tuple(dict.fromkeys(found))
