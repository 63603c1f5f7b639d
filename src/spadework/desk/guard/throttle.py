"""Guessing passwords gets slower and slower: by account and by address."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from threading import Lock

from spadework.errors import SpadeworkError

FREE = 4  # failures in a row that cost nothing
_FORGOTTEN = 3600.0  # seconds without a failure
_MOST = 20_000  # names and addresses that are remembered


class TooMany(SpadeworkError):
    """Somebody has to wait.

    Attributes:
        seconds: how long.
    """

    def __init__(self, what: str, seconds: float) -> None:
        self.seconds = max(1, round(seconds + 0.5))
        super().__init__(what, remedy=f"Try again in {self.seconds} second{'s' if self.seconds > 1 else ''}.")


@dataclass(slots=True)
class _Failures:
    number: int
    last: float
    until: float


class Throttle:
    """Counts failures of whatever has a name.

    Args:
        clock: seconds since whenever.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._failed: OrderedDict[str, _Failures] = OrderedDict()

    def begin(self, *whose: tuple[str, float]) -> None:
        """An attempt, which counts as failed until `succeeded` is called, so that many at once are no way round.

        Args:
            whose: names and, for each, the longest that it waits, in seconds: 1, 2, 4 ... up to that.

        Raises:
            TooMany: one of them has to wait. The attempt is not counted, nor made.
        """
        now = self._clock()
        with self._lock:
            waits = [f.until - now for key, _ in whose if (f := self._of(key, now)) and f.until > now]
            if waits:
                raise TooMany("too many attempts have failed", max(waits))
            for key, longest in whose:
                failures = self._of(key, now) or _Failures(0, now, now)
                failures.number += 1
                failures.last = now
                over = failures.number - FREE
                failures.until = now + min(longest, 2.0 ** min(over - 1, 30)) if over > 0 else now
                self._failed[key] = failures
                self._failed.move_to_end(key)
            while len(self._failed) > _MOST:
                self._failed.popitem(last=False)

    def succeeded(self, account: str, address: str) -> None:
        """Forget the failures of an account; of the address this attempt alone, for others may share it."""
        with self._lock:
            self._failed.pop(account, None)
            if failures := self._failed.get(address):
                failures.number -= 1
                failures.until = 0.0
                if not failures.number:
                    del self._failed[address]

    def _of(self, key: str, now: float) -> _Failures | None:
        failures = self._failed.get(key)
        if failures and now - failures.last > _FORGOTTEN:
            del self._failed[key]
            return None
        return failures


def network_of(address: str) -> str:
    """What counts as one address: in IPv6 all of a /64, which anybody may choose from."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    return str(ip_network(f"{ip}/64", strict=False)) if ip.version == 6 else str(ip)
