"""`spadework scenario check`: whether a scenario holds together."""

from __future__ import annotations

import click

from spadework.cli.params import files


@click.command("check", epilog="Exit codes: 0 it holds together; 2 it does not, and every fault is named.")
@files
def command(files: tuple[str, ...]) -> None:
    """Check the scenario in FILE: a scenario file, a CSV table, or the profiles of other programs."""
    from spadework.settling import import_scenario
    from spadework.settling.compiled import compile_scenario
    from spadework.settling.draws import draw
    from spadework.settling.showing.terminal import counted

    scenario = import_scenario(files)
    compiled = compile_scenario(scenario)
    uncertain = len(draw(compiled, 1, 0).uncertain)
    click.echo(
        f"{', '.join(files)} holds together{' and is a DRAFT' if scenario.draft else ''}. "
        f"Parties: {len(scenario.parties)}, issues: {len(scenario.issues)}, packages: {counted(compiled.outcomes)}, "
        f"uncertain numbers: {uncertain}."
    )
    for note in dict.fromkeys((*scenario.notes, *compiled.notes)):
        click.echo(note)
