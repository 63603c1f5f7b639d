"""`spadework agenda check`: whether an agenda holds together."""

from __future__ import annotations

import click


@click.command("check", epilog="Exit codes: 0 it holds together; 2 it does not, and every fault is named.")
@click.argument("file", metavar="FILE")
def command(file: str) -> None:
    """Check the agenda in FILE, a TOML file."""
    from spadework import agenda

    loaded = agenda.load(file)
    options = sum(len(issue.options) for issue in loaded.issues)
    click.echo(
        f"{file} holds together. Parties: {len(loaded.parties)}, actors: {len(loaded.actors)}, "
        f"issues: {len(loaded.issues)}, options: {options}."
    )
