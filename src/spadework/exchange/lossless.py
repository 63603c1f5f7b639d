"""JSON: a whole dossier with its history, there and back without loss."""

from __future__ import annotations

from pathlib import Path

import msgspec

from spadework.errors import ExchangeError, SpadeworkError
from spadework.exchange.checking import check
from spadework.exchange.files import WHOLE, load
from spadework.model import Archive, Record, from_json, to_json

FORMAT = 1


def dump(archive: Archive) -> bytes:
    """The dossier as JSON: the `Archive` field by field."""
    return to_json(archive, indent=1).encode() + b"\n"


def parse(path: Path) -> Archive:
    """The dossier in a file; of a `Record`, as `brief --json` prints it, one without a history.

    Raises:
        MissingFile, TooLarge: the file cannot be read.
        ExchangeError: it is no dossier, comes from a newer Spadework, or does not hold together.
    """
    data, where = load(path, WHOLE), str(path)
    try:
        head = msgspec.json.decode(data, type=_Head)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as e:
        raise ExchangeError(f"this is no JSON of a dossier: {e}", where=where) from e
    if head.format > FORMAT:
        raise ExchangeError(
            f"the dossier has the format {head.format}, and {FORMAT} is the newest that is known",
            where=where,
            remedy="Take a newer version of Spadework.",
        )
    try:
        if bytes(head.agenda):
            archive = Archive(record=from_json(data, Record))
        elif bytes(head.record):
            archive = from_json(data, Archive)
        else:
            raise ExchangeError("this is no JSON of a dossier: it has no record", where=where)
    except (RecursionError, UnicodeDecodeError) as e:
        raise ExchangeError(f"this is no JSON of a dossier: {e}", where=where) from e
    except SpadeworkError as e:
        raise ExchangeError(e.what, where=where) from e
    check(archive, where)
    return archive


class _Head(msgspec.Struct):
    """As much as tells what the file is."""

    format: int = FORMAT
    record: msgspec.Raw = msgspec.Raw()
    agenda: msgspec.Raw = msgspec.Raw()
