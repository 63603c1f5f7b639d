"""ZIP archives: opened with care, members never unpacked beyond a bound, nothing written anywhere."""

from __future__ import annotations

import io
import lzma
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spadework.errors import NotText, SpadeworkError, TooLarge

MOST_MEMBERS = 10_000
_STEEPEST = 200  # times that a member may grow; text shrinks to a fifth, and rarely to a fiftieth
_HARMLESS = 2_000_000  # bytes, up to which it may grow as it likes
DAMAGED = "Get it again, whole, and give that."
_FAULTS = (
    zipfile.BadZipFile, NotImplementedError, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, RuntimeError,
    struct.error, OverflowError, IndexError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its name there, and its bytes or why it could not be had."""

    name: str
    data: bytes | SpadeworkError


def opened(data: bytes, where: str) -> zipfile.ZipFile:
    """The archive.

    Raises:
        NotText: it is damaged.
        TooLarge: it has more than `MOST_MEMBERS` members.
    """
    if data.count(b"PK\x01\x02") > MOST_MEMBERS * 2:  # before a list of millions is made
        raise TooLarge(f"there are more than {MOST_MEMBERS:,} files in it", where=where, remedy="Split it.")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _FAULTS as e:
        raise NotText("the archive is damaged or cut off", where=where, remedy=DAMAGED) from e
    if len(archive.infolist()) > MOST_MEMBERS:
        raise TooLarge(f"there are more than {MOST_MEMBERS:,} files in it", where=where, remedy="Split it.")
    return archive


def members(data: bytes, where: str, most: Callable[[str], int]) -> Iterator[Member]:
    """The files in a ZIP archive by name; hidden ones and folders are left out.

    Args:
        most: bytes that a member of this name may unpack to.

    Raises:
        NotText: it is damaged.
        TooLarge: there are too many files in it.
    """
    archive = opened(data, where)
    for info in sorted(archive.infolist(), key=lambda i: i.filename):
        name = info.filename.replace("\\", "/")
        if info.is_dir() or any(part.startswith(".") and part not in (".", "..") for part in name.split("/")):
            continue
        if name.startswith("__MACOSX/"):
            continue
        place = f"{where} > {name}"
        try:
            _check(info, name, place)
            found = bounded(archive, info, most(name), place)
            if found is None:
                raise TooLarge(f"it unpacks to more than {most(name) // 1_000_000} MB", where=place)
        except SpadeworkError as e:
            yield Member(name, e)
        else:
            yield Member(name, found)


def bounded(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int, where: str) -> bytes | None:
    """The bytes of a member; None if there are more than `most`, whatever the archive says of their number.

    Raises:
        NotText: it is damaged, encrypted, or packed in a way that cannot be read.
    """
    if info.flag_bits & 0x1:
        raise NotText("it is encrypted", where=where, remedy="Unpack it with the password and give the files.")
    try:
        with archive.open(info) as stream:
            data = stream.read(most + 1)
    except _FAULTS as e:
        raise NotText(f"it is damaged in the archive ({_reason(e)})", where=where, remedy=DAMAGED) from e
    return None if len(data) > most else data


def _check(info: zipfile.ZipInfo, name: str, place: str) -> None:
    """Raise if the member is a trap by what the archive says of it."""
    if name.startswith("/") or re.match(r"[A-Za-z]:", name) or ".." in name.split("/"):
        raise NotText("its path leads outside the archive", where=place, remedy="It is left out; it may be a trap.")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise NotText("it is a link", where=place, remedy="Give the file that it leads to.")
    if info.file_size > _HARMLESS and info.file_size > _STEEPEST * max(info.compress_size, 1):
        raise TooLarge(
            f"it grows {info.file_size // max(info.compress_size, 1):,} times when unpacked, as no document does",
            where=place,
            remedy="It is left out; it may be a trap.",
        )


def _reason(error: BaseException) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
