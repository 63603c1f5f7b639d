"""The trained reader: finds cues in a text and, for each, the words of its source and of its content.

The network (see `weights/reader/README.md` and `training/reading`) gives each token scores of seven labels, decoded as
one chain, and queries and keys by which a cue scores every token as its own source or content, decoded as chains
again. So sources and contents are linked to their cue by what the corpus taught, and contents may nest.
"""

from __future__ import annotations

import os
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np

from spadework.errors import ReaderError
from spadework.meaning import KNOWN, LONGEST, Stretch, stretch
from spadework.networks import READER as SHIPPED
from spadework.networks import pool, reader
from spadework.reading.chains import best, grammar, spans
from spadework.windows import Place, Window, windows

if TYPE_CHECKING:
    from concurrent.futures import Future

    from spadework.reading.chains import Floats, Ints

ROLES = ("source", "cue", "content")

Found = tuple[int, int, int]  # kind (by ROLES), first and last token

_AT_ONCE = 32  # windows decoded together
_AHEAD = 64  # windows the network may be ahead
_SOURCE, _CUE, _CONTENT = range(3)
_CLAIMS = -4.0  # log-odds from which a content belongs to the cue that wants it most; chosen on PolNeAR's dev
_NAMES = -2.0  # and a source
_ABSENT = -9.0


class Scheme(IntEnum):
    """By whose rulings a text is read; the network has learnt both.

    PolNeAR's cues take in adverbs and objects ("told reporters on Tuesday"), and its contents their quotation marks.
    """

    POLNEAR = 0
    LEDGER = 1


class Evidence(NamedTuple):
    """What the network says of an attribution, in natural logarithms.

    `cue`: log-probability that the surest of its cue's words is a cue's. `source`, `content`: mean log-odds that their
    words are this cue's own; -9 for a source that is not there. Where there is no cue, `content` is the mean
    log-probability of its labels and the others are 0.
    """

    cue: float
    source: float
    content: float


SILENT = Evidence(0.0, _ABSENT, _ABSENT)  # of what lies in no window


class Claim(Protocol):
    """An attribution that somebody else found, as places in the text."""

    @property
    def source(self) -> Place | None: ...
    @property
    def cue(self) -> Place | None: ...
    @property
    def content(self) -> tuple[Place, ...]: ...


