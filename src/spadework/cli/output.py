"""What is printed where, and where files may be written."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from spadework.errors import SpadeworkError
from spadework.mark import is_ours

if TYPE_CHECKING:
    from rich.console import Console

    from spadework.intake import Failed, Skipped

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_PIPED_WIDTH = 100


def say(message: str) -> None:
    """One message on stderr. Control characters, which a file's name may hold, do not reach the terminal."""
    click.echo(_CONTROL.sub("�", message), err=True)


def told(outcome: Skipped | Failed) -> str:
    """What was not taken in, in one line."""
    return f"{outcome.where}: {outcome.why}" if hasattr(outcome, "why") else str(outcome.error)


def console() -> Console:
    """The console for results, on stdout. It respects NO_COLOR and COLUMNS."""
    from rich.console import Console

    width = None if sys.stdout.isatty() or os.environ.get("COLUMNS") else _PIPED_WIDTH
    return Console(file=sys.stdout, width=width, highlight=False)


def writable(path: Path, inputs: Iterable[str | Path], *, new: bool = False) -> Path:
    """The path again, if a file can be written there. Asked before the work, so that none is lost.

    Args:
        inputs: the files that are read; none of them may be written over.
        new: no file at all may be written over.

    Raises:
        SpadeworkError: it is an input, a folder or a device, or its folder is missing or may not be written to.
    """
    where = str(path)
    if where == "-":
        raise SpadeworkError("what is written is a file", where="--output", remedy="Give it a name.")
    try:
        if path.exists():
            if path.is_dir():
                raise SpadeworkError("this is a folder", where=where, remedy="Give the name of a file in it.")
            if not path.is_file():
                raise SpadeworkError("this is no ordinary file", where=where, remedy="Give the name of a file.")
            for source in map(Path, inputs):
                if source.exists() and source.samefile(path):
                    raise SpadeworkError("this is one of the files to read", where=where, remedy="Choose another name.")
            if new:
                raise _exists(path)
            if path.stat().st_size and not is_ours(path):
                raise SpadeworkError(
                    "there is a file of this name that is no brief", where=where, remedy="Choose another name."
                )
        folder = path.resolve().parent
    except (OSError, ValueError, RuntimeError) as e:  # a name too long, with a NUL, or a circle of links
        raise SpadeworkError(f"no file can have this name ({e})", where=where, remedy="Choose another name.") from e
    if not folder.is_dir():
        raise SpadeworkError("the folder does not exist", where=where, remedy="Make it, or choose another.")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise SpadeworkError("the folder may not be written to", where=where, remedy="Choose another with --output.")
    return path


def new_file(path: Path) -> Path:
    """The path again, if a new file can be written there. Asked before the work, so that none is lost.

    Raises:
        SpadeworkError: there is a file already, or its folder is missing or may not be written to.
    """
    return writable(path, (), new=True)


def write_new(path: Path, text: str) -> None:
    """Write a text file that does not exist yet.

    Raises:
        SpadeworkError: it exists, or it cannot be written.
    """
    try:
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError as e:
        raise _exists(path) from e
    except (OSError, ValueError) as e:
        reason = getattr(e, "strerror", None) or e
        raise SpadeworkError(f"the file cannot be written ({reason})", where=str(path), remedy="Choose another.") from e


def _exists(path: Path) -> SpadeworkError:
    return SpadeworkError(
        "the file exists and may hold somebody’s work", where=str(path), remedy="Choose another name."
    )
