"""`spadework agenda suggest`: a first agenda out of documents."""

from __future__ import annotations

from pathlib import Path

import click

from spadework.cli.output import say, writable, write_new
from spadework.cli.params import files
from spadework.errors import SpadeworkError


@click.command("suggest", epilog="Exit codes: 0 at least one FILE was read; 2 none was, or PATH cannot be written.")
@files
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="PATH", help="Write it there, where no file is yet."
)
def command(files: tuple[str, ...], output: Path | None) -> None:
    """Suggest an agenda for FILEs, as TOML to be corrected by hand.

    Parties are those that the documents name; issues and options are those of the template that fits best.
    """
    from spadework import agenda
    from spadework.intake import take
    from spadework.reading import language_of

    if output is not None:
        writable(output, files, new=True)
    documents, failures = [], []
    for file in files:
        try:
            taken = take(file)
        except SpadeworkError as e:
            failures.append(e)
            continue
        for warning in taken.warnings:
            say(f"warning: {warning}")
        language = language_of(taken.document.text)
        if language.remark:
            say(f"warning: {taken.document.origin}: {language.remark}")
        if language.english:
            documents.append(taken.document)
    if not documents:
        for failure in failures:
            say(f"spadework: {failure}")
        raise click.exceptions.Exit(2)
    text = agenda.dump(agenda.suggest(documents))
    if output is None:
        click.echo(text.encode(), nl=False)
    else:
        write_new(output, text)
        say(f"The agenda: {output}")
    for failure in failures:
        say(f"left out: {failure}")
