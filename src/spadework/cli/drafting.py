"""A draft scenario out of documents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from spadework.cli.output import new_file, say, write_new
from spadework.cli.params import agenda_named
from spadework.cli.progress import Progress
from spadework.cli.taking import kept_record, take_in
from spadework.errors import ScenarioError, SpadeworkError

if TYPE_CHECKING:
    from spadework.model import Record, Scenario


def drafted(
    files: tuple[str, ...], agenda: str | None, output: Path | None, dossier: str | None = None
) -> Scenario | None:
    """Draft a scenario from documents, from the record that `brief --json` printed or, without files, from a dossier
    that is kept. It is written to `output` and returned; without one it is printed, and that is all."""
    if output is not None:
        new_file(output)
    from spadework.settling import draft, dump, dumps

    failures: list[str] = []
    record = _recorded(files, agenda) if files else _kept(dossier, agenda)
    if record is None:
        record, failures = _read(files, agenda)
    scenario = draft(record)
    if output is None:
        click.echo(dumps(scenario, documents=record.documents).encode(), nl=False)
    elif output.suffix.casefold() == ".json":
        dump(scenario, output)
    else:
        write_new(output, dumps(scenario, documents=record.documents))
    if output is not None:
        say(f"The draft, for you to correct: {output}")
    for failure in failures:
        say(f"left out: {failure}")
    return scenario if output is not None else None


def _recorded(files: tuple[str, ...], agenda: str | None) -> Record | None:
    """The record in a JSON file; None if the files are documents."""
    if len(files) != 1 or not files[0].casefold().endswith(".json"):
        return None
    if agenda is not None:
        raise click.UsageError("A record has its own agenda. Leave --agenda out, or name the documents.")
    from spadework.model import Record, from_json
    from spadework.settling.files.loading import read

    try:
        return from_json(read(files[0]), Record)
    except SpadeworkError as e:
        remedy = "Name documents, or what `spadework brief --json` printed."
        raise ScenarioError(e.what, where=e.where or files[0], remedy=remedy) from e


def _kept(dossier: str | None, agenda: str | None) -> Record:
    """The record of a dossier that is kept."""
    if agenda is not None:
        raise click.UsageError("A dossier has its own agenda. Leave --agenda out, or name documents.")
    with Progress() as progress:
        return kept_record(dossier, progress)


def _read(files: tuple[str, ...], agenda: str | None) -> tuple[Record, list[str]]:
    """The record of documents, and why some could not be taken in."""
    from spadework.dossier import Dossier

    chosen = agenda_named(agenda) if agenda else None
    with Progress() as progress:
        dossier = Dossier(chosen, progress)
        failures = take_in(dossier, files, progress)
        record = dossier.record()
    for warning in dossier.warnings:
        say(f"warning: {warning}")
    return record, failures
