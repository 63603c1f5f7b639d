"""`spadework serve`: the desk, a page on this machine."""

from __future__ import annotations

import click

from spadework.cli.dossiers import by_option, dossier_option, opened
from spadework.cli.output import say


@click.command("serve")
@dossier_option
@by_option
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Where to listen.")
@click.option("--port", type=click.IntRange(0, 65535), default=8321, show_default=True, help="0: any that is free.")
@click.option(
    "--name", "names", multiple=True, metavar="HOST", help="A host name under which it may be asked. Several times."
)
def command(dossier: str, by: str, host: str, port: int, names: tuple[str, ...]) -> None:
    """Open the desk: pages on which to work through a dossier. Ctrl-C ends it."""
    from spadework.desk import Settings, serve

    with opened(dossier) as kept:
        say(f"The desk is at http://{host}:{port}/ . Ctrl-C ends it.")
        serve(kept, Settings(by=by, host=host, port=port, names=names))
