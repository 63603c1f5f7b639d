"""What a clause says of each option of the agenda: the stance towards it, and its part in a condition.

A small network (`weights/judge.onnx`, `training/reading/judge.py`) on the vectors that the reader's network has of
words (`spadework.meaning`). It sees the clause, the text around it, and all options together, which compete for what is
said.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
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
        yield from ahead(lambda clause: self._one(stretches, begins, clause), clauses)

    def _meant(self, text: str) -> tuple[Stretch, ...]:
        """The text asked for last stays at hand, however long it is: what is asked of one comes in many parts."""
        last, stretches = self._last
        if last != text:
            stretches = meaning.of(text)
            self._last = text, stretches
        return stretches

    def _one(self, stretches: Sequence[Stretch], begins: Sequence[int], clause: Place) -> Floats:
        at = max(bisect_right(begins, clause[0]) - 1, 0)
        near = [(s, _inside(s, clause)) for s in stretches[at : at + 2]]
        stretch, (first, end) = max(near, key=lambda x: x[1][1] - x[1][0], default=(None, (0, 0)))
        if stretch is None or first >= end:
            return _NOTHING.repeat(sum(len(g.filled) for g in self._groups), 0)
        places = np.zeros((1, len(stretch.places)), np.int64)
        places[0, first:end] = 1
        places[0, end:] = 2
        fed = {"window": stretch.states.astype(np.float32)[None], "places": places}
        found = [_network().run(None, fed | group._asdict())[0][0] for group in self._groups]
        scores = np.concatenate(found)
        k = len(STANCES)
        return np.concatenate((_logs(scores[:, :k]), _logs(scores[:, k:])), -1)


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


def _inside(stretch: Stretch, clause: Place) -> tuple[int, int]:
    """The first token of the clause and the end of its tokens in a stretch."""
    first = int(np.searchsorted(stretch.places[:, 1], clause[0], "right"))
    return first, int(np.searchsorted(stretch.places[:, 0], clause[1], "left"))


def _logs(scores: Floats) -> Floats:
    out: Floats = scores - np.logaddexp.reduce(scores, axis=-1, keepdims=True)
    return out
