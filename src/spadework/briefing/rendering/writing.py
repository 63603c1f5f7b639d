"""A file written whole or not at all."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
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
    half = place.with_name(f".{place.name[:40]}.{secrets.token_hex(8)}")
    try:
        # With the permissions that the process gives to new files, else those of the file that is replaced.
        handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        if place.exists():
            half.chmod(place.stat().st_mode & 0o777)
        half.replace(place)
    except OSError as e:
        with suppress(OSError):
            half.unlink(missing_ok=True)
        remedy = "Make the folder first, or name another one." if not place.parent.is_dir() else "Name another place."
        raise SpadeworkError(f"the brief cannot be written: {e.strerror or e}", where=str(target), remedy=remedy) from e
    return target
