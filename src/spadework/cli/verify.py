"""`spadework verify`: whether a dossier is sound."""

from __future__ import annotations

import click

from spadework.cli.dossiers import dossier_option, json_option, opened
from spadework.cli.output import say


@click.command("verify", epilog="Exit codes: 0 all is well; 1 something is wrong; 2 the dossier cannot be opened.")
@dossier_option
@click.option("--repair", is_flag=True, help="Make the full-text indexes anew first.")
@json_option
def command(dossier: str, repair: bool, as_json: bool) -> None:
    """Check every document's hash, every quote, the chain of revisions and what rows are found by."""
    with opened(dossier) as kept:
        if repair:
            kept.ledger.repair()
        wrong = kept.verify()
        counts = kept.ledger.counts()
    if as_json:
        import json

        click.echo(json.dumps({"wrong": wrong, "counts": counts}, indent=2))
    for message in [] if as_json else wrong:
        click.echo(message)
    if wrong:
        say(f"{len(wrong)} things are wrong. Backups: see docs/ledger.md.")
        raise click.exceptions.Exit(1)
    say(f"All is well: {counts['document']} documents, {sum(counts.values()) - counts['document']} rows.")
