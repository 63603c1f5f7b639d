"""The dossier behind the pages."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Any, TypeVar

from spadework.desk.comparing import Comparer
from spadework.desk.settings import Settings
from spadework.desk.settler import Settler
from spadework.model import Agenda, Revision

if TYPE_CHECKING:
    from spadework.stored import StoredDossier

T = TypeVar("T")
Renew = Callable[[T, Sequence[Revision]], T | None]
_KEPT = 64  # answers
_FEW = 200  # revisions; after more of them what was remembered is made anew


class Desk:
    """One dossier, opened for all who sit at it; every request may use it at the same time.

    Attributes:
        dossier: what the pages show; everything that writes is a transaction of its own.
        settings: how it is set up.
        closing: set when the server is to end.
        settler: what is found out about scenarios.
        comparer: what brings the findings of a large dossier up to date.
    """

    def __init__(self, dossier: StoredDossier, settings: Settings) -> None:
        self.dossier = dossier
        self.settings = settings
        self.closing = Event()
        self.settler = Settler()
        self.comparer = Comparer(dossier.ledger, self.closing)
        self._lock = Lock()
        self._known: OrderedDict[Hashable, tuple[int, Any]] = OrderedDict()
        self._turns: dict[Hashable, tuple[Lock, int]] = {}
        self._making: set[Hashable] = set()

    @property
    def title(self) -> str:
        """What the dossier is called: as its agenda is, else nothing."""
        return (self.dossier.agenda.name or "") if self.dossier.agenda else ""

    @property
    def empty(self) -> bool:
        """Whether no document has been added yet."""
        return not self.dossier.ledger.last_revision and not self.dossier.ledger.counts()["document"]

    @property
    def agenda(self) -> Agenda:
        """The agenda in force."""
        return self.dossier.ledger.agenda or Agenda()

    def remembered(self, key: Hashable, make: Callable[[], T], renew: Renew[T] | None = None) -> T:
        """What `make` gives; the same as last time as long as nothing in the dossier has changed since.

        Args:
            key: tells apart what is made; it has to name all that `make` depends on besides the dossier. What
                depends on nothing else has a plain name, and is never dropped to make room.
            renew: makes what was remembered right after a few revisions, which is quicker; None if it cannot. It may be
                given revisions that were taken account of already, and it may not change what it is given.
        """
        now = self.dossier.ledger.last_revision
        known = self._held(key)
        if known and known[0] == now:
            return known[1]  # type: ignore[no-any-return]
        with self._turn(key):  # whoever asks meanwhile waits for it, and makes it not once more
            known = self._held(key)
            if known and known[0] >= now:
                return known[1]  # type: ignore[no-any-return]
            made: T | None = None
            if known and renew is not None:
                later = self.dossier.ledger.since(known[0], _FEW)
                made = renew(known[1], later) if later else None
            if made is None:
                made = make()  # may be one revision newer than `now`: then it is made once more, which costs only time
            with self._lock:
                self._known[key] = (now, made)
                self._known.move_to_end(key)
                for old in [k for k in self._known if not isinstance(k, str)][:-_KEPT]:
                    del self._known[old]
            return made

    def _held(self, key: Hashable) -> tuple[int, Any] | None:
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
            return self._known.get(key)

    @contextmanager
    def _turn(self, key: Hashable) -> Iterator[None]:
        """One after the other makes what is remembered by this key."""
        with self._lock:
            turn, waiting = self._turns.get(key, (Lock(), 0))
            self._turns[key] = turn, waiting + 1
        try:
            with turn:
                yield
        finally:
            with self._lock:
                turn, waiting = self._turns[key]
                if waiting > 1:
                    self._turns[key] = turn, waiting - 1
                else:
                    del self._turns[key]

    def prepared(self, key: Hashable, make: Callable[[], T], renew: Renew[T] | None = None) -> T | None:
        """The same for what takes long to make: None, or what was remembered last, while a thread makes it anew."""
        with self._lock:
            known = self._known.get(key)
        if known and self.dossier.ledger.since(known[0], _FEW) is not None:
            return self.remembered(key, make, renew)
        with self._lock:
            if key not in self._making:
                self._making.add(key)
                Thread(target=self._prepare, args=(key, make), daemon=True).start()
        return known[1] if known else None

    def _prepare(self, key: Hashable, make: Callable[[], object]) -> None:
        try:
            self.remembered(key, make)
        finally:
            with self._lock:
                self._making.discard(key)

    def forget(self) -> None:
        """Make all of it anew: something has changed that leaves no revision, such as a document of no statements."""
        with self._lock:
            self._known.clear()
