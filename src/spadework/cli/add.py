"""`spadework add`: documents into a dossier."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from spadework.cli.dossiers import dossier_option, opened
from spadework.cli.endpoint import chosen_reader, reader_options
from spadework.cli.output import say
from spadework.cli.params import day_of, private
from spadework.cli.progress import Progress

if TYPE_CHECKING:
    from spadework.stored import StoredDossier

_EVERY = 2.0  # seconds
_INTERRUPTED = 130  # as a shell tells that Ctrl-C ended a command; of --watch it is the way to end


@click.command(
    "add",
    epilog="What was added before is skipped, so after an interruption the same command goes on. Exit codes: 0 done, "
    "though some may have failed; 2 nothing at all could be added or skipped; 130 Ctrl-C, without --watch.",
)
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@dossier_option
@click.option("--published", callback=day_of, metavar="DATE", help="Day of publication of all of them.")
@click.option("--title", metavar="TEXT", help="Title, of a single document.")
@click.option("--publisher", metavar="TEXT", help="Who brought all of them out.")
@click.option("--watch", metavar="FOLDER", help="Then wait for files in this folder and add each, until Ctrl-C.")
@private
@reader_options
@click.option("--json", "as_json", is_flag=True, help="Print what became of each as JSON, a line each.")
def command(
    sources: tuple[str, ...],
    dossier: str,
    published: date | None,
    title: str | None,
    publisher: str | None,
    watch: str | None,
    allow_private: bool,
    as_json: bool,
    **more: Any,
) -> None:
    """Read SOURCEs and keep them: files, folders, archives, mailboxes, feeds; "-" is standard input.

    An http or https address is fetched, its host named first.

    Each document is saved with all that was read from it before the next one. One that cannot be read stops no other.
    """
    if not sources and not watch:
        raise click.UsageError("Name what to add, or a folder with --watch.")
    by = chosen_reader(**more)
    told = _Tally(as_json)
    from spadework.intake import Web

    web = Web(allow_private=allow_private, tell=lambda host: say(f"asking {host}"))
    about = {"published": published, "title": title, "publisher": publisher, "web": web}
    with Progress() as progress, opened(dossier, progress, by) as kept:
        if not isinstance(by, str):
            say(by.notice(len(sources)))
        try:
            told.all(kept, sources, about)
            if watch is not None:
                _watch(kept, watch, about, told)
        except KeyboardInterrupt:
            say("Interrupted. What is told of below is saved; the same command goes on with the rest.")
            if watch is None:
                raise click.exceptions.Exit(_INTERRUPTED) from None
        finally:
            told.end()
    if told.count["failed"] and not told.count["added"] and not told.count["skipped"]:
        raise click.exceptions.Exit(2)


def _watch(kept: StoredDossier, folder: str, about: dict[str, Any], told: _Tally) -> None:
    from spadework.intake import watch

    say(f"Waiting for files in {folder}. Ctrl-C ends it.")
    for path in watch(folder, every=_EVERY):
        told.all(kept, [str(path)], about)


class _Tally:
    """What became of each source, told as it happens and summed up in the end."""

    def __init__(self, as_json: bool) -> None:
        self._json = as_json
        self.count: Counter[str] = Counter()

    def all(self, kept: StoredDossier, sources: tuple[str, ...] | list[str], about: dict[str, Any]) -> None:
        """Add all of them."""
        from spadework.intake import Failed, Skipped

        for outcome in kept.add_each(*sources, **about):
            match outcome:
                case Skipped(where=where, why=why):
                    self._tell("skipped", where, why)
                case Failed(where=where, error=error):
                    self._tell("failed", where, str(error))
                case added:
                    d = added.document
                    self._tell("added", d.origin or d.title, f"{added.statements} statements", d.id)
                    for warning in added.warnings:
                        say(f"warning: {warning}")

    def _tell(self, what: str, where: str, why: str, document: str | None = None) -> None:
        self.count[what] += 1
        if self._json:
            import json

            click.echo(json.dumps({"outcome": what, "where": where, "told": why, "document": document}))
        elif what != "failed":
            say(f"{what}: {where} ({why})")
        else:
            say(f"failed: {why}" if where in why else f"failed: {where}: {why}")

    def end(self) -> None:
        """The sum."""
        if self.count:
            say(", ".join(f"{self.count[what]} {what}" for what in ("added", "skipped", "failed") if self.count[what]))
