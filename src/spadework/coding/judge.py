"""What a clause says of each option of the agenda: the stance towards it, and its part in a condition.

A small network (`weights/judge.onnx`, `training/reading/judge.py`) on the vectors that the reader's network has of
words (`spadework.meaning`). It sees the clause, the text around it, and all options together, which compete for what is
said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from spadework.meaning import Stretch
from spadework.model import Agenda
from spadework.networks import pool, session
from spadework.reading.tagger import shipped

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

STANCES = ("none", "accepts", "open", "conditional", "noncommittal", "rejects")
ROLES = ("none", "precondition", "reciprocity", "exception", "requires")

NETWORK = Path(__file__).parent.parent / "weights" / "judge.onnx"
AROUND = 72
"""Tokens before and after a clause that are looked at."""

Place = tuple[int, int]
Pair = tuple[str, str]


class Judge:
    """Judges clauses by the options of an agenda. Safe to share between threads."""

    def __init__(self, agenda: Agenda) -> None:
        self._options, self._filled, self._same = _agenda(
            tuple((issue.name, option.text) for issue in agenda.issues for option in issue.options),
            tuple(n for n, issue in enumerate(agenda.issues) for _ in issue.options),
        )

    def judge(self, text: str, clauses: Sequence[Place]) -> Iterable[Floats]:
        """For each clause (start, end) of the text, in order, log-probabilities [options, 6 + 5]: of `STANCES`, then of
        `ROLES`. The options are in the agenda's order."""
        if not len(self._options):
            return (np.zeros((0, len(STANCES) + len(ROLES)), np.float32) for _ in clauses)
        stretches = shipped().meaning(text)
        running = [pool().submit(self._one, stretches, clause) for clause in clauses]
        return (one.result() for one in running)

    def _one(self, stretches: Sequence[Stretch], clause: Place) -> Floats:
        found = max(
            ((_inside(s, clause), n) for n, s in enumerate(stretches)), key=lambda x: x[0][1] - x[0][0], default=None
        )
        if found is None or found[0][0] >= found[0][1]:
            return _NOTHING.repeat(len(self._options), 0)
        (first, end), n = found
        begin, until = max(0, first - AROUND), min(len(stretches[n].places), end + AROUND)
        states = stretches[n].states[begin:until].astype(np.float32)
        places = np.zeros((1, len(states)), np.int64)
        places[0, first - begin : end - begin] = 1
        places[0, end - begin :] = 2
        fed = {
            "window": states[None],
            "places": places,
            "options": self._options,
            "filled": self._filled,
            "same": self._same,
        }
        [scores] = _network().run(None, fed)
        k = len(STANCES)
        return np.concatenate((_logs(scores[0, :, :k]), _logs(scores[0, :, k:])), -1)


_NOTHING = np.log(np.array([[0.98] + [0.004] * 5 + [0.98] + [0.005] * 4], np.float32))


@cache
def _network() -> Any:
    return session(NETWORK)


@lru_cache(maxsize=8)
def _agenda(options: tuple[Pair, ...], issues: tuple[int, ...]) -> tuple[Floats, Floats, npt.NDArray[np.int64]]:
    """States [O, M, 128] of the options' tokens, which of them there are [O, M], and which share an issue [O, O]."""
    reader = shipped()  # outside of the pool, which loads it
    states = list(pool().map(lambda pair: reader.option(*pair), options))
    most = max(map(len, states), default=1)
    padded = np.zeros((len(states), most, states[0].shape[1] if states else 1), np.float32)
    filled = np.zeros((len(states), most), np.float32)
    for n, one in enumerate(states):
        padded[n, : len(one)], filled[n, : len(one)] = one, 1
    at = np.array(issues, np.int64)
    return padded, filled, (at[:, None] == at[None]).astype(np.int64)


def _inside(stretch: Stretch, clause: Place) -> tuple[int, int]:
    """The first token of the clause and the end of its tokens in a stretch."""
    first = int(np.searchsorted(stretch.places[:, 1], clause[0], "right"))
    return first, int(np.searchsorted(stretch.places[:, 0], clause[1], "left"))


def _logs(scores: Floats) -> Floats:
    out: Floats = scores - np.logaddexp.reduce(scores, axis=-1, keepdims=True)
    return out
