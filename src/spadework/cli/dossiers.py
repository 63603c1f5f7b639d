"""The options of commands that work on a kept dossier: which one, and who does it."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from spadework.cli.output import say

if TYPE_CHECKING:
    from spadework.cli.progress import Progress
    from spadework.llm import Endpoint
    from spadework.stored import StoredDossier

F = TypeVar("F", bound=Callable[..., Any])


def _user() -> str:
    """Who sits here."""
    try:
        return os.environ.get("SPADEWORK_USER") or getpass.getuser()
    except (KeyError, OSError):  # a user without a name
        return ""


dossier_option = click.option(
    "--dossier",
    envvar="SPADEWORK_DOSSIER",
    default=".",
    metavar="PATH|URL",
    help="The dossier: its folder, its database file, or a postgresql:// URL. Default: $SPADEWORK_DOSSIER, else the "
    "current folder.",
)
by_option = click.option(
    "--by", default=_user, metavar="NAME", help="Who does this. Default: $SPADEWORK_USER, else the login name."
)
reason_option = click.option("--reason", default="", metavar="TEXT", help="Why, for whoever asks later.")
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def deciding(command: F) -> F:
    """The options of commands by which people decide."""
    for option in (json_option, reason_option, by_option, dossier_option):
        command = option(command)
    return command


@contextmanager
def opened(path: str, progress: Progress | None = None, reader: str | Endpoint = "shipped") -> Iterator[StoredDossier]:
    """The dossier; a changed agenda that is not in force yet is told."""
    from spadework.dossier import Dossier
    from spadework.errors import AgendaError

    with Dossier.open(path, progress, reader) as dossier:
        try:
            written = dossier.agenda_in_file()
        except AgendaError as e:
            say(f"warning: {e} The agenda that was read before is in force.")
            written = None
        if written and dossier.agenda and written != dossier.agenda:
            say("warning: agenda.toml has changed since the documents were coded; `spadework recode` puts it in force.")
        yield dossier


def put(noun: Any) -> None:
    """A noun, or a list of them, as JSON on stdout."""
    from spadework.model import to_json

    click.echo(to_json(noun, indent=2).encode())
