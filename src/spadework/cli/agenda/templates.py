"""`spadework agenda templates`: which agendas are built in."""

from __future__ import annotations

import click


@click.command("templates")
def command() -> None:
    """List the built-in templates and what they are for."""
    from spadework import agenda

    names = agenda.templates()
    width = max(map(len, names), default=0)
    for name in names:
        click.echo(f"{name:<{width}}  {agenda.template(name).name}".rstrip())
