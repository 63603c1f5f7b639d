"""`spadework migrate`: an older dossier for this version."""

from __future__ import annotations

import click

from spadework.cli.dossiers import dossier_option
from spadework.cli.output import say


@click.command("migrate")
@dossier_option
def command(dossier: str) -> None:
    """Bring the database of a dossier that an older Spadework made up to date, after a backup.

    The backup of an SQLite file is a copy beside it; that of a PostgreSQL database is a schema in it.
    """
    from spadework.ledger import migrate

    backup = migrate(dossier)
    say("It is up to date." if backup is None else f"It is up to date now. The backup: {backup}")
