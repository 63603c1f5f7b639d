"""Who has signed in: kept in memory, under ids that nobody can guess. All end with the desk."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Lock

from spadework.desk.guard.accounts import Account

_EACH = 20  # sessions that an account may have; then the one that was unused longest ends


@dataclass(frozen=True, slots=True)
class _Session:
    name: str
    mark: str
    begun: float
    used: float


class Sessions:
    """Sessions of accounts.

    Args:
        idle: seconds after which one ends that is not used.
        lasts: seconds after which any ends.
        find: the account of a name, as it is now; a session ends when it is gone or has another mark.
        clock: seconds since whenever.
    """

    def __init__(
        self,
        idle: float,
        lasts: float,
        find: Callable[[str], Account | None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._idle, self._lasts, self._find, self._clock = idle, lasts, find, clock
        self._lock = Lock()
        self._open: dict[bytes, _Session] = {}

    def begin(self, account: Account) -> str:
        """The id of a new session."""
        id, now = secrets.token_urlsafe(32), self._clock()
        with self._lock:
            for key in [k for k, s in self._open.items() if not self._fresh(s, now)]:
                del self._open[key]
            mine = sorted((s.used, k) for k, s in self._open.items() if s.name == account.name)
            for _, key in mine[: max(0, len(mine) - _EACH + 1)]:
                del self._open[key]
            self._open[_key(id)] = _Session(account.name, account.mark, now, now)
        return id

    def account(self, id: str) -> Account | None:
        """Whose session this is; None if it is none, or has ended. It counts as used."""
        key, now = _key(id), self._clock()
        with self._lock:
            session = self._open.get(key)
            if session is None:
                return None
            account = self._find(session.name)
            if not self._fresh(session, now) or account is None or account.mark != session.mark:
                del self._open[key]
                return None
            self._open[key] = replace(session, used=now)
        return account

    def end(self, id: str) -> None:
        """End a session, if it is one."""
        with self._lock:
            self._open.pop(_key(id), None)

    def _fresh(self, session: _Session, now: float) -> bool:
        return now - session.used < self._idle and now - session.begun < self._lasts


def _key(id: str) -> bytes:
    """What is kept of an id: looking it up tells nothing about others by the time that it takes."""
    return hashlib.sha256(id.encode()).digest()
