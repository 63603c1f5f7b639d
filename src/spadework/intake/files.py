"""Bytes from a file or from standard input, never more than the limit."""

from __future__ import annotations

import stat
import sys
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from spadework.errors import EmptyDocument, InputError, MissingFile, TooLarge

LIMIT = 20_000_000
"""The most bytes that a document may have. A thousand pages of plain text are three million."""

LARGE = 200_000_000
"""The most bytes of a file of a kind that holds more than text: pictures, or other files."""

_LARGE_KINDS = frozenset((".pdf", ".docx", ".docm", ".zip", ".mbox", ".eml"))

STDIN = "stdin"


@dataclass(frozen=True, slots=True)
class File:
    """What was read.

    Attributes:
        where: how messages name it.
        origin: how the document names it: the file's name without its folders, which are nobody's business in a brief.
        suffix: in lower case with the dot; empty for standard input.
        charset: the character set that whoever sent it names; empty if nobody did.
    """

    data: bytes
    where: str
    origin: str
    stem: str
    suffix: str
    charset: str = ""

    def member(self, name: str, data: bytes) -> File:
        """A file that this one holds."""
        path = PurePosixPath(name)
        return File(data, f"{self.where} > {name}", f"{self.origin} > {name}", path.stem, path.suffix.lower())


def most_bytes(suffix: str) -> int:
    """The most bytes that a file with this ending may have."""
    return LARGE if suffix in _LARGE_KINDS else LIMIT


def fetch(source: str | Path) -> File:
    """The bytes of the file; "-" is standard input.

    Raises:
        MissingFile: it is not there or may not be read, or it is an address.
        InputError: it is a folder.
        TooLarge: it has more than `LIMIT` bytes, or than `LARGE` if its kind holds more than text; a regular file is
            then not read at all.
        EmptyDocument: it has no bytes.
    """
    if str(source) == "-":
        data = _bounded(sys.stdin.buffer, STDIN, LIMIT)
        return _filled(File(data, STDIN, STDIN, STDIN, ""))
    where = str(source)
    if is_address(where):
        raise MissingFile(
            "addresses are not fetched here", where=where, remedy="Save the page from the browser and give the file."
        )
    path = Path(source)
    most = most_bytes(path.suffix.lower())
    try:
        info = path.stat()
        if stat.S_ISDIR(info.st_mode):
            raise InputError("this is a folder", where=where, remedy="Give the files in it, such as folder/*.txt.")
        if info.st_size > most:
            raise _too_large(where, info.st_size, most)
        with path.open("rb") as stream:
            data = _bounded(stream, where, most)
    except FileNotFoundError as e:
        raise MissingFile("there is no such file", where=where, remedy="Check the name and the folder.") from e
    except PermissionError as e:
        raise MissingFile("the file may not be read", where=where, remedy="Check its permissions.") from e
    except (OSError, ValueError) as e:  # ValueError: a NUL in the name
        reason = getattr(e, "strerror", None) or str(e)
        raise MissingFile(f"the file cannot be read ({reason})", where=where) from e
    return _filled(File(data, where, path.name, path.stem, path.suffix.lower()))


def is_address(source: str) -> bool:
    """Whether this is the address of something on a network rather than the name of a file."""
    return "://" in source[:12]


def _bounded(stream: IO[bytes], where: str, most: int) -> bytes:
    """All of the stream. A pipe or a device tells no size beforehand, so one byte over the limit is asked for."""
    data = stream.read(most + 1)
    if len(data) > most:
        raise _too_large(where, None, most)
    return data


def _filled(file: File) -> File:
    if not file.data:
        raise EmptyDocument("the file is empty", where=file.where)
    return file


def _too_large(where: str, size: int | None, most: int) -> TooLarge:
    told = f"{size / 1e6:,.0f} MB are" if size else "this is"
    return TooLarge(
        f"{told} more than the {most // 1_000_000} MB that a document may have", where=where, remedy="Split it."
    )
