"""What the words of a document mean, as the lower layers of the shipped reader have it: a vector for each token.

Reading makes these vectors by the way, and coding wants them next: those of the texts read last are kept. Where they
are not (another reader read the text, or it was read long ago) the network is asked again.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from spadework.networks import Reader, ahead, only_these, reader
from spadework.windows import Window, windows

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

ISSUE, OPTION = 24, 40  # tokens that are read of an issue's name and of an option

KEPT = 96 * 2**20
"""Bytes of vectors that are kept, about those of 120 articles."""

LONGEST = KEPT // 3
"""Bytes of one text's vectors that are kept: a longer one is judged in parts, each worked out anew."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What the network read at once.

    Attributes:
        places: [tokens, 2]: start and end of each token in the text, in code points; of the marks at both ends, nothing
            at the first token's start and at the last one's end.
        states: [tokens, 384] in half precision.
    """

    places: npt.NDArray[np.int32]
    states: npt.NDArray[np.float16]

    @property
    def size(self) -> int:
        return self.places.nbytes + self.states.nbytes


class Meanings:
    """The stretches of the texts that were read last. Safe to share between threads."""

    def __init__(self, most: int = KEPT) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._texts: OrderedDict[str, tuple[Stretch, ...]] = OrderedDict()
        self._size = 0

    def keep(self, text: str, stretches: Sequence[Stretch]) -> None:
        """Keep what a text means; those that were not asked for longest go."""
        size = sum(s.size for s in stretches)
        with self._lock:
            if size > self._most:
                return
            if text not in self._texts:
                self._texts[text] = tuple(stretches)
                self._size += size
            self._texts.move_to_end(text)
            while self._size > self._most:
                _, gone = self._texts.popitem(last=False)
                self._size -= sum(s.size for s in gone)

    def get(self, text: str) -> tuple[Stretch, ...] | None:
        """What is kept of a text, if anything is."""
        with self._lock:
            if text in self._texts:
                self._texts.move_to_end(text)
            return self._texts.get(text)


KNOWN = Meanings()
"""The meanings that all of a process shares."""


def of(text: str) -> tuple[Stretch, ...]:
    """What the shipped reader's network knows of a text, window by window; from memory if it was read of late."""
    known = KNOWN.get(text)
    if known is None:
        by = reader()
        known = tuple(ahead(lambda window: _worked_out(by, window), windows(text, by.tokenizer)))
        KNOWN.keep(text, known)
    return known


def of_option(issue: str, option: str) -> Floats:
    """The same of an option under the name of its issue: states [tokens, 384] of the option and the mark after it."""
    by = reader()
    ids, kinds = pair(by.tokenizer, by.ends, issue, option)
    found: Floats = _run(by, ids, kinds)[0, -sum(kinds) :]
    return found


def pair(tokenizer: Any, ends: tuple[int, int], issue: str, option: str) -> tuple[list[int], list[int]]:
    """An issue and an option as the network is given them: token ids with the marks, and 1 for each of the option's."""
    begin, end = ends
    issue_ids, option_ids = (tokenizer.encode(t, add_special_tokens=False).ids for t in (issue, option))
    first, second = [begin, *issue_ids[:ISSUE], end], [*option_ids[:OPTION], end]
    return first + second, [0] * len(first) + [1] * len(second)


def stretch(window: Window, states: Floats) -> Stretch:
    """A window with the states [1, tokens, 384] that the network has given it, its marks included."""
    first, last = window.places[0][0], window.places[-1][1]
    return Stretch(np.array([(first, first), *window.places, (last, last)], np.int32), states[0].astype(np.float16))


def _worked_out(by: Reader, window: Window) -> Stretch:
    begin, end = by.ends
    ids = [begin, *window.ids, end]
    return stretch(window, _run(by, ids, [1] * len(ids)))


def _run(by: Reader, ids: list[int], kinds: list[int]) -> Floats:
    one = np.array([ids], np.int64)
    fed = {"ids": one, "mask": np.ones_like(one), "schemes": np.array([kinds], np.int64)}
    [states] = by.network.run(["meaning"], fed, only_these())
    found: Floats = states
    return found
