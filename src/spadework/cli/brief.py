"""`spadework brief`: documents in, a summary and a brief out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from spadework.cli.endpoint import chosen_reader, reader_options
from spadework.cli.output import console, say, writable
from spadework.cli.params import agenda_named, day_of, optional_files, private
from spadework.cli.progress import Progress
from spadework.cli.taking import kept_place, take_in
from spadework.cli.wanted import Wanted, what_is_wanted
from spadework.errors import NotEnglish

if TYPE_CHECKING:
    from spadework.model import Record, Scenario

_DEFAULT = "brief"


@click.command(
    "brief",
    epilog="Files that cannot be read, or that are not in English, are named and passed over. Exit codes: 0 at least "
    "one was read; 2 none was, or the brief cannot be written; 1 a fault in Spadework itself.",
)
@optional_files
@click.option(
    "--dossier", metavar="PATH|URL", help="Without FILEs: the dossier to write about. Default: the current folder's."
)
@click.option(
    "--agenda", metavar="FILE|TEMPLATE", help="What is negotiated: a TOML file or a template. Default: suggested."
)
@click.option(
    "--published", callback=day_of, metavar="DATE", help="Day of publication, e.g. 2025-08-19. For one FILE only."
)
@click.option("--title", metavar="TEXT", help="Title of the document. For one FILE only.")
@click.option("--publisher", metavar="TEXT", help="Who brought it out. For one FILE only.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Where to write the brief. Default: brief.html, or brief with the suffix of --format; with --json no brief "
    "unless this is given.",
)
@what_is_wanted
@private
@reader_options
@click.option("--json", "as_json", is_flag=True, help="Print the whole record as JSON instead of the summary.")
def command(
    files: tuple[str, ...],
    dossier: str | None,
    agenda: str | None,
    published: date | None,
    title: str | None,
    publisher: str | None,
    output: Path | None,
    wanted: Wanted,
    allow_private: bool,
    as_json: bool,
    **reader: Any,
) -> None:
    """Read FILEs, compare what they say, print a summary and write a brief.

    A FILE is plain text, Markdown, a saved web page, PDF, DOCX, mail (EML, mbox), a feed (RSS, Atom), a ZIP archive or
    a folder of these; "-" is standard input. An http or https address is fetched, its host named first. What a file
    itself says about its title, publisher and date of publication (front matter, metadata) is used. Without a
    FILE the brief is of a dossier that is kept (see `spadework init`).
    """
    about = {"published": published, "title": title, "publisher": publisher}
    if not files:
        for name, value in {"agenda": agenda, **about}.items():
            if value is not None:
                raise click.UsageError(f"--{name} is about FILEs, and none was named.")
        target = _target(output, wanted, as_json, ())
        _of_dossier(dossier, target, wanted, as_json)
        return
    if dossier is not None:
        raise click.UsageError("FILEs are not of the dossier. Add them with `spadework add`, or leave one of both out.")
    if len(files) > 1 and (published or title or publisher):
        raise click.UsageError(
            "--published, --title and --publisher are about one FILE. With several, put front matter on top of each:\n"
            "---\ntitle: ...\npublisher: ...\npublished: 2025-08-19\n---"
        )
    target = _target(output, wanted, as_json, (*files, agenda) if agenda else files)
    chosen = agenda_named(agenda) if agenda else None
    by = chosen_reader(**reader)

    from spadework.dossier import Dossier

    with Progress() as progress:
        made = Dossier(chosen, progress, by)
        failures = take_in(made, files, progress, allow_private=allow_private, **about)
        if made.readable and not isinstance(by, str):
            say(by.notice(len(made.readable)))  # before the first byte goes out
        record = made.record() if made.readable else None

    for warning in made.warnings:
        say(f"warning: {warning}")
    if record is None:
        for failure in failures:
            say(f"left out: {failure}")
        raise NotEnglish("nothing here is in English, which is all that is read", remedy="Translate it and give that.")
    _put(record, wanted, target, as_json)
    for failure in failures:
        say(f"left out: {failure}")


def _target(output: Path | None, wanted: Wanted, as_json: bool, inputs: Sequence[str]) -> Path | None:
    """Where the brief goes, if one is to be written. Asked before the work, so that none is lost."""
    wanted.check()
    if output is None and as_json:
        return None
    path = output or Path(_DEFAULT + wanted.suffix)
    writable(path, inputs)
    wanted.format_of(path)
    return path


def _of_dossier(dossier: str | None, target: Path | None, wanted: Wanted, as_json: bool) -> None:
    """The brief of a dossier that is kept."""
    from spadework.cli.dossiers import opened

    with Progress() as progress, opened(kept_place(dossier), progress) as kept:
        record = kept.record()
        scenario = wanted.kept_scenario(kept) if target is not None else None
    _put(record, wanted, target, as_json, scenario)


def _put(record: Record, wanted: Wanted, target: Path | None, as_json: bool, scenario: Scenario | None = None) -> None:
    """The summary, or the record as JSON, and the brief last: a full disk does not cost the summary."""
    if as_json:
        from spadework.cli.dossiers import put

        put(record)
    else:
        from spadework.briefing import summary
        from spadework.moment import as_of

        console().print(summary(as_of(record, wanted.as_of) if wanted.as_of else record))
    if target is not None:
        from spadework.briefing import write

        write(record, target, wanted.options(scenario or wanted.scenario_of(record)), wanted.format)
        say(f"The brief, with every row's sentence: {target}")
