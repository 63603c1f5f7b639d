"""What a clause says of each option of the agenda: the stance towards it, and its part in a condition.

A network (`weights/judge.onnx`, `training/judging`) goes on from where the reader's lower layers have got with the text
(`spadework.meaning`): from there on it reads a stretch of text and all options together, so that what is said sees what
it is asked about, and options see their rivals; then it compares each clause with each option.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from spadework import meaning
from spadework.meaning import Stretch
from spadework.model import Agenda
from spadework.networks import ahead, once

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

STANCES = ("none", "accepts", "open", "conditional", "noncommittal", "rejects")
ROLES = ("none", "precondition", "reciprocity", "exception", "requires")

NETWORK = Path(__file__).parent.parent / "weights" / "judge.onnx"
TOGETHER = 40
"""Options that are judged together, whole issues of them; a larger issue is judged in parts."""

PART = 200_000
"""Characters of a text that are in memory together as vectors, about 40 MB."""

Place = tuple[int, int]
Pair = tuple[str, str]


class Judge:
    """Judges clauses by the options of an agenda. Safe to share between threads."""

    def __init__(self, agenda: Agenda) -> None:
        groups: list[list[tuple[int, Pair]]] = [[]]
        for n, issue in enumerate(agenda.issues):
            pairs = [(n, (issue.name, option.text)) for option in issue.options]
            for at in range(0, len(pairs), TOGETHER):
                some = pairs[at : at + TOGETHER]
                if len(groups[-1]) + len(some) > TOGETHER:
                    groups.append([])
                groups[-1] += some
        self._groups = [_options(tuple(p for _, p in g), tuple(n for n, _ in g)) for g in groups if g]
        self._last: tuple[str, tuple[Stretch, ...]] = "", ()

    def judge(self, text: str, clauses: Sequence[Place]) -> Iterator[Floats]:
        """For each clause (start, end) of the text, in order, log-probabilities [options, 6 + 5]: of `STANCES`, then of
        `ROLES`. The options are in the agenda's order."""
        if not self._groups:
            yield from (np.zeros((0, len(STANCES) + len(ROLES)), np.float32) for _ in clauses)
            return
        begins = [*_parts(text), len(text)]
        for n, some in groupby(
            clauses, key=lambda clause: max(bisect_right(begins, clause[0], 0, len(begins) - 1) - 1, 0)
        ):
            start = begins[n]
            yield from self._part(text[start : begins[n + 1]], [(a - start, b - start) for a, b in some])

    def _part(self, text: str, clauses: Sequence[Place]) -> Iterator[Floats]:
        stretches = self._meant(text)
        begins = [int(s.places[0, 0]) for s in stretches]
        inside = [_inside(stretches, begins, clause) for clause in clauses]
        # What lies in one stretch is judged together; it comes in order, for clauses do.
        yield from chain.from_iterable(ahead(lambda some: self._some(stretches, some), _by_stretch(inside)))

    def _meant(self, text: str) -> tuple[Stretch, ...]:
        """The text asked for last stays at hand: what is asked of one comes in many parts."""
        last, stretches = self._last
        if last != text:
            stretches = meaning.of(text)
            self._last = text, stretches
        return stretches

    def _some(self, stretches: Sequence[Stretch], inside: Sequence[tuple[int, int, int]]) -> list[Floats]:
        """The scores of clauses of one stretch, each told by the stretch's number, its first token and its end."""
        number = inside[0][0]
        if number < 0:
            return [_NOTHING.repeat(sum(len(g.told) for g in self._groups), 0)] * len(inside)
        window = stretches[number].states.astype(np.float32)
        clauses = np.zeros((len(inside), len(window)), np.float32)
        for row, (_, first, end) in zip(clauses, inside, strict=True):
            row[first:end] = 1
        fed = {"window": window, "clauses": clauses}
        scores = np.concatenate([_network().run(None, fed | g._asdict())[0] for g in self._groups], 1)
        k = len(STANCES)
        return list(np.concatenate((_logs(scores[..., :k]), _logs(scores[..., k:])), -1))


_NOTHING = np.log(np.array([[0.98] + [0.004] * 5 + [0.98] + [0.005] * 4], np.float32))


def _network() -> Any:
    return once(NETWORK)


class _Options(NamedTuple):
    """States [M, 384] of the options' tokens, one option after the other; of each token the number of its option and of
    its issue [M]; and which are each option's [O, M]."""

    options: Floats
    owners: npt.NDArray[np.int64]
    issues: npt.NDArray[np.int64]
    told: Floats


@lru_cache(maxsize=32)
def _options(options: tuple[Pair, ...], issues: tuple[int, ...]) -> _Options:
    states = list(ahead(lambda pair: meaning.of_option(*pair), options))
    owners = np.repeat(np.arange(len(states)), [len(s) for s in states])
    told = (owners[None] == np.arange(len(states))[:, None]).astype(np.float32)
    return _Options(np.concatenate(states), owners, np.array(issues, np.int64)[owners], told)


def _parts(text: str) -> list[int]:
    """Where the parts of a text begin; they end with lines, where lines are not endless."""
    begins = [0]
    while begins[-1] + PART < len(text):
        near = begins[-1] + PART
        begins.append(text.rfind("\n", near - PART // 10, near) + 1 or near)
    return begins


def _inside(stretches: Sequence[Stretch], begins: Sequence[int], clause: Place) -> tuple[int, int, int]:
    """The stretch that has most of the clause, the clause's first token in it and its end; -1 if it has no tokens."""
    at = max(bisect_right(begins, clause[0]) - 1, 0)
    best = -1, 0, 0
    for number in range(at, min(at + 2, len(stretches))):
        places = stretches[number].places
        first = int(np.searchsorted(places[:, 1], clause[0], "right"))
        end = int(np.searchsorted(places[:, 0], clause[1], "left"))
        if end - first > best[2] - best[1]:
            best = number, first, end
    return best


def _by_stretch(inside: Sequence[tuple[int, int, int]]) -> Iterator[list[tuple[int, int, int]]]:
    """Neighbours of one stretch together."""
    for _, run in groupby(inside, key=itemgetter(0)):
        yield list(run)


def _logs(scores: Floats) -> Floats:
    out: Floats = scores - np.logaddexp.reduce(scores, axis=-1, keepdims=True)
    return out
