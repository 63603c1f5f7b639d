"""The desk as a server."""

from __future__ import annotations

import errno
import socket
from asyncio import BaseTransport, TimerHandle
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from spadework.desk.app import make_app
from spadework.desk.settings import Settings
from spadework.errors import DeskError

if TYPE_CHECKING:
    from fastapi import FastAPI

    from spadework.stored import StoredDossier

_WAITING = 128  # connections that have not been taken up
_HEADERS = 32 << 10  # bytes
_HEADER_SECONDS = 15.0
_CONNECTIONS = 400


def serve(dossier: StoredDossier, settings: Settings, ready: Callable[[str], None] = lambda address: None) -> None:
    """Serve a dossier until Ctrl-C.

    Args:
        ready: called with the address once somebody may ask there.

    Raises:
        DeskError: it cannot listen there, or people have to sign in and there are no accounts.
    """
    app = make_app(dossier, settings)
    config = configured(app, settings)
    with listening(settings.host, settings.port) as opened, suppress(KeyboardInterrupt):  # uvicorn raises it once more
        ready(address_of(settings, opened))
        _Server(config).run([opened])


class _Server(uvicorn.Server):
    """Tells the desk when it is to end, so that streams of events end too."""

    def handle_exit(self, sig: int, frame: Any) -> None:
        """Ctrl-C, or asked to end by the machine."""
        self.config.app.state.desk.closing.set()  # type: ignore[union-attr]
        super().handle_exit(sig, frame)


class _Patient(H11Protocol):
    """A connection that is closed if the head of a request is not there in time."""

    _late: TimerHandle | None = None

    def connection_made(self, transport: BaseTransport) -> None:
        """Somebody has come."""
        super().connection_made(transport)  # type: ignore[arg-type]
        self._wait()

    def data_received(self, data: bytes) -> None:
        """More has come."""
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._stop()
        elif self._late is None and self.conn.our_state is h11.IDLE:
            self._wait()  # the beginning of another head

    def connection_lost(self, exc: Exception | None) -> None:
        """Gone."""
        self._stop()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._late = self.loop.call_later(_HEADER_SECONDS, self.transport.close)

    def _stop(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None


def listening(host: str, port: int) -> socket.socket:
    """A socket that takes connections there; with port 0 on any port that is free. Raises DeskError."""
    try:
        family, _, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        opened = socket.socket(family)
    except (OSError, UnicodeError) as e:
        raise DeskError(f"there is no such address ({e})", where=host, remedy="Choose another --host.") from e
    try:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind(place)
        opened.listen(_WAITING)
    except OSError as e:
        opened.close()
        what = {
            errno.EADDRINUSE: "something listens on this port already, perhaps another desk",
            errno.EACCES: "this port needs the rights of an administrator",
            errno.EADDRNOTAVAIL: "this is no address of this machine",
        }.get(e.errno or 0, f"it cannot listen there ({e.strerror or e})")
        raise DeskError(what, where=f"{host}:{port}", remedy="Choose another --port; 0 takes one that is free.") from e
    return opened


def address_of(settings: Settings, opened: socket.socket) -> str:
    """The address under which a browser on this machine finds it."""
    port = opened.getsockname()[1]
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(settings.host, settings.host)
    host = f"[{host}]" if ":" in host and not host.startswith("[") else host
    return f"{'https' if settings.certificate else 'http'}://{host}:{port}/"


def configured(app: FastAPI, settings: Settings) -> uvicorn.Config:
    """How the server runs it. Raises DeskError if certificate and key do not fit."""
    config = uvicorn.Config(
        app,
        http=_Patient,
        ws="none",
        log_level="warning",
        server_header=False,
        date_header=False,
        proxy_headers=bool(settings.proxies),
        forwarded_allow_ips=list(settings.proxies),
        limit_concurrency=_CONNECTIONS,
        h11_max_incomplete_event_size=_HEADERS,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=5,
        ssl_certfile=settings.certificate,
        ssl_keyfile=settings.key,
    )
    try:
        config.load()
    except OSError as e:  # ssl's errors among them
        where = f"{settings.certificate}, {settings.key}"
        raise DeskError(f"the certificate or its key cannot be used ({e.strerror or e})", where=where) from e
    return config