@dataclass(frozen=True, slots=True)
class Tagged:
    """An attribution as places (start, end) in a text, in code points; pieces of content in order."""

    source: Place | None
    cue: Place | None
    content: tuple[Place, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class _Scores:
    window: Window
    emissions: Floats  # [T, 7]
    links: Floats  # [T, 12, K]: queries at a cue's first token, at its last, keys; four each
    meaning: Stretch | None


class Tagger:
    """A network in a folder, ready to read. Safe to share between threads."""

    def __init__(self, folder: Path = SHIPPED, scheme: Scheme = Scheme.LEDGER) -> None:
        """Load `reader.onnx`, `reader.json` and `tokenizer.json` of a folder.

        `scheme` says by whose rulings it reads: Spadework's own, or PolNeAR's, to compare with published figures.

        Raises:
            ReaderError: the folder does not hold a reader.
        """
        for name in ("reader.onnx", "reader.json", "tokenizer.json"):
            if not (folder / name).is_file():
                raise ReaderError(
                    f"is no reader: it has no {name}",
                    where=str(folder),
                    remedy="Give a folder that training/reading/export.py has written.",
                )
        held = reader(folder)
        self._network, self._tokenizer = held.network, held.tokenizer
        self._tells = folder == SHIPPED and scheme is Scheme.LEDGER
        self._outputs = ["emissions", "links", *(["meaning"] if self._tells else [])]
        self._steps = grammar(7) + np.array(held.about["steps"], np.float32)
        self._own_steps = grammar(3)
        self._scheme = scheme
        self._ends = held.ends

    def tags(self, texts: Sequence[str]) -> list[list[tuple[str, int, int]]]:
        """For each text its spans (role, start, end) as one chain: none overlaps another, none is linked."""
        out: list[list[tuple[str, int, int]]] = [[] for _ in texts]
        for n, running in self._running(texts):
            for one, found in self._decoded(running):
                places = one.window.places
                out[n] += [(ROLES[kind], places[a][0], places[b][1]) for kind, a, b in found]
        return out

    def read(self, texts: Iterable[str]) -> Iterator[list[Tagged]]:
        """For each text its attributions, in the order of their cues."""
        return (tagged for tagged, _ in self.judge((text, tuple) for text in texts))

    def judge(
        self, texts: Iterable[tuple[str, Callable[[], Sequence[Claim]]]]
    ) -> Iterator[tuple[list[Tagged], list[Evidence]]]:
        """For each text what `read` finds in it, and what the network says of the claims that others make of it.

        The claims are asked for while the network reads; while one text is handed out, it is at the next ones.
        """
        taken: deque[tuple[str, Callable[[], Sequence[Claim]]]] = deque()

        def read_ahead() -> Iterator[str]:
            for text, claims in texts:
                taken.append((text, claims))
                yield text

        for _, parts in groupby(self._running(read_ahead()), key=itemgetter(0)):
            text, asked_for = taken.popleft()
            claims = asked_for()
            meant: list[Stretch] = []
            size = 0
            tagged: list[Tagged] = []
            evidence = [SILENT] * len(claims)
            waiting = sorted(((_anchor(c), n) for n, c in enumerate(claims)), reverse=True)
            for _, running in parts:
                readings = []
                for one, found in self._decoded(running):
                    asked = []
                    while waiting and waiting[-1][0] < one.window.places[-1][1]:
                        asked.append(waiting.pop()[1])
                    readings.append((found, asked, _Reading.of(one, found, [claims[n] for n in asked])))
                    if one.meaning is not None and size <= LONGEST:
                        meant.append(one.meaning)
                        size += one.meaning.size
                chains = iter(best([c for *_, reading in readings for c in reading.contents], self._own_steps))
                for found, asked, reading in readings:
                    tagged += _assembled(found, reading, [next(chains) for _ in reading.cues])
                    for n in asked:
                        evidence[n] = reading.evidence(claims[n])
            if self._tells and size <= LONGEST:
                KNOWN.keep(text, meant)
            yield tagged, evidence

    def _decoded(self, running: Sequence[Future[_Scores]]) -> Iterator[tuple[_Scores, list[Found]]]:
        """Windows with the spans of the common chain."""
        scores = [future.result() for future in running]
        return zip(scores, map(spans, best([s.emissions for s in scores], self._steps)), strict=True)

    def _running(self, texts: Iterable[str]) -> Iterator[tuple[int, list[Future[_Scores]]]]:
        """The texts in order, by number, each in one or more parts of some windows; an empty text has an empty part."""
        running: deque[tuple[int, list[Future[_Scores]]]] = deque()
        ahead = 0
        for n, text in enumerate(texts):
            cut = windows(text, self._tokenizer)
            some = list(islice(cut, _AT_ONCE))
            while some or not running or running[-1][0] != n:
                running.append((n, [pool().submit(self._score, window) for window in some]))
                ahead += len(some)
                while ahead > _AHEAD:
                    yield running[0]
                    ahead -= len(running.popleft()[1])
                some = list(islice(cut, _AT_ONCE))
        yield from running

    def _score(self, window: Window) -> _Scores:
        ids = np.array([[self._ends[0], *window.ids, self._ends[1]]], np.int64)
        one = np.ones_like(ids)
        fed = {"ids": ids, "mask": one, "schemes": one * int(self._scheme)}
        emissions, links, *meaning = self._network.run(self._outputs, fed)
        told = stretch(window, meaning[0]) if meaning else None
        return _Scores(window, emissions[0, 1:-1], links[0, 1:-1], told)


@cache
def loading() -> Future[Tagger]:
    """The reader that comes with the package, on its way: begun when this is first asked for, and done once."""
    return pool().submit(Tagger)


def shipped() -> Tagger:
    """The reader that comes with the package."""
    return loading().result()


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


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a window's scores say of its cues, as tokens.

    Attributes:
        cues: first and last token of each cue of the common chain.
        places: of the window's tokens.
        flat: log-probabilities of labels [T, 7].
        contents: for each cue the scores [T, 3] from which its own content is decoded.
        inside: for each cue log-odds [2, T] of words being its own source's and content's; then for each claim's.
        claimed: where in `inside` the cue of a claim is.
    """

    cues: list[tuple[int, int]]
    places: list[Place]
    flat: Floats
    contents: list[Floats]
    inside: Floats
    claimed: dict[tuple[int, int], int]

    @classmethod
    def of(cls, scores: _Scores, found: Sequence[Found], claims: Iterable[Claim]) -> _Reading:
        flat = _logs(scores.emissions)
        places = scores.window.places
        cues = [(a, b) for kind, a, b in found if kind == _CUE]
        claimed = [t for c in claims if (t := _tokens(places, c.cue))]
        own = _own(scores, cues + claimed)
        inside = np.logaddexp(own[..., 1], own[..., 2]) - own[..., 0]
        at = {cue: n for n, cue in enumerate(claimed, len(cues))}
        return cls(cues, places, flat, list(own[: len(cues), 1]), inside, at)

    def evidence(self, claim: Claim) -> Evidence:
        cue = _tokens(self.places, claim.cue)
        pieces = [t for p in claim.content if (t := _tokens(self.places, p))]
        if not pieces:
            return SILENT
        if cue is None:
            return Evidence(0.0, 0.0, self.free(pieces))
        inside = self.inside[self.claimed[cue]]
        source = _tokens(self.places, claim.source)
        return Evidence(self.reports(cue), _mean(inside[0], [source]) if source else _ABSENT, _mean(inside[1], pieces))

    def reports(self, cue: tuple[int, int]) -> float:
        a, b = cue
        return float(np.logaddexp(self.flat[a : b + 1, 3], self.flat[a : b + 1, 4]).max())

    def free(self, pieces: Sequence[tuple[int, int]]) -> float:
        return _mean(np.logaddexp(self.flat[:, 5], self.flat[:, 6]), pieces)

    def place(self, span: tuple[int, int]) -> Place:
        return self.places[span[0]][0], self.places[span[1]][1]


def _own(scores: _Scores, cues: Sequence[tuple[int, int]]) -> Floats:
    """Scores [C, 2, T, 3] of outside, begin and inside of each cue's source and content."""
    links, e = scores.links, scores.emissions
    width = links.shape[-1]
    at = np.array(cues, np.int64).reshape(-1, 2)
    queries = links[at[:, 0], :4] + links[at[:, 1], 4:8]
    pairs = np.matmul(queries.transpose(1, 0, 2), links[:, 8:].transpose(1, 2, 0)) / np.float32(width**0.5)
    rest = np.logaddexp.reduce(e[:, [0, 3, 4]], axis=1)
    own = (pairs.transpose(1, 0, 2) + e[:, [1, 2, 5, 6]].T - rest).reshape(len(at), 2, 2, len(e))
    return np.stack((np.zeros_like(own[:, :, 0]), own[:, :, 0], own[:, :, 1]), -1)


def _assembled(found: Sequence[Found], reading: _Reading, chains: Sequence[Ints]) -> list[Tagged]:
    """The attributions of a window. `chains` are the contents that each cue would choose itself."""
    sources, contents = ([(a, b) for role, a, b in found if role == kind] for kind in (_SOURCE, _CONTENT))
    inside = reading.inside[: len(reading.cues)]
    made = []
    said: list[list[tuple[int, int]]] = [[] for _ in reading.cues]
    for piece in contents:
        wanted = np.add.reduce(inside[:, 1, piece[0] : piece[1] + 1], 1)
        if len(wanted) and wanted.max() > _CLAIMS * (piece[1] + 1 - piece[0]):
            said[int(wanted.argmax())].append(piece)
        else:  # no cue claims it: a quotation that stands alone
            made.append(Tagged(None, None, (reading.place(piece),), Evidence(0.0, 0.0, reading.free([piece]))))
    for n, cue in enumerate(reading.cues):
        chosen = [(a, b) for _, a, b in spans(chains[n])]
        # One chain for all cannot lay a content over another's source and cue: there the cue's own chain knows better.
        nested = any(a <= i <= b for a, b in chosen for i, _ in reading.cues if i != cue[0])
        pieces = chosen if nested or not said[n] else said[n]
        if not pieces:
            continue
        by = [_mean(inside[n, 0], [s]) for s in sources]
        source = sources[int(np.argmax(by))] if by and max(by) > _NAMES else None
        made.append(
            Tagged(
                reading.place(source) if source else None,
                reading.place(cue),
                tuple(map(reading.place, pieces)),
                Evidence(reading.reports(cue), max(by, default=_ABSENT), _mean(inside[n, 1], pieces)),
            )
        )
    return made


def _anchor(claim: Claim) -> int:
    return (claim.cue or claim.content[0])[0]


def _tokens(places: Sequence[Place], place: Place | None) -> tuple[int, int] | None:
    """The first and last token that a place touches, None if there is none."""
    if place is None:
        return None
    first = bisect_right(places, place[0], key=lambda p: p[1])
    last = bisect_left(places, place[1], key=lambda p: p[0]) - 1
    return (first, last) if first <= last else None


def _mean(row: Floats, stretches: Sequence[tuple[int, int]]) -> float:
    """Of all tokens of these stretches (first, last)."""
    a, b = stretches[0]
    some = row[a : b + 1] if len(stretches) == 1 else np.concatenate([row[a : b + 1] for a, b in stretches])
    return float(np.add.reduce(some)) / len(some)


def _logs(scores: Floats) -> Floats:
    out: Floats = scores - np.logaddexp.reduce(scores, axis=-1, keepdims=True)
    return out
