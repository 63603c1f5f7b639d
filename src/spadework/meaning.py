"""What the words of a document mean, as the shipped reader's network has it: a vector for each token.

Reading makes these vectors by the way, and coding wants them next: those of the texts read last are kept. Where they
are not (another reader read the text, or it was read long ago) the network is asked again.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.floating]

KEPT = 96 * 2**20
"""Bytes of vectors that are kept, about those of 350 articles."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What the network read at once.

    Attributes:
        places: [tokens, 2]: start and end of each token in the text, in code points.
        states: [tokens, 128] in half precision.
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
            if text in self._texts or size > self._most:
                return
            self._texts[text] = tuple(stretches)
            self._size += size
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
