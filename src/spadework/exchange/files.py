"""Files read within bounds, and written whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from spadework import __version__
from spadework.errors import ExchangeError, InputError, MissingFile, TooLarge

LIMIT = 100_000_000  # bytes of a table, an annotation file or a text
WHOLE = 4_000_000_000  # bytes of a whole dossier
COUNT = 100_000  # files in a folder
MARK = "spadework.json"  # what an exported folder holds, so that it is known again


def load(path: Path, limit: int = LIMIT) -> bytes:
    """The bytes of a file.

    Raises:
        MissingFile: there is no such file, or it may not be read.
        TooLarge: it has more bytes than the limit.
    """
    try:
        if not path.is_file():
            raise MissingFile("there is no such file", where=str(path))
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except (OSError, ValueError) as e:
        raise MissingFile(f"the file cannot be read ({_reason(e)})", where=str(path)) from e
    if len(data) > limit:
        raise TooLarge(f"the file has more than {limit:,} bytes", where=str(path), remedy="Cut it into several.")
    return data


def text_of(path: Path, limit: int = LIMIT) -> str:
    """The text of a file in UTF-8, its line ends as they are; a byte order mark at the top goes.

    Raises:
        MissingFile, TooLarge: as `load`.
        ExchangeError: it is not UTF-8.
    """
    data = load(path, limit).removeprefix(b"\xef\xbb\xbf")
    try:
        return data.decode()
    except UnicodeDecodeError as e:
        raise ExchangeError(
            f"byte {e.start} is not UTF-8", where=str(path), remedy="Save the file as UTF-8 (“CSV UTF-8” in Excel)."
        ) from e


def listed(folder: Path) -> list[Path]:
    """The files of a folder by name, hidden ones left out.

    Raises:
        MissingFile: the folder cannot be read.
        TooLarge: it holds more than 100,000 files.
    """
    found = []
    try:
        for entry in os.scandir(folder):
            if entry.is_file() and not entry.name.startswith("."):
                found.append(folder / entry.name)
            if len(found) > COUNT:
                raise TooLarge(f"the folder holds more than {COUNT:,} files", where=str(folder))
    except OSError as e:
        raise MissingFile(f"the folder cannot be read ({_reason(e)})", where=str(folder)) from e
    return sorted(found)


def write_file(path: Path, data: bytes | Iterable[bytes], *, force: bool = False) -> None:
    """Write a file so that it is there whole or not at all.

    Args:
        force: replace a file that is there.

    Raises:
        ExchangeError: it is there already, or it cannot be written.
    """
    _free(path, force, folder=False)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
    except (OSError, ValueError) as e:
        raise _unwritable(path, e) from e
    try:
        with os.fdopen(handle, "wb") as stream:
            for piece in (data,) if isinstance(data, bytes) else data:
                stream.write(piece)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(0o666 & ~_mask())
        if force:
            Path(name).replace(path)
        else:  # a file that has come meanwhile is not written over
            _link(Path(name), path)
    except OSError as e:
        raise _unwritable(path, e) from e
    finally:
        Path(name).unlink(missing_ok=True)


def write_folder(
    path: Path, files: Mapping[str, bytes], *, format: str, about: dict[str, Any] | None = None, force: bool = False
) -> tuple[Path, ...]:
    """Write a folder of files so that it is there whole or not at all; the paths of the files.

    Args:
        about: what the folder's mark tells besides its format and its files.
        force: replace a folder that is there, if it is an earlier export and holds nothing else.

    Raises:
        ExchangeError: it is there already, or it cannot be written.
    """
    _free(path, force, folder=True)
    told = {"spadework": __version__, "format": format, "files": sorted(files), **(about or {})}
    mark = json.dumps(told, ensure_ascii=False, indent=1).encode()
    fresh = None
    try:
        fresh = Path(tempfile.mkdtemp(prefix=f".{path.name[:40]}.", dir=path.parent))
        fresh.chmod(0o777 & ~_mask())
        for name, data in {**files, MARK: mark}.items():
            (fresh / name).write_bytes(data)
        if path.exists():
            old = Path(tempfile.mkdtemp(prefix=f".{path.name[:40]}.", dir=path.parent))
            path.replace(old / "old")
            try:
                fresh.replace(path)
            except OSError:
                (old / "old").replace(path)
                old.rmdir()
                raise
            shutil.rmtree(old)
        else:
            fresh.replace(path)
    except (OSError, ValueError) as e:
        raise _unwritable(path, e) from e
    finally:
        if fresh is not None:
            shutil.rmtree(fresh, ignore_errors=True)
    return tuple(path / name for name in sorted(files))


def mark_of(folder: Path) -> dict[str, Any]:
    """What an exported folder tells about itself; empty if it is none of ours."""
    try:
        told = msgspec.json.decode(load(folder / MARK))  # unlike the library's json it takes no half characters
    except (InputError, msgspec.MsgspecError, ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _free(path: Path, force: bool, *, folder: bool) -> None:
    try:
        there = path.exists()
        if not path.absolute().parent.is_dir():
            raise ExchangeError(
                "the folder does not exist", where=str(path.parent), remedy="Make it, or choose another."
            )
        if not there:
            return
        if path.is_dir() != folder or not (path.is_dir() or path.is_file()):
            kind = "a folder" if folder else "a file"
            raise ExchangeError(f"there is something of this name that is not {kind}", where=str(path), remedy=_OTHER)
        if folder:
            if not any(path.iterdir()):
                return
            names = mark_of(path).get("files")
            mine = {MARK, *(n for n in names if isinstance(n, str))} if isinstance(names, list) else set()
            if force and not {p.name for p in path.iterdir()} <= mine:
                raise ExchangeError(
                    "the folder holds files that no export wrote",
                    where=str(path),
                    remedy=_OTHER + " It stays as it is.",
                )
    except OSError as e:
        raise _unwritable(path, e) from e
    if not force:
        raise ExchangeError("there is something of this name already", where=str(path), remedy=f"{_OTHER} Or --force.")


_OTHER = "Choose another name."


def _link(fresh: Path, path: Path) -> None:
    try:
        path.hardlink_to(fresh)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        fresh.replace(path)


def _mask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _unwritable(path: Path, e: Exception) -> ExchangeError:
    return ExchangeError(f"it cannot be written ({_reason(e)})", where=str(path), remedy="Choose another place.")


def _reason(e: Exception) -> str:
    return getattr(e, "strerror", None) or str(e)
