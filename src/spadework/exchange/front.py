"""Export and import: which format a file has, and who writes and reads it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from spadework.errors import ExchangeError, MissingFile
from spadework.exchange import brat, files, handmade, linked, lossless, plover, tabular
from spadework.exchange.tables import COLUMNS
from spadework.exchange.taken import Imported
from spadework.model import Agenda, Archive, Record


class Format(StrEnum):
    """What a dossier can be written as. All but XLSX and JSON-LD can be read too."""

    JSON = "json"
    JSONLD = "jsonld"
    CSV = "csv"
    XLSX = "xlsx"
    PLOVER = "plover"
    BRAT = "brat"


_SUFFIXES = {
    ".json": Format.JSON,
    ".jsonld": Format.JSONLD,
    ".csv": Format.CSV,
    ".xlsx": Format.XLSX,
    ".jsonl": Format.PLOVER,
    ".ndjson": Format.PLOVER,
}
_UNREAD = {
    Format.XLSX: "Save the sheet as CSV; docs/exchange.md tells the columns.",
    Format.JSONLD: "It is made for other tools; the JSON comes back whole.",
}


def export(
    dossier: Archive | Record,
    path: str | Path,
    format: Format | str | None = None,
    *,
    table: str | None = None,
    force: bool = False,
) -> tuple[Path, ...]:
    """Write a dossier as a file, or as a folder of files; the paths of what was written.

    It is there whole or not at all: what is written first has another name.

    Args:
        path: a file; for brat, and for CSV without a `table`, a folder.
        format: told from the end of the path if it is not given.
        table: for CSV the one table to write, a key of `COLUMNS`; without it all are written, into a folder, unless the
            file is called after a table (`positions.csv`).
        force: replace what is there: a file, or a folder that an export wrote.

    Raises:
        ExchangeError: the format is not known or cannot be told, there is something of this name, or it cannot be
            written.
    """
    path = Path(path)
    chosen = _format(format) if format is not None else _of_suffix(path)
    if table is not None and chosen is not Format.CSV:
        raise ExchangeError("only CSV is written one table at a time", where=str(path), remedy="Leave the table out.")
    if chosen is Format.CSV and table is None and path.stem in COLUMNS and path.suffix.lower() == ".csv":
        table = path.stem
    if chosen is Format.CSV and table is None:
        if path.suffix.lower() == ".csv":
            raise ExchangeError(
                "a CSV file holds one table", where=str(path), remedy=f"Name one of {', '.join(COLUMNS)}, or a folder."
            )
        made = tabular.dump_all(_archive(dossier))
        return files.write_folder(path, made, format=chosen, force=force)
    if chosen is Format.BRAT:
        made, about = brat.dump(_archive(dossier))
        return files.write_folder(path, made, format=chosen, about=about, force=force)
    lines = path.suffix.lower() != ".json"
    files.write_file(path, _pieces(_archive(dossier), chosen, table, lines=lines), force=force)
    return (path,)


def render(dossier: Archive | Record, format: Format | str, *, table: str | None = None) -> bytes:
    """What `export` would write to one file.

    Raises:
        ExchangeError: the format is not known, or is written as a folder.
    """
    chosen = _format(format)
    if chosen is Format.BRAT or (chosen is Format.CSV and table is None):
        raise ExchangeError(f"{chosen} is a folder of files", remedy="Name a path, or for CSV one table.")
    return b"".join(_pieces(_archive(dossier), chosen, table, lines=True))


def read(path: str | Path, format: Format | str | None = None, *, onto: Record | None = None) -> Imported:
    """Read a whole dossier (JSON), or rows for a dossier (brat, PLOVER, CSV).

    Every quote must stand at its place in its document. A row of the latter formats that does not hold is refused and
    told; the others are taken. A whole dossier that does not hold is refused whole.

    Args:
        format: told from the path and from what is in it if it is not given.
        onto: the dossier that rows are for: its documents are quoted, its agenda names parties and issues.

    Raises:
        MissingFile, TooLarge: the file cannot be read.
        ExchangeError: its format is not known or not read, or it is damaged.
    """
    path, onto = Path(path), onto or Record(agenda=Agenda())
    chosen = _format(format) if format is not None else _of_content(path)
    match chosen:
        case Format.JSON:
            return Imported(archive=lossless.parse(path), whole=True)
        case Format.PLOVER:
            return plover.parse(path, onto)
        case Format.BRAT:
            return brat.parse(path, onto)
        case Format.CSV:
            return handmade.parse(path, onto)
        case _:
            raise ExchangeError(f"{chosen} is written but not read", where=str(path), remedy=_UNREAD[chosen])


def _archive(dossier: Archive | Record) -> Archive:
    return dossier if isinstance(dossier, Archive) else Archive(record=dossier)


def _pieces(archive: Archive, format: Format, table: str | None, *, lines: bool) -> Iterable[bytes]:
    match format:
        case Format.JSON:
            return (lossless.dump(archive),)
        case Format.JSONLD:
            return linked.dump(archive)
        case Format.PLOVER:
            return (plover.dump(archive, lines=lines),)
        case Format.XLSX:
            from spadework.exchange import workbook

            return (workbook.dump(archive),)
        case _:
            return (tabular.dump(archive, table or ""),)


def _format(name: Format | str) -> Format:
    try:
        return Format(name)
    except ValueError as e:
        raise ExchangeError(f"there is no format {name!r}", remedy=f"There are {', '.join(Format)}.") from e


def _of_suffix(path: Path) -> Format:
    if (found := _SUFFIXES.get(path.suffix.lower())) is None:
        raise ExchangeError(
            "the end of the name does not tell the format",
            where=str(path),
            remedy=f"Name one of {', '.join(Format)}, or write .json, .jsonld, .csv, .xlsx or .jsonl.",
        )
    return found


def _of_content(path: Path) -> Format:
    """By the mark of an exported folder, the files in a folder, the end of the name, or how JSON begins."""
    if path.is_dir():
        names = [p.name for p in files.listed(path)]
        if any(n.endswith(".ann") for n in names):
            return Format.BRAT
        if any(n.endswith(".csv") for n in names):
            return Format.CSV
        raise ExchangeError("the folder holds neither .ann nor .csv files", where=str(path))
    if not path.is_file():
        raise MissingFile("there is no such file or folder", where=str(path))
    found = _of_suffix(path)
    if found is Format.JSON:
        try:
            with path.open("rb") as stream:
                if stream.read(4096).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"["):
                    return Format.PLOVER
        except OSError as e:
            raise MissingFile("the file cannot be read", where=str(path)) from e
    return found
