"""The desk as a server."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Any

from spadework.desk.app import make_app
from spadework.desk.settings import Settings

if TYPE_CHECKING:
    import uvicorn
    from fastapi import FastAPI

    from spadework.stored import StoredDossier

_WAITING = 128  # connections that have not been taken up


def listening(host: str, port: int) -> socket.socket:
    """A socket that takes connections there; with port 0 on any port that is free. Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    opened = socket.socket(family)
    try:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind((host, port))
        opened.listen(_WAITING)
    except OSError:
        opened.close()
        raise
    return opened


def configured(app: FastAPI, **more: Any) -> uvicorn.Config:
    """How the server runs it."""
    import uvicorn

    return uvicorn.Config(
        app,
        log_level="warning",
        server_header=False,
        date_header=False,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=5,
        **more,
    )


def serve(dossier: StoredDossier, settings: Settings) -> None:
    """Serve a dossier until Ctrl-C."""
    import uvicorn

    uvicorn.Server(configured(make_app(dossier, settings))).run([listening(settings.host, settings.port)])
