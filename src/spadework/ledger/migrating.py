"""To make the tables of a new dossier, and to bring those of an old one up to date.

Opening never changes the form of a database: a team would find itself locked out by whoever installs a new version
first. `migrate` does, after a backup.
"""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from spadework.errors import DamagedDossier, NotSaved, OtherVersion
from spadework.ledger.engine import Store
from spadework.ledger.schema import APPLICATION, VERSION


def version(connection: Connection) -> str | None:
    """The form that the database has; None if it holds no dossier."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def check(connection: Connection, where: str) -> None:
    """Go on only with a database of this program's form.

    Raises:
        DamagedDossier: it holds no dossier.
        OtherVersion: it is newer, or older.
    """
    found = version(connection)
    if found is None:
        raise DamagedDossier("there is no dossier in this database", where=where, remedy="Make one: spadework init.")
    if found > VERSION:
        raise OtherVersion(
            f"the dossier was made by a newer Spadework (its form is {found}, this one knows {VERSION})",
            where=where,
            remedy="Install that version. Nothing was changed.",
        )
    if found < VERSION:
        raise OtherVersion(
            f"the dossier was made by an older Spadework (its form is {found}, this one writes {VERSION})",
            where=where,
            remedy="Bring it up to date with `spadework migrate`, which makes a backup first.",
        )


def build(connection: Connection) -> None:
    """Make the tables in an empty database."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
    _upgrade(connection)


def migrate(store: Store, *, steps: Path | None = None) -> str | None:
    """Bring a database up to date, all steps in one transaction.

    Args:
        steps: a folder with further steps, for trying them out.

    Returns:
        where the backup is; None if there was nothing to do.

    Raises:
        NotSaved: the backup cannot be written; nothing was changed.
        OtherVersion: the database is newer than the program.
    """
    where = str(store.place)
    with store.reading() as connection:
        found = version(connection)
        if found is None or found > VERSION:
            check(connection, where)
        if found == VERSION and steps is None:
            return None
    backup = _copy_file(store.place.file, str(found)) if store.place.file else None
    with store.writing() as connection:
        if backup is None:
            backup = _copy_tables(connection, str(found))
        _upgrade(connection, steps)
    return backup


def _upgrade(connection: Connection, steps: Path | None = None) -> None:
    from alembic import command
    from alembic.config import Config

    with resources.as_file(resources.files("spadework.ledger") / "migrations") as folder:
        config = Config()
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        config.set_main_option("path_separator", "newline")
        places = [folder / "versions", *([steps] if steps else [])]
        config.set_main_option("version_locations", "\n".join(map(str, places)).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _copy_file(path: Path, form: str) -> str:
    """A whole copy beside the database, made with SQLite's backup, so that what is still in the log is in it."""
    copy = path.with_name(f"{path.name}.{form}-{_now()}.backup")
    try:
        with sqlite3.connect(path) as old, sqlite3.connect(copy) as new:
            old.backup(new)
        for connection in (old, new):
            connection.close()
    except (OSError, sqlite3.Error) as e:
        copy.unlink(missing_ok=True)
        raise NotSaved(
            f"no backup can be made ({e})", where=str(copy), remedy="Make room. The dossier was not changed."
        ) from e
    return str(copy)


def _copy_tables(connection: Connection, form: str) -> str:
    """A copy of every table in a schema of its own, in the transaction that then changes them."""
    schema = f"spadework_{form}_{_now()}"
    connection.execute(text(f'CREATE SCHEMA "{schema}"'))
    for table in inspect(connection).get_table_names():
        connection.execute(text(f'CREATE TABLE "{schema}"."{table}" AS TABLE "{table}"'))
    return f"schema {schema}"


def _now() -> str:
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
