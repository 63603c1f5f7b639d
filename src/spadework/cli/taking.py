"""Documents on the command line, and the dossier that stands in for them where none is named."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from spadework.cli.output import say, told

if TYPE_CHECKING:
    from spadework.cli.progress import Progress
    from spadework.dossier import Dossier
    from spadework.model import Record


def take_in(
    dossier: Dossier, files: tuple[str, ...], progress: Progress, *, allow_private: bool = False, **about: Any
) -> list[str]:
    """Take in all that can be; why the rest could not. If nothing could, that is said and the command ends with 2.

    Args:
        allow_private: whether addresses of private networks are fetched.
        about: title, publisher and day, see `Dossier.add_each`.
    """
    from spadework.intake import Taken, Web

    web = Web(allow_private=allow_private, tell=lambda host: say(f"asking {host}"))
    failures = []
    for n, file in enumerate(files):
        progress("taking in", n, len(files))
        failures += [told(o) for o in dossier.add_each(file, web=web, **about) if not isinstance(o, Taken)]
    if not dossier.documents:
        for failure in failures:
            say(f"spadework: {failure}")
        raise click.exceptions.Exit(2)
    return failures


def kept_record(dossier: str | None, progress: Progress) -> Record:
    """The record of a dossier that is kept: the one named, or else that of the environment or the current folder.

    Raises:
        click.UsageError: none is named and there is none here, so that a FILE is missing.
        LedgerError: it cannot be opened.
    """
    from spadework.cli.dossiers import opened

    with opened(kept_place(dossier), progress) as kept:
        return kept.record()


def kept_place(dossier: str | None) -> str:
    """Where the dossier is kept: the one named, or else that of the environment or the current folder.

    Raises:
        click.UsageError: none is named and there is none here, so that a FILE is missing.
    """
    where = dossier or os.environ.get("SPADEWORK_DOSSIER") or "."
    if dossier is None and where == "." and not any(Path(n).exists() for n in ("dossier.db", "dossier.toml")):
        raise click.UsageError("Missing argument 'FILE...', and the current folder is no dossier.")
    return where
