"""`spadework agenda show`: a built-in template in full."""

from __future__ import annotations

import click


@click.command("show", epilog="Exit codes: 0 shown; 2 there is no such template.")
@click.argument("template", metavar="TEMPLATE")
def command(template: str) -> None:
    """Print TEMPLATE as TOML, to be saved and changed."""
    from spadework import agenda

    click.echo(agenda.dump(agenda.template(template)).encode(), nl=False)
