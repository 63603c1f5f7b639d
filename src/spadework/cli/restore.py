"""`spadework restore`: a row as it was once."""

from __future__ import annotations

import click

from spadework.cli.dossiers import deciding, opened


@click.command("restore")
@click.argument("revision", type=click.IntRange(min=1), metavar="REVISION")
@deciding
def command(revision: int, dossier: str, by: str, reason: str, as_json: bool) -> None:
    """Make a row again what it was after REVISION; `spadework history ROW` tells the numbers."""
    with opened(dossier) as kept:
        done = kept.restore(revision, by=by, reason=reason)
    from spadework.cli.rows import show_revisions

    show_revisions([done], as_json)
