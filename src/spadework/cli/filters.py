"""The options by which statements are searched for and listed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from spadework.cli.dossiers import dossier_option, json_option
from spadework.cli.params import day_of

if TYPE_CHECKING:
    from spadework.ledger import Query

F = TypeVar("F", bound=Callable[..., Any])


# The vocabularies of `spadework.model.values`, which loads too much for a help text; a test holds them together.
STANCES = ("accepts", "open", "conditional", "noncommittal", "rejects")
BASES = ("own", "ascribed")
DIRECTNESS = ("direct", "indirect", "mixed")
STATUSES = ("proposed", "accepted", "corrected", "rejected")

_OPTIONS = (
    dossier_option,
    click.option("--party", metavar="ID", help="The party spoken for; with --issue, --stance, --basis the holder."),
    click.option("--actor", metavar="NAME", help="The speaker, or a part of the name."),
    click.option("--issue", metavar="ID", help="An issue on which a position was coded from the statement."),
    click.option("--stance", type=click.Choice(STANCES), help="The stance of such a position."),
    click.option("--basis", type=click.Choice(BASES), help="Whether it is the party's own word, or ascribed to it."),
    click.option("--directness", type=click.Choice(DIRECTNESS), help="Quoted, reported, or both."),
    click.option("--status", type=click.Choice(STATUSES), help="What people have decided about the statement."),
    click.option("--said-from", callback=day_of, metavar="DATE", help="Said on this day or later."),
    click.option("--said-to", callback=day_of, metavar="DATE", help="Said on this day or earlier."),
    click.option("--reported-from", callback=day_of, metavar="DATE", help="Published on this day or later."),
    click.option("--reported-to", callback=day_of, metavar="DATE", help="Published on this day or earlier."),
    click.option("--publisher", metavar="TEXT", help="Who brought the document out."),
    click.option("--document", metavar="ID", help="In this document alone."),
    click.option("--limit", type=click.IntRange(1, 1000), default=20, metavar="N", help="So many a page. Default: 20."),
    click.option("--after", metavar="PLACE", help="Go on from here; the page before tells it."),
    json_option,
)  # fmt: skip


def filters(command: F) -> F:
    """The options, as a decorator. The command hands those that narrow to `query`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def query(words: str, given: dict[str, Any]) -> Query:
    """What the options ask for."""
    from spadework.ledger import Query
    from spadework.model import Basis, Directness, Stance, Status

    kinds: dict[str, Any] = {"stance": Stance, "basis": Basis, "directness": Directness, "status": Status}
    values = {k: kinds[k](v) if k in kinds and v is not None else v for k, v in given.items()}
    return Query(words=words, **values)


def again(name: str, words: str, given: dict[str, Any]) -> str:
    """The command as it was given, to be continued."""
    import shlex

    parts = ["spadework", name, *([words] if words else [])]
    for key, value in given.items():
        if value is not None:
            parts += [f"--{key.replace('_', '-')}", str(value)]
    return shlex.join(parts)
