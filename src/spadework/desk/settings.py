"""How a desk is set up."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

LOOPBACK = ("127.0.0.1", "localhost", "::1")
PORT = 8321


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one request may ask for. Sizes in bytes, times in seconds.

    Attributes:
        body: of a request that is no upload.
        upload: of all files of one upload together.
        uploads: at the same time.
        idle: until the next piece of a body has to be there.
        body_seconds, upload_seconds: until all of it has to be there.
        seconds, long_seconds: until the answer begins, and where a whole dossier is written.
    """

    body: int = 1 << 20
    upload: int = 100 << 20
    uploads: int = 4
    idle: float = 20.0
    body_seconds: float = 60.0
    upload_seconds: float = 900.0
    seconds: float = 60.0
    long_seconds: float = 900.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Attributes:
    by: who works here as long as nobody has to sign in.
    host, port: where it listens.
    names: host names under which it may be asked besides the address itself.
    proxies: addresses of proxies whose word on who asks, and whether by https, is taken.
    sign_in: whether people have to sign in although nobody but this machine can reach it.
    accounts: the file of the accounts; without it `accounts.json` in the dossier's folder.
    certificate, key: PEM files; with them it speaks TLS.
    idle, lasts: seconds after which a session ends that is not used, and any session.
    limits: what one request may ask for.
    """

    by: str
    host: str = LOOPBACK[0]
    port: int = PORT
    names: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()
    sign_in: bool = False
    accounts: Path | None = None
    certificate: Path | None = None
    key: Path | None = None
    idle: float = 2 * 3600
    lasts: float = 12 * 3600
    limits: Limits = Limits()

    @property
    def loopback(self) -> bool:
        """Whether it listens on this machine alone."""
        return self.host in LOOPBACK or self.host.startswith("127.")

    @property
    def signing_in(self) -> bool:
        """Whether people have to sign in: always if others can reach it, be it through a proxy."""
        return self.sign_in or not self.loopback or bool(self.proxies) or not set(self.names) <= set(LOOPBACK)
