"""Bytes from a file or from standard input, never more than the limit."""

from __future__ import annotations

import stat
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from spadework.errors import EmptyDocument, InputError, MissingFile, TooLarge

LIMIT = 20_000_000
"""The most bytes that a document may have. A thousand pages of plain text are three million."""

STDIN = "stdin"


@dataclass(frozen=True, slots=True)
class File:
    """What was read.

    Attributes:
        where: how messages name it.
        origin: how the document names it: the file's name without its folders, which are nobody's business in a brief.
        suffix: in lower case with the dot; empty for standard input.
    """

    data: bytes
    where: str
    origin: str
    stem: str
    suffix: str


def fetch(source: str | Path) -> File:
    """The bytes of the file; "-" is standard input.

    Raises:
        MissingFile: it is not there or may not be read, or it is an address.
        InputError: it is a folder.
        TooLarge: it has more than LIMIT bytes; a regular file is then not read at all.
        EmptyDocument: it has no bytes.
    """
    if str(source) == "-":
        data = _bounded(sys.stdin.buffer, STDIN)
        return _filled(File(data, STDIN, STDIN, STDIN, ""))
    where = str(source)
    if "://" in where[:12]:
        raise MissingFile(
            "addresses are not fetched", where=where, remedy="Save the page from the browser and give the file."
        )
    path = Path(source)
    try:
        info = path.stat()
        if stat.S_ISDIR(info.st_mode):
            raise InputError("this is a folder", where=where, remedy="Give the files in it, such as folder/*.txt.")
        if info.st_size > LIMIT:
            raise _too_large(where, info.st_size)
        with path.open("rb") as stream:
            data = _bounded(stream, where)
    except FileNotFoundError as e:
        raise MissingFile("there is no such file", where=where, remedy="Check the name and the folder.") from e
    except PermissionError as e:
        raise MissingFile("the file may not be read", where=where, remedy="Check its permissions.") from e
    except (OSError, ValueError) as e:  # ValueError: a NUL in the name
        reason = getattr(e, "strerror", None) or str(e)
        raise MissingFile(f"the file cannot be read ({reason})", where=where) from e
    return _filled(File(data, where, path.name, path.stem, path.suffix.lower()))


def _bounded(stream: IO[bytes], where: str) -> bytes:
    """All of the stream. A pipe or a device tells no size beforehand, so one byte over the limit is asked for."""
    data = stream.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise _too_large(where, None)
    return data


def _filled(file: File) -> File:
    if not file.data:
        raise EmptyDocument("the file is empty", where=file.where)
    return file


def _too_large(where: str, size: int | None) -> TooLarge:
    told = f"{size / 1e6:,.0f} MB are" if size else "this is"
    return TooLarge(
        f"{told} more than the {LIMIT // 1_000_000} MB that a document may have", where=where, remedy="Split it."
    )
