"""`spadework statements`: who said what."""

from __future__ import annotations

from typing import Any

import click

from spadework.cli.dossiers import opened, put
from spadework.cli.filters import again, filters, query


@click.command("statements")
@filters
def command(dossier: str, limit: int, after: str | None, as_json: bool, **given: Any) -> None:
    """List the statements, those of the newest documents first, with the positions coded from them."""
    with opened(dossier) as kept:
        found = kept.ledger.search(query("", given), limit=limit, after=after)
    if as_json:
        put(found)
        return
    from spadework.cli.rows import show_page

    show_page(found, again("statements", "", {"dossier": None if dossier == "." else dossier, **given}))
