"""Kinds of arguments that several commands share."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from spadework.errors import BadDate

if TYPE_CHECKING:
    from spadework.model import Agenda


def day_of(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """The day that an option names, as an option's callback; a wrong one is a usage error."""
    if value is None:
        return None
    from spadework.intake import day

    try:
        return day(value)
    except BadDate as e:
        raise click.BadParameter(str(e), ctx, param) from e


def agenda_named(name: str) -> Agenda:
    """The agenda in this file or, if there is no such file and the name is no path, the template of this name.

    Raises:
        AgendaError: the file does not hold together, or there is neither a file nor a template.
    """
    from spadework import agenda

    if Path(name).is_file() or name.endswith(".toml") or os.sep in name:
        return agenda.load(name)
    return agenda.template(name)


files = click.argument("files", nargs=-1, required=True, metavar="FILE...")
optional_files = click.argument("files", nargs=-1, metavar="[FILE]...")
private = click.option(
    "--allow-private", is_flag=True, help="Fetch addresses of this machine and of private networks too, if given."
)
