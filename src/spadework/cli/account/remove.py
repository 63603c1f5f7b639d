"""`spadework account remove`: somebody may no longer sit at the desk."""

from __future__ import annotations

from pathlib import Path

import click

from spadework.cli.account.options import accounts_at, where
from spadework.cli.output import say


@click.command("remove")
@click.argument("name")
@where
def command(name: str, dossier: str, accounts: Path | None) -> None:
    """End the account NAME, and its sessions. What was done under the name stays in the history."""
    accounts_at(dossier, accounts).remove(name)
    say(f"{name} may no longer sign in.")
