"""A folder watched: files as they come or change, each once it is whole.

By looking again and again, which works on every file system, also on shared ones, where notices of changes get lost.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from spadework.errors import MissingFile
from spadework.intake.folder import walk


def watch(folder: str | Path, *, every: float = 1.0, sleep: Callable[[float], object] = time.sleep) -> Iterator[Path]:
    """The files of a folder and of the folders in it: those that are there, then those that come or change.

    A file is given once its size and its time of change were the same in two looks, so that one that is still being
    written is not taken half. It never ends by itself; what `sleep` raises ends it, such as Ctrl-C.

    Args:
        every: seconds from one look to the next.
        sleep: waits that long.

    Raises:
        MissingFile: the folder is not there when the watch begins. Later on it may go and come back.
    """
    root = Path(folder)
    if not root.is_dir():
        raise MissingFile("there is no such folder", where=str(folder), remedy="Check the name.")
    given: dict[Path, tuple[int, int]] = {}
    before: dict[Path, tuple[int, int]] = {}
    while True:
        now = _looks(root)
        for path, look in now.items():
            if look == before.get(path) and look != given.get(path):
                given[path] = look
                yield path
        given = {path: look for path, look in given.items() if path in now}
        before = now
        sleep(every)


def _looks(root: Path) -> dict[Path, tuple[int, int]]:
    """Size and time of change of each file."""
    found = {}
    try:
        for path, why in walk(root):
            if not why:
                try:
                    info = path.stat()
                except OSError:
                    continue  # gone since
                found[path] = info.st_size, info.st_mtime_ns
    except MissingFile:
        pass
    return found
