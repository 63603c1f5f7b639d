"""`spadework init`: a new dossier."""

from __future__ import annotations

from pathlib import Path

import click

from spadework.cli.output import say
from spadework.cli.params import agenda_named


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path), metavar="FOLDER")
@click.option(
    "--agenda",
    metavar="FILE|TEMPLATE",
    help="What is negotiated: a TOML file or a template; it is copied. Default: the folder's agenda.toml if there is "
    "one, else suggested from the first documents.",
)
@click.option("--database", metavar="URL", help="Keep it in this empty PostgreSQL database instead: postgresql://...")
def command(folder: Path, agenda: str | None, database: str | None) -> None:
    """Make a dossier in FOLDER: its agenda, and a database for its documents and rows."""
    from spadework.dossier import Dossier

    with Dossier.create(folder, agenda_named(agenda) if agenda else None, database) as dossier:
        say(f"A dossier was made: {dossier.ledger.place}")
        say(f"What is negotiated stands in {dossier.ledger.place.agenda}.")
    say(f"Next: spadework add --dossier {folder} FILE...")
