"""Ledgers on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from ledger_talks import AGENDA, New

from spadework.ledger import Ledger, Place


@pytest.fixture(params=["sqlite", "postgresql"])
def new(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[New]:
    """Makes empty ledgers on one of the databases."""
    opened: list[Ledger] = []

    def make() -> Ledger:
        if request.param == "sqlite":
            place = Place(file=tmp_path / f"{len(opened)}.db")
        else:
            place = Place(url=request.getfixturevalue("postgresql").database())
        opened.append(Ledger.create(place, AGENDA))
        return opened[-1]

    yield make
    for ledger in opened:
        ledger.close()


@pytest.fixture
def ledger(new: New) -> Ledger:
    """An empty ledger."""
    return new()
