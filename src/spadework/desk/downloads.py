"""What is taken away: written to a folder that goes at once, and sent piece by piece."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import BoundedSemaphore
from typing import BinaryIO
from urllib.parse import quote

from fastapi.responses import StreamingResponse

from spadework.errors import DeskError

_AT_ONCE = BoundedSemaphore(2)  # each holds a whole dossier in memory
_PATIENCE = 20.0  # seconds that one waits for its turn
_PIECE = 1 << 16
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f-\x9f"*/:<>?\\|\u2028-\u202e\u2066-\u2069]+')
_LONGEST = 120  # characters of a name without its suffix: a header has to be read by every browser and proxy


def download(name: str, media_type: str, write: Callable[[Path], object], **headers: str) -> StreamingResponse:
    """A file to be saved under this name.

    Args:
        write: writes a file, or a folder of files, which is then sent as a ZIP archive, at the path that it is given.
        headers: more of them; "content-disposition" in the place of the one that saves it.

    Raises:
        DeskError: others are writing theirs, or it cannot be written.
    """
    if not _AT_ONCE.acquire(timeout=_PATIENCE):
        raise DeskError("others are taking away a whole dossier just now", remedy="Try again in a minute.")
    try:
        stream = _written(write)
    finally:
        _AT_ONCE.release()
    return StreamingResponse(
        _pieces(stream),
        media_type=media_type,
        headers={
            "content-length": str(os.fstat(stream.fileno()).st_size),
            "content-disposition": disposition(name),
            **{key.replace("_", "-"): value for key, value in headers.items()},
        },
    )


def disposition(name: str) -> str:
    """The header that makes a browser save a file, under this name without what no file system takes, nor what turns
    the direction of writing."""
    name = " ".join(_FORBIDDEN.sub(" ", name).split()).strip(" .") or "spadework"
    stem, dot, suffix = name.rpartition(".")
    name = f"{stem[:_LONGEST]}{dot}{suffix[-_LONGEST:]}"
    plain = "".join(c if c.isascii() else "_" for c in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _written(write: Callable[[Path], object]) -> BinaryIO:
    """The file, open, though its name is gone already: whatever happens to the request, nothing stays behind."""
    folder = Path(tempfile.mkdtemp(prefix="spadework-export-"))
    try:
        path = folder / "it"
        write(path)
        if path.is_dir():
            path = _zipped(path)
        return path.open("rb")
    except OSError as e:
        raise DeskError(f"it cannot be written ({e.strerror or e})", remedy="Is the disk full?") from e
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _zipped(folder: Path) -> Path:
    path = folder.with_name("it.zip")
    with zipfile.ZipFile(path, "x", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, file.name)
    return path


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    with stream:
        while piece := stream.read(_PIECE):
            yield piece
