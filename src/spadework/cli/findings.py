"""`spadework findings`: what moved, clashes and blocks."""

from __future__ import annotations

import click

from spadework.cli.dossiers import dossier_option, json_option, opened, put
from spadework.cli.output import say
from spadework.cli.progress import Progress


@click.command("findings")
@dossier_option
@click.option("--kind", metavar="KIND", help="Of this kind alone, such as shift.")
@click.option("--rejected", is_flag=True, help="Also those that somebody has rejected.")
@json_option
def command(dossier: str, kind: str | None, rejected: bool, as_json: bool) -> None:
    """List what comparing brings up, what matters most first. What has changed since is compared first."""
    from spadework.model import FindingKind

    if kind is not None and kind not in list(FindingKind):
        raise click.BadParameter(f"{kind!r} is none of {', '.join(FindingKind)}.", param_hint="--kind")
    with Progress() as progress, opened(dossier, progress) as kept:
        found = [
            f for f in kept.findings() if (kind is None or f.kind == kind) and (rejected or f.status != "rejected")
        ]
    if as_json:
        put(found)
        return
    from spadework.cli.rows import line

    for f in found:
        click.echo(line(f))
    if not found:
        say("Comparing brought nothing up.")
