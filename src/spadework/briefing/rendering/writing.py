"""A file written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from spadework.errors import SpadeworkError


def write(data: bytes, path: str | os.PathLike[str]) -> Path:
    """Write a brief. A reader never sees half of it: it is moved into place when it is whole.

    Raises:
        SpadeworkError: the folder does not exist or may not be written to.
    """
    target = Path(path)
    # Through a link to what it points at, so that the link stays.
    place = Path(os.path.realpath(target))
    if place.is_dir():
        raise SpadeworkError(
            "this is a folder", where=str(target), remedy="Give the name of a file, such as brief.html."
        )
    half: Path | None = None
    try:
        with tempfile.NamedTemporaryFile("wb", dir=place.parent, prefix=f".{place.name[:40]}.", delete=False) as file:
            half = Path(file.name)
            file.write(data)
        half.chmod(_mode(place))
        half.replace(place)
    except OSError as e:
        if half is not None:
            half.unlink(missing_ok=True)
        remedy = "Make the folder first, or name another one." if not place.parent.is_dir() else "Name another place."
        raise SpadeworkError(f"the brief cannot be written: {e.strerror or e}", where=str(target), remedy=remedy) from e
    return target


def _mode(place: Path) -> int:
    """The permissions of the file that is replaced, else what the process gives to new files."""
    if place.exists():
        return place.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
