"""What a browser sends, as files in a folder that is nobody else's."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Protocol

from spadework.desk.jobs import File
from spadework.errors import DeskError, InputError

_LONGEST = 120  # characters of a name
_AT_ONCE = 1 << 20


class Sent(Protocol):
    """A file as it was sent: a name that says whatever it likes, and bytes."""

    filename: str | None
    file: BinaryIO


def kept(sent: Sequence[Sent]) -> tuple[Path, list[File]]:
    """The files in a new folder, each in one of its own there. Whoever calls removes it.

    Raises:
        InputError: there are none.
        DeskError: they cannot be kept.
    """
    if not sent:
        raise InputError("there is no file in this", remedy="Choose at least one.")
    folder = None
    try:
        folder = Path(tempfile.mkdtemp(prefix="spadework-import-"))  # mode 700
        files = []
        for number, one in enumerate(sent):
            shown = shown_name(one.filename or "")
            own = folder / str(number)
            own.mkdir()
            path = own / PurePosixPath(shown).name
            with path.open("xb") as stream:
                shutil.copyfileobj(one.file, stream, _AT_ONCE)
            files.append(File(shown, str(path)))
    except OSError as e:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
        raise DeskError(f"what was sent cannot be kept ({e.strerror or e})", remedy="Is the disk full?") from e
    return folder, files


def shown_name(sent: str) -> str:
    """A name, with the folders in which the browser found it, that leads nowhere else: `a/../../b\\c` is `a/b/c`."""
    parts = [_part(part) for part in sent.replace("\\", "/").split("/")]
    return "/".join(part for part in parts[-8:] if part) or "unnamed"


def _part(name: str) -> str:
    name = "".join(c if c.isprintable() else " " for c in name).replace(">", "›")
    name = " ".join(name.split()).lstrip(".")
    if len(name.encode()) > _LONGEST:
        suffix = PurePosixPath(name).suffix
        suffix = suffix if len(suffix.encode()) <= 10 else ""
        stem = name.encode()[: _LONGEST - len(suffix.encode())].decode(errors="ignore")
        name = stem + suffix
    return name
