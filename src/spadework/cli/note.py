"""`spadework note`: what an analyst has to say about an issue."""

from __future__ import annotations

import sys

import click

from spadework.cli.dossiers import by_option, dossier_option, json_option, opened


@click.command("note")
@click.argument("issue", required=False, metavar="[ISSUE]")
@click.argument("text", required=False, metavar="[TEXT]")
@dossier_option
@by_option
@json_option
def command(issue: str | None, text: str | None, dossier: str, by: str, as_json: bool) -> None:
    """Note TEXT down about ISSUE, an issue of the agenda by its id; "-" reads TEXT from standard input.

    Without TEXT list what is noted about ISSUE, without ISSUE about all. Briefs show these notes. Change one with
    `spadework correct NOTE text=...`, leave it out with `spadework reject NOTE`, take back the last with `undo`.
    """
    if text == "-":
        text = sys.stdin.read()
    with opened(dossier) as kept:
        if issue is not None and text is not None:
            found = [kept.note(issue, text, by=by)]
        else:
            found = list(kept.issue_notes(issue))
    from spadework.cli.rows import show_rows

    show_rows(found, as_json, "Nothing is noted.")
