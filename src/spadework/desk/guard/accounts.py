"""Who may sit at a desk: a file of names, roles and argon2id hashes.

Accounts belong to the desk, not to the dossier: no export holds them, and they are kept beside the database, not in
it. The file is for its owner alone (mode 600), written whole or not at all, and read anew when it changes, so that
what the command line does holds at once for a desk that is running.
"""

from __future__ import annotations

import os
import secrets
import stat
import time
import unicodedata
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

import msgspec

from spadework.desk.asking import DeskRole
from spadework.errors import DeskError
from spadework.ledger.makers import MACHINE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argon2 import PasswordHasher

FILE = "accounts.json"
SHORTEST, LONGEST = 12, 1_000  # characters of a password
_LONGEST_NAME = 64
_LARGEST = 10_000_000  # bytes of the file
_VERSION = 1
_AT_ONCE = BoundedSemaphore(2)  # argon2 takes 64 MiB each time
_ABANDONED = 60  # seconds after which a draft was left behind by a command that did not end well


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """Attributes:
    hash: of the password, argon2id with its salt and parameters.
    mark: another one after every change, so that sessions from before it end.
    since: when the account was made or changed last.
    """

    name: str
    role: DeskRole
    hash: str
    mark: str
    since: datetime


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    version: int
    accounts: list[Account]


