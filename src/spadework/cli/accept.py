"""`spadework accept`: an analyst vouches for rows."""

from __future__ import annotations

import click

from spadework.cli.dossiers import deciding, opened


@click.command("accept")
@click.argument("rows", nargs=-1, required=True, metavar="ROW...")
@deciding
def command(rows: tuple[str, ...], dossier: str, by: str, reason: str, as_json: bool) -> None:
    """Vouch for ROWs, named by their ids: statements, positions, findings and so on. No re-run touches them then."""
    with opened(dossier) as kept:
        changed = kept.accept(*rows, by=by, reason=reason)
    from spadework.cli.rows import show_rows

    show_rows(changed, as_json, "They were accepted already.")
