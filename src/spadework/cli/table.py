"""`spadework table`: where each party stands."""

from __future__ import annotations

import click

from spadework.cli.dossiers import dossier_option, json_option, opened, put
from spadework.cli.output import console


@click.command("table")
@dossier_option
@json_option
def command(dossier: str, as_json: bool) -> None:
    """Show the issue-by-party table: the latest stance of each party on each option."""
    with opened(dossier) as kept:
        record = kept.standing()
    if as_json:
        from spadework.table import table

        put(table(record))
        return
    from spadework.briefing.terminal import whole_table

    console().print(whole_table(record))
