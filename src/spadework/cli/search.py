"""`spadework search`: full-text search in a dossier."""

from __future__ import annotations

from typing import Any

import click

from spadework.cli.dossiers import opened, put
from spadework.cli.filters import again, filters, query


@click.command("search", epilog="Exit codes: 0 done, also if nothing was found; 2 it could not be searched.")
@click.argument("words", nargs=-1, required=True, metavar="WORD...")
@click.option(
    "--in",
    "where",
    type=click.Choice(["statements", "documents"]),
    default="statements",
    help="Search what was said, or whole documents. Default: statements.",
)
@filters
def command(
    words: tuple[str, ...], where: str, dossier: str, limit: int, after: str | None, as_json: bool, **given: Any
) -> None:
    """Find what was said, the newest first. All WORDs have to be there, in any form and order.

    "in quotation marks": as it stands. -word: without it; write -- before the first WORD then. beginn*: its beginning.
    """
    asked = " ".join(words)
    with opened(dossier) as kept:
        found = kept.ledger.search(query(asked, given), documents=where == "documents", limit=limit, after=after)
    if as_json:
        put(found)
        return
    from spadework.cli.rows import show_page

    if where == "documents":
        given["in"] = where
    show_page(found, again("search", asked, {"dossier": None if dossier == "." else dossier, **given}))
