"""`spadework account add`: somebody may sit at the desk."""

from __future__ import annotations

from pathlib import Path

import click

from spadework.cli.account.options import accounts_at, asked_password, role_option, where
from spadework.cli.output import say


@click.command("add")
@click.argument("name")
@role_option
@where
def command(name: str, role: str, dossier: str, accounts: Path | None) -> None:
    """Make an account NAME. The password is asked for, or read from standard input."""
    from spadework.desk.asking import DeskRole

    made = accounts_at(dossier, accounts).add(name, DeskRole(role), asked_password())
    say(f"{made.name} may sign in as {made.role}.")
