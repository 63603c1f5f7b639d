"""The trained reader: finds cues in a text and, for each, the words of its source and of its content.

The network (see `weights/reader/README.md` and `training/reading`) gives each token scores of seven labels, decoded as
one chain, and queries and keys by which a cue scores every token as its own source or content, decoded as chains
again. So sources and contents are linked to their cue by what the corpus taught, and contents may nest.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from spadework.errors import ReaderError
from spadework.reading.chains import best, grammar, spans
from spadework.reading.windows import Place, Window, windows

if TYPE_CHECKING:
    from spadework.reading.chains import Floats, Ints

ROLES = ("source", "cue", "content")
SHIPPED = Path(__file__).parent.parent / "weights" / "reader"

T = TypeVar("T")

Found = tuple[int, int, int]  # kind (by ROLES), first and last token

_AHEAD = 32  # windows scored before they are decoded together
_SOURCE, _CUE, _CONTENT = range(3)
_CLAIMS = -4.0  # log-odds from which a content belongs to the cue that wants it most; chosen on PolNeAR's dev
_NAMES = -2.0  # and a source


class Scheme(IntEnum):
    """By whose rulings a text is read; the network has learnt both.

    PolNeAR's cues take in adverbs and objects ("told reporters on Tuesday"), and its contents their quotation marks.
    """

    POLNEAR = 0
    LEDGER = 1


@dataclass(frozen=True, slots=True)
class Tagged:
    """An attribution as places (start, end) in a text, in code points; pieces of content in order.

    `evidence` holds what its confidence is worked out from: the mean log-probability of the cue's labels, and the mean
    log-odds of its best source's and of its content's words being its own. Where there is no cue, the last is the mean
    log-probability of the content's labels.
    """

    source: Place | None
    cue: Place | None
    content: tuple[Place, ...]
    evidence: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class _Scores:
    text: int
    window: Window
    emissions: Floats  # [T, 7]
    links: Floats  # [T, 12, K]: queries at a cue's first token, at its last, keys; four each


class Tagger:
    """A network in a folder, ready to read. Safe to share between threads."""

    def __init__(self, folder: Path = SHIPPED, scheme: Scheme = Scheme.LEDGER) -> None:
        """Load `reader.onnx`, `reader.json` and `tokenizer.json` of a folder.

        `scheme` says by whose rulings it reads: Spadework's own, or PolNeAR's, to compare with published figures.

        Raises:
            ReaderError: the folder does not hold a reader.
        """
        import onnxruntime
        from tokenizers import Tokenizer

        for name in ("reader.onnx", "reader.json", "tokenizer.json"):
            if not (folder / name).is_file():
                raise ReaderError(
                    f"is no reader: it has no {name}",
                    where=str(folder),
                    remedy="Give a folder that training/reading/export.py has written.",
                )
        options = onnxruntime.SessionOptions()
        # One thread a window and a window a thread: measured faster than one run on all cores, with nothing to pad,
        # and what a window reads as never depends on the others.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._network = onnxruntime.InferenceSession(
            folder / "reader.onnx", options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        about = json.loads((folder / "reader.json").read_text(encoding="utf-8"))
        self._steps = grammar(7) + np.array(about["steps"], np.float32)
        self._own_steps = grammar(3)
        self._scheme = scheme
        self._ends = tuple(self._tokenizer.token_to_id(mark) for mark in about["ends"])

    def tags(self, texts: Sequence[str]) -> list[list[tuple[str, int, int]]]:
        """For each text its spans (role, start, end) as one chain: none overlaps another, none is linked."""
        out: list[list[tuple[str, int, int]]] = [[] for _ in texts]
        for scores, found in self._decoded(texts):
            places = scores.window.places
            out[scores.text] += [(ROLES[kind], places[a][0], places[b][1]) for kind, a, b in found]
        return out

    def read(self, texts: Sequence[str]) -> list[list[Tagged]]:
        """For each text its attributions, in the order of their cues."""
        out: list[list[Tagged]] = [[] for _ in texts]
        for some in _some(self._decoded(texts), _AHEAD):
            asked = [(scores, found, [s for s in found if s[0] == _CUE]) for scores, found in some]
            own = [_own(scores, [(a, b) for _, a, b in cues]) for scores, _, cues in asked]
            chains = iter(best([row[1] for o in own for row in o], self._own_steps))
            for (scores, found, cues), o in zip(asked, own, strict=True):
                out[scores.text] += _assembled(scores, found, o, [next(chains) for _ in cues])
        return out

    def _decoded(self, texts: Sequence[str]) -> Iterator[tuple[_Scores, list[Found]]]:
        for some in _some(self._scored(texts), _AHEAD):
            chains = best([s.emissions for s in some], self._steps)
            yield from ((s, spans(chain)) for s, chain in zip(some, chains, strict=True))

    def _scored(self, texts: Sequence[str]) -> Iterator[_Scores]:
        todo = ((n, w) for n, text in enumerate(texts) for w in windows(text, self._tokenizer))
        with ThreadPoolExecutor(_cores()) as pool:
            for some in _some(todo, _AHEAD):
                yield from pool.map(self._score, *zip(*some, strict=True))

    def _score(self, text: int, window: Window) -> _Scores:
        ids = np.array([[self._ends[0], *window.ids, self._ends[1]]], np.int64)
        one = np.ones_like(ids)
        emissions, links = self._network.run(None, {"ids": ids, "mask": one, "schemes": one * int(self._scheme)})
        return _Scores(text, window, emissions[0, 1:-1], links[0, 1:-1])


@cache
def shipped() -> Tagger:
    """The reader that comes with the package, loaded once."""
    return Tagger()


def named(name: str) -> Tagger:
    """The reader of that name: a folder, or one in `~/.local/share/spadework/readers` (`$SPADEWORK_READERS`).

    Raises:
        ReaderError: there is none.
    """
    if name == "shipped":
        return shipped()
    home = Path(os.environ.get("SPADEWORK_READERS") or Path.home() / ".local/share/spadework/readers")
    for folder in (Path(name), home / name):
        if folder.is_dir():
            return Tagger(folder)
    raise ReaderError(
        f"there is no reader “{name}”, neither as a folder nor in {home}",
        where="--reader",
        remedy="docs/readers.md tells how a larger reader is trained and where it goes.",
    )


def _cores() -> int:
    return min(8, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


def _own(scores: _Scores, cues: Sequence[tuple[int, int]]) -> Floats:
    """Scores [C, 2, T, 3] of outside, begin and inside of each cue's source and content."""
    links, e = scores.links, scores.emissions
    width = links.shape[-1]
    at = np.array(cues, np.int64).reshape(-1, 2)
    queries = links[at[:, 0], :4] + links[at[:, 1], 4:8]
    pairs = np.einsum("clk,tlk->clt", queries, links[:, 8:], optimize=True) / np.float32(width**0.5)
    rest = np.logaddexp.reduce(e[:, [0, 3, 4]], axis=1)
    own = (pairs + e[:, [1, 2, 5, 6]].T - rest).reshape(len(at), 2, 2, len(e))
    return np.stack((np.zeros_like(own[:, :, 0]), own[:, :, 0], own[:, :, 1]), -1)


