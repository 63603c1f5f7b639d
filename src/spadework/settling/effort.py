"""A bound on how much is searched, counted in comparisons and not in seconds, so that the answer never depends on the
machine."""

from __future__ import annotations


class TooMuch(Exception):
    """The effort is spent."""


class Effort:
    """Counts down.

    Attributes:
        points: the most points that a frontier on the way may have.
    """

    def __init__(self, comparisons: float = float("inf"), points: float = float("inf")) -> None:
        self.left, self.points = comparisons, points

    def spend(self, comparisons: int) -> None:
        self.left -= comparisons
        if self.left < 0:
            raise TooMuch
