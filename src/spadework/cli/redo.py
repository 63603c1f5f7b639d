"""`spadework redo`: do again what was undone."""

from __future__ import annotations

import click

from spadework.cli.dossiers import deciding, opened
from spadework.cli.output import say


@click.command("redo")
@deciding
def command(dossier: str, by: str, reason: str, as_json: bool) -> None:
    """Do again what you undid last, if you have done nothing else since."""
    with opened(dossier) as kept:
        done = kept.redo(by=by, reason=reason)
        for warning in kept.warnings:
            say(f"warning: {warning}")
    from spadework.cli.rows import show_revisions

    show_revisions(done, as_json)
