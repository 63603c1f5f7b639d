"""`spadework history`: who changed what."""

from __future__ import annotations

import click

from spadework.cli.dossiers import dossier_option, json_option, opened


@click.command("history")
@click.argument("row", required=False, metavar="[ROW]")
@dossier_option
@click.option("--limit", type=click.IntRange(min=1), default=50, metavar="N", help="At most so many. Default: 50.")
@json_option
def command(row: str | None, dossier: str, limit: int, as_json: bool) -> None:
    """Tell who changed ROW, when, and what it was before; without ROW the last changes of all rows."""
    with opened(dossier) as kept:
        found = kept.history(row, limit=limit)
    from spadework.cli.rows import show_revisions

    show_revisions(found, as_json)
