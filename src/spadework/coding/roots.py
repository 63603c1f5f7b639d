"""What one side does to another in a sentence: PLOVER's root code, by a small trained model.

A linear model (`weights/plover.npz`, made by `training/plover.py`) over two kinds of features: the states of the
shipped network (`spadework.encoding`), pooled over the sentence, source, target, the words between the two and the
rest; and n-grams of words and letters, in which source and target stand as marks. The codes are those of the older
PLOVER that the data was coded by: YIELD is what the newer draft parts into CONCEDE and RETREAT.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np

from spadework.encoding import encoder

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

ROOTS = (
    "ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONSULT", "COOPERATE", "MOBILIZE", "PROTEST", "REJECT", "REQUEST",
    "SANCTION", "SUPPORT", "THREATEN", "YIELD",
)  # fmt: skip

Place = tuple[int, int]

GRAMS = 1 << 14
"""Places for n-grams of one kind; each has its place by its checksum."""

_WORD = re.compile(r"[\w’']+|[“”\"?$%]")


@dataclass(frozen=True, slots=True)
class Root:
    """A code with the chance that it is the right one."""

    code: str
    probability: float


def features(sentence: str, source: Place | None, target: Place | None) -> tuple[Floats, tuple[Counter[int], ...]]:
    """Pooled states, each of length one in each layer, and how often each n-gram of words, of letters is there."""
    places, states = encoder().states(sentence)
    inside = [
        {n for n, (a, b) in enumerate(places) if span and a < span[1] and b > span[0]} for span in (source, target)
    ]
    between: set[int] = set()
    if all(inside):
        first, second = sorted(inside, key=min)
        between = set(range(max(first) + 1, min(second)))
    everything = set(range(len(places)))
    pools = (everything, *inside, between, everything - inside[0] - inside[1])
    pooled = np.stack(
        [_unit(states[sorted(p)].mean(0)) if p else np.zeros(states.shape[1:], np.float32) for p in pools]
    )
    pooled /= np.sqrt(pooled.shape[1])
    words = list(_words(sentence, source, target))
    return pooled.astype(np.float32).ravel(), (_counted(_word_grams(words)), _counted(_letter_grams(words)))


def _unit(vector: Floats) -> Floats:
    out: Floats = vector / (np.linalg.norm(vector, axis=-1, keepdims=True) + 1e-6)
    return out


def _words(sentence: str, source: Place | None, target: Place | None) -> Iterator[str]:
    """The words in small letters; source and target as one mark each."""
    marks = {span[0]: (span[1], mark) for span, mark in ((source, "<s>"), (target, "<t>")) if span}
    at = 0
    for start in (*sorted(marks), None):
        yield from (w.casefold() for w in _WORD.findall(sentence[at:start]))
        if start is not None:
            end, mark = marks[start]
            yield mark
            at = max(at, end)


def _word_grams(words: list[str]) -> Iterator[str]:
    for n in (1, 2, 3):
        yield from (" ".join(words[k : k + n]) for k in range(len(words) - n + 1))
    if "<s>" in words and "<t>" in words:  # what stands between the two, and in which order they come
        a, b = sorted((words.index("<s>"), words.index("<t>")))
        yield from (f"{words[a]} {w}" for w in words[a + 1 : b][:12])


def _letter_grams(words: list[str]) -> Iterator[str]:
    for word in words:
        if word[0] != "<":
            whole = f" {word} "
            yield from (whole[k : k + n] for n in (3, 4, 5) for k in range(len(whole) - n + 1))


def _counted(grams: Iterator[str]) -> Counter[int]:
    return Counter(zlib.crc32(g.encode()) % GRAMS for g in grams)


def row(pooled: Floats, counts: tuple[Counter[int], ...], rarity: Floats, scales: Floats) -> Floats:
    """The row of the model: states, then each kind of n-gram weighted by how rare it is.

    `rarity` [2, GRAMS]; `scales` [3] says how much states, words and letters weigh.
    """
    parts = [scales[0] * pooled]
    for kind, counted in enumerate(counts):
        grams = np.zeros(GRAMS, np.float32)
        for place, n in counted.items():
            grams[place] = (1 + np.log(n)) * rarity[kind, place]
        parts.append(scales[1 + kind] * _unit(grams))
    return np.concatenate(parts)


@dataclass(frozen=True, slots=True)
class _Model:
    weights: Floats  # [features, 15]
    bias: Floats
    rarity: Floats
    scales: Floats
    sharpness: float


@cache
def _model() -> _Model:
    with resources.files("spadework.weights").joinpath("plover.npz").open("rb") as file, np.load(file) as held:
        weights = held["weights"].astype(np.float32) * held["steps"].astype(np.float32)
        return _Model(
            weights, held["bias"], held["rarity"].astype(np.float32), held["scales"], float(held["sharpness"])
        )


def root(sentence: str, source: Place | None = None, target: Place | None = None) -> Root:
    """The code of what the source does to the target in a sentence.

    Args:
        sentence: one sentence of English.
        source, target: their places in it (start, end), where they are known.
    """
    model = _model()
    scores = row(*features(sentence, source, target), model.rarity, model.scales) @ model.weights + model.bias
    raised = np.exp(model.sharpness * (scores - scores.max()))
    best = int(raised.argmax())
    return Root(ROOTS[best], round(float(raised[best] / raised.sum()), 3))