class Accounts:
    """The accounts in a file, which need not exist yet. Every method raises DeskError if it cannot be read or written,
    is damaged, or may be read by others."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen: tuple[int, ...] = ()
        self._known: dict[str, Account] = {}

    def all(self) -> tuple[Account, ...]:
        """The accounts by name."""
        known = self._read()
        return tuple(known[key] for key in sorted(known))

    def find(self, name: str) -> Account | None:
        """The account of this name, whatever its case."""
        return self._read().get(_key(name))

    def verified(self, name: str, password: str) -> Account | None:
        """The account if this is its password. It takes the same time whether there is one or not."""
        account = self.find(name)
        right = matches(account.hash if account else _nobody(), password)
        return account if account and right else None

    def add(self, name: str, role: DeskRole, password: str) -> Account:
        """A new account."""
        name = _checked_name(name)
        with self._changing() as known:
            if _key(name) in known:
                raise DeskError(f"there is an account {name}", where=str(self.path), remedy="Change its password.")
            known[_key(name)] = made = _account(name, role, hashed(password, name))
        return made

    def change(self, name: str, *, role: DeskRole | None = None, password: str | None = None) -> Account:
        """Another role or password. Sessions of the account end."""
        with self._changing() as known:
            old = self._in(known, name)
            new = hashed(password, old.name) if password is not None else old.hash
            known[_key(name)] = made = _account(old.name, role or old.role, new)
        return made

    def remove(self, name: str) -> None:
        """End an account and its sessions."""
        with self._changing() as known:
            del known[_key(self._in(known, name).name)]

    def _in(self, known: dict[str, Account], name: str) -> Account:
        if _key(name) not in known:
            raise DeskError(f"there is no account {name}", where=str(self.path), remedy="See `spadework account list`.")
        return known[_key(name)]

    def _read(self) -> dict[str, Account]:
        try:
            info = self.path.stat()
            seen = (info.st_ino, info.st_mtime_ns, info.st_size, info.st_mode)
            if seen == self._seen:
                return self._known
            if info.st_size > _LARGEST:
                raise self._damaged("it is far too large")
            data = self.path.read_bytes()
        except FileNotFoundError:
            self._seen, self._known = (), {}
            return {}
        except (OSError, ValueError) as e:
            raise DeskError(f"the accounts cannot be read ({_reason(e)})", where=str(self.path)) from e
        if os.name == "posix" and stat.S_IMODE(info.st_mode) & 0o077:
            raise DeskError(
                "others on this machine may read the accounts", where=str(self.path), remedy="Do: chmod 600 on it."
            )
        try:
            file = msgspec.json.decode(data, type=_File)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as e:
            raise self._damaged(str(e)) from e
        known = {_key(a.name): a for a in file.accounts}
        if file.version != _VERSION or len(known) != len(file.accounts):
            raise self._damaged("it is of another version, or a name is there twice")
        if any(not a.hash.startswith("$argon2id$") for a in file.accounts):
            raise self._damaged("a hash is none of argon2id")
        self._seen, self._known = seen, known
        return known

    def _damaged(self, why: str) -> DeskError:
        return DeskError(
            f"this is no file of accounts, or it is damaged ({why})",
            where=str(self.path),
            remedy="Put it back from a copy, or delete it and add the accounts anew.",
        )

    @contextmanager
    def _changing(self) -> Iterator[dict[str, Account]]:
        """The accounts, to be changed; they are saved when the block ends. The draft keeps others out meanwhile."""
        draft = self.path.with_name(self.path.name + ".new")
        try:
            with suppress(FileNotFoundError):
                if time.time() - draft.stat().st_mtime > _ABANDONED:
                    draft.unlink()
            handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError as e:
            raise DeskError("somebody is changing the accounts", where=str(self.path), remedy="Try again.") from e
        except (OSError, ValueError) as e:
            raise DeskError(f"the accounts cannot be written ({_reason(e)})", where=str(self.path)) from e
        try:
            with os.fdopen(handle, "wb") as stream:
                known = dict(self._read())
                yield known
                accounts = [known[key] for key in sorted(known)]
                data = msgspec.json.encode(_File(version=_VERSION, accounts=accounts))
                stream.write(msgspec.json.format(data, indent=1) + b"\n")
                stream.flush()
                os.fsync(stream.fileno())
            draft.replace(self.path)  # from now on a draft of this name is somebody else's
        except BaseException as e:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
            if not isinstance(e, OSError):
                raise
            raise DeskError(f"the accounts cannot be written ({_reason(e)})", where=str(self.path)) from e


def hashed(password: str, name: str = "") -> str:
    """The hash of a password for the account `name`. Raises DeskError if it is too short, too long, or the name."""
    password = unicodedata.normalize("NFC", password)
    if not SHORTEST <= len(password) <= LONGEST:
        raise DeskError(
            f"a password has {SHORTEST} to {LONGEST} characters", remedy="Four words that do not belong together do."
        )
    if password.casefold() == name.casefold() or len(set(password)) < 4:
        raise DeskError("this password is the first that anybody tries", remedy="Take another.")
    with _AT_ONCE:
        return _hasher().hash(password)


def matches(hash: str, password: str) -> bool:
    """Whether this is the password of the hash."""
    from argon2.exceptions import Argon2Error, InvalidHashError

    if len(password) > LONGEST:
        password = ""
    try:
        with _AT_ONCE:
            return _hasher().verify(hash, unicodedata.normalize("NFC", password))
    except (Argon2Error, InvalidHashError):
        return False


@lru_cache(maxsize=1)
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher()  # argon2id, RFC 9106, the parameters for little memory: 3 rounds of 64 MiB


@lru_cache(maxsize=1)
def _nobody() -> str:
    """A hash that is checked for names that do not exist."""
    return _hasher().hash(secrets.token_urlsafe())


def _account(name: str, role: DeskRole, hash: str) -> Account:
    now = datetime.now(UTC).replace(microsecond=0)
    return Account(name=name, role=role, hash=hash, mark=secrets.token_urlsafe(12), since=now)


def _checked_name(name: str) -> str:
    name = unicodedata.normalize("NFC", " ".join(name.split()))
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise DeskError(f"a name has 1 to {_LONGEST_NAME} printable characters", where=repr(name)[:100])
    if name.casefold() == MACHINE:
        raise DeskError("so the ledger calls what no person did", where=name, remedy="Take another name.")
    return name


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", " ".join(name.split())).casefold()


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
