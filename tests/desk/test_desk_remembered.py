"""What the desk remembers."""

from __future__ import annotations

import gc
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi import FastAPI

from spadework.desk import warming
from spadework.stored import StoredDossier


def test_those_who_ask_at_the_same_time_wait_for_one_who_makes_it(app: FastAPI) -> None:
    made: list[int] = []

    def make() -> int:
        time.sleep(0.05)
        made.append(1)
        return len(made)

    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(lambda _: app.state.desk.remembered("it", make), range(8)))
    assert told == [1] * 8


def test_one_who_fails_keeps_nobody_from_trying(app: FastAPI) -> None:
    def fail() -> int:
        raise ValueError

    for _ in range(2):
        with pytest.raises(ValueError):
            app.state.desk.remembered("it", fail)
    assert app.state.desk.remembered("it", lambda: 3) == 3


def test_a_large_dossier_is_prepared_and_a_small_one_is_not(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = app.state.desk
    warming.warm(desk)
    assert desk.remembered("speakers", lambda: "made now") == "made now"
    desk.forget()
    monkeypatch.setattr(warming, "AT_ONCE", 0)
    before = gc.get_threshold()
    try:
        warming.warm(desk)
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
    for key in ("speakers", "promises", "findings", "published", "days", "reported"):
        desk.remembered(key, lambda: pytest.fail("made now"))


def test_what_is_remembered_of_speakers_promises_and_days_follows_changes(app: FastAPI, dossier: StoredDossier) -> None:
    from spadework.desk.views.actors import actors_view
    from spadework.desk.views.commitments import commitments_view
    from spadework.desk.views.table import table_view

    desk = app.state.desk
    rows = [*dossier.statements(), *dossier.record().coding.commitments, *dossier.record().coding.positions]

    def shown() -> list[object]:
        return [actors_view(desk), commitments_view(desk), table_view(desk)]

    shown()
    for n, row in enumerate(rows[::3]):
        decide = dossier.reject if n % 2 else dossier.accept
        if dossier.ledger.row(row.id).status == "proposed":
            decide(row.id, by="Mira Anand")
        if n % 5 == 0:
            renewed = shown()
            desk.forget()
            assert renewed == shown()
