"""`spadework account role`: another role."""

from __future__ import annotations

from pathlib import Path

import click

from spadework.cli.account.options import accounts_at, role_option, where
from spadework.cli.output import say


@click.command("role")
@click.argument("name")
@role_option
@where
def command(name: str, role: str, dossier: str, accounts: Path | None) -> None:
    """Give NAME another role. Whoever is signed in has to do so anew."""
    from spadework.desk.asking import DeskRole

    made = accounts_at(dossier, accounts).change(name, role=DeskRole(role))
    say(f"{made.name} may sign in as {made.role}.")
