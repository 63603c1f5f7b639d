"""Databases change their form in whole steps, after a backup, or not at all."""

from __future__ import annotations

import signal
import sqlite3
import textwrap
from multiprocessing import get_context
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from ledger_talks import AGENDA, fill, numbered
from sqlalchemy import text

from spadework.errors import DamagedDossier, NotSaved, OtherVersion
from spadework.ledger import Ledger, Place, migrate, migrating
from spadework.ledger.engine import Store
from spadework.ledger.schema import VERSION, metadata

STEP = """
import os, signal
from alembic import op
import sqlalchemy as sa
revision, down_revision, branch_labels, depends_on = "0002", "{before}", None, None
def upgrade():
    op.add_column("document", sa.Column("mood", sa.Text))
    op.execute("UPDATE document SET mood = 'calm'")
    {then}
"""


def step(folder: Path, then: str = "pass") -> Path:
    """A folder with a further step."""
    folder.mkdir(exist_ok=True)
    (folder / "v0002_mood.py").write_text(textwrap.dedent(STEP.format(before=VERSION, then=then)))
    return folder


def test_the_steps_make_what_queries_expect(ledger: Ledger) -> None:
    fill(ledger, numbered(1))
    with ledger.reading() as connection:
        own = {"said", "alembic_version"}

        def ours(thing: object, name: str | None, kind: str, reflected: bool, other: object) -> bool:
            """Not the tables of SQLite's indexes, nor what PostgreSQL works out."""
            found = name or ""
            return not (found in own or "_index" in found or found.endswith("words"))

        context = MigrationContext.configure(connection, opts={"include_object": ours})
        assert compare_metadata(context, metadata) == []
        assert migrating.version(connection) == VERSION


def set_form(ledger: Ledger, form: str) -> None:
    with ledger._store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :form"), {"form": form})


def test_a_newer_dossier_is_refused_and_left_alone(ledger: Ledger) -> None:
    set_form(ledger, "9999")
    with pytest.raises(OtherVersion, match=r"newer Spadework.*9999.*Nothing was changed"):
        Ledger.open(ledger.place)
    with pytest.raises(OtherVersion, match="newer"):
        migrate(ledger.place)


def test_an_older_dossier_is_told_how_to_get_on(ledger: Ledger) -> None:
    set_form(ledger, "0000")
    with pytest.raises(OtherVersion, match="spadework migrate"):
        Ledger.open(ledger.place)


def test_a_dossier_that_is_up_to_date_needs_no_backup(ledger: Ledger, tmp_path: Path) -> None:
    assert migrate(ledger.place) is None
    assert not list(tmp_path.glob("*.backup"))


def test_a_database_without_a_dossier_is_told(postgresql: object) -> None:
    with pytest.raises(DamagedDossier, match="no dossier in this database"):
        Ledger.open(postgresql.database())  # type: ignore[attr-defined]


def test_a_step_is_taken_after_a_backup(ledger: Ledger, tmp_path: Path) -> None:
    fill(ledger, numbered(1))
    kept = ledger.archive()
    backup = migrating.migrate(ledger._store, steps=step(tmp_path / "steps"))
    assert backup is not None
    with ledger.reading() as connection:
        assert connection.scalar(text("SELECT mood FROM document")) == "calm"
        assert migrating.version(connection) == "0002"
    with pytest.raises(OtherVersion, match="newer"):
        Ledger.open(ledger.place)
    if ledger.place.file:
        with Ledger.open(backup) as old:
            assert old.archive() == kept and old.verify() == []
    else:
        with ledger.reading() as connection:
            schema = backup.removeprefix("schema ")
            assert connection.scalar(text(f'SELECT text FROM "{schema}".document')) == numbered(1).text


def test_a_step_that_fails_leaves_all_as_it_was(ledger: Ledger, tmp_path: Path) -> None:
    fill(ledger, numbered(1))
    kept = ledger.archive()
    with pytest.raises(RuntimeError, match="half way"):
        migrating.migrate(ledger._store, steps=step(tmp_path / "steps", 'raise RuntimeError("half way")'))
    with Ledger.open(ledger.place) as again:
        assert again.archive() == kept and again.verify() == []


def _killed(place: Place, steps: Path) -> None:
    migrating.migrate(Store(place), steps=steps)


def test_a_step_that_is_killed_leaves_all_as_it_was(ledger: Ledger, tmp_path: Path) -> None:
    fill(ledger, numbered(1))
    kept = ledger.archive()
    ledger.close()
    steps = step(tmp_path / "steps", "os.kill(os.getpid(), signal.SIGKILL)")
    child = get_context("fork").Process(target=_killed, args=(ledger.place, steps))
    child.start()
    child.join(60)
    assert child.exitcode == -signal.SIGKILL
    with Ledger.open(ledger.place) as again:
        assert again.archive() == kept and again.verify() == []
        fill(again, numbered(2))


def test_without_room_for_a_backup_nothing_is_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger.create(Place(file=tmp_path / "dossier.db"), AGENDA) as ledger:
        fill(ledger, numbered(1))
        kept = ledger.archive()
        connect = sqlite3.connect

        def full(path: object, *args: object, **more: object) -> sqlite3.Connection:
            if str(path).endswith(".backup"):
                raise sqlite3.OperationalError("database or disk is full")
            return connect(path, *args, **more)  # type: ignore[call-overload, no-any-return]

        monkeypatch.setattr(migrating.sqlite3, "connect", full)
        with pytest.raises(NotSaved, match="no backup"):
            migrating.migrate(ledger._store, steps=step(tmp_path / "steps"))
        assert ledger.archive() == kept
    assert not list(tmp_path.glob("*.backup"))
