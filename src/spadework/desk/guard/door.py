"""The door of a desk: who comes in, as whom, and with which token against forged requests."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

from spadework.desk.asking import NotSignedIn, Person
from spadework.desk.guard.accounts import Accounts
from spadework.desk.guard.sessions import Sessions
from spadework.desk.guard.throttle import Throttle, network_of
from spadework.desk.settings import Settings
from spadework.errors import DeskError

_ID = re.compile(r"[A-Za-z0-9_-]{43}")
_ACCOUNT_WAITS, _ADDRESS_WAITS = 60.0, 900.0  # an account less, or anybody could lock somebody out for long


@dataclass(frozen=True, slots=True)
class Visit:
    """A browser that has come: the id in its cookie, and who sits there; None if nobody has signed in."""

    id: str
    person: Person | None


class Door:
    """Who comes in.

    Args:
        accounts: the file of the accounts, if people have to sign in.

    Raises:
        DeskError: they have to, and there are no accounts, or the file cannot be read.
    """

    def __init__(self, settings: Settings, accounts: Path | None) -> None:
        self._settings = settings
        self._secret = secrets.token_bytes(32)
        self.throttle = Throttle()
        self.accounts: Accounts | None = None
        if not settings.signing_in:
            return
        if accounts is None:
            raise DeskError("people have to sign in, and there is no file of accounts", remedy="Name it: --accounts.")
        self.accounts = Accounts(accounts)
        self.sessions = Sessions(settings.idle, settings.lasts, self.accounts.find)
        if not self.accounts.all():
            raise DeskError(
                "people have to sign in, and there are no accounts",
                where=str(accounts),
                remedy="Make one: spadework account add NAME --role analyst.",
            )

    def visit(self, id: str) -> Visit:
        """The visit with this id in its cookie, or a new one."""
        if not _ID.fullmatch(id):
            id = secrets.token_urlsafe(32)
        if self.accounts is None:
            return Visit(id, Person(self._settings.by))
        account = self.sessions.account(id)
        return Visit(id, Person(account.name, account.role) if account else None)

    def token(self, id: str) -> str:
        """What a request that changes something has to show besides the cookie."""
        return hmac.new(self._secret, id.encode(), hashlib.sha256).hexdigest()

    def sign_in(self, name: str, password: str, address: str) -> Visit:
        """A new visit, with an id that nobody has seen before.

        Raises:
            NotSignedIn: the name or the password is wrong; which is not told.
            TooMany: too many attempts for this account or from this address have failed.
        """
        if self.accounts is None:
            raise NotSignedIn("nobody has to sign in here")
        account_key = "account " + hashlib.sha256(" ".join(name.split()).casefold().encode()).hexdigest()
        address_key = "address " + network_of(address)
        self.throttle.begin((account_key, _ACCOUNT_WAITS), (address_key, _ADDRESS_WAITS))
        account = self.accounts.verified(name, password)
        if account is None:
            raise NotSignedIn("the name or the password is wrong")
        self.throttle.succeeded(account_key, address_key)
        return Visit(self.sessions.begin(account), Person(account.name, account.role))

    def sign_out(self, id: str) -> Visit:
        """End a visit; a new one, of nobody."""
        if self.accounts is not None:
            self.sessions.end(id)
        return self.visit("")
