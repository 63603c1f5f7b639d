"""A bound on how much is searched, counted in comparisons and not in seconds, so that the answer never depends on the
machine."""

from __future__ import annotations

from threading import Lock


class TooMuch(Exception):
    """The effort is spent."""


class Effort:
    """Counts down.

    Attributes:
        points: the most points that a frontier on the way may have.
    """

    def __init__(self, comparisons: float = float("inf"), points: float = float("inf")) -> None:
        self.left, self.points = comparisons, points
        self._lock = Lock()

    def spend(self, comparisons: int) -> None:
        with self._lock:  # threads count together; in the end the sum is the same in whatever order
            self.left -= comparisons
        if self.left < 0:
            raise TooMuch
