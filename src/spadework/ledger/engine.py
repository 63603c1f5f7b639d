"""A connection to the database of a dossier, and what its errors mean.

Writers queue up: SQLite has one write lock, and PostgreSQL is made to do the same with an advisory lock, so that
revisions are numbered without gaps in the order in which they were saved.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError

from spadework.errors import DamagedDossier, LedgerError, NotSaved
from spadework.ledger.places import Place
from spadework.ledger.schema import APPLICATION

PATIENCE = 30  # seconds that a writer waits for another
_LOCK = 0x53706477  # our advisory lock in a PostgreSQL database, one a schema
_HEADER = 100


class Store:
    """A dossier's database, opened.

    Args:
        place: where it is.
        new: make the file if it is not there.

    Raises:
        DamagedDossier: the file is cut off, or it is none of ours.
        LedgerError: the URL is none, or the extra for PostgreSQL is not installed.
    """

    def __init__(self, place: Place, *, new: bool = False) -> None:
        self.place = place
        self.sqlite = place.url is None
        self._seen: object = None
        self._file: tuple[int, int] | None = None
        if place.file is not None:
            if not new:
                _look_at(place.file)
            self.writable = new or _writable(place.file)
            self._engine = _sqlite(place.file, writable=self.writable)
        else:
            self.writable = True  # as far as we know; the server tells
            self._engine = _postgresql(place)

    def close(self) -> None:
        """Let go of the file or the server."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the database from beginning to end."""
        before = self._renewed()
        with self.telling(before), self._engine.connect() as connection:
            if not self.sqlite:
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                self._still_there()
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: all of it is saved when the block ends, or nothing if it ends with an error."""
        with self.telling(), self._engine.connect() as connection:
            connection = connection.execution_options(spadework_writes=True)
            with connection.begin():
                if not self.sqlite:
                    connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE}s'"))
                    connection.execute(
                        text("SELECT pg_advisory_xact_lock(:lock, hashtext(current_schema()))"), {"lock": _LOCK}
                    )
                self._still_there()
                yield connection

    def _still_there(self) -> None:
        """Raise NotSaved if the file was taken away, or another put in its place: what is still open would go on
        without a word, and all that is written to it would be lost."""
        if not self.writable or self.place.file is None:
            return
        try:
            found = self.place.file.stat()
            now = found.st_dev, found.st_ino
        except OSError:
            now = None
        if self._file is None:  # SQLite has just opened it, or made it
            self._file = now
        elif now != self._file:
            raise NotSaved(
                "nothing was read or saved: the file has been taken away, or replaced by another",
                where=str(self.place),
                remedy="Open the dossier again; a desk that serves it has to be started again.",
            )

    def _renewed(self) -> object:
        """What the file that is only read looks like now; what was kept of it is dropped if it looked otherwise."""
        if self.writable or self.place.file is None:
            return None
        now = _look_of(self.place.file)
        if now != self._seen:
            self._engine.dispose()
            self._seen = now
        return now

    @contextmanager
    def telling(self, before: object = None) -> Iterator[None]:
        """Errors of the database become ours. `before`: what the file looked like, if it is only read."""
        try:
            yield
        except DBAPIError as e:
            told = _told(e, str(self.place))
            if isinstance(told, DamagedDossier) and before is not None and before != self._renewed():
                told = LedgerError("somebody else was writing just now", where=str(self.place), remedy="Try again.")
            raise told from e


def _sqlite(path: Path, *, writable: bool) -> Engine:
    def connect() -> sqlite3.Connection:
        # What is only read is opened so that nothing at all is written beside it. A log that a writer has, or has left
        # behind, has to be read, too; without one the file is all there is.
        left = path.with_name(path.name + "-wal")
        frozen = "" if left.exists() and left.stat().st_size else "&immutable=1"
        url = f"{path.resolve().as_uri()}?{'mode=rwc' if writable else 'mode=ro' + frozen}"
        return sqlite3.connect(url, uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False)

    engine = create_engine("sqlite://", creator=connect, poolclass=_pool())

    @event.listens_for(engine, "connect")
    def settings(connection: sqlite3.Connection, _: object) -> None:
        if writable:
            connection.execute("PRAGMA journal_mode = WAL")
        # FULL: what was acknowledged survives a power cut, too.
        for pragma in ("foreign_keys = ON", "synchronous = FULL", "cache_size = -65536", "temp_store = MEMORY"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("PRAGMA mmap_size = 1073741824")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A writer asks for the lock at once: one that has read first could be refused it.
        writes = connection.get_execution_options().get("spadework_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _pool() -> Any:
    from sqlalchemy.pool import QueuePool

    return QueuePool


def _postgresql(place: Place) -> Engine:
    try:
        url = make_url(place.url or "").set(drivername="postgresql+psycopg")
        return create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": PATIENCE})
    except ArgumentError as e:
        raise LedgerError(
            "this is no address of a database", where=str(place), remedy="Write postgresql://user@host/name."
        ) from e
    except ImportError as e:
        raise LedgerError(
            "PostgreSQL needs an extra", where=str(place), remedy="Install it with pip install 'spadework[postgresql]'."
        ) from e


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK | os.X_OK)


def _look_of(path: Path) -> tuple[tuple[int, int] | None, ...]:
    """Size and time of the file and of its log: another look, other contents."""
    out: list[tuple[int, int] | None] = []
    for one in (path, path.with_name(path.name + "-wal")):
        try:
            found = one.stat()
            out.append((found.st_size, found.st_mtime_ns))
        except OSError:
            out.append(None)
    return tuple(out)


def _look_at(path: Path) -> None:
    """Refuse what is no dossier before SQLite touches it."""
    where = str(path)
    try:
        with path.open("rb") as stream:
            header = stream.read(_HEADER)
        size = path.stat().st_size
    except OSError as e:
        raise LedgerError(f"the database cannot be read ({e.strerror})", where=where) from e
    if len(header) < _HEADER or not header.startswith(b"SQLite format 3\x00"):
        raise DamagedDossier("this is no database of a dossier", where=where, remedy=_RESTORE)
    if int.from_bytes(header[68:72], "big") != APPLICATION:
        raise DamagedDossier("this is a database of another program", where=where, remedy="Name a dossier’s folder.")
    page = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    log = path.with_name(path.name + "-wal")
    pending = log.exists() and log.stat().st_size  # what the log still holds may be missing in the file
    if not pending and size < pages * (65536 if page == 1 else page):
        raise DamagedDossier("the database is cut off: its end is missing", where=where, remedy=_RESTORE)


_RESTORE = "Put back a copy: see docs/ledger.md, “Backup”."


def _told(e: DBAPIError, where: str) -> LedgerError:
    """What went wrong, in words for whoever works on the dossier."""
    said = str(e.orig).strip().partition("\n")[0]
    if isinstance(e.orig, sqlite3.Error):
        for words, error in _SQLITE_SAYS.items():
            if words in said:
                kind, what, remedy = error
                return kind(what, where=where, remedy=remedy)
        return LedgerError(f"the database refused ({said})", where=where)
    state = getattr(e.orig, "sqlstate", None)
    if state == "53100":
        return NotSaved(
            "nothing was saved: the server’s disk is full", where=where, remedy="Make room, then try again."
        )
    if state == "55P03":
        return NotSaved(f"nothing was saved: somebody else has been writing for {PATIENCE} seconds", where=where)
    if state in ("25006", "42501"):
        return NotSaved("nothing was saved: you may only read", where=where, remedy="Ask whoever runs the server.")
    lost = isinstance(e, OperationalError | InterfaceError) and (state is None or state.startswith(("08", "57P")))
    if e.connection_invalidated or lost:
        return Away(f"the server does not answer ({said})", where=where, remedy="Is it running? Then try again.")
    return LedgerError(f"the database refused ({said})", where=where)


class Away(NotSaved):
    """The server does not answer; it may come back."""


_SQLITE_SAYS = {
    "database or disk is full": (NotSaved, "nothing was saved: the disk is full", "Make room, then try again."),
    "readonly database": (NotSaved, "nothing was saved: the dossier is read-only", "Check the folder’s permissions."),
    "unable to open database": (NotSaved, "the database cannot be opened", "Check the folder’s permissions."),
    "database is locked": (
        NotSaved,
        f"nothing was saved: somebody else has been writing for {PATIENCE} seconds",
        "Try again when they are done.",
    ),
    "disk I/O error": (NotSaved, "the disk cannot be read or written", "Is it full, or failing? Then try again."),
    "malformed": (DamagedDossier, "the database is damaged", _RESTORE),
    "not a database": (DamagedDossier, "this is no database of a dossier", _RESTORE),
}
