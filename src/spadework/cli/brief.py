"""`spadework brief`: documents in, a summary and a brief out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from spadework.cli.endpoint import chosen_reader, reader_options
from spadework.cli.output import console, say, writable
from spadework.cli.params import agenda_named, day_of, optional_files, private
from spadework.cli.progress import Progress
from spadework.cli.taking import kept_record, take_in
from spadework.errors import NotEnglish

_DEFAULT = Path("brief.html")


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
    help="Where to write the brief. Default: brief.html; with --json no brief unless this is given.",
)
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
    if not files:
        _of_dossier(dossier, output, as_json, agenda=agenda, published=published, title=title, publisher=publisher)
        return
    if dossier is not None:
        raise click.UsageError("FILEs are not of the dossier. Add them with `spadework add`, or leave one of both out.")
    if len(files) > 1 and (published or title or publisher):
        raise click.UsageError(
            "--published, --title and --publisher are about one FILE. With several, put front matter on top of each:\n"
            "---\ntitle: ...\npublisher: ...\npublished: 2025-08-19\n---"
        )
    target = output or (None if as_json else _DEFAULT)
    if target is not None:
        writable(target, (*files, agenda) if agenda else files)
    chosen = agenda_named(agenda) if agenda else None
    by = chosen_reader(**reader)

    from spadework.dossier import Dossier

    with Progress() as progress:
        made = Dossier(chosen, progress, by)
        about = {"published": published, "title": title, "publisher": publisher}
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
    if as_json:
        from spadework.model import to_json

        click.echo(to_json(record, indent=2).encode())
    else:
        from spadework.briefing import summary

        console().print(summary(record))
    if target is not None:  # last, so that a full disk does not cost the summary
        made.brief(target)
        say(f"The brief, with every row's sentence: {target}")
    for failure in failures:
        say(f"left out: {failure}")


def _of_dossier(dossier: str | None, output: Path | None, as_json: bool, **about_files: object) -> None:
    """The brief of a dossier that is kept."""
    for name, value in about_files.items():
        if value is not None:
            raise click.UsageError(f"--{name} is about FILEs, and none was named.")
    target = output or (None if as_json else _DEFAULT)
    if target is not None:
        writable(target, ())
    with Progress() as progress:
        record = kept_record(dossier, progress)
    if as_json:
        from spadework.cli.dossiers import put

        put(record)
    else:
        from spadework.briefing import summary

        console().print(summary(record))
    if target is not None:
        from spadework.briefing import write_html

        write_html(record, target)
        say(f"The brief, with every row's sentence: {target}")