def _assembled(scores: _Scores, found: Sequence[Found], own: Floats, chains: Sequence[Ints]) -> list[Tagged]:
    """The attributions of a window. `own` scores each cue's words, `chains` are the contents it would choose itself."""
    places = scores.window.places
    cues, sources, contents = ([s for s in found if s[0] == kind] for kind in (_CUE, _SOURCE, _CONTENT))
    flat = _logs(scores.emissions)
    inside = np.logaddexp(own[..., 1], own[..., 2]) - own[..., 0]  # [C, 2, T], log-odds of being the cue's own
    made = []
    said: list[list[Found]] = [[] for _ in cues]
    for span in contents:
        _, a, b = span
        sure = inside[:, 1, a : b + 1].mean(1)
        if len(sure) and sure.max() > _CLAIMS:
            said[int(sure.argmax())].append(span)
        else:  # no cue claims it: a quotation that stands alone
            made.append(Tagged(None, None, (_place(places, span),), (0.0, 0.0, _sure(flat, span))))
    for n, cue in enumerate(cues):
        chosen = spans(chains[n])
        # One chain for all cannot lay a content over another's source and cue: there the cue's own chain knows better.
        nested = any(a <= i <= b for _, a, b in chosen for _, i, _ in cues if i != cue[1])
        pieces = chosen if nested or not said[n] else said[n]
        if not pieces:
            continue
        by = [float(inside[n, 0, a : b + 1].mean()) for _, a, b in sources]
        source = sources[int(np.argmax(by))] if by and max(by) > _NAMES else None
        about = float(np.mean([inside[n, 1, a : b + 1].mean() for _, a, b in pieces]))
        made.append(
            Tagged(
                _place(places, source) if source else None,
                _place(places, cue),
                tuple(_place(places, p) for p in pieces),
                (_sure(flat, cue), max(by, default=-9.0), about),
            )
        )
    return made


def _place(places: Sequence[Place], span: Found) -> Place:
    return places[span[1]][0], places[span[2]][1]


def _sure(flat: Floats, span: Found) -> float:
    """Mean log-probability of the span's own labels, each token for itself."""
    kind, a, b = span
    return float(np.mean([flat[a, 1 + 2 * kind], *flat[a + 1 : b + 1, 2 + 2 * kind]]))


def _logs(scores: Floats) -> Floats:
    out: Floats = scores - np.logaddexp.reduce(scores, axis=-1, keepdims=True)
    return out


def _some(items: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(items)
    while out := list(islice(rest, size)):
        yield out
