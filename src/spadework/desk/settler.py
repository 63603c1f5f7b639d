"""Settling for all who sit at the desk: few searches at a time, each bounded, and none of them twice."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Callable, Hashable
from hashlib import blake2b
from threading import BoundedSemaphore, Lock
from typing import Any, TypeVar

from spadework.errors import ScenarioError, SpadeworkError
from spadework.model import Package, Scenario, to_json
from spadework.settling import Assessment, Openings, Robustness, Settlement, assess, openings, robustness, settle

T = TypeVar("T")
Key = tuple[Hashable, ...]

PATIENCE = 0.02
"""The share of the usual limits of a search: an answer in about a second, with gaps where it is not exact by then."""
LONGER = 0.1
"""The same for what may come a little later."""
DRAWS = 500
FEWEST = 50
DRAWN = 10_000_000
"""Numbers that are drawn at the same time."""
WAIT = 10.0  # seconds that a search waits for others
_AT_ONCE = max(2, (os.cpu_count() or 2) - 1)
_KEPT = 48  # answers


class Busy(SpadeworkError):
    """Too many search at the same time."""


class Settler:
    """What is found out about scenarios, by what is in them: an answer stays true whatever becomes of the dossier."""

    def __init__(self) -> None:
        self._lock, self._slots = Lock(), BoundedSemaphore(_AT_ONCE)
        self._known: OrderedDict[Key, Any] = OrderedDict()

    def settled(self, scenario: Scenario) -> Settlement:
        """See `spadework.settling.settle`. Raises Busy, ScenarioError."""
        return self._once(("settled", _mark(scenario)), lambda: settle(scenario, PATIENCE))

    def assessed(self, scenario: Scenario, package: Package) -> Assessment:
        """See `spadework.settling.assess`. Raises Busy, ScenarioError."""
        key = ("assessed", _mark(scenario), *package.choices.items())
        return self._once(key, lambda: assess(scenario, package, PATIENCE))

    def opened(self, scenario: Scenario) -> Openings:
        """See `spadework.settling.openings`. Raises Busy, ScenarioError."""
        return self._once(("opened", _mark(scenario)), lambda: openings(scenario, 3, PATIENCE))

    def drawn(self, scenario: Scenario, package: Package | None) -> Robustness:
        """See `spadework.settling.robustness`. Raises Busy; ScenarioError also if there are too many numbers."""
        draws = draws_of(scenario)
        if not draws:
            raise ScenarioError("there are too many numbers to draw here", remedy="Use `spadework settle`.")
        found = self.settled(scenario)
        packages = () if package is None else (package,)
        key = ("drawn", _mark(scenario), *(x for p in packages for x in p.choices.items()))
        return self._once(key, lambda: robustness(scenario, found, packages=packages, draws=draws, patience=LONGER))

    def _once(self, key: Key, make: Callable[[], T]) -> T:
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]  # type: ignore[no-any-return]
        if not self._slots.acquire(timeout=WAIT):
            raise Busy("others are settling scenarios just now", remedy="Try again in a few seconds.")
        try:
            made = make()
        finally:
            self._slots.release()
        with self._lock:
            self._known[key] = made
            while len(self._known) > _KEPT:
                self._known.popitem(last=False)
        return made


def draws_of(scenario: Scenario) -> int:
    """How many draws of its numbers there is room for; 0 where they would be too few."""
    draws = DRAWN // max(1, len(scenario.parties) * sum(len(i.options) for i in scenario.issues))
    return min(DRAWS, draws) if draws >= FEWEST else 0


def _mark(scenario: Scenario) -> str:
    return blake2b(to_json(scenario).encode(), digest_size=16).hexdigest()
