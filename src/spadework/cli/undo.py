"""`spadework undo`: take a change back."""

from __future__ import annotations

import click

from spadework.cli.dossiers import deciding, opened
from spadework.cli.output import say


@click.command("undo")
@click.option("--batch", type=click.IntRange(min=1), metavar="N", help="This one, also another's; history tells it.")
@deciding
def command(batch: int | None, dossier: str, by: str, reason: str, as_json: bool) -> None:
    """Take back the last thing that you did, with all that belongs to it. Again: the one before."""
    with opened(dossier) as kept:
        done = kept.undo(by=by, batch=batch, reason=reason)
        for warning in kept.warnings:
            say(f"warning: {warning}")
    from spadework.cli.rows import show_revisions

    show_revisions(done, as_json)
