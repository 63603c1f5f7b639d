"""Whatever is damaged behind our back is told."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from ledger_talks import AGENDA, fill, numbered

from spadework.ledger import Ledger, Place, Query
from spadework.model import Finding, FindingKind

GUARDS = ("revision_stays", "revision_keeps", "document_stays")


@pytest.fixture
def damaged(tmp_path: Path) -> Callable[[str], list[str]]:
    """Runs SQL on a sound dossier whose guards are off; what `verify` tells then."""
    place = Place(file=tmp_path / "dossier.db")
    with Ledger.create(place, AGENDA) as ledger:
        fill(ledger, numbered(1), numbered(2), numbered(3))
        ledger.accept(ledger.search(Query()).hits[0].statement.id, by="anna")  # type: ignore[union-attr]
        assert ledger.verify() == []

    def damage(sql: str) -> list[str]:
        connection = sqlite3.connect(tmp_path / "dossier.db")
        for guard in GUARDS:
            connection.execute(f"DROP TRIGGER {guard}")
        assert connection.execute(sql).rowcount != 0
        connection.commit()
        connection.close()
        with Ledger.open(place) as ledger:
            return ledger.verify()

    return damage


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("UPDATE document SET text = text || '.' WHERE running = 1", "not the one that was taken in"),
        ("UPDATE document SET text = ' ' || text WHERE running = 1", "is not at"),
        ("UPDATE document SET published = '1999-01-01' WHERE running = 1", "does not fit its day"),
        ("UPDATE document SET pages = '[9, 3]' WHERE running = 1", "pages are out of order"),
        ("UPDATE revision SET by = 'ben' WHERE by = 'anna'", "not what was saved"),
        ("UPDATE revision SET after = replace(after, '0.9', '0.8') WHERE number = 1", "not what was saved"),
        ("UPDATE revision SET after = replace(after, '0.9', '9') WHERE number = 1", "9.0 is not between 0 and 1"),
        ("DELETE FROM revision WHERE number = (SELECT max(number) - 1 FROM revision)", "are missing"),
        (
            "DELETE FROM entry WHERE kind = 'act' AND n IN (SELECT min(n) FROM entry WHERE kind = 'act')",
            "it is missing",
        ),
        ("UPDATE entry SET revision = 1 WHERE status = 'accepted'", "of another row"),
        ("UPDATE entry SET party = 'to' WHERE kind = 'position'", "does not say (party)"),
        ("UPDATE entry SET facets = 'x' WHERE status = 'accepted'", "filters are out of date"),
        ("UPDATE entry SET status = 'rejected' WHERE status = 'accepted'", "does not say (status)"),
        ("UPDATE entry SET document = (SELECT max(n) FROM document) WHERE kind = 'position'", "under another document"),
        ("DELETE FROM said_index_data WHERE id > 10", "said_index does not fit"),
        ("INSERT INTO document_index(document_index) VALUES ('delete-all')", "document_index does not fit"),
        ("DELETE FROM entry WHERE kind = 'statement' AND status = 'proposed'", "that it was coded from is not there"),
    ],
)
def test_damage_is_told(damaged: Callable[[str], list[str]], sql: str, told: str) -> None:
    assert any(told in message for message in damaged(sql))


def test_what_rests_on_nothing_is_told(tmp_path: Path) -> None:
    place = Place(file=tmp_path / "dossier.db")
    with Ledger.create(place, AGENDA) as ledger:
        fill(ledger, numbered(1))
        outer = ledger.snapshot(AGENDA)[0].statements[0]
        made = replace(outer, id="s-outer")
        found = Finding(id="f1", kind=FindingKind.GAP, explanation="A gap.", rows=("s-outer",))
        ledger.enter([made, replace(outer, id="s-inner", within="s-outer"), found], by="anna")
        assert ledger.verify() == []
    connection = sqlite3.connect(tmp_path / "dossier.db")
    for guard in GUARDS:
        connection.execute(f"DROP TRIGGER {guard}")
    connection.execute("DELETE FROM entry WHERE id = 's-outer'")
    connection.execute("DELETE FROM revision WHERE row = 's-outer'")
    connection.commit()
    connection.close()
    with Ledger.open(place) as ledger:
        told = ledger.verify()
    assert "statement s-inner: the statement s-outer that it is nested in is not there" in told
    assert "finding f1: it rests on s-outer, which never was there" in told


def test_indexes_are_made_anew(tmp_path: Path) -> None:
    place = Place(file=tmp_path / "dossier.db")
    with Ledger.create(place, AGENDA) as ledger:
        fill(ledger, numbered(1))
    connection = sqlite3.connect(tmp_path / "dossier.db")
    connection.execute("INSERT INTO document_index(document_index) VALUES ('delete-all')")
    connection.execute("INSERT INTO said_index(said_index) VALUES ('delete-all')")
    connection.commit()
    connection.close()
    with Ledger.open(place) as ledger:
        assert len(ledger.verify()) == 2 and not ledger.search(Query(words="number")).hits
        ledger.repair()
        assert ledger.verify() == [] and ledger.search(Query(words="number")).hits


def test_indexes_of_postgresql_are_made_anew(postgresql: object) -> None:
    with Ledger.create(Place(url=postgresql.database()), AGENDA) as ledger:  # type: ignore[attr-defined]
        fill(ledger, numbered(1))
        ledger.repair()
        assert ledger.verify() == []
