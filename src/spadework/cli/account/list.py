"""`spadework account list`: who may sit at the desk."""

from __future__ import annotations

from pathlib import Path

import click

from spadework.cli.account.options import accounts_at, where
from spadework.cli.dossiers import json_option


@click.command("list")
@where
@json_option
def command(dossier: str, accounts: Path | None, as_json: bool) -> None:
    """List the accounts: name, role, and when it was made or changed last."""
    found = accounts_at(dossier, accounts).all()
    if as_json:
        import json

        click.echo(json.dumps([{"name": a.name, "role": a.role, "since": a.since.isoformat()} for a in found]))
        return
    for account in found:
        click.echo(f"{account.name}\t{account.role}\t{account.since:%Y-%m-%d}")
