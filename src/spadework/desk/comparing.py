"""Findings of a dossier that is too large to be compared while somebody waits: a process of their own finds them."""

from __future__ import annotations

import logging
import multiprocessing
import os
from threading import Event, Lock, Thread

from spadework.errors import SpadeworkError
from spadework.ledger import Ledger, Place

_LOG = logging.getLogger("spadework.desk")
QUIET = 5.0
"""Seconds without a change, before it is worth comparing: findings of a ledger that has moved on are not kept."""
_LOOK = 0.2


class Comparer:
    """Brings the findings of one dossier up to date, one run at a time. It ends with the desk."""

    def __init__(self, ledger: Ledger, closing: Event, quiet: float = QUIET) -> None:
        self._ledger, self._closing, self._quiet = ledger, closing, quiet
        self._lock = Lock()
        self._worker: Thread | None = None

    @property
    def at_work(self) -> bool:
        """Whether they are being brought up to date."""
        return self._worker is not None and self._worker.is_alive()

    def begin(self) -> None:
        """See to it that they will be."""
        with self._lock:
            if not self.at_work and not self._closing.is_set():
                self._worker = Thread(target=self._work, name="findings", daemon=True)
                self._worker.start()

    def _work(self) -> None:
        try:
            while (seen := self._ledger.last_revision) != self._ledger.compared:
                if self._closing.wait(self._quiet):
                    return
                if self._ledger.last_revision == seen and not self._run():
                    return
        except SpadeworkError as e:
            _LOG.warning("the findings are not brought up to date: %s", e)

    def _run(self) -> bool:
        """Compare once; whether it went well."""
        run = multiprocessing.get_context("spawn").Process(target=_compare, args=(self._ledger.place,), daemon=True)
        run.start()
        while run.is_alive():
            if self._closing.wait(_LOOK):
                run.terminate()
            run.join(_LOOK)
        if run.exitcode and not self._closing.is_set():
            _LOG.warning("the findings are not brought up to date: comparing ended with %s", run.exitcode)
        return run.exitcode == 0


def _compare(place: Place) -> None:
    from spadework.stored import StoredDossier

    if hasattr(os, "nice"):
        os.nice(10)  # whoever reads meanwhile comes first
    with StoredDossier(Ledger.open(place)) as dossier:
        dossier.findings()
