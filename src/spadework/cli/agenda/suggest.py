"""`spadework agenda suggest`: a first agenda out of documents."""

from __future__ import annotations

from pathlib import Path

import click

from spadework.cli.output import say, told, writable, write_new
from spadework.cli.params import files, private


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
    from spadework.intake import Taken, Web, take_each
    from spadework.reading import language_of

    if output is not None:
        writable(output, files, new=True)
    documents, failures = [], []
    web = Web(allow_private=allow_private, tell=lambda host: say(f"asking {host}"))
    for outcome in (found for file in files for found in take_each(file, web=web)):
        if not isinstance(outcome, Taken):
            failures.append(told(outcome))
            continue
        for warning in outcome.warnings:
            say(f"warning: {warning}")
        language = language_of(outcome.document.text)
        if language.remark:
            say(f"warning: {outcome.document.origin}: {language.remark}")
        if language.english:
            documents.append(outcome.document)
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
