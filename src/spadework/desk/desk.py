"""The dossier behind the pages."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from spadework.desk.settings import Settings
from spadework.desk.settler import Settler

if TYPE_CHECKING:
    from spadework.stored import StoredDossier

T = TypeVar("T")
_KEPT = 64  # answers


class Desk:
    """One dossier, opened for all who sit at it; every request may use it at the same time.

    Attributes:
        dossier: what the pages show; everything that writes is a transaction of its own.
        settings: how it is set up.
        settler: what is found out about scenarios.
    """

    def __init__(self, dossier: StoredDossier, settings: Settings) -> None:
        self.dossier = dossier
        self.settings = settings
        self.settler = Settler()
        self._lock = Lock()
        self._known: OrderedDict[Hashable, tuple[int, Any]] = OrderedDict()

    @property
    def title(self) -> str:
        """What the dossier is called: as its agenda is, else nothing."""
        return (self.dossier.agenda.name or "") if self.dossier.agenda else ""

    def remembered(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives; the same as last time as long as nothing in the dossier has changed since.

        Args:
            key: tells apart what is made; it has to name all that `make` depends on besides the dossier.
        """
        now = self.dossier.ledger.last_revision
        with self._lock:
            if key in self._known and self._known[key][0] == now:
                self._known.move_to_end(key)
                return self._known[key][1]  # type: ignore[no-any-return]
        made = make()  # may be one revision newer than `now`: then it is made once more, which costs only time
        with self._lock:
            self._known[key] = (now, made)
            self._known.move_to_end(key)
            while len(self._known) > _KEPT:
                self._known.popitem(last=False)
        return made
