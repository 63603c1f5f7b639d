"""`spadework scenario convert`: from one format into another."""

from __future__ import annotations

from pathlib import Path

import click

from spadework.cli.output import new_file, say, write_new
from spadework.cli.params import files


@click.command(
    "convert", epilog="Exit codes: 0 converted; 2 a FILE does not hold together, or PATH cannot be written or exists."
)
@files
@click.option(
    "--to",
    "kind",
    type=click.Choice(["toml", "json", "genius", "geniusweb"]),
    help="The format. Default: json where PATH ends so, else toml.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="A new file; for genius and geniusweb a folder, for they have a file for each party. Default: print it.",
)
def command(files: tuple[str, ...], kind: str | None, output: Path | None) -> None:
    """Turn the scenario in FILEs into another format, and say what that format has no place for.

    FILEs are a scenario (TOML or JSON), a CSV table, or the profiles of Genius, GeniusWeb or NegoLog, one a party; a
    folder stands for the files in it.
    """
    from spadework.settling import dumps, export, import_scenario

    kind = kind or ("json" if output is not None and output.suffix.casefold() == ".json" else "toml")
    if kind in ("genius", "geniusweb"):
        if output is None:
            raise click.UsageError(f"--to {kind} writes a file for each party. Name a folder with --output.")
        written, notes = export(import_scenario(files), output, kind)
        for path in written:
            click.echo(path)
        for note in notes:
            say(f"warning: {note}")
        return
    if output is not None:
        new_file(output)
    text = dumps(import_scenario(files), kind)
    if output is None:
        click.echo(text.encode(), nl=False)
    else:
        write_new(output, text)
        say(f"The scenario: {output}")
