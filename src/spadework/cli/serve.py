"""`spadework serve`: the desk, a page on this machine."""

from __future__ import annotations

from pathlib import Path

import click

from spadework.cli.dossiers import by_option, dossier_option, opened
from spadework.cli.output import say

_FILE = click.Path(path_type=Path)


@click.command(
    "serve",
    epilog="Exit codes: 0 ended with Ctrl-C; 2 there is no dossier, the port is taken, or people would have to sign in "
    "and there are no accounts.",
)
@dossier_option
@by_option
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Where to listen.")
@click.option("--port", type=click.IntRange(0, 65535), default=8321, show_default=True, help="0: any that is free.")
@click.option("--open", "open_it", is_flag=True, help="Open it in the browser.")
@click.option(
    "--name", "names", multiple=True, metavar="HOST", help="A host name under which it may be asked. Several times."
)
@click.option(
    "--proxy",
    "proxies",
    multiple=True,
    metavar="ADDRESS",
    help="A proxy whose X-Forwarded-For and X-Forwarded-Proto are believed. Several times.",
)
@click.option("--sign-in", is_flag=True, help="Ask for a name and a password on this machine too.")
@click.option(
    "--accounts", type=_FILE, metavar="FILE", help="The accounts. Default: accounts.json in the dossier's folder."
)
@click.option("--tls-certificate", type=_FILE, metavar="FILE", help="Speak https with this certificate (PEM).")
@click.option("--tls-key", type=_FILE, metavar="FILE", help="Its key (PEM); default: in the certificate's file.")
def command(
    dossier: str,
    by: str,
    host: str,
    port: int,
    open_it: bool,
    names: tuple[str, ...],
    proxies: tuple[str, ...],
    sign_in: bool,
    accounts: Path | None,
    tls_certificate: Path | None,
    tls_key: Path | None,
) -> None:
    """Open the desk: pages on which to work through a dossier. Ctrl-C ends it.

    If others can reach it, people have to sign in; see `spadework account`.
    """
    if tls_key and not tls_certificate:
        raise click.UsageError("--tls-key goes with --tls-certificate.")
    from spadework.desk import Settings, serve

    settings = Settings(
        by=by,
        host=host,
        port=port,
        names=tuple(name.lower() for name in names),
        proxies=proxies,
        sign_in=sign_in,
        accounts=accounts,
        certificate=tls_certificate,
        key=tls_key,
    )

    def ready(address: str) -> None:
        if not settings.loopback and not tls_certificate:
            say(
                "warning: without TLS whoever is on the way can read and change what is sent, passwords too. "
                "Give --tls-certificate, or put a proxy that speaks https before it."
            )
        say(f"The desk is at {address} . Ctrl-C ends it.")
        if open_it:
            click.launch(address)

    with opened(dossier) as kept:
        if not kept.ledger.writable:
            say("The dossier can only be read: nothing can be changed.")
        serve(kept, settings, ready)
