"""What a clause says of each option of the agenda: the stance towards it, and its part in a condition.

A small network (`weights/judge.onnx`, `training/reading/judge.py`) on the vectors that the reader's network has of
words (`spadework.meaning`). It sees the clause, the text around it, and all options together, which compete for what is
said.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from spadework import meaning
from spadework.meaning import Stretch
from spadework.model import Agenda, Issue
from spadework.networks import ahead, once

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

STANCES = ("none", "accepts", "open", "conditional", "noncommittal", "rejects")
ROLES = ("none", "precondition", "reciprocity", "exception", "requires")

NETWORK = Path(__file__).parent.parent / "weights" / "judge.onnx"
TOGETHER = 40
"""Options that are judged together, whole issues of them; those of one larger issue all the same."""

AT_ONCE = 16
"""Clauses that are judged together."""

Place = tuple[int, int]
Pair = tuple[str, str]


class Judge:
    """Judges clauses by the options of an agenda. Safe to share between threads."""

    def __init__(self, agenda: Agenda) -> None:
        groups: list[list[Issue]] = [[]]
        for issue in agenda.issues:
            if sum(len(i.options) for i in groups[-1]) + len(issue.options) > TOGETHER:
                groups.append([])
            groups[-1].append(issue)
        self._groups = [
            _options(
                tuple((issue.name, option.text) for issue in group for option in issue.options),
                tuple(n for n, issue in enumerate(group) for _ in issue.options),
            )
            for group in groups
            if any(issue.options for issue in group)
        ]
        self._last: tuple[str, tuple[Stretch, ...]] = "", ()

    def judge(self, text: str, clauses: Sequence[Place]) -> Iterator[Floats]:
        """For each clause (start, end) of the text, in order, log-probabilities [options, 6 + 5]: of `STANCES`, then of
        `ROLES`. The options are in the agenda's order."""
        if not self._groups:
            yield from (np.zeros((0, len(STANCES) + len(ROLES)), np.float32) for _ in clauses)
            return
        stretches = self._meant(text)
        begins = [int(s.places[0, 0]) for s in stretches]
        inside = [_inside(stretches, begins, clause) for clause in clauses]
        # What lies in one stretch is judged together; it comes in order, for clauses do.
        yield from chain.from_iterable(ahead(lambda some: self._some(stretches, some), _by_stretch(inside)))

    def _meant(self, text: str) -> tuple[Stretch, ...]:
        """The text asked for last stays at hand, however long it is: what is asked of one comes in many parts."""
        last, stretches = self._last
        if last != text:
            stretches = meaning.of(text)
            self._last = text, stretches
        return stretches

    def _some(self, stretches: Sequence[Stretch], inside: Sequence[tuple[int, int, int]]) -> list[Floats]:
        """The scores of clauses of one stretch, each told by the stretch's number, its first token and its end."""
        number = inside[0][0]
        if number < 0:
            return [_NOTHING.repeat(sum(len(g.filled) for g in self._groups), 0)] * len(inside)
        window = stretches[number].states.astype(np.float32)
        places = np.zeros((len(inside), len(window)), np.int64)
        for row, (_, first, end) in zip(places, inside, strict=True):
            row[first:end] = 1
            row[end:] = 2
        fed = {"window": window[None].repeat(len(inside), 0), "places": places}
        scores = np.concatenate([_network().run(None, fed | g._asdict())[0] for g in self._groups], 1)
        k = len(STANCES)
        return list(np.concatenate((_logs(scores[..., :k]), _logs(scores[..., k:])), -1))


_NOTHING = np.log(np.array([[0.98] + [0.004] * 5 + [0.98] + [0.005] * 4], np.float32))


def _network() -> Any:
    return once(NETWORK)


class _Options(NamedTuple):
    """States [O, M, 128] of the options' tokens, which of them there are [O, M], and which share an issue [O, O]."""

    options: Floats
    filled: Floats
    same: npt.NDArray[np.int64]


@lru_cache(maxsize=32)
def _options(options: tuple[Pair, ...], issues: tuple[int, ...]) -> _Options:
    states = list(ahead(lambda pair: meaning.of_option(*pair), options))
    padded = np.zeros((len(states), max(map(len, states)), states[0].shape[1]), np.float32)
    filled = np.zeros(padded.shape[:2], np.float32)
    for n, one in enumerate(states):
        padded[n, : len(one)], filled[n, : len(one)] = one, 1
    at = np.array(issues, np.int64)
    return _Options(padded, filled, (at[:, None] == at[None]).astype(np.int64))


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
    """Neighbours of one stretch, some at a time."""
    for _, run in groupby(inside, key=itemgetter(0)):
        while some := list(islice(run, AT_ONCE)):
            yield some


def _logs(scores: Floats) -> Floats:
    out: Floats = scores - np.logaddexp.reduce(scores, axis=-1, keepdims=True)
    return out
