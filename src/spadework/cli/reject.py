"""`spadework reject`: an analyst rules rows out."""

from __future__ import annotations

import click

from spadework.cli.dossiers import deciding, opened


@click.command("reject")
@click.argument("rows", nargs=-1, required=True, metavar="ROW...")
@deciding
def command(rows: tuple[str, ...], dossier: str, by: str, reason: str, as_json: bool) -> None:
    """Rule ROWs out. With a statement goes what the machine coded from it. They are kept, but count nowhere."""
    with opened(dossier) as kept:
        changed = kept.reject(*rows, by=by, reason=reason)
    from spadework.cli.rows import show_rows

    show_rows(changed, as_json, "They were rejected already.")
