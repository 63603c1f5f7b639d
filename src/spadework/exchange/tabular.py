"""CSV: one file a table, guarded against formulas, in UTF-8 with a byte order mark, as spreadsheets want it."""

from __future__ import annotations

import csv
import io

from spadework.errors import ExchangeError
from spadework.exchange.cells import cell, guarded
from spadework.exchange.tables import COLUMNS, rows_of
from spadework.model import Archive

BOM = b"\xef\xbb\xbf"


def dump(archive: Archive, table: str) -> bytes:
    """One table.

    Raises:
        ExchangeError: there is no table of this name.
    """
    if table not in COLUMNS:
        raise ExchangeError(f"there is no table {table!r}", remedy=f"There are {', '.join(COLUMNS)}.")
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(COLUMNS[table])
    for values in rows_of(archive.record, table):
        writer.writerow([guarded(cell(values[c])) for c in COLUMNS[table]])
    return BOM + stream.getvalue().encode()


def dump_all(archive: Archive) -> dict[str, bytes]:
    """Every table, by the name of its file."""
    return {f"{table}.csv": dump(archive, table) for table in COLUMNS}
