"""`spadework account password`: another password."""

from __future__ import annotations

from pathlib import Path

import click

from spadework.cli.account.options import accounts_at, asked_password, where
from spadework.cli.output import say


@click.command("password")
@click.argument("name")
@where
def command(name: str, dossier: str, accounts: Path | None) -> None:
    """Give NAME another password, asked for or read from standard input. Whoever is signed in has to do so anew."""
    made = accounts_at(dossier, accounts).change(name, password=asked_password())
    say(f"{made.name} has another password.")
