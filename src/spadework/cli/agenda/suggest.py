"""`spadework agenda suggest`: a first agenda out of documents."""

from __future__ import annotations

from pathlib import Path

import click

from spadework.cli.output import say, writable, write_new
from spadework.cli.params import files, private
from spadework.cli.progress import Progress
from spadework.cli.taking import take_in


@click.command("suggest", epilog="Exit codes: 0 at least one FILE was read; 2 none was, or PATH cannot be written.")
@files
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="PATH", help="Write it there, where no file is yet."
)
@private
def command(files: tuple[str, ...], output: Path | None, allow_private: bool) -> None:
    """Suggest an agenda for FILEs, as TOML to be corrected by hand.

    Parties are those that the documents name; issues and options are those of the template that fits best.
    """
    from spadework import agenda
    from spadework.dossier import Dossier

    if output is not None:
        writable(output, files, new=True)
    with Progress() as progress:
        dossier = Dossier(progress=progress)
        failures = take_in(dossier, files, progress, allow_private=allow_private)
    for warning in dossier.warnings:
        say(f"warning: {warning}")
    if not dossier.readable:
        for failure in failures:
            say(f"spadework: {failure}")
        raise click.exceptions.Exit(2)
    text = agenda.dump(agenda.suggest(dossier.readable))
    if output is None:
        click.echo(text.encode(), nl=False)
    else:
        write_new(output, text)
        say(f"The agenda: {output}")
    for failure in failures:
        say(f"left out: {failure}")
