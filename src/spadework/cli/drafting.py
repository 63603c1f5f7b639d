"""A draft scenario out of documents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from spadework.cli.output import new_file, say, write_new
from spadework.cli.params import agenda_named
from spadework.cli.progress import Progress
from spadework.errors import SpadeworkError

if TYPE_CHECKING:
    from spadework.model import Scenario


def drafted(files: tuple[str, ...], agenda: str | None, output: Path | None) -> Scenario | None:
    """Draft a scenario from documents. It is written to `output` and returned; without one it is printed, and that is
    all."""
    if output is not None:
        new_file(output)
    chosen = agenda_named(agenda) if agenda else None

    from spadework.dossier import Dossier
    from spadework.settling import dump, dumps

    failures = []
    with Progress() as progress:
        dossier = Dossier(chosen, progress)
        for file in files:
            try:
                dossier.add(file)
            except SpadeworkError as e:
                failures.append(e)
        if not dossier.documents:
            for failure in failures:
                say(f"spadework: {failure}")
            raise click.exceptions.Exit(2)
        scenario = dossier.scenario()
    for warning in dossier.warnings:
        say(f"warning: {warning}")
    documents = dossier.documents
    if output is None:
        click.echo(dumps(scenario, documents=documents).encode(), nl=False)
    elif output.suffix.casefold() == ".json":
        dump(scenario, output)
    else:
        write_new(output, dumps(scenario, documents=documents))
    if output is not None:
        say(f"The draft, for you to correct: {output}")
    for failure in failures:
        say(f"left out: {failure}")
    return scenario if output is not None else None
