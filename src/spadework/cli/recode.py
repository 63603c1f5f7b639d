"""`spadework recode`: positions and the like from the statements, anew."""

from __future__ import annotations

from typing import Any

import click

from spadework.cli.dossiers import dossier_option
from spadework.cli.endpoint import chosen_reader, reader_options
from spadework.cli.output import say
from spadework.cli.params import agenda_named
from spadework.cli.progress import Progress


@click.command("recode")
@dossier_option
@click.option(
    "--agenda",
    metavar="FILE|TEMPLATE",
    help="Put this agenda in force; it replaces agenda.toml, which is kept as agenda.toml.TIME.old.",
)
@click.option("--reread", is_flag=True, help="Read the documents anew first.")
@reader_options
def command(dossier: str, agenda: str | None, reread: bool, **more: Any) -> None:
    """Code all statements anew by agenda.toml as it is now. Rows on which people have decided stay."""
    by = chosen_reader(**more)
    with Progress() as progress, opened_quietly(dossier, progress, by) as kept:
        if not isinstance(by, str):
            say(by.notice(kept.ledger.counts()["document"]))
        new = agenda_named(agenda) if agenda else None
        done = kept.reread(new) if reread else kept.recode(new)
    for warning in kept.warnings:
        say(f"warning: {warning}")
    click.echo(str(done))
    if done.batch is not None:
        say(f"To take it back: spadework undo --batch {done.batch}")


def opened_quietly(path: str, progress: Progress, reader: Any) -> Any:
    """The dossier, without a word about a changed agenda: it is put in force now."""
    from spadework.dossier import Dossier

    return Dossier.open(path, progress, reader)
