"""How a desk is set up."""

from __future__ import annotations

from dataclasses import dataclass

LOOPBACK = ("127.0.0.1", "localhost", "::1")
PORT = 8321


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Attributes:
    by: who works here as long as nobody has to sign in.
    host, port: where it listens.
    names: host names under which it may be asked besides the address itself.
    """

    by: str
    host: str = LOOPBACK[0]
    port: int = PORT
    names: tuple[str, ...] = ()

    @property
    def loopback(self) -> bool:
        """Whether nobody but this machine can reach it."""
        return self.host in LOOPBACK or self.host.startswith("127.")
