"""Findings of a dossier that is too large to be compared while somebody waits."""

from __future__ import annotations

import time
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from spadework.desk.comparing import Comparer
from spadework.desk.views import findings as views
from spadework.stored import StoredDossier

BY = "Mira Anand"


def changed(dossier: StoredDossier) -> int:
    """A change after which the findings are behind; up to which revision they were worked out."""
    dossier.findings()
    shift = next(f for f in dossier.findings() if f.kind == "shift")
    dossier.reject(shift.rows[-1], by=BY)
    return dossier.ledger.compared


def asked(client: TestClient) -> Any:
    return client.get("/api/findings").json()


def test_they_are_shown_as_they_were_and_brought_up_to_date_afterwards(
    client: TestClient, app: FastAPI, dossier: StoredDossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "AT_ONCE", 0)
    desk = app.state.desk
    desk.comparer = Comparer(dossier.ledger, desk.closing, quiet=0.01)
    before = changed(dossier)
    old = dossier.ledger.findings()
    first = asked(client)
    assert (first["up_to_date"], first["compared"], first["comparing"]) == (False, before, True)
    assert first["count"] == len(old)
    assert f"after revision {before}. They are being brought up to date" in client.get("/findings").text
    until = time.monotonic() + 60
    while desk.comparer.at_work and time.monotonic() < until:
        time.sleep(0.05)
    last = asked(client)
    assert (last["up_to_date"], last["compared"], last["comparing"]) == (True, dossier.ledger.last_revision, False)
    assert {f["id"] for f in last["findings"]} == {f.id for f in dossier.findings()} != {f.id for f in old}


def test_in_a_very_large_one_somebody_has_to_ask_for_it(
    client: TestClient, app: FastAPI, dossier: StoredDossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "AFTERWARDS", 0)
    before = changed(dossier)
    told = asked(client)
    assert (told["up_to_date"], told["compared"], told["comparing"]) == (False, before, False)
    assert not app.state.desk.comparer.at_work
    assert "<code>spadework findings</code> compares anew" in client.get("/findings").text


def test_it_waits_until_nobody_has_changed_anything_for_a_while_and_ends_with_the_desk(
    app: FastAPI, dossier: StoredDossier
) -> None:
    before = changed(dossier)
    desk = app.state.desk
    desk.comparer.begin()
    assert desk.comparer.at_work
    desk.closing.set()
    until = time.monotonic() + 60
    while desk.comparer.at_work and time.monotonic() < until:
        time.sleep(0.01)
    assert not desk.comparer.at_work and dossier.ledger.compared == before
    desk.comparer.begin()
    assert not desk.comparer.at_work
