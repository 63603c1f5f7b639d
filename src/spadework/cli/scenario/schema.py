"""`spadework scenario schema`: the JSON Schema of scenario files."""

from __future__ import annotations

import click


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of scenario files, for editors and other programs."""
    import json

    from spadework.settling import schema

    click.echo(json.dumps(schema(), indent=2))
