"""The files in a folder, those in its folders too, in the order of their paths."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from spadework.errors import MissingFile


def walk(folder: Path) -> Iterator[tuple[Path, str]]:
    """Each file, and why it is left out if it is; hidden files and folders are not told of.

    A link to a file is followed if that is in the folder too; a link to a folder never, so that no circle is walked.

    Raises:
        MissingFile: the folder may not be read.
    """
    root = Path(os.path.realpath(folder))
    yield from _walk(folder, root)


def _walk(folder: Path, root: Path) -> Iterator[tuple[Path, str]]:
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError as e:
        raise MissingFile(f"the folder may not be read ({e.strerror or e})", where=str(folder)) from e
    for name in names:
        if name.startswith("."):
            continue
        path = folder / name
        try:
            is_link, mode = path.is_symlink(), path.stat().st_mode
            inside = not is_link or Path(os.path.realpath(path)).is_relative_to(root)
        except OSError:
            yield path, "the link leads nowhere" if path.is_symlink() else "it cannot be looked at"
            continue
        if not inside:
            yield path, "the link leads out of the folder"
        elif stat.S_ISDIR(mode):
            if is_link:
                yield path, "it is a link to a folder"
                continue
            try:
                yield from _walk(path, root)
            except MissingFile as e:
                yield path, e.what
            except RecursionError:
                yield path, "it is nested too deep"
        elif stat.S_ISREG(mode):
            yield path, ""
        else:
            yield path, "it is no ordinary file"
