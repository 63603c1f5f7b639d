"""What a clause says of the options of an issue: the stance towards each, and its part in a condition.

A network (see `training/coding`; none comes with the package yet) reads the clause, the words around it and the options
of one issue together, so that the options compete for what is said.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from spadework.coding.units import Unit
from spadework.model import Agenda, Issue
from spadework.networks import pool, session, tokenizer
from spadework.text import sentences

if TYPE_CHECKING:
    from concurrent.futures import Future

    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

STANCES = ("none", "accepts", "open", "conditional", "noncommittal", "rejects")
ROLES = ("none", "precondition", "reciprocity", "exception", "requires")

_AROUND = 240  # characters of context on either side of the clause
CLAUSE, CONTEXT, OPTION = 72, 56, 24  # tokens at most
_TOGETHER = 10  # options that are judged at once: more would not fit


@dataclass(frozen=True, slots=True)
class Question:
    """What the network is asked: of whom, in which words, in which surroundings, towards which options."""

    clause: str
    context: str
    issue: str
    options: tuple[str, ...]


def asked(unit: Unit, issue: Issue, agenda: Agenda) -> Question:
    """The question that a unit and an issue make."""
    holder = " and ".join(agenda.party(h.party).name for h in unit.who[:3])
    said = f"{holder}: {unit.cue}: {unit.clause.text}" if unit.cue else f"{holder}: {unit.clause.text}"
    return Question(said, _context(unit), issue.name, tuple(o.text for o in issue.options))


def _context(unit: Unit) -> str:
    """The question that was asked, else the sentence before; then the rest of the clause's own sentence."""
    text, start, end = unit.document.text, unit.start, unit.end
    first = max(0, start - _AROUND)
    spans = list(sentences(text, first, min(len(text), end + _AROUND)))
    own = [(a, b) for a, b in spans if a < end and start < b]
    before = [(a, b) for a, b in spans if b <= start]
    rest = " ".join(f"{text[a:start]} {text[end:b]}" for a, b in own if a < start or end < b)
    previous = text[slice(*before[-1])] if before else ""
    return " ".join(f"{unit.asked} {previous} {rest}".split())


def encode(question: Question, tokenizer: Any) -> tuple[list[int], list[int], list[int]]:
    """Token ids, segment of each token (0 what is said, 1 the options), and the place of each option's mark."""
    mark, begin, end = (tokenizer.token_to_id(t) for t in ("[MASK]", "[CLS]", "[SEP]"))

    def ids(text: str, most: int) -> list[int]:
        return list(tokenizer.encode(text, add_special_tokens=False).ids[:most])

    said = [begin, *ids(question.clause, CLAUSE), end, *ids(question.context, CONTEXT), end]
    told = ids(question.issue, OPTION)
    places = []
    for option in question.options:
        places.append(len(said) + len(told))
        told += [mark, *ids(option, OPTION)]
    told.append(end)
    return said + told, [0] * len(said) + [1] * len(told), places


@dataclass(frozen=True, slots=True)
class Judgement:
    """Probabilities for each option of an issue: `stances` [options, 6] and `roles` [options, 5]."""

    stances: Floats
    roles: Floats


class Judge:
    """A network in a folder, ready to judge. Safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        """Load `coder.onnx` and `tokenizer.json` of a folder."""
        self._network = session(folder / "coder.onnx")
        self._tokenizer: Any = tokenizer(folder / "tokenizer.json")

    def judge(self, questions: Iterable[Question]) -> Iterator[Judgement]:
        """An answer to each question, in order."""
        running: deque[Future[Judgement]] = deque()
        for question in questions:
            running.append(pool().submit(self._one, question))
            if len(running) > 64:
                yield running.popleft().result()
        while running:
            yield running.popleft().result()

    def _one(self, question: Question) -> Judgement:
        parts = [self._together(question, n) for n in range(0, len(question.options), _TOGETHER)]
        return Judgement(np.concatenate([p.stances for p in parts]), np.concatenate([p.roles for p in parts]))

    def _together(self, question: Question, first: int) -> Judgement:
        some = replace(question, options=question.options[first : first + _TOGETHER])
        ids, segments, places = encode(some, self._tokenizer)
        one = np.array([ids], np.int64)
        fed = {"ids": one, "mask": np.ones_like(one), "segments": np.array([segments], np.int64)}
        [scores] = self._network.run(None, fed)
        at = scores[0, places]
        return Judgement(_softmax(at[:, : len(STANCES)]), _softmax(at[:, len(STANCES) :]))


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    out: Floats = raised / raised.sum(-1, keepdims=True)
    return out
