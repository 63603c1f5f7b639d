"""`spadework correct`: an analyst puts a row right."""

from __future__ import annotations

import click

from spadework.cli.dossiers import deciding, opened
from spadework.cli.output import say


@click.command("correct")
@click.argument("row", metavar="ROW")
@click.argument("fields", nargs=-1, required=True, metavar="FIELD=VALUE...")
@deciding
def command(row: str, fields: tuple[str, ...], dossier: str, by: str, reason: str, as_json: bool) -> None:
    """Put other values into a ROW: stance=open, party=ushkara, said_on=2025-03-01, "speaker=Ada Marsh", by=none.

    A place in the text is given as the words that stand there, or as start-end: "evidence=could live with".
    """
    values = {}
    for field in fields:
        name, equals, value = field.partition("=")
        if not equals or not name:
            raise click.UsageError(f"{field!r} is no FIELD=VALUE.")
        values[name] = value
    with opened(dossier) as kept:
        changed = kept.ledger.correct(row, values, by=by, reason=reason)
    from spadework.cli.rows import show_rows

    show_rows([changed], as_json, "")
    if not as_json and changed.id.startswith("s"):
        say("What was coded from it stays as it was; `spadework recode` codes it anew.")
