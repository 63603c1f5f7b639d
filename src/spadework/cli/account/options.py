"""What the commands on accounts share: where they are, and how a password is asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from spadework.cli.dossiers import dossier_option

if TYPE_CHECKING:
    from spadework.desk.guard.accounts import Accounts

F = TypeVar("F", bound=Callable[..., Any])

role_option = click.option(
    "--role",
    type=click.Choice(("analyst", "reader")),
    required=True,
    help="analyst: looks and changes; reader: looks and takes away.",
)


def where(command: F) -> F:
    """The options that name the file of accounts."""
    named = click.option(
        "--accounts",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="The accounts. Default: accounts.json in the dossier's folder.",
    )
    return dossier_option(named(command))


def accounts_at(dossier: str, accounts: Path | None) -> Accounts:
    """The accounts of a dossier, or those in the file that is named. Raises NoDossier, DeskError."""
    from spadework.desk.guard.accounts import FILE, Accounts
    from spadework.errors import DeskError
    from spadework.ledger.places import find

    if accounts is None:
        folder = find(dossier).folder
        if folder is None:
            raise DeskError("a dossier without a folder has no place for accounts", remedy="Name a file: --accounts.")
        accounts = folder / FILE
    return Accounts(accounts)


def asked_password() -> str:
    """A password: asked for twice at a terminal, else the first line of standard input."""
    if sys.stdin.isatty():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    return sys.stdin.readline(10_000).rstrip("\r\n")
