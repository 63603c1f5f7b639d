"""`spadework import`: what was exported, or made by hand, into a dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from spadework.cli.dossiers import deciding, opened, put
from spadework.cli.output import say

if TYPE_CHECKING:
    from spadework.merging import Merged

FORMATS = ("json", "csv", "plover", "brat")
_SHOWN = 50


@click.command(
    "import",
    epilog="A whole dossier goes into an empty one. Rows that do not hold are named with file and line, and keep no "
    "other row out. Exit codes: 0 done, though some rows may have been refused; 2 nothing could be taken in.",
)
@click.argument("file", metavar="FILE|FOLDER")
@click.option("--format", type=click.Choice(FORMATS), help="Default: by the name and what is in it.")
@deciding
def command(file: str, format: str | None, dossier: str, by: str, reason: str, as_json: bool) -> None:
    """Take in a whole dossier (JSON), or statements, positions and events (CSV, brat, PLOVER JSON).

    Every quote is looked for in its document; what is not there, or is there more than once, is refused.
    """
    with opened(dossier) as kept:
        done = kept.merge(file, format, by=by, reason=reason)
    if as_json:
        put(done)
    else:
        _tell(done)
    if done.refused and not done.entered and not done.known:
        raise click.exceptions.Exit(2)


def _tell(done: Merged) -> None:
    for refusal in done.refused[:_SHOWN]:
        say(f"refused: {refusal}")
    if len(done.refused) > _SHOWN:
        say(f"refused: {len(done.refused) - _SHOWN} more; --json lists all")
    for note in done.notes:
        say(f"note: {note}")
    counts = [f"{n} {kind}{'' if n == 1 else 's'}" for kind, n in done.entered.items()]
    more = f"; {done.known} were here already" if done.known else ""
    click.echo(f"Taken in: {', '.join(counts) or 'nothing'}{more}")
